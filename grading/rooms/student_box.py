"""The student's room, as a command: one process that runs a student's code in the box.

Inside there is no network and no file of the course but the folder `inside/` beside this file and
the library that students have.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from sandbox.bubblewrap import as_nobody, box, find_bwrap, read_only
from sandbox.errors import NoSandbox
from sandbox.limits import Limits
from sandbox.python import python_folders, student_library

INSIDE = Path(__file__).parent / "inside"
SEEN = "/room/grading/rooms/inside"  # the same name as here, so that both rooms import the same
STUB = """raise ImportError(
    "course_lib.{module} is hidden in this assignment: what it does is what you are asked to write"
)
"""


def command(
    arguments: Sequence[str], hides: Sequence[str], limits: Limits, stubs: Path
) -> list[str]:
    """Make the command line that runs the student's room.

    Parameters
    ----------
    arguments : sequence of str
        For `student_room.py`: the numbers of its sockets.
    hides : sequence of str
        Modules of course_lib that the student's code may not import.
    limits : Limits
    stubs : Path
        A folder in which a file for each hidden module can be made.

    Raises
    ------
    NoSandbox
        If bubblewrap is missing, or students' library.
    """
    bwrap, library = find_bwrap(), student_library()
    if not library.is_dir():
        raise NoSandbox(f"{library} is missing: run 'make setup'")
    line = [*as_nobody(), *box(bwrap, ["ld.so.cache"], limits.tmp_mb), "--clearenv"]
    line += read_only({folder: folder for folder in python_folders()})
    line += ["--tmpfs", str(library)]  # /course below is the one copy that can be seen
    line += read_only({INSIDE: SEEN, library: "/course"})
    if (library / "course_lib" / "__pycache__").is_dir():
        line += ["--tmpfs", "/course/course_lib/__pycache__"]
    for module in hides:
        stub = stubs / f"{module}.py"
        stub.write_text(STUB.format(module=module))
        stub.chmod(0o644)
        line += read_only({stub: f"/course/course_lib/{module}.py"})
    line += ["--remount-ro", "/", "--chdir", "/tmp"]
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
    return [
        *line,
        "--",
        sys.executable,
        "-P",
        "-m",
        "grading.rooms.inside.student_room",
        *arguments,
    ]
