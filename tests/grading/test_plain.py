"""Plain nbgrader cells through the two rooms: three courses of different kinds, and the edges."""

from html import escape

import nbformat
import pytest

from grading.__main__ import main
from grading.words.errors import CheckError, CourseError
from tests.tools.plain_course import (
    answer,
    cell,
    free,
    graded,
    handed_in,
    hidden,
    locked,
    plain_course,
    scores,
    solutions_of,
    test_cell,
)

pytestmark = pytest.mark.slow(30)
test_cell.__test__ = False  # a cell, not a test

# A first course in programming: lists, loops, what is printed and asked for, variables.
PROGRAMMING = [
    free("import io\nimport unittest\nfrom contextlib import redirect_stdout\nlimit = 3"),
    answer("mean", "def mean(values):\n    return sum(values) / len(values)"),
    test_cell("mean_of_two", "assert mean([2, 4]) == 3\nassert mean([1]) == 1, 'one value'", 2),
    test_cell("mean_hidden", "# There are hidden tests.\n" + hidden("assert mean([1, 5, 9]) == 5")),
    test_cell("mean_of_none", "try:\n    mean([])\nexcept ZeroDivisionError:\n    pass\n"
              "else:\n    raise AssertionError('no error')"),
    answer("greet", "def greet():\n    print('Hello,', input('Who? '))"),
    test_cell("greet_prints", "from unittest import mock\nout = io.StringIO()\n"
              "with redirect_stdout(out), mock.patch('builtins.input', return_value='Ada'):\n"
              "    greet()\nassert out.getvalue() == 'Hello, Ada\\n'"),
    answer("total", "total = 7 * 6"),
    test_cell("total_is_right", "assert total == 42 and limit == 3"),
    answer("counter", "count = 0\ndef step():\n    global count\n    count += 1"),
    test_cell("counts", "step()\nassert count == 1\nstep()\nassert count == 2"),
    locked("cases", "class Cases(unittest.TestCase):\n    def test_mean(self):\n"
           "        self.assertEqual(mean([4, 6]), 5)"),
    test_cell("by_unittest", "done = unittest.main(argv=[''], exit=False)\n"
              "assert done.result.testsRun == 1 and done.result.wasSuccessful()"),
    answer("sum", "def sum(values):\n    return 'mine'"),
    test_cell("own_sum", "assert sum([1]) == 'mine'"),
]  # fmt: skip
# Numerical methods: arrays, locked helpers, seeds, tolerance, tests that use what others define.
NUMERICS = [
    locked("imports", "%matplotlib inline\nimport numpy as np\nrng = np.random.default_rng(1)"),
    locked("data", "a = rng.random((4, 4))\na[0, 0] = 2.0"),
    answer("triangle", "def triangle(m):\n    '''The upper part.'''\n    return np.triu(m)"),
    locked("show", "shown = triangle(a)\nprint(shown)"),
    test_cell("shape", "from numpy.testing import assert_allclose\n"
              "assert triangle(a).shape == (4, 4)"),
    test_cell("values", "def below(m):\n    return m[np.tril_indices(4, -1)]\n"
              "t = triangle(a)\nassert_allclose(below(t), 0)\nassert_allclose(shown, t)"),
    test_cell("again", hidden("assert_allclose(below(t), 0)\nassert t.dtype == np.float64")),
    answer("scale", "def scaled(f, k):\n    return lambda x: k * f(x)"),
    test_cell("call_backs", "g = scaled(lambda x: x + 1, 3)\n"
              "assert g(2) == 9 and scaled(np.sqrt, 2)(4.0) == 4"),
    answer("score", "def guess():\n    return 0.5"),
    test_cell("partial", "points = 0\nif guess() > 0:\n    points += 1\n"
              "if guess() > 1:\n    points += 2\npoints", 3),
]  # fmt: skip
# Data: a file and a module beside the notebook, which tests read too.
DATA = [
    free("import csv\nfrom helpers import *"),
    locked("read", "with open('cities.csv') as file:\n    cities = list(csv.DictReader(file))"),
    answer("largest", "def largest(rows):\n"
           "    return max(rows, key=lambda r: int(r['people']))['city']"),
    test_cell("largest_city", "assert largest(cities) == expected()"),
    answer("clean", "cities = [row for row in cities if row['city'] != 'Z']"),
    test_cell("cleaned", "assert len(cities) == 2"),
    answer("save", "with open('out.txt', 'w') as file:\n    file.write('x')"),
    test_cell("saved", "assert open('out.txt').read() == 'x'"),
]  # fmt: skip
FILES = {
    "cities.csv": b"city,people\nA,3\nB,5\nZ,0\n",
    "helpers.py": b"def expected():\n    return 'B'\n",
}
# Objects: what cannot cross.
OBJECTS = [
    answer("account", "class Account:\n    def __init__(self):\n        self.balance = 0\n"
           "    def deposit(self, n):\n        self.balance += n"),
    test_cell("deposits", "a = Account()\na.deposit(3)\nassert a.balance == 3"),
    test_cell("deposits_hidden", hidden("a = Account()\na.deposit(5)\nassert a.balance == 5")),
    answer("sort", "def sort(values):\n    values.sort()"),
    test_cell("sorts", "values = [3, 1, 2]\nsort(values)\nassert values == [1, 2, 3]"),
]  # fmt: skip
MISSING = [answer("f", "def f():\n    return 1"), test_cell("f_test", "import no_such_module")]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    kinds = {"programming": PROGRAMMING, "numerics": NUMERICS, "data": DATA, "objects": OBJECTS}
    kinds |= {"allowed": OBJECTS, "missing": MISSING}
    root = tmp_path_factory.mktemp("plain")
    books = {name: {name: cells} for name, cells in kinds.items()}
    return plain_course(root, books, FILES, 'tests_in_students_room = ["allowed"]\n')


