"""Runs in Pyodide while the book is built: compiles what has been imported.

A reader's browser would compile it anew each time, and that took two thirds of the time until a
first result. Only the Python that runs it can compile it: bytecode differs from version to version.
"""

import importlib
import json
import py_compile
import sys
import tempfile
from pathlib import Path
from typing import Any

STDLIB = f"/lib/python{sys.version_info.major}{sys.version_info.minor}.zip/"


def bytecode(source: bytes, path: str, optimize: int) -> bytes:
    """Compile a module, so that whoever imports it looks for no source."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "module.py"
        file.write_bytes(source)
        made = py_compile.compile(
            str(file),
            dfile=path,
            doraise=True,
            optimize=optimize,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        assert made
        return Path(made).read_bytes()


def compiled(names: list[str]) -> bytes:
    """Import modules, and compile all that is loaded by then.

    The standard library's own lose their docstrings, as with `python -OO`, for the sake of readers
    with a slow network; but Pyodide reads its own.

    Returns
    -------
    bytes
        A line of JSON, with the path of each source and the size of its bytecode, then these.
    """
    for name in names:
        importlib.import_module(name)
    made = {}
    for module in list(sys.modules.values()):
        spec: Any = getattr(module, "__spec__", None)  # not all that stands there is a module
        path = spec and spec.has_location and spec.origin
        if path and path.endswith(".py"):
            plain = path.startswith(STDLIB) and "pyodide" not in path
            made[path] = bytecode(spec.loader.get_data(path), path, optimize=2 if plain else 0)
    sizes = json.dumps([[path, len(content)] for path, content in made.items()])
    return b"\n".join([sizes.encode(), b"".join(made.values())])
