"""What a run keeps of a verdict: a few numbers and sentences, not the cells and their outputs."""

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
