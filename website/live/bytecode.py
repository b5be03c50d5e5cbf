"""Bytecode in the place of sources, for what every first cell imports: browsers compile slowly."""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from website.tools import BuildError, find_node

SITE = "/lib/python3.12/site-packages/"
STDLIB = "/lib/python312.zip/"
SHOWN = re.compile(r"^(course_lib|website)/")  # whose source readers ask for with `??`
COMPILE = Path(__file__).with_name("compile.mjs")


def compiled(npm: Path, archives: Iterable[bytes], names: Iterable[str]) -> dict[str, bytes]:
    """Compile what is loaded once modules have been imported.

    Parameters
    ----------
    npm : Path
        The folder of npm's package `pyodide`.
    archives : iterable of bytes
        Archives of `pack.packed` in which the modules are.
    names : iterable of str
        Of the modules.

    Returns
    -------
    dict
        From the path of each source, in the browser, to its bytecode.

    Raises
    ------
    BuildError
        If a module cannot be imported.
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, archive in enumerate(archives):
            paths.append(Path(folder) / f"{number}.files.gz")
            paths[-1].write_bytes(archive)
        made = Path(folder) / "made"
        command: list[str | Path] = [find_node(), COMPILE, npm, made, *paths, "--", *names]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise BuildError(f"Pyodide compiles nothing: {done.stderr[-2000:]}")
        head, _, rest = made.read_bytes().partition(b"\n")
    found, at = {}, 0
    for path, size in json.loads(head):
        found[path] = rest[at : at + size]
        at += size
    return found


def replaced(
    files: Iterable[tuple[str, bytes]], known: Mapping[str, bytes], folder: str = SITE
) -> Iterator[tuple[str, bytes]]:
    """Give files, bytecode in the place of sources where it is known."""
    for name, content in files:
        path = folder + name
        if path in known and not SHOWN.match(name):
            yield f"{name}c", known[path]
        else:
            yield name, content
