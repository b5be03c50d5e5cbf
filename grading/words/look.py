"""A page's style sheet in the course's colours, which follow the system's light and dark."""

from pathlib import Path

from course_lib.colours import DARK, LIGHT


def dressed(page: str, *sheets: Path) -> str:
    """Put style sheets at the end of a page's head, each in the course's colours."""
    style = "".join(f"<style>\n{in_colours(sheet)}</style>\n" for sheet in sheets)
    return page.replace("</head>", f"{style}</head>", 1)


def in_colours(sheet: Path) -> str:
    """Read a style sheet, and put the colours before it as variables, `var(--ink)` and others."""

    def variables(colours: dict[str, str]) -> str:
        return "".join(f"--{name}:{colour};" for name, colour in colours.items())

    dark = f"@media (prefers-color-scheme:dark){{:root{{{variables(DARK)}}}}}"
    return f":root{{{variables(LIGHT)}}}\n{dark}\n{sheet.read_text('utf-8')}"
