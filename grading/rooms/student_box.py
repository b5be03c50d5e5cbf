"""The student's room, as a command: the box in which a student's code runs.

Inside there is no network and no file of the course but the folder `inside/` beside this file,
`sandbox/` and the library that students have.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import sandbox
from sandbox.bubblewrap import as_nobody, box, find_bwrap, read_only
from sandbox.errors import NoSandbox
from sandbox.python import python_folders, student_library

INSIDE = Path(__file__).parent / "inside"
SEEN = "/room/grading/rooms/inside"  # the same name as here, so that both rooms import the same
STUB = """raise ImportError(
    "course_lib.{module} is hidden in this assignment: what it does is what you are asked to write"
)
"""
READS = {"datasets": ["data"]}  # what a package reads beside its own folder
NO_FIGURE = "export default { render({ el }) { el.textContent = 'not in grading'; } };\n"


def command(hides: Sequence[str]) -> tuple[list[str], list[int]]:
    """Make the command line that runs the student's room, but for the number of its socket.

    Parameters
    ----------
    hides : sequence of str
        Modules of course_lib that the student's code may not import. Then what the figures compute
        in their own language is hidden too; with `datasets`, the data that it reads.

    Returns
    -------
    (list of str, list of int)
        The line, and the descriptors that it speaks of: what stands in the place of hidden files.

    Raises
    ------
    NoSandbox
        If bubblewrap is missing, or students' library.
    """
    bwrap, library = find_bwrap(), student_library()
    if not library.is_dir():
        raise NoSandbox(f"{library} is missing: run 'make setup'")
    line = [*as_nobody(), *box(bwrap, ["ld.so.cache"]), "--clearenv"]
    line += read_only({folder: folder for folder in python_folders()})
    # /course below is the one copy that can be seen. What is seen empty is closed at the end: a
    # place to write to would outlive the submission.
    empty = [str(library)]
    line += ["--tmpfs", str(library)]
    line += read_only(
        {INSIDE: SEEN, Path(sandbox.__file__).parent: "/room/sandbox", library: "/course"}
    )
    fds = []
    for name in _folders(hides, library / "course_lib"):
        empty.append(f"/course/course_lib/{name}")
        line += ["--tmpfs", empty[-1]]
    for name, text in _hidden(hides, library / "course_lib"):
        fds.append(_readable(text))
        line += ["--ro-bind-data", str(fds[-1]), f"/course/course_lib/{name}"]
    for folder in empty:
        line += ["--remount-ro", folder]
    line += ["--dir", "/kept", "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp"]
    environment = {
        "PATH": f"{sys.prefix}/bin:/usr/bin:/bin",
        "PYTHONPATH": "/room:/course",
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": "/tmp",
        "USER": "student",
        "LANG": "C.UTF-8",
        "MPLCONFIGDIR": "/tmp",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    for name, value in environment.items():
        line += ["--setenv", name, value]
    # -P: what a student writes to /tmp is not imported in the place of a module.
    room = "grading.rooms.inside.student_room"
    return [*line, "--", sys.executable, "-P", "-m", room], fds


def _folders(hides: Sequence[str], library: Path) -> Iterator[str]:
    """Find the folders that are seen empty: of a package, of what it reads, of compiled modules."""
    if (library / "__pycache__").is_dir():
        yield "__pycache__"
    for module in hides:
        yield from (name for name in (module, *READS.get(module, ())) if (library / name).is_dir())


def _hidden(hides: Sequence[str], library: Path) -> Iterator[tuple[str, str]]:
    """Pair each file that is hidden with what is seen in its place."""
    for module in hides:
        place = f"{module}/__init__.py" if (library / module).is_dir() else f"{module}.py"
        yield place, STUB.format(module=module)
    if hides:
        for script in sorted((library / "figures").rglob("*.js")):
            yield str(script.relative_to(library)), NO_FIGURE


def _readable(text: str) -> int:
    """Open a descriptor from which a text can be read."""
    fd = os.memfd_create("hidden")
    os.write(fd, text.encode())
    os.lseek(fd, 0, os.SEEK_SET)
    return fd


def places_below_tmp() -> list[str]:
    """List what must be seen there although each submission gets a /tmp of its own."""
    return [str(folder) for folder in python_folders() if folder.is_relative_to("/tmp")]
