"""When a page first shows something, on a slow telephone: its first contentful paint.

The network is Lighthouse's slow 4G, and the processor four times slower than this one. The site is
served as its hosts serve it, gzipped; what a page asks other hosts for is refused at once.
"""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize

SLOW_4G = {"latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}  # ms, bytes/s
SLOWER = 4
TELEPHONE: ViewportSize = {"width": 390, "height": 844}
PAINTED = """() => new Promise((tell) => new PerformanceObserver((list) => {
  const [first] = list.getEntriesByName("first-contentful-paint");
  if (first) tell(first.startTime);
}).observe({ type: "paint", buffered: true }))"""


class Zipped(SimpleHTTPRequestHandler):
    """A server that gzips all but fonts and pictures, and does not write what it is asked."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if path.suffix not in {".woff2", ".png"}:
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Zipped, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def first_paint(browser: Browser, host: str, path: str) -> float:
    """Show a page to a browser that has never seen the site; milliseconds to its first paint."""
    context = browser.new_context(viewport=TELEPHONE)
    context.route(lambda url: not url.startswith(host), lambda route: route.abort())
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.emulateNetworkConditions", {"offline": False, **SLOW_4G})
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(f"{host}/{path}")
    milliseconds: float = page.evaluate(PAINTED)
    context.close()
    return milliseconds
