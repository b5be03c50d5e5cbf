"""Where the service listens: on a socket of this machine, or on a port of a cluster's network."""

import socket
from urllib.parse import urlsplit

from tornado.netutil import bind_sockets, bind_unix_socket

from hub.errors import Missing


def sockets_of(address: str) -> list[socket.socket]:
    """Open the sockets of an address.

    Parameters
    ----------
    address : str
        A path, of a socket that this account alone can open; or `http://0.0.0.0:8080`.

    Raises
    ------
    Missing
        If nobody can listen there.
    """
    if "://" not in address:
        return [bind_unix_socket(address, mode=0o600)]
    url = urlsplit(address)
    try:
        if url.scheme != "http" or not url.hostname or not url.port or url.path.strip("/"):
            raise ValueError
        return bind_sockets(url.port, url.hostname)
    except ValueError:
        raise Missing(
            f"{address!r} is no address to listen at: write http://0.0.0.0:8080, or the path of a "
            "socket"
        ) from None
    except OSError as error:
        raise Missing(
            f"nobody can listen at {address} ({error.strerror}): stop the program that does, or "
            "take another port"
        ) from None
