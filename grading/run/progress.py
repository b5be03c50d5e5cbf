"""What the terminal says of a run: a bar meanwhile, a summary at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from grading.run.run import Tell
from grading.words.verdict import Verdict


@contextmanager
def bar(assignment: str) -> Iterator[Tell]:
    """Show how far a run is; what is given tells it of a submission."""
    with tqdm(desc=assignment, unit=" submissions", disable=None) as shown:

        def tell(student: str, verdict: Verdict | None, done: int, total: int) -> None:
            shown.total = total
            shown.update(done - shown.n)

        yield tell


def summary(assignment: str, verdicts: dict[str, Verdict | None]) -> str:
    """Say how many were graded, their mean, and every remark."""
    graded = {student: verdict for student, verdict in verdicts.items() if verdict}
    before = len(verdicts) - len(graded)
    lines = [f"{assignment}: {len(graded)} graded, {before} graded before"]
    if graded:
        mean = sum(verdict.score for verdict in graded.values()) / len(graded)
        most = next(iter(graded.values())).max_score
        lines.append(f"mean of the checks: {mean:.2f} of {most:g} points")
    for student, verdict in graded.items():
        lines += [f"  {student}: {remark}" for remark in verdict.remarks]
    return "\n".join(lines)
