"""Build the website: `python -m website.build` writes `_build/html/`.

Every page is written anew, and its cells run where the page's code, the library or the packages
have changed; with `--clean` they all run. A warning or a cell that fails leaves the last good site
where it was, and exits with 1. The log of the build stays in `_build/book/build.log`.
"""

import argparse
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from website.lab.make import furnish
from website.live.pack import pack
from website.tools import ROOT, BuildError, tools

SOURCES = [
    "_config.yml",
    "_toc.yml",
    "book",
    "course_lib",
    "exercises",
    "package-lock.json",
    "requirements.txt",
    "website",
]
RUN_WITH = [
    "course_lib",
    "requirements.txt",
    "website/kernel.py",
    "website/look.py",
]  # cells, besides their text
BUILD = """
import json, sys
from jupyter_book.sphinx import build_sphinx
result = build_sphinx(**json.loads(sys.argv[1]))
if isinstance(result, Exception):
    raise result
sys.exit(result)
"""
NOT_SOURCES = {"__pycache__", ".ipynb_checkpoints", ".jupyter_cache"}
STEP = re.compile(r"(reading sources|writing output)\.\.\. \[ *(\d+)%\] (\S+)")
TROUBLE = re.compile(r"(^|: )(WARNING|ERROR|CRITICAL|SEVERE): ")
CELL_PAGE = re.compile(r"execute\.base\.ExecutionError: (\S+)")
CAUSE = re.compile(r"\w*(Error|Exception|Interrupt)(:|$)")
COLOUR = re.compile(r"\x1b\[[0-9;]*m|\x1b\[[KGA]")


def source_hash(root: Path = ROOT, names: Sequence[str] = SOURCES) -> str:
    """Hash everything that the site is made from, or some of it."""
    digest = hashlib.sha256()
    for name in names:
        top = root / name
        for path in sorted([top] if top.is_file() else top.rglob("*")):
            if not path.is_file() or NOT_SOURCES & set(path.parts):
                continue
            if not path.name.endswith((".bundle.js", ".pyc")):
                digest.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def state(root: Path = ROOT) -> str:
    """Tell sites apart: by their sources, and by the dates that stand at the foot of the pages."""
    command = ["git", "log", "--format=%cs", "--name-only", "--", "book"]
    try:
        dates = subprocess.run(command, cwd=root, capture_output=True, check=False).stdout
    except FileNotFoundError:  # git is not installed
        dates = b""
    return f"{source_hash(root)} {hashlib.sha256(dates).hexdigest()}"


def is_current(root: Path = ROOT) -> bool:
    """Tell whether `_build/html` was made from the sources as they are, with Python if asked."""
    stamp = root / "_build" / "book" / "stamp"
    if not stamp.exists() or not (root / "_build" / "html" / "index.html").exists():
        return False
    made, _, live = stamp.read_text().partition("\n")
    asked = os.environ.get("PYODIDE") or os.environ.get("REQUIRE_PYODIDE")
    return made == state(root) and bool(live or not asked)


def kept_cells(root: Path, clean: bool = False) -> Path:
    """Give the folder of what cells have made; what they made with something else is forgotten."""
    home, version = root / "_build" / "cells", f"{sys.version_info[0]}.{sys.version_info[1]}"
    folder = home / f"{source_hash(root, RUN_WITH)}-{version}"
    for old in home.glob("*"):
        if clean or old != folder:
            shutil.rmtree(old)
    return folder


def call(root: Path, job: dict[str, object], **options: object) -> list[str]:
    """Give the command that lets Jupyter Book do a job; `options` are Sphinx's own."""
    overrides = {
        "latex_individualpages": False,
        "external_toc_path": str(root / "_toc.yml"),
        "nb_execution_mode": "cache",
        **options,
    }
    job = {
        "sourcedir": str(root),
        "path_config": str(root / "_config.yml"),
        "noconfig": True,
        "confoverrides": overrides,
        **job,
    }
    return [sys.executable, "-c", BUILD, json.dumps(job)]


