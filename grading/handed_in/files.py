"""Files that students handed in: found and read without following a link or waiting for a pipe."""

import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from grading.words.text import clean

MAX_BYTES = 100_000_000
MAX_FILES = 200  # looked at in one submission
NOTEBOOK = re.compile(r".*\.ipynb(\.(txt|json))?", re.I | re.S)
NOT_THEIRS = (".", "__MACOSX")  # how folders begin that no student has made
# What reading a zip may raise that is none, or cannot be read.
UNREADABLE = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    EOFError,
    zlib.error,
)


class HandedIn(NamedTuple):
    """A notebook that was found: its bytes, its place in the submission's folder, remarks."""

    notebook: bytes | None
    place: str | None
    remarks: list[str]


def read_submission(
    folder: Path,
    notebook: str,
    answered: Callable[[bytes], int] = len,
    others: Collection[str] = (),
) -> HandedIn:
    """Read the notebook that was handed in; no bytes and no place where there is none.

    It may have another name, lie in a folder or in a zip. Of several, one that is most answered is
    taken, and before others one with the right name.

    Parameters
    ----------
    folder : Path
        Of the submission.
    notebook : str
        Its name as it was released.
    answered : function of bytes
        How many questions are answered in a notebook.
    others : collection of str
        The assignment's other notebooks: none of these is it.
    """
    found = {
        name: data
        for name, data in _notebooks(folder)
        if name.rpartition("/")[2].partition(".ipynb")[0] not in others
    }
    if not found:
        return HandedIn(None, None, [])
    right = f"{notebook}.ipynb"
    names = sorted(found, key=lambda name: (name != right, name))
    name = names[0]
    if len(names) > 1:
        name = max(names, key=lambda name: answered(found[name] or b""))
    remarks = []
    if len(names) > 1:
        remarks.append(clean(f"there are {len(names)} notebooks: {', '.join(names[:5])}"))
    if name != right:
        remarks.append(clean(f"the notebook was handed in as {name}"))
    if found[name] is None:
        remarks.append(clean(f"{name} is not a file that can be read"))
    return HandedIn(found[name], name, remarks)


def _notebooks(folder: Path) -> Iterator[tuple[str, bytes | None]]:
    """Find all notebooks below a folder: their names in it, and their bytes."""
    seen = 0
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(NOT_THEIRS))
        strange = [name for name in folders if NOTEBOOK.fullmatch(name)]
        for name in sorted([*files, *strange]):
            seen += 1
            if seen > MAX_FILES:
                return
            path = Path(place) / name
            if NOTEBOOK.fullmatch(name):
                yield str(path.relative_to(folder)), read_file(path, MAX_BYTES + 1)
            elif name.lower().endswith(".zip") and (data := read_file(path, MAX_BYTES)):
                for inside, content in _in_zip(data):
                    yield f"{path.relative_to(folder)}/{inside}", content


def _in_zip(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Find the notebooks in a zip, whatever it says of their sizes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist()[:MAX_FILES]:
                parts = Path(entry.filename).parts
                if NOTEBOOK.fullmatch(entry.filename) and not any(
                    part.startswith(NOT_THEIRS) for part in parts
                ):
                    with archive.open(entry) as file:
                        yield entry.filename, file.read(MAX_BYTES + 1)
    except UNREADABLE:
        return


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
