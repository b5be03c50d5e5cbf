"""Guards that cannot hurt an honest student: what takes much, prints much, hangs once, or waits."""

import os
import subprocess
import sys
import time
from dataclasses import replace

import nbformat
import pytest

from grading.rooms.session import grade
from sandbox.limits import Limits, next_seconds
from tests.tools.handing_in import answered, reference
from tests.tools.one_submission import QUICK, RIGHT, SECRET, reasons, softmax_grader

pytestmark = pytest.mark.slow(60)

CELLS = {
    "an array of 240 MB": "big = np.ones((1 << 15, 960))",
    "an array of 240 MB, changed later": "big = np.ones((1 << 15, 960))\nbig += 1",
    "200,000 printed lines": "for i in range(200_000): print(i)",
    "a long text in one piece": "print('x' * 10**8)",
    "a large result": "np.ones((1000, 1000)).tolist()",
    "files": "np.save('w.npy', np.ones(1000)); assert np.load('w.npy').sum() == 1000",
    "a picture": "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.savefig('a.png')",
    "threads": "from concurrent.futures import ThreadPoolExecutor\n"
    "with ThreadPoolExecutor() as p: print(list(p.map(abs, [-1])))",
    "a program": "!echo hello\nimport subprocess; subprocess.run(['ls'], check=True)",
    "asynchronous code": "import asyncio\nawait asyncio.sleep(0.01)",
    "a forgotten thread": "import threading, time\n"
    "threading.Thread(target=time.sleep, args=(99,), daemon=True).start()",
    "another folder": "import os\nos.makedirs('mine'); os.chdir('mine')",
    "warnings as errors": "import warnings\nwarnings.simplefilter('error')",
    "a warning": "import warnings\nwarnings.warn('careful')",
    "a fixed seed": "np.random.seed(3)",
    "a recursion limit": "import sys\nsys.setrecursionlimit(10_000)",
    "the garbage collector off": "import gc\ngc.disable()",
    "a stdout of one's own": "import io, sys\nsys.stdout = io.StringIO()\nprint('x')",
    "an open file in a process that takes its time to end": "import os, signal\n"
    "log = open('log.txt', 'w')\nbig = np.ones((1 << 15, 960))\n"
    "if os.fork() == 0: big += 1; signal.pause()",
    "a log": "import logging\nlogging.basicConfig(level='DEBUG', filename='log.txt')",
    "an error": "1 / 0",
    "an interrupted loop": "raise KeyboardInterrupt",
    "a question to the user": "name = input('Who are you?')",
    "an exit": "exit()",
}


@pytest.fixture(scope="module")
def softmax(courses):
    return softmax_grader(courses("tests/attacks/rooms"))


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("place", ["softmax-text-2", "softmax-check"])
def test_a_cell_of_ones_own_costs_nothing(softmax, cell, place):
    verdict = softmax(RIGHT, [(place, CELLS[cell])])
    assert verdict.score == 5, reasons(verdict)
    assert verdict.remarks == []


CALLS = {
    "prints at each call": "for i in range(2_000): print(i)",
    "saves and loads": "np.save('/tmp/z.npy', z); z = np.load('/tmp/z.npy')",
    "reads what a cell has saved": "assert np.load('/tmp/table.npy').sum() == 3",
    "reads it by a relative name": "assert np.load('table.npy').sum() == 3",
    "makes a large array": "big = np.ones((1 << 15, 960))",
    "counts its calls": "softmax.calls = getattr(softmax, 'calls', 0) + 1",
    "draws random numbers": "np.random.default_rng().random(3)",
    "plots": "import matplotlib.pyplot as plt; plt.figure(); plt.plot(z[0])",
    "starts a thread": "import threading; t = threading.Thread(target=print); t.start(); t.join()",
    "starts a program": "import os; os.system('true')",
    "looks at the time": "import time; time.sleep(0.01); time.time()",
    "asks where it is": "import os; os.getcwd(); os.listdir('.')",
}


@pytest.mark.parametrize("call", CALLS)
def test_a_habit_in_an_answer_costs_nothing(softmax, call):
    answer = "np.save('table.npy', np.ones(3))\n" + RIGHT.replace(
        "def softmax(z):", f"def softmax(z):\n    {CALLS[call]}"
    )
    verdict = softmax(answer)
    assert verdict.score == 5, reasons(verdict)


HANG = Limits(property_seconds=2, total_seconds=20, cell_seconds=2, run_seconds=20)


