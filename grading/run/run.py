"""Grades all submissions of an assignment: skips what is done, does the rest side by side."""

from collections.abc import Callable, Collection
from concurrent.futures import FIRST_COMPLETED, Future, wait
from pathlib import Path
from typing import Any

from traitlets.config import Config

from grading.course.agrees import check_gradebook
from grading.course.directory import Course
from grading.handed_in.files import read_submission
from grading.record.record import is_graded, record
from grading.rooms.session import grade
from grading.run.local import workers
from grading.words.seeds import checks_digest, digest
from grading.words.verdict import Verdict
from sandbox.limits import Limits

JOBS = 2

Tell = Callable[[str, Verdict | None, int, int], None]


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
    source, released = course.versions(assignment)
    check_gradebook(course, assignment, source)
    secret, checks, jobs = course.secret, checks_digest(source), jobs or JOBS
    submissions = [s for s in course.submissions(assignment, student) if s.student not in excluded]
    verdicts: dict[str, Verdict | None] = {}
    todo = []
    for name, folder in submissions:
        data, remarks = read_submission(folder, assignment)
        if not force and is_graded(course, assignment, name, digest(data or b""), checks):
            verdicts[name] = None
            tell(name, None, len(verdicts), len(submissions))
        else:
            todo.append((name, folder, data, remarks))
    with workers(min(jobs, len(todo))) as executor:
        waiting: dict[Future[Any], tuple[str, Path, list[str]]] = {}
        while todo or waiting:
            while todo and len(waiting) < 2 * jobs:
                name, folder, data, remarks = todo.pop(0)
                future = executor.submit(grade, data, source, released, name, secret, limits)
                waiting[future] = name, folder, remarks
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                name, folder, remarks = waiting.pop(future)
                verdict, notebook = future.result()
                verdict.remarks[:0] = remarks
                record(course, verdict, notebook, folder, config)
                verdicts[name] = verdict
                tell(name, verdict, len(verdicts), len(submissions))
    return verdicts
