"""What a graded notebook may use: memory, processes, files, time."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Limits:
    """What one submission may use. Times are in seconds of the clock, but for `cpu_seconds`."""

    start_seconds: float = 60  # until the sandbox runs, before any code of the student's
    run_seconds: float = 90  # all cells of the notebook
    cell_seconds: float = 30  # one cell
    property_seconds: float = 30  # one property of a check, all its calls
    total_seconds: float = 300  # everything
    cpu_seconds: int = 120  # of one process
    memory_mb: int = 1024  # address space of one process
    total_memory_mb: int = 2048  # all processes together
    processes: int = 64
    file_mb: int = 16
    tmp_mb: int = 64
    output_characters: int = 20_000  # of one cell

    def as_dict(self) -> dict[str, Any]:
        """Give the limits by name, to be sent as JSON."""
        return asdict(self)
