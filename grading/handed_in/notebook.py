"""From the bytes of a file to the cells of a notebook: their kind, their names, their source text.

Besides, pictures that are attached to a text. Tags, outputs and everything else in the file are
never read. What is broken is read as far as it goes.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from grading.handed_in.files import MAX_BYTES
from grading.handed_in.pictures import Pictures, pictures_of
from grading.words.text import clean

MAX_CELLS = 5_000
MAX_SOURCE = 1_000_000  # characters of one cell
MAX_SOURCES = 10_000_000  # of all cells together
MAX_PARTS = 5_000_000  # numbers, texts and lists in a file: each takes memory when it is read
MAX_TRIES = 2_000  # places at which a cell of a broken file may begin
BROKEN = "the file is broken"
NOT_ONE = "the file is not a Jupyter notebook: nothing in it could be read"
# How a cell begins: its keys come in any order, and none of these stands first in anything else.
CELL = re.compile(
    r'\{\s*"(?:attachments|cell_type|execution_count|id|metadata|outputs|source)"\s*:'
)
INDENT = re.compile(r"^[ \t\xa0]+", re.M)  # pasted from a page, it may be of other spaces
KINDS = {"code": "code", "markdown": "markdown", "raw": "raw", "heading": "markdown"}


class HandedInCell(NamedTuple):
    """A cell as it was handed in; its names are those under which it may have been released."""

    kind: str  # 'code', 'markdown' or 'raw'
    names: tuple[str, ...]
    source: str
    pictures: Pictures


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
    if not submission.strip(b" \t\r\n\0"):
        remarks.append("the file is empty")
        return None
    try:
        text = submission.decode(json.detect_encoding(submission))
    except UnicodeDecodeError:
        remarks.append("the file is not in UTF-8: some letters may be wrong")
        text = submission.decode("latin-1")
    cells = _cells_of(text, remarks)
    return None if cells is None else list(_plain_cells(cells, remarks))


def _cells_of(text: str, remarks: list[str]) -> list[Any] | None:
    """Find the list of the cells, of a whole file or of what is left of one."""
    try:
        tree, _ = json.JSONDecoder().raw_decode(text.lstrip("\ufeff \t\r\n"))  # whatever follows
        cells = tree["cells"] if "cells" in tree else _cells_of_old(tree)
        if not isinstance(cells, list):
            raise TypeError
        return cells
    except (ValueError, KeyError, TypeError, RecursionError, MemoryError):
        found = list(_whole_cells(text))
    if not found:
        remarks.append(NOT_ONE)
        return None
    remarks.append(f"{BROKEN}: {len(found)} cells could be read")
    return found


def _cells_of_old(tree: dict[str, Any]) -> list[Any]:
    """Find the cells of a notebook in format 2 or 3: they stand on work sheets."""
    return [
        {"source": cell.get("input", ""), **cell} if isinstance(cell, dict) else cell
        for sheet in tree["worksheets"]
        for cell in sheet["cells"]
    ]


def _whole_cells(text: str) -> Iterator[dict[str, Any]]:
    """Find the whole cells in a broken file."""
    decoder, end = json.JSONDecoder(), 0
    for tries, found in enumerate(CELL.finditer(text)):
        if tries > MAX_TRIES:
            return
        if found.start() < end:
            continue
        try:
            cell, end = decoder.raw_decode(text, found.start())
        except (ValueError, RecursionError, MemoryError):
            continue
        if "cell_type" in cell:
            yield cell


def _plain_cells(cells: list[Any], remarks: list[str]) -> Iterator[HandedInCell]:
    left = MAX_SOURCES
    for cell in cells[:MAX_CELLS]:
        try:
            kind, source = cell["cell_type"], cell.get("source", "")
            source = source if isinstance(source, str) else "".join(source)
        except (TypeError, KeyError, AttributeError):
            remarks.append("a cell could not be read and was left out")
            continue
        if not isinstance(kind, str) or kind not in KINDS:
            continue
        if len(source) > min(left, MAX_SOURCE):
            most = f"{MAX_SOURCE:,} in it, or {MAX_SOURCES:,} in all"
            remarks.append(f"a cell is left out: there are more characters than {most}")
            continue
        left -= len(source)
        text = clean(source).replace("\r\n", "\n").replace("\r", "\n")
        text = INDENT.sub(lambda found: found[0].replace("\xa0", " "), text)
        yield HandedInCell(KINDS[kind], tuple(_names_of(cell)), text, pictures_of(cell))
    if len(cells) > MAX_CELLS:
        remarks.append(f"more than {MAX_CELLS:,} cells: the rest is left out")


def _names_of(cell: dict[str, Any]) -> Iterator[str]:
    """Find the names under which a cell may have been released, the surest first.

    nbgrader's grade id, the cell's id, and where other programs keep that.
    """
    metadata = cell.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    marks = metadata.get("nbgrader")
    for name in (
        marks.get("grade_id") if isinstance(marks, dict) else None,
        cell.get("id"),
        metadata.get("id"),  # Colab
        str(metadata.get("cell_id", "")).partition("-")[2],  # Deepnote
    ):
        if isinstance(name, str) and name:
            yield name
