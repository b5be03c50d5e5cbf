"""Marks of the lecture's claims: `{claim}` says which claim a passage or a picture makes.

    :::{claim} A1 A3
    :shown:
    :::

Every mark is an anchor, `claim-a1-told`, `-shown` or `-tested`, and its place is remembered. A
reader sees the marks after having switched them on, or having come from the table of claims.
"""

from pathlib import Path
from typing import ClassVar, NotRequired, TypedDict

import yaml
from docutils import nodes
from docutils.nodes import system_message
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.util.typing import ExtensionMetadata, OptionSpec
from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)


class Entry(TypedDict):
    """A claim of the lecture: our words, the question read against it, and why it tests it."""

    text: str
    question: NotRequired[str]
    fits: NotRequired[str]


def read_claims(path: Path) -> dict[str, Entry]:
    """Read the claims of the lecture by their ids."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


class Place(TypedDict):
    """Where a mark stands: the page, and whether it tells, shows or tests."""

    docname: str
    kind: str


def entries(env: BuildEnvironment) -> dict[str, Entry]:
    """Give the claims that the book was begun with, by their ids."""
    return vars(env)["course_claim_entries"]


def all_places(env: BuildEnvironment) -> dict[str, list[Place]]:
    """Give all marks of the pages read so far, by claim."""
    return vars(env)["course_claims"]


def places_of(env: BuildEnvironment, claim: str) -> list[Place]:
    """Give the marks of one claim."""
    return all_places(env).get(claim, [])


class claim_mark(nodes.Inline, nodes.Element):
    """One claim's id, a link to its row in the table of claims."""


class claim_line(nodes.General, nodes.Element):
    """A line of claim marks."""


def mark_of(claim: str, kind: str) -> str:
    """Name the anchor at the first mark of a claim in a page."""
    return f"claim-{claim.lower()}-{kind}"


def row_of(claim: str) -> str:
    """Name the anchor at a claim's row in the table of claims."""
    return f"claim-{claim.lower()}"


def pages_with_table(env: BuildEnvironment) -> list[str]:
    """List the pages that have the table of claims, in any order."""
    return [name for name in env.found_docs if env.metadata[name].get("claims-table")]


def mark(context: SphinxDirective | SphinxRole, claim: str, kind: str) -> nodes.Node:
    """Make a mark and enter it into the environment; an unknown claim is a warning."""
    claims = entries(context.env)
    if claim not in claims:
        location = context.get_location()
        known = ", ".join(claims)
        logger.warning(
            "claim %s is not in claims.yml, which has %s", claim, known, location=location
        )
        return nodes.Text(claim)
    places = all_places(context.env).setdefault(claim, [])
    first = not any(p["docname"] == context.env.docname and p["kind"] == kind for p in places)
    places.append({"docname": context.env.docname, "kind": kind})
    anchor = mark_of(claim, kind) if first else ""
    return claim_mark(claim=claim, kind=kind, anchor=anchor, text=claims[claim]["text"])


class Claim(SphinxDirective):
    """`{claim} A1 A2`: the passage that follows tells these claims (`:shown:`, shows them)."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {"shown": directives.flag}

    def run(self) -> list[nodes.Node]:
        kind = "shown" if "shown" in self.options else "told"
        return [claim_line("", *[mark(self, c, kind) for c in self.arguments[0].split()])]


class ClaimRole(SphinxRole):
    """The same at the end of a sentence: {claim}`A1`."""

    def run(self) -> tuple[list[nodes.Node], list[system_message]]:
        return [mark(self, c, "told") for c in self.text.split()], []


def visit_claim_mark(self: HTML5Translator, node: nodes.Element) -> None:
    label = node["claim"] + (" shown" if node["kind"] == "shown" else "")
    attributes = {"CLASS": f"claim claim-{node['kind']}", "title": node["text"]}
    attributes |= {"data-claim": node["claim"], "aria-label": f"{label}: {node['text']}"}
    if node["anchor"]:
        attributes["ids"] = [node["anchor"]]
    tag, env = "span", self.builder.env
    for page in pages_with_table(env):
        there = self.builder.get_relative_uri(self.builder.current_docname, page)
        tag, attributes["href"] = "a", f"{there}#{row_of(node['claim'])}"
    self.body.append(self.starttag(node, tag, "", **attributes) + f"{self.encode(label)}</{tag}>")
    raise nodes.SkipNode


def visit_claim_line(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "p", "", CLASS="claims"))


def depart_claim_line(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</p>\n")


def forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Drop the marks of a page that is read anew."""
    marks = all_places(env)
    for claim, places in list(marks.items()):
        marks[claim] = [place for place in places if place["docname"] != docname]


def prepare(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Read the claims before the first page."""
    vars(env).setdefault("course_claims", {})
    vars(env)["course_claim_entries"] = read_claims(Path(app.srcdir) / "book" / "claims.yml")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive, the role, and how a mark is written."""
    app.add_directive("claim", Claim)
    app.add_role("claim", ClaimRole())
    app.add_node(claim_mark, html=(visit_claim_mark, None))
    app.add_node(claim_line, html=(visit_claim_line, depart_claim_line))
    app.connect("env-before-read-docs", prepare)
    app.connect("env-purge-doc", forget)
    return {"version": "1", "parallel_read_safe": False, "parallel_write_safe": True}
