"""What a run keeps of a verdict: a few numbers and sentences, not the cells and their outputs."""

from collections.abc import Mapping
from typing import NamedTuple

from grading.words.verdict import Verdict


class Outcome(NamedTuple):
    """How one submission fared."""

    score: float
    max_score: float
    remarks: tuple[str, ...]
    waits_for: str  # why a person has to look; nothing if none has

    @classmethod
    def of(cls, verdict: Verdict) -> "Outcome":
        """Take what is kept of a verdict."""
        return cls(verdict.score, verdict.max_score, tuple(verdict.remarks), verdict.waits_for)

    def and_of(self, other: "Outcome") -> "Outcome":
        """Put another notebook of the same submission to it."""
        return Outcome(
            self.score + other.score,
            self.max_score + other.max_score,
            tuple(dict.fromkeys([*self.remarks, *other.remarks])),
            "; ".join(filter(None, [self.waits_for, other.waits_for])),
        )


def together(
    one: Mapping[str, Outcome | None], other: Mapping[str, Outcome | None]
) -> dict[str, Outcome | None]:
    """Put the outcomes of two notebooks together, by student; None where neither was graded now."""
    found = {**one, **{name: outcome for name, outcome in other.items() if outcome}}
    for name, outcome in other.items():
        before = one.get(name)
        if before and outcome:
            found[name] = before.and_of(outcome)
        else:
            found.setdefault(name, None)
    return found
