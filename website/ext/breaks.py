"""Where a long name may be broken: before a bracket, after a dot, a slash or an underscore.

In a narrow column of a table a name in code would else be broken anywhere.
"""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

NAME = re.compile(r'(?<=<span class="pre">)[^<]+')
PLACE = re.compile(r"(?<=[^\W_][._/,=])(?=[A-Za-z]{3})|(?<=[\w)])(?=[(\[])")


def allow(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put `<wbr>` into the names of a page."""
    if "body" in context:
        context["body"] = NAME.sub(lambda name: PLACE.sub("<wbr>", name[0]), context["body"])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Look at each page when it is written."""
    app.connect("html-page-context", allow)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
