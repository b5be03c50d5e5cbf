"""What the pages load: of what the theme and the extensions offer, only what a page uses.

So it loads no script of another site, and a figure's scripts only where that figure stands.
"""

import importlib.util
import re
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html._assets import _JavaScript
from sphinx.errors import ExtensionError
from sphinx.util.typing import ExtensionMetadata

FIGURE = re.compile(r'data-figure="([a-z_]+)"')
SHEETS = {"pygments.css", "styles/furo.css", "katex/katex.min.css", "colours.css", "course.css"}
SEARCH = ["documentation_options.js", "doctools.js", "sphinx_highlight.js", "from_folder.js"]
OURS = {  # a script, and what stands in the pages that load it
    "claims.js": 'class="claim ',
    "code.js": 'class="highlight',
    "question.js": 'class="question',
    "scrolling.js": "",
}
USED = re.compile(r"_static/([\w./-]+)")


def figures_folder() -> Path:
    """Find where course_lib keeps the bundles, without importing it."""
    spec = importlib.util.find_spec("course_lib")
    if spec is None or not spec.origin:
        raise ExtensionError("course_lib is not installed: run `make setup`")
    return Path(spec.origin).parent / "figures"


def copy_bundles(app: Sphinx) -> None:
    """Copy the figures' scripts into the site."""
    if app.builder.format != "html":
        return
    bundles = sorted(figures_folder().glob("*.bundle.js"))
    if not bundles:
        raise ExtensionError("the figures are not bundled: run `npm run figures`")
    target = Path(app.outdir) / "_static" / "figures"
    target.mkdir(parents=True, exist_ok=True)
    for bundle in bundles:
        shutil.copy(bundle, target)


def prune(app: Sphinx, error: Exception | None) -> None:
    """Take out what no page loads: most of what the theme and the extensions copy."""
    if error or app.builder.format != "html":
        return
    out = Path(app.outdir)
    pages = (page.read_text(encoding="utf-8") for page in out.rglob("*.html"))
    used = {name for page in pages for name in USED.findall(page)}
    static = out / "_static"
    for path in static.rglob("*"):
        name = path.relative_to(static).as_posix()
        if path.is_file() and name not in used and not name.startswith("katex/fonts/"):
            path.unlink()


def choose(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Keep what the page uses, after every other extension."""
    body = context.get("body") or ""
    figures = sorted(set(FIGURE.findall(body)))
    shared = ["mount"] if figures else []
    for name in figures:
        bundle = Path(app.outdir) / "_static" / "figures" / f"{name}.bundle.js"
        if not bundle.exists():
            raise ExtensionError(f"{pagename}: there is no figure {name!r} in course_lib/figures")
        if f"courseFigures.{name}.plays" in bundle.read_text(encoding="utf-8"):
            shared = ["player", "mount"]
    bundles = [f"figures/{name}.bundle.js" for name in [*figures, *shared]]
    ours = [name for name, mark in OURS.items() if mark in body]
    scripts = [_JavaScript(f"_static/{name}", defer="defer") for name in ours + bundles]
    theme = _JavaScript("_static/scripts/furo.js", defer="defer")
    search = [_JavaScript(f"_static/{name}") for name in SEARCH if pagename == "search"]
    context["script_files"] = [*search, theme, *scripts]
    context["css_files"] = [
        sheet
        for sheet in context["css_files"]
        if str(sheet.filename).removeprefix("_static/") in SHEETS
    ]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Copy, choose and prune, each at its time."""
    app.connect("builder-inited", copy_bundles)
    app.connect("build-finished", prune, priority=900)  # after the theme, which writes then too
    app.connect("html-page-context", choose, priority=990)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": False}