def test_two_loops_without_end_cost_nothing_but_themselves(courses):
    course = courses("solutions")
    source, student = course.versions("ps2_counting")
    answers = reference(course, "ps2_counting")
    hung = dict.fromkeys(list(answers)[:2])
    for name in hung:
        answers[name] = answers[name].split(":", 1)[0] + ":\n    while True: pass\n"
    data = nbformat.writes(answered(student, answers)).encode()
    verdict, _ = grade(data, source, student, "ada", SECRET, HANG)
    for check in verdict.checks:
        assert check.score == (0 if check.name in hung else check.points), check.report()
    assert verdict.out_of_time


def test_what_follows_a_hang_gets_a_short_time_and_every_check_its_own():
    assert next_seconds(30, 0, 300, hung=False) == 30
    assert next_seconds(30, 29, 300, hung=True) == 5
    assert next_seconds(30, 300, 300, hung=False) == 5


def test_a_slow_but_right_answer_is_not_cut_by_the_clock(softmax):
    """It waits longer than its CPU time allows: the clock is only a far backstop."""
    answer = RIGHT.replace("def softmax(z):", "import time\ndef softmax(z):\n    time.sleep(1.5)")
    verdict = softmax(answer, limits=Limits(property_seconds=1))
    assert verdict.score == 5 and not verdict.out_of_time, reasons(verdict)


SILENT = {
    "an event that never comes": "import threading\n    threading.Event().wait()",
    "a process that sleeps": "import subprocess\n    subprocess.run(['sleep', '1000000'])",
    "a wall that is silent": "import socket\n    socket.socket.sendall = lambda *a: None",
}
PATIENT = Limits(silent_seconds=1)  # while the clock alone would take two minutes


@pytest.mark.parametrize("habit", SILENT.values(), ids=SILENT)
def test_who_only_sleeps_is_ended_long_before_the_clock_does_it(softmax, habit):
    began = time.monotonic()
    verdict = softmax(f"def softmax(z):\n    {habit}\n    return z", limits=PATIENT)
    told = {p.reason for p in verdict.checks[0].properties if not p.hidden}
    assert told == {"softmax did not come back: it did nothing but wait"}
    assert verdict.out_of_time and verdict.score == 0
    assert time.monotonic() - began < PATIENT.clock * PATIENT.property_seconds


def test_cells_that_only_sleep_are_interrupted_and_what_follows_runs(softmax):
    limits, began = Limits(cell_seconds=6), time.monotonic()
    sleeps = "import time\ntry: time.sleep(10**6)\nfinally: woken = True\n"
    verdict = softmax(RIGHT, [("softmax", "assert woken\n" + sleeps), ("softmax", sleeps)], limits)
    assert verdict.score == 5, reasons(verdict)
    assert time.monotonic() - began < limits.clock * limits.cell_seconds


def test_an_alarm_between_two_cells_hurts_nobody():
    program = (
        "import os, signal\nfrom grading.rooms.inside.cells import make_shell, run_cell\n"
        "shell = make_shell()\nfor _ in range(2):\n"
        "    said = run_cell(shell, '1', 9, 4, 99)\n    assert not said['error']\n"
        "    os.kill(os.getpid(), signal.SIGALRM)\nprint('goes on')"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ran.stdout == "goes on\n", ran.stderr


@pytest.mark.parametrize(
    "work",
    [
        "time.sleep(0.4)",
        "subprocess.run(['python3', '-c', 'import time\\nwhile time.process_time() < 1.7: pass'])",
        "thread = threading.Thread(target=busy)\n    thread.start()\n    thread.join()",
    ],
    ids=["a short sleep", "a child that works", "a thread that works"],
)
def test_who_sleeps_for_others_that_work_or_not_for_long_is_let_be(softmax, work):
    begins = (
        "import subprocess, threading, time\ndef busy():\n"
        "    ends = time.process_time() + 1.7\n    while time.process_time() < ends: pass\n"
    )
    answer = begins + RIGHT.replace("def softmax(z):", f"def softmax(z):\n    {work}")
    verdict = softmax(answer, limits=PATIENT)
    assert verdict.score == 5 and not verdict.out_of_time, reasons(verdict)


def test_beside_eight_busy_processes_the_verdicts_are_the_same(softmax):
    limits = replace(QUICK, property_seconds=0.5, cell_seconds=0.5)
    work = "\n    for _ in range(40): z @ np.ones((np.shape(z)[1], 20_000))"
    answers = {
        "right": RIGHT,
        "slow": RIGHT.replace("def softmax(z):", f"def softmax(z):{work}"),
        "hangs": "def softmax(z):\n    while True: pass",
        "wrong": "def softmax(z): return np.exp(z)",
    }

    def verdicts():
        found = {}
        for name, answer in answers.items():
            verdict = softmax(answer, limits=limits)
            held = {p.name: p.held or p.reason for p in verdict.checks[0].properties}
            found[name] = verdict.score, verdict.out_of_time, held
        return found

    quiet = verdicts()
    assert quiet["slow"][0] == 5
    busy = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"])
        for _ in range(4 * (os.cpu_count() or 2))
    ]
    try:
        assert verdicts() == quiet
    finally:
        for process in busy:
            process.kill()
            process.wait()


