"""Who needs a look, and why: the reasons, each a word of ours, and what was said of the student."""

from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from grading.handed_in.please import remark_on
from grading.report.entries import Entry
from grading.report.gradings import Line
from grading.words.cells import answer_of

# What the grader says where a limit of the student's room was reached.
LIMITS = ("did not come back within", "took more memory than", "took more than")

JUDGE = "look before you judge"


class Why(StrEnum):
    """Why a person has to look, the most urgent first."""

    NOT_GRADED = "could not be graded"
    UNSURE = "waits because the grader is not sure"
    REFUSED = "the rooms refused something"
    LIMIT = "reached a limit of time or memory"
    MENDED = "not as it should be handed in"
    LATE = "late"
    ASKED = "asks a person to look"
    BY_HAND = "waits for marks by hand"


class Look(NamedTuple):
    """Why a submission needs a look."""

    why: Why
    said: str


def looks_at(line: Line, entry: Entry) -> Iterator[Look]:
    """Find why a submission needs a look; nothing for most.

    Parameters
    ----------
    line : dict
        Its last grading.
    entry : grading.report.entries.Entry
    """
    waits_for = line.get("waits_for", "")
    asks: dict[str, str] = line.get("asks", {})
    still = {name: said for name, said in asks.items() if name in map(answer_of, entry.waiting)}
    others = [name for name in entry.waiting if answer_of(name) not in still]
    if waits_for.startswith(Why.NOT_GRADED):
        yield Look(Why.NOT_GRADED, waits_for)
    elif waits_for:
        yield Look(Why.UNSURE, waits_for)
    elif others:
        yield Look(Why.BY_HAND, f"{len(others)} {'cell' if len(others) == 1 else 'cells'}")
    if still:
        asked = "; ".join(f"{name}: “{said}”" for name, said in still.items())
        yield Look(Why.ASKED, asked)
    if refused := line.get("refused"):
        yield Look(Why.REFUSED, f"the rooms refused {'; '.join(refused)}: {JUDGE}")
    limits = list(dict.fromkeys(filter(_is_limit, _sentences(line))))
    if limits:
        yield Look(Why.LIMIT, "; ".join(limits))
    if entry.late:
        yield Look(Why.LATE, f"{_duration(entry.late)}, loses {round(entry.penalty, 2):g} points")
    told = {waits_for, *limits, *(remark_on(*asked) for asked in asks.items())}
    remarks = [said for said in line["remarks"] if said not in told]
    if remarks:
        yield Look(Why.MENDED, "; ".join(remarks))


def _sentences(line: Line) -> Iterator[str]:
    yield from line["remarks"]
    for check in line["checks"].values():
        yield from (reason for reason in check["properties"].values() if reason is not True)


def _is_limit(sentence: str) -> bool:
    return any(words in sentence for words in LIMITS)


def _duration(late: timedelta) -> str:
    hours = late.total_seconds() / 3600
    return f"{hours:.1f} hours" if hours < 48 else f"{hours / 24:.1f} days"
