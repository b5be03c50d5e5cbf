"""Files that students handed in: found and read without following a link or waiting for a pipe."""

import os
import stat
from pathlib import Path

from grading.words.text import clean

MAX_BYTES = 50_000_000


def read_submission(folder: Path, assignment: str) -> tuple[bytes | None, list[str]]:
    """Read the notebook that was handed in; its bytes, and remarks. None where there is none.

    A notebook under another name is taken if it is the only one.
    """
    remarks: list[str] = []
    path = folder / f"{assignment}.ipynb"
    if not path.exists():
        others = sorted(folder.glob("*.ipynb"))
        if len(others) != 1:
            return None, remarks
        path = others[0]
        remarks.append(clean(f"the notebook was handed in as {path.name}"))
    data = read_file(path, MAX_BYTES + 1)
    if data is None:
        remarks.append(clean(f"{path.name} is not a file that can be read"))
    return data, remarks


def read_file(path: Path, most: int) -> bytes | None:
    """Read the first bytes of a file; None if it is a link, a pipe, a folder or not there."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        os.close(fd)
        return None
    with os.fdopen(fd, "rb") as file:
        return file.read(most)
