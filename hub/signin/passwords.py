"""Sign-in with a password, and how guesses are slowed down."""

import asyncio
import time
from typing import Any

from tornado.web import HTTPError, RequestHandler
from traitlets import Any as AnyTrait

from hub.signin.change import ChangePassword
from hub.signin.course import OfTheCourse

FREE = 5  # wrong passwords before the first wait
LONGEST = 60  # seconds


class PasswordAuthenticator(OfTheCourse):
    """Whoever is in the course comes in with a password of the own."""

    accounts = AnyTrait(help="the passwords: an `Accounts`").tag(config=True)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._wrong: dict[str, tuple[int, float]] = {}  # how often, and until when to wait

    async def authenticate(
        self, handler: RequestHandler | None, data: dict[str, Any]
    ) -> str | None:
        """Give the account's name, or nothing where the password is not its own.

        After five wrong ones a name has to wait, twice as long each time and a minute at most:
        wherever the guesses come from, for an address is easily forged.
        """
        name = self.normalize_username(data["username"])
        times, until = self._wrong.get(name, (0, 0.0))
        if (left := until - time.monotonic()) > 0:
            raise HTTPError(429, f"Too many wrong passwords: wait {left:.0f} seconds.")
        if len(self._wrong) > 10_000:
            self._wrong.clear()
        wait = min(2.0 ** (times - FREE), LONGEST) if times >= FREE else 0.0
        self._wrong[name] = (times + 1, time.monotonic() + wait)
        loop = asyncio.get_running_loop()
        right = await loop.run_in_executor(None, self.accounts.is_right, name, data["password"])
        if not right or name not in self.allowed_users:
            return None
        del self._wrong[name]
        return name

    def get_handlers(self, app: Any) -> list[tuple[str, type]]:
        """Add the page on which people choose another one."""
        return [*super().get_handlers(app), ("/password", ChangePassword)]
