"""What is folded until the reader opens it: `{dropdown} Title`, and code with the tag `hide-input`.

Both are `<details>`, which need neither a script nor a style sheet.
"""

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator


class fold(nodes.General, nodes.Element):
    """Something folded, under a title."""


class Dropdown(SphinxDirective):
    """`{dropdown} Title` with what is folded as its content."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        self.assert_has_content()
        return [fold("", *self.parse_content_to_nodes(), title=self.arguments[0])]


def visit_fold(self: HTML5Translator, node: nodes.Element) -> None:
    title = node.get("title") or node["prompt_show"].strip()
    self.body.append(self.starttag(node, "details", CLASS="fold"))
    self.body.append(f"<summary>{self.encode(title)}</summary>\n")


def depart_fold(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</details>\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive, and write folded code in the same way."""
    app.add_directive("dropdown", Dropdown)
    app.add_node(fold, html=(visit_fold, depart_fold))
    app.add_node(HideCodeCellNode, override=True, html=(visit_fold, depart_fold))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
