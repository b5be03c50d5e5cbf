"""Adopts notebooks of nbgrader's own cells: they get names and metadata as ours have them."""

import re
from collections.abc import Mapping

from nbformat import NotebookNode

from grading.words.cells import COURSE, marks_of, role_of
from grading.words.errors import CourseError
from grading.words.plain import plain_marks
from grading.words.seeds import digest

VALID = re.compile(r"[\w-]{1,64}", re.ASCII)  # what may be the id of a cell


def adopt(
    notebook: NotebookNode,
    assignment: str,
    name: str,
    files: Mapping[str, bytes],
    allowed: bool,
) -> None:
    """Give each cell its name for an id, and the notebook what the grader must know of it.

    A cell without marks keeps its id if it has one, or else gets one from its place.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        The instructor's, or the one that students got. It is changed.
    assignment, name : str
        The name is the notebook's.
    files : mapping
        What students got beside it.
    allowed : bool
        Whether the tests run in the student's room.

    Raises
    ------
    CourseError
        If it is not for Python, or names are missing, not valid, or come twice.
    """
    language = notebook.metadata.get("kernelspec", {}).get("language", "python")
    if language.lower() != "python":
        raise CourseError(f"{assignment}, {name}: only Python is graded, and this is in {language}")
    names = [marks_of(cell).get("grade_id") for cell in notebook.cells if role_of(cell) != "try"]
    for cell_name in names:
        if not isinstance(cell_name, str) or not VALID.fullmatch(cell_name):
            raise CourseError(
                f"{assignment}, {name}: the name {cell_name!r} of a cell is not of letters, "
                "digits, _ and -, or too long; give it another one, and release it again"
            )
        if names.count(cell_name) > 1:
            raise CourseError(f"{assignment}, {name}: the name {cell_name} comes twice")
    taken = set(names)
    for place, cell in enumerate(notebook.cells):
        if role_of(cell) != "try":
            cell.id = cell.metadata.nbgrader.grade_id
            continue
        if cell.get("id") is None or cell.id in taken:
            cell.id = f"cell-without-name-{place}"
        taken.add(cell.id)
    notebook.nbformat_minor = max(notebook.nbformat_minor, 5)
    known = {file: digest(data) for file, data in sorted(files.items())}
    notebook.metadata[COURSE] = plain_marks(assignment, name, known, allowed)
