"""In a teacher's server: the book's links to assignments lead to formgrader, and to a source."""

from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join
from tornado.web import authenticated


class Source(JupyterHandler):
    """Leads from an assignment's name to its source in Lab."""

    @authenticated
    def get(self, name: str) -> None:
        """Lead on."""
        self.redirect(url_path_join(self.base_url, "lab/tree/source", name, f"{name}.ipynb"))


class List(JupyterHandler):
    """Leads to formgrader: it is the teacher's list of assignments."""

    @authenticated
    def get(self) -> None:
        """Lead on."""
        self.redirect(url_path_join(self.base_url, "formgrader"))


def _load_jupyter_server_extension(app: ServerApp) -> None:
    base = url_path_join(app.web_app.settings["base_url"], "course")
    handlers: list[Any] = [(rf"{base}/open/([\w.-]+)", Source), (f"{base}/?", List)]
    app.web_app.add_handlers(".*$", handlers)  # type: ignore[no-untyped-call]
