"""The colours of the page: course_lib's one table, as variables of its style sheets.

`--course-blue` and the like are blue on a light page and a lighter blue on a dark one.
"""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from course_lib.colours import DARK, LIGHT


def variables(colours: dict[str, str]) -> str:
    """Write a variable for each colour."""
    return "".join(f" --course-{n.replace('_', '-')}: {c};" for n, c in colours.items())


def write_sheet(app: Sphinx) -> None:
    """Write the style sheet that holds nothing but the colours."""
    if app.builder.format != "html":
        return
    target = Path(app.outdir) / "_static"
    target.mkdir(parents=True, exist_ok=True)
    dark = f'html[data-theme="dark"] {{{variables(DARK)} }}'
    (target / "colours.css").write_text(f":root {{{variables(LIGHT)} }}\n{dark}\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load the sheet before ours, which uses its variables."""
    app.add_css_file("colours.css", priority=400)
    app.connect("builder-inited", write_sheet)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
