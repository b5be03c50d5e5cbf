"""Messages between the rooms: a header as JSON and raw bytes behind it, within a time.

4 bytes    the size of the header
header     JSON; its `blobs` are the sizes of what follows
blobs      the bytes of arrays
"""

import json
import select
import socket
import struct
import time
from collections.abc import Callable, Sequence
from typing import Any

from course_lib.checks.values import Refused
from grading.rooms.inside.errors import Forged, Gone
from grading.rooms.inside.rest import LOOK

MAX_BYTES = 65 << 20  # one message: the largest array, and what goes with it

Header = dict[str, Any]


class Channel:
    """One end of a connection.

    Parameters
    ----------
    sock : socket.socket
        A connected stream socket.
    seconds : float or None
        The time for everything sent and received, from now on.
    look : function of an int, optional
        Called each time that nothing has come for `LOOK` seconds, with how often that was so
        since something came last.
    """

    def __init__(
        self,
        sock: socket.socket,
        seconds: float | None = None,
        look: Callable[[int], None] | None = None,
    ) -> None:
        self._sock = sock
        self._seconds = seconds
        self._look = look
        self._rest = bytearray()  # received, and not yet taken
        self._deadline = None if seconds is None else time.monotonic() + seconds

    def send(self, header: Header, blobs: Sequence[bytes] = ()) -> None:
        """Send one message.

        Raises
        ------
        Refused
            If it is too large.
        Gone
            If the other end is gone.
        """
        head = json.dumps(header | {"blobs": [len(blob) for blob in blobs]}).encode()
        if len(head) + sum(map(len, blobs)) > MAX_BYTES:
            raise Refused("large")
        try:
            self._set_timeout()
            self._sock.sendall(b"".join([struct.pack(">I", len(head)), head, *blobs]))
        except (OSError, ValueError) as error:
            raise Gone(f"the call did not get through: {error}") from None

    def receive(self, name: str, may_end: bool = False) -> tuple[Header, list[bytes]] | None:
        """Receive one message; None at the end, if the other room may end now.

        Parameters
        ----------
        name : str
            Whose answer is awaited, for the error.
        may_end : bool

        Raises
        ------
        Gone
            If none comes in time, the other end is gone, or what came is no message: `Forged`.
        """
        size = self._read(4, name, may_end)
        if size is None:
            return None
        try:
            (length,) = struct.unpack(">I", size)
            if length > MAX_BYTES:
                raise ValueError("too large")
            header = json.loads(self._read(length, name) or b"")
            sizes = header["blobs"]
            if not all(type(s) is int and s >= 0 for s in sizes) or sum(sizes) > MAX_BYTES:
                raise ValueError("wrong sizes")
            return header, [self._read(s, name) or b"" for s in sizes]
        except Gone:
            raise
        except Exception as error:
            raise no_message(name, error) from None

    def _read(self, size: int, name: str, may_end: bool = False) -> bytes | None:
        """Take so many bytes; what comes with them is kept for the next message."""
        while len(self._rest) < size:
            try:
                self._set_timeout()
                self._wait()
                missing = size - len(self._rest)
                chunk = self._sock.recv(min(max(missing, 1 << 16), 1 << 20))
            except TimeoutError:
                raise Gone(f"{name} did not come back within {self._seconds:g} s") from None
            except OSError:
                chunk = b""
            if not chunk:
                if may_end and not self._rest:
                    return None
                raise Gone(f"{name} ended the whole program")
            self._rest += chunk
        taken = bytes(self._rest[:size])
        del self._rest[:size]
        return taken

    def _wait(self) -> None:
        """Look, as long as nothing comes, if anybody wants to."""
        times = 0
        while self._look and not select.select([self._sock], [], [], LOOK)[0]:
            times += 1
            self._look(times)

    def _set_timeout(self) -> None:
        if self._deadline is not None:
            self._sock.settimeout(max(self._deadline - time.monotonic(), 1e-3))


def no_message(name: str, error: Exception) -> Gone:
    """Make the error of a message that could not be read: unless room is short, it is none."""
    if isinstance(error, MemoryError):
        return Gone(f"{name} sent more than there is room for")
    return Forged(f"{name} sent an answer that is not one")
