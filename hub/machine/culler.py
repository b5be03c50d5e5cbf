"""Ends idle servers: jupyterhub-idle-culler, which reaches the hub through its socket.

python -m hub.machine.culler SOCKET OPTION …
"""

import socket
import sys
from typing import Any

from jupyterhub_idle_culler import main
from tornado.netutil import Resolver


class Door(Resolver):
    """Finds the hub's socket, whatever the host is called."""

    def initialize(self, path: str) -> None:
        """Take the socket's path."""
        self.path = path

    async def resolve(self, host: str, port: int, family: Any = 0) -> list[tuple[int, Any]]:
        """Give the socket for an address."""
        return [(socket.AF_UNIX, self.path)]


if __name__ == "__main__":
    Resolver.configure(Door, path=sys.argv.pop(1))
    main()
