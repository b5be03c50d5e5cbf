"""What is said of a run: a bar or lines meanwhile, a summary at the end; or JSON for machines."""

import json
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

from tqdm import tqdm

from grading.run.outcome import Outcome
from grading.run.run import Tell
from grading.words.verdict import Verdict

EVERY = 5.0  # seconds between two lines where there is no terminal
UNIT = " submissions"
STATE = "{n_fmt} of {total_fmt}, {rate_noinv_fmt}, {remaining} left{postfix}"
BAR = f"{{l_bar}}{{bar}}| {STATE}"
LINE = f"{{desc}}: {STATE}"


@contextmanager
def shown(assignment: str) -> Iterator[Tell]:
    """Show on stderr how far a run is, how fast, how long it takes, and how many have remarks.

    That is a bar on a terminal, and a line every few seconds elsewhere.
    """
    if not sys.stderr.isatty():
        yield _lines(assignment)
        return
    with ExitStack() as stack:
        with_remarks = 0
        bar: tqdm | None = None

        def tell(student: str, verdict: Verdict | None, done: int, total: int) -> None:
            nonlocal with_remarks, bar
            with_remarks += bool(verdict and verdict.remarks)
            if bar is None:
                bar = tqdm(desc=assignment, unit=UNIT, total=total, bar_format=BAR)
                stack.callback(bar.close)
            bar.set_postfix_str(f"{with_remarks} with remarks", refresh=False)
            bar.update(done - bar.n)

        yield tell


def _lines(assignment: str) -> Tell:
    start = said = time.monotonic()
    with_remarks = 0

    def tell(student: str, verdict: Verdict | None, done: int, total: int) -> None:
        nonlocal said, with_remarks
        with_remarks += bool(verdict and verdict.remarks)
        now = time.monotonic()
        if now - said >= EVERY or done == total:
            said = now
            text = tqdm.format_meter(
                done,
                total,
                now - start,
                prefix=assignment,
                unit=UNIT,
                bar_format=LINE,
                postfix=f"{with_remarks} with remarks",
            )
            print(text, file=sys.stderr, flush=True)

    return tell


def told_again(students: list[str]) -> str:
    """Say whose submissions are run once more, and why that takes its time."""
    if len(students) == 1:
        return f"one submission that ran out of time is run once more, alone: {students[0]}"
    many, names = len(students), ", ".join(students)
    return f"{many} submissions that ran out of time are run once more, each alone: {names}"


def tell_again(students: list[str]) -> None:
    """Say it on stderr, above a bar if there is one."""
    tqdm.write(told_again(students), file=sys.stderr)


def summary(assignment: str, outcomes: Mapping[str, Outcome | None]) -> str:
    """Say how many were graded, their mean, and every remark."""
    graded = {student: outcome for student, outcome in outcomes.items() if outcome}
    before = len(outcomes) - len(graded)
    lines = [f"{assignment}: {len(graded)} graded, {before} graded before"]
    if graded:
        most = next(iter(graded.values())).max_score
        lines.append(f"mean of the checks: {_mean(graded):.2f} of {most:g} points")
    for student, outcome in graded.items():
        lines += [f"  {student}: {remark}" for remark in outcome.remarks]
    return "\n".join(lines)


def tell_in_json(student: str, verdict: Verdict | None, done: int, total: int) -> None:
    """Print a line of JSON for a submission."""
    said: dict[str, Any] = {"student": student, "graded_before": verdict is None}
    if verdict:
        said |= Outcome.of(verdict)._asdict()
    print(json.dumps(said), flush=True)


def tell_again_in_json(students: list[str]) -> None:
    """Print a line of JSON before submissions are run once more."""
    print(json.dumps({"once_more": students}), flush=True)


def summary_in_json(assignment: str, outcomes: Mapping[str, Outcome | None]) -> str:
    """Say in a line of JSON what the summary says in words."""
    graded = {student: outcome for student, outcome in outcomes.items() if outcome}
    return json.dumps(
        {
            "assignment": assignment,
            "graded": len(graded),
            "graded_before": len(outcomes) - len(graded),
            "mean": _mean(graded) if graded else None,
            "max_score": next(iter(graded.values())).max_score if graded else None,
            "with_remarks": sum(bool(outcome.remarks) for outcome in graded.values()),
            "waiting": sum(bool(outcome.waits_for) for outcome in graded.values()),
        }
    )


def _mean(graded: Mapping[str, Outcome]) -> float:
    return sum(outcome.score for outcome in graded.values()) / len(graded)
