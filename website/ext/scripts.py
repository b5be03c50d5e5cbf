"""What the pages load: no Thebe, no saved widget state, no script of another site.

The figures' scripts come only where a figure stands.
"""

import importlib.util
import re
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import ExtensionError
from sphinx.util.typing import ExtensionMetadata

FIGURE = re.compile(r'data-figure="([a-z_]+)"')
# Of the scripts that extensions of Jupyter Book add to every page, those that the pages use.
WANTED = {
    "_static/documentation_options.js",
    "_static/doctools.js",
    "_static/sphinx_highlight.js",
    "_static/scripts/sphinx-book-theme.js",
    "_static/clipboard.min.js",
    "_static/copybutton.js",
    "_static/question.js",
    "_static/from_folder.js",
    "_static/searchtools.js",
    "_static/language_data.js",
    "searchindex.js",
}


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
    """Take out what the theme copies and no page uses: two thirds of the site."""
    static = Path(app.outdir) / "_static"
    unused = ["*webpack-macros.html", "*.map", "vendor/fontawesome/*/js", "locales", "images"]
    for path in [found for pattern in unused for found in static.rglob(pattern)]:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def choose_scripts(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Keep what the page uses, after every other extension."""
    builder = app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    figures = sorted(set(FIGURE.findall(context.get("body") or "")))
    for name in figures:
        bundle = f"figures/{name}.bundle.js"
        if not (Path(app.outdir) / "_static" / bundle).exists():
            raise ExtensionError(f"{pagename}: there is no figure {name!r} in course_lib/figures")
        builder.add_js_file(bundle, priority=900, defer="defer")
    if figures:
        builder.add_js_file("figures/mount.bundle.js", priority=901, defer="defer")
    if 'class="question' in (context.get("body") or ""):
        builder.add_js_file("question.js", priority=900, defer="defer")
    if pagename == "search":
        builder.add_js_file("from_folder.js", priority=901)
    wanted = WANTED | {f"_static/figures/{name}.bundle.js" for name in [*figures, "mount"]}
    scripts = {str(s.filename): s for s in builder._js_files if str(s.filename) in wanted}
    context["script_files"] = sorted(scripts.values(), key=lambda script: script.priority)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Copy, choose and prune, each at its time."""
    app.connect("builder-inited", copy_bundles)
    app.connect("build-finished", prune)
    app.connect("html-page-context", choose_scripts, priority=990)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": False}
