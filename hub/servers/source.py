"""In a teacher's server: the book's link to an assignment opens its source."""

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


def _load_jupyter_server_extension(app: ServerApp) -> None:
    place = url_path_join(app.web_app.settings["base_url"], r"course/open/([\w.-]+)")
    app.web_app.add_handlers(".*$", [(place, Source)])  # type: ignore[no-untyped-call]
