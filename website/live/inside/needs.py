"""Which archives code needs besides numpy and the library: those that are loaded only then."""

import ast
import logging

DRAW = ("matplotlib", "course_lib.plotting", "course_lib.figures.Explorer")
MOVE = ("ipywidgets", "anywidget", "course_lib.figures")


def imported(source: str) -> list[str]:
    """List what code imports, by full names."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except SyntaxError:
        return []
    names = [a.name for node in nodes if isinstance(node, ast.Import) for a in node.names]
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def asks(source: str, modules: tuple[str, ...]) -> bool:
    """Tell whether code imports one of these modules, or something of them."""
    names = imported(source)
    return any(name == what or name.startswith(f"{what}.") for name in names for what in modules)


def draws(source: str) -> bool:
    """Tell whether code imports what draws with matplotlib."""
    return asks(source, DRAW)


def moves(source: str) -> bool:
    """Tell whether code imports moving figures, or other widgets."""
    return asks(source, MOVE)


def quiet() -> None:
    """Let matplotlib not say that it reads the fonts, which "may take a moment"."""
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
