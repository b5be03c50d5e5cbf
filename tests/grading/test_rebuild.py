import json
from copy import deepcopy

import nbformat
import pytest

from grading.handed_in.files import MAX_BYTES
from grading.handed_in.notebook import MAX_CELLS
from grading.handed_in.rebuild import rebuild
from tests.tools.handing_in import answered, released

ANSWER = "def softmax(z):\n    return 1"


@pytest.fixture(scope="module")
def notebook(courses):
    return released(courses("tests/attacks/rooms"), "softmax")


def as_bytes(notebook):
    return json.dumps(notebook).encode()


def sources(rebuilt, role):
    return [c.source for c in rebuilt.notebook.cells if c.metadata.role == role]


def test_an_answer_is_taken_by_its_name(notebook):
    rebuilt = rebuild(as_bytes(answered(notebook, {"softmax": ANSWER})), notebook)
    assert sources(rebuilt, "answer") == [ANSWER]
    assert rebuilt.remarks == []


def test_added_cells_stay_where_they_stand(notebook):
    handed_in = answered(notebook, {"softmax": ANSWER}, [("softmax-text-1", "import math")])
    handed_in.cells.insert(0, nbformat.v4.new_code_cell("first = 1"))
    rebuilt = rebuild(as_bytes(handed_in), notebook)
    order = [cell.source for cell in rebuilt.notebook.cells]
    assert order[0] == "first = 1"
    names = [cell.id for cell in rebuilt.notebook.cells]
    assert order.index("import math") == names.index("softmax-text-1") + 1


def test_added_cells_keep_their_order(notebook):
    added = [("softmax", "third"), ("softmax", "second"), ("softmax", "first")]
    rebuilt = rebuild(as_bytes(answered(notebook, {}, added)), notebook)
    place = [cell.source for cell in rebuilt.notebook.cells]
    at = place.index("first")
    assert place[at : at + 3] == ["first", "second", "third"]
    assert rebuilt.notebook.cells[at - 1].id == "softmax"


def test_checks_tags_and_metadata_of_the_submission_are_never_read(notebook):
    handed_in = answered(notebook, {"softmax": ANSWER})
    for cell in handed_in.cells:
        cell.metadata["tags"] = ["skip-execution"]
        if cell.id == "softmax-check":
            cell.source = "pass"
            cell.metadata.nbgrader.update(grade=False, points=99, locked=False)
    rebuilt = rebuild(as_bytes(handed_in), notebook).notebook
    original = {cell.id: cell for cell in notebook.cells}
    for cell in rebuilt.cells:
        assert "tags" not in cell.metadata
        assert cell.metadata.get("nbgrader") == original[cell.id].metadata.get("nbgrader")
    assert sources(rebuild(as_bytes(handed_in), notebook), "check") == [
        original["softmax-check"].source
    ]


def test_a_copied_answer_counts_as_an_added_cell(notebook):
    handed_in = answered(notebook, {"softmax": ANSWER})
    copy = deepcopy(next(c for c in handed_in.cells if c.id == "softmax"))
    copy.source, copy.id = "def softmax(z): return 2", "another"
    handed_in.cells.append(copy)
    rebuilt = rebuild(as_bytes(handed_in), notebook)
    assert sources(rebuilt, "answer") == [ANSWER]
    assert sources(rebuilt, "added") == ["def softmax(z): return 2"]
    assert "softmax comes 2 times: one that was changed counts" in rebuilt.remarks


def test_an_answer_is_found_by_its_cell_id_when_metadata_was_lost(notebook):
    handed_in = answered(notebook, {"softmax": ANSWER})
    for cell in handed_in.cells:
        cell.metadata.clear()
    assert sources(rebuild(as_bytes(handed_in), notebook), "answer") == [ANSWER]


def test_a_missing_answer_is_graded_as_released(notebook):
    handed_in = answered(notebook, {})
    handed_in.cells = [cell for cell in handed_in.cells if cell.id != "softmax"]
    rebuilt = rebuild(as_bytes(handed_in), notebook)
    assert rebuilt.remarks == ["softmax is missing: it is graded as it was released"]
    assert "NotImplementedError" in sources(rebuilt, "answer")[0]


def broken(**changes):
    """The bytes of a notebook with one cell that has been changed by hand."""
    cell = {"cell_type": "code", "source": "1", "metadata": {}, "outputs": []} | changes
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


MALFORMED = {
    "nothing": (None, "no notebook was handed in"),
    "empty": (b"", "the file is empty"),
    "blank": (b"  \n", "the file is empty"),
    "text": (b"hello", "not a Jupyter notebook"),
    "half": (b'{"cells": [{"cell_type": "co', "not a Jupyter notebook"),
    "a list": (b"[]", "not a Jupyter notebook"),
    "a number": (b"1e999", "not a Jupyter notebook"),
    "no cells": (b"{}", "not a Jupyter notebook"),
    "cells a text": (b'{"cells": "x"}', "not a Jupyter notebook"),
    "cells of numbers": (b'{"cells": [1, null, [], "x"]}', "a cell could not be read"),
    "binary": (bytes(range(256)) * 20, "not a Jupyter notebook"),
    "zip": (b"PK\x03\x04" + bytes(200), "not a Jupyter notebook"),
    "deep": (b"[" * 200_000, "not a Jupyter notebook"),
    "huge number": (b'{"cells": ' + b"9" * 5_000 + b"}", "not a Jupyter notebook"),
    "latin-1": (broken(source="x = '\xe5'").replace("\\u00e5", "\xe5").encode("latin-1"), "UTF-8"),
    "source a number": (broken(source=7).encode(), "a cell could not be read"),
    "source of numbers": (broken(source=[1, 2]).encode(), "a cell could not be read"),
    "metadata a list": (broken(metadata=[]).encode(), "softmax is missing"),
    "strange kind": (broken(cell_type="raw").encode(), "softmax is missing"),
    "strange id": (broken(id=["softmax"]).encode(), "softmax is missing"),
    "large": (b"x" * (MAX_BYTES + 1), "clear its outputs"),
    "many cells": (
        json.dumps({"cells": [json.loads(broken())["cells"][0]] * (MAX_CELLS + 5)}).encode(),
        "more than 5,000 cells",
    ),
    "much text": (
        broken(source="x" * 1_000_001).encode(),
        "there are more characters than 1,000,000",
    ),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_whatever_comes_a_valid_notebook_and_a_plain_remark_result(notebook, name):
    data, remark = MALFORMED[name]
    rebuilt = rebuild(data, notebook)
    nbformat.validate(rebuilt.notebook)
    assert any(remark in said for said in rebuilt.remarks), rebuilt.remarks
    released_cells = [cell.id for cell in notebook.cells]
    assert [c.id for c in rebuilt.notebook.cells if c.metadata.role != "added"] == released_cells


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_other_encodings_of_unicode_are_read(notebook, encoding):
    data = json.dumps(answered(notebook, {"softmax": ANSWER + "  # ø"}), ensure_ascii=False)
    assert sources(rebuild(data.encode(encoding), notebook), "answer") == [ANSWER + "  # ø"]


def test_half_a_letter_and_control_characters_do_no_harm(notebook):
    data = as_bytes(answered(notebook, {"softmax": "x = 1 # \x00\x1b"})).replace(
        b"# ", b"# \\ud800"
    )
    rebuilt = rebuild(data, notebook)
    assert sources(rebuilt, "answer") == ["x = 1 # ?"]
