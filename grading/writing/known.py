"""What notebooks know of the right values: fingerprints, taken when an assignment is released.

The visible properties are run once with the reference answers, as a student would run them. Where
they ask `assert_right`, the fingerprint of what came back is noted, and of what known mistakes
give back instead. Neither a value nor the code of a mistake goes to students.
"""

import contextlib
import io
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from nbformat import NotebookNode

from course_lib.checks import public_seed
from course_lib.checks.expected import expecting, packed
from course_lib.checks.reference import Recorder
from grading.words.cells import role_of
from grading.words.errors import CheckError
from grading.words.properties import contracts_of, find_properties
from grading.words.right import Right, asks_what_is_right, compiled_mistakes


def known_in(notebook: NotebookNode) -> dict[str, str]:
    """Find what is known of each check's calls, packed, by the check's name.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        The instructor's.

    Raises
    ------
    CheckError
        If a cell or a property does not run with the reference answers.
    """
    names: dict[str, Any] = {"__name__": "__release__"}
    known: dict[str, str] = {}
    asking = [
        c.id for c in notebook.cells if role_of(c) == "check" and asks_what_is_right(c.source)
    ]
    for cell in notebook.cells:
        if len(known) == len(asking):
            break
        if role_of(cell) in ("answer", "locked") and cell.cell_type == "code":
            with _told(cell.id):
                exec(compile(cell.source, cell.id, "exec"), names)
        elif cell.id in asking:
            known[cell.id] = _known(cell, names)
    return known


def _known(cell: NotebookNode, names: Mapping[str, Any]) -> str:
    """Run the visible properties of a check, and note what they ask."""
    right = Right(compiled_mistakes(cell.source), contracts_of(cell.source), names)
    sentences: list[str] = []
    calls = {}
    for prop in find_properties(cell.source, cell.id):
        if prop.hidden:
            continue
        recorder = Recorder(right.functions, right.mistakes, sentences)
        with _told(cell.id), expecting(recorder):
            exec(
                compile(prop.program, prop.name, "exec"),
                {**names, **right.functions, "prop": _public},
            )
        if recorder.calls:
            calls[prop.name] = recorder.calls
    return packed({"calls": calls, "sentences": sentences})


@contextlib.contextmanager
def _public(name: str, essential: bool = False) -> Iterator[np.random.Generator]:
    """Open a property as a notebook does."""
    yield np.random.default_rng(public_seed(name))


@contextlib.contextmanager
def _told(cell: str) -> Iterator[None]:
    """Keep quiet, and say in which cell something went wrong."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            yield
    except Exception as error:
        raise CheckError(f"{cell} does not hold with the reference answers: {error!r}") from error
