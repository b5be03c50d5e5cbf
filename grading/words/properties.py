"""The named properties of a check, found by its syntax.

with prop("every row sums to one"):                  visible
    ...
### BEGIN HIDDEN TESTS
with prop("large inputs do not overflow"):           hidden
    ...
### END HIDDEN TESTS
"""

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn, TypeGuard

from course_lib.checks.contracts import Contract
from grading.words.errors import CheckError

BEGIN_HIDDEN, END_HIDDEN = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
OPENING = "returns", "graded"  # the functions that a check begins with
MISTAKES = "Mistakes"  # the class in a check that holds what known mistakes do


@dataclass(frozen=True)
class Property:
    """One property of a check: its name, its statement, and the set-up lines above it."""

    name: str
    hidden: bool
    essential: bool = False
    program: ast.Module = field(default_factory=lambda: ast.Module([], []))

    @property
    def uses(self) -> set[str]:
        """The names that the property or its set-up reads."""
        return loaded_names(self.program)


def find_properties(source: str, check: str) -> list[Property]:
    """Find the properties of a check, in order.

    Parameters
    ----------
    source : str
        The check with its hidden properties.
    check : str
        Its name, for error messages.

    Returns
    -------
    list of Property

    Raises
    ------
    CheckError
        If a name is not a literal or comes twice, a property is not at top level, a hidden region
        begins or ends inside a property, or there is no property at all.
    """

    def wrong(sentence: str) -> NoReturn:
        raise CheckError(f"check {check}: {sentence}")

    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        wrong(f"line {error.lineno} is not Python: {error.msg}")
    hidden_lines = _hidden_lines(source, wrong)
    found: list[Property] = []
    setup: list[ast.stmt] = []
    for statement in tree.body:
        if _is_opening(statement) or _is_mistakes(statement):
            continue
        call = _prop_call(statement)
        if call is None:
            if any(_is_prop(node) for node in ast.walk(statement)):
                wrong(f"line {statement.lineno}: a property must stand at top level")
            setup.append(statement)
            continue
        name = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
        if not isinstance(name, str):
            wrong(f"line {statement.lineno}: the name of a property must be a literal text")
        if any(name == other.name for other in found):
            wrong(f"the name {name!r} comes twice")
        inside = {
            line in hidden_lines
            for line in range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)
        }
        if len(inside) > 1:
            wrong(f"{name!r}: hidden regions must begin and end between properties")
        essential = any(
            k.arg == "essential" and isinstance(k.value, ast.Constant) and k.value.value is True
            for k in call.keywords
        )
        program = ast.Module([*setup, statement], [])
        found.append(Property(name, inside == {True}, essential, program))
    if not found:
        wrong('it has no property: write with prop("what holds"):')
    return found


def contracts_of(source: str) -> dict[str, Contract]:
    """Find what comes back from the answers that a check calls, in its opening line.

    >>> contracts_of('returns(softmax="array (n, m)")')["softmax"].text
    'array (n, m)'
    """
    found: dict[str, str] = {}
    for statement in ast.parse(source).body:
        found |= _contracts_in(statement)
    return {name: Contract(text) for name, text in found.items()}


def mistakes_in(source: str) -> ast.Module:
    """Find the class of the mistakes that are known of a check's answer; empty if none are."""
    return ast.Module([each for each in ast.parse(source).body if _is_mistakes(each)], [])


def opening_lines(contracts: dict[str, str], points: float, hidden: int) -> str:
    """Write the opening lines of a check.

    >>> print(opening_lines({"softmax": "array (n, m)"}, 4, 2))
    returns(softmax="array (n, m)")
    graded(points=4, hidden=2)
    """
    told = ", ".join(f'{name}="{text}"' for name, text in contracts.items())
    return f"returns({told})\ngraded(points={points:g}, hidden={hidden})"


def with_known(check: str, known: str) -> str:
    """Write into a check what is known of the right values.

    >>> with_known("graded(points=4, hidden=2)", "abc")
    'graded(points=4, hidden=2, known="abc")'
    """
    return re.sub(
        r"^(graded\(.*)\)$", lambda m: f'{m[1]}, known="{known}")', check, count=1, flags=re.M
    )


def _is_opening(statement: ast.stmt) -> bool:
    return _opening_call(statement) in OPENING


def _opening_call(statement: ast.stmt) -> str | None:
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        function = statement.value.func
        return function.id if isinstance(function, ast.Name) else None
    return None


def _is_mistakes(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ClassDef) and statement.name == MISTAKES


def _contracts_in(statement: ast.stmt) -> dict[str, str]:
    """Read what an opening line says of what comes back."""
    if _opening_call(statement) != OPENING[0]:
        return {}
    assert isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)
    return {str(k.arg): ast.literal_eval(k.value) for k in statement.value.keywords}


def defined_names(source: str) -> set[str]:
    """Find the names that a cell defines at top level by def, class or assignment, never by import.

    >>> sorted(defined_names("import numpy as np\\na, b = 1, 2\\ndef softmax(z): ..."))
    ['a', 'b', 'softmax']
    """
    names: set[str] = set()
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(statement.name)
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            names |= {
                node.id
                for node in ast.walk(statement)
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
            }
    return names


def loaded_names(tree: ast.AST) -> set[str]:
    """Find the names that a piece of syntax reads."""
    return {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }


def visible_part(source: str) -> str:
    """Give the check without its hidden regions."""
    hidden = _hidden_lines(source)
    lines = source.split("\n")
    return "\n".join(line for n, line in enumerate(lines, start=1) if n not in hidden)


def _hidden_lines(source: str, wrong: Callable[[str], NoReturn] | None = None) -> set[int]:
    """Find the numbers of the lines between hidden markers, the markers among them."""
    hidden: set[int] = set()
    inside = False
    for number, line in enumerate(source.split("\n"), start=1):
        begins, ends = BEGIN_HIDDEN in line, END_HIDDEN in line
        if wrong and ((begins and inside) or (ends and not inside)):
            wrong(f"line {number}: hidden regions must begin, then end")
        inside = inside or begins
        if inside:
            hidden.add(number)
        inside = inside and not ends
    if wrong and inside:
        wrong("a hidden region does not end")
    return hidden


def _is_prop(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "prop"


def _prop_call(statement: ast.stmt) -> ast.Call | None:
    if isinstance(statement, ast.With) and len(statement.items) == 1:
        call = statement.items[0].context_expr
        return call if _is_prop(call) else None
    return None
