"""The box: bubblewrap around one process.

Inside there is no other process, no file but the system's, and nothing to write to but a small
private /tmp. What more a room needs is added to the command by whoever builds the room.
"""

import os
import shutil
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from sandbox.errors import NoSandbox

NOBODY = 65534


def find_bwrap() -> str:
    """Find bubblewrap.

    Raises
    ------
    NoSandbox
        If it is not installed.
    """
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        raise NoSandbox(
            "bubblewrap is missing, and students' code is never run without a sandbox: "
            "install it with 'sudo apt install bubblewrap'"
        )
    return bwrap


def box(bwrap: str, files: Iterable[str] = (), tmp_mb: int | None = None) -> list[str]:
    """Begin a command: new namespaces, no privileges, the system read-only, an empty /tmp.

    Parameters
    ----------
    bwrap : str
        Bubblewrap's path.
    files : iterable of str
        What is to be seen of /etc, where it exists. Never all of it: root's own files lie there.
    tmp_mb : int
        The size of /tmp; half of the memory if it is not given.
    """
    command = [bwrap, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]
    command += ["--hostname", "course", "--ro-bind", "/usr", "/usr"]
    for name in ("/bin", "/lib", "/lib64", "/sbin"):
        if os.path.islink(name):
            command += ["--symlink", os.readlink(name), name]
        elif os.path.isdir(name):
            command += ["--ro-bind", name, name]
    for name in files:
        command += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    command += ["--proc", "/proc", "--dev", "/dev"]
    size = [] if tmp_mb is None else ["--size", str(tmp_mb << 20)]
    return [*command, *size, "--tmpfs", "/tmp"]


def read_only(places: Mapping[Path, Path | str]) -> list[str]:
    """Show files and folders, each under another name, to be read and not written."""
    return [word for place, name in places.items() for word in ("--ro-bind", str(place), str(name))]


@cache
def as_nobody() -> list[str]:
    """Begin a command as nobody where we are root, for whom limits on processes do not hold."""
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise NoSandbox("setpriv is missing: install it with 'apt install util-linux'")
    me = str(NOBODY)
    return [setpriv, "--reuid", me, "--regid", me, "--clear-groups", "--no-new-privs", "--"]
