"""Where each notebook lies in the lab: every release in a folder of its own.

A browser shows what a reader has saved at a place, and never again what the site has there. So a
new release comes to a new place: it overwrites no work, and no work hides it.
"""

import hashlib
from pathlib import Path

LENGTH = 10  # letters of a sum


def place(name: str, text: str) -> str:
    """Give the place of a notebook; `text` is what it is made from."""
    return f"{name}/{hashlib.sha256(text.encode()).hexdigest()[:LENGTH]}/{name}.ipynb"


def address(place: str) -> str:
    """Give the page that opens a place, from the top of the site."""
    return f"lab/notebooks/index.html?path={place}"


def of_assignment(notebook: Path) -> str:
    """Give the place of an assignment as students get it."""
    return place(notebook.stem, notebook.read_text(encoding="utf-8"))


def of_chapter(page: Path) -> str:
    """Give the place of a chapter's notebook, by the text of the chapter."""
    return place(page.stem, page.read_text(encoding="utf-8"))