def test_what_a_function_shows_is_drawn_for_nobody(softmax):
    """A plot at each call could take longer than a property may, and in a check nobody sees it."""
    answer = """from IPython.display import display

class Picture:
    def _repr_png_(self):
        while True: pass

""" + RIGHT.replace("(z):\n", "(z):\n    display(Picture())\n", 1)
    assert softmax(answer).score == 5


def test_nothing_that_a_submission_does_to_the_room_reaches_the_next(softmax):
    """The room is loaded once: changes to its modules, files and memory end with the fork."""
    hostile = """
import ctypes, gc, os, sys, builtins, json, socket
np.exp = np.max = np.allclose = lambda *a, **k: 0
builtins.len = lambda x: 0
sys.modules["course_lib.checks.values"].plain = None
sys.modules["grading.rooms.inside.wall"].Peer = None
sys.modules["grading.rooms.inside.keeper"].Keeper = None
for thing in gc.get_objects():
    if type(thing) is dict and "__name__" in thing and len(thing) > 5:
        try: thing.clear()
        except Exception: pass
ctypes.memset(id(1), 7, 1)
os.kill(os.getppid(), 9)
"""
    for _ in range(2):
        softmax(hostile + RIGHT, limits=Limits(cell_seconds=1, run_seconds=2, property_seconds=1))
        assert softmax(RIGHT, who="grace").score == 5


UNHEEDING = {
    "stops": "os.kill(os.getpid(), signal.SIGSTOP)",
    "waits, and lets no signal come": "signal.pthread_sigmask(0, range(1, 64)); signal.pause()",
    "waits, and ignores them": "signal.signal(14, signal.SIG_IGN); threading.Event().wait()",
    "waits, and does nothing then": "signal.signal(14, lambda *_: None); threading.Event().wait()",
    "goes on for ever": "for n in (14, 27): signal.signal(n, signal.SIG_IGN)\nwhile True: pass",
}


@pytest.mark.parametrize("habit", UNHEEDING.values(), ids=UNHEEDING)
def test_a_cell_that_no_interruption_reaches_is_ended_long_before_the_clock_does_it(softmax, habit):
    began = time.monotonic()
    cell = f"import os, signal, threading\n{habit}"
    assert softmax(RIGHT, [("softmax-check", cell)], QUICK).score == 5
    assert time.monotonic() - began < QUICK.clock * QUICK.run_seconds


def test_a_process_that_cannot_stop_holds_nobody_up(softmax):
    """A child between vfork and exec is stopped, and its parent waits for it in the kernel."""
    cell = """
import ctypes, os, threading, time
if os.fork() == 0:
    ctypes.PyDLL(None).vfork() == 0 and time.sleep(99)
time.sleep(0.2)
"""
    verdict = softmax(RIGHT, [("softmax-check", cell)])
    assert verdict.score == 5, reasons(verdict)
    assert verdict.facts["seconds"] < 60


COMPUTE = """import time
def compute(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass"""


def test_the_time_of_the_cells_is_none_of_the_first_property(softmax):
    """It was, until the process that had run them was gone in every sense: three times in six."""
    slow = RIGHT.replace("    e = np", "    compute(0.1)\n    e = np")
    limits = replace(QUICK, cell_seconds=10, run_seconds=10, property_seconds=2, total_seconds=20)
    for _ in range(4):
        verdict = softmax(f"{COMPUTE}\n{slow}\ncompute(2.5)", limits=limits)
        assert not verdict.out_of_time and reasons(verdict) == {}
