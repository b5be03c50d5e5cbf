import os
import re
import subprocess
import sys

import nbformat
import pytest

from grading.words.errors import AssignmentError
from grading.words.properties import find_properties, visible_part
from grading.writing.assignment import read
from grading.writing.release import SOLUTIONS, assignments, path_of, write_exercises
from tests.tools.handing_in import answered, reference, released
from tests.tools.patience import PATIENCE
from tests.tools.places import ROOT
from tests.tools.processors import PROCESSORS, TRIED, on_other_processors

HEADER = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

"""


def cell(source, *marks):
    return "\n".join(["```{code-cell} ipython3", *marks, "", source, "```", ""])


ANSWER = cell(
    "def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION",
    ":answer: f",
    ":returns: float",
)
CHECK = cell('with prop("p"):\n    assert f(1) == 1', ":check: f", ":points: 2")


def written(tmp_path, *parts):
    path = tmp_path / "ps.md"
    path.write_text(HEADER + "\n".join(parts))
    return path


def test_marks_become_nbgrader_metadata(tmp_path):
    essay = '+++ {"written": "why", "points": 3}\n\nBecause.'
    notebook = read(written(tmp_path, "# Title", ANSWER, cell("f(2)", ":try:"), CHECK, essay))
    assert [c.id for c in notebook.cells] == ["ps-text-1", "f", "f-try", "f-check", "why"]
    marks = {c.id: c.metadata.get("nbgrader", {}) for c in notebook.cells}
    assert marks["ps-text-1"]["locked"]
    assert marks["f"]["solution"] and not marks["f"]["locked"]
    assert marks["f-try"] == {}
    assert (marks["f-check"]["points"], marks["f-check"]["grade"]) == (2, True)
    assert marks["why"]["grade"] and marks["why"]["solution"]
    assert all(m["schema_version"] == 3 for m in marks.values() if m)


def test_the_release_adds_the_opening_lines_and_the_closing_one(tmp_path):
    notebook = read(written(tmp_path, ANSWER, CHECK))
    assert notebook.cells[1].source.endswith("\nreport()")
    opening = 'returns(f="float")\ngraded(points=2, hidden=0)\n\nwith prop("p")'
    assert notebook.cells[1].source.startswith(opening)


MISTAKE = cell('def g(x):\n    """it is one too many"""\n    return x + 1', ":mistakes: f")


def test_mistakes_are_hidden_in_the_check_and_never_released(tmp_path):
    notebook = read(written(tmp_path, ANSWER, MISTAKE, CHECK))
    assert [c.id for c in notebook.cells] == ["f", "f-check"]
    check = notebook.cells[1].source
    assert "return x + 1" in check and "one too many" not in visible_part(check)
    assert [p.name for p in find_properties(check, "f-check")] == ["p"]


WRONG = {
    "points belong": [cell("x = 1", ":points: 2")],
    "f needs points above 0": [ANSWER, cell('with prop("p"):\n    pass', ":check: f")],
    "unknown marks ['chek']": [cell("x = 1", ":chek: f")],
    "a cell is either answer or check": [cell("x = 1", ":answer: f", ":check: f")],
    "'F 1' is not a name": [cell("x = 1", ":answer: F 1")],
    "there is no answer of that name above it": [CHECK, ANSWER],
    "there is no check of that answer": [ANSWER, '+++ {"written": "w", "points": 1}\n\nx'],
    "mistakes of g, of which there is no check": [
        ANSWER,
        CHECK,
        cell('def g(x):\n    """no"""', ":mistakes: g"),
    ],
    "a mistake of f is a function with a docstring": [
        ANSWER,
        CHECK,
        cell("def g(x):\n    return 3", ":mistakes: f"),
    ],
    "the name f comes twice": [ANSWER, ANSWER, CHECK],
    "f: an answer defines one function, not []": [
        cell("### BEGIN SOLUTION\nx = 1\n### END SOLUTION", ":answer: f", ":returns: float"),
        CHECK,
    ],
    "f: an answer defines one function, not ['f', 'g']": [
        cell("f = g = 1", ":answer: f", ":returns: float"),
        CHECK,
    ],
    "an answer stands between": [
        cell("def f(x): return x", ":answer: f", ":returns: float"),
        CHECK,
    ],
    "says what it :returns: in: def f(x)": [cell("def f(x): return x", ":answer: f"), CHECK],
    "what comes back cannot be read: 'flaot': 'flaot' is none of array, float": [
        cell("def f(x): return x", ":answer: f", ":returns: flaot"),
        CHECK,
    ],
    "nothing to grade": ["# Title"],
    "it has no property": [ANSWER, cell("assert f(1)", ":check: f", ":points: 2")],
    "check f: line 1 is not Python": [ANSWER, cell("with prop(", ":check: f", ":points: 2")],
    "check f: it has no property": [
        ANSWER,
        cell(
            '### BEGIN HIDDEN TESTS\nwith prop("p"):\n    pass\n### END HIDDEN TESTS',
            ":check: f",
            ":points: 2",
        ),
    ],
}


@pytest.mark.parametrize("sentence", WRONG)
def test_an_assignment_that_is_written_wrongly_says_so(tmp_path, sentence):
    with pytest.raises(AssignmentError) as caught:
        read(written(tmp_path, *WRONG[sentence]))
    assert str(caught.value).startswith("ps.md: ")
    assert sentence in str(caught.value)


def test_an_unknown_assignment_lists_those_there_are():
    with pytest.raises(AssignmentError, match=r"no assignment 'ps9'.*there are: .*ps2_counting"):
        path_of("ps9")


def test_exercises_are_what_solutions_release_byte_for_byte(tmp_path):
    write_exercises(tmp_path)
    assert_tracked(tmp_path)


@on_other_processors
@pytest.mark.parametrize("processor", TRIED)
def test_exercises_do_not_hang_on_the_processor(tmp_path, processor):
    command = [sys.executable, "-m", "grading", "release", "--to", tmp_path]
    subprocess.run(command, cwd=ROOT, env=os.environ | PROCESSORS[processor], check=True)
    assert_tracked(tmp_path)


def assert_tracked(tmp_path):
    """Assert that a folder holds what `exercises/` does."""
    tracked = SOLUTIONS.parent / "exercises"
    made = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    there = {p.relative_to(tracked): p.read_bytes() for p in tracked.rglob("*.ipynb")}
    assert set(there) == set(made), "run `make exercises`"
    for path, data in made.items():
        assert there[path] == data, f"{path} is not what solutions/ gives: run `make exercises`"


@pytest.mark.parametrize("name", assignments())
def test_no_answer_and_no_hidden_line_is_released(courses, name):
    course = courses("solutions")
    text = released(course, name)
    lines = {
        line.strip() for cell in text.cells for line in cell.source.split("\n") if line.strip()
    }
    everything = "\n".join(lines)
    assert "HIDDEN" not in everything and "SOLUTION" not in everything
    assert "MARK SCHEME" not in everything
    source, _ = course.versions(name)
    region = r"### BEGIN (?:SOLUTION|HIDDEN TESTS)\n.*?### END"
    open_part = re.sub(region, "", "\n".join(c.source for c in source.cells), flags=re.S)
    for cell in source.cells:
        for hidden in re.findall(region, cell.source, re.S):
            for line in hidden.split("\n"):
                if len(line.strip()) > 25 and line.strip() not in open_part:
                    assert line.strip() not in lines, f"{cell.id}: {line}"


@pytest.mark.parametrize("name", assignments())
def test_every_check_has_an_essential_property_and_shows_it(courses, name):
    source, _ = courses("solutions").versions(name)
    checks = [c for c in source.cells if c.id.endswith("-check")]
    assert len(checks) >= 4
    for check in checks:
        properties = find_properties(check.source, check.id)
        essential = [p for p in properties if p.essential]
        assert essential and not any(p.hidden for p in essential), check.id


def test_the_points_that_a_text_names_are_counted(tmp_path):
    essay = '+++ {"written": "why", "points": 3.5}\n\nBecause.'
    text = written(tmp_path, "It gives {{ points }} points in all.", ANSWER, CHECK, essay)
    assert read(text).cells[0].source == "It gives 5.5 points in all."


@pytest.mark.parametrize("name", assignments())
def test_an_assignment_runs_from_top_to_bottom_when_it_is_filled_in(courses, name):
    from nbclient import NotebookClient

    course = courses("solutions")
    notebook = answered(released(course, name), reference(course, name))
    done = NotebookClient(notebook, timeout=PATIENCE, kernel_name="python3").execute()
    for check in (c for c in done.cells if c.id.endswith("-check")):
        said = "".join(o.get("text", "") for o in check.outputs)
        assert "holds: " in said and "fails: " not in said
        assert all(o.get("name") != "stderr" for o in check.outputs)
    nbformat.validate(done)
