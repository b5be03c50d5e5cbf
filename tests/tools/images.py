"""The images of `hub/kubernetes/Dockerfile`, without Docker: laid out in folders, run in a box.

COPY copies. RUN runs in bubblewrap on this machine's own /usr. What needs the rights of root and
Debian's archive, `apt-get` and `useradd`, is not run.
"""

import os
import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.bubblewrap import box, find_bwrap
from tests.tools.places import ROOT

DOCKERFILE = ROOT / "hub" / "kubernetes" / "Dockerfile"
NOT_RUN = re.compile(r"apt-get|useradd")
FILES = ["alternatives", "ld.so.cache", "localtime", "ssl", "resolv.conf", "hosts", "pip.conf"]
PASSWD = "somebody:x:1000:1000::/home/somebody:/bin/sh\n"  # what useradd leaves
KEPT = re.compile(r"(PIP|UV)_|(HTTPS?|NO)_PROXY$|SSL_", re.IGNORECASE)  # where packages come from


@dataclass
class Image:
    """A stage of the file: its base, and what is done to it."""

    base: str
    steps: list[tuple[str, str]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        return dict(words.split("=", 1) for what, words in self.steps if what == "ENV")


def images() -> dict[str, Image]:
    """Read the file: from the name of each stage to the stage."""
    found: dict[str, Image] = {}
    for line in DOCKERFILE.read_text().splitlines():
        what, _, words = line.partition(" ")
        if what == "FROM":
            base, _, name = words.split()
            stage = found[name] = Image(base)
        elif what not in ("", "#", "ARG"):
            stage.steps.append((what, words))
    return found


def lay_out(name: str, folder: Path, run: bool = False) -> Image:
    """Make a stage in a folder, as the root of its image; with `run`, what RUN says as well."""
    image = images()[name]
    for what, words in image.steps:
        if what == "COPY":
            _copy(words, folder, run)
        elif what == "RUN" and run and not NOT_RUN.search(words):
            done = inside(folder, ["sh", "-c", words], network=True)
            assert done.returncode == 0, f"{words}\n{done.stdout}{done.stderr}"
    return image


def _copy(words: str, folder: Path, run: bool) -> None:
    *sources, place = shlex.split(words)
    context = ROOT
    if sources[0].startswith("--from="):
        context = folder.with_name(sources.pop(0).partition("=")[2])
        if not run:
            return
    for source in sources:
        origin = context / source.lstrip("/")
        target = folder / place.lstrip("/")
        if origin.is_dir():
            # Of another stage it is the same files, not copies: nearly a gigabyte.
            how = shutil.copy2 if context == ROOT else os.link
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(
                origin, target, symlinks=True, copy_function=how, ignore=ignored, dirs_exist_ok=True
            )
        else:
            target = target / origin.name if place.endswith("/") else target
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(origin, target)


def inside(
    folder: Path,
    command: list[str],
    network: bool = False,
    mounts: dict[Path, str] | None = None,
    **environment: str,
) -> subprocess.CompletedProcess:
    """Run something in an image: what is laid out is there, and this machine's /usr."""
    for name in ("srv", "room", "home", "tmp", "etc"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "etc" / "passwd").write_text(PASSWD)
    line = [*box(find_bwrap(), FILES), "--unshare-user", "--uid", "1000", "--gid", "1000"]
    line += ["--share-net"] if network else []
    for name in ("srv", "room", "home", "tmp"):
        line += ["--bind", str(folder / name), f"/{name}"]
    for path in (folder / "etc").iterdir():
        line += ["--ro-bind", str(path), f"/etc/{path.name}"]
    for path, place in (mounts or {}).items():
        line += ["--bind", str(path), place]
    told = {name: text for name, text in os.environ.items() if network and KEPT.match(name)}
    told |= {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8", **environment}
    return subprocess.run([*line, "--", *command], env=told, capture_output=True, text=True)
