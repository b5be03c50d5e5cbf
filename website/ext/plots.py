"""Plots that cells have made: put into the page as SVG, in colours that follow light and dark."""

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from website.ext.pictures import drawing
from website.look import for_page, with_stills


def put_into_page(app: Sphinx, page: nodes.document) -> None:
    """Put the plots that the cells of a page have made into it."""
    for image in list(page.findall(nodes.image)):
        path = Path(app.srcdir) / image["uri"]
        if path.suffix == ".svg" and "jupyter_execute" in path.parts:
            svg = for_page(path.read_text(encoding="utf-8"))
            image.replace_self(drawing(svg=svg, alt=image.get("alt", "")))
    for text in page.findall(nodes.raw):
        if text.get("format") == "html":
            text[:] = [nodes.Text(with_stills(text.astext()))]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Look at a page when it has been read."""
    app.connect("doctree-read", put_into_page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
