"""What a visitor and a search engine expect of a site beside its pages.

The front door `index.html`, a page for addresses that lead nowhere, a description of each page,
`robots.txt` and, where `baseurl` in `_config.yml` says where the site lies, a map of it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from website.ext.tables import pages_in_order

SHORT, LONG = 60, 160  # letters of a description
COURSE = (
    "A course on feed-forward networks: what is deep, how many parameters there are, what such a "
    "network can represent, what it learns, and how to see all of it move."
)


def description(page: nodes.document) -> str:
    """Take the first paragraph of a page that says something, as far as its last whole word."""
    for paragraph in page.findall(nodes.paragraph):
        text = " ".join(paragraph.astext().split())
        alone = isinstance(paragraph.parent, nodes.section)
        alone = alone and "reading-time" not in paragraph["classes"]
        if alone and not any(paragraph.findall(nodes.math)) and len(text) >= SHORT:
            return text if len(text) <= LONG else text[: LONG - 2].rpartition(" ")[0] + " …"
    return ""


def collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Add the pages that no source is written for."""
    chapters = [(name, app.env.titles[name].astext()) for name in pages_in_order(app.env)]
    yield "index", {"title": app.config.html_title, "pages": chapters}, "index.html"
    yield "404", {"title": "There is no such page"}, "404.html"


def describe(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the page its description, and the place of the site if it is known."""
    context["html_baseurl"] = app.config.html_baseurl
    context["description"] = description(doctree) if doctree else COURSE


def write_for_engines(app: Sphinx, error: Exception | None) -> None:
    """Write `robots.txt`, and `sitemap.xml` if it is known where the site lies."""
    if error or app.builder.format != "html":
        return
    out, base = Path(app.outdir), app.config.html_baseurl
    robots = "User-agent: *\nAllow: /\n"
    if base:
        places = ["", *(f"{name}.html" for name in pages_in_order(app.env))]
        urls = "".join(f"<url><loc>{escape(base + place)}</loc></url>\n" for place in places)
        sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
        (out / "sitemap.xml").write_text(sitemap, encoding="utf-8")
        robots += f"Sitemap: {base}sitemap.xml\n"
    (out / "robots.txt").write_text(robots, encoding="utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add pages, descriptions and the files for engines."""
    app.connect("html-collect-pages", collect)
    app.connect("html-page-context", describe)
    app.connect("build-finished", write_for_engines)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
