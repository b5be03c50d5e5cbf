"""One submission through the two rooms.

submission ──rebuild──▶ notebook ──▶ student's room (sandbox)
                                        ║ wall
             verdict ◀── properties ◀── tests' room
"""

import sys
import time
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from nbformat import NotebookNode

from grading.handed_in.beside import digest_of
from grading.handed_in.please import answers_digest
from grading.handed_in.rebuild import rebuild
from grading.rooms.at_work import Rooms
from grading.rooms.inside.errors import NOT_DEFINED
from grading.rooms.plan import make_plan, nothing_held
from grading.words.cells import COURSE
from grading.words.errors import CheckError
from grading.words.plain import could_not_cross, runs_in_students_room
from grading.words.seeds import checks_digest
from grading.words.structure import structure_of
from grading.words.text import clean
from grading.words.verdict import Verdict
from sandbox.limits import Limits

NO_FILES: Mapping[str, bytes] = MappingProxyType({})
NOT_THERE = ("ModuleNotFoundError", "ImportError")
SHORT = 300  # characters of what is told of an error


def grade(
    submission: bytes | None,
    source: NotebookNode,
    released: NotebookNode,
    student: str,
    secret: bytes,
    limits: Limits | None = None,
    files: Mapping[str, bytes] = NO_FILES,
) -> tuple[Verdict, NotebookNode]:
    """Grade one submission.

    Parameters
    ----------
    submission : bytes or None
        The notebook that was handed in, whatever it looks like.
    source : nbformat.NotebookNode
        The instructor's notebook, with the hidden properties.
    released : nbformat.NotebookNode
        The notebook that students got.
    student : str
        Who handed it in; enters the seeds.
    secret : bytes
        The course's secret, from which the seeds are drawn.
    limits : Limits
    files : mapping
        What was handed in beside the notebook, by name: its working folder holds it.

    Returns
    -------
    (Verdict, nbformat.NotebookNode)
        The verdict, and the rebuilt notebook.

    Raises
    ------
    sandbox.errors.NoSandbox
        If there is no sandbox: then nothing is graded.
    """
    limits = limits or Limits()
    started = time.monotonic()
    assignment = source.metadata[COURSE]["assignment"]
    rebuilt = rebuild(submission, released)
    checks = nothing_held(source)
    verdict = Verdict(assignment, student, list(checks.values()), rebuilt.remarks)
    verdict.notebook = source.metadata[COURSE].get("notebook", assignment)
    uncrossed: list[str] = []
    plan = make_plan(rebuilt.notebook, source, released, student, secret)
    rooms = Rooms(plan, limits, files)
    with rooms.open():
        ran = rooms.run_cells()
        verdict.cells = {name: run for name, run in ran.items() if name not in checks}
        for result in rooms.run_checks():
            if "broken" in result:
                raise CheckError(f"{assignment}: {result['broken']}")
            check = checks[result["check"]]
            check.partial = result["points"]
            if result["uncrossed"]:
                uncrossed.append(check.name)
            for prop in check.properties:
                if prop.name == result["property"]:
                    prop.held = result["reason"] is None
                    prop.reason = clean(result["reason"] or "")
    waits = [*rebuilt.waits, *could_not_cross(sorted(uncrossed), assignment)]
    verdict.waits_for = "; ".join(waits)
    _name_errors(verdict)
    verdict.remarks += rooms.remarks
    verdict.refused = sorted(rooms.refused)
    verdict.out_of_time = rooms.out_of_time and verdict.score < verdict.max_score
    verdict.facts = facts(submission, source, time.monotonic() - started, files)
    verdict.facts["answers_digest"] = digest_of(answers_digest(rebuilt.notebook).encode(), files)
    if rebuilt.asks:
        verdict.facts["asks"] = rebuilt.asks
    verdict.facts["structures"] = {
        cell.id: structure_of(cell.source)
        for cell in rebuilt.notebook.cells
        if cell.metadata.role == "answer"
    }
    return verdict, rebuilt.notebook


def _name_errors(verdict: Verdict) -> None:
    """Say of an answer that is not defined with which error its cell ended, and what is missing."""
    answers = {check.name for check in verdict.checks}
    for name, ran in verdict.cells.items():
        if name not in answers and ran.error and ran.error["kind"] in NOT_THERE:
            ended = f"a cell ended with {ran.error['kind']}: {ran.error['text']}"[:SHORT]
            if ended not in verdict.remarks:
                verdict.remarks.append(ended)
    for check in verdict.checks:
        run = verdict.cells.get(check.name)
        if run is None or run.error is None:
            continue
        ended = f"its cell ended with {run.error['kind']}: {run.error['text']}"[:SHORT]
        missing = False
        for prop in check.properties:
            if not prop.hidden and prop.reason.endswith(NOT_DEFINED):
                prop.reason = prop.reason.removesuffix(NOT_DEFINED) + f": {ended}"
                missing = True
        if missing:
            verdict.remarks.append(f"{check.name}: {ended}")


def not_graded(
    submission: bytes | None,
    source: NotebookNode,
    released: NotebookNode,
    student: str,
    why: str,
    files: Mapping[str, bytes] = NO_FILES,
) -> tuple[Verdict, NotebookNode]:
    """Make the verdict on a submission that could not be graded: it waits for a person."""
    sentence = clean(f"could not be graded: {why}")
    checks = nothing_held(source)
    for check in checks.values():
        for prop in check.properties:
            prop.reason = sentence
    assignment = source.metadata[COURSE]["assignment"]
    verdict = Verdict(assignment, student, list(checks.values()), [sentence], waits_for=sentence)
    verdict.notebook = source.metadata[COURSE].get("notebook", assignment)
    verdict.facts = facts(submission, source, 0, files)
    return verdict, rebuild(None, released).notebook


def facts(
    submission: bytes | None,
    source: NotebookNode,
    seconds: float,
    files: Mapping[str, bytes] = NO_FILES,
) -> dict[str, Any]:
    """Say what was graded, with what, and how long it took."""
    return {
        "submission_digest": digest_of(submission, files),
        "checks_digest": checks_digest(source),
        "python": sys.version.split()[0],
        "numpy": np.__version__,
        "seconds": round(seconds, 3),
        **({"tests_in_students_room": True} if runs_in_students_room(source) else {}),
    }
