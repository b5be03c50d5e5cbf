"""Formulas, drawn by KaTeX while the book is built: readers need no script for them.

All formulas of the book go through one call of node. A formula that KaTeX does not
understand stops the build and is named with its file and line.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.math import get_node_equation_number
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

from website.tools import BuildError, find_node

OLD_FONTS = re.compile(r',url\([\w./-]+\) format\("(woff|truetype)"\)')  # for older browsers
SIGN = re.compile(r"[.,;:!?)\]…]+")
LONGEST_KEPT = 24  # letters of TeX; a longer formula may be broken anywhere
RENDERER = Path(__file__).with_name("formulas.mjs")


class Formula(NamedTuple):
    """A formula in TeX, and whether it stands on a line of its own."""

    source: str
    display: bool


def render(formulas: list[Formula]) -> list[dict[str, str]]:
    """Draw formulas; each answer holds `html` or `error`."""
    if not formulas:
        return []
    try:
        node = find_node()
    except BuildError as error:
        raise ExtensionError(str(error)) from None
    asked = json.dumps([formula._asdict() for formula in formulas])
    done = subprocess.run(
        [node, str(RENDERER)], input=asked, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ExtensionError(f"node could not draw the formulas: {done.stderr.strip()}")
    return json.loads(done.stdout)


def formula(node: nodes.Element) -> Formula:
    """Take a formula from the page."""
    return Formula(node.astext().strip(), isinstance(node, nodes.math_block))


def spoken(source: str) -> str:
    """Say a short formula in words: the number above a letter of a layer is no power.

    >>> spoken("W^2"), spoken(r"g(z) = z^3 + \\sin z")
    ('W 2', 'g(z) = z to the power of 3 + sin z')
    """
    source = re.sub(r"\b([Wbhg])\^(\w)", r"\1 \2", source)
    source = re.sub(r"\^(\{([^}]*)\}|\w)", lambda m: f" to the power of {m[2] or m[1]}", source)
    return " ".join(re.sub(r"[\\{}_]", " ", source).split())


def drawn_by(app: Sphinx) -> dict[Formula, str]:
    """Give the formulas drawn so far."""
    return vars(app).setdefault("course_formulas", {})


def render_all(app: Sphinx, env: BuildEnvironment) -> None:
    """Draw every formula of the book before the first page is written."""
    if app.builder.format != "html":
        return
    found: dict[Formula, str] = {}
    for docname in sorted(env.found_docs):
        doctree = env.get_doctree(docname)
        for node in doctree.findall(lambda n: isinstance(n, nodes.math | nodes.math_block)):
            place = f"{os.path.relpath(env.doc2path(docname), app.srcdir)}:{node.line or '?'}"
            found.setdefault(formula(node), place)
    answers = dict(zip(found, render(list(found)), strict=True))
    bad = [f"{found[key]}: {a['error']}" for key, a in answers.items() if "error" in a]
    if bad:
        raise ExtensionError("\n".join(bad))
    drawn_by(app).update((key, answer["html"]) for key, answer in answers.items())


def html_of(writer: HTML5Translator, node: nodes.Element) -> str:
    """Find how a formula was drawn."""
    drawn = drawn_by(writer.builder.app)
    key = formula(node)
    if key not in drawn:  # made after reading, as in a table of contents
        (answer,) = render([key])
        if "error" in answer:
            raise ExtensionError(answer["error"])
        drawn[key] = answer["html"]
    return drawn[key]


class KeepSign(SphinxPostTransform):
    """Keep a short formula and the sign after it together, so that no line begins with the sign."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        for math in list(self.document.findall(nodes.math)):
            parent = math.parent
            place = parent.index(math)
            after = parent[place + 1] if place + 1 < len(parent) else None
            if not isinstance(after, nodes.Text) or len(math.astext()) > LONGEST_KEPT:
                continue
            if sign := SIGN.match(after):
                kept = nodes.inline("", "", math, nodes.Text(sign[0]), classes=["with-sign"])
                parent[place : place + 2] = [kept, nodes.Text(after[sign.end() :])]


def visit_inline(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(f'<span class="math">{html_of(self, node)}</span>')
    raise nodes.SkipNode


def visit_block(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "div", CLASS="math"))
    if node.get("number"):
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, _("Link to this equation"))
        self.body.append("</span>")
    self.body.append(html_of(self, node) + "</div>\n")
    raise nodes.SkipNode


def copy_style(app: Sphinx) -> None:
    """Copy KaTeX's style sheet and its woff2 fonts, of the version that drew the formulas."""
    if app.builder.format != "html":
        return
    katex = Path(app.srcdir) / "node_modules" / "katex" / "dist"
    if not katex.is_dir():
        raise ExtensionError("KaTeX is missing from node_modules: run `make setup`")
    target = Path(app.outdir) / "_static" / "katex"
    (target / "fonts").mkdir(parents=True, exist_ok=True)
    sheet = (katex / "katex.min.css").read_text(encoding="utf-8")
    (target / "katex.min.css").write_text(OLD_FONTS.sub("", sheet), encoding="utf-8")
    for font in sorted((katex / "fonts").glob("*.woff2")):
        shutil.copy(font, target / "fonts")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the renderer, and draw before the first page is written."""
    app.add_html_math_renderer("katex", (visit_inline, None), (visit_block, None))
    app.add_post_transform(KeepSign)
    app.add_css_file("katex/katex.min.css")
    app.connect("builder-inited", copy_style)
    app.connect("env-updated", render_all)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": False}
