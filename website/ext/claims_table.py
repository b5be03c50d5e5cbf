"""`{claims-table}`: a row for each claim of the lecture, with links to where it stands.

A claim that is not told, shown and tested somewhere is a warning, and so stops the build.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from website.ext.claims import Entry, Place, entries, mark_of, pages_with_table, places_of, row_of
from website.ext.tables import link, pages_in_order, paragraph, table

KINDS = ["told", "shown", "tested"]
logger = logging.getLogger(__name__)


class claims_table(nodes.General, nodes.Element):
    """Where the table of claims will stand."""


class ClaimsTable(SphinxDirective):
    """`{claims-table}`, filled when every page has been read."""

    def run(self) -> list[nodes.Node]:
        self.env.metadata[self.env.docname]["claims-table"] = True
        return [claims_table()]


def missing(claim: str, places: list[Place]) -> list[str]:
    """List the kinds of mark that a claim lacks."""
    return [kind for kind in KINDS if not any(place["kind"] == kind for place in places)]


def check_claims(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of what is missing, if the book has a table that says where each claim stands."""
    for page in pages_with_table(env):
        for claim in entries(env):
            for kind in missing(claim, places_of(env, claim)):
                logger.warning("no mark says where claim %s is %s", claim, kind, location=page)


def fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the table in its place."""
    for node in list(doctree.findall(claims_table)):
        node.replace_self(table_of_claims(app, docname))


def words_of(entry: Entry) -> nodes.paragraph:
    """Say the claim, and why its question tests it."""
    words = paragraph(entry["text"])
    if fits := entry.get("fits"):
        words += [nodes.Text(" "), nodes.emphasis("", fits)]
    return words


def table_of_claims(app: Sphinx, docname: str) -> nodes.table:
    """Make a row for each claim, in the order of the lecture."""
    env = app.env
    pages = pages_in_order(env)
    rows: list[list[nodes.Node]] = []
    for claim, entry in entries(env).items():
        where = nodes.line_block()
        for page in pages:
            found = {p["kind"] for p in places_of(env, claim) if p["docname"] == page}
            kinds = [kind for kind in KINDS if kind in found]
            if kinds:
                line = nodes.line("", f"{env.titles[page].astext()}: ")
                for kind in kinds:
                    uri = app.builder.get_relative_uri(docname, page) + f"#{mark_of(claim, kind)}"
                    line += [link(kind, uri), nodes.Text(", " if kind != kinds[-1] else "")]
                where += line
        name = paragraph(claim)
        name["ids"] = [row_of(claim)]
        rows.append([name, words_of(entry), where])
    return table(["label", "claim", "where"], rows, "claims-table")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive; the table is filled when the pages are resolved."""
    app.add_directive("claims-table", ClaimsTable)
    app.add_node(claims_table)
    app.connect("env-check-consistency", check_claims)
    app.connect("doctree-resolved", fill)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
