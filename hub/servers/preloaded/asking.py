"""How the keeper asks for a server that stands ready."""

import json
import socket
from pathlib import Path
from typing import Any

MOST = 1 << 18  # bytes of a request
PATIENCE = 120  # seconds, while all is loaded; after that a server is started anew


def ask(door: Path, request: dict[str, Any], descriptors: list[int]) -> int:
    """Ask for a server in a box.

    Parameters
    ----------
    door : Path
        The socket at which it stands ready.
    request : dict
        `arguments` and `environment` of the server, the `folder` in which it starts, the `groups`
        that it joins, files into which it writes 0, and its `limits`: from a number of `resource`
        to the most.
    descriptors : list of int
        Of the socket on which the server listens, of the kernel's filter, of what is printed, of a
        pipe that ends with the server, and of a process in the box (`os.pidfd_open`).

    Returns
    -------
    int
        The process id of the server's parent in the box.

    Raises
    ------
    OSError
        If nobody is there, or the kernel refuses.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as asking:
        asking.settimeout(PATIENCE)
        asking.connect(str(door))
        socket.send_fds(asking, [json.dumps(request).encode()], descriptors)
        answer = asking.recv(MOST).decode()
    if not answer.isdecimal():
        raise OSError(answer or "the preloaded server has ended")
    return int(answer)
