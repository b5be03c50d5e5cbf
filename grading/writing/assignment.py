"""An assignment is one text: `solutions/NAME.md`, a notebook in MyST that runs top to bottom.

    :answer: softmax            a cell that the student writes; the answer stands between
                                ### BEGIN SOLUTION and ### END SOLUTION; with
    :returns: array (n, m)      what its function gives back (`course_lib.checks.contracts`)
    :check: softmax             the check of that answer, with :points: 4
    :mistakes: softmax          what known mistakes do: functions like the answer's, whose
                                docstrings say what the mistake is
    :try:                       a free cell to play in
    +++ {"written": "why_deep", "points": 2}        a written answer, graded by hand

Unmarked cells are locked. A header line `hides: [losses]` names modules of course_lib that answers
may not import. `{{ points }}` in a text becomes the sum of all points. This module turns the marks
into nbgrader's metadata.
"""

import ast
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import jupytext
from nbformat import NotebookNode
from nbgrader.nbgraderformat import MetadataValidator

from course_lib.checks.contracts import Contract
from grading.words.cells import COURSE, answer_of, check_of, is_check, marks_of, role_of
from grading.words.errors import AssignmentError, CheckError
from grading.words.properties import (
    BEGIN_HIDDEN,
    END_HIDDEN,
    MISTAKES,
    defined_names,
    find_properties,
    loaded_names,
    opening_lines,
    visible_part,
)
from grading.writing.markers import BEGIN_SOLUTION, END_SOLUTION, wrong_markers

KINDS = {"answer", "check", "mistakes", "try", "written"}
MARKS = KINDS | {"points", "returns"}
NAMED = KINDS - {"try"}
GRADED = {"check", "written"}
NAME = re.compile(r"[a-z][a-z0-9_]*")
CLOSING_LINE = "report()"
POINTS = "{{ points }}"


@dataclass
class Marked:
    """A cell with what its marks say: its kind, its question's name, its points."""

    cell: NotebookNode
    kind: str
    name: str | None = None
    points: float | None = None
    returns: str | None = None


def read(path: Path) -> NotebookNode:
    """Read the source notebook of an assignment, with nbgrader's metadata.

    Parameters
    ----------
    path : Path
        `solutions/NAME.md`.

    Returns
    -------
    nbformat.NotebookNode
        Cell ids are the names `softmax`, `softmax-check`, `softmax-text-1`, so that the same text
        always gives the same bytes.

    Raises
    ------
    AssignmentError
        With the file's name, its line if it is a marker's, and what is wrong.
    """
    for line, sentence in wrong_markers(path.read_text("utf-8")):
        _wrong(path, sentence, line)
    notebook = jupytext.read(path)
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        COURSE: {"assignment": path.stem, "hides": list(notebook.metadata.get("hides", []))},
    }
    cells = [_classify(path, cell) for cell in notebook.cells]
    cells, mistakes = _without_mistakes(path, cells)
    notebook.cells = [marked.cell for marked in cells]
    _name(path, cells)
    points = f"{sum(marked.points or 0 for marked in cells):g}"
    contracts, answers = _contracts(path, cells)
    for marked in cells:
        if marked.kind == "locked" and marked.cell.cell_type == "markdown":
            marked.cell.source = marked.cell.source.replace(POINTS, points)
        if marked.kind == "check":
            _close(path, marked, contracts)
            if mistakes.get(str(marked.name)):
                _add_mistakes(marked, mistakes[str(marked.name)], answers.get(str(marked.name)))
        if marked.kind != "try":
            marked.cell.metadata["nbgrader"] = _nbgrader(marked)
        if marked.cell.cell_type == "code":
            marked.cell.outputs, marked.cell.execution_count = [], None
    _validate(path, notebook)
    return notebook


def _classify(path: Path, cell: NotebookNode) -> Marked:
    """Take the marks off a cell; what they say."""
    marks = {key: cell.metadata.pop(key) for key in list(cell.metadata) if key in MARKS}
    if cell.metadata:
        _wrong(path, f"unknown marks {sorted(cell.metadata)} in: {_begin(cell)}")
    kinds = sorted(KINDS & set(marks))
    if len(kinds) > 1:
        _wrong(path, f"a cell is either {' or '.join(kinds)}: {_begin(cell)}")
    marked = Marked(cell, kinds[0] if kinds else "locked")
    if marked.kind in NAMED:
        name = marked.name = marks[marked.kind]
        if not isinstance(name, str) or not NAME.fullmatch(name):
            _wrong(path, f"{marked.kind}: {name!r} is not a name (a-z, 0-9, _)")
    points = marks.get("points")
    if marked.kind in GRADED:
        if isinstance(points, bool) or not isinstance(points, int | float) or points <= 0:
            _wrong(path, f"{marked.name} needs points above 0")
        marked.points = float(points)
    elif points is not None:
        _wrong(path, f"points belong to a check or a written answer: {_begin(cell)}")
    marked.returns = marks.get("returns")
    if (marked.kind == "answer") != isinstance(marked.returns, str):
        _wrong(path, f"an answer, and nothing else, says what it :returns: in: {_begin(cell)}")
    return marked


def _contracts(path: Path, cells: list[Marked]) -> tuple[dict[str, str], dict[str, str]]:
    """Read what comes back from each answer's function, by its name; its name, by the question."""
    contracts: dict[str, str] = {}
    answers: dict[str, str] = {}
    for marked in cells:
        if marked.kind == "answer":
            names = _names_in(path, marked.cell)
            if len(names) != 1:
                _wrong(path, f"{marked.name}: an answer defines one function, not {sorted(names)}")
            try:
                answers[str(marked.name)] = name = names.pop()
                contracts[name] = Contract(str(marked.returns)).text
            except ValueError as error:
                _wrong(path, f"{marked.name}: {error}")
    return contracts, answers


