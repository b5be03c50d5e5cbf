"""The log: one JSON line per graded submission, what was graded, with what, and how it fared."""

import errno
import fcntl
import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from grading.words.verdict import Verdict

BLOCK = 4096
# How a line begins: so most lines need not be read as JSON.
HEAD = re.compile(
    rb'\{"graded": "[^"]*", "assignment": ("(?:[^"\\]|\\.)*"), '
    rb'"student": ("(?:[^"\\]|\\.)*"), (?:"notebook": ("(?:[^"\\]|\\.)*"), )?.*\}\n',
)


class Head(NamedTuple):
    """Whose submission a line is about."""

    assignment: str
    student: str
    notebook: str


def head_of(line: bytes) -> Head | None:
    """Read whose submission a line is about; None if it is no whole line."""
    found = HEAD.fullmatch(line)
    if not found:
        return None
    assignment, student, notebook = (json.loads(part) if part else "" for part in found.groups())
    return Head(assignment, student, notebook or assignment)


class Log:
    """The log, open for one grader: another one waits for the end of the block."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> "Log":
        while True:
            self._file = open(self._path, "ab+", buffering=0)
            fcntl.flock(self._file, fcntl.LOCK_EX)
            if os.path.samestat(os.fstat(self._file.fileno()), self._path.stat()):
                return self
            self._file.close()  # while this one waited, `erase` put another file there

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def append(self, verdict: Verdict) -> None:
        """Add a verdict's line, whole or not at all, and wait until it is on the disk."""
        when = datetime.now(UTC).isoformat(timespec="seconds")
        text = json.dumps({"graded": when, **verdict.as_dict()}, ensure_ascii=False)
        line = text.encode() + b"\n"
        end = self._end_of_whole_lines()
        self._file.truncate(end)
        try:
            if self._file.write(line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(self._file.fileno())
        except OSError:
            self._file.truncate(end)
            raise

    def erase(self, names: set[str]) -> int:
        """Take out the lines of a student, whose name may have several forms; how many they were.

        The log is replaced by a whole one, so a kill leaves either the old or the new.
        """
        draft, erased = self._path.with_suffix(".part"), 0
        try:
            with open(self._path, "rb") as lines, open(draft, "wb") as kept:
                for line in lines:
                    head = head_of(line)
                    if head and head.student in names:
                        erased += 1
                    else:
                        kept.write(line)
                kept.flush()
                os.fsync(kept.fileno())
            draft.replace(self._path)
        finally:
            draft.unlink(missing_ok=True)
        return erased

    def _end_of_whole_lines(self) -> int:
        """Find where the last whole line ends: a kill may have left a part of one."""
        fd = self._file.fileno()
        end = os.fstat(fd).st_size
        while end:
            start = max(0, end - BLOCK)
            part = os.pread(fd, end - start, start)
            if b"\n" in part:
                return start + part.rindex(b"\n") + 1
            end = start
        return 0
