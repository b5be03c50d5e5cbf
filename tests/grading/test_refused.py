"""What the rooms refuse is told to the instructor: never of a notebook that is only clumsy."""

import json
import socket
import threading

import pytest

from course_lib import MLP
from grading.__main__ import main
from grading.report.looks import JUDGE, Why
from grading.rooms.at_work import COPY, LINE
from grading.rooms.inside.errors import FORGED, NOT_GIVEN, Forged, RemoteError
from grading.rooms.inside.wall import Peer
from grading.rooms.plan import Plan
from tests.grading.test_report import table
from tests.tools.handing_in import answered, hand_in, reference, released
from tests.tools.one_submission import QUICK, RIGHT, softmax_grader

pytestmark = pytest.mark.slow(60)

TO_ALL = """
def tell(said):
    for fd in range(3, 99):
        try:
            os.write(fd, said)
        except OSError:
            pass
def send(said):
    tell(len(said).to_bytes(4, "big") + said)
"""
CALL = b'{"op": "call", "target": "open", "value": [[], {"t": "dict", "v": []}], "blobs": []}'
DATA = b'{"op": "answer", "value": {"t": "library", "v": ["os", "system"]}, "blobs": []}'
WHILE_ASKED = TO_ALL + "def softmax(z):\n    send({!r})\n    return z"
TRIED = {
    "a line about another cell": (
        TO_ALL + 'tell(b\'{"id": "other"}\\n\')\n' + RIGHT,
        {LINE, FORGED},
    ),
    "half a line": (TO_ALL + "tell(b'{')\n" + RIGHT, {LINE, FORGED}),
    "a forged frame": (WHILE_ASKED.format(b"no JSON"), {FORGED}),
    "what is not data": (WHILE_ASKED.format(DATA), {FORGED}),
    "a call of what it was not given": (WHILE_ASKED.format(CALL), {NOT_GIVEN}),
}
CLUMSY = {
    "right": RIGHT,
    "not written": "",
    "no Python": "def softmax(z:",
    "exits in the cell": "exit()\n" + RIGHT,
    "exits in the answer": "def softmax(z): exit()",
    "ends the process": "def softmax(z): os._exit(1)",
    "crashes": "import ctypes\ndef softmax(z): ctypes.string_at(0)",
    "never comes back": "def softmax(z):\n    while True: pass",
    "never comes back, and catches all": "def softmax(z):\n    while True:\n        try:\n"
    "            while True: pass\n        except BaseException: pass",
    "calls itself": "def softmax(z): return softmax(z)",
    "takes memory": "def softmax(z): return np.ones((1 << 14, 1 << 15))",
    "gives back too much": "def softmax(z): return np.zeros(9_000_000)",
    "gives back a deep list": "def softmax(z):\n    for _ in range(99): z = [z]\n    return z",
    "gives back many axes": "def softmax(z): return np.ones((1,) * 40)",
    "gives back an odd array": "def softmax(z): return np.array([object(), '\\ud800'])",
    "gives back half a letter": "def softmax(z): return {'\\ud800': np.half(1), (None,): 1 << 99}",
    "gives back itself": "def softmax(z): return softmax",
    "raises half a letter": "def softmax(z): raise ValueError('\\ud800')",
    "raises an error of its own": "class E(Exception): pass\ndef softmax(z): raise E(E)",
    "prints a lot": "def softmax(z):\n    print('x' * 10**6)\n    return z",
    "names hide names": "list = dict = str = len = json = os = sys = None\n" + RIGHT,
    "works side by side": """
import multiprocessing, threading
def add(x): return x + 1
def softmax(z):
    with multiprocessing.get_context('fork').Pool(2) as pool: pool.map(add, range(4))
    t = threading.Thread(target=add, args=(1,)); t.start(); t.join()
    return right(z)
""" + RIGHT.replace("softmax", "right"),
    "starts what goes on": """
import subprocess, threading, time
p = subprocess.Popen(['sleep', '99'])
threading.Thread(target=time.sleep, args=(99,), daemon=True).start()
""" + RIGHT,
    "forks and forgets": "os.fork()\n" + RIGHT,
    "forks in the answer": RIGHT.replace("    e =", "    os.fork()\n    e ="),
    "asks the network": "import urllib.request as u\ndef softmax(z): u.urlopen('http://a.org')",
    "looks for files": "def softmax(z): return open('/etc/passwd').read(), os.listdir('/')",
    "closes what is open": "os.closerange(3, 99)\n" + RIGHT,
    "closes its output": "import sys\nsys.stdout.close()\n" + RIGHT,
}  # fmt: skip


