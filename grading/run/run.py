"""Grades all submissions of an assignment: skips what is done, does the rest side by side."""

import errno
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode

from grading.course.agrees import check_gradebook, gradebook_errors
from grading.course.directory import Course, Versions
from grading.course.students import as_one, folders_of, students_of
from grading.handed_in.beside import Files, digest_of, files_beside
from grading.handed_in.files import read_submission
from grading.handed_in.match import answered
from grading.handed_in.notebook import read_cells
from grading.record.gradebook import write_penalties
from grading.record.record import Record
from grading.rooms.session import grade, not_graded
from grading.run.local import Local, cores
from grading.run.outcome import Outcome, together
from grading.run.side_by_side import Ended, Place, side_by_side
from grading.words.errors import CheckError
from grading.words.seeds import checks_digest
from grading.words.verdict import Verdict
from sandbox.errors import NoSandbox
from sandbox.limits import Limits

TIME = "time decided about its points, also when nothing ran beside it: please look"
FULL_OR_READ_ONLY = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)

Tell = Callable[[str, Verdict | None, int, int], None]


def grade_all(
    course: Course,
    assignment: str,
    student: str = "*",
    jobs: int | None = None,
    force: bool = False,
    limits: Limits | None = None,
    tell: Tell = lambda *_: None,
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
            students = [name for name in found if as_one(name) not in left_out]
            outcomes: dict[str, Outcome | None] = {}
            total, done = len(versions) * len(students), 0
            with _place(scheduler, min(jobs or cores(), len(students))) as place:
                for name, version in versions.items():
                    record = Record(course, assignment, version.released, name)
                    run = Run(record, version, limits, place, tell, total, done)
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


class Work(NamedTuple):
    """A submission to be graded: who handed it in, its bytes, remarks on how it was found."""

    student: str
    folder: Path
    data: bytes | None
    files: Files  # beside the notebook
    remarks: list[str]
    regrade: bool  # whether these very bytes were graded before,
    same_checks: bool  # and with these very checks


@dataclass
class Run:
    """One run, of one notebook: what is the same for all, and how those that are done fared."""

    record: Record
    versions: Versions
    limits: Limits | None
    place: Place
    tell: Tell
    total: int
    before: int = 0  # done of the assignment's other notebooks
    outcomes: dict[str, Outcome | None] = field(default_factory=dict)

    def grade(self, students: Iterable[str], force: bool) -> None:
        """Grade those that need it; where time decided, once more with nothing beside it."""
        again = []
        with closing(self._verdicts(self._not_done(students, force))) as verdicts:
            for work, (verdict, notebook) in verdicts:
                if verdict.out_of_time:
                    again.append(work.student)
                else:
                    self._write(work, verdict, notebook)
        with closing(self._verdicts(map(self._read, again), most=1)) as verdicts:
            for work, (verdict, notebook) in verdicts:
                if verdict.out_of_time:
                    verdict.waits_for = TIME
                    verdict.remarks.append(TIME)
                self._write(work, verdict, notebook)

    @cached_property
    def given(self) -> Files:
        """The files that students got beside the notebook."""
        return self.record.course.given(self.record.assignment)

    @cached_property
    def checks(self) -> str:
        """The digest of what decides about points."""
        return checks_digest(self.versions.source)

    def _read(self, student: str) -> Work:
        """Read what a student has handed in."""
        assignment = self.record.assignment
        folders = folders_of(self.record.course, assignment, student)
        folder = folders[-1]
        try:
            others = set(self.record.course.notebooks(assignment)) - {self.record.notebook}
            data, place, remarks = read_submission(
                folder, self.record.notebook, self._answered, others
            )
            files = files_beside(folder, place, remarks) if place else {}
            files |= self.given  # these win, as in nbgrader
            if len(folders) > 1:
                remarks.append(f"the name is that of {len(folders)} folders: the newest counts")
        except OSError as error:
            data, files, remarks = None, {}, [f"the folder could not be read: {error.strerror}"]
        known = self.record.digests(student)
        regrade = known.submission == digest_of(data, files)
        same_checks = regrade and known.checks == self.checks
        return Work(student, folder, data, files, remarks, regrade, same_checks)

    def _answered(self, data: bytes) -> int:
        return answered(read_cells(data, []), self.record.released)

    def _not_done(self, students: Iterable[str], force: bool) -> Iterator[Work]:
        """Read submissions, and leave out those that were graded with these checks, to the end."""
        for work in map(self._read, students):
            if work.same_checks and not force and work.student in self.record.whole:
                self._done(work.student, None)
            else:
                yield work

    def _verdicts(
        self, works: Iterable[Work], most: int | None = None
    ) -> Generator[tuple[Work, tuple[Verdict, NotebookNode]], None, None]:
        """Grade, wherever the workers are; what goes wrong with one is a verdict, too."""
        secret, (source, released) = self.record.course.secret, self.versions

        def arguments(work: Work) -> tuple[object, ...]:
            return work.data, source, released, work.student, secret, self.limits, work.files

        for work, result in side_by_side(grade, works, arguments, self.place, most):
            if isinstance(result, NoSandbox | CheckError) or is_full(result):
                raise result
            if isinstance(result, Exception):
                result = self._not_graded(work, result)
            result[0].remarks[:0] = work.remarks
            yield work, result

    def _not_graded(self, work: Work, error: Exception) -> tuple[Verdict, NotebookNode]:
        """Make a verdict of what went wrong, without a word that a student could have chosen."""
        why = (
            "the grader was killed each time that it was tried"
            if isinstance(error, Ended)
            else f"the grader met a {type(error).__name__}; please look at what was handed in"
        )
        source, released = self.versions
        return not_graded(work.data, source, released, work.student, why, work.files)

    def _write(self, work: Work, verdict: Verdict, notebook: NotebookNode) -> None:
        """Record a verdict; one that cannot be written down is replaced by one that says so."""
        try:
            self.record.write(verdict, notebook, work.folder, work.regrade)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            verdict, notebook = self._not_graded(work, error)
            self.record.write(verdict, notebook, work.folder, work.regrade)
        self._done(work.student, verdict)

    def _done(self, student: str, verdict: Verdict | None) -> None:
        self.outcomes[student] = Outcome.of(verdict) if verdict else None
        self.tell(student, verdict, self.before + len(self.outcomes), self.total)


def is_full(result: object) -> bool:
    """Tell whether a worker found the disk full or read-only: that is no student's fault."""
    return isinstance(result, OSError) and result.errno in FULL_OR_READ_ONLY
