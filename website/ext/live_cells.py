"""Python in the page: buttons at the cells, and beside the pages what they load when first used.

`website.live.pack` has made the folder, which LIVE_PYTHON names; without it the book is as before.
"""

import os
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

BUILD_ONLY = "tag_build-only"  # cells about the machine that builds the book
OFFLINE = Path(__file__).parents[1] / "live" / "offline.js"


def copy(app: Sphinx, error: Exception | None) -> None:
    """Copy what a browser loads into the site, if a page asks for it."""
    folder, out = os.environ.get("LIVE_PYTHON"), Path(app.outdir)
    if folder and not error and app.builder.format == "html":
        pages = (page.read_text(encoding="utf-8") for page in out.rglob("*.html"))
        if any("data-python=" in page for page in pages):
            shutil.copytree(folder, out / "python" / Path(folder).name)
            shutil.copy(OFFLINE, out)  # it sees what lies below it


def has_cells(page: nodes.document) -> bool:
    """Tell whether a page shows code that a reader can run."""
    cells = [c for c in page.findall(nodes.container) if c.get("nb_element") == "cell_code"]
    inside = [
        part for c in cells if BUILD_ONLY not in c["classes"] for part in c.findall(nodes.Element)
    ]
    return any("cell_input" in part.get("classes", ()) for part in inside)


def enliven(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Tell the page's buttons where Python is; its policy then lets a worker run it."""
    folder = os.environ.get("LIVE_PYTHON")
    context["live"] = bool(folder and doctree and has_cells(doctree))
    if context["live"]:
        cells = f"python/{Path(folder or '').name}/cells.js"
        for script in context["script_files"]:
            if script.filename == "_static/code.js":
                script.attributes["data-python"] = context["pathto"](cells, 1)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Look at each page after `scripts`, which chooses what it loads."""
    app.connect("html-page-context", enliven, priority=995)
    app.connect("build-finished", copy)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
