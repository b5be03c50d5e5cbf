"""JupyterHub's single-user server on a socket that is open already.

    python -m hub.servers.inside.launch NUMBER

NUMBER is its descriptor: the hub opened it, so the server needs no folder to put a socket into, and
no network.
"""

import socket
import sys

from jupyter_server.serverapp import ServerApp
from jupyterhub.singleuser import main

listener = socket.socket(fileno=int(sys.argv.pop(1)))
listener.setblocking(False)


def _listen(app: ServerApp) -> None:
    app.http_server.add_socket(listener)


def _look_for_no_port(app: ServerApp) -> None:
    pass


ServerApp._find_http_port = _look_for_no_port  # type: ignore[assignment, method-assign]
ServerApp._bind_http_server = _listen  # type: ignore[assignment, method-assign]
main()
