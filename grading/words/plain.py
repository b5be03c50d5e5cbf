"""Plain assignments: made of nbgrader's own cells, without named properties and contracts.

Each test cell is one property, with the cell's name. Its source runs in the tests' room, where
names that are neither the instructor's nor Python's are asked of the student's room. What cannot
cross the wall between the two fails closed and waits for a person; unless `course.toml` allows, by
`tests_in_students_room`, that the tests of this assignment run in the student's room.
"""

from collections.abc import Iterator

from nbformat import NotebookNode

from grading.words.cells import COURSE, role_of
from grading.words.properties import BEGIN_HIDDEN, Property, find_properties

SETTING = "tests_in_students_room"


def plain_marks(
    assignment: str, notebook: str, files: dict[str, str], allowed: bool
) -> NotebookNode:
    """Make the metadata of a plain notebook.

    Parameters
    ----------
    assignment, notebook : str
    files : dict
        The digests of what students got beside the notebooks, by name.
    allowed : bool
        Whether the tests run in the student's room.
    """
    return NotebookNode(
        assignment=assignment,
        notebook=notebook,
        hides=[],
        plain=True,
        files=files,
        **{SETTING: allowed},
    )


def is_plain(notebook: NotebookNode) -> bool:
    """Tell whether a notebook is made of nbgrader's own cells."""
    return bool(notebook.metadata[COURSE].get("plain"))


def runs_in_students_room(notebook: NotebookNode) -> bool:
    """Tell whether the tests of a notebook run in the student's room."""
    return bool(notebook.metadata[COURSE].get(SETTING))


def properties_of(cell: NotebookNode, notebook: NotebookNode) -> list[Property]:
    """List the properties of a check: of a plain one it is the cell itself."""
    if is_plain(notebook):
        return [Property(cell.id, BEGIN_HIDDEN in cell.source)]
    return find_properties(cell.source, cell.id)


def said_of_safety(notebook: NotebookNode) -> str:
    """Say that a notebook's tests run in the student's room; nothing where they do not."""
    if not runs_in_students_room(notebook):
        return ""
    assignment = notebook.metadata[COURSE].assignment
    return (
        f"Less safe: the tests of {assignment} run in the student's room, as {SETTING} in "
        "course.toml allows; a program can see them there, and lie about how they end"
    )


def could_not_cross(tests: list[str], assignment: str) -> Iterator[str]:
    """Say of tests that they need what cannot cross the wall, and what to do; nothing of none."""
    if tests:
        yield (
            f"{', '.join(tests)}: what this needs cannot pass between the two rooms; please look, "
            "or let the tests run in the student's room, which is less safe: "
            f'{SETTING} = ["{assignment}"] in course.toml'
        )


def tests_of(notebook: NotebookNode) -> list[NotebookNode]:
    """List the checks of a notebook."""
    return [cell for cell in notebook.cells if role_of(cell) == "check"]
