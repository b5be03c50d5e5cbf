"""What a graded notebook may use, and a student's server: memory, processes, files, time."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Limits:
    """What one submission may use.

    Times are seconds of the processor, so that a busy machine changes no verdict. The clock is a
    far backstop, for what waits and does not compute: `clock` times as long.
    """

    start_seconds: float = 60  # of the clock, until the sandbox runs, before any code of a student
    cell_seconds: float = 30  # one cell
    run_seconds: float = 90  # all cells; after that, each has a short time
    property_seconds: float = 30  # one property of a check, all its calls
    total_seconds: float = 300  # all properties; after that, each has a short time
    clock: float = 4
    silent_seconds: float = 10  # of the clock: an answer is awaited, and all its processes sleep
    memory_mb: int = 1024  # address space of one process
    total_memory_mb: int = 2048  # all processes together
    tests_memory_mb: int = 2048  # address space of the tests' room
    processes: int = 64  # beside those that wait at a check
    tmp_mb: int = 16  # the private /tmp
    tmp_files: int = 1000
    output_characters: int = 20_000  # of one cell

    def as_dict(self) -> dict[str, Any]:
        """Give the limits by name, to be sent as JSON."""
        return asdict(self)


@dataclass(frozen=True)
class ServerLimits:
    """What a student's server may use, with all kernels."""

    memory_mb: int = 2048  # all processes together
    processes: int = 256
    home_mb: int = 2048  # all files of the student's
    tmp_mb: int = 256  # the private /tmp, and /dev/shm; counts as memory
    idle_minutes: float = 120  # without a request or a running cell; then the server ends


def next_seconds(usual: float, used: float, total: float, hung: bool) -> float:
    """Give the time that the next one gets: the usual, or short once one has hung.

    Parameters
    ----------
    usual, total : float
        Seconds of one, and of all together.
    used : float
        What those before have taken.
    hung : bool
        Whether one of them was ended for its time.

    >>> next_seconds(30, 1, 90, hung=False), next_seconds(30, 31, 90, hung=True)
    (30, 5.0)
    """
    return usual / 6 if hung or used >= total else usual


def most_seconds(usual: float, total: float, number: int) -> float:
    """Give what a number of them can take at most, where each gets its next seconds.

    >>> most_seconds(30, 90, 12)
    180.0
    """
    return total + usual + number * next_seconds(usual, 0, total, hung=True)
