"""Bounded: whatever a notebook takes, it ends, and what was right before that still counts.

The answer is right, and stands above the cell that runs amok. Beside each there is a neighbour,
graded in the same rooms right after it.
"""

import contextlib
import os
import select
import subprocess
import threading
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from grading.rooms.at_work import LINE
from grading.rooms.inside.errors import FORGED
from grading.rooms.ready import MOST_MB, UNCOUNTED, said_of_bounds, standing
from sandbox.limits import Limits
from sandbox.linux import be_ended_first, stay_on
from tests.tools.in_the_rooms import inside
from tests.tools.one_submission import QUICK, RIGHT, reasons, softmax_grader
from tests.tools.patience import PATIENCE

pytestmark = pytest.mark.slow(80)

BOUNDED = replace(QUICK, total_memory_mb=600)
MB = 1 << 20
PRELUDE = "import os, sys, time, signal, threading, ctypes\n"

AMOK = {
    "forks without end": "while True: os.fork()",
    "forks and leaves": "while os.fork() == 0 or True:\n    if os.fork(): os._exit(0)",
    "starts threads without end": "while True:\n"
    "    threading.Thread(target=time.sleep, args=(99,)).start()",
    "starts programs without end": "while True: os.posix_spawn('/bin/sleep', ['sleep', '99'], {})",
    "leaves a daemon": "if os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
    "        while True: pass\n    os._exit(0)",
    "takes memory": "x = [bytearray(b'x' * 10**8) for _ in range(99)]",
    "takes memory in forks": "for _ in range(9):\n    if os.fork() == 0:\n"
    "        x = bytearray(b'x' * 3 * 10**8); time.sleep(99)\nos.wait()",
    "takes memory in forks that hide": "for _ in range(9):\n    if os.fork() == 0:\n"
    "        ctypes.CDLL(None).prctl(4, 0); x = bytearray(b'x' * 3 * 10**8); time.sleep(99)\n"
    "os.wait()",
    "fills /dev/shm": "f = open('/dev/shm/x', 'wb')\nwhile True: f.write(b'x' * 10**6)",
    "fills /tmp": "f = open('/tmp/x', 'wb')\nwhile True: f.write(b'x' * 10**6)",
    "fills /tmp with many": "for n in range(99):\n    open(f'/tmp/{n}', 'wb').write(b'x' * 10**6)",
    "makes files without end": "n = 0\nwhile True:\n    open(f'/tmp/{n}', 'w').close(); n += 1",
    "makes deep folders": "while True:\n    os.mkdir('d'); os.chdir('d')",
    "opens files without end": "fs = []\nwhile True: fs.append(open('/dev/null'))",
    "fills pipes": "ps = []\nwhile True:\n    ps.append(os.pipe())\n"
    "    os.set_blocking(ps[-1][1], False); os.write(ps[-1][1], b'x' * 65536)",
    "fills memory with a descriptor": "m = os.memfd_create('m')\n"
    "while True: os.write(m, b'x' * 10**6)",
    "maps without end": "import mmap\nms = []\n"
    "while True: ms.append(mmap.mmap(-1, 10**7, flags=2))",
    "prints without end": "while True: print('x' * 1000)",
    "prints one large text": "print('x' * 3 * 10**8)",
    "prints on the descriptors": "while True: os.write(1, b'x' * 10**5); os.write(2, b'x' * 10**5)",
    "displays a large object": "list(range(10**6))",
    "calls itself": "def f(): f()\nf()",
    "calls itself in C": "sys.setrecursionlimit(10**9)\ndef f(): f()\nf()",
    "crashes": "ctypes.string_at(0)",
    "ends": "os._exit(0)",
    "kills everything": "os.kill(-1, signal.SIGKILL)",
    "kills its parent": "os.kill(os.getppid(), signal.SIGKILL)",
    "kills the first process": "os.kill(1, signal.SIGKILL)",
    "kills its group": "os.killpg(0, signal.SIGKILL)",
    "stops itself": "os.kill(os.getpid(), signal.SIGSTOP)",
    "stops everything": "os.kill(-1, signal.SIGSTOP)",
    "loops without end": "while True: pass",
    "loops and catches everything": "while True:\n    try:\n        while True: pass\n"
    "    except BaseException: pass",
    "sleeps": "time.sleep(999)",
    "sleeps with all signals blocked": "signal.pthread_sigmask(0, range(1, 64)); time.sleep(999)",
    "loops in C": "'x'.__mul__(1)\nimport re\nre.match('(a+)+b', 'a' * 99)",
    "waits for a child that never ends": "if os.fork() == 0: time.sleep(999)\nos.wait()",
    "reads what never comes": "r, w = os.pipe(); os.read(r, 1)",
    "asks for input": "input()",
    "takes the timers away": "signal.setitimer = lambda *a: None\nwhile True: pass",
    "ignores the signals": "for n in (14, 27): signal.signal(n, signal.SIG_IGN)\nwhile True: pass",
    "speaks nonsense on every descriptor": "for fd in range(3, 99):\n"
    "    try: os.write(fd, b'x' * 99)\n    except OSError: pass",
    "speaks deep nonsense": "for fd in range(3, 99):\n"
    "    try: os.write(fd, b'[' * 10**5 + b'\\n')\n    except OSError: pass",
    "speaks for another cell": "for fd in range(3, 99):\n"
    '    try: os.write(fd, b\'{"id": [], "error": 3, "output": {}}\\n{"done": 1}\\n\')\n'
    "    except OSError: pass",
    "closes every descriptor": "os.closerange(0, 999)",
    "prints half a letter": "print('\\ud800')",
    "raises half a letter": "raise ValueError('\\ud800')",
    "raises an error without words": "class E(Exception):\n    def __str__(self): raise self\n"
    "raise E",
    "raises an error with endless words": "raise ValueError('x' * 10**8)",
    "replaces what the room uses": "import json\njson.dumps = None; os.fork = None\n"
    "sys.modules.clear()",
    "replaces the library": "import numpy.linalg, course_lib\nnp.exp = np.max = None\n"
    "course_lib.checks.values.plain = None",
}
# What no clumsy program does, and so is told to the instructor.
TOLD = {
    "speaks nonsense on every descriptor": [LINE],
    "speaks deep nonsense": [LINE],
    "speaks for another cell": [LINE],
}


