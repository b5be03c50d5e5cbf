"""nbgrader's marker lines: a line that is nearly one stops the release, for it would hide nothing.

### BEGIN SOLUTION          in an answer
### END SOLUTION
### BEGIN HIDDEN TESTS      in a check
### END HIDDEN TESTS
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from grading.words.properties import BEGIN_HIDDEN, END_HIDDEN

BEGIN_SOLUTION, END_SOLUTION = "### BEGIN SOLUTION", "### END SOLUTION"
# What begins a region -> what ends it, and the marks of the cells in which it may stand.
REGIONS = {
    BEGIN_SOLUTION: (END_SOLUTION, ("answer", "written")),
    BEGIN_HIDDEN: (END_HIDDEN, ("check",)),
}
MARKERS = [marker for begin, (end, _) in REGIONS.items() for marker in (begin, end)]
ALIKE = 0.75  # how alike a word must be to one of a marker's
CODE = re.compile(r"```\{code-cell\}")
CELL_MARK = re.compile(r":(\w+):|\+\+\+ .*\"(written)\"")


class Wrong(NamedTuple):
    """What is wrong with a marker, and in which line."""

    line: int
    sentence: str


def wrong_markers(text: str) -> Iterator[Wrong]:
    """Find what is wrong with the markers of an assignment's text."""
    kinds: set[str] = set()  # the marks of this cell
    inside: tuple[int, str] | None = None  # the line of the region's beginning, and that marker
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith(("```", "+++")):
            if inside:
                yield _endless(*inside)
            kinds, inside = set(), None
        if found := CELL_MARK.match(line):
            kinds.add(found[1] or found[2])
        marker = next((marker for marker in MARKERS if marker in line), None)
        if marker is None:
            if meant := nearly(line):
                yield Wrong(number, f"{line.strip()!r} is nearly a marker: write {meant!r}")
        elif marker in REGIONS:
            allowed = REGIONS[marker][1]
            if inside:
                yield _endless(*inside)
            elif kinds.isdisjoint(allowed):
                yield Wrong(number, f"{marker!r} belongs into a cell marked :{allowed[0]}:")
            inside = number, marker
        elif inside is None or REGIONS[inside[1]][0] != marker:
            yield Wrong(number, f"{marker!r} ends what has not begun")
            inside = None
        else:
            inside = None
    if inside:
        yield _endless(*inside)


def nearly(line: str) -> str | None:
    """Name the marker that a line is nearly; None if it is none at all.

    >>> nearly("# begin hidden tsts")
    '### BEGIN HIDDEN TESTS'
    >>> nearly("# the end of the hidden layer")
    """
    line = line.strip()
    words = re.findall(r"[a-z]+", line.lower())
    if not line.startswith("#") or len(line) > 2 * len(BEGIN_HIDDEN):
        return None
    for marker in MARKERS:
        wanted = marker.lower().split()[1:]
        if len(words) == len(wanted) and all(map(_alike, sorted(words), sorted(wanted))):
            return marker
        if words and _alike("".join(words), "".join(wanted)) and _alike(words[0], wanted[0]):
            return marker
    return None


def _alike(word: str, wanted: str) -> bool:
    return SequenceMatcher(None, word, wanted).ratio() >= ALIKE


def _endless(line: int, marker: str) -> Wrong:
    return Wrong(line, f"{marker!r} has no {REGIONS[marker][0]!r} in its cell")
