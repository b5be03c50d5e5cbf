"""A plain assignment that was changed after submissions: what it means is known before."""

import nbformat
import pytest
from nbgrader.api import Gradebook

from grading.__main__ import main
from tests.tools.plain_course import answer, cell, free, handed_in, plain_course, test_cell

pytestmark = pytest.mark.slow(40)
test_cell.__test__ = False  # a cell, not a test


def test_a_changed_plain_assignment_is_previewed_and_then_released_with_its_marks(tmp_path, capsys):
    cells = [
        answer("f", "def f(x):\n    return 2 * x"),
        test_cell("f_small", "assert f(1) == 2", 2),
        test_cell("f_old", "assert f(0) == 0 and 'a question that will be gone'"),
        cell("why", "Why is it so?", "markdown", grade=True, solution=True, points=3),
        cell("draw", "Draw it.", "markdown", task=True, locked=True, points=2),
    ]
    other = [answer("g", "def g():\n    return 7"), test_cell("g_test", "assert g() == 7")]
    course = plain_course(tmp_path, {"ps": {"first": cells, "second": other}})
    answers = {
        "ada": {"f": "def f(x):\n    return 2 * x", "why": "Because.", "g": "def g(): return 7"},
        "bob": {"f": "def f(x):\n    return 2 * abs(x)", "g": "def g(): return 8"},
        "eve": {},
    }
    for student, given in answers.items():
        for notebook in ("first", "second"):
            handed_in(course, "ps", student, notebook, given)
    assert main(["grade", "ps", "--course", str(tmp_path), "--jobs", "1"]) == 0
    by_hand = {"why": 3, "draw": 1}
    with Gradebook(course.db_url, course.course_id) as gradebook:
        for name, points in by_hand.items():
            gradebook.find_grade(name, "first", "ps", "ada").manual_score = points
        gradebook.db.commit()
    before = {"ada": 3 + 4 + 1, "bob": 3, "eve": 0}
    assert points_of(course) == before

    changed = [
        cells[0],
        test_cell("f_small", "assert f(1) == 2", 4),
        test_cell("f_negative", "assert f(-1) == -2"),
        cell("why_so", "Why is it so?", "markdown", grade=True, solution=True, points=3),
        cells[4],
    ]
    other[1] = test_cell("g_test", "assert g() in (7, 8)")
    for name, cells in {"first": changed, "second": other}.items():
        path = tmp_path / "source" / "ps" / f"{name}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        notebook.cells = cells
        nbformat.write(notebook, path)
    files = contents(tmp_path)
    capsys.readouterr()
    command = ["release", "ps", "--course", str(tmp_path)]
    assert main([*command, "--preview"]) == 0
    said = capsys.readouterr().out
    for line in (
        "new: f_negative\n",
        "gone: f_old\n",
        "renamed: why to why_so\n",
        "f_small: 2 points before, 4 now\n",
        "ada gains 2: 8 to 10\n",
        "bob gains 2: 3 to 5\n",
    ):
        assert line in said, said
    assert "eve" not in said and contents(tmp_path) == files

    assert main(command) == 0
    assert main(["grade", "ps", "--course", str(tmp_path), "--jobs", "1"]) == 0
    assert points_of(course) == {"ada": 10, "bob": 5, "eve": 0}


def test_marks_by_hand_in_a_plain_question_that_is_gone_stop_the_release(tmp_path, capsys):
    cells = [cell("draw", "Draw.", "markdown", task=True, locked=True, points=2), free("x = 1")]
    course = plain_course(tmp_path, {"ps": {"ps": cells}})
    handed_in(course, "ps", "ada", "ps", {})
    assert main(["grade", "ps", "--course", str(tmp_path), "--jobs", "1"]) == 0
    with Gradebook(course.db_url, course.course_id) as gradebook:
        gradebook.find_grade("draw", "ps", "ps", "ada").manual_score = 2
        gradebook.db.commit()
    path = tmp_path / "source" / "ps" / "ps.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [test_cell("one", "assert x == 1")]
    nbformat.write(notebook, path)
    files = contents(tmp_path)
    command = ["release", "ps", "--course", str(tmp_path)]
    assert main(command) == 1
    said = capsys.readouterr().err
    assert "ps: draw would go, and with it 1 marks or comments that were given by hand" in said
    assert contents(tmp_path) == files
    assert main([*command, "--drop"]) == 0


def points_of(course):
    """Points of each student for the assignment, those by hand among them."""
    with Gradebook(course.db_url, course.course_id) as gradebook:
        submissions = gradebook.assignment_submissions("ps")
        return {submission.student.id: submission.score for submission in submissions}


def contents(root):
    """What all files hold."""
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
