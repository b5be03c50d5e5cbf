"""A property is alone: no mark that one leaves is found by another, whatever it is left in.

Each answer leaves a mark when it is called, and is right only where it finds one. So it fails
everywhere if and only if no mark goes from one property to the next.
"""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from grading.rooms.student_box import places_below_tmp
from sandbox.bubblewrap import as_nobody, box, find_bwrap, read_only
from sandbox.python import python_folders
from tests.attacks.rooms.channels import ANSWER, CHANNELS, PRELUDE
from tests.tools.one_submission import RIGHT, reasons, softmax_grader
from tests.tools.patience import PATIENCE

pytestmark = pytest.mark.slow(40)

# Of these, bubblewrap alone lets nothing through.
DEAD_IN_ANY_BOX = {
    "a file in /var/tmp", "a file where the cells' files are kept", "a file beside the library",
    "the host's name", "a mount", "keys of the kernel",
    # What a process has for itself, a fork of it does not give to the next one.
    "the environment", "a module's name", "a timer", "a thread that the cells have started",
}  # fmt: skip
FORKS = """
import sys
def wait(pid):
    return os.waitpid(pid, 0)[1]
for _ in range(3):  # as many properties, each a fork and nothing more
    pid = os.fork()
    if pid == 0:
        known = tried(marked)
        tried(mark)
        os._exit(bool(known))
    found = wait(pid)
print(bool(found))
os.kill(-1, 9)
"""


@pytest.mark.parametrize("channel", sorted(CHANNELS.keys() - DEAD_IN_ANY_BOX))
def test_alive_where_a_property_is_only_a_fork(channel):
    before, marked, mark = CHANNELS[channel]
    script = (
        "import numpy as np\n" + PRELUDE + ANSWER.format(before=before, marked=marked, mark=mark)
    )
    line = [*as_nobody(), *box(find_bwrap(), tmp_mb=8), "--dir", "/kept", "--chdir", "/tmp"]
    line += read_only({folder: folder for folder in python_folders()})
    line += ["--setenv", "OPENBLAS_NUM_THREADS", "1", "--", sys.executable, "-c", script + FORKS]
    said = subprocess.run(line, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert said.stdout == "True\n", said.stderr


@pytest.fixture(scope="module")
def softmax(courses):
    return softmax_grader(courses("tests/attacks/rooms"))


@pytest.mark.parametrize("channel", CHANNELS)
def test_no_mark_goes_from_one_property_to_another(softmax, channel):
    before, marked, mark = CHANNELS[channel]
    answer = PRELUDE + ANSWER.format(before=before, marked=marked, mark=mark)
    held = {p.name for p in softmax(answer).checks[0].properties if p.held}
    assert held <= {"it is a function that gives back something", "it does not change its input"}


def test_the_neighbour_after_all_of_them_has_full_points(softmax):
    assert softmax(RIGHT).score == 5


def test_there_is_one_place_to_write_to_and_it_ends_with_the_submission(softmax):
    look = """
import os
found = []
for place, folders, files in os.walk("/"):
    if place == "/": folders.remove("usr")
    try:
        open(place + "/mark", "w").close(); found.append(place)
    except OSError:
        pass
print(found)
"""
    below = (parent for place in places_below_tmp() for parent in Path(place).parents)
    private = {"/tmp", *map(str, below)} - {"/"}  # Python itself may lie below /tmp
    for _ in range(2):  # nothing is there that the first one has left
        said = softmax(RIGHT, [("softmax-check", look)]).cells
        (output,) = [run.output for name, run in said.items() if name.startswith("added")]
        assert set(ast.literal_eval(output)) == private
    again = look.replace('open(place + "/mark", "w").close()', 'open(place + "/mark").close()')
    said = softmax(RIGHT, [("softmax-check", again)]).cells
    assert [run.output for name, run in said.items() if name.startswith("added")] == ["[]\n"]


def test_a_mark_within_one_property_is_found(softmax):
    """The test's own answer works: called twice in one property, it finds its mark."""
    before, marked, mark = CHANNELS["a file in /tmp"]
    answer = PRELUDE + ANSWER.format(before=before, marked=marked, mark=mark)
    twice = answer + "\nonce = softmax\ndef softmax(z):\n    once(z)\n    return once(z)"
    assert reasons(softmax(twice)) == {}
