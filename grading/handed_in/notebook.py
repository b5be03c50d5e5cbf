"""From the bytes of a file to the cells of a notebook: their kind, their name, their source text.

Tags, metadata, outputs and everything else in the file are never read.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from grading.handed_in.files import MAX_BYTES
from grading.words.text import clean

MAX_CELLS = 1_000
MAX_SOURCE = 1_000_000  # characters, all cells together
MAX_PARTS = 5_000_000  # numbers, texts and lists in a file: each takes memory when it is read


class HandedInCell(NamedTuple):
    """A cell as it was handed in; its name is the id under which it was released."""

    kind: str  # 'code' or 'markdown'
    name: str | None
    source: str


def read_cells(submission: bytes | None, remarks: list[str]) -> list[HandedInCell] | None:
    """Read the cells of a file; None if it is no notebook. Remarks are added to the list."""
    if submission is None:
        remarks.append("no notebook was handed in")
        return None
    if len(submission) > MAX_BYTES:
        megabytes = len(submission) / 1e6
        remarks.append(
            f"the notebook has {megabytes:.0f} MB, more than {MAX_BYTES / 1e6:.0f}: it was not "
            "read; clear its outputs and hand it in again"
        )
        return None
    if sum(map(submission.count, (b",", b"[", b"{", b":"))) > MAX_PARTS:
        remarks.append(
            f"the notebook has more than {MAX_PARTS:,} parts: it was not read; clear its outputs "
            "and hand it in again"
        )
        return None
    if not submission.strip():
        remarks.append("the file is empty")
        return None
    try:
        text = submission.decode(json.detect_encoding(submission))
    except UnicodeDecodeError:
        remarks.append("the file is not in UTF-8: some letters may be wrong")
        text = submission.decode("latin-1")
    try:
        cells = json.loads(text)["cells"]
        if not isinstance(cells, list):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError, MemoryError):
        remarks.append("the file is not a Jupyter notebook: nothing in it could be read")
        return None
    return list(_plain_cells(cells, remarks))


def _plain_cells(cells: list[Any], remarks: list[str]) -> Iterator[HandedInCell]:
    left = MAX_SOURCE
    for cell in cells[:MAX_CELLS]:
        try:
            kind, source = cell["cell_type"], cell.get("source", "")
            source = source if isinstance(source, str) else "".join(source)
        except (TypeError, KeyError, AttributeError):
            remarks.append("a cell could not be read and was left out")
            continue
        if kind not in ("code", "markdown"):
            continue
        left -= len(source)
        if left < 0:
            remarks.append(
                f"more than {MAX_SOURCE:,} characters: the cells after that are left out"
            )
            return
        yield HandedInCell(kind, _name_of(cell), clean(source))
    if len(cells) > MAX_CELLS:
        remarks.append(f"more than {MAX_CELLS:,} cells: the rest is left out")


def _name_of(cell: dict[str, Any]) -> str | None:
    """Find the cell's name: the id it was released under, kept in its metadata and its id."""
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    for name in (marks.get("grade_id") if isinstance(marks, dict) else None, cell.get("id")):
        if isinstance(name, str) and name:
            return name
    return None
