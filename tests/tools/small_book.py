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


@pytest.fixture
def small_book(tmp_path):
    """A checkout with the real configuration and one chapter: `small_book(text)` writes it."""
    shutil.copy(ROOT / "_config.yml", tmp_path)
    for name in ["website/static", "website/templates", "book/drawings"]:
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ["claims.yml", "references.bib"]:
        shutil.copy(ROOT / "book" / name, tmp_path / "book")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    (tmp_path / "course_lib").symlink_to(ROOT / "course_lib")
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: book/start\n")

    def write(text):
        (tmp_path / "book/start.md").write_text(HEADER + text, encoding="utf-8")
        return tmp_path

    return write
