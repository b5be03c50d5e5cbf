"""The colours of the page: course_lib's one table, as variables of its style sheets.

`--course-blue` and the like are blue on a light page and a lighter blue on a dark one: the one that
the reader has chosen or else, without any script, the one that the system asks for.
"""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from course_lib.colours import DARK, LIGHT

SHEET = """body {{ color-scheme: light; {light} }}
@media not print {{
  body[data-theme="dark"] {{ color-scheme: dark; {dark} }}
  @media (prefers-color-scheme: dark) {{
    body:not([data-theme="light"]) {{ color-scheme: dark; {dark} }}
  }}
}}
"""


def variables(colours: dict[str, str]) -> str:
    """Write a variable for each colour."""
    return " ".join(f"--course-{n.replace('_', '-')}: {c};" for n, c in colours.items())


def write_sheet(app: Sphinx) -> None:
    """Write the style sheet that holds nothing but the colours."""
    if app.builder.format != "html":
        return
    target = Path(app.outdir) / "_static"
    target.mkdir(parents=True, exist_ok=True)
    sheet = SHEET.format(light=variables(LIGHT), dark=variables(DARK))
    (target / "colours.css").write_text(sheet, encoding="utf-8")


def colour_code(app: Sphinx) -> None:
    """Choose the colours of code on a dark page, an option of the theme that is none of Sphinx."""
    app.config.pygments_dark_style = "a11y-dark"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Load the sheet before ours, which uses its variables."""
    app.add_css_file("colours.css", priority=400)
    app.connect("builder-inited", write_sheet)
    app.connect("builder-inited", colour_code, priority=400)  # before the theme
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
