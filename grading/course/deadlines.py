"""Until when an assignment may be handed in."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from grading.course import tables
from grading.course.directory import Course
from grading.words.errors import CourseError


def last_deadline(course: Course, assignment: str) -> datetime | None:
    """Find the last deadline that anybody has, extensions among them; None if there is none.

    What `course.toml` says comes before what is entered in the gradebook.
    """
    said, extensions = _said(course, assignment)
    if said and extensions:
        return max(said, *extensions.values())
    return _with_gradebook(course, assignment, said)


def deadline_of(course: Course, assignment: str, student: str) -> datetime | None:
    """Find until when a student may hand in an assignment; None if there is no deadline."""
    said, extensions = _said(course, assignment)
    if said and extensions:
        return extensions.get(student, said)
    return _with_gradebook(course, assignment, said, student)


def _said(course: Course, assignment: str) -> tuple[datetime | None, dict[str, datetime]]:
    """Give the deadline that `course.toml` says, and the extensions by student."""
    settings = course.settings
    if settings is None:
        return None, {}
    return settings.deadlines.get(assignment), settings.extensions.get(assignment, {})


def _with_gradebook(
    course: Course, assignment: str, said: datetime | None, student: str | None = None
) -> datetime | None:
    """Add the longest extension in the gradebook, or a student's, to the deadline said or there."""
    submission = tables.submitted_assignment
    of_this = tables.assignment.c.name == assignment
    given = (
        select(func.max(submission.c.extension))
        .join(tables.assignment, tables.assignment.c.id == submission.c.assignment_id)
        .where(of_this if student is None else of_this & (submission.c.student_id == student))
    )
    with course.engine.connect() as connection:
        due = connection.scalar(select(tables.assignment.c.duedate).where(of_this))
        longest = connection.scalar(given) or timedelta()
    deadline = said or (due.replace(tzinfo=UTC) if due else None)
    return deadline and deadline + max(longest, timedelta())


def check_is_over(course: Course, assignment: str) -> None:
    """Refuse to go on while an assignment may still be handed in.

    Raises
    ------
    CourseError
        Which says until when, or that no deadline is known.
    """
    deadline = last_deadline(course, assignment)
    if deadline is None:
        raise CourseError(
            f"{assignment} has no deadline, so it may still be handed in: enter one, or add --early"
        )
    if deadline > datetime.now(UTC):
        raise CourseError(
            f"{assignment} may be handed in until {deadline:%Y-%m-%d %H:%M %Z}: wait, or add "
            "--early"
        )