def by_the_instructor(course, assignment):
    return graded(course, assignment, solutions_of(course, assignment, assignment))


def waits(verdict):
    return verdict.waits_for.partition(":")[0].split(", ") if verdict.waits_for else []


@pytest.mark.parametrize("assignment", ["programming", "numerics"])
def test_the_instructor_s_answers_get_all_points(course, assignment):
    verdict = by_the_instructor(course, assignment)
    lost = [c.report() for c in verdict.checks if c.score < c.points and c.name != "partial"]
    assert not lost and not verdict.waits_for and not verdict.remarks


@pytest.mark.parametrize("assignment", ["programming", "numerics", "data", "objects", "allowed"])
def test_a_notebook_that_is_not_touched_gets_nothing(course, assignment):
    assert graded(course, assignment, {}).score == 0


def test_a_number_in_the_last_line_is_partial_credit(course):
    assert scores(by_the_instructor(course, "numerics"))["partial"] == 1
    best = {"score": "def guess():\n    return 2"}
    assert scores(graded(course, "numerics", best))["partial"] == 3


def test_wrong_answers_lose_the_points_of_their_cells_and_are_told_why(course):
    wrong = solutions_of(course, "programming", "programming") | {
        "mean": "def mean(values):\n    return 3 if values else 1 / 0"
    }
    verdict = graded(course, "programming", wrong)
    lost = {c.name: c.properties[0].reason for c in verdict.checks if not c.score}
    assert lost == {
        "mean_of_two": "one value",
        "mean_hidden": "it does not hold",
        "by_unittest": "it does not hold",
    }
    assert not verdict.waits_for


def test_data_beside_the_notebook_is_read_in_both_rooms(course):
    verdict = by_the_instructor(course, "data")
    assert scores(verdict) == {"largest_city": 1, "cleaned": 1, "saved": 0}
    assert waits(verdict) == ["saved"]  # the test reads what the program wrote


def test_what_cannot_cross_fails_closed_and_waits_with_the_setting_s_name(course):
    verdict = by_the_instructor(course, "objects")
    assert verdict.score == 0 and waits(verdict) == ["deposits", "deposits_hidden", "sorts"]
    assert 'tests_in_students_room = ["objects"] in course.toml' in verdict.waits_for
    assert "less safe" in verdict.waits_for


def test_with_the_setting_a_test_may_look_at_a_picture(tmp_path):
    drawn = "import matplotlib.pyplot as plt\ndef draw():\n    plt.plot([1, 2])\n    plt.show()"
    looks = """from IPython.utils.capture import capture_output
with capture_output() as seen:
    draw()
assert "image/png" in seen.outputs[0].data"""
    cells = [free("%matplotlib inline"), answer("drawing", drawn), test_cell("looks", looks)]
    course = plain_course(
        tmp_path, {"a": {"a": cells}}, settings='tests_in_students_room = ["a"]\n'
    )
    assert scores(by_the_instructor(course, "a")) == {"looks": 1}


def test_with_the_setting_it_runs_in_the_student_s_room(course):
    verdict = by_the_instructor(course, "allowed")
    assert verdict.score == verdict.max_score == 3 and not verdict.waits_for
    assert verdict.facts["tests_in_students_room"] is True
    broken = {"account": "class Account:\n    balance = 3\n    def deposit(self, n):\n        pass"}
    assert scores(graded(course, "allowed", broken)) == {
        "deposits": 1, "deposits_hidden": 0, "sorts": 0
    }  # fmt: skip


