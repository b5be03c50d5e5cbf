"""Failures first in the contents of a feedback page, and hints open where points are lost."""

import re
from collections.abc import Sequence

from nbformat import NotebookNode

from grading.words.cells import answer_of, marks_of

CONTENTS = re.compile(r'(<div id="toc">\s*<ol>)(.*?)(</ol>)', re.S)
ITEM = re.compile(r"<li\b.*?</li>", re.S)
NAME = re.compile(r'href="#(?:comment-)?([^"]+)"')
SCORE = re.compile(r"\(Score: ([\d.]+) / ([\d.]+)\)")


def failures_first(page: str) -> str:
    """Put the questions that lost points before the others, each with its comment."""
    return CONTENTS.sub(lambda found: found[1] + _sorted(found[2]) + found[3], page, count=1)


def open_hints(cells: Sequence[NotebookNode]) -> None:
    """Open the hints of each question that lost points: they stand in the task above its answer."""
    lost = {answer_of(name) for cell in cells if (name := _loses(cell))}
    task: NotebookNode | None = None
    for cell in cells:
        marks = marks_of(cell)
        if marks.get("solution") and marks.get("grade_id") in lost and task is not None:
            task.source = task.source.replace("<details>", "<details open>")
        if cell.cell_type == "markdown" and not marks.get("solution"):
            task = cell


def _loses(cell: NotebookNode) -> str:
    """Name a graded cell that has lost points; empty for any other."""
    marks = marks_of(cell)
    lost = marks.get("grade") and marks.get("score", 0) < marks.get("points", 0)
    return str(marks["grade_id"]) if lost else ""


def _sorted(contents: str) -> str:
    items = ITEM.findall(contents)
    names = [answer_of(found[1]) if (found := NAME.search(item)) else "" for item in items]
    lost = {name for name, item in zip(names, items, strict=True) if _has_lost(item)}
    first = {name: place for place, name in reversed(list(enumerate(names)))}
    order = sorted(range(len(items)), key=lambda n: (_place(names[n], lost), first[names[n]], n))
    return "".join(f"\n{items[n]}" for n in order) + "\n"


def _place(name: str, lost: set[str]) -> int:
    """Say where a question stands: lost points, all points; last what belongs to none."""
    return 2 if not name else 0 if name in lost else 1


def _has_lost(item: str) -> bool:
    score = SCORE.search(item)
    return score is not None and float(score[1]) < float(score[2])
