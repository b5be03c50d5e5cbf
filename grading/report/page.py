"""The page: one file that asks nobody for anything, runs no script, and says so to the browser.

What comes from students, names, remarks and answers, is text in it: all is escaped.
"""

import base64
import hashlib
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from grading.report import items, pictures
from grading.report.looks import Why
from grading.report.summary import SHOWN, Summary
from grading.report.tables import table_names
from grading.words.look import in_colours
from grading.words.text import clean

HERE = Path(__file__).parent
MOST_MISTAKES = 15
POLICY = "default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'"


def page_of(summary: Summary) -> str:
    """Write the page of a summary."""
    style = in_colours(HERE / "page.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    points = {item.check: 0.0 for item in summary.items}
    for item in summary.items:
        points[item.check] += item.share
    groups = {
        name: summary.groups.shown(summary.graded_path, name, points.get(name, 0.0))
        for name in summary.groups.names
    }
    text = environment.get_template("page.html").render(
        style=style,
        policy=POLICY.format(f"sha256-{digest}"),
        now=datetime.now(UTC),
        summary=summary,
        bars=pictures.histogram(summary.scores, summary.max_score) if summary.max_score else [],
        pictures=pictures,
        points=points,
        mistakes=summary.mistakes.made.most_common(MOST_MISTAKES),
        groups=groups,
        reasons=[why for why in Why if summary.reasons[why]],
        shown=SHOWN,
        fewest=items.FEWEST,
        fewest_each=items.FEWEST_EACH,
        slow=summary.slowest(),
        files=table_names(),
    )
    return clean(text)
