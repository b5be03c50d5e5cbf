"""The verdict on one submission. It fails closed: a property holds only if it was seen to hold."""

from dataclasses import dataclass, field
from typing import Any, TypedDict

NOT_RUN = "it did not run to its end"
HIDDEN = "it does not hold"  # all that is said of a hidden property: no number, no text of anyone's


@dataclass
class PropertyResult:
    """One property of a check: whether it holds, and if not, why not."""

    name: str
    hidden: bool = False
    essential: bool = False
    held: bool = False
    reason: str = NOT_RUN


@dataclass
class CheckResult:
    """One check: its properties share its points; without its essential ones it earns nothing.

    A plain test cell may say itself how many of its points are earned: `partial`.
    """

    name: str
    points: float
    properties: list[PropertyResult]
    cell: str = ""  # its name in the notebook, and in the gradebook
    partial: float | None = None

    @property
    def score(self) -> float:
        """Points earned: 0 to `points`."""
        if not self.properties or any(p.essential and not p.held for p in self.properties):
            return 0.0
        held = sum(p.held for p in self.properties)
        if self.partial is not None:
            return self.partial if held else 0.0
        return (
            self.points
            if held == len(self.properties)
            else self.points * held / len(self.properties)
        )

    def report(self) -> str:
        """Write what a student reads: every property by name, and why it failed; failures first."""
        lines = []
        for p in sorted(self.properties, key=lambda each: each.held):
            lines.append(f"holds: {p.name}" if p.held else f"fails: {p.name} – {p.reason}")
            if p.essential and not p.held:
                lines.append("       (essential: without it the check earns no points)")
        lines.append(f"{self.score:g} of {self.points:g} points")
        return "\n".join(lines)


class CellError(TypedDict):
    """The error that a cell ended with: the name of its class, and what it said."""

    kind: str
    text: str


@dataclass
class CellRun:
    """What a cell of the student's printed and showed, and the error it ended with, if any."""

    output: str = ""
    error: CellError | None = None
    pictures: list[dict[str, str]] = field(default_factory=list)  # by kind, in base64


@dataclass
class Verdict:
    """All that grading found out about one submission."""

    assignment: str
    student: str
    checks: list[CheckResult]
    remarks: list[str] = field(default_factory=list)
    cells: dict[str, CellRun] = field(default_factory=dict)
    waits_for: str = ""  # why a person has to look before the grade is final; nothing if none has
    out_of_time: bool = False  # whether a limit of time decided about a point
    refused: list[str] = field(default_factory=list)  # what the rooms refused to it
    # What was graded, with what: hashes, versions, times.
    facts: dict[str, Any] = field(default_factory=dict)
    notebook: str = ""  # of several in an assignment; else it has the assignment's name

    def __post_init__(self) -> None:
        self.notebook = self.notebook or self.assignment

    @property
    def asks(self) -> dict[str, str]:
        """What the student wants a person to look at: from a question to the sentence."""
        return dict(self.facts.get("asks", {}))

    @property
    def score(self) -> float:
        """Points of all checks together, without those given by hand."""
        return sum(check.score for check in self.checks)

    @property
    def max_score(self) -> float:
        """The most that the checks can earn."""
        return sum(check.points for check in self.checks)

    def as_dict(self) -> dict[str, Any]:
        """Give the verdict as one line of the record: no code, inputs or outputs in it."""
        return {
            "assignment": self.assignment,
            "student": self.student,
            **({"notebook": self.notebook} if self.notebook != self.assignment else {}),
            "score": self.score,
            "max_score": self.max_score,
            "checks": {
                check.name: {
                    "score": check.score,
                    "points": check.points,
                    "properties": {p.name: True if p.held else p.reason for p in check.properties},
                }
                for check in self.checks
            },
            "remarks": self.remarks,
            **({"waits_for": self.waits_for} if self.waits_for else {}),
            **({"refused": self.refused} if self.refused else {}),
            **self.facts,
        }
