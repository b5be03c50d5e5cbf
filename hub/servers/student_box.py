"""The box around a student's server.

The student's JupyterLab and kernels see a read-only system, the Python environment and their own
home. The checkout, the course directory, the exchange, other homes, the hub's state and everyone
else's processes are not hidden but absent. So is the network, this machine's too: the server
listens on a socket that the hub has opened, and speaks to the hub and the submission service
through two more.
"""

import os
from urllib.parse import quote

from hub.run import CHECKOUT, Run
from sandbox.bubblewrap import box, read_only
from sandbox.python import python_folders
from sandbox.seccomp import make_filter

HOME = "/home/student"
KERNELS = "/srv/kernels"  # their sockets
SOCKETS_MB = 4
DOORS = "/srv/course"  # sockets of what they may speak to
SEEN = ["servers/inside", "submissions/inside"]  # of this package; the same names as here
CONFIG = "/etc/jupyter/student"
USER_ID = "1000"

SYSTEM_FILES = ["alternatives", "fonts", "ld.so.cache", "localtime", "mime.types", "ssl"]


def student_box(run: Run, name: str, refused: int) -> list[str]:
    """Begin the command that puts a box around `name`'s server.

    Parameters
    ----------
    run : hub.run.Run
    name : str
    refused : int
        The descriptor of the kernel's filter.
    """
    environment = run.environment.resolve()
    student = CHECKOUT / "hub" / "servers" / "student"
    command = box(run.tools["bwrap"], SYSTEM_FILES, run.limits.tmp_mb)
    command += [
        "--size",
        str(run.limits.tmp_mb << 20),
        "--tmpfs",
        "/dev/shm",
        "--remount-ro",
        "/dev",
    ]
    # Who is root outside may write the kernel's settings, whoever it is inside.
    command += ["--ro-bind", "/proc/sys", "/proc/sys"]
    command += ["--unshare-user", "--disable-userns", "--seccomp", str(refused)]
    command += ["--uid", USER_ID, "--gid", USER_ID]
    command += read_only({folder: folder for folder in python_folders(environment)})
    command += read_only(
        {
            student: CONFIG,
            student / "passwd": "/etc/passwd",
            **{CHECKOUT / "hub" / folder: f"/room/hub/{folder}" for folder in SEEN},
            run.doors: DOORS,
        }
    )
    command += ["--bind", str(run.home(name)), HOME]
    command += ["--size", str(SOCKETS_MB << 20), "--tmpfs", KERNELS]  # a full /tmp stops no kernel
    return [*command, "--remount-ro", "/", "--setenv", "HOME", HOME, "--chdir", HOME]


def student_command(run: Run, listener: int) -> list[str]:
    """Start the single-user server within the box, on a socket that is open."""
    python = run.environment.resolve() / "bin" / "python"
    command = [run.tools["prlimit"], f"--nproc={run.limits.processes}", str(python)]
    return [*command, "-m", "hub.servers.inside.launch", str(listener)]


def filter_file() -> int:
    """Write what the kernel refuses to where bubblewrap reads it; the descriptor."""
    file = os.memfd_create("filter")
    make_filter(server=True).export_bpf(os.fdopen(os.dup(file), "wb"))
    os.lseek(file, 0, os.SEEK_SET)
    return file


def student_environment(run: Run, course_id: str) -> dict[str, str]:
    """Set the variables of the server, beside JupyterHub's own."""
    return {
        "PATH": f"{run.environment.resolve() / 'bin'}:/usr/bin:/bin",
        "PYTHONPATH": f"{run.student_library.resolve()}:/room",
        "JUPYTER_CONFIG_PATH": CONFIG,
        "JUPYTER_PATH": f"{CONFIG}/lab",
        "JUPYTER_RUNTIME_DIR": KERNELS,
        "OMP_NUM_THREADS": "1",  # as in grading; threads count as processes
        "OPENBLAS_NUM_THREADS": "1",
        "COURSE_ID": course_id,
        "COURSE_SUBMISSIONS": f"http+unix://{quote(f'{DOORS}/submissions.sock', safe='')}",
    }
