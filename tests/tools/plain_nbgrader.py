"""nbgrader's own autograde: all of it as it comes, but cells run in a fork of this process.

A kernel takes a second to start, which is most of the time that plain grading takes.
"""

import json
import os
import sys
import warnings
from contextlib import suppress
from functools import cache
from pathlib import Path

import nbformat
from nbgrader.converters import Autograde
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute
from traitlets import List
from traitlets.config import Config

from grading.course.configuration import COURSE_ID
from grading.rooms.inside.cells import make_shell, run_cell


class Fork(Execute):
    """Runs the cells in a shell of a child process: what Execute leaves, without a kernel."""

    def preprocess(self, nb, resources):
        """Put the outputs of its cells into a notebook."""
        cells = [cell for cell in nb.cells if cell.cell_type == "code"]
        outputs = outputs_of(tuple(cell.source for cell in cells))
        for cell, output in zip(cells, outputs, strict=True):
            cell.outputs = [nbformat.from_dict(output)] if output else []
        return nb, resources


@cache
def outputs_of(sources):
    """For each cell of a program: the error with which it ends, or nothing.

    It is run once, though it may stand in many notebooks.
    """
    reads, writes = os.pipe()
    if (child := os.fork()) == 0:
        try:
            with os.fdopen(writes, "w") as out:
                json.dump(run(sources), out)
        finally:
            os._exit(0)
    os.close(writes)
    with os.fdopen(reads) as said:
        outputs = json.loads(said.read() or "[]")
    os.waitpid(child, 0)
    return outputs


def run(sources):
    """Run the cells of a program in this process; as in `outputs_of`."""
    sys.path.insert(0, str(Path(sys.prefix) / "student"))
    shell = make_shell()
    found = []
    for source in sources:
        error = run_cell(shell, source, 20, 4, 1000)["error"]
        found.append(error and {
            "output_type": "error", "ename": error["kind"], "evalue": error["text"],
            "traceback": [],
        })  # fmt: skip
    return found


class Plain(Autograde):
    """nbgrader's own, whatever was put in its place in this process."""

    start = BaseConverter.start
    autograde_preprocessors = List(
        [Fork if p is Execute else p for p in Autograde.autograde_preprocessors.default_args[0]]
    )


def plain_autograde(root, assignment, students):
    """Grade what these students have handed in as nbgrader does: some it cannot."""
    config = Config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.course_id = COURSE_ID
    config.CourseDirectory.assignment_id = assignment
    for student in students:  # one by one: what one hands in may stop the run
        config.CourseDirectory.student_id = student
        with suppress(NbGraderException), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of its own
            Plain(coursedir=CourseDirectory(config=config), config=config).start()
