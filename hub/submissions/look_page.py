"""What a student sees of a first look: a page for each notebook, and a line in the list."""

from collections.abc import Iterable
from datetime import datetime
from html import escape

from nbformat import NotebookNode

from grading.nbgrader.feedback import headings
from grading.words.cells import marks_of
from grading.words.verdict import CheckResult, Verdict

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>First look: {name}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.5 sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem; }}
li {{ overflow-wrap: anywhere; }}
</style>
</head>
<body>
<h1>First look: {name}</h1>
<p>You handed this in at {when} UTC, and it was looked at by itself. What counts is graded later,
and may be changed by a person. {rest}</p>
{body}
</body>
</html>
"""
HIDDEN = "Each check has more properties than these; they are told with the feedback."


def page(verdict: Verdict, source: NotebookNode, when: datetime, points: bool) -> str:
    """Write the page on one notebook: of hidden properties there is no word in it.

    Parameters
    ----------
    verdict : grading.words.verdict.Verdict
    source : nbformat.NotebookNode
        The instructor's notebook, whose headings name the questions.
    when : datetime.datetime
        In UTC, when it was handed in.
    points : bool
        Whether points are told: those count hidden properties too.
    """
    names = {marks_of(cell).get("grade_id"): heading for cell, heading in headings(source.cells)}
    hidden = any(p.hidden for check in verdict.checks for p in check.properties)
    body = _remarks(verdict)
    for check in sorted(verdict.checks, key=_holds):  # first what there is to do
        body += _section(check, names.get(check.cell, check.name), points)
    return PAGE.format(
        name=escape(verdict.notebook),
        when=f"{when:%Y-%m-%d %H:%M}",
        rest=HIDDEN if hidden else "",
        body=body,
    )


def line(verdicts: Iterable[Verdict], points: bool) -> str:
    """Say in the list how a submission fared."""
    verdicts = list(verdicts)
    shown = [p for v in verdicts for check in v.checks for p in check.properties if not p.hidden]
    said = f"first look: {sum(p.held for p in shown)} of {len(shown)} properties hold"
    if points:
        score, most = (sum(getattr(v, name) for v in verdicts) for name in ("score", "max_score"))
        said += f", {score:.4g} of {most:g} points"
    return said


def _holds(check: CheckResult) -> bool:
    return all(p.held for p in check.properties if not p.hidden)


def _section(check: CheckResult, heading: str, points: bool) -> str:
    shown = sorted((p for p in check.properties if not p.hidden), key=lambda p: p.held)
    items = [f"holds: {p.name}" if p.held else f"fails: {p.name} – {p.reason}" for p in shown]
    told = f"<p>{check.score:.4g} of {check.points:g} points</p>\n" if points else ""
    return f"<h2>{escape(heading)}</h2>\n{_list(items)}{told}"


def _remarks(verdict: Verdict) -> str:
    waits = [f"a person looks at this: {verdict.waits_for}"] if verdict.waits_for else []
    return _list([*verdict.remarks, *waits])


def _list(items: Iterable[str]) -> str:
    lines = "".join(f"<li>{escape(item)}</li>\n" for item in items)
    return f"<ul>\n{lines}</ul>\n" if lines else ""
