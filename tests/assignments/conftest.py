"""Fixtures of the assignments' tests."""

from functools import cache
from typing import NamedTuple

import pytest
from nbformat import NotebookNode

from tests.assignments.in_one_room import Room
from tests.tools.courses import courses as courses
from tests.tools.handing_in import reference


class Opened(NamedTuple):
    """An assignment: its Room, the instructor's notebook, the released one, the right answers."""

    room: Room
    source: NotebookNode
    released: NotebookNode
    right: dict[str, str]


@pytest.fixture(scope="session")
def rooms(courses):
    """`rooms(assignment)` gives its Room, its notebooks and the reference answers."""
    course = courses("solutions")

    @cache
    def of(assignment):
        source, released = course.versions(assignment)
        return Opened(Room(source, released), source, released, reference(course, assignment))

    return of
