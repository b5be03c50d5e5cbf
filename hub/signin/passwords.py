"""Passwords of the demo accounts."""

import hmac
from typing import Any

from jupyterhub.auth import Authenticator
from tornado.web import RequestHandler
from traitlets import Dict


class DemoAuthenticator(Authenticator):
    """Each account has its own password, made at this start."""

    passwords = Dict().tag(config=True)

    async def authenticate(self, handler: RequestHandler, data: dict[str, Any]) -> str | None:
        """Give the account's name, or nothing where the password is not its own."""
        name = self.normalize_username(data["username"])
        right = self.passwords.get(name, "")
        same = hmac.compare_digest(right.encode(), data["password"].encode())
        return name if right and same else None