def build(
    root: Path = ROOT, show: Callable[[str], None] = lambda line: None, clean: bool = False
) -> Path:
    """Build the site of the checkout at `root`, `clean` by running every cell; its folder."""
    environment = tools(root)
    bundle_figures(root, environment)
    environment["LIVE_PYTHON"] = str(pack(root) or "")
    work, html = root / "_build" / "book", root / "_build" / "html"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    stamp = state(root)
    built = work / "_build" / "html"
    job = {"outputdir": str(built), "freshenv": True, "warningiserror": True, "keep_going": True}
    command = call(root, job, nb_execution_cache_path=str(kept_cells(root, clean)))
    lines, code = logged(command, root, environment, work / "build.log", show)
    if code or not (built / "index.html").exists():
        raise BuildError(explain(lines, root, work / "build.log"))
    if environment["LIVE_PYTHON"]:
        furnish(built, Path(environment["LIVE_PYTHON"]), root)
    replace(html, built)
    (work / "stamp").write_text(f"{stamp}\n{environment['LIVE_PYTHON']}")
    return html


def run(command: list[str], root: Path, environment: dict[str, str], what: str) -> None:
    """Run a program to its end; `what` it makes is for the error."""
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BuildError(f"{what} could not be made: {done.stderr.strip() or done.stdout.strip()}")


def bundle_figures(root: Path, environment: dict[str, str]) -> None:
    """Bundle the scripts of the moving figures."""
    script = "course_lib/figures/hosts/build.js"
    run([environment["NODE"], script], root, environment, "the figures")


def logged(
    command: list[str],
    root: Path,
    environment: dict[str, str],
    log: Path,
    show: Callable[[str], None],
) -> tuple[list[str], int]:
    """Run the build and keep what it says; `show` is told how far it is."""
    lines = []
    process = subprocess.Popen(
        command,
        cwd=root,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    with log.open("w") as file, process:
        for line in process.stdout or ():
            lines.append(COLOUR.sub("", line).rstrip())
            file.write(lines[-1] + "\n")
            if step := STEP.search(lines[-1]):
                show(f"{step[1]} {step[2]:>3} % {step[3]}")
    return lines, process.returncode


def explain(lines: list[str], root: Path, log: Path) -> str:
    """Say what went wrong, a line for each trouble, and what to do."""
    lines = [line.replace(f"{root}/", "") for line in lines]
    troubles = [line for line in lines if TROUBLE.search(line) and "[mystnb.exec]" not in line]
    for start, line in enumerate(lines):
        if line.startswith(("Extension error", "Sphinx error")):
            end = lines.index("Traceback (most recent call last):", start)
            troubles += [rest for rest in lines[start + 1 : end] if rest]
        if line.startswith("nbclient.exceptions."):
            page = next((m[1] for m in map(CELL_PAGE.search, lines) if m), "a notebook")
            causes = [rest for rest in lines[start + 1 :] if CAUSE.match(rest)]
            at = [rest for rest in lines[start:] if rest.startswith("---->")]
            cause = causes[0].rstrip(":") if causes else line.removeprefix("nbclient.exceptions.")
            if not at and "-------------------" in lines:  # its preview
                at = lines[lines.index("-------------------") + 1 :]
            troubles.append(f"{page}: a cell fails with {cause} {at[0] if at else ''}".rstrip())
            break
    found = list(dict.fromkeys(troubles)) or [line for line in lines if line][-3:]
    where = log.relative_to(root)
    return "\n".join([*found, f"mend this and build again; the whole log is {where}"])


def replace(html: Path, built: Path) -> None:
    """Put the new site in the place of the old one, which is there until the last moment."""
    old = html.with_name("html.old")
    shutil.rmtree(old, ignore_errors=True)
    if html.exists():
        html.rename(old)
    built.rename(html)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def alone(root: Path = ROOT) -> Iterator[None]:
    """Let one build run at a time."""
    (root / "_build").mkdir(exist_ok=True)
    with (root / "_build" / "book.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main(arguments: list[str] | None = None) -> int:
    """Build, and say where the site is or what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m website.build", description=__doc__)
    parser.add_argument(
        "--if-changed", action="store_true", help="do nothing when the site is already current"
    )
    parser.add_argument("--clean", action="store_true", help="run every cell anew")
    options = parser.parse_args(arguments)
    terminal = sys.stdout.isatty()

    def show(line: str) -> None:
        if terminal:
            print(f"\r\x1b[Kbook: {line}", end="", flush=True)

    with alone():
        if options.if_changed and is_current():
            return 0
        start = time.monotonic()
        try:
            build(show=show, clean=options.clean)
        except BuildError as error:
            print(("\r\x1b[K" if terminal else "") + f"book: {error}", file=sys.stderr)
            return 1
        seconds = time.monotonic() - start
        print(("\r\x1b[K" if terminal else "") + f"book: _build/html/index.html in {seconds:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