@pytest.fixture(scope="module")
def softmax(courses):
    return softmax_grader(courses("tests/attacks/rooms"))


class Watch(threading.Thread):
    """Notes the most memory that this process and all below it take together."""

    def __init__(self):
        super().__init__()
        self.most, self.over = 0, threading.Event()

    def run(self):
        while not self.over.wait(0.05):
            total = 0
            for process in psutil.Process().children(recursive=True):
                try:
                    total += process.memory_full_info().pss
                except psutil.Error:
                    continue
            self.most = max(self.most, total)


@pytest.mark.parametrize("how", AMOK)
def test_what_was_right_before_counts_and_so_does_the_neighbour(softmax, how):
    watch = Watch()
    watch.start()
    try:
        verdict = softmax(RIGHT, [("softmax-check", PRELUDE + AMOK[how])], BOUNDED)
    finally:
        watch.over.set()
        watch.join()
    assert verdict.score == (0 if how == "kills everything" else 5), reasons(verdict)
    assert verdict.refused == TOLD.get(how, [])
    assert softmax(RIGHT, who="grace").score == 5
    if how.startswith("takes memory in forks"):  # they sleep then, until somebody looks
        assert verdict.remarks == ["the program took more than 600 MB: it was ended"]
    assert said_of_bounds() or watch.most < (MOST_MB + 500) * MB


@pytest.mark.parametrize("how", AMOK)
def test_an_answer_that_runs_amok_costs_its_own_points(softmax, how):
    body = "".join(f"    {line}\n" for line in (PRELUDE + AMOK[how]).splitlines())
    answer = (
        f"def softmax(z):\n    if np.max(z) < 500: return right(z)\n{body}    return right(z)\n"
    )
    verdict = softmax(RIGHT.replace("def softmax", "def right") + "\n" + answer, limits=BOUNDED)
    assert list(reasons(verdict)) in ([], ["large inputs do not overflow"])
    assert verdict.refused == ([FORGED] if how in TOLD else [])
    assert softmax(RIGHT, who="grace").score == 5


