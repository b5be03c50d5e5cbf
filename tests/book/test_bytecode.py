"""What every first cell imports comes as bytecode, and nothing else misses what was left out."""

import ast
import gzip
import io
import json
import zipfile

import pytest

from tests.tools.places import ROOT
from website.live import bytecode, pack
from website.live.pyodide import lock, packages
from website.tools import BuildError

NPM = ROOT / "node_modules" / "pyodide"
MAGIC = 3531  # of Python 3.12
# In the interpreter itself.
FROZEN = {"zipimport", "importlib._bootstrap", "importlib._bootstrap_external"}


def files_of(archive):
    """The names in an archive, and what each holds."""
    head, _, rest = gzip.decompress(archive.read_bytes()).partition(b"\n")
    found, at = {}, 0
    for name, size in json.loads(head):
        found[name] = rest[at : at + size]
        at += size
    assert at == len(rest)
    return found


def test_a_first_cell_finds_bytecode_and_readers_find_the_librarys_source(packed):
    numpy = files_of(packed / "numpy.files.gz")
    assert "numpy/__init__.py" not in numpy and "numpy/ma/core.py" in numpy
    assert int.from_bytes(numpy["numpy/__init__.pyc"][:2], "little") == MAGIC
    ours = files_of(packed / "course_lib.files.gz")
    assert "course_lib/network.py" in ours and "website/live/inside/cells.py" in ours
    assert "traitlets/traitlets.pyc" in ours
    stdlib = zipfile.ZipFile(
        io.BytesIO(gzip.decompress((packed / "python_stdlib.zip.gz").read_bytes()))
    )
    names = set(stdlib.namelist())
    assert {"typing.pyc", "uuid.py"} <= names
    assert not {"typing.py", "multiprocessing/pool.py"} & names
    assert "matplotlib/pyplot.pyc" in files_of(packed / "matplotlib.files.gz")


def test_a_module_that_is_missing_is_an_error_that_names_it():
    with pytest.raises(BuildError, match="No module named 'course_lib'"):
        bytecode.compiled(NPM, [], ["json", "course_lib"])


def top_imports(source):
    """The full names of what a module imports as soon as it is itself imported."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_nothing_that_is_there_imports_at_once_what_is_left_out(packed):
    wanted = [name for names in pack.ARCHIVES.values() for name in names]
    assert set(wanted) <= set(lock(NPM))
    found = packages(NPM, wanted)
    stdlib = dict(pack.unpacked([NPM / "python_stdlib.zip"]))
    out = {name for name in stdlib if pack.NOT_THERE.match(name)}
    gone = {name[:-3].replace("/", ".").removesuffix(".__init__") for name in out} - FROZEN
    assert {"multiprocessing.pool", "_pydecimal"} & gone and "uuid" not in gone
    there = {name: content for name, content in stdlib.items() if name not in out}
    for archive in pack.ARCHIVES:
        there |= dict(pack.needed(archive, found))
    missed, newer = [], []
    for name, content in there.items():
        if name.endswith(".py"):
            try:
                missed += [(name, what) for what in top_imports(content) if what in gone]
            except SyntaxError:  # of a later Python than this one
                newer.append(name)
    assert missed == [] and len(newer) < 5
