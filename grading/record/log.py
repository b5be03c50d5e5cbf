"""The log: one JSON line per graded submission, what was graded, with what, and how it fared."""

import errno
import fcntl
import json
import os
from datetime import UTC, datetime
from pathlib import Path

from grading.words.verdict import Verdict

BLOCK = 4096


class Log:
    """The log, open for one grader: another one waits for the end of the block."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> "Log":
        self._file = open(self._path, "ab+", buffering=0)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        return self

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
