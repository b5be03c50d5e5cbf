"""The keeper: process 1 of a submission's namespaces, between the grader and the student's code.

It is ours, and runs no code of the student's. It lets the cells run; then it stops everything,
keeps the copies that wait at the checks, each with nothing open but its own socket, and ends all
else. A copy runs only while its property is asked, in a fresh /tmp; then it is ended with all that
it started. Meanwhile the keeper watches time and memory.
"""

import contextlib
import json
import os
import select
import shutil
import signal
import socket
import time
import traceback
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, NoReturn, TypeVar

import pyseccomp

from grading.rooms.inside.cells import Shell
from grading.rooms.inside.copies import put_files, run_notebook
from grading.rooms.inside.jobs import Job, reap
from grading.rooms.inside.proc import Proc
from grading.rooms.inside.rest import LOOK, Rest
from sandbox import linux
from sandbox.limits import Limits, most_seconds, next_seconds

KEPT = "/kept"  # what the cells have written, to be read
GLANCE = 0.05  # seconds between two looks at time and memory
COUNT = 0.25  # and between two counts of what is shared, which take longer
MB = 1 << 20

Answer = TypeVar("Answer")


class Keeper:
    """Keeps one submission.

    Parameters
    ----------
    job : dict
        `core`, `steps` of the notebook, `limits`, `places`: folders that must be seen below /tmp,
        and `files`: what was handed in beside the notebook, in base64.
    fds : sequence of int
        The keeper's socket, the cells' socket, and a socket for each property.
    shell : Shell
    refused : pyseccomp.SyscallFilter
    """

    def __init__(
        self, job: Job, fds: Sequence[int], shell: Shell, refused: pyseccomp.SyscallFilter
    ) -> None:
        self._core, self._steps, self._limits = job["core"], job["steps"], Limits(**job["limits"])
        self._files = job["files"]
        self._shell, self._refused = shell, refused
        self._lead = socket.socket(fileno=fds[0])
        self._asks = self._lead.makefile("r", encoding="utf-8")
        self._tell, self._sockets = fds[1], list(fds[2:])
        self._places = {place: os.open(place, os.O_PATH) for place in job["places"]}
        self._copies: dict[int, int] = {}  # by the place of its socket: the process that waits
        self._counted = 0.0  # when memory was counted last

    def keep(self) -> NoReturn:
        """Keep it from the first cell to the last property."""
        try:
            self._move_in()
            runner = os.fork()
            if runner == 0:
                self._be_the_students()
            numbers = {os.fstat(fd).st_ino: place for place, fd in enumerate(self._sockets)}
            for fd in (self._tell, *self._sockets):
                os.close(fd)
            self._lead.sendall(b"!")
            self._run_cells(numbers, runner)
            while (ask := self._next_line(lambda: None)) is not None:
                self._let_answer(ask["place"], ask["seconds"])
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(0)  # and with the first process of a namespace all others end

    # -- the cells ----------------------------------------------------------------------------

    def _move_in(self) -> None:
        """Take possession of the namespaces: a /proc for the keeper alone, a private /tmp."""
        linux.stay_on(self._core)
        linux.keep_ids()
        linux.be_unreadable()
        linux.mount("none", "/", None, linux.PRIVATE | linux.RECURSIVE)
        linux.mount("proc", "/proc", "proc")
        self._proc_folder = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
        self._proc = Proc(self._proc_folder)
        linux.mount("tmpfs", "/proc", "tmpfs", linux.READ_ONLY, "size=4k,nr_inodes=1")
        self._new_tmp()

    def _new_tmp(self) -> None:
        """Mount an empty /tmp, over the one that is there."""
        limits = f"size={self._limits.tmp_mb}m,nr_inodes={self._limits.tmp_files},mode=1777"
        linux.mount("tmpfs", "/tmp", "tmpfs", linux.NO_SUID | linux.NO_DEVICES, limits)
        for place, fd in self._places.items():
            os.makedirs(place)
            os.fchdir(fd)
            linux.mount(".", place, None, linux.BIND | linux.RECURSIVE)
        os.chdir("/")

    def _be_the_students(self) -> NoReturn:
        """Become the process that runs the cells, with no more rights than they need."""
        os.setsid()
        self._lead.close()
        linux.be_readable()
        linux.be_ended_first(self._proc_folder)
        for fd in (self._lead.detach(), self._proc_folder, *self._places.values()):
            os.close(fd)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for fd in range(3):
            os.dup2(nowhere, fd)
        os.close(nowhere)
        linux.give_up_capabilities()
        self._refused.load()
        os.chdir("/tmp")
        put_files(self._files)
        run_notebook(self._steps, self._shell, self._limits, self._tell, self._sockets)

    def _run_cells(self, numbers: dict[int, int], runner: int) -> None:
        """Let the cells run until the grader says so; then keep the copies that stand the test.

        A cell that sleeps, with all that there is, for as long as it might compute is interrupted,
        and ended if it does not listen; and so is what computes for longer than all cells may, or
        had to be interrupted more often than there are cells.
        """
        too_much, times, looked, rest = False, 0, 0.0, Rest()
        usual, total = self._limits.cell_seconds, self._limits.run_seconds
        most = most_seconds(usual, total, len(self._steps))

        def watch() -> None:
            nonlocal too_much, times, looked, rest
            if time.monotonic() >= looked + LOOK:
                looked, others = time.monotonic(), self._proc.others()
                if self._rested(rest, others) >= next_seconds(usual, 0, total, times > 0):
                    times, rest = times + 1, Rest()
                    self._interrupt(runner)
                if times > len(self._steps) or self._taken(others) > most:
                    self._end(pid for pid in others if not self._waits(pid))
            if self._takes_too_much():
                self._end(pid for pid in self._proc.others() if too_much or not self._waits(pid))
                too_much = True

        self._next_line(watch)
        late = self._stop_all()
        for pid in self._proc.others():
            place = self._place_of(pid, numbers)
            if place is not None:
                self._copies.setdefault(place, pid)
        self._end_all_but(set(self._copies.values()))
        linux.mount("/tmp", KEPT, None, linux.MOVE)
        flags = linux.READ_ONLY | linux.NO_SUID | linux.NO_DEVICES
        linux.mount("none", KEPT, None, linux.REMOUNT | linux.BIND | flags)
        ended = too_much or late
        self._say({"ready": sorted(self._copies), "too_much": too_much, "ended": ended})

    def _interrupt(self, pid: int) -> None:
        """Interrupt a process that sleeps or has stopped; who holds that off is ended."""
        if self._asked(self._proc.holds_off, pid):
            self._end([pid])
        for number in (signal.SIGALRM, signal.SIGCONT):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    def _stop_all(self) -> bool:
        """Stop every process but this one, and wait until they stand still; was a copy too slow?

        Who does not within a second is ended, for in the kernel it may wait for one that stands
        still already; a copy that waits at a check, on a slow machine, only long after that.
        """
        with contextlib.suppress(ProcessLookupError):
            os.kill(-1, signal.SIGSTOP)
        began, late = time.monotonic(), False
        while running := [p for p in self._proc.others() if self._asked(self._proc.runs, p)]:
            waited = time.monotonic() - began
            late = waited > self._limits.start_seconds / 2
            if late or waited > 1:
                self._end(pid for pid in running if late or not self._waits(pid))
            time.sleep(0.001)
        return late

    def _end_all_but(self, kept: set[int]) -> None:
        """End all processes but some, and wait until they have let go of what they had open."""
        while others := {p for p in self._proc.others() if p not in kept and self._lives(p)}:
            self._end(others)
            time.sleep(0.001)
        reap()  # else the time that they took would count for the next

    def _place_of(self, pid: int, numbers: dict[int, int]) -> int | None:
        """Find whose copy a process is: it stands alone, with that socket open and nothing else."""
        opened = self._asked(self._proc.sockets, pid)
        if not self._waits(pid) or opened is None or len(opened) != 1 or opened[0] is None:
            return None
        return numbers.get(opened[0])

    def _waits(self, pid: int) -> bool:
        return bool(self._asked(self._proc.is_alone, pid))

    def _lives(self, pid: int) -> bool:
        return bool(self._asked(self._proc.lives, pid))

    # -- the properties -----------------------------------------------------------------------

    def _let_answer(self, place: int, seconds: float) -> None:
        """Let one copy run, until the grader has what it wants or the limits are reached."""
        pid, waiting = self._copies.pop(place), set(self._copies.values())
        self._end_all_but({pid, *waiting})
        self._new_tmp()
        with contextlib.suppress(OSError, RecursionError):  # as much of it as can be had
            shutil.copytree(KEPT, "/tmp", symlinks=True, dirs_exist_ok=True, ignore=_mounts)
        ends = time.monotonic() + seconds * self._limits.clock
        most, over, too_much, rest = seconds, False, False, Rest()

        def running() -> set[int]:
            return set(self._proc.others()) - waiting

        def taken() -> float:
            return self._taken(running())

        def end() -> None:
            self._end([pid, *running()])  # itself first: else it goes on when what it awaits ends

        def watch() -> None:
            nonlocal over, too_much
            over = over or taken() > most or time.monotonic() > ends
            too_much = too_much or self._takes_too_much()
            if over or too_much:
                end()

        os.kill(pid, signal.SIGCONT)
        self._say({"ready": True})
        while "ended" not in (line := self._next_line(watch) or {"ended": place}):
            if "most" in line:
                most = min(seconds, taken() + line["most"])
            elif "end" in line:
                end()
            elif line["looks"] == 1:
                rest = Rest()
            self._say({"rested": self._rested(rest, running())})
        took = self._asked(self._proc.seconds, pid) or 0
        self._end(running())
        linux.unmount("/tmp")
        self._say({"over": over, "too_much": too_much, "seconds": took})

    # -- both ---------------------------------------------------------------------------------

    def _next_line(self, watch: Callable[[], None]) -> dict[str, Any] | None:
        """Await a line of the grader's, None at the end; look after everything meanwhile."""
        while not select.select([self._lead], [], [], GLANCE)[0]:
            watch()
            reap()
        line = self._asks.readline()
        return json.loads(line) if line else None

    def _say(self, line: dict[str, Any]) -> None:
        self._lead.sendall(json.dumps(line).encode() + b"\n")

    def _takes_too_much(self) -> bool:
        """Tell whether all processes together take more memory than they may."""
        most, others = self._limits.total_memory_mb * MB, self._proc.others()
        if sum(self._asked(self._proc.mapped, pid) or 0 for pid in others) <= most:
            return False
        if time.monotonic() < self._counted + COUNT:
            return False
        self._counted = time.monotonic()
        return sum(self._asked(self._proc.own, pid) or 0 for pid in others) > most

    @staticmethod
    def _asked(question: Callable[[int], Answer], pid: int) -> Answer | None:
        """Ask something about a process; None if it has just ended: then little is to be read."""
        try:
            return question(pid)
        except (OSError, ValueError, LookupError):
            return None

    def _taken(self, pids: Iterable[int]) -> float:
        """Give the CPU time of processes."""
        return sum(self._asked(self._proc.seconds, pid) or 0 for pid in pids)

    def _rested(self, rest: Rest, pids: Collection[int]) -> float:
        """Look whether processes sleep, once more; for how long they have."""
        asleep = all(self._asked(self._proc.sleeps, pid) is not False for pid in pids)
        return rest.look(asleep, self._taken(pids))

    def _end(self, pids: Iterable[int]) -> None:
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        reap()


def _mounts(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if os.path.ismount(os.path.join(folder, name))]
