"""`{problem} Title`: something to work out with a pencil, and its solution, folded.

    :::{problem} A bias too many
    Why do two biases in a row do no more than one?

    ***

    The second is added to the first.
    :::

Problems are numbered by themselves on each page.
"""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from website.ext.folds import fold

BREAK = re.compile(r"^\*\*\* *$", re.MULTILINE)


def solved(text: str) -> tuple[str, str]:
    """Divide the content of a problem into what is asked and its solution; both may be empty."""
    asked, *solution = BREAK.split(text, maxsplit=1)
    return asked.strip("\n"), "".join(solution).strip("\n")


class Problem(SphinxDirective):
    """`{problem} Title`; the solution comes after a line `***`."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        asked, solution = solved("\n".join(self.content))
        if not (asked and solution):
            raise self.error("a problem is followed by a line *** and its solution")
        number = self.env.new_serialno("problem") + 1
        heading, messages = self.parse_inline(f"**{number}. {self.arguments[0]}.**")
        return [
            nodes.container(
                "",
                nodes.paragraph("", "", *heading, *messages),
                *self.parse_text_to_nodes(asked),
                fold("", *self.parse_text_to_nodes(solution), title="Solution"),
                classes=["problem"],
            )
        ]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("problem", Problem)
    return {"version": "1", "parallel_read_safe": False, "parallel_write_safe": True}
