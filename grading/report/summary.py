"""A class in numbers: one pass over its gradings, of which sums and short lists are kept."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from grading.course.directory import Course, Versions
from grading.course.students import as_one
from grading.report.changes import Change, Changes
from grading.report.entries import Entry, Student, entries_of
from grading.report.gradings import Grading, Gradings
from grading.report.groups import Groups
from grading.report.items import Item, count, items_of
from grading.report.looks import Why, looks_at
from grading.report.mistakes import Mistakes
from grading.report.tables import Tables
from grading.words.plain import said_of_safety
from grading.words.seeds import checks_digest

SHOWN = 50  # students in a list of the page; the tables have all
SLOWEST = 10

Said = tuple[Student, str]  # what is said of a student


@dataclass
class Summary:
    """What is known of a class.

    Parameters
    ----------
    course : grading.course.directory.Course
    assignment, notebook : str
    versions : grading.course.directory.Versions
    """

    course: Course
    assignment: str
    notebook: str
    versions: Versions
    graded: int = 0
    other_checks: int = 0  # graded with other checks than those that are released
    max_score: float = 0.0
    scores: Counter[float] = field(default_factory=Counter)
    reasons: Counter[Why] = field(default_factory=Counter)
    looks: dict[Why, list[Said]] = field(default_factory=lambda: defaultdict(list))
    needing: int = 0  # students who need a look, for more than marks by hand
    changes: Changes = field(default_factory=Changes)
    changed: list[tuple[Student, Change]] = field(default_factory=list)
    times: list[tuple[float, Student]] = field(default_factory=list)  # a heap, in seconds

    def __post_init__(self) -> None:
        self._checks = checks_digest(self.versions.source)
        self.items: list[Item] = items_of(self.versions.source)
        self.mistakes = Mistakes(self.versions.source)
        self.groups = Groups(self.versions.released)
        settings = self.course.settings
        if settings is None:
            from grading.course.settings import Settings  # takes half a second

            settings = Settings()
        self._formgrader = settings.formgrader.rstrip("/")

    def read(self, tables: Tables) -> None:
        """Read all that was graded, and write the tables' rows meanwhile."""
        for name, grading, entry in self._gradings():
            self._count(tables, name, grading, entry)
        for item in self.items:
            tables.add(
                "properties",
                item.check,
                item.name,
                item.hidden,
                item.essential,
                item.share,
                item.asked,
                item.held,
                item.pass_rate,
                item.difficulty,
                item.discrimination,
            )

    def _gradings(self) -> Iterator[tuple[str, Grading, Entry]]:
        """Pair what log and gradebook hold of a student; who is in one alone is left out."""
        left_out = set(map(as_one, self.course.excluded))
        entries = entries_of(self.course, self.assignment, self.notebook)
        log = self.course.verdicts_path
        with Gradings(log, self.assignment, self.notebook) as gradings:
            for name in gradings.students():
                if name in entries and as_one(name) not in left_out:
                    yield name, gradings.of(name), entries[name]

    def _count(self, tables: Tables, name: str, grading: Grading, entry: Entry) -> None:
        line, who = grading.last, Student(name, f"{self._formgrader}/submissions/{entry.page}/")
        self.graded += 1
        self.max_score = max(self.max_score, line["max_score"])
        self.scores[line["score"]] += 1
        self.other_checks += line["checks_digest"] != self._checks
        if not line.get("waits_for", "").startswith(Why.NOT_GRADED):
            count(self.items, line["checks"], self.groups.untouched(line))
        for mistake in self.mistakes.count(line["checks"]):
            tables.add("mistakes", name, *mistake)
        for answer, number in self.groups.count(who, line).items():
            tables.add("alike", name, answer, number)
        self._look(tables, who, grading, entry)
        heapq.heappush(self.times, (line["seconds"], who))
        if len(self.times) > SLOWEST:
            heapq.heappop(self.times)
        tables.add(
            "students",
            name,
            line["score"],
            line["max_score"],
            entry.points,
            entry.late.total_seconds() / 3600,
            entry.penalty,
            len(entry.waiting),
            line["seconds"],
            line["graded"],
            who.page,
        )

    def _look(self, tables: Tables, who: Student, grading: Grading, entry: Entry) -> None:
        looks = list(looks_at(grading.last, entry))
        self.needing += any(why is not Why.BY_HAND for why, _ in looks)
        for why, said in looks:
            self.reasons[why] += 1
            tables.add("looks", who.name, why, said, who.page)
            if len(self.looks[why]) < SHOWN:
                self.looks[why].append((who, said))
        change = self.changes.count(grading)
        if change:
            tables.add("changes", who.name, *change)
            if len(self.changed) < SHOWN:
                self.changed.append((who, change))

    @property
    def title(self) -> str:
        """The assignment, and the notebook where it has several."""
        several = self.notebook != self.assignment
        return f"{self.assignment}, {self.notebook}" if several else self.assignment

    @property
    def less_safe(self) -> str:
        """What to say where tests ran in the student's room; nothing else."""
        return said_of_safety(self.versions.source)

    def graded_path(self, student: str) -> Path:
        """Name the place of a student's graded notebook."""
        return self.course.autograded_path(self.assignment, student, self.notebook)

    @property
    def mean(self) -> float:
        """The mean of the checks' points."""
        return sum(score * n for score, n in self.scores.items()) / self.graded

    @property
    def median(self) -> float:
        """The points that half of the class reaches; the lower of the two in the middle."""
        left = (self.graded + 1) // 2
        for score in sorted(self.scores):
            left -= self.scores[score]
            if left <= 0:
                return score
        return 0.0

    def slowest(self) -> list[tuple[float, Student]]:
        """List the seconds that the longest gradings took, the longest first."""
        return sorted(self.times, reverse=True)
