"""The reference: its examples run, and everything public is in it."""

import importlib
import re

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

import course_lib
from tests.tools.places import ROOT

PAGES = sorted((ROOT / "book").glob("reference*.md"))
PAGES = [page for page in PAGES if page.stem != "references"]
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_page_opens_with_what_one_would_want_and_it_runs(page):
    text = page.read_text(encoding="utf-8")
    before = text[: text.index("\n## ")]
    assert "\n\nYou want " in before
    (code,) = re.findall(r"```python\n(.*?)```", before, re.DOTALL)
    matplotlib.use("agg")
    names = {"mean": lambda x: float(np.mean(x))}
    exec(compile(code, str(page), "exec"), names)
    plt.close("all")


@pytest.mark.parametrize("name", [m for m in course_lib._MODULES if m not in ("progress",)])
def test_every_module_is_in_the_reference(name):
    assert f"automodule:: course_lib.{name}\n" in TEXT


def test_every_figure_is_in_the_reference():
    figures = importlib.import_module("course_lib.figures")
    for name in set(figures.__all__) - {"Figure"}:
        assert f"autoclass:: course_lib.figures.{name}\n" in TEXT
