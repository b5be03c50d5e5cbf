"""The tables beside the page: CSV files that any spreadsheet reads, a row at a time."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TextIO

from grading.course.whole import whole

COLUMNS = {
    "students": (
        "student checks max_score with_marks_by_hand late_hours penalty waiting seconds graded page"
    ),
    "looks": "student why said page",
    "mistakes": "student answer mistake",
    "changes": "student before after cause",
    "alike": "student answer group",
    "properties": "answer property hidden essential points asked held pass_rate difficulty "
    "discrimination",
}
FORMULAS = ("=", "+", "-", "@", "\t", "\r")  # how a text begins that a spreadsheet would reckon


class Tables:
    """The tables, open to be written."""

    def __init__(self, files: dict[str, TextIO]) -> None:
        self._writers = {name: csv.writer(file) for name, file in files.items()}
        for name, writer in self._writers.items():
            writer.writerow(COLUMNS[name].split())

    def add(self, table: str, *values: Any) -> None:
        """Add a row to a table."""
        self._writers[table].writerow(list(map(_safe, values)))


@contextmanager
def tables_in(folder: Path) -> Iterator[Tables]:
    """Write tables into a folder: they take the place of older ones when all are whole."""
    with ExitStack() as drafts, ExitStack() as files:
        paths = {name: drafts.enter_context(whole(folder / f"{name}.csv")) for name in COLUMNS}
        yield Tables(
            {
                # With its mark, spreadsheets take the file for what it is: UTF-8.
                name: files.enter_context(open(path, "w", encoding="utf-8-sig", newline=""))
                for name, path in paths.items()
            }
        )


def table_names() -> Sequence[str]:
    """List the files, in the order in which the page names them."""
    return [f"{name}.csv" for name in COLUMNS]


def _safe(value: Any) -> Any:
    """Let a spreadsheet show a text and not reckon it, and a number that is missing be nothing."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, str) and value.startswith(FORMULAS):
        return f"'{value}"
    return "" if value is None else value
