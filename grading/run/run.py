"""Grades all submissions of an assignment: skips what is done, does the rest side by side."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode
from traitlets.config import Config

from grading.course.agrees import check_gradebook, gradebook_errors
from grading.course.directory import Course, Submission
from grading.handed_in.files import read_submission
from grading.record.record import is_graded, record
from grading.rooms.session import grade, not_graded
from grading.run.local import Ended, side_by_side
from grading.words.errors import CheckError
from grading.words.seeds import checks_digest, digest
from grading.words.verdict import Verdict
from sandbox.errors import NoSandbox
from sandbox.limits import Limits

JOBS = 2

Tell = Callable[[str, Verdict | None, int, int], None]


class Work(NamedTuple):
    """A submission to be graded: who handed it in, its bytes, remarks on how it was found."""

    student: str
    folder: Path
    data: bytes | None
    remarks: list[str]


def grade_all(
    course: Course,
    assignment: str,
    student: str = "*",
    jobs: int | None = None,
    force: bool = False,
    limits: Limits | None = None,
    config: Config | None = None,
    tell: Tell = lambda *_: None,
    excluded: Collection[str] = (),
) -> dict[str, Verdict | None]:
    """Grade the submissions of an assignment.

    Whatever goes wrong with one of them is a verdict for that student alone, which waits for a
    person; the run goes on.

    Parameters
    ----------
    course : grading.course.directory.Course
    assignment : str
    student : str
        One student, or all ("*").
    jobs : int
        Submissions graded side by side.
    force : bool
        Whether to grade again what is graded already.
    limits : sandbox.limits.Limits
    config : traitlets.config.Config
        nbgrader's configuration.
    tell : function of (student, Verdict or None, done, total)
        Called after each submission; the verdict is None where it was graded before.
    excluded : collection of str
        Students who are left out.

    Returns
    -------
    dict
        From each student to the verdict, or None where it was graded before.

    Raises
    ------
    CourseError, NoSandbox, CheckError
        What the instructor must mend. Verdicts before that are kept.
    """
    with gradebook_errors(course):
        source, released = course.versions(assignment)
        check_gradebook(course, assignment, source)
        secret, checks, jobs = course.secret, checks_digest(source), jobs or JOBS
        submissions = [
            s for s in course.submissions(assignment, student) if s.student not in excluded
        ]
        verdicts: dict[str, Verdict | None] = {}

        def told(name: str, verdict: Verdict | None) -> None:
            verdicts[name] = verdict
            tell(name, verdict, len(verdicts), len(submissions))

        todo = []
        for work in _read(submissions, assignment):
            if not force and is_graded(
                course, assignment, work.student, digest(work.data or b""), checks
            ):
                told(work.student, None)
            else:
                todo.append(work)

        def arguments(work: Work) -> tuple[object, ...]:
            return work.data, source, released, work.student, secret, limits

        for work, result in side_by_side(grade, todo, arguments, min(jobs, len(todo))):
            graded = _graded(work, result, source, released)
            graded[0].remarks[:0] = work.remarks
            told(work.student, _recorded(course, work, graded, source, released, config))
    return verdicts


def _read(submissions: list[Submission], assignment: str) -> Iterator[Work]:
    for student, folder in submissions:
        try:
            yield Work(student, folder, *read_submission(folder, assignment))
        except OSError as error:
            yield Work(student, folder, None, [f"the folder could not be read: {error.strerror}"])


def _graded(
    work: Work,
    result: tuple[Verdict, NotebookNode] | Exception,
    source: NotebookNode,
    released: NotebookNode,
) -> tuple[Verdict, NotebookNode]:
    """Take a verdict, or make one of what went wrong; what the instructor must mend is raised."""
    if isinstance(result, NoSandbox | CheckError):
        raise result
    if isinstance(result, Exception):
        why = "the grader ended twice" if isinstance(result, Ended) else _why(result)
        return not_graded(work.data, source, released, work.student, why)
    return result


def _recorded(
    course: Course,
    work: Work,
    graded: tuple[Verdict, NotebookNode],
    source: NotebookNode,
    released: NotebookNode,
    config: Config | None,
) -> Verdict:
    """Record a verdict; one that cannot be written down is replaced by one that says so."""
    try:
        record(course, *graded, work.folder, config)
        return graded[0]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        graded = not_graded(work.data, source, released, work.student, _why(error))
        record(course, *graded, work.folder, config)
        return graded[0]


def _why(error: Exception) -> str:
    """Say what went wrong, without a word that a student could have chosen."""
    return f"the grader met a {type(error).__name__}; please look at what was handed in"
