"""*Validate*: what the checks say of a notebook that is run from a fresh start."""

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from traitlets.config import Config, Configurable

from hub.submissions.inside.checked import checked

CHECK = """import sys
print("a warning", file=sys.stderr)
print("holds: it is there\\nfails: it is right – it is 2")
print("fails: it is cheap – 3 times\\n1 of 3 points")
raise AssertionError("2 of 3 fail")"""


def test_each_check_is_said_with_its_points_and_what_fails_and_the_file_stays(tmp_path):
    def graded(name, source):
        return new_code_cell(source, metadata={"nbgrader": {"grade": True, "grade_id": name}})

    cells = [
        new_markdown_cell("# All\n\n## 1. One"),
        graded("one-check", CHECK),
        new_markdown_cell("## 2. Two"),
        graded(
            "two-check", 'import warnings; warnings.warn("a"); print("from 1 to 2 of 2 points: 1")'
        ),
        new_markdown_cell("## 3. Three"),
        graded("of-nbgrader", "assert x == 1"),
        graded("of-nbgrader-too", "assert 1"),
    ]
    path = tmp_path / "a.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    before = path.read_bytes()
    over_files = Config(ConnectionFileMixin={"transport": "ipc"})  # as in a student's server
    assert checked(path, Configurable(config=over_files)) == [
        {
            "question": "1. One",
            "points": "1 of 3 points",
            "fails": ["it is right – it is 2", "it is cheap – 3 times"],
        },
        {"question": "2. Two", "points": "from 1 to 2 of 2 points", "fails": []},
        {
            "question": "3. Three",
            "points": "",
            "fails": ["NameError: name 'x' is not defined"],
        },
        {"question": "3. Three", "points": "", "fails": []},
    ]
    assert path.read_bytes() == before


def test_nobody_waits_for_what_a_notebook_would_do_at_its_end(tmp_path):
    late = tmp_path / "late"
    at_the_end = f"import atexit, pathlib\natexit.register(pathlib.Path({str(late)!r}).touch)"
    path = tmp_path / "a.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell(at_the_end)]), path)
    assert checked(path, Configurable()) == []
    assert not late.exists()
