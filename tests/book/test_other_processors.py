"""What the cells of a page claim holds on other processors, so that the book builds there."""

import os

import pytest
from myst_nb.core.read import read_myst_markdown_notebook
from nbclient import NotebookClient

from tests.tools.places import ROOT
from tests.tools.processors import PROCESSORS, TRIED, on_other_processors

pytestmark = [pytest.mark.slow(20), on_other_processors]

ALL = os.environ.get("COURSE_TESTS") == "all"
PAGES = sorted(path.stem for path in ROOT.glob("book/*.md") if "{code-cell}" in path.read_text())
TRAINED = ["feed_forward", "optimizers", "where_it_fails"]


@pytest.mark.parametrize("processor", TRIED)
@pytest.mark.parametrize("page", PAGES if ALL else TRAINED)
def test_a_page_keeps_its_word_on_another_processor(page, processor):
    notebook = read_myst_markdown_notebook((ROOT / f"book/{page}.md").read_text("utf-8"))
    client = NotebookClient(notebook, resources={"metadata": {"path": ROOT / "book"}})
    client.execute(env=os.environ | PROCESSORS[processor])  # a cell that fails is an error
