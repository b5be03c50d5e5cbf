"""The proxy, which may lead to Unix sockets."""

from typing import Any

from jupyterhub.proxy import ConfigurableHTTPProxy
from traitlets import validate


class SocketProxy(ConfigurableHTTPProxy):
    """JupyterHub's proxy; a route of our own may lead to a Unix socket too."""

    @validate("extra_routes")
    def _validate_extra_routes(self, proposal: Any) -> Any:
        return proposal.value
