"""The student's page: what is due, what was handed in, what came back; and what its buttons do."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join
from nbgrader.exchange import ExchangeError
from tornado.web import HTTPError, RedirectHandler, StaticFileHandler, authenticated

from hub.submissions.inside.work import Work

HERE = Path(__file__).parent
NAME = r"[\w-][\w.-]{0,99}"  # of an assignment
OWN_PAGE = "default-src 'none'; base-uri 'none'; connect-src 'self'; form-action 'none'; "
OWN_PAGE += "frame-ancestors 'none'; img-src 'self' data:; script-src 'self'; style-src 'self'"
# A page of feedback holds what students wrote: no script runs in it, and it is nobody's origin.
FEEDBACK = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
FEEDBACK += "base-uri 'none'; font-src data:; form-action 'none'; frame-ancestors 'none'; "
FEEDBACK += "img-src data:; style-src 'unsafe-inline'"


class Handler(JupyterHandler):
    """Does a student's work beside the loop; what is refused is a sentence."""

    @property
    def work(self) -> Work:
        """What this student does."""
        found: Work = self.settings["course_work"]
        return found

    async def do(self, what: Callable[..., Any], *arguments: str) -> Any:
        """Do it."""
        try:
            return await asyncio.to_thread(what, *arguments)
        except ExchangeError as error:
            raise HTTPError(409, str(error)) from None

    async def tell(self, what: Callable[..., dict[str, Any]], *arguments: str) -> None:
        """Do it, and answer in JSON: what came of it, or why it is refused."""
        try:
            self.finish(await asyncio.to_thread(what, *arguments))
        except ExchangeError as error:
            self.set_status(409)
            self.finish({"message": str(error)})


class Page(Handler):
    """The page itself."""

    content_security_policy = OWN_PAGE

    @authenticated
    def get(self) -> None:
        """Send it, with the cookie that its buttons need."""
        _ = self.xsrf_token
        self.set_header("Cache-Control", "no-cache")
        self.finish((HERE / "static" / "list.html").read_bytes())


class Listed(Handler):
    """What the page shows."""

    @authenticated
    async def get(self) -> None:
        """List the assignments."""
        await self.tell(lambda: {"assignments": self.work.listed()})


class Button(Handler):
    """What a button does."""

    @authenticated
    async def post(self, what: str, name: str) -> None:
        """Do it, and tell."""
        work = self.work
        does = {"draft": work.draft, "hand-in": work.hand_in, "restore": work.restore}
        await self.tell(does[what], name)


class Validate(Handler):
    """Runs a notebook from a fresh start."""

    @authenticated
    async def post(self, name: str, notebook: str) -> None:
        """Run it, and tell what its checks say."""
        await self.tell(self.work.validate, name, notebook)


class Open(Handler):
    """Opens an assignment in Lab; one that is not there yet is fetched."""

    @authenticated
    async def get(self, name: str) -> None:
        """Fetch, and lead on."""
        notebook = await self.do(self.work.notebook, name)
        self.redirect(url_path_join(self.base_url, "lab/tree", notebook))


class Feedback(Handler):
    """A page of feedback, or of a first look."""

    content_security_policy = FEEDBACK

    @authenticated
    async def get(self, name: str, timestamp: str, notebook: str) -> None:
        """Send it."""
        pages = await self.do(self.work.pages, name, timestamp)
        if notebook not in pages:
            raise HTTPError(404, f"there is no page on {notebook} yet: look at the list again")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(pages[notebook])


def _load_jupyter_server_extension(app: ServerApp) -> None:
    app.web_app.settings["course_work"] = Work(Path(app.root_dir), app)
    base = url_path_join(app.web_app.settings["base_url"], "course")
    handlers: list[Any] = [
        (base, RedirectHandler, {"url": f"{base}/", "permanent": False}),
        (f"{base}/", Page),
        (f"{base}/list", Listed),
        (f"{base}/static/(.*)", StaticFileHandler, {"path": str(HERE / "static")}),
        (f"{base}/(draft|hand-in|restore)/({NAME})", Button),
        (f"{base}/validate/({NAME})/([^/]+\\.ipynb)", Validate),
        (f"{base}/open/({NAME})", Open),
        (f"{base}/feedback/({NAME})/([^/]+)/([^/]+)", Feedback),
    ]
    app.web_app.add_handlers(".*$", handlers)  # type: ignore[no-untyped-call]
