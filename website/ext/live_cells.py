"""Python in the page: buttons at the cells, and beside the pages what they load when first used.

`website.live.pack` has made the folder, which LIVE_PYTHON names; without it the book is as before.
"""

import os
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html._assets import _JavaScript
from sphinx.util.typing import ExtensionMetadata

CELL = 'class="cell_input'


def copy(app: Sphinx, error: Exception | None) -> None:
    """Copy what a browser loads into the site, if a page asks for it."""
    folder, out = os.environ.get("LIVE_PYTHON"), Path(app.outdir)
    if folder and not error and app.builder.format == "html":
        pages = (page.read_text(encoding="utf-8") for page in out.rglob("*.html"))
        if any("data-python=" in page for page in pages):
            shutil.copytree(folder, out / "python" / Path(folder).name)


def enliven(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load the buttons where there are cells; the page's policy then lets a worker run Python."""
    folder = os.environ.get("LIVE_PYTHON")
    context["live"] = bool(folder) and CELL in (context.get("body") or "")
    if context["live"]:
        cells = f"python/{Path(folder or '').name}/cells.js"
        place = {"defer": "defer", "data-python": context["pathto"](cells, 1)}
        context["script_files"].append(_JavaScript("_static/live.js", **place))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the buttons after `scripts`, which chooses all others."""
    app.connect("html-page-context", enliven, priority=995)
    app.connect("build-finished", copy)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
