"""What has to be there before the course can start; what is missing gets one sentence.

A `Missing` says what is wrong and what to do about it, and nothing else reaches the terminal.
"""

import errno
import shutil
import socket
import subprocess
from pathlib import Path

from hub.errors import Missing


def check_tools(search_path: str | None = None) -> dict[str, str]:
    """Find the programs that the hub starts; `search_path` replaces $PATH."""
    advice = {
        "bwrap": "bubblewrap is missing (the sandbox around each student's server): "
        "install it with 'sudo apt install bubblewrap' and start again",
        "setpriv": "setpriv is missing (it stops servers with the hub): "
        "install it with 'sudo apt install util-linux' and start again",
        "prlimit": "prlimit is missing (it counts a server's processes): "
        "install it with 'sudo apt install util-linux' and start again",
        "node": "node is missing (the proxy runs on it): run 'make setup', which brings it",
        "configurable-http-proxy": "configurable-http-proxy is missing (it joins book and hub "
        "on one address): run 'make setup', which brings it",
    }
    found = {}
    for tool, sentence in advice.items():
        path = shutil.which(tool, path=search_path)
        if path is None:
            raise Missing(sentence)
        found[tool] = path
    return found


def check_sandbox(bwrap: str) -> None:
    """Make a sandbox once: some machines have bubblewrap and forbid what it needs."""
    command = [bwrap, "--unshare-all", "--ro-bind", "/", "/", "true"]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        said = run.stderr.strip().splitlines() or [f"exit status {run.returncode}"]
        raise Missing(
            f"bubblewrap cannot make a sandbox on this machine ({said[-1]}): "
            "allow unprivileged user namespaces, or run in a container that allows them"
        )


def check_folders(book: Path, student_library: Path) -> None:
    """Refuse to start before the site and the students' course_lib are built."""
    if not (book / "index.html").is_file():
        raise Missing(f"there is no book in {book}: build it with 'make book'")
    if not (student_library / "course_lib" / "__init__.py").is_file():
        raise Missing(f"the students' course_lib is not in {student_library}: run 'make setup'")


def check_files(paths: list[Path]) -> None:
    """Refuse to start without the files that `course.toml` names for TLS."""
    for path in paths:
        if not path.is_file():
            raise Missing(f"there is no file {path}, which course.toml names in [hub]")


def check_port(port: str) -> int:
    """Read the port as a number."""
    if port.isascii() and port.isdigit() and 1 <= int(port) <= 65535:
        return int(port)
    raise Missing(f"{port!r} is not a port: choose a number from 1 to 65535, PORT=8001 make course")


def check_port_is_free(port: int, address: str = "127.0.0.1") -> None:
    """Listen on the port for a moment."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address, port))
            listener.listen()
        except OSError as error:
            another = 8001 if port == 8000 else 8000
            if error.errno == errno.EADDRINUSE:
                problem = f"port {port} is in use: stop the program that listens there"
            else:
                problem = f"port {port} cannot be opened ({error.strerror})"
            raise Missing(f"{problem}, or take another: PORT={another} make course") from None
