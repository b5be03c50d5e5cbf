"""The page on which people choose another password."""

from jupyterhub.handlers import BaseHandler
from tornado.web import authenticated

LEAST = 10  # characters
CHANGED = "Your password is changed."
DIFFERENT = "The new password is not the same in both fields: type it again."
SHORT = f"Take at least {LEAST} characters: a few words that only you think of are easy to keep."
WRONG = "That is not the password that you have now."


class ChangePassword(BaseHandler):
    """Shows the form, and changes the password of who is signed in."""

    @authenticated
    async def get(self) -> None:
        """Show the form."""
        await self._show("")

    @authenticated
    async def post(self) -> None:
        """Change the password, or say why not."""
        old, new, again = (
            self.get_body_argument(name, "", strip=False) for name in ("old", "new", "again")
        )
        await self._show(await self._change(self.current_user.name, old, new, again))

    async def _change(self, name: str, old: str, new: str, again: str) -> str:
        if new != again:
            return DIFFERENT
        if len(new) < LEAST:
            return SHORT
        who = {"username": name, "password": old}
        if await self.authenticator.authenticate(self, who) != name:  # it slows down guesses, too
            return WRONG
        self.authenticator.accounts.choose(name, new)
        return CHANGED

    async def _show(self, said: str) -> None:
        page = await self.render_template("password.html", said=said, changed=said == CHANGED)
        self.finish(page)
