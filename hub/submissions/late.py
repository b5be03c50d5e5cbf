"""What lateness costs, in words."""

from collections.abc import Sequence
from datetime import timedelta

from grading.course.directory import Course
from grading.course.settings import Step

ELSEWHERE = "your instructor says what late work loses"


def said_of_steps(course: Course) -> str:
    """Say what late work loses; empty where it loses nothing."""
    steps = _steps(course)
    if steps is None:
        return ELSEWHERE
    if not steps:
        return ""
    said = [f"up to {_days(step.days)} late loses {_share(step.loses)}" for step in steps]
    return f"{', '.join(said)}; later than that loses all points"


def said_of_cost(course: Course, late: timedelta) -> str:
    """Say what a submission loses that is so late."""
    steps = _steps(course)
    if steps is None:
        return ELSEWHERE
    if not steps:
        return "that costs no points"
    days = late / timedelta(days=1)
    return f"that costs {_share(next((s.loses for s in steps if days <= s.days), 1))}"


def _steps(course: Course) -> Sequence[Step] | None:
    """Give the steps of the penalty; None where a plugin of the instructor's decides."""
    steps = course.settings.late if course.settings else []
    if not steps and "plugin_class" in course.config.AssignLatePenalties:
        return None
    return steps


def _share(loses: float) -> str:
    return "all points" if loses == 1 else f"{100 * loses:.3g} % of the points"


def _days(days: float) -> str:
    if days < 1:
        return f"{24 * days:.3g} hours"
    return "a day" if days == 1 else f"{days:g} days"
