"""The rooms of this process: started when they are first needed, ended with it."""

import atexit
import os
import subprocess
import sys
from pathlib import Path

from grading.rooms.preloaded import NotReady, Preloaded
from grading.rooms.student_box import command
from sandbox.cgroup import Group, make_group
from sandbox.errors import NoSandbox
from sandbox.limits import Limits

CHECKOUT = Path(__file__).resolve().parents[2]
# What the kernel lets a room have: far above what a submission may take, since the keeper, who ends
# what takes too much and nothing else, is to be the first to see it.
MOST_MB = 2 * Limits().total_memory_mb + 512
PROCESSES = 2000  # of a room: most are copies that wait at a check
UNCOUNTED = (
    "Less bounded: no control group can be made here, so what submissions take of the memory is "
    "looked at many times a second, and not held by the kernel; run as root, or under systemd with "
    "Delegate=yes"
)

TESTS = "tests"
_rooms: dict[object, Preloaded] = {}


def students_room(hides: tuple[str, ...], seconds: float) -> Preloaded:
    """Give the student's room of assignments that hide these modules.

    Raises
    ------
    sandbox.errors.NoSandbox
        If it does not open.
    """
    if not _stands(hides):
        line, fds = command(hides)
        try:
            _rooms[hides] = Preloaded(line, seconds, Path("/"), fds=fds, group=_group(len(_rooms)))
        except NotReady as error:
            raise NoSandbox(f"the sandbox did not start, so nothing was graded: {error}") from None
        finally:
            for fd in fds:
                os.close(fd)
    return _rooms[hides]


def tests_room(seconds: float) -> Preloaded:
    """Give the tests' room, with only what it needs of our environment."""
    if not _stands(TESTS):
        line = [sys.executable, "-W", "ignore", "-m", "grading.rooms.tests_room"]
        kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG", "TMPDIR")}
        env = kept | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        _rooms[TESTS] = Preloaded(line, seconds, CHECKOUT, env)
    return _rooms[TESTS]


def said_of_bounds() -> str:
    """Say that the kernel does not count what a room takes; nothing where it does."""
    group = _group("trial")
    if group is None:
        return UNCOUNTED
    group.remove()
    return ""


def standing() -> dict[object, Preloaded]:
    """List the rooms that stand: the tests' room, and a student's room for each list of hidings."""
    return dict(_rooms)


@atexit.register
def close_rooms() -> None:
    """End all rooms."""
    for room in _rooms.values():
        room.close()
    _rooms.clear()


def _group(name: object) -> Group | None:
    """Make a control group for a room, if it can be made and joined."""
    group = make_group(f"course-room-{os.getpid()}-{name}", MOST_MB, PROCESSES)
    if group and subprocess.run([*group.joining(), "true"], stderr=subprocess.DEVNULL).returncode:
        group.remove()
        return None
    return group


def _stands(which: object) -> bool:
    return which in _rooms and _rooms[which].stands()
