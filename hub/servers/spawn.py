"""How a server is started: a student's in its box, the instructor's beside the course directory."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jupyterhub.objects import Server
from jupyterhub.spawner import SimpleLocalProcessSpawner, Spawner
from traitlets import Any as AnyTrait
from traitlets import Unicode

from hub.run import CHECKOUT, Run
from hub.servers.student_box import (
    DOORS,
    HOME,
    filter_file,
    student_box,
    student_command,
    student_environment,
)

BEGINS = 60  # seconds in which the process from which servers are forked is there


class SocketSpawner(SimpleLocalProcessSpawner):
    """Starts servers that listen on Unix sockets, which the hub opens for them.

    So a student's needs no network, and the server of a hub that is gone is found again.
    """

    gave_up = False  # of all: whether the process from which servers are forked does not come
    run = AnyTrait(help="the run of the course: a `Run`").tag(config=True)
    course_id = Unicode(help="what nbgrader calls the course").tag(config=True)

    @property
    def socket(self) -> Path:
        """Where the server listens: by its number, for a name may be long."""
        return self.run.runtime / "servers" / f"{self.user.orm_user.id}.sock"

    @property
    def _teaches(self) -> bool:
        return self.user.name in self.run.teachers

    def _server(self) -> Server | None:
        server = Spawner.server.fget(self)
        if server is not None and not server.connect_url:
            server.connect_url = address_of(self.socket)
        return server

    server = property(_server, Spawner.server.fset)

    async def start(self) -> str:
        """Open the socket, start the server on it, and tell its address."""
        self.port = 1  # of no importance
        if not self._teaches:
            await self._until_one_stands_ready()
        with (
            listen(self.socket) as listener,
            open(filter_file(), "rb") as refused,
            open(self.run.log.parent / f"{self.user.name}.log", "wb") as log,
        ):
            descriptors = [listener.fileno(), refused.fileno()]
            self._prepare(*descriptors)
            self.popen_kwargs = {
                "cwd": self._folder(),
                "stdin": subprocess.DEVNULL,
                "stdout": log,  # for it alone: through it a server reads what it has written
                "stderr": subprocess.STDOUT,
                "pass_fds": descriptors,
            }
            await super().start()
        return address_of(self.socket)

    async def _until_one_stands_ready(self) -> None:
        """Wait for the process from which servers are forked, when the hub has just begun.

        If it does not come it is not waited for again: servers are started without it.
        """
        until = time.monotonic() + (0 if SocketSpawner.gave_up else BEGINS)
        while not self.run.ready.exists():
            if time.monotonic() > until:
                SocketSpawner.gave_up = True
                return
            await asyncio.sleep(0.05)
        SocketSpawner.gave_up = False

    def _prepare(self, listener: int, refused: int) -> None:
        """Set the command, and never add to it: the same object may start a server again."""
        self.home_dir = str(self.run.home(self.user.name))
        if self._teaches:
            self.notebook_dir = str(self.run.course)
            self.default_url = "/formgrader"
            self.cmd = [sys.executable, "-m", "hub.servers.inside.launch", str(listener)]
            self.args = ["--allow-root"] if os.geteuid() == 0 else []
            self.environment = instructor_environment(self.run)
        else:
            self.default_url = "/course/"  # the list of assignments
            self.hub_connect_url = address_of(Path(DOORS) / "hub.sock")
            self.cmd = keeper_command(self.run, self.user.name, self.socket, listener, refused)
            self.environment = student_environment(self.run, self.course_id)

    def _folder(self) -> Path:
        """Name the folder in which it starts: the keeper, outside the box, in none of a student's.

        Python would import what lies there.
        """
        return self.run.home(self.user.name) if self._teaches else CHECKOUT

    def make_preexec_fn(self, name: str) -> Any:
        """Change nothing: the box makes what it needs."""
        return None


def listen(path: Path) -> socket.socket:
    """Listen on a Unix socket; one that was there before is gone."""
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    listener.listen(128)
    return listener


def address_of(path: Path) -> str:
    """Write a socket as an address."""
    return f"http+unix://{quote(str(path), safe='')}"


def instructor_environment(run: Run) -> dict[str, str]:
    """Set the variables of the instructor's server, beside JupyterHub's own."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(CHECKOUT),
        "JUPYTER_CONFIG_PATH": str(CHECKOUT / "hub" / "servers" / "instructor"),
        "JUPYTER_RUNTIME_DIR": str(run.runtime / "kernels"),
        "COURSE_CHECKOUT": str(CHECKOUT),
        "COURSE": str(run.course),
        "COURSE_EXCHANGE": str(run.exchange),
    }


def keeper_command(run: Run, name: str, socket: Path, listener: int, refused: int) -> list[str]:
    """Start a student's server in its box, held to its limits; JupyterHub appends its arguments."""
    limits = run.limits
    command = [sys.executable, "-m", "hub.servers.keeper"]
    command += [str(socket.with_suffix(".lock")), str(run.home(name))]
    command += map(str, (limits.memory_mb, limits.processes, limits.home_mb))
    command += [str(run.ready), HOME, str(listener), str(refused)]
    return [*command, *student_box(run, name, refused), "--", *student_command(run, listener), "--"]


def preloaded_command(run: Run) -> list[str]:
    """Start what students' servers are forked from: it has what a server has, and no secret."""
    known = {**student_environment(run, ""), "HOME": HOME}
    clean = ["/usr/bin/env", "-i", *(f"{name}={value}" for name, value in known.items())]
    command = [sys.executable, "-m", "hub.servers.preloaded.process", str(run.ready)]
    return [*dies_with_hub(run), *clean, *command]


def dies_with_hub(run: Run) -> list[str]:
    """Begin a command that the kernel ends when the hub ends, even after kill -9."""
    return [run.tools["setpriv"], "--pdeathsig", "TERM", "--"]
