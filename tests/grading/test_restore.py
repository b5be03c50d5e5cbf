"""Restoring: what was released is there again, and every answer is kept."""

from copy import deepcopy

import nbformat
import pytest

from grading.handed_in.answered import damaged, unanswered
from grading.handed_in.notebook import read_cells
from grading.handed_in.restore import restore
from tests.tools.places import ROOT

NAMES = sorted(path.name for path in (ROOT / "exercises").iterdir())
ANSWER = "def weight_shapes(sizes):\n    !pip install nothing\n    return 1"


def released(name="ps2_counting"):
    return nbformat.read(ROOT / "exercises" / name / f"{name}.ipynb", as_version=4)


def data(notebook):
    return nbformat.writes(notebook).encode()


def cells(notebook):
    return read_cells(data(notebook), [])


@pytest.mark.parametrize("name", NAMES)
def test_of_a_notebook_as_released_nothing_is_damaged_and_nothing_changes(name):
    notebook = released(name)
    assert damaged(cells(notebook), notebook) == []
    assert restore(data(notebook), notebook) == notebook


def test_a_deleted_check_and_a_changed_task_come_back_around_the_answers():
    notebook = released()
    work = deepcopy(notebook)
    by_id = {cell.id: cell for cell in work.cells}
    by_id["weight_shapes"].source = ANSWER
    by_id["width_or_depth"].source = "In my own words."
    by_id["ps2_counting-text-1"].source = "gone"
    work.cells.remove(by_id["weight_shapes-check"])
    work.cells.insert(1, nbformat.v4.new_code_cell("mine = 3"))
    assert damaged(cells(work), notebook) == ["ps2_counting-text-1", "weight_shapes-check"]
    whole = restore(data(work), notebook)
    assert damaged(cells(whole), notebook) == []
    found = {cell.id: cell for cell in whole.cells}
    assert found["weight_shapes"].source == ANSWER
    assert found["width_or_depth"].source == "In my own words."
    assert "mine = 3" in [cell.source for cell in whole.cells]
    assert not any("role" in cell.metadata for cell in whole.cells)
    assert found["weight_shapes-check"] == next(
        cell for cell in notebook.cells if cell.id == "weight_shapes-check"
    )
    left = unanswered(cells(whole), notebook)
    assert "weight_shapes" not in left and "width_or_depth" not in left and len(left) == 4


def test_a_broken_file_is_restored_as_far_as_it_goes_and_no_notebook_is_said_to_be_none():
    notebook = released()
    work = deepcopy(notebook)
    next(cell for cell in work.cells if cell.id == "weight_shapes").source = ANSWER
    broken = data(work)[:-400]
    found = {cell.id: cell.source for cell in restore(broken, notebook).cells}
    assert found["weight_shapes"] == ANSWER
    assert restore(b"\xff\x00", notebook) is None
