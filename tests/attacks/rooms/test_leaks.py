"""Nothing hidden is shown: marks in hidden inputs and expected values come out nowhere.

The hidden properties hold numbers that occur nowhere else, and the answers do all they can to get
them out. Then everything that is written about the submission is searched for them.
"""

import json

import nbformat
import pytest

from grading.record.log import Log
from grading.record.notebook import graded_notebook
from grading.rooms.session import grade
from grading.words.verdict import HIDDEN
from tests.tools.handing_in import answered
from tests.tools.one_submission import QUICK, SECRET

pytestmark = pytest.mark.slow(25)

MARKS = "31415", "27182", "16180", "14142", "17320", "3e+04"
CHECK = """returns(softmax="array (n, classes)")
with prop("visible: it gives back an array"):
    assert softmax(np.zeros((1, 2))) is not None

### BEGIN HIDDEN TESTS
with prop("inputs", essential=True):
    z = np.full((2, 3), 31415.0)
    assert_close(softmax(z), z * 0 + 27182.0, f"softmax of {z[0, 0]}")

with prop("sizes"):
    softmax(np.zeros((1, 3141)).repeat(10, axis=1)[:, :16180])
    assert False, "16180 columns"

with prop("whole numbers"):
    assert_integer(softmax(np.array([[14142]])), 17320, "the number")

with prop("shapes"):
    assert_shape(softmax(np.zeros((1, 17320))), (14142,), "softmax(z)")

with prop("a comparison"):
    assert softmax(np.array([[14142.0]])) == 27182

with prop("an error of the tests"):
    raise KeyError(f"27182 and {softmax(np.array([[31415.0]]))}")
### END HIDDEN TESTS
"""
COLLUDING = {
    "returns zeros": "return np.zeros(np.shape(z))",
    "returns its input": "return np.array(z)",
    "returns its sum": "return np.full(np.shape(z), float(np.sum(z)))",
    "returns its sum alone": "return float(np.sum(z))",
    "returns its largest number, whole": "return int(np.max(z))",
    "returns its shape": "return np.array(np.shape(z))",
    "returns a text": "return str(z) + str(np.shape(z))",
    "returns a list of texts": "return [str(v) for v in np.ravel(z)[:9]]",
    "returns a dictionary": "return {str(z): np.shape(z)}",
    "returns an array of that many columns": "return np.zeros((1, int(np.max(z)) + np.size(z)))",
    "returns a function with a telling name": "f = lambda: 0\n    f.__name__ = str(z)\n"
    "    return f",
    "returns an object with a telling class": "return type('A' + str(int(np.max(z))), (), {})()",
    "raises what it knows": "raise ValueError(f'{z} {np.shape(z)}')",
    "raises an error with a telling class": "raise type(f'E{int(np.max(z))}', (ValueError,), {})",
    "raises an assertion": "raise AssertionError(f'{z} {np.shape(z)}')",
    "raises a key": "raise KeyError(float(np.max(z)), np.shape(z))",
    "raises a group": "raise ExceptionGroup(str(z), [ValueError(str(np.shape(z)))])",
    "raises with notes": "e = ValueError(str(z))\n    e.add_note(str(z))\n    raise e",
    "raises one kind for each digit": "raise [ValueError, KeyError, OSError][int(np.max(z)) % 3]",
    "prints": "print(z, np.shape(z))\n    import sys\n    sys.__stdout__.write(str(z))",
    "warns": "import warnings\n    warnings.warn(f'{z} {np.shape(z)}')",
    "writes to every descriptor": "import os\n    for fd in range(30):\n"
    "        try: os.write(fd, str(z).encode())\n        except OSError: pass\n    return z",
    "exits with it": "raise SystemExit(int(np.max(z)))",
    "ends the process with it": "import os\n    os._exit(int(np.max(z)) % 256)",
    "is killed by a telling signal": "import os\n    os.kill(os.getpid(), int(np.max(z)) % 30)",
    "takes long": "import time\n    while True: time.sleep(np.max(z) + 1)",
    "takes memory": "x = np.ones((1 << 14, 1 << 14)) * np.max(z)\n    return x",
    "writes files": "open('/tmp/' + str(np.max(z)), 'w').write(str(z))\n    return z",
    "changes its argument": "z[...] = z * 2 + 1\n    return z",
    "changes its own documentation": "softmax.__doc__ = softmax.__name__ = str(z)\n    return z",
    "looks at what called it": "import sys\n    f = sys._getframe()\n    words = []\n"
    "    while f:\n        words.append(str(f.f_locals)[:5000])\n        f = f.f_back\n"
    "    raise ValueError(''.join(words)[-4000:])",
    "sends nonsense": "import gc, socket\n    for s in gc.get_objects():\n"
    "        if isinstance(s, socket.socket): s.send(str(z).encode() * 99)\n    return z",
}


@pytest.fixture(scope="module")
def marked(courses):
    """`marked(answer)`: all that is written about it, and its verdict."""
    course = courses("tests/attacks/rooms")
    source, student = course.versions("softmax")
    for cell in source.cells:
        if cell.id == "softmax-check":
            cell.source = CHECK
        cell.source = cell.source.replace(
            "import assert_unchanged,", "import assert_close, assert_integer, assert_shape,"
        )
    student = nbformat.from_dict(student)
    for cell in student.cells:
        if cell.cell_type == "code" and "course_lib.checks" in cell.source:
            cell.source = next(c.source for c in source.cells if c.id == cell.id)

    def graded(answer, tmp_path):
        notebook = answered(student, {"softmax": answer})
        data = nbformat.writes(notebook).encode()
        verdict, rebuilt = grade(data, source, student, "ada", SECRET, QUICK)
        with Log(tmp_path / "log") as log:
            log.append(verdict)
        graded = graded_notebook(verdict, rebuilt)
        for cell in graded.cells:
            if cell.id == "softmax":
                cell.source = ""  # what the student wrote
        said = [
            json.dumps(verdict.as_dict()), (tmp_path / "log").read_text(), nbformat.writes(graded),
            *(check.report() for check in verdict.checks), *verdict.remarks,
        ]  # fmt: skip
        return "\n".join(said), verdict

    return graded


@pytest.mark.parametrize("how", COLLUDING)
def test_no_mark_comes_out(marked, tmp_path, how):
    said, verdict = marked(f"def softmax(z):\n    {COLLUDING[how]}\n", tmp_path)
    assert [mark for mark in MARKS if mark in said] == []
    hidden = [p for p in verdict.checks[0].properties if p.hidden]
    assert len(hidden) == 6
    assert {p.reason for p in hidden if not p.held} == {HIDDEN}


def test_the_search_would_find_a_mark(marked, tmp_path):
    said, _ = marked("print(31415.0)\ndef softmax(z): return z", tmp_path)
    assert "31415" in said
