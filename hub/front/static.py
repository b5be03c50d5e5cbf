"""The book at the front: a static server that JupyterHub starts as a service.

    python -m hub.front.static PORT FOLDER

Pages are asked for anew each time (and answered with 304 when nothing changed); files with a
hash in their address are kept for a year.
"""

import asyncio
import re
import sys
from collections.abc import Generator
from datetime import datetime
from pathlib import Path
from typing import Any

from tornado.web import Application, RedirectHandler, StaticFileHandler

LINK = rb'<a class="reference internal" href="(?:\.\./)*exercises/([\w-]+)/\1\.ipynb" download>'
NOTEBOOK = re.compile(LINK + rb".*?</a>", re.DOTALL)  # of an assignment, to be saved
OPEN_HERE = (
    rb'\g<0> (<a class="reference external" href="/open/\1">open it in the hub</a>, '
    rb'<a class="reference external" href="/assignments">hand it in there</a>)'
)
NOT_FOUND = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Not found · Basic Deep Learning</title>
<style>
  body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 18vh auto; padding: 0 1rem }
  :root { color-scheme: light dark }
</style>
<h1>There is no such page</h1>
<p>The address may be mistyped, or the page has moved.</p>
<p><a href="/">To the book's first page</a> · <a href="/assignments">To the assignments</a></p>
</html>
"""  # noqa: E501


class Page(StaticFileHandler):
    """A file of the book, with headers that let browsers keep exactly what may be kept."""

    @classmethod
    def get_content(
        cls, abspath: str, start: int | None = None, end: int | None = None
    ) -> Generator[bytes, None, None]:
        """Read a file; in a page, each assignment can be opened beside its link."""
        if not abspath.endswith(".html"):
            yield from super().get_content(abspath, start, end)
        else:
            yield NOTEBOOK.sub(OPEN_HERE, Path(abspath).read_bytes())[start:end]

    def get_content_size(self) -> int:
        if not str(self.absolute_path).endswith(".html"):
            return super().get_content_size()
        return sum(map(len, self.get_content(str(self.absolute_path))))

    def get_cache_time(self, path: str, modified: datetime | None, mime_type: str) -> int:
        return 0  # Cache-Control is set below, without Expires

    def set_extra_headers(self, path: str) -> None:
        hashed = bool(self.request.query)  # style.css?v=5f0c3a
        self.set_header(
            "Cache-Control", "public, max-age=31536000, immutable" if hashed else "no-cache"
        )
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "same-origin")

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        if status_code != 404:
            return super().write_error(status_code, **kwargs)
        own = Path(self.root) / "404.html"
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-cache")
        self.finish(own.read_bytes() if own.is_file() else NOT_FOUND)


def application(folder: Path) -> Application:
    """Serve the book, and the addresses that formgrader's own links forget to prefix.

    As a page of its own, formgrader points to /tree/source/ps2_counting and the like; the hub
    knows whose server that is. The list of assignments and each of them are the own server's, too.
    """
    the_list = {"url": "/hub/user-redirect/course/", "permanent": False}
    opened = {"url": "/hub/user-redirect/course/open/{0}", "permanent": False}
    to_own_server = {"url": "/hub/user-redirect/lab/tree/{0}", "permanent": False}
    handlers: list[Any] = [
        (r"/(?:tree|notebooks|edit)/(.*)", RedirectHandler, to_own_server),
        (r"/assignments/?", RedirectHandler, the_list),
        (r"/open/([\w.-]+)", RedirectHandler, opened),
        (r"/(.*)", Page, {"path": str(folder), "default_filename": "index.html"}),
    ]
    return Application(handlers, compress_response=True, log_function=lambda handler: None)


async def serve(port: int, folder: Path) -> None:
    """Listen until the hub ends this process."""
    application(folder).listen(port, address="127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    try:
        asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2]).resolve()))
    except KeyboardInterrupt:
        sys.exit(0)
