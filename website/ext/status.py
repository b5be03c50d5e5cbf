"""`{status-table}`: a row for each page whose code was run, with the number of its cells.

The times that they took are not in the page, which two builds make alike, but in `seconds.json`
beside the site's folder.
"""

import json
from pathlib import Path

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


def seconds(app: Sphinx) -> dict[str, float]:
    """Give each page whose code was run, with the time that it took."""
    runs = {
        page: NbMetadataCollector.get_exec_data(app.env, page) for page in pages_in_order(app.env)
    }
    return {page: run["runtime"] for page, run in runs.items() if run and run["succeeded"]}


def table_of_pages(app: Sphinx, docname: str) -> nodes.table:
    """Make a row for each page, and one for all."""
    rows: list[list[nodes.Node]] = []
    total = 0
    for page in seconds(app):
        cells = Path(app.env.doc2path(page)).read_text(encoding="utf-8").count("```{code-cell}")
        total += cells
        title = link(app.env.titles[page].astext(), app.builder.get_relative_uri(docname, page))
        rows.append([nodes.paragraph("", "", title), paragraph(str(cells))])
    rows.append([paragraph("all"), paragraph(str(total))])
    return table(["page", "cells"], rows, "status-table")


def record(app: Sphinx, error: Exception | None) -> None:
    """Write down the times."""
    if not error and app.builder.format == "html":
        path = Path(app.outdir).with_name("seconds.json")
        path.write_text(json.dumps(seconds(app), indent=1) + "\n", encoding="utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive; fill the table when pages are resolved, keep the times at the end."""
    app.add_directive("status-table", StatusTable)
    app.add_node(status_table)
    app.connect("doctree-resolved", fill)
    app.connect("build-finished", record)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
