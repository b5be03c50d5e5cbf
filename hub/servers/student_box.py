"""The box around a student's server.

The student's JupyterLab and kernels see a read-only system, the Python environment and their own
home. The checkout, the course directory, the exchange, other homes, the hub's state and everyone
else's processes are not hidden but absent. What is handed in and out passes through a socket.

What stays open under one operating-system account: the loopback network.
"""

from urllib.parse import quote

from hub.run import CHECKOUT, Run
from sandbox.bubblewrap import box, read_only
from sandbox.python import python_folders

HOME = "/home/student"
DOORS = "/srv/course"  # sockets of what they may speak to
SEEN = "/room/hub/submissions/inside"  # the same name as here, so that both import the same
CONFIG = "/etc/jupyter/student"
DATA = "/etc/jupyter/data"
USER_ID = "1000"

SYSTEM_FILES = ["alternatives", "fonts", "ld.so.cache", "localtime", "mime.types", "ssl"]


def student_command(run: Run, name: str) -> list[str]:
    """Start `name`'s single-user server in a box; JupyterHub appends its own arguments."""
    environment = run.environment.resolve()
    student = CHECKOUT / "hub" / "servers" / "student"
    command = [*box(run.tools["bwrap"], SYSTEM_FILES), "--share-net"]
    command += ["--uid", USER_ID, "--gid", USER_ID]
    command += read_only({folder: folder for folder in python_folders(environment)})
    command += read_only(
        {
            student: CONFIG,
            CHECKOUT / "hub" / "front" / "jupyter": DATA,
            student / "passwd": "/etc/passwd",
            CHECKOUT / "hub" / "submissions" / "inside": SEEN,
            run.doors: DOORS,
        }
    )
    command += ["--bind", str(run.home(name)), HOME]
    command += ["--remount-ro", "/", "--setenv", "HOME", HOME, "--chdir", HOME]
    return [*command, "--", str(environment / "bin" / "python"), "-m", "jupyterhub.singleuser"]


def student_environment(run: Run, course_id: str) -> dict[str, str]:
    """Set the variables of the server, beside JupyterHub's own."""
    return {
        "PATH": f"{run.environment.resolve() / 'bin'}:/usr/bin:/bin",
        "PYTHONPATH": f"{run.student_library.resolve()}:/room",
        "JUPYTER_CONFIG_PATH": CONFIG,
        "JUPYTER_PATH": DATA,
        "JUPYTER_RUNTIME_DIR": "/tmp/jupyter",
        "COURSE_ID": course_id,
        "COURSE_SUBMISSIONS": f"http+unix://{quote(f'{DOORS}/submissions.sock', safe='')}",
    }
