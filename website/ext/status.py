"""`{status-table}`: a row for each page whose code was run, with the time that it took."""

from docutils import nodes
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from website.ext.tables import link, pages_in_order, paragraph, table


class status_table(nodes.General, nodes.Element):
    """Where the table of executed pages will stand."""


class StatusTable(SphinxDirective):
    """`{status-table}`, filled when every page has been read."""

    def run(self) -> list[nodes.Node]:
        return [status_table()]


def fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the table in its place."""
    for node in list(doctree.findall(status_table)):
        node.replace_self(table_of_pages(app, docname))


def table_of_pages(app: Sphinx, docname: str) -> nodes.table:
    """Make a row for each page, and one for all."""
    rows: list[list[nodes.Node]] = []
    total = 0.0
    for page in pages_in_order(app.env):
        run = NbMetadataCollector.get_exec_data(app.env, page)
        if run and run["succeeded"]:
            total += run["runtime"]
            title = link(app.env.titles[page].astext(), app.builder.get_relative_uri(docname, page))
            rows.append([nodes.paragraph("", "", title), paragraph(f"{run['runtime']:.1f}")])
    rows.append([paragraph("all"), paragraph(f"{total:.1f}")])
    return table(["page", "seconds"], rows, "status-table")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive; the table is filled when the pages are resolved."""
    app.add_directive("status-table", StatusTable)
    app.add_node(status_table)
    app.connect("doctree-resolved", fill)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
