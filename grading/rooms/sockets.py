"""Sockets between the rooms, and what is said on them in time."""

import contextlib
import os
import selectors
import socket
import time
from collections.abc import Iterator

MAX_SAID = 32 << 20  # bytes that a room may say


@contextlib.contextmanager
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Open two connected sockets; both are closed at the end."""
    one, other = socket.socketpair()
    with one, other:
        yield one, other


def lines(fd: int, ends: float) -> Iterator[bytes]:
    """Read lines from a descriptor until it ends or the time (of `time.monotonic`) is over."""
    rest, total = b"", 0
    with selectors.DefaultSelector() as selector:
        selector.register(fd, selectors.EVENT_READ)
        while (left := ends - time.monotonic()) > 0 and total < MAX_SAID:
            if not selector.select(left):
                break
            try:
                chunk = os.read(fd, 1 << 16)
            except OSError:
                break
            if not chunk:
                break
            total += len(chunk)
            *whole, rest = (rest + chunk).split(b"\n")
            yield from whole
