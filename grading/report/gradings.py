"""The log, read: of each student the last grading of an assignment, and the one before.

Of the log only places are kept, so that a log of any length takes no more memory than the class.
"""

import json
import re
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

# How a line begins: so most lines need not be read as JSON.
HEAD = re.compile(
    rb'\{"graded": "[^"]*", "assignment": ("(?:[^"\\]|\\.)*"), '
    rb'"student": ("(?:[^"\\]|\\.)*"), .*\}\n',
)
Line = dict[str, Any]  # what the log holds of one grading


class Grading(NamedTuple):
    """How a submission was graded last, and the time before, if there was one."""

    last: Line
    before: Line | None


class Gradings:
    """The gradings of an assignment, found in the log when they are asked for.

    Parameters
    ----------
    path : Path
        The log; it need not be there.
    assignment : str
    """

    def __init__(self, path: Path, assignment: str) -> None:
        self._path, self._assignment = path, assignment
        self._places: dict[str, tuple[int, int | None]] = {}  # by student: the last one, and before

    def __enter__(self) -> "Gradings":
        self._file = open(self._path if self._path.exists() else "/dev/null", "rb")
        place = 0
        for line in self._file:
            if (found := HEAD.fullmatch(line)) and json.loads(found[1]) == self._assignment:
                student = json.loads(found[2])
                before = self._places.get(student)
                self._places[student] = place, before and before[0]
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
