"""Pack what a reader's browser loads into one folder, named by what is in it.

Archives beside the interpreter: numpy, the library, and matplotlib, which is loaded only for a cell
that draws. For notebooks also IPython with the kernel, and the widgets, only for a cell that has
some. What no cell of the book needs is left out of them, and what each first cell imports is there
as bytecode.
"""

import gzip
import hashlib
import io
import json
import os
import re
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path

from website.live.bytecode import STDLIB, compiled, replaced
from website.live.pyodide import NoSource, lock, packages
from website.tools import KERNEL, ROOT, BuildError

ARCHIVES = {
    "numpy": ["numpy"],
    "course_lib": ["traitlets"],
    "matplotlib": [
        "matplotlib",
        "contourpy",
        "cycler",
        "kiwisolver",
        "packaging",
        "pillow",
        "pyparsing",
        "python-dateutil",
        "six",
    ],
    "notebook": [
        "ipython",
        "asttokens",
        "decorator",
        "executing",
        "matplotlib-inline",
        "micropip",
        "packaging",
        "prompt-toolkit",
        "pure-eval",
        "pygments",
        "six",
        "stack-data",
        "wcwidth",
    ],
    "widgets": [],
}
# What Pyodide does not have, and this environment does: pure Python, or with its source.
INSTALLED = {
    "notebook": ["comm"],
    "widgets": ["anywidget", "ipywidgets", "psygnal", "typing-extensions"],
}
INTERPRETER = ["pyodide.mjs", "pyodide.asm.js"]
SCRIPTS = ["archive.js", "cells.js", "keep.js", "kernel.js", "load.js", "output.js", "worker.js"]
OURS = [
    "course_lib",
    "website/__init__.py",
    "website/look.py",
    "website/live/__init__.py",
    "website/live/inside",
]
LEFT_OUT = re.compile(
    r"/tests/|\.(a|c|h|js|orig|pxd|pyc|pyi)$"
    r"|numpy/f2py/|/fonts/(afm|pdfcorefonts)/|/ttf/DejaVuSerif"
    r"|/sample_data/|dateutil-zoneinfo|PIL/_webp"
    r"|IPython/(sphinxext|testing/plugin|lib/(demo|deepreload|editorhooks|latextools|lexers))"
    r"|prompt_toolkit/contrib/"
    r"|pygments/lexers/(?!__init__|_mapping|python|special)|-info/RECORD"
    r"|pygments/formatters/(?!__init__|_mapping|html|terminal)"
    r"|pygments/styles/(?!__init__|_mapping|default)"
)
# Of the standard library: what needs sockets or processes, what belongs to other systems or times,
# and what the interpreter has in itself. (Zip files ask for cp437.)
NOT_THERE = re.compile(
    r"^(imaplib|poplib|smtplib|ftplib|nntplib|telnetlib|mailbox|mailcap|cgi|smtpd|asyncore|asynchat"
    r"|xmlrpc/|wsgiref/|http/server|multiprocessing/|concurrent/futures/process|pty|pipes"
    r"|nturl2path|_aix_support|_osx_support|asyncio/(windows|proactor)"
    r"|encodings/(mac_|cp(037|1006|1026|1125|1140|273|424|500|[78]\d\d)|hp_|palm)"
    r"|aifc|sunau|chunk|sndhdr|imghdr|xdrlib|uu\.|pickletools"
    r"|_pyio|_pydatetime|_pydecimal|importlib/_bootstrap|zipimport)"
)
# What is imported before a first cell has run, and before a first plot.
BEGIN = ["website.live.inside.cells", "website.live.inside.needs", "numpy", "course_lib"]
DRAW = ["matplotlib.pyplot", "matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg"]
HERE = Path(__file__).parent
HOME = ROOT / "_build" / "python"
Files = Iterable[tuple[str, bytes]]


