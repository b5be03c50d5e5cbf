"""The keeper of a student's server: it starts the box, holds it to its limits, and ends it.

    python -m hub.servers.keeper LOCK HOME MEMORY_MB PROCESSES HOME_MB DESCRIPTORS COMMAND …

It does not end with the hub, which finds it again by its process id. Where the kernel counts, in
a control group, memory and processes are held there; elsewhere the keeper looks at them itself.
How much lies in the home only the keeper sees: above the limit no kernel runs until there is room.
"""

import contextlib
import fcntl
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

from grading.rooms.inside.proc import Proc
from sandbox.cgroup import Group, make_group

LOOKS = 0.25  # seconds between two looks at processes
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGCHLD]  # the first two end the server
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
    home : Path
    memory_mb, processes : int
        What all processes together may use; 0 where the kernel counts.
    home_mb : int
    """

    def __init__(self, box: int, home: Path, memory_mb: int, processes: int, home_mb: int) -> None:
        self.box = box
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

    def _look_at_processes(self) -> None:
        found = descendants(self.box)
        if len(found) > self.processes:
            for pid in found[3:]:  # bubblewrap twice, and the server
                end(pid)
        memory = {pid: self._memory(pid) for pid in found[3:]}
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
            for pid in descendants(self.box)[3:]:
                end(pid)
            with contextlib.suppress(OSError):
                way = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
                with open(os.open(note, way, 0o644), "w") as file:
                    file.write(SAID.format(limit=self.home_mb))
        else:
            with contextlib.suppress(OSError):
                note.unlink()


def descendants(pid: int) -> list[int]:
    """List a process and all below it, parents first."""
    found = [pid]
    for each in found:
        with contextlib.suppress(OSError):
            for task in os.listdir(f"/proc/{each}/task"):
                found += map(int, Path(f"/proc/{each}/task/{task}/children").read_text().split())
    return found


def end(pid: int) -> None:
    """Kill a process, which may have ended by itself."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


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


def start(
    command: list[str], group: Group | None, home_mb: int, descriptors: list[int]
) -> subprocess.Popen:
    """Start the box, in a group where there is one, with what the hub has opened for it."""

    def prepare() -> None:
        if group is not None:
            group.join()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        most = home_mb * 1_000_000  # of one file
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    return subprocess.Popen(command, preexec_fn=prepare, pass_fds=descriptors)


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


def main(lock: str, home: str, *numbers_and_command: str) -> int:
    """Keep one server until it ends, or somebody ends it."""
    be_alone(Path(lock))
    memory_mb, processes, home_mb = map(int, numbers_and_command[:3])
    descriptors = [int(number) for number in numbers_and_command[3].split(",")]
    group = make_group(f"course-{os.getpid()}", memory_mb, processes)
    if group is not None:
        memory_mb = 0
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    box = start(list(numbers_and_command[4:]), group, home_mb, descriptors)
    for descriptor in descriptors:
        os.close(descriptor)
    keeper = Keeper(box.pid, Path(home), memory_mb, processes, home_mb)
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
