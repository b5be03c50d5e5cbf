"""JupyterHub's single-user server on a socket that is open already.

    python -m hub.servers.inside.launch NUMBER

NUMBER is its descriptor: the hub opened it, so the server needs no folder to put a socket into, and
no network.
"""

import socket
import sys

from jupyter_server.serverapp import ServerApp
from jupyterhub.singleuser import main


def run(descriptor: int) -> None:
    """Run the server until it ends."""
    listener = socket.socket(fileno=descriptor)
    listener.setblocking(False)

    def listen(app: ServerApp) -> None:
        app.http_server.add_socket(listener)

    def look_for_no_port(app: ServerApp) -> None:
        pass

    ServerApp._find_http_port = look_for_no_port  # type: ignore[assignment, method-assign]
    ServerApp._bind_http_server = listen  # type: ignore[assignment, method-assign]
    main()


if __name__ == "__main__":
    run(int(sys.argv.pop(1)))
