"""Grades all submissions of an assignment: skips what is done, does the rest side by side."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field
from functools import cached_property

from nbformat import NotebookNode

from grading.course.agrees import check_gradebook, gradebook_errors
from grading.course.directory import Course
from grading.course.students import as_one, folders_of, students_of
from grading.course.unknown import unknown_of
from grading.handed_in.beside import digest_of
from grading.record.gradebook import write_penalties
from grading.record.record import Record
from grading.run.local import Local, cores
from grading.run.outcome import Outcome, together
from grading.run.side_by_side import Place
from grading.run.verdicts import Verdicts, Work
from grading.words.seeds import checks_digest
from grading.words.verdict import Verdict
from sandbox.limits import Limits

TIME = "time decided about its points, also when nothing ran beside it: please look"

Tell = Callable[[str, Verdict | None, int, int], None]
TellAgain = Callable[[list[str]], None]


def grade_all(
    course: Course,
    assignment: str,
    student: str = "*",
    jobs: int | None = None,
    force: bool = False,
    limits: Limits | None = None,
    tell: Tell = lambda *_: None,
    tell_again: TellAgain = lambda _: None,
    scheduler: str = "",
) -> dict[str, Outcome | None]:
    """Grade the submissions of an assignment.

    Whatever goes wrong with one of them is a verdict for that student alone, which waits for a
    person; the run goes on. Where a limit of time decided, the submission is run once more, alone.

    Parameters
    ----------
    course : grading.course.directory.Course
    assignment : str
    student : str
        One student, or all ("*").
    jobs : int
        Submissions graded side by side; by default as many as there are cores.
    force : bool
        Whether to grade again what is graded already.
    limits : sandbox.limits.Limits
    tell : function of (student, Verdict or None, done, total)
        Called after each submission; the verdict is None where it was graded before.
    tell_again : function of students
        Called, if time decided about any of theirs, before these submissions are run once more.
    scheduler : str
        Where the scheduler of a Dask cluster listens, whose workers grade; by default this
        machine's do.

    Returns
    -------
    dict
        From each student to what is kept of the verdict, or None where it was graded before.

    Raises
    ------
    CourseError, NoSandbox, CheckError
        What the instructor must mend. Verdicts before that are kept.
    """
    with gradebook_errors(course):
        notebooks = course.notebooks(assignment)
        versions = {name: course.versions(assignment, name) for name in notebooks}
        try:
            for name, version in versions.items():
                check_gradebook(course, assignment, version.source, name)
            left_out = set(map(as_one, course.excluded))
            found = students_of(course, assignment, student)
            left_out.update(map(as_one, unknown_of(course, found)))
            students = [name for name in found if as_one(name) not in left_out]
            outcomes: dict[str, Outcome | None] = {}
            total, done = len(versions) * len(students), 0
            with _place(scheduler, min(jobs or cores(), len(students))) as place:
                for name, version in versions.items():
                    record = Record(course, assignment, version.released, name)
                    verdicts = Verdicts(course, assignment, name, version, limits, place)
                    run = Run(record, verdicts, tell, total, done, tell_again)
                    run.grade(students, force)
                    done += len(students)
                    outcomes = together(outcomes, run.outcomes)
            write_penalties(course, assignment)
            return outcomes
        finally:
            course.engine.dispose()


def _place(scheduler: str, jobs: int) -> AbstractContextManager[Place]:
    if not scheduler:
        return nullcontext(Local(jobs))
    from grading.run.cluster import connect  # a second or two

    return connect(scheduler)


@dataclass
class Run:
    """One run, of one notebook: what is the same for all, and how those that are done fared."""

    record: Record
    verdicts: Verdicts
    tell: Tell
    total: int
    before: int = 0  # done of the assignment's other notebooks
    tell_again: TellAgain = lambda _: None
    outcomes: dict[str, Outcome | None] = field(default_factory=dict)

    def grade(self, students: Iterable[str], force: bool) -> None:
        """Grade those that need it; where time decided, once more with nothing beside it."""
        again = []
        with closing(self.verdicts.of(self._not_done(students, force))) as verdicts:
            for work, (verdict, notebook) in verdicts:
                if verdict.out_of_time:
                    again.append(work.student)
                else:
                    self._write(work, verdict, notebook)
        if again:
            self.tell_again(again)
        with closing(self.verdicts.of(map(self._read, again), most=1)) as verdicts:
            for work, (verdict, notebook) in verdicts:
                if verdict.out_of_time:
                    verdict.waits_for = TIME
                    verdict.remarks.append(TIME)
                self._write(work, verdict, notebook)

    @cached_property
    def checks(self) -> str:
        """The digest of what decides about points."""
        return checks_digest(self.verdicts.versions.source)

    def _read(self, student: str) -> Work:
        """Read what a student has handed in, and look whether it was graded before."""
        folders = folders_of(self.record.course, self.record.assignment, student)
        work = self.verdicts.read(student, folders[-1])
        if len(folders) > 1:
            work.remarks.append(f"the name is that of {len(folders)} folders: the newest counts")
        known = self.record.digests(student)
        regrade = known.submission == digest_of(work.data, work.files)
        return work._replace(regrade=regrade, same_checks=regrade and known.checks == self.checks)

    def _not_done(self, students: Iterable[str], force: bool) -> Iterator[Work]:
        """Read submissions, and leave out those that were graded with these checks, to the end."""
        for work in map(self._read, students):
            if work.same_checks and not force and work.student in self.record.whole:
                self._done(work.student, None)
            else:
                yield work

    def _write(self, work: Work, verdict: Verdict, notebook: NotebookNode) -> None:
        """Record a verdict; one that cannot be written down is replaced by one that says so."""
        try:
            self.record.write(verdict, notebook, work.folder, work.regrade)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            verdict, notebook = self.verdicts.not_graded(work, error)
            self.record.write(verdict, notebook, work.folder, work.regrade)
        self._done(work.student, verdict)

    def _done(self, student: str, verdict: Verdict | None) -> None:
        self.outcomes[student] = Outcome.of(verdict) if verdict else None
        self.tell(student, verdict, self.before + len(self.outcomes), self.total)
