"""The exercises in the site: `{assignment}` links a notebook, `{wheel}` the library that it needs.

Both lie in `exercises/` of the site: the notebooks as students get them, and the wheel. Where
`course_hub` in `_config.yml` has the address of a hub, the assignment can be opened there too, and
in the reader's own browser where the site has Python for it.
"""

import os
import shutil
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxRole
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

from website.lab.places import address, of_assignment

Said = tuple[list[nodes.Node], list[nodes.system_message]]


def notebooks(root: Path) -> dict[str, Path]:
    """Find what students get of each assignment."""
    return {path.stem: path for path in sorted((root / "exercises").glob("*/*.ipynb"))}


def wheel(root: Path) -> Path:
    """Find the wheel of course_lib."""
    built = sorted((root / "_build" / "wheel").glob("*.whl"))
    if not built:
        raise ExtensionError("the wheel of course_lib is not built: run `make setup`")
    return built[-1]


class fetched(nodes.Inline, nodes.TextElement):
    """A link to a file that is saved, not shown."""


class Link(SphinxRole):
    """A link into `exercises/` of the site."""

    def to(self, text: nodes.Node, place: str) -> Said:
        up = "../" * self.env.docname.count("/")
        return [fetched("", "", text, refuri=f"{up}exercises/{place}")], []


class Assignment(Link):
    """`{assignment}` with the name of an assignment links its notebook."""

    def run(self) -> Said:
        known = notebooks(Path(self.env.srcdir))
        if self.text not in known:
            said = f"there is no assignment {self.text!r}; there are: {', '.join(known)}"
            return [], [self.inliner.reporter.error(said, line=self.lineno)]
        place = f"{self.text}/{self.text}.ipynb"
        links, messages = self.to(nodes.literal(text=self.text), place)
        if os.environ.get("LIVE_PYTHON"):
            there = "../" * self.env.docname.count("/") + address(of_assignment(known[self.text]))
            opened = nodes.reference("", "open in the browser", refuri=there, internal=True)
            links += [nodes.Text(" ("), opened, nodes.Text(")")]
        if hub := self.config.course_hub.rstrip("/"):
            there = f"{hub}/hub/user-redirect/lab/tree/{place}"
            opened = nodes.reference("", "open the assignment", refuri=there)
            links += [nodes.Text(" ("), opened, nodes.Text(")")]
        return links, messages


class Wheel(Link):
    """`{wheel}` with a text links the wheel of course_lib."""

    def run(self) -> Said:
        return self.to(nodes.Text(self.text), wheel(Path(self.env.srcdir)).name)


def visit_fetched(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(f'<a class="reference internal" href="{node["refuri"]}" download>')


def depart_fetched(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</a>")


def copy(app: Sphinx, error: Exception | None) -> None:
    """Copy notebooks and wheel into the site."""
    root, folder = Path(app.srcdir), Path(app.outdir) / "exercises"
    known = notebooks(root)
    if error or app.builder.format != "html" or not known:
        return
    shutil.rmtree(folder, ignore_errors=True)
    for name, path in known.items():
        (folder / name).mkdir(parents=True)
        shutil.copy(path, folder / name)
    shutil.copy(wheel(root), folder)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the setting and the roles, and copy at the end."""
    app.add_config_value("course_hub", "", "env", [str])
    app.add_node(fetched, html=(visit_fetched, depart_fetched))
    app.add_role("assignment", Assignment())
    app.add_role("wheel", Wheel())
    app.connect("build-finished", copy)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
