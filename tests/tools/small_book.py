"""A small book for tests of the build: the real configuration and one page."""

import shutil

import pytest

from tests.tools.places import ROOT

HEADER = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  name: python3
  display_name: Python 3
---

"""


def in_folder(root):
    """A checkout with the real configuration and one chapter; the function that writes it."""
    shutil.copy(ROOT / "_config.yml", root)
    for name in ["website/static", "website/templates", "book/drawings"]:
        shutil.copytree(ROOT / name, root / name)
    for name in ["claims.yml", "references.bib"]:
        shutil.copy(ROOT / "book" / name, root / "book")
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    (root / "course_lib").symlink_to(ROOT / "course_lib")
    (root / "_toc.yml").write_text("format: jb-book\nroot: book/start\n")

    def write(text):
        (root / "book/start.md").write_text(HEADER + text, encoding="utf-8")
        return root

    return write


@pytest.fixture
def small_book(tmp_path):
    """`small_book(text)` writes the chapter of a small book, and gives its folder."""
    return in_folder(tmp_path)
