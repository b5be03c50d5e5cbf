"""The log: one JSON line per graded submission, what was graded, with what, and how it fared."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from grading.words.verdict import Verdict


def append(path: Path, verdict: Verdict) -> None:
    """Add a verdict's line, and wait until it is on the disk."""
    when = datetime.now(UTC).isoformat(timespec="seconds")
    with open(path, "a") as file:
        file.write(json.dumps({"graded": when, **verdict.as_dict()}, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())