@pytest.fixture(scope="module")
def softmax(courses):
    return softmax_grader(courses("tests/attacks/rooms"))


@pytest.mark.parametrize("what", TRIED)
def test_what_no_answer_does_is_noticed(softmax, what):
    answer, said = TRIED[what]
    verdict = softmax("import os\n" + answer, limits=QUICK)
    assert set(verdict.refused) == said
    assert json.loads(json.dumps(verdict.as_dict()))["refused"] == verdict.refused
    assert verdict.remarks == []  # it is told to the instructor alone


@pytest.mark.parametrize("how", CLUMSY)
def test_nothing_is_said_of_a_clumsy_answer(softmax, how):
    verdict = softmax("import os\n" + CLUMSY[how], limits=QUICK)
    assert verdict.refused == [] and "refused" not in verdict.as_dict()


def test_a_clumsy_network_is_refused_as_a_value_and_not_called_a_forgery():
    nets = [MLP([2, 3, 1]) for _ in range(4)]
    nets[1].sizes, nets[2].activations, nets[3].sizes = [2, 2], 5, None
    ours, theirs = socket.socketpair()
    with ours, theirs:
        names = {f"net{n}": net for n, net in enumerate(nets)}
        served = threading.Thread(target=Peer(theirs, names, trusted=True).serve)
        served.start()
        peer = Peer(ours)
        assert peer.get("net0").sizes == [2, 3, 1]
        for n in (1, 2, 3):
            with pytest.raises(RemoteError, match=f"net{n} is ") as caught:
                peer.get(f"net{n}")
            assert not isinstance(caught.value, Forged)
        assert peer.refused == set()
        ours.shutdown(socket.SHUT_RDWR)
        served.join()


def test_a_copy_is_missed_only_where_a_later_one_stands():
    stands = [{"copies": [0, 1]}, {"id": "a"}, {"copies": [2]}, {"copies": [3, 4]}]
    plan = Plan((), steps=stands)
    ready = [(0, 1, 2, 3, 4), (0, 1, 2), (0, 1, 2, 4), (0,), (), (0, 2), (3,)]
    assert [*filter(plan.misses_copies, ready)] == [(0, 2), (3,)]


KILLS = "import os\nfor n in range(2, 3000):\n    if n != os.getpid():\n"
KILLS += "        try: os.kill(n, 9)\n        except OSError: pass"


def test_the_report_says_who_was_refused_something_in_careful_words(courses):
    course = courses("solutions")
    name = "ps2_counting"
    blank, right = released(course, name), reference(course, name)
    checks = [cell.id for cell in blank.cells if cell.id.endswith("-check")]
    hand_in(
        course, name, "clumsy", answered(blank, right, [(checks[-1], KILLS), (checks[0], "exit()")])
    )
    hand_in(course, name, "killer", answered(blank, right, [(checks[1], KILLS)]))
    assert main(["grade", name, "--course", str(course.root), "--jobs", "1"]) == 0
    looks = [row for row in table(course, "looks") if row["why"] == Why.REFUSED]
    assert [row["student"] for row in looks] == ["killer"]
    assert looks[0]["said"] == f"the rooms refused {COPY}: {JUDGE}"
