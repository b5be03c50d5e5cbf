"""The way into the lab, where Python for the browser is there: LIVE_PYTHON names it.

`:::{in-browser}` holds what is true only then, `{notebooks}` links the page *Your notebooks*, and
the template is told where a page opens as a notebook.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.util.typing import ExtensionMetadata

from website.ext.downloads import has_notebook, source
from website.ext.exercises import notebooks
from website.lab.places import address, of_chapter


def is_there(root: Path) -> bool:
    """Tell whether the site will have a lab."""
    return bool(os.environ.get("LIVE_PYTHON") and notebooks(root))


class InBrowser(SphinxDirective):
    """Show what stands in it if the site will have a lab."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        if not is_there(Path(self.env.srcdir)):
            return []
        return self.parse_content_to_nodes()


class Notebooks(SphinxRole):
    """A link to *Your notebooks*."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        up = "../" * self.env.docname.count("/")
        return [nodes.reference("", self.text, refuri=f"{up}notebooks.html", internal=True)], []


def collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Add the page."""
    if is_there(Path(app.srcdir)):
        yield "notebooks", {"title": "Your notebooks"}, "notebooks.html"


def offer(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Tell the template where the page opens as a notebook."""
    path = Path(app.srcdir) / f"{pagename}.md"
    there = is_there(Path(app.srcdir)) and has_notebook(source(app, pagename))
    context["lab"] = address(of_chapter(path)) if there else ""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive, the role and the page."""
    app.add_directive("in-browser", InBrowser)
    app.add_role("notebooks", Notebooks())
    app.connect("html-collect-pages", collect)
    app.connect("html-page-context", offer)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
