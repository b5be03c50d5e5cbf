"""Files that were handed in beside the notebook: they lie in its working folder, as in Jupyter."""

import hashlib
import io
import os
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from grading.handed_in.files import (
    MAX_BYTES,
    MAX_FILES,
    NOT_THEIRS,
    NOTEBOOK,
    UNREADABLE,
    read_file,
)
from grading.words.seeds import digest
from grading.words.text import clean

MAX_BESIDE = 5_000_000  # bytes of all files beside a notebook: its /tmp holds 16 MB
NBGRADERS = ("timestamp.txt", "submission_secret.txt")  # what `nbgrader submit` adds
NOT_USED = (".whl", ".zip", ".pdf", ".html")  # what hardly a program reads: left out unsaid

Files = dict[str, bytes]  # by their names from the notebook's folder on


def files_beside(folder: Path, notebook: str, remarks: list[str]) -> Files:
    """Read what lies in the folder of a notebook, and below; remarks on what is left out.

    Parameters
    ----------
    folder : Path
        Of the submission.
    notebook : str
        Where the notebook lies in it; it may be a place in a zip.
    remarks : list of str
    """
    archive, is_zip, inside = notebook.rpartition(".zip/")
    found = (
        _beside_in_zip(folder / f"{archive}.zip", PurePosixPath(inside).parent)
        if is_zip
        else _beside(folder / Path(notebook).parent)
    )
    files: Files = {}
    left = MAX_BESIDE
    for name, data in found:
        if _is_left_out(name):
            continue
        if len(data) > left:
            most = f"{MAX_BESIDE / 1e6:g} MB in all"
            remarks.append(clean(f"left out when graded: the file {name}, more than {most}"))
            continue
        left -= len(data)
        files[name] = data
    return files


def digest_of(notebook: bytes | None, files: Mapping[str, bytes]) -> str:
    """Digest a submission: the notebook, and the files beside it."""
    if not files:
        return digest(notebook or b"")
    whole = hashlib.sha256(digest(notebook or b"").encode())
    for name, data in sorted(files.items()):
        whole.update(f"\0{name}\0{digest(data)}".encode())
    return whole.hexdigest()


def _is_left_out(name: str) -> bool:
    """Tell whether a file is another notebook, nbgrader's own, or one that no program reads."""
    path = PurePosixPath(name)
    return (
        name in NBGRADERS
        or bool(NOTEBOOK.fullmatch(path.name))
        or path.suffix.lower() in NOT_USED
        or any(part.startswith(NOT_THEIRS) or part == "__pycache__" for part in path.parts)
        or clean(name) != name
    )


def _beside(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Read the files of a folder, in order; never through a link."""
    seen = 0
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(NOT_THEIRS))
        for name in sorted(names):
            seen += 1
            if seen > MAX_FILES:
                return
            path = Path(place) / name
            data = read_file(path, MAX_BESIDE + 1)
            if data is not None:
                yield path.relative_to(folder).as_posix(), data


def _beside_in_zip(path: Path, folder: PurePosixPath) -> Iterator[tuple[str, bytes]]:
    """Read the files of a folder in a zip; a name that leads out of it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(read_file(path, MAX_BYTES) or b"")) as archive:
            for entry in archive.infolist()[:MAX_FILES]:
                name = PurePosixPath(entry.filename)
                is_below = not entry.is_dir() and name.is_relative_to(folder)
                if is_below and ".." not in name.parts and not name.is_absolute():
                    with archive.open(entry) as file:
                        yield name.relative_to(folder).as_posix(), file.read(MAX_BESIDE + 1)
    except UNREADABLE:
        return
