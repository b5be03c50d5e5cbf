"""What Sphinx and the theme leave out for those who read with other means than their eyes."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

MENDED = {
    ' role="heading"': ' role="heading" aria-level="2"',  # of the parts of the contents
    ' role="doc-biblioentry"': ' role="listitem"',  # deprecated, and not allowed in a list
}


def mend(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Mend the roles, after the theme has made its lists."""
    for part in {"body", "furo_navigation_tree"} & set(context):
        for wrong, right in MENDED.items():
            context[part] = context[part].replace(wrong, right)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Look at each page last of all."""
    app.connect("html-page-context", mend, priority=990)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
