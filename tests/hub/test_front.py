"""The static server of the book, over HTTP."""

import contextlib
import os
import select
import socket
import subprocess
import sys
import time

import pytest
from tornado.testing import AsyncHTTPTestCase

from hub.front import static
from tests.tools.hub_run import free_port
from tests.tools.patience import PATIENCE
from tests.tools.places import ROOT


class TestTheBookInFront(AsyncHTTPTestCase):
    """The static server, over HTTP."""

    @pytest.fixture(autouse=True)
    def book(self, tmp_path):
        self.folder = tmp_path / "html"
        (self.folder / "book").mkdir(parents=True)
        (self.folder / "index.html").write_text("<h1>Basic Deep Learning</h1>")
        (self.folder / "style.css").write_text("p { color: black }\n" * 200)
        (tmp_path / "secret").write_text("secret")

    def get_app(self):
        return static.application(self.folder)

    def test_pages_are_asked_for_anew_and_answered_with_304(self):
        first = self.fetch("/")
        assert b"Basic Deep Learning" in first.body
        assert first.headers["Cache-Control"] == "no-cache"
        again = self.fetch("/", headers={"If-None-Match": first.headers["Etag"]})
        assert again.code == 304

    def test_files_with_a_hash_in_their_address_are_kept(self):
        assert "immutable" in self.fetch("/style.css?v=1a2b").headers["Cache-Control"]
        assert self.fetch("/style.css").headers["Cache-Control"] == "no-cache"

    def test_text_is_compressed(self):
        headers = {"Accept-Encoding": "gzip"}
        answer = self.fetch("/style.css", headers=headers, decompress_response=False)
        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(answer.body) < 200

    def test_a_page_that_is_not_there_leads_back(self):
        answer = self.fetch("/nowhere.html")
        assert answer.code == 404
        assert b'<a href="/">' in answer.body

    def test_the_book_may_bring_its_own_page_for_that(self):
        (self.folder / "404.html").write_text("lost")
        assert self.fetch("/nowhere.html").body == b"lost"

    def test_nothing_outside_the_folder_is_served(self):
        for path in ("/../secret", "/%2e%2e/secret", "/book/..%2f..%2fsecret"):
            assert self.fetch(path).code in (403, 404)

    def test_links_of_formgrader_lead_to_the_own_server(self):
        answer = self.fetch("/tree/source/ps2_counting", follow_redirects=False)
        assert answer.code == 302
        assert answer.headers["Location"] == "/hub/user-redirect/lab/tree/source/ps2_counting"

    def test_an_assignment_is_opened_beside_its_link(self):
        link = b'<a class="reference internal" href="../exercises/ps1/ps1.ipynb" download>ps1</a>'
        other = b'<a class="reference internal" href="../exercises/lib.whl" download>lib</a>'
        (self.folder / "book/start.html").write_bytes(b"<p>" + link + other)
        answer = self.fetch("/book/start.html")
        opened = b' (<a class="reference external" href="/open/ps1">open it in the hub</a>, '
        opened += b'<a class="reference external" href="/assignments">hand it in there</a>)'
        assert answer.body == b"<p>" + link + opened + other
        again = self.fetch("/book/start.html", headers={"If-None-Match": answer.headers["Etag"]})
        assert again.code == 304
        way = self.fetch("/open/ps1", follow_redirects=False)
        assert way.headers["Location"] == "/hub/user-redirect/course/open/ps1"
        way = self.fetch("/assignments", follow_redirects=False)
        assert way.headers["Location"] == "/hub/user-redirect/course/"


def answers(port, seconds=PATIENCE):
    """Wait until something listens on the port."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(ConnectionRefusedError):
            return socket.create_connection(("127.0.0.1", port), 5).close()
        time.sleep(0.05)
    raise AssertionError(f"nothing listens on {port}")


def test_the_front_ends_with_its_parent(tmp_path):
    """Its prefix tells the kernel to end it, whatever happens to the hub."""
    port = free_port()
    inner = [sys.executable, "-m", "hub.front.static", str(port), str(tmp_path)]
    code = f"""if True:
        import signal, subprocess
        child = subprocess.Popen(["setpriv", "--pdeathsig", "TERM", "--", *{inner!r}])
        print(child.pid, flush=True)
        signal.pause()"""
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        child = int(parent.stdout.readline())
        descriptor = os.pidfd_open(child)
        answers(port)  # so the prefix has done its work and given way to the server
        parent.kill()
    ended, _, _ = select.select([descriptor], [], [], PATIENCE)
    os.close(descriptor)
    assert ended
