"""The log, read: of each student the last grading of an assignment, and the one before.

Of the log only places are kept, so that a log of any length takes no more memory than the class.
"""

import json
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from grading.record.log import head_of

Line = dict[str, Any]  # what the log holds of one grading


class Grading(NamedTuple):
    """How a submission was graded last, and the time before, if there was one."""

    last: Line
    before: Line | None


class Gradings:
    """The gradings of a notebook, found in the log when they are asked for.

    Parameters
    ----------
    path : Path
        The log; it need not be there.
    assignment, notebook : str
    """

    def __init__(self, path: Path, assignment: str, notebook: str) -> None:
        self._path, self._which = path, (assignment, notebook)
        self._places: dict[str, tuple[int, int | None]] = {}  # by student: the last one, and before

    def __enter__(self) -> "Gradings":
        self._file = open(self._path if self._path.exists() else "/dev/null", "rb")
        place = 0
        for line in self._file:
            head = head_of(line)
            if head and (head.assignment, head.notebook) == self._which:
                before = self._places.get(head.student)
                self._places[head.student] = place, None if before is None else before[0]
            place += len(line)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def students(self) -> list[str]:
        """List who was graded."""
        return sorted(self._places)

    def of(self, student: str) -> Grading:
        """Read the gradings of a student."""
        last, before = self._places[student]
        return Grading(self._line(last), None if before is None else self._line(before))

    def _line(self, place: int) -> Line:
        self._file.seek(place)
        line: Line = json.loads(self._file.readline())
        return line
