"""`{reading-time}`: a line that says how long a page takes to read, counted from what stands on it.

Text is read at 150 words a minute, slower than a novel; the rest of the page has a price each, in
`SECONDS`. With these a page comes out within four minutes of what readers said, on average, who
answered every question and tried every figure. `:figures: 7` counts seven where one holds as many,
or fewer than there are where one plays by itself.
What a question says of a wrong answer is not counted, nor are the sections in `BEYOND`.
"""

import re
from collections.abc import Iterator
from math import ceil
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata, OptionSpec

from website.ext.pictures import drawing
from website.ext.questions import question, question_line
from website.ext.scripts import FIGURE

WORDS_A_MINUTE = 150
SECONDS = {
    "line of a formula": 40,
    "formula in the text": 4,
    "line of code": 4,
    "picture": 30,
    "question": 30,
    "figure": 120,
}
BEYOND = {"Pencil problems", "Further reading"}
WORD = re.compile(r"[^\W\d_]+")


class reading_time(nodes.General, nodes.Element):
    """Where the time will stand; `figures` is how many moving figures to count, if not all."""


class ReadingTime(SphinxDirective):
    """`{reading-time}`, filled when the page has been read."""

    option_spec: ClassVar[OptionSpec] = {"figures": directives.nonnegative_int}

    def run(self) -> list[nodes.Node]:
        return [reading_time(figures=self.options.get("figures"))]


def contents(page: nodes.Element, figures: int | None = None) -> dict[str, int]:
    """Count the words of a page, and each thing in SECONDS."""
    cells = [c for c in page.findall(nodes.container) if c.get("nb_element") == "cell_code"]
    seen = [c for c in cells if "tag_hide-input" not in c["classes"]]
    code = [block for c in seen for part in c if "cell_input" in part["classes"] for block in part]
    moving = [raw for raw in page.findall(nodes.raw) if FIGURE.search(raw.astext())]
    pictures = [*page.findall(nodes.image), *page.findall(drawing)]
    return {
        "word": sum(len(WORD.findall(text)) for text in texts(page)),
        "line of a formula": sum(
            formula.astext().count(r"\\") + 1 for formula in page.findall(nodes.math_block)
        ),
        "formula in the text": len(list(page.findall(nodes.math))),
        "line of code": sum(len(block.astext().split("\n")) for block in code),
        "picture": len(pictures),
        "question": len(list(page.findall(question))),
        "figure": len(moving) if figures is None else figures,
    }


def texts(node: nodes.Node) -> Iterator[str]:
    """Give the texts below a node, without formulas, code and what code prints."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child.astext()
        elif not isinstance(child, nodes.literal_block | nodes.math_block | nodes.math | nodes.raw):
            yield from texts(child)


def without_beyond(page: nodes.document) -> tuple[nodes.document, list[str]]:
    """Leave out what a first reading may leave out; a copy without, and what it was."""
    read, names = page.deepcopy(), []
    for section in list(read.findall(nodes.section)):
        title = section.next_node(nodes.title)
        if title and title.astext() in BEYOND:
            names.append(title.astext().lower())
            section.parent.remove(section)
    for line in list(read.findall(question_line)):
        line.parent.remove(line)
    return read, names


def minutes(page: nodes.Element, figures: int | None = None) -> int:
    """Add up the price of all that stands on a page."""
    found = contents(page, figures)
    seconds = sum(price * found[what] for what, price in SECONDS.items())
    return ceil(found["word"] / WORDS_A_MINUTE + seconds / 60)


def fill(app: Sphinx, page: nodes.document, docname: str) -> None:
    """Write the line."""
    for node in list(page.findall(reading_time)):
        read, beyond = without_beyond(page)
        text = f"About {minutes(read, node['figures'])} minutes for a first reading"
        text += f", without the {' and the '.join(beyond)}." if beyond else "."
        node.replace_self(nodes.paragraph("", text, classes=["reading-time"]))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive; the line is written when the page is resolved."""
    app.add_directive("reading-time", ReadingTime)
    app.add_node(reading_time)
    app.connect("doctree-resolved", fill)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
