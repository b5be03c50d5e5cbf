"""Whatever a student hands in, it is a verdict for that student alone: notebooks, names, messages.

Hypothesis draws what no one would think of, and keeps what it once found. Beside the hostile ones
in a run stands an honest neighbour, who always has full points.
"""

import json
import os
import socket
import struct
import threading

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grading.handed_in.rebuild import rebuild
from grading.record.notebook import graded_notebook
from grading.rooms.inside.errors import RemoteError
from grading.rooms.inside.values import TABLE
from grading.rooms.inside.wall import Peer
from grading.rooms.session import not_graded
from grading.run.run import grade_all
from sandbox.limits import Limits
from tests.tools.handing_in import answered, hand_in, reference, released

pytestmark = pytest.mark.slow(60)

WHOLE = os.environ.get("COURSE_TESTS") == "all"
FUZZ = settings(
    max_examples=1000 if WHOLE else 100,
    deadline=None,
    derandomize=not WHOLE,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)
ODD = st.text(st.characters(codec=None), max_size=40)  # lone surrogates and all


def places(tree, path=()):
    """All places in a tree of lists and dictionaries."""
    yield path
    items = {dict: dict.items, list: enumerate}.get(type(tree), lambda _: ())
    for key, value in items(tree):
        yield from places(value, (*path, key))


@st.composite
def notebooks(draw, notebook):
    """The bytes of a notebook in which something is broken."""
    tree = json.loads(nbformat.writes(notebook))
    for _ in range(draw(st.integers(1, 4))):
        if not tree:
            break
        *path, last = draw(st.sampled_from([p for p in places(tree) if p]))
        inner = tree
        for key in path:
            inner = inner[key]
        what = draw(st.sampled_from(["replace", "drop", "double", "odd"]))
        if what == "drop":
            del inner[last]
        elif what == "double" and isinstance(inner, list):
            inner.append(inner[last])
        else:
            inner[last] = draw(ODD if what == "odd" else ANYTHING)
    data = json.dumps(tree, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")
    if draw(st.integers(0, 3)) == 0:
        place = draw(st.integers(0, len(data)))
        data = data[:place] + draw(st.binary(max_size=9)) + data[place + draw(st.integers(0, 99)) :]
    return data


@pytest.fixture(scope="module")
def course(courses):
    return courses("tests/attacks/rooms")


@given(data=st.data())
@FUZZ
def test_any_file_becomes_a_notebook_that_can_be_written(course, data):
    source, student = course.versions("softmax")
    handed_in = data.draw(notebooks(student) | st.binary(max_size=200))
    rebuilt = rebuild(handed_in, student)
    nbformat.validate(rebuilt.notebook)
    nbformat.writes(rebuilt.notebook).encode()
    "".join(rebuilt.remarks).encode()
    assert {c.id for c in student.cells} <= {c.id for c in rebuilt.notebook.cells}
    verdict, notebook = not_graded(handed_in, source, student, "ada", "a test")
    nbformat.writes(graded_notebook(verdict, notebook)).encode()


@given(data=st.data())
@settings(FUZZ, max_examples=20 if WHOLE else 3)
def test_no_submission_touches_its_neighbours(courses, data):
    course = courses("tests/attacks/rooms")
    notebook = released(course, "softmax")
    right = answered(notebook, reference(course, "softmax"))
    names = data.draw(
        st.lists(ODD.filter(lambda n: n.encode("utf-8", "replace").strip()), max_size=3)
    )
    hostile = {f"b{n}_{clean_name(name)}" for n, name in enumerate([*names, "x", "y", "z"])}
    for name in sorted(hostile):
        code = data.draw(ODD | st.sampled_from(CODE))
        cells = answered(notebook, {"softmax": "def softmax(z): return z"}, [("softmax-check", "")])
        cells.cells[-1].source = code.encode("utf-8", "replace").decode()
        hand_in(course, "softmax", name, data.draw(notebooks(right) | st.just(bytes_of(cells))))
    for name in ("a_first", "m_middle", "z_last"):
        hand_in(course, "softmax", name, right)
    limits = Limits(cell_seconds=2, run_seconds=6, property_seconds=2)
    verdicts = grade_all(course, "softmax", limits=limits)
    assert set(verdicts) >= hostile
    assert [verdicts[name].score for name in ("a_first", "m_middle", "z_last")] == [5, 5, 5]


def bytes_of(notebook):
    return nbformat.writes(notebook).encode()


def clean_name(name):
    """A folder's name of it."""
    text = name.encode("utf-8", "surrogateescape" if name.isascii() else "replace").decode()
    return "".join(c for c in text if c not in "/\0")[:40]


CODE = [
    "print('\\ud800' * 10)",
    "raise ValueError('\\ud800')",
    "import os; os.write(4, b'\\xff\\xfe' * 99)",
    "class E(BaseException): pass\nraise E(chr(0))",
    "print('\\x1b[31m' + chr(0) + '\\x08')",
    "import sys; sys.stdout.write(3)",
    "exit(3)",
    "%%bash\necho $$",
    "%nothing",
    "?",
    "\ufeffx = 1",
    "\x00",
    "def f(:",
    "await f()",
    "yield 3",
]
HEADERS = st.fixed_dictionaries(
    {
        "op": st.sampled_from(["answer", "call", "get", None]) | ANYTHING,
        "blobs": st.just([]) | st.lists(st.integers(-1, 1 << 40), max_size=3) | ANYTHING,
        "value": ANYTHING
        | st.fixed_dictionaries(
            {
                "t": st.sampled_from([*TABLE, "yours", "callable", "library", "odd"]),
                "v": ANYTHING,
            }
        ),
    },
    optional={
        "error": st.sampled_from(["raised", "crossing"]) | ANYTHING,
        "kind": st.sampled_from(["ValueError", "SystemExit", "NameError"]) | ANYTHING,
        "text": ANYTHING,
        "changed": ANYTHING,
        "target": st.sampled_from([0, -1, "f", "__import__"]) | ANYTHING,
    },
)


@given(
    headers=st.lists(HEADERS, min_size=1, max_size=3),
    tail=st.binary(max_size=60),
    raw=st.booleans(),
)
@FUZZ
def test_any_message_is_a_plain_value_or_one_clear_error(headers, tail, raw):
    said = b""
    for header in headers:
        text = tail if raw else json.dumps(header).encode()
        said += struct.pack(">I", len(text)) + text
    ours, theirs = socket.socketpair()
    with ours, theirs:
        threading.Thread(target=swallow, args=(theirs, said + tail), daemon=True).start()
        try:
            Peer(ours, seconds=20).call("f", [[1, 2], {"k": 3.0}], {}, "f")
        except RemoteError as error:
            str(error).encode()


def swallow(sock, said):
    """Say something, and read until nothing more comes."""
    try:
        sock.sendall(said)
        sock.shutdown(socket.SHUT_WR)
        while sock.recv(1 << 16):
            pass
    except OSError:
        pass