def _names_in(path: Path, cell: NotebookNode) -> set[str]:
    """Find what an answer cell defines as students get it."""
    try:
        return defined_names(without_solution(cell.source))
    except SyntaxError as error:
        _wrong(path, f"{cell.source.strip()[:40]!r}: {error.msg}, line {error.lineno}")


def _name(path: Path, cells: list[Marked]) -> None:
    """Name each cell after the question it belongs to, which begins with its answer."""
    question, texts, names = path.stem, 0, set()
    for marked in cells:
        if marked.kind in ("answer", "written") and marked.name != question:
            question, texts = str(marked.name), 0
        if marked.kind == "locked":
            texts += 1
        marked.cell.id = {
            "answer": question,
            "written": question,
            "check": check_of(str(marked.name)),
            "try": f"{question}-try",
            "locked": f"{question}-text-{texts}",
        }[marked.kind]
        while marked.kind == "try" and marked.cell.id in names:
            marked.cell.id += "-more"
        if marked.cell.id in names:
            _wrong(path, f"the name {marked.cell.id} comes twice")
        names.add(marked.cell.id)


def _without_mistakes(path: Path, cells: list[Marked]) -> tuple[list[Marked], dict[str, str]]:
    """Take the cells of mistakes out; their sources, by the name of the question."""
    mistakes = {str(m.name): m.cell.source for m in cells if m.kind == "mistakes"}
    kept = [marked for marked in cells if marked.kind != "mistakes"]
    unknown = mistakes.keys() - {marked.name for marked in kept if marked.kind == "check"}
    if unknown:
        _wrong(path, f"mistakes of {', '.join(sorted(unknown))}, of which there is no check")
    for name, source in mistakes.items():
        for statement in ast.parse(source).body:
            if not (isinstance(statement, ast.FunctionDef) and ast.get_docstring(statement)):
                _wrong(path, f"a mistake of {name} is a function with a docstring that says which")
    return kept, mistakes


def _close(path: Path, marked: Marked, contracts: dict[str, str]) -> None:
    """Give a check its opening lines, and the closing one, which reports."""
    source, check = marked.cell.source.strip(), str(marked.name)
    try:
        properties = find_properties(source, check)
        find_properties(visible_part(source), check)
    except CheckError as error:
        _wrong(path, str(error))
    used = loaded_names(ast.parse(source))
    told = {name: text for name, text in contracts.items() if name in used}
    hidden = sum(prop.hidden for prop in properties)
    opening = opening_lines(told, marked.points or 0, hidden)
    marked.cell.source = f"{opening}\n\n{source}\n{CLOSING_LINE}"


def _add_mistakes(marked: Marked, mistakes: str, answer: str | None) -> None:
    """Put the mistakes that are known of an answer into its check, hidden."""
    block = textwrap.indent(mistakes.strip(), "    ")
    program = f"class {MISTAKES}:\n    of = {answer!r}\n\n{block}"
    marked.cell.source += f"\n\n{BEGIN_HIDDEN}\n{program}\n{END_HIDDEN}"


def _nbgrader(marked: Marked) -> dict[str, Any]:
    marks = {
        "grade": marked.kind in GRADED,
        "solution": marked.kind in ("answer", "written"),
        "locked": marked.kind in ("check", "locked"),
        "task": False,
        "grade_id": marked.cell.id,
        "schema_version": 3,
        "cell_type": marked.cell.cell_type,
    }
    return marks if marked.points is None else marks | {"points": marked.points}


def _validate(path: Path, notebook: NotebookNode) -> None:
    """Refuse an assignment whose answers and checks do not belong together."""
    answers = set()
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        if role_of(cell) == "answer":
            _validate_answer(path, cell)
            answers.add(cell.id)
        elif role_of(cell) == "check" and answer_of(cell.id) not in answers:
            _wrong(path, f"{cell.id}: there is no answer of that name above it")
    checked = {answer_of(cell.id) for cell in notebook.cells if is_check(cell.id)}
    if answers - checked:
        _wrong(path, f"{', '.join(sorted(answers - checked))}: there is no check of that answer")
    if not any(marks_of(cell).get("grade") for cell in notebook.cells):
        _wrong(path, "it has no check and no written answer: there is nothing to grade")
    for cell in notebook.cells:
        if marks_of(cell):
            MetadataValidator().validate_cell(cell)


def _validate_answer(path: Path, cell: NotebookNode) -> None:
    """Refuse an answer that does not define, outside its solution, what its check asks for."""
    if BEGIN_SOLUTION not in cell.source:
        _wrong(path, f"{cell.id}: an answer stands between ### BEGIN SOLUTION and END")


def without_solution(source: str) -> str:
    """Give an answer cell as students get it: each solution replaced by nbgrader's stub."""
    lines, inside = [], False
    for line in source.split("\n"):
        if BEGIN_SOLUTION in line:
            indent = line[: len(line) - len(line.lstrip())]
            lines += [f"{indent}# YOUR CODE HERE", f"{indent}raise NotImplementedError()"]
            inside = True
        elif END_SOLUTION in line:
            inside = False
        elif not inside:
            lines.append(line)
    return "\n".join(lines)


def _begin(cell: NotebookNode) -> str:
    return cell.source.strip().split("\n")[0][:60] or "an empty cell"


def _wrong(path: Path, sentence: str, line: int | None = None) -> NoReturn:
    place = path.name if line is None else f"{path.name}, line {line}"
    raise AssignmentError(f"{place}: {sentence}")
