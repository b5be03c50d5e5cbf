"""How a server is started: a student's in its box, the instructor's beside the course directory."""

import os
import subprocess
import sys
from collections.abc import Callable
from typing import BinaryIO

from jupyterhub.spawner import Spawner

from hub.run import CHECKOUT, INSTRUCTOR, Run
from hub.servers.student_box import student_command, student_environment


def instructor_environment(run: Run) -> dict[str, str]:
    """Set the variables of the instructor's server, beside JupyterHub's own."""
    return {
        "PATH": os.environ["PATH"],
        "JUPYTER_CONFIG_PATH": str(CHECKOUT / "hub" / "servers" / "instructor"),
        "JUPYTER_PATH": str(CHECKOUT / "hub" / "front" / "jupyter"),
        "JUPYTER_RUNTIME_DIR": str(run.runtime),
        "COURSE_CHECKOUT": str(CHECKOUT),
        "COURSE": str(run.course),
        "COURSE_EXCHANGE": str(run.exchange),
    }


def before_spawn(run: Run, course_id: str) -> Callable[[Spawner], None]:
    """Make the hook that makes a server a student's or the instructor's.

    It runs at every start of a server, so it sets the command and never adds to it.
    """
    logs: dict[
        str, BinaryIO
    ] = {}  # one for each server: through its standard output it can read what it writes to

    def prepare(spawner: Spawner) -> None:
        name = spawner.user.name
        if name not in logs:
            logs[name] = open(run.log.parent / f"{name}.log", "wb")  # noqa: SIM115, kept open
        spawner.popen_kwargs = {
            "stdin": subprocess.DEVNULL,
            "stdout": logs[name],
            "stderr": subprocess.STDOUT,
        }
        spawner.home_dir = str(run.home(name))
        if name == INSTRUCTOR:
            spawner.notebook_dir = str(run.course)
            spawner.default_url = "/formgrader"
            spawner.cmd = [*dies_with_hub(run), sys.executable, "-m", "jupyterhub.singleuser"]
            spawner.args = ["--allow-root"] if os.geteuid() == 0 else []
            spawner.environment = instructor_environment(run)
        else:
            spawner.default_url = "/lab"
            spawner.cmd = student_command(run, name)
            spawner.environment = student_environment(run, course_id)

    return prepare


def dies_with_hub(run: Run) -> list[str]:
    """Begin a command that the kernel ends when the hub ends, even after kill -9."""
    return [run.tools["setpriv"], "--pdeathsig", "TERM", "--"]
