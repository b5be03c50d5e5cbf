"""One submission through the two rooms: honest ones, bad ones, and limits."""

import sys
from copy import deepcopy

import nbformat
import pytest

from grading.rooms import ready
from grading.rooms.session import grade
from grading.rooms.student_box import command
from grading.words.errors import CheckError
from grading.words.seeds import seed
from sandbox.errors import NoSandbox
from sandbox.limits import Limits
from tests.tools.handing_in import answered, reference, released
from tests.tools.one_submission import LIMITS, RIGHT, SECRET, reasons, softmax_grader

pytestmark = pytest.mark.slow(45)

QUICK = Limits(cell_seconds=5, property_seconds=5, run_seconds=60)  # for what never ends


@pytest.fixture(scope="module")
def softmax(courses):
    return softmax_grader(courses("tests/attacks/rooms"))


def test_a_right_answer_earns_all_points(softmax):
    verdict = softmax(RIGHT)
    assert (verdict.score, verdict.max_score) == (5, 5)


def test_points_are_shared_equally_by_the_properties(softmax):
    verdict = softmax("def softmax(z):\n    e = np.exp(z)\n    return e / e.sum(1, keepdims=True)")
    assert verdict.score == 4
    assert list(reasons(verdict)) == ["large inputs do not overflow"]


def test_without_an_essential_property_the_check_earns_nothing(softmax):
    verdict = softmax("def softmax(z):\n    return np.full(np.shape(z), 1 / np.shape(z)[1])")
    assert sum(p.held for p in verdict.checks[0].properties) == 3
    assert verdict.score == 0
    assert "essential: without it the check earns no points" in verdict.checks[0].report()


HONEST = {
    "a loop": """def softmax(z):
    rows = []
    for row in z:
        e = [np.exp(v - max(row)) for v in row]
        rows.append([v / sum(e) for v in e])
    return np.array(rows)""",
    "a class behind a function": """class Softmax:
    def __call__(self, z):
        e = np.exp(z - z.max(1, keepdims=True))
        return e / e.sum(1, keepdims=True)
def softmax(z):
    return Softmax()(z)""",
    "a lambda": """softmax = lambda z: (lambda e: e / e.sum(1, keepdims=True))(
    np.exp(z - z.max(1, keepdims=True)))""",
    "prints a thousand lines": f"""def softmax(z):
    for n in range(1000):
        print(n)
{RIGHT.split(":", 1)[1]}""",
    "warns": f"""import warnings
def softmax(z):
    warnings.warn("careful")
{RIGHT.split(":", 1)[1]}""",
    "plots": f"""%matplotlib inline
import matplotlib.pyplot as plt
plt.plot([1, 2]); plt.show()
{RIGHT}""",
    "magics and shell": f"%time x = 1\n!ls\n{RIGHT}",
}


@pytest.mark.parametrize("answer", HONEST.values(), ids=HONEST)
def test_honest_ways_to_write_it_earn_all_points(softmax, answer):
    verdict = softmax(answer, limits=Limits())
    assert verdict.score == 5, reasons(verdict)


def test_helpers_in_added_cells_count(softmax):
    helper = "def exponentials(z):\n    return np.exp(z - z.max(1, keepdims=True))"
    answer = "def softmax(z):\n    e = exponentials(z)\n    return e / e.sum(1, keepdims=True)"
    assert softmax(answer, [("softmax-text-2", helper)]).score == 5


