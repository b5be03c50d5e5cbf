"""A page's style sheet in the course's colours, which follow the system's light and dark."""

from pathlib import Path

from course_lib.colours import DARK, LIGHT


def in_colours(sheet: Path) -> str:
    """Read a style sheet, and put the colours before it as variables, `var(--ink)` and others."""

    def variables(colours: dict[str, str]) -> str:
        return "".join(f"--{name}:{colour};" for name, colour in colours.items())

    dark = f"@media (prefers-color-scheme:dark){{:root{{{variables(DARK)}}}}}"
    return f":root{{{variables(LIGHT)}}}\n{dark}\n{sheet.read_text('utf-8')}"
