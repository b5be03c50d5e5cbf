"""The feedback page, with each check under the heading of its question.

nbgrader's own table of contents calls every one of them "Test cell".
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

import nbformat
from nbformat import NotebookNode

from grading.nbgrader.failures import failures_first, open_hints
from grading.nbgrader.page import SHEET, Page
from grading.words.cells import COURSE, marks_of
from grading.words.look import dressed

LINK = '<a href="#{}">{}</a>'.format
FONT = re.compile(r"@font-face\{font-family:'Glyphicons[^}]*\}")  # Bootstrap's: a file, never sent
# For the student's list, in the head: no text of a student's comes before it.
SCORE = '<meta name="score" content="{score:.2f}/{max_score:.2f}">'
TOLD = re.compile(rb'<meta name="score" content="(-?[\d.]+)/([\d.]+)">')
# Beside each check and each written answer; the page runs no script, so the notebook carries it.
LOOK = """<details><summary>Please look at this</summary>

If you think that this is graded wrongly, add a line to your answer that begins
as this one does, and go on in your own words,

<pre>{}please look: what a person should see here</pre>

and hand in the notebook again. If you change nothing else, your work keeps its original time of
submission. A person reads the sentence and decides. The line itself does not change your points.
</details>"""


class FeedbackExporter(Page):
    """nbgrader's feedback page, with the names of the questions in its table of contents."""

    acts = False

    def from_notebook_node(
        self, nb: NotebookNode, resources: Any = None, **options: Any
    ) -> tuple[Any, Any]:
        """Make the page, and put the headings in the place of the names."""
        cells = list(nb.cells)
        if COURSE in nb.metadata:
            nb.cells = [each for cell in cells for each in (cell, *_look_at(cell))]
        page, resources = super().from_notebook_node(nb, resources, **options)
        for cell, heading in headings(cells):
            marks = marks_of(cell)
            if marks.get("grade"):
                name = marks["grade_id"]
                kind = "Written response" if marks.get("solution") else "Test cell"
                page = page.replace(LINK(name, kind), LINK(name, escape(heading)), 1)
            place = f"comment-{marks.get('grade_id')}"
            on = f"Comment on {escape(heading)}"
            page = page.replace(LINK(place, "Comment"), LINK(place, on), 1)
        page = failures_first(FONT.sub("", page, count=1))
        score = SCORE.format(**resources["nbgrader"])
        return dressed(page.replace("</head>", f"{score}\n</head>", 1), SHEET), resources

    def _preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Let nbgrader enter the scores, and open the hints where points were lost."""
        nb, resources = super()._preprocess(nb, resources)  # type: ignore[no-untyped-call]
        open_hints(nb.cells)
        return nb, resources


def _look_at(cell: NotebookNode) -> Iterator[NotebookNode]:
    """Say below a graded cell how a student asks for a person."""
    if marks_of(cell).get("grade"):
        mark = "# " if cell.cell_type == "code" else ""
        ours = {"nbgrader": {"locked": True, "grade": False, "solution": False, "task": False}}
        yield nbformat.v4.new_markdown_cell(LOOK.format(mark), metadata=ours)


def headings(cells: Iterable[NotebookNode]) -> Iterator[tuple[NotebookNode, str]]:
    """Pair each cell with the last second-level heading that an unchangeable cell has above it."""
    heading = "Check"
    for cell in cells:
        if cell.cell_type == "markdown" and not marks_of(cell).get("solution"):
            found = re.findall(r"^## (.+)$", cell.source, re.M)
            heading = found[-1] if found else heading
        yield cell, heading


def score_in(page: bytes) -> tuple[float, float] | None:
    """Read in a page of feedback how many points it tells, and of how many; None if it does not."""
    head, found, _ = page.partition(b"</head>")
    told = TOLD.search(head) if found else None
    return (float(told[1]), float(told[2])) if told else None
