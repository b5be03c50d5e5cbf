"""What a figure is called with, in the reference: a widget's class hides it behind ``*args``."""

import inspect
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.inspect import stringify_signature
from sphinx.util.typing import ExtensionMetadata


def unhide(
    app: Sphinx, what: str, name: str, obj: Any, options: Any, signature: str, returns: str | None
) -> tuple[str, str | None] | None:
    """Give the signature of the class's own ``__init__``."""
    if what != "class" or signature != "(*args, **kwargs)":
        return None
    own = inspect.signature(obj)
    return stringify_signature(own, show_annotation=False, show_return_annotation=False), None


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect to what autodoc has found."""
    app.connect("autodoc-process-signature", unhide)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
