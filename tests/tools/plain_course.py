"""Courses of nbgrader's own cells for tests: written cell by cell, released by nbgrader."""

import nbformat
from nbgrader.apps import NbGraderAPI

from grading.course.directory import Course
from grading.rooms.session import grade
from grading.words.cells import marks_of

SECRET = bytes(32)
STUB = "# YOUR CODE HERE\nraise NotImplementedError()"


def cell(name, source, kind="code", **marks):
    """A marked cell: `grade`, `solution`, `locked`, `task` as they are given, and `points`."""
    make = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
    told = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    made = make(source, metadata={"nbgrader": told | {"grade_id": name} | marks})
    del made["id"]  # as in notebooks of format 4.4
    return made


def test_cell(name, source, points=1):
    return cell(name, source, grade=True, locked=True, points=points)


def answer(name, solution):
    return cell(name, f"### BEGIN SOLUTION\n{solution}\n### END SOLUTION", solution=True)


def locked(name, source):
    return cell(name, source, locked=True)


def free(source):
    made = nbformat.v4.new_code_cell(source)
    del made["id"]
    return made


def hidden(source):
    return f"### BEGIN HIDDEN TESTS\n{source}\n### END HIDDEN TESTS"


def plain_course(root, assignments, files=(), settings=""):
    """A course directory: assignment -> notebook -> cells, and files beside each assignment's."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "course.toml").write_text(settings)
    for assignment, notebooks in assignments.items():
        folder = root / "source" / assignment
        folder.mkdir(parents=True)
        for name, data in dict(files).items():
            (folder / name).write_bytes(data)
        for name, cells in notebooks.items():
            notebook = nbformat.v4.new_notebook(cells=cells, nbformat_minor=4)
            notebook.metadata.kernelspec = {
                "name": "python3", "language": "python", "display_name": "Python 3"
            }  # fmt: skip
            nbformat.write(notebook, folder / f"{name}.ipynb")
    return released_course(root)


def released_course(root):
    """The course in a folder, with all its assignments released."""
    course = Course(root)
    api = NbGraderAPI(config=course.config)
    api.log.setLevel("CRITICAL")
    for assignment in course.assignments():
        result = api.generate_assignment(assignment)
        assert result["success"], result
    return course


def handed_in(course, assignment, student, notebook, answers):
    """Hand in a released notebook, with answers by the names of their cells."""
    folder = course.submitted_path(assignment, student)
    folder.mkdir(parents=True, exist_ok=True)
    released = nbformat.read(course.root / "release" / assignment / f"{notebook}.ipynb", 4)
    nbformat.write(filled(released, answers), folder / f"{notebook}.ipynb")


def filled(notebook, answers):
    """The notebook, with these sources in the cells of these names."""
    for found in notebook.cells:
        name = marks_of(found).get("grade_id")
        found.source = answers.get(name, found.source)
    return notebook


def solutions_of(course, assignment, notebook):
    """The instructor's own answers, by name."""
    source = nbformat.read(course.root / "source" / assignment / f"{notebook}.ipynb", 4)
    return {
        marks_of(found)["grade_id"]: found.source
        for found in source.cells
        if marks_of(found).get("solution")
    }


def graded(course, assignment, answers, notebook="", limits=None):
    """The verdict on one submission, without a gradebook."""
    source, released = course.versions(assignment, notebook)
    path = course.root / "release" / assignment / f"{notebook or assignment}.ipynb"
    data = nbformat.writes(filled(nbformat.read(path, 4), answers)).encode()
    given = course.given(assignment)
    return grade(data, source, released, "ada", SECRET, limits, given)[0]


def scores(verdict):
    """What each test cell earned, by its name."""
    return {check.name: check.score for check in verdict.checks}
