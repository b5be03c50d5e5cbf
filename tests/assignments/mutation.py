"""Mutants of an answer: one small change each, over its syntax tree.

An operator, a comparison, a constant, an index, a call or a condition is changed as a hurried
student might. `mutants` gives (what was changed, source).
"""

import ast
import copy

OPERATORS = {
    ast.Add: [ast.Sub], ast.Sub: [ast.Add], ast.Mult: [ast.Add, ast.Div], ast.Div: [ast.Mult],
    ast.FloorDiv: [ast.Mult, ast.Div], ast.Mod: [ast.FloorDiv], ast.Pow: [ast.Mult],
    ast.MatMult: [ast.Mult], ast.BitAnd: [ast.BitOr], ast.BitOr: [ast.BitAnd],
}  # fmt: skip
COMPARISONS = {
    ast.Lt: [ast.LtE, ast.Gt], ast.LtE: [ast.Lt, ast.Gt], ast.Gt: [ast.GtE, ast.Lt],
    ast.GtE: [ast.Gt, ast.Lt], ast.Eq: [ast.NotEq], ast.NotEq: [ast.Eq],
    ast.Is: [ast.IsNot], ast.IsNot: [ast.Is], ast.In: [ast.NotIn], ast.NotIn: [ast.In],
}  # fmt: skip
TWINS = {
    "max": "min", "min": "max", "maximum": "minimum", "minimum": "maximum", "sum": "mean",
    "mean": "sum", "exp": "exp2", "log": "log2", "zeros": "ones", "ones": "zeros", "argmax":
    "argmin", "sin": "cos", "cos": "sin", "floor": "ceil", "ceil": "floor", "any": "all",
    "all": "any", "zeros_like": "ones_like", "ones_like": "zeros_like", "hstack": "vstack",
    "tanh": "sin", "sqrt": "square", "abs": "negative", "append": "insert", "sorted": "list",
    "reversed": "list", "range": "reversed", "cumsum": "cumprod", "linspace": "geomspace",
}  # fmt: skip


def mutants(source):
    """Every mutant of a cell.

    Parameters
    ----------
    source : str

    Yields
    ------
    (str, str)
        What was changed, as ``line 3: + became -``, and the mutated source.
    """
    tree = ast.parse(source)
    for number, node in enumerate(ast.walk(tree)):
        for change in _changes(node):
            twin = copy.deepcopy(tree)
            target = next(n for i, n in enumerate(ast.walk(twin)) if i == number)
            label = change(target)
            if label is None:
                continue
            text = ast.unparse(ast.fix_missing_locations(twin))
            if text != ast.unparse(tree):
                yield f"line {getattr(node, 'lineno', 0)}: {label}", text


def _changes(node):
    """Functions that change such a node and say how."""
    if isinstance(node, ast.BinOp | ast.AugAssign):
        for kind in OPERATORS.get(type(node.op), []):
            yield _setter("op", kind)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        for kind in COMPARISONS.get(type(node.ops[0]), []):
            yield _set_comparison(kind)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield _setter("op", ast.UAdd)
    elif isinstance(node, ast.BoolOp):
        yield _setter("op", ast.Or if isinstance(node.op, ast.And) else ast.And)
    elif isinstance(node, ast.Constant):
        yield from _constants(node.value)
    elif isinstance(node, ast.Call):
        yield _drop_keyword
        yield _swap_arguments
        if isinstance(node.func, ast.Attribute | ast.Name):
            yield _other_function
    elif isinstance(node, ast.IfExp | ast.If | ast.While):
        yield _negate
    elif isinstance(node, ast.Slice):
        yield _drop_bound("lower")
        yield _drop_bound("upper")
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield _untransposed


def _constants(value):
    if isinstance(value, bool):
        yield _set_constant(not value)
    elif isinstance(value, int | float):
        yield _set_constant(value + 1)
        yield _set_constant(value - 1)


def _setter(field, kind):
    def change(node):
        label = f"{type(node.op).__name__} became {kind.__name__}"
        setattr(node, field, kind())
        return label

    return change


def _set_comparison(kind):
    def change(node):
        label = f"{type(node.ops[0]).__name__} became {kind.__name__}"
        node.ops = [kind()]
        return label

    return change


def _set_constant(value):
    def change(node):
        label = f"{node.value} became {value}"
        node.value = value
        return label

    return change


def _drop_keyword(node):
    if not node.keywords:
        return None
    return f"{ast.unparse(node.keywords.pop())} was left out"


def _swap_arguments(node):
    if len(node.args) < 2:
        return None
    node.args[0], node.args[1] = node.args[1], node.args[0]
    return "the first two arguments were swapped"


def _other_function(node):
    func = node.func
    name = func.attr if isinstance(func, ast.Attribute) else func.id
    if name not in TWINS:
        return None
    setattr(func, "attr" if isinstance(func, ast.Attribute) else "id", TWINS[name])
    return f"{name} became {TWINS[name]}"


def _negate(node):
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return "the condition was negated"


def _drop_bound(field):
    def change(node):
        if getattr(node, field) is None:
            return None
        setattr(node, field, None)
        return f"the {field} bound was left out"

    return change


def _untransposed(node):
    node.attr = "real"  # of an array of real numbers: itself
    return "the transpose was left out"
