"""Processes that end with their block, and what they say in time."""

import contextlib
import os
import selectors
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO

import psutil

MAX_SAID = 32 << 20  # bytes that a room may say


@contextlib.contextmanager
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Open two connected sockets, ours and theirs; both are closed at the end."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


@contextlib.contextmanager
def process(
    command: Sequence[str],
    fds: Sequence[int],
    cwd: Path,
    stdin: int = subprocess.DEVNULL,
    stderr: int | IO[bytes] = subprocess.DEVNULL,
    env: dict[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a process that is killed, with all that it started, when its block ends."""
    child = subprocess.Popen(
        command,
        pass_fds=fds,
        cwd=cwd,
        stdin=stdin,
        stdout=subprocess.DEVNULL,
        stderr=stderr,
        env=env,
    )
    try:
        yield child
    finally:
        child.kill()
        child.wait()
        if child.stdin:
            with contextlib.suppress(BrokenPipeError):
                child.stdin.close()


@contextlib.contextmanager
def memory_watch(
    child: subprocess.Popen[bytes], most_mb: int, tell: Callable[[str], None], every: float = 0.1
) -> Iterator[None]:
    """Kill a process when all that it started together take more memory than they may."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(every):
            if _private_memory(child.pid) > most_mb << 20:
                tell(f"the program took more than {most_mb} MB: it was ended")
                child.kill()
                return

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _private_memory(pid: int) -> int:
    """Add up the memory of a process's children, in bytes, without what they share."""
    total = 0
    with contextlib.suppress(psutil.Error):
        for child in psutil.Process(pid).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                memory = child.memory_info()
                total += memory.rss - memory.shared
    return total


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
