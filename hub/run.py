"""One run of the course on this machine: its folders, its ports, its accounts."""

import fcntl
import hashlib
import os
import shutil
import socket
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from grading.course.hub import Lti, OpenId
from hub.errors import Missing
from hub.people import Person
from sandbox.limits import ServerLimits
from sandbox.python import student_library

CHECKOUT = Path(__file__).resolve().parent.parent


def free_ports(count: int) -> list[int]:
    """Find ports that nobody listens on at this moment, all different."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def make_private(folder: Path) -> None:
    """Make a folder that nobody else reads, also where others may make folders.

    Raises
    ------
    Missing
        If somebody else's is there.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    there = folder.lstat()
    if not stat.S_ISDIR(there.st_mode) or there.st_uid != os.geteuid():
        raise Missing(f"{folder} is somebody else's: remove it, and start again")
    folder.chmod(0o700)


@dataclass
class Run:
    """Everything that one run is made of.

    The course directory is the teachers'. The state folder holds what outlives a run: the homes,
    the exchange, JupyterHub's database and secrets, the passwords, and the logs. It is private to
    this account. What a run needs beside that, its sockets, lies in the runtime folder.
    """

    port: int
    course: Path
    state: Path
    book: Path
    tools: dict[str, str]
    environment: Path = CHECKOUT / ".venv"
    students: list[Person] = field(default_factory=list)
    teachers: list[str] = field(default_factory=list)
    address: str = "127.0.0.1"
    certificate: Path | None = None
    key: Path | None = None
    place: OpenId | Lti | None = None  # where people sign in; None with passwords of the hub
    place_secret: str = field(default="", repr=False)
    limits: ServerLimits = field(default_factory=ServerLimits)
    looks_first: bool = False  # whether what is handed in is looked at at once
    leaves_servers: bool = True  # at its end, for the next run to find; Ctrl-C ends them
    ports: dict[str, int] = field(
        default_factory=lambda: dict(zip(("front",), free_ports(1), strict=True))
    )

    @property
    def url(self) -> str:
        anywhere = self.address in ("0.0.0.0", "::")
        host = "127.0.0.1" if anywhere else self.address
        kind = "https" if self.certificate else "http"
        return f"{kind}://{f'[{host}]' if ':' in host else host}:{self.port}/"

    @property
    def people(self) -> list[str]:
        """Who may come in: students, then teachers."""
        return [*(student.id for student in self.students), *self.teachers]

    @property
    def exchange(self) -> Path:
        return self.state / "exchange"

    @property
    def runtime(self) -> Path:
        """Where sockets are. Their paths have at most 107 characters, so it lies near the root.

        It is the same at each start in the same state folder.
        """
        usual = "/run" if os.geteuid() == 0 else tempfile.gettempdir()
        place = os.environ.get("XDG_RUNTIME_DIR") or usual
        return Path(place) / f"course-{hashlib.sha256(bytes(self.state)).hexdigest()[:12]}"

    @property
    def doors(self) -> Path:
        """The folder of the sockets that students' servers see."""
        return self.runtime / "doors"

    @property
    def ready(self) -> Path:
        """The socket at which students' servers stand ready."""
        return self.runtime / "ready.sock"

    @property
    def log(self) -> Path:
        return self.state / "logs" / "hub.log"

    @property
    def student_library(self) -> Path:
        return student_library(self.environment)

    def home(self, name: str) -> Path:
        return self.state / "homes" / name

    def make_folders(self) -> None:
        """Make the state folder and what lies in it, readable to this account alone."""
        self.state.mkdir(parents=True, exist_ok=True)
        self.state.chmod(0o700)
        self.exchange.mkdir(exist_ok=True)
        self.log.parent.mkdir(exist_ok=True)
        for name in self.people:
            self.home(name).mkdir(parents=True, exist_ok=True)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the state folder for one run; the lock ends with the process, however it ends."""
        file = os.open(self.state / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            address = os.read(file, 200).decode()
            os.close(file)
            raise Missing(
                f"the course already runs at {address}: open it there, or stop it with Ctrl-C first"
            ) from None
        os.truncate(file, 0)
        os.write(file, self.url.encode())
        make_private(self.runtime)
        for folder in ("doors", "servers", "kernels", "proxy"):
            (self.runtime / folder).mkdir(exist_ok=True)
        self.ready.unlink(missing_ok=True)  # of a run that was killed
        try:
            yield
        finally:
            if not (self.leaves_servers and any((self.runtime / "servers").iterdir())):
                shutil.rmtree(self.runtime, ignore_errors=True)
            os.close(file)
