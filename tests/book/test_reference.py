"""The reference: its examples run, and everything public is in it."""

import inspect
import re

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

import course_lib
from course_lib import figures
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
    for name in set(figures.__all__) - {"Figure"}:
        assert f"autoclass:: course_lib.figures.{name}\n" in TEXT


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_tables_and_signatures_of_the_docstrings_can_be_read(page, built_book):
    text = (built_book / f"book/{page.stem}.html").read_text(encoding="utf-8")
    assert "<blockquote" not in text  # what a table becomes that is only indented
    if page.stem != "reference_checks":  # where assert_right takes any call
        assert '<span class="pre">args</span>' not in text  # of a widget


@pytest.mark.parametrize("name", sorted(set(figures.__all__) - {"Figure"}))
def test_a_figure_says_what_it_is_called_with(name):
    figure = getattr(figures, name)
    section = inspect.cleandoc(figure.__doc__).split("Parameters\n----------\n")[1]
    section = re.split(r"\n\n(?=\w)", section)[0]
    lines = re.findall(r"^(\S.*?)(?: : .*)?$", section, re.MULTILINE)
    told = [word.lstrip("*") for line in lines for word in line.split(", ")]
    assert told == list(inspect.signature(figure).parameters)
