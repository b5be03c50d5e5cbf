"""Cells that were merged are taken apart, and the halves of one that was split put together.

What was released is known: where the whole text of a released cell stands at the edge of another
one, the two were merged. Where two cells are Python only together, they were one.
"""

import ast
import re
import textwrap
from collections.abc import Iterator

from nbformat import NotebookNode

from grading.handed_in.notebook import HandedInCell
from grading.words.cells import marks_of
from grading.words.properties import defined_names

LEAST = 20  # characters of a released text that is looked for: a shorter one may stand anywhere
AWAIT = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT  # as in a notebook
MAGIC = re.compile(r"^[ \t]*[%!?].*$|\?[ \t]*$", re.M)


def taken_apart(cells: list[HandedInCell], released: NotebookNode) -> list[HandedInCell]:
    """Take merged cells apart: what was released from what stands before or behind it."""
    names = {cell.id for cell in released.cells}
    claimed = {name: place for place, cell in enumerate(cells) if (name := named(cell, names))}
    found = []
    for place, cell in enumerate(cells):
        inside = {
            other.id: plain(other.source)
            for other in released.cells
            if claimed.get(other.id, place) == place and len(plain(other.source)) >= LEAST
        }
        # An answer may begin with what was released: a written one, say, with its first line.
        own = named(cell, names)
        if own and any(c.id == own and marks_of(c).get("solution") for c in released.cells):
            inside.pop(own, None)
        found += list(_parts(cell, own, inside))
    return found


def named(cell: HandedInCell, names: set[str]) -> str:
    """Give the name under which a cell was released; empty if it has none."""
    return next((name for name in cell.names if name in names), "")


def _parts(cell: HandedInCell, own: str, inside: dict[str, str]) -> Iterator[HandedInCell]:
    """Take what was released off both ends of a cell, one after the other."""
    text = "\n".join(line.rstrip() for line in cell.source.expandtabs(4).split("\n")).strip("\n")
    if text in inside.values():
        yield cell
        return
    before: list[HandedInCell] = []
    behind: list[HandedInCell] = []
    while True:
        first = _longest(inside, {n for n in inside if text.startswith(inside[n] + "\n")})
        last = _longest(inside, {n for n in inside if text.endswith("\n" + inside[n])})
        if first:
            released = inside.pop(first)
            before.append(cell._replace(names=(first,), source=released, pictures={}))
            text = text[len(released) :].strip("\n")
        elif last:
            released = inside.pop(last)
            behind.insert(0, cell._replace(names=(last,), source=released, pictures={}))
            text = text[: -len(released)].strip("\n")
        else:
            break
    if not (before or behind):
        yield cell
        return
    names = cell.names if own not in {c.names[0] for c in (*before, *behind)} else ()
    kind = cell.kind if names else ("code" if defines_something(text) else "markdown")
    yield from before
    if text:
        yield cell._replace(names=names, source=text, kind=kind)
    yield from behind


def _longest(texts: dict[str, str], names: set[str]) -> str:
    return max(sorted(names), key=lambda name: len(texts[name]), default="")


def together(first: str, second: str) -> str:
    """Join two halves of an answer; empty where they are no better together than apart."""
    whole = f"{first}\n{second}"
    return whole if is_python(whole) and not (is_python(first) and is_python(second)) else ""


def defines(source: str) -> set[str]:
    """Find what a cell of a student's defines; also of one that is no Python as it stands.

    >>> sorted(defines("%time x = 1\\ndef f(x):\\n    return x"))
    ['f']
    """
    try:
        return defined_names(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set(re.findall(r"^def (\w+)", source, re.M))


def defines_something(source: str) -> bool:
    """Tell whether a text is Python that defines a function or a class."""
    return is_python(source) and bool(re.search(r"^(def|class) \w+", source, re.M))


def is_python(source: str) -> bool:
    """Tell whether a text can be read as Python, but for lines that speak to IPython."""
    try:
        ast.parse(MAGIC.sub("", source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def is_code(cell: HandedInCell) -> bool:
    """Tell whether a cell may hold a program, whatever it is called."""
    return bool(cell.source.strip()) and (cell.kind == "code" or defines_something(cell.source))


def is_text(cell: HandedInCell) -> bool:
    """Tell whether a cell may hold an answer in words, whatever it is called."""
    return bool(cell.source.strip()) and (cell.kind != "code" or not is_python(cell.source))


def is_comment(source: str) -> bool:
    """Tell whether a text is Python without a statement."""
    return is_python(source) and not ast.parse(MAGIC.sub("", source)).body


def is_broken_code(cell: HandedInCell) -> bool:
    """Tell whether a cell looks like a part of a program, and is no program."""
    looks = cell.kind == "code" or re.search(r"^[ \t]+return\b", cell.source, re.M)
    return bool(looks) and not is_python(cell.source)


def is_rest(cell: HandedInCell) -> bool:
    """Tell whether a cell is the end of a function without its beginning."""
    try:
        compile(textwrap.dedent(MAGIC.sub("", cell.source)), "", "exec", AWAIT)
    except SyntaxError as error:
        return str(error.msg).endswith("outside function")
    except (ValueError, RecursionError, MemoryError):
        pass
    return False


def plain(source: str) -> str:
    """Give a source without what editors change by themselves."""
    return "\n".join(line.rstrip() for line in source.expandtabs(4).strip().split("\n"))
