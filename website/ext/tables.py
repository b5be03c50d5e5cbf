"""Tables and their rows, and the pages in the order of the table of contents."""

from collections.abc import Iterable, Sequence

from docutils import nodes
from sphinx.environment import BuildEnvironment


def pages_in_order(env: BuildEnvironment, page: str | None = None) -> list[str]:
    """List the pages as the table of contents has them."""
    page = page or env.config.root_doc
    below = env.toctree_includes.get(page, [])
    return [page, *(name for child in below for name in pages_in_order(env, child))]


def link(text: str, uri: str) -> nodes.reference:
    """Link to another page."""
    return nodes.reference("", text, internal=True, refuri=uri)


def paragraph(text: str) -> nodes.paragraph:
    """Make a paragraph of plain text."""
    return nodes.paragraph("", text)


def table(head: Sequence[str], rows: Iterable[Sequence[nodes.Node]], name: str) -> nodes.table:
    """Make a table with a head; its style is `name`."""
    group = nodes.tgroup(cols=len(head))
    group += [nodes.colspec(colwidth=1) for _ in head]
    group += nodes.thead("", row_of(map(paragraph, head)))
    group += nodes.tbody("", *map(row_of, rows))
    return nodes.table("", group, classes=["colwidths-auto", name])


def row_of(cells: Iterable[nodes.Node]) -> nodes.row:
    """Make a row."""
    return nodes.row("", *(nodes.entry("", cell) for cell in cells))
