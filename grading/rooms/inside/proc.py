"""What the keeper sees of the processes around it: /proc, which students' code does not have."""

import os
import signal

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


class Proc:
    """The processes of a pid namespace, of which the keeper is the first.

    A process may end at any moment: then what asks for it raises an OSError, or, of what is half
    gone, a ValueError or a LookupError.

    Parameters
    ----------
    folder : int
        A descriptor of a /proc that was mounted in that namespace.
    """

    def __init__(self, folder: int) -> None:
        self._folder = folder

    def others(self) -> list[int]:
        """List all processes but the keeper."""
        return [int(name) for name in os.listdir(self._folder) if name.isdigit() and name != "1"]

    def sockets(self, pid: int) -> list[int | None]:
        """List what a process has open: the number of each socket, None for all else."""
        folder = os.open(f"{pid}/fd", os.O_RDONLY | os.O_DIRECTORY, dir_fd=self._folder)
        try:
            targets = [os.readlink(name, dir_fd=folder) for name in os.listdir(folder)]
        finally:
            os.close(folder)
        return [
            int(target[len("socket:[") : -1]) if target.startswith("socket:[") else None
            for target in targets
        ]

    def is_alone(self, pid: int) -> bool:
        """Tell whether a process is the first of a pid namespace, with a session of its own."""
        status = self._status(pid)
        _, group, session = map(int, self._stat(pid)[1:4])
        first = len(status["NSpid"]) == 2 and status["NSpid"][1] == "1"
        return first and status["Threads"] == ["1"] and group == session == pid

    def runs(self, pid: int) -> bool:
        """Tell whether a process is neither stopped nor dead."""
        return self._stat(pid)[0] not in "TtZX"

    def lives(self, pid: int) -> bool:
        """Tell whether a process has anything left, but for its number."""
        return self._stat(pid)[0] not in "ZX"

    def sleeps(self, pid: int) -> bool:
        """Tell whether no thread of a process runs, could run, or waits for the machine's disks."""
        threads = os.open(f"{pid}/task", os.O_RDONLY | os.O_DIRECTORY, dir_fd=self._folder)
        try:
            names = os.listdir(threads)
        finally:
            os.close(threads)
        return not any(self._stat(f"{pid}/task/{name}")[0] in "RD" for name in names)

    def seconds(self, pid: int) -> float:
        """Give the CPU time of a process and of those children of it that have ended."""
        return sum(map(int, self._stat(pid)[11:15])) / TICKS

    def mapped(self, pid: int) -> int:
        """Give the memory that a process sees, in bytes: what it shares counts for each."""
        return int(self._read(pid, "statm").split()[1]) * PAGE

    def own(self, pid: int) -> int:
        """Give the memory of a process, in bytes: of what it shares, its part."""
        try:
            for line in self._read(pid, "smaps_rollup").splitlines():
                if line.startswith("Pss:"):
                    return int(line.split()[1]) << 10
        except PermissionError:
            pass  # it hides itself: then all that it sees is its own
        return self.mapped(pid)

    def holds_off(self, pid: int) -> bool:
        """Tell whether a process lets no SIGALRM come: it ignores them, or one waits."""
        status = self._status(pid)
        signals = int(status["SigIgn"][0], 16) | int(status["ShdPnd"][0], 16)
        return bool(signals & 1 << signal.SIGALRM - 1)

    def _status(self, pid: int) -> dict[str, list[str]]:
        lines = self._read(pid, "status").splitlines()
        return {key: value.split() for key, _, value in (line.partition(":") for line in lines)}

    def _stat(self, pid: int | str) -> list[str]:
        """Read the numbers behind a process's name, which may hold anything."""
        return self._read(pid, "stat").rpartition(")")[2].split()

    def _read(self, pid: int | str, name: str) -> str:
        file = os.open(f"{pid}/{name}", os.O_RDONLY, dir_fd=self._folder)
        try:
            return os.read(file, 1 << 16).decode(errors="replace")
        finally:
            os.close(file)