def unpacked(wheels: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Give the files of wheels."""
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if not name.endswith("/"):
                    yield name, archive.read(name)


def installed(names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Give the files of packages of this environment, but for what only this machine can run."""
    for name in names:
        for file in distribution(name).files or ():
            path = Path(str(file.locate()))
            if file.parts[0] != ".." and path.suffix != ".so" and path.is_file():
                yield file.as_posix(), path.read_bytes()


def figures() -> Iterator[tuple[str, bytes]]:
    """Give the scripts of the moving figures, which a notebook has no page to take from."""
    for path in sorted((ROOT / "course_lib" / "figures").glob("*.bundle.js")):
        yield path.relative_to(ROOT).as_posix(), path.read_bytes()


def own() -> Iterator[tuple[str, bytes]]:
    """Give the files of the library, and of what runs beside it."""
    for name in OURS:
        top = ROOT / name
        for path in sorted([top] if top.is_file() else top.rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if path.is_file() and not LEFT_OUT.search(name):
                yield name, path.read_bytes()


def needed(archive: str, found: dict[str, Path]) -> Iterator[tuple[str, bytes]]:
    """Give the files of an archive; `found` says where Pyodide's packages lie."""
    kernel = sorted((KERNEL / "static" / "pypi").glob("*.whl"))
    if not kernel:
        raise BuildError("JupyterLite's kernel is missing from .venv/lite: run `make setup`")
    others: dict[str, Callable[[], Files]] = {
        "course_lib": own,
        "notebook": lambda: unpacked(kernel),
    }
    parts = [
        unpacked(found[name] for name in ARCHIVES[archive]),
        installed(INSTALLED.get(archive, ())),
        others.get(archive, tuple)(),
    ]
    yield from ((n, content) for files in parts for n, content in files if not LEFT_OUT.search(n))
    yield from figures() if archive == "widgets" else ()


def packed(files: Files) -> bytes:
    """Pack files as one stream for `archive.js`, the same ones always into the same bytes."""
    contents = dict(files)
    sizes = json.dumps([[name, len(content)] for name, content in contents.items()])
    return gzip.compress(b"\n".join([sizes.encode(), b"".join(contents.values())]), 9, mtime=0)


def loose(files: Files) -> bytes:
    """Make a zip file whose files are not packed each by itself: as one they become smaller."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as stored:
        for name, content in files:
            stored.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def version(npm: Path) -> str:
    """Name what will be packed: by the lock's sums, by our own files, by how it is packed."""
    locked = lock(npm)
    sums = [locked[name]["sha256"] for names in ARCHIVES.values() for name in names]
    digest = hashlib.sha256(" ".join(sums).encode() + (npm / "package.json").read_bytes())
    makers = ["pack.py", "bytecode.py", "compile.mjs", "compiles.py"]
    scripts = [HERE / name for name in [*makers, *SCRIPTS]]
    scripts += [ROOT / "requirements.txt", ROOT / "setup.sh"]  # say what is installed
    files = [*own(), *figures(), *((path.name, path.read_bytes()) for path in scripts)]
    for name, content in files:
        digest.update(f"{name}\0".encode() + content + b"\0")
    return digest.hexdigest()[:12]


def fill(folder: Path, npm: Path) -> None:
    """Write the files that a browser loads, and a list of how many bytes each has."""
    found = packages(npm, [name for names in ARCHIVES.values() for name in names])
    for name in INTERPRETER:
        shutil.copy(npm / name, folder)
    files = {archive: dict(needed(archive, found)) for archive in ARCHIVES}
    sources = {archive: packed(files[archive].items()) for archive in ["numpy", "course_lib"]}
    begin = compiled(npm, sources.values(), BEGIN)
    sources["matplotlib"] = packed(files["matplotlib"].items())
    draw = compiled(npm, sources.values(), DRAW)
    stdlib = unpacked([npm / "python_stdlib.zip"])
    stdlib = ((name, content) for name, content in stdlib if not NOT_THERE.match(name))
    for name, content in {
        "pyodide.asm.wasm": (npm / "pyodide.asm.wasm").read_bytes(),
        "python_stdlib.zip": loose(replaced(stdlib, begin, STDLIB)),
    }.items():
        (folder / f"{name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    for archive in ARCHIVES:
        known = draw if archive == "matplotlib" else begin
        made = packed(replaced(files[archive].items(), known))
        (folder / f"{archive}.files.gz").write_bytes(made)
    about = json.loads((npm / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    empty = json.dumps({"info": about, "packages": {}})
    (folder / "pyodide-lock.json").write_text(empty, encoding="utf-8")
    for name in SCRIPTS:
        shutil.copy(HERE / name, folder)
    sizes = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    (folder / "sizes.json").write_text(json.dumps(sizes), encoding="utf-8")


def pack(root: Path = ROOT) -> Path | None:
    """Make the folder if it is not there yet; None where its packages cannot be had.

    Raises
    ------
    BuildError
        If a package is refused, or cannot be had and REQUIRE_PYODIDE is set.
    """
    npm = root / "node_modules" / "pyodide"
    if not npm.exists():
        raise BuildError("Pyodide is missing from node_modules: run `make setup`")
    folder = HOME / version(npm)
    if folder.exists():
        return folder
    made = HOME / f"{folder.name}.{os.getpid()}"
    made.mkdir(parents=True)
    try:
        fill(made, npm)
        made.rename(folder)
    except NoSource as error:
        sentence = (
            f"no source has Pyodide's {error}: set PYODIDE= to its release, a folder or an archive"
        )
        if os.environ.get("REQUIRE_PYODIDE"):
            raise BuildError(sentence) from None
        print(f"book: without live Python, for {sentence}", file=sys.stderr)
        return None
    except OSError:
        if not folder.exists():  # else another build was faster
            raise
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return folder
