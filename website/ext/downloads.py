"""What the download button gives: the page's own text, made to run where course_lib is installed.

It has the numbers in place of `{glue}`, and neither the marks of the claims nor the cells that only
check the book, which need the tools that build it.
"""

import json
import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

LEFT_OUT = [
    re.compile(pattern, re.MULTILINE | re.DOTALL)
    for pattern in [
        r"^```\{code-cell\} python\n:tags: \[remove-cell\]\n.*?^```\n\n?",
        r"^```\{reading-time\}\n.*?^```\n\n?",
        r"^:::\{claim\}[^\n]*\n:shown:\n:::\n\n?",
        r"^:claims:[^\n]*\n",
        r"[ \n]?\{claim\}`[^`]*`",
    ]
]


def for_readers(text: str, glued: dict[str, str]) -> str:
    """Make the source of a page as its reader gets it, with the numbers that its cells gave."""
    for pattern in LEFT_OUT:
        text = pattern.sub("", text)
    text = re.sub(r"\{glue\}`(\w+)`", lambda found: glued[found[1]], text)
    text = re.sub(r"\{(?:assignment|wheel)\}(`[^`]*`)", r"\1", text)
    return re.sub(
        r"^:answer: (\w+)$",
        lambda found: f":answer: {glued.get(found[1], found[1])}",
        text,
        flags=re.MULTILINE,
    )


def glued_by(path: Path) -> dict[str, str]:
    """Read the numbers in myst-nb's record of what the cells of a page have glued."""
    if not path.exists():
        return {}
    record = json.loads(path.read_text(encoding="utf-8"))
    return {name: output["data"]["text/plain"] for name, output in record.items()}


def rewrite(app: Sphinx, error: Exception | None) -> None:
    """Rewrite the sources that the site offers, when it is built."""
    if error or app.builder.format != "html":
        return
    sources, executed = Path(app.outdir) / "_sources", Path(app.outdir).parent / "jupyter_execute"
    for path in sources.rglob("*.md"):
        record = executed / path.relative_to(sources).with_suffix(".glue.json")
        text = for_readers(path.read_text(encoding="utf-8"), glued_by(record))
        path.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Rewrite the sources at the end."""
    app.connect("build-finished", rewrite)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
