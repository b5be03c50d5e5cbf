"""The rooms of this process: started when they are first needed, ended with it."""

import atexit
import os
import sys
from pathlib import Path

from grading.rooms.preloaded import NotReady, Preloaded
from grading.rooms.student_box import command
from sandbox.errors import NoSandbox

CHECKOUT = Path(__file__).resolve().parents[2]


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
            _rooms[hides] = Preloaded(line, seconds, Path("/"), fds=fds)
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


def standing() -> dict[object, Preloaded]:
    """List the rooms that stand: the tests' room, and a student's room for each list of hidings."""
    return dict(_rooms)


@atexit.register
def close_rooms() -> None:
    """End all rooms."""
    for room in _rooms.values():
        room.close()
    _rooms.clear()


def _stands(which: object) -> bool:
    return which in _rooms and _rooms[which].stands()