BAD = {
    "None": ("def softmax(z):\n    pass", "nothing came back (None): is there a return?"),
    "a generator": ("def softmax(z):\n    yield 1", "a generator; return a list or an array"),
    "an object of its own": (
        "class A: pass\ndef softmax(z):\n    return A()",
        "an object of a kind that the tests do not take; return a number, a list or an array",
    ),
    "asks for input": (
        "def softmax(z):\n    return input()",
        "softmax asks for input, and nobody is there to answer",
    ),
    "takes for ever": (
        "def softmax(z):\n    while True: pass",
        "softmax did not come back within 1 s",
    ),
    "sleeps": ("import time\ndef softmax(z):\n    time.sleep(99)", "did not come back within 1 s"),
    "exits": ("def softmax(z):\n    exit()", "ended the whole program"),
    "recursion": ("def softmax(z):\n    return softmax(z)", "softmax raised RecursionError"),
    "a syntax error": ("def softmax(z:\n    return z", "softmax is not defined"),
    "another name": ("def softmaks(z):\n    return z", "softmax is not defined"),
    "untouched": ("def softmax(z):\n    raise NotImplementedError()", "softmax is not written yet"),
    "not a function": ("softmax = 3", "softmax is a number, and must be a function"),
    "memory": (
        "def softmax(z):\n    return np.ones((1 << 17, 1 << 17))",
        "softmax raised",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_answer_gets_a_plain_sentence_and_no_points(softmax, name):
    answer, sentence = BAD[name]
    quick = {"property_seconds": 1} if "within 1 s" in sentence else {}
    verdict = softmax(answer, limits=Limits(memory_mb=2048, **quick))
    assert verdict.score == 0
    assert any(sentence in reason for reason in reasons(verdict).values()), reasons(verdict)


def test_one_hanging_property_costs_only_itself(softmax):
    answer = RIGHT.replace(
        "def softmax(z):", "def softmax(z):\n    if np.max(z) > 500:\n        while True: pass"
    )
    verdict = softmax(answer, limits=QUICK)
    assert list(reasons(verdict)) == ["large inputs do not overflow"]


def test_a_cell_that_never_ends_is_interrupted_and_the_rest_counts(softmax):
    verdict = softmax(RIGHT, [("softmax-text-2", "while True: pass")], QUICK)
    assert verdict.score == 5
    errors = [run.error for run in verdict.cells.values() if run.error]
    assert errors == [{"kind": "TimeoutError", "text": "the cell ran longer than 5 s"}]


def test_what_a_call_leaves_behind_is_gone_at_the_next_property(softmax):
    answer = RIGHT.replace("def", "calls = []\ndef").replace(
        "e = np.exp", "calls.append(1)\n    assert len(calls) == 1\n    e = np.exp", 1
    )
    assert softmax(answer).score == 5


def test_a_later_cell_does_not_reach_back_to_a_check(softmax):
    verdict = softmax(RIGHT, [("softmax-check", "def softmax(z):\n    return 0")])
    assert verdict.score == 5


def test_a_hidden_property_never_repeats_what_the_student_says(softmax):
    answer = "def softmax(z):\n    raise ValueError(f'secret {z}')"
    verdict = softmax(answer)
    for prop in verdict.checks[0].properties:
        assert ("secret" in prop.reason) == (not prop.hidden)


def test_output_is_cut(softmax):
    verdict = softmax("print('x' * 10**7)\n" + RIGHT)
    assert verdict.score == 5
    assert len(verdict.cells["softmax"].output) < 21_000


def test_nothing_leads_out_of_the_sandbox(softmax):
    probe = """
import os, socket
def tried(f):
    try:
        return repr(f())
    except Exception as error:
        return type(error).__name__
print(os.getuid() != 0, os.listdir("/proc"))
print(tried(lambda: socket.create_connection(("127.0.0.1", 22), 1)))
print(tried(lambda: open("/usr/x", "w")), tried(lambda: open("/course/x", "w")))
print(tried(lambda: open("/x", "w")), tried(lambda: os.listdir("/home")))
print(sorted(os.environ))
import importlib.util
print([importlib.util.find_spec(f"grading.{room}") for room in ("words", "handed_in", "record")])
print(os.listdir("/room/grading"), os.listdir("/room/grading/rooms"))
"""
    said = softmax(RIGHT, [("softmax-text-2", probe)]).cells
    lines = next(run.output for key, run in said.items() if key.startswith("added")).splitlines()
    assert lines[0] == "True []"
    assert lines[1] == "PermissionError"
    assert lines[2] == "OSError OSError"
    assert lines[3] == "OSError FileNotFoundError"
    assert "SECRET" not in lines[4]
    assert lines[5] == "[None, None, None]"
    assert lines[6] == "['rooms'] ['inside']"


def test_a_hidden_module_cannot_be_imported_by_any_way(softmax):
    answer = """import sys, glob
from course_lib import datasets
try:
    from course_lib import losses
except ImportError as error:
    print(error)
print([p for p in glob.glob(sys.prefix + "/student/*") + glob.glob("/course/**/losses*.pyc",
       recursive=True)])
print(open("/course/course_lib/losses.py").read())
"""
    said = softmax(answer).cells["softmax"].output
    assert "course_lib.losses is hidden in this assignment" in said
    assert "\n[]\n" in said
    assert "def softmax" not in said


def test_a_hidden_package_is_an_empty_folder_and_so_is_the_data_that_it_reads(softmax):
    source = deepcopy(softmax.source)
    source.metadata.course.hides = ["datasets"]
    answer = """import glob
for name in ["datasets", "datasets.real", "losses"]:
    try:
        print(__import__("course_lib." + name))
    except ImportError as error:
        print(error)
for folder in ["data", "datasets"]:
    print(sorted(glob.glob(f"/course/course_lib/{folder}/**", recursive=True)))
try:
    open("/course/course_lib/data/digits.npz", "w")
except OSError as error:
    print(error.strerror)
"""
    said = softmax(answer, source=source).cells["softmax"].output.splitlines()
    assert all("course_lib.datasets is hidden in this assignment" in line for line in said[:2])
    assert said[2].startswith("<module 'course_lib'")
    assert [line.split(", ") for line in said[3:5]] == [
        ["['/course/course_lib/data/']"],
        ["['/course/course_lib/datasets/'", "'/course/course_lib/datasets/__init__.py']"],
    ]
    assert said[5] == "Read-only file system"


def test_the_same_student_gets_the_same_inputs_and_another_gets_others():
    one = seed(SECRET, "ps", "ada", "c", "p")
    assert one == seed(SECRET, "ps", "ada", "c", "p")
    others = [
        seed(b"x" * 32, "ps", "ada", "c", "p"),
        seed(SECRET, "ps", "grace", "c", "p"),
        seed(SECRET, "ps", "ada", "d", "p"),
        seed(SECRET, "ps", "ada", "c", "q"),
    ]
    assert len({one, *others}) == 5


def test_no_sandbox_no_grading(softmax, monkeypatch):
    ready.close_rooms()
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(NoSandbox, match="install it with 'sudo apt install bubblewrap'"):
        softmax(RIGHT)


def test_a_sandbox_that_does_not_start_is_not_the_students_fault(softmax, monkeypatch):
    def no_interpreter(hides):
        line, fds = command(hides)
        return [w if w != sys.executable else "/nowhere/python" for w in line], fds

    ready.close_rooms()
    monkeypatch.setattr(ready, "command", no_interpreter)
    with pytest.raises(NoSandbox, match="the sandbox did not start, so nothing was graded"):
        softmax(RIGHT)


def test_a_broken_locked_cell_is_not_the_students_fault(softmax):
    source = nbformat.from_dict(softmax.source)
    student = nbformat.from_dict(softmax.source)
    for notebook in (source, student):
        cell = next(c for c in notebook.cells if "import" in c.source)
        cell.source = "import nothing_of_that_name"
    data = nbformat.writes(student).encode()
    with pytest.raises(CheckError, match=r"the locked cell .* raised ModuleNotFoundError"):
        grade(data, source, student, "ada", SECRET, LIMITS)


def test_the_reference_of_each_assignment_earns_full_points_and_the_release_none(courses):
    course = courses("solutions")
    for name in course.assignments():
        source, student = course.versions(name)
        right = nbformat.writes(answered(student, reference(course, name))).encode()
        verdict, _ = grade(right, source, student, "ada", SECRET)
        assert verdict.score == verdict.max_score, verdict.as_dict()
        verdict, _ = grade(nbformat.writes(released(course, name)).encode(), source, student, "ada",
                           SECRET)  # fmt: skip
        assert verdict.score == 0, verdict.as_dict()
