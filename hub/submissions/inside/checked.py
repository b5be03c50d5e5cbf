"""What the checks say of a notebook that is run from a fresh start, for *Validate* in JupyterLab.

nbgrader's own *Validate* shows every line of a check that does not pass, and counts one as failed
at which a warning was written, though its points are all there.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from nbformat import NotebookNode
from traitlets.config import Config, Configurable

HEADING = re.compile(r"^## (.+)$", re.M)
FAILS = re.compile(r"^fails: (.+)$", re.M)
POINTS = re.compile(r"^(?:from [\d.]+ to )?[\d.]+ of [\d.]+ points?\b", re.M)


def checked(notebook: Path, parent: Configurable) -> list[dict[str, Any]]:
    """Run a copy of the notebook, and say of each check its question, its points and what fails."""
    from nbgrader.preprocessors import Execute  # seconds of imports, that only this needs

    cells = nbformat.read(notebook, as_version=4)
    resources = {"metadata": {"path": str(notebook.parent)}}
    with TemporaryDirectory() as folder:
        # A kernel that talks over files finds them by the name of this one, so it must be whole.
        own = Config(ConnectionFileMixin={"connection_file": str(Path(folder) / "kernel.json")})
        # Asked to end, one kernel in ten would wait for a thread of its own that has ended.
        own.Execute.shutdown_kernel = "immediate"
        config = deepcopy(parent.config)
        config.merge(own)
        ran, _ = Execute(config=config).preprocess(cells, resources)
    return list(said_by(ran.cells))


def said_by(cells: list[NotebookNode]) -> Iterator[dict[str, Any]]:
    """Read in a notebook that has run what each check says."""
    heading = ""
    for cell in cells:
        marks = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "markdown":
            heading = (HEADING.findall(cell.source) or [heading])[-1]
        elif marks.get("grade") and not marks.get("solution"):
            text = "".join(each.get("text", "") for each in cell.outputs)
            points = POINTS.findall(text)
            errors = [each for each in cell.outputs if each.output_type == "error"]
            fails = FAILS.findall(text)
            if errors and not fails:
                fails = [f"{errors[-1].ename}: {errors[-1].evalue}".strip(": ")]
            yield {
                "question": heading or str(marks["grade_id"]),
                "points": points[-1] if points else "",
                "fails": fails,
            }
