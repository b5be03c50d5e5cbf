"""The program of a plain test: its cell, and before it what it needs of the instructor's cells.

    import numpy as np              (any cell of the instructor's)     taken along: np is needed
    def close(a, b): ...            (a locked cell)                    taken along: close is needed
    def area(r): ...                (an answer)                        the student's: asked for
    assert close(area(1), np.pi)    (the test)

So nothing that decides about a test is a student's but the names that are theirs to define.
"""

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from grading.words.errors import CheckError
from grading.words.properties import loaded_names

STAR = "*"  # all that a module has
GIVEN = "__given__"  # the name of what the last line of a test gives
INSTRUCTORS = ("check", "locked")  # the cells of which all is the instructor's
COMPOUND = (ast.For, ast.While, ast.If, ast.With, ast.Try, ast.AugAssign, ast.Delete)


@dataclass(frozen=True)
class Cell:
    """A cell above a test: what it is, and its statements."""

    role: str
    statements: tuple[ast.stmt, ...]


@dataclass(frozen=True)
class Program:
    """What a test runs, and the names that the student's cells define in it.

    `text` is the same for the student's room, where those names are: the test as it was written,
    below what it needs.
    """

    tree: ast.Module
    theirs: frozenset[str]
    text: str


@cache
def statements_of(source: str) -> tuple[ast.stmt, ...]:
    """Read a cell; IPython's own lines as the calls that they stand for.

    Raises
    ------
    SyntaxError
    """
    try:
        return tuple(ast.parse(source).body)
    except SyntaxError:
        from IPython.core.inputtransformer2 import TransformerManager

        plain = TransformerManager().transform_cell(source)
        return tuple(ast.parse(plain).body)


def cell_of(role: str, *sources: str) -> Cell:
    """Read a cell above a test; of one that no Python can read nothing is taken along."""
    found: list[ast.stmt] = []
    for source in dict.fromkeys(sources):
        try:
            found += statements_of(source)
        except SyntaxError:
            continue
    return Cell(role, tuple(found))


def program_of(name: str, source: str, above: Sequence[Cell]) -> Program:
    """Make the program of a test.

    Parameters
    ----------
    name : str
        Of the test's cell.
    source : str
    above : sequence of Cell
        In the order of the notebook.

    Raises
    ------
    CheckError
        If the test is not Python.
    """
    try:
        own = list(statements_of(source))
    except SyntaxError as error:
        raise CheckError(f"the test cell {name}, line {error.lineno}: {error.msg}") from None
    taken, theirs = _needed(loaded_names(ast.Module(own, [])), above)
    if own and isinstance(own[-1], ast.Expr) and not source.rstrip().endswith(";"):
        last = own[-1].value
        own[-1] = ast.Assign([ast.Name(GIVEN, ast.Store())], last)
        ast.copy_location(own[-1], last)
    tree = ast.fix_missing_locations(ast.Module([*taken, *own], []))
    text = f"{ast.unparse(ast.Module(taken, []))}\n{source}"
    return Program(tree, frozenset(theirs), text)


def _needed(names: set[str], above: Sequence[Cell]) -> tuple[list[ast.stmt], set[str]]:
    """Find, from below, what of the cells above makes these names, and which are the student's."""
    needed, theirs = set(names), set[str]()
    taken: list[ast.stmt] = []
    for cell in reversed(above):
        for statement in reversed(cell.statements):
            touched = touched_names(statement) & (needed | {STAR})
            if not touched and not _is_a_kind_of(needed, statement):
                continue
            if cell.role in INSTRUCTORS or isinstance(statement, ast.Import | ast.ImportFrom):
                taken.insert(0, statement)
                if not isinstance(statement, COMPOUND):
                    needed -= _bound(statement)
                needed |= loaded_names(statement)
            else:
                theirs |= touched
                needed -= touched
    return taken, theirs


def _is_a_kind_of(needed: set[str], statement: ast.stmt) -> bool:
    """Tell whether a class is found by its base: by `unittest` that is needed, a `TestCase`."""
    bases = statement.bases if isinstance(statement, ast.ClassDef) else []
    return any(loaded_names(base) & needed for base in bases)


def touched_names(statement: ast.stmt) -> set[str]:
    """Find the names that a statement makes or changes.

    >>> touched = "a, b = 1, 2; c[0] = 1; d.sort(); import e.f; from g import h as i; print(j)"
    >>> sorted(set().union(*map(touched_names, ast.parse(touched).body)))
    ['a', 'b', 'c', 'd', 'e', 'i']
    """
    return _bound(statement) | {
        base
        for node in _in_scope(statement)
        for target in _changed(node)
        if (base := _base_of(target)) is not None
    }


def _bound(statement: ast.stmt) -> set[str]:
    """Find the names that a statement binds in its own scope."""
    names: set[str] = set()
    for node in _in_scope(statement):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            names.add(node.id)
    return names


def _changed(node: ast.AST) -> Iterable[ast.AST]:
    """List what a piece of syntax changes by a part of it: `c` in `c[0] = 1` and in `c.sort()`."""
    if isinstance(node, ast.Subscript | ast.Attribute) and not isinstance(node.ctx, ast.Load):
        yield node.value
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield getattr(node.value.func, "value", node)


def _base_of(node: ast.AST) -> str | None:
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def _in_scope(node: ast.AST) -> Iterable[ast.AST]:
    """Walk a piece of syntax, but not into functions and classes that it defines."""
    yield node
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
        for child in ast.iter_child_nodes(node):
            yield from _in_scope(child)
