"""Who may stay: people of the course, however they came in."""

from typing import Any

from jupyterhub.auth import Authenticator


class OfTheCourse(Authenticator):
    """Lets in whom the course's tables name."""

    async def refresh_user(self, user: Any, handler: Any = None, **options: Any) -> bool:
        """Let nobody stay who is in the course no longer."""
        return user.name in self.allowed_users