def test_there_too_a_test_has_what_earlier_tests_hide(tmp_path):
    cells = [
        answer("f", "def f(x):\n    return 2 * x"),
        test_cell("first", hidden("from math import isclose\nright = 6\nassert f(3) == right")),
        test_cell("second", "assert f(1) == 2\n" + hidden("assert isclose(f(3), right)")),
    ]
    for settings in ("", 'tests_in_students_room = ["ps"]\n'):
        course = plain_course(tmp_path / str(len(settings)), {"ps": {"ps": cells}}, (), settings)
        assert scores(by_the_instructor(course, "ps")) == {"first": 1, "second": 1}, settings


def test_run_and_report_say_that_it_is_less_safe(course, capsys):
    said = "Less safe: the tests of allowed run in the student's room"
    for assignment, is_said in {"allowed": True, "objects": False}.items():
        handed_in(course, assignment, "ada", assignment, {})
        assert main(["grade", assignment, "--course", str(course.root), "--jobs", "1"]) == 0
        assert (said in capsys.readouterr().err) == is_said
        page = (course.root / "report" / assignment / "report.html").read_text()
        assert (escape(said).replace("&#x27;", "&#39;") in page) == is_said


def test_a_module_that_is_missing_stops_the_run_and_is_named(course):
    with pytest.raises(CheckError, match="missing: the test f_test: No module named"):
        by_the_instructor(course, "missing")


def test_a_name_that_a_test_alone_has_is_said_to_be_missing(course):
    """In one kernel an answer finds by luck what a test has defined."""
    lucky = {"greet": "def greet():\n    out.write('Hello, Ada\\n')"}
    verdict = graded(course, "programming", lucky)
    assert waits(verdict) == ["greet_prints"] and scores(verdict)["greet_prints"] == 0
    misspelt = {"greet": "def greet():\n    prinz('Hello, Ada')"}
    assert not waits(graded(course, "programming", misspelt))


def test_a_name_that_no_cell_can_have_is_refused(tmp_path):
    course = plain_course(tmp_path, {"ps": {"ps": [test_cell("x" * 65, "assert 1")]}})
    with pytest.raises(CourseError, match="of a cell is not of letters, digits, _ and -, or too"):
        course.versions("ps")


def test_what_is_not_released_is_released_by_nbgrader(course):
    release = course.root / "release" / "missing" / "missing.ipynb"
    text = release.read_text()
    release.unlink()
    with pytest.raises(CourseError, match="nbgrader generate_assignment missing --force"):
        course.versions("missing")
    release.write_text(text)


def test_another_language_is_refused(tmp_path):
    course = plain_course(tmp_path, {"ps": {"ps": MISSING}})
    path = course.root / "source" / "ps" / "ps.ipynb"
    path.write_text(path.read_text().replace('"language": "python"', '"language": "R"'))
    with pytest.raises(CourseError, match="only Python is graded, and this is in R"):
        course.versions("ps")


def test_a_test_that_is_no_python_stops_the_run(tmp_path):
    cells = [answer("f", "def f():\n    return 1"), test_cell("g", "assert f( == 1")]
    course = plain_course(tmp_path, {"ps": {"ps": cells}})
    with pytest.raises(CheckError, match="the test cell g, line 1"):
        graded(course, "ps", {})


def test_a_cell_by_hand_and_a_task_are_no_tests(tmp_path):
    cells = [
        cell("essay", "Why?", "markdown", grade=True, solution=True, points=2),
        cell("plot", "x = 1", grade=True, solution=True, points=2),
        cell("task", "Draw.", "markdown", task=True, locked=True, points=2),
        test_cell("reads", "assert x == 2"),
    ]
    course = plain_course(tmp_path, {"ps": {"ps": cells}})
    verdict = graded(course, "ps", {"plot": "x = 2"})
    assert scores(verdict) == {"reads": 1} and verdict.max_score == 1


def test_the_reference_answers_of_all_its_notebooks_are_handed_out_and_no_hidden_test(tmp_path):
    books = {
        "first": [answer("f", "def f():\n    return 1"), test_cell("f_test", "assert f() == 1")],
        "second": [
            answer("g", "def g():\n    return 2"),
            test_cell("g_test", "assert g()\n" + hidden("assert g() == 2")),
        ],
    }
    course = plain_course(tmp_path, {"ps": books})
    assert main(["release", "ps", "--solution", "--early", "--course", str(tmp_path)]) == 0
    first, second = (tmp_path / "solution" / "ps" / f"{name}.ipynb" for name in books)
    assert "return 1" in first.read_text() and "return 2" in second.read_text()
    assert "SOLUTION" not in second.read_text() and "g() == 2" not in second.read_text()
    handed_out = nbformat.read(second, as_version=4)
    answers = {"g": next(c.source for c in handed_out.cells if c.id == "g")}
    assert graded(course, "ps", answers, "second").score == 1
