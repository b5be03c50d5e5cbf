"""The structure of an answer: what is left without comments, layout and the student's own names."""

import ast
import hashlib

MOST = 50_000  # characters of an answer whose structure is looked at
DIGITS = 16  # of a structure, in hexadecimal


def structure_of(source: str) -> str:
    """Digest the structure of a piece of Python; empty where it has none.

    Names that the source binds itself are counted instead of read, docstrings and annotations are
    left out. Constants, operators, and the names of what is called from elsewhere remain.

    >>> one = structure_of("def f(x):\\n    total = x + 1  # add\\n    return np.sum(total)")
    >>> other = structure_of("def g(data):\\n    y = data+1\\n    return np.sum(y)")
    >>> one == other, one == structure_of("def f(x):\\n    return np.sum(x + 1)")
    (True, False)
    """
    if len(source) > MOST or not source.strip():
        return ""
    try:
        tree = ast.parse(source)
        plain = ast.dump(_Plain(_bound(tree)).visit(tree))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:DIGITS]


def _bound(tree: ast.AST) -> set[str]:
    """Find the names that a piece of syntax binds itself, in any of its scopes; not by import."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return names


class _Plain(ast.NodeTransformer):
    """Renames what is bound, in the order in which it is met, and takes out what only explains."""

    def __init__(self, bound: set[str]) -> None:
        self._bound, self._numbers = bound, dict[str, str]()

    def visit(self, node: ast.AST) -> ast.AST:
        """Make a node plain, then those in it."""
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            node.name = self._plain(node.name)
            if ast.get_docstring(node, clean=False) is not None:
                node.body = node.body[1:]
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.returns = None
        if isinstance(node, ast.arg):
            node.arg, node.annotation = self._plain(node.arg), None
        elif isinstance(node, ast.Name):
            node.id = self._plain(node.id)
        elif isinstance(node, ast.Global | ast.Nonlocal):
            node.names = [self._plain(name) for name in node.names]
        self.generic_visit(node)
        return node

    def _plain(self, name: str) -> str:
        if name not in self._bound:
            return name
        return self._numbers.setdefault(name, f"_{len(self._numbers)}")
