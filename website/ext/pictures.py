"""`{drawing}`: puts one of our SVG drawings into the page itself.

So its lines follow the light or dark page. The content is the caption; `:alt:` is for those who do
not see it.
"""

from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata, OptionSpec
from sphinx.writers.html5 import HTML5Translator

from website.ext.claims import mark


class drawing(nodes.General, nodes.Element):
    """The text of an SVG drawing."""


class Drawing(SphinxDirective):
    """`{drawing} name` with a caption as content and `:alt:` for those who do not see it."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "alt": directives.unchanged_required,
        "name": directives.unchanged,
        "claims": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        path = Path(self.env.srcdir) / "book" / "drawings" / f"{self.arguments[0]}.svg"
        if not path.exists():
            raise self.error(f"there is no drawing {path.name} in book/drawings")
        if "alt" not in self.options:
            raise self.error("a drawing needs `:alt:`, a sentence for those who do not see it")
        self.env.note_dependency(str(path))
        figure = nodes.figure("", drawing(svg=path.read_text("utf-8"), alt=self.options["alt"]))
        figure["classes"].append("drawing")
        if self.content:
            caption, messages = self.parse_inline(" ".join(self.content), lineno=self.lineno)
            marks = [mark(self, c, "shown") for c in self.options.get("claims", "").split()]
            figure += nodes.caption("", "", *caption, *marks)
            figure += messages
        self.add_name(figure)
        return [figure]


def visit_drawing(self: HTML5Translator, node: nodes.Element) -> None:
    alt = self.attval(node["alt"])
    self.body.append(node["svg"].replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1))
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and how a drawing is written."""
    app.add_directive("drawing", Drawing)
    app.add_node(drawing, html=(visit_drawing, None))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
