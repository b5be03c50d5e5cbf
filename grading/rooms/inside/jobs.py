"""Jobs for a room that stands ready: one JSON text, and the descriptors that belong to it."""

import contextlib
import json
import os
import socket
import struct
from collections.abc import Sequence
from typing import Any

MOST_DESCRIPTORS = 253  # what the kernel takes at once

Job = dict[str, Any]


def send_job(sock: socket.socket, job: Job, fds: Sequence[int]) -> None:
    """Send a job to a room."""
    text = json.dumps(job).encode()
    socket.send_fds(sock, [struct.pack(">I", len(text))], fds)
    sock.sendall(text)


def receive_job(sock: socket.socket) -> tuple[Job, list[int]] | None:
    """Await the next job; None where there is no more. No program started gets its descriptors."""
    size, fds, _, _ = socket.recv_fds(sock, 4, MOST_DESCRIPTORS)
    if len(size) < 4:
        return None
    for fd in fds:
        os.set_inheritable(fd, False)
    (missing,) = struct.unpack(">I", size)
    text = bytearray()
    while len(text) < missing:
        chunk = sock.recv(missing - len(text))
        if not chunk:
            return None
        text += chunk
    return json.loads(text), fds


def reap() -> None:
    """Take leave of those children that have ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