def test_nothing_is_left_of_any_of_them(softmax):
    """All that was started ends: there are the rooms that stand ready, and nothing in them."""
    softmax(RIGHT)
    while left := [process for room in standing().values() for process in inside(room)]:
        for process in left:
            with contextlib.suppress(ProcessLookupError):
                descriptor = os.pidfd_open(process.pid)
                ended, _, _ = select.select([descriptor], [], [], PATIENCE)
                os.close(descriptor)
                assert ended, process


@pytest.mark.skipif(bool(said_of_bounds()), reason=said_of_bounds())
def test_the_kernel_holds_the_memory_also_where_nobody_looks_at_it(softmax):
    unseen = Limits(memory_mb=10**5, total_memory_mb=10**5)
    cell = "x = [bytearray(b'x' * 10**8) for _ in range(60)]"
    watch = Watch()
    watch.start()
    try:
        with contextlib.suppress(RuntimeError):  # it may end the keeper too: a person looks then
            softmax(RIGHT, [("softmax-check", cell)], unseen)
    finally:
        watch.over.set()
        watch.join()
    assert watch.most < (MOST_MB + 500) * MB
    assert softmax(RIGHT).score == 5


def test_where_no_group_can_be_made_the_run_says_so(monkeypatch):
    assert said_of_bounds() in ("", UNCOUNTED)
    monkeypatch.setattr("sandbox.cgroup.MOUNTED", Path("/nowhere"))
    assert "no control group can be made here" in said_of_bounds()


def test_a_group_that_cannot_be_joined_stops_nobody_s_grading(monkeypatch):
    monkeypatch.setattr("sandbox.cgroup.Group.joining", lambda group: ["/bin/false"])
    assert said_of_bounds() == UNCOUNTED


def test_a_machine_that_does_not_let_a_program_go_first_runs_it_all_the_same(tmp_path):
    proc = os.open(tmp_path, os.O_RDONLY | os.O_DIRECTORY)  # with no such file
    be_ended_first(proc)
    os.close(proc)


def test_both_rooms_stay_on_one_core(softmax):
    """They call each other thousands of times: another core would have to be woken each time."""
    source = deepcopy(softmax.source)
    check = next(cell for cell in source.cells if cell.id == "softmax-check")
    check.source = """import os
returns(softmax="list of int")
with prop("one core"):
    assert softmax(0) == sorted(os.sched_getaffinity(0)) and len(softmax(0)) == 1
"""
    answer = "import os\ndef softmax(z):\n    return sorted(os.sched_getaffinity(0))"
    assert softmax(answer, source=source).score == 5


@pytest.mark.parametrize("core", [-1, 4000])
def test_where_a_program_cannot_stay_on_a_core_it_runs_on_any(core):
    cores = os.sched_getaffinity(0)
    stay_on(core)
    assert os.sched_getaffinity(0) == cores


def test_shapes_from_the_student_take_no_memory_without_limit(softmax):
    """What a test makes of an answer is bounded too: 7 GB of ones, asked for by a shape."""
    source = softmax.source
    check = next(cell for cell in source.cells if cell.id == "softmax-check")
    text = 'returns(softmax="pair of int")\nwith prop("visible"):\n    np.ones(softmax([3]))\n'
    old, check.source = check.source, text
    try:
        verdict = softmax("def softmax(z): return (30_000, 30_000)", source=source)
    finally:
        check.source = old
    (reason,) = reasons(verdict).values()
    assert "MemoryError" in reason


def test_a_file_of_many_small_parts_is_not_taken_apart(tmp_path):
    """50 MB of empty lists would take 2 GB: it is refused before it is read."""
    script = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from grading.handed_in.notebook import read_cells
for part in (b"[],", b"{},", b'"a",', b"1,", b'"a":1,'):
    remarks = []
    data = b'{"cells":[' + part * (49_000_000 // len(part)) + b"1]}"
    assert read_cells(data, remarks) is None
    print(remarks)
"""
    root = Path(__file__).parents[3]
    said = subprocess.run(
        ["python", "-c", script], cwd=root, capture_output=True, text=True, check=False
    )
    assert said.stdout.count("the notebook has more than") == 5, said.stderr
