"""The one cleaner of a student's text."""

import re

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def clean(text: str) -> str:
    """Take out of a text what a notebook file cannot hold."""
    return UNPRINTABLE.sub("", text.encode("utf-8", "replace").decode("utf-8"))
