"""The keeper of a student's server: it starts the box, holds it to its limits, and ends it.

    python -m hub.servers.keeper LOCK HOME MEMORY_MB PROCESSES HOME_MB
                                 READY FOLDER LISTENER REFUSED BOX … -- COMMAND … -- ARGUMENT …

BOX is bubblewrap's command; COMMAND starts the server in it, which ARGUMENTs are told. Where one
stands ready at the socket READY, that one is forked into the box.

It does not end with the hub, which finds it again by its process id. Where the kernel counts, in
a control group, memory and processes are held there; elsewhere the keeper looks at them itself.
How much lies in the home only the keeper sees: above the limit no kernel runs until there is room.
"""

import contextlib
import fcntl
import os
import signal
import sys
import time
from pathlib import Path

from grading.rooms.inside.proc import Proc
from hub.servers.box import IN_BOX, Box
from hub.servers.processes import descendants, end
from sandbox.cgroup import make_group

LOOKS = 0.25  # seconds between two looks at processes
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGCHLD]  # the first two end the server
FORKED = 2  # of those that were forked into the box: the server's parent, and the server
MOST_FILES = 100_000
FULL = "YOUR FOLDER IS FULL.txt"
SAID = """Your files take more room than there is, {limit} MB, so nothing runs now.
Delete what you do not need, here in the list of files. This note then goes by itself.
"""


class Keeper:
    """Holds the processes of a box, and a home, to their limits.

    Parameters
    ----------
    box : int
        The process id of bubblewrap.
    born : int
        Of the server's parent in the box, where it was forked.
    home : Path
    memory_mb, processes : int
        What all processes together may use; 0 where the kernel counts.
    home_mb : int
    """

    def __init__(
        self, box: int, home: Path, memory_mb: int, processes: int, home_mb: int, born: int = 0
    ) -> None:
        self.box = box
        self.born = born
        self.home = home
        self.memory_mb = memory_mb
        self.processes = processes
        self.home_mb = home_mb
        self._proc = Proc(os.open("/proc", os.O_RDONLY | os.O_DIRECTORY))
        self._looks_again = 0.0

    def look(self) -> None:
        """End what uses too much."""
        if self.memory_mb:
            self._look_at_processes()
        now = time.monotonic()
        if now >= self._looks_again:
            self._look_at_home()
            self._looks_again = time.monotonic() + max(1, 20 * (time.monotonic() - now))

    def _found(self) -> tuple[list[int], list[int]]:
        """List all processes of the box, and those that the student started."""
        box = descendants(self.box)
        forked = descendants(self.born) if self.born else []
        return box + forked, box[IN_BOX:] + forked[FORKED:]

    def _look_at_processes(self) -> None:
        all_there, started = self._found()
        if len(all_there) > self.processes:
            for pid in started:
                end(pid)
        memory = {pid: self._memory(pid) for pid in started}
        if sum(memory.values()) > self.memory_mb << 20:
            end(max(memory, key=lambda pid: memory[pid]))

    def _memory(self, pid: int) -> int:
        try:
            return self._proc.own(pid)
        except (OSError, ValueError, LookupError):
            return 0  # it has ended meanwhile

    def _look_at_home(self) -> None:
        note = self.home / FULL
        if megabytes_in(self.home) > self.home_mb:
            for pid in self._found()[1]:
                end(pid)
            with contextlib.suppress(OSError):
                way = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
                with open(os.open(note, way, 0o644), "w") as file:
                    file.write(SAID.format(limit=self.home_mb))
        else:
            with contextlib.suppress(OSError):
                note.unlink()


def megabytes_in(folder: Path) -> float:
    """Add up what lies in a folder; of more files than anybody has, infinity."""
    blocks = files = 0
    for _, _, names, place in os.fwalk(folder):
        files += len(names) + 1
        if files > MOST_FILES:
            return float("inf")
        for name in names:
            with contextlib.suppress(OSError):
                blocks += os.stat(name, dir_fd=place, follow_symlinks=False).st_blocks
    return blocks * 512 / 1e6


def be_alone(lock: Path) -> None:
    """End another keeper of this server: its hub was killed before it could take note of it."""
    file = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)  # open as long as this process lives
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        with contextlib.suppress(ValueError, ProcessLookupError):
            os.kill(int(os.read(file, 20)), signal.SIGTERM)
        fcntl.flock(file, fcntl.LOCK_EX)
    os.truncate(file, 0)
    os.pwrite(file, str(os.getpid()).encode(), 0)


def three(words: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Part words at the first two `--`."""
    first = words.index("--")
    second = words.index("--", first + 1)
    return words[:first], words[first + 1 : second], words[second + 1 :]


def main(lock: str, home: str, *rest: str) -> int:
    """Keep one server until it ends, or somebody ends it."""
    be_alone(Path(lock))
    memory_mb, processes, home_mb = map(int, rest[:3])
    group = make_group(f"course-{os.getpid()}", memory_mb, processes)
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    ready, folder, listener, refused, *commands = rest[3:]
    descriptors = int(listener), int(refused)
    most = home_mb * 1_000_000  # of one file
    box, born = Box(*three(commands), folder, *descriptors, group, processes, most).start(
        Path(ready)
    )
    for descriptor in descriptors:
        os.close(descriptor)
    memory_mb = 0 if group else memory_mb
    keeper = Keeper(box.pid, Path(home), memory_mb, processes, home_mb, born)
    try:
        while box.poll() is None:
            keeper.look()
            caught = signal.sigtimedwait(SIGNALS, LOOKS if memory_mb else 1)
            if caught is not None and caught.si_signo != signal.SIGCHLD:
                box.kill()
                box.wait()
    finally:
        if group is not None:
            group.remove()
    return 0 if box.returncode == 0 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
