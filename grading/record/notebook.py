"""The graded notebook, which formgrader and the feedback show: no hidden test is in it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from grading.words.verdict import CellRun, Verdict

FACTS = "grading"  # the notebook's metadata that say what was graded, and with what


def graded_notebook(verdict: Verdict, notebook: NotebookNode) -> NotebookNode:
    """Put a verdict into the rebuilt notebook: reports, outputs, remarks."""
    graded = nbformat.from_dict(notebook)
    reports = {check.cell: check.report() for check in verdict.checks}
    for cell in graded.cells:
        cell.metadata.pop("role", None)
        if cell.id in reports:
            cell.outputs = [_stream(reports[cell.id] + "\n")]
        elif cell.id in verdict.cells:
            cell.outputs = list(_outputs(verdict.cells[cell.id]))
    if verdict.remarks:
        text = "**Remarks on what was handed in**\n\n" + "\n".join(
            f"- {remark}" for remark in verdict.remarks
        )
        graded.cells.insert(0, nbformat.v4.new_markdown_cell(text, id="remarks"))
    graded.metadata[FACTS] = verdict.facts
    nbformat.validate(graded)
    return graded


def facts_of(path: Path) -> dict[str, Any]:
    """Read the facts in a graded notebook: digests, versions, time. Empty without one."""
    try:
        return dict(json.loads(path.read_bytes())["metadata"][FACTS])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}  # none, or no graded notebook: then it is graded anew


def _outputs(run: CellRun) -> Iterator[NotebookNode]:
    if run.output:
        yield _stream(run.output)
    for picture in run.pictures:
        yield NotebookNode(output_type="display_data", data=NotebookNode(picture), metadata={})
    if run.error:
        kind, said = run.error["kind"], run.error["text"]
        lines = [f"{kind}: {said}" if said else kind]
        yield NotebookNode(output_type="error", ename=kind, evalue=said, traceback=lines)


def _stream(text: str) -> NotebookNode:
    return NotebookNode(output_type="stream", name="stdout", text=text)
