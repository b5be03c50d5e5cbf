"""A PostgreSQL server of the tests' own, on a socket in a folder of its own."""

import glob
import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534
PATH = os.pathsep.join([*glob.glob("/usr/lib/postgresql/*/bin"), os.environ["PATH"]])
# No port, no wait for the disk.
SERVER = "-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"


@pytest.fixture(scope="session")
def postgres():
    """`postgres(name)` makes a database, and gives its address as SQLAlchemy takes it."""
    with server() as folder:

        def made(name):
            run(folder, "createdb", "-h", folder, "-U", "grader", name)
            return f"postgresql+psycopg://grader@/{name}?host={folder}"

        yield made


@contextmanager
def server():
    """The folder of a server's socket; the server ends with the block."""
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        if os.geteuid() == 0:  # for whom PostgreSQL does not start
            os.chown(folder, NOBODY, NOBODY)
        data, options = Path(folder) / "data", SERVER.format(folder=folder)
        log = Path(folder) / "log"
        run(folder, "initdb", "-A", "trust", "-N", "-U", "grader", "-D", data)
        run(folder, "pg_ctl", "-w", "-D", data, "-l", log, "-o", options, "start")
        try:
            yield folder
        finally:
            run(folder, "pg_ctl", "-w", "-D", data, "-m", "immediate", "stop")


def run(folder, program, *arguments):
    path = shutil.which(program, path=PATH)
    assert path, f"{program} is missing: run `make setup-tests`"
    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    done = subprocess.run(
        [path, *arguments], cwd=folder, capture_output=True, text=True, check=False, **user
    )
    assert done.returncode == 0, done.stderr
