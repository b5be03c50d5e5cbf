"""The submission service on a port, as on a cluster: with a hub that says who asks."""

import os
import subprocess
import sys
import urllib.request
from contextlib import contextmanager

import pytest
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeError

from hub.errors import Missing
from hub.submissions.inside import exchange
from hub.submissions.listen import sockets_of
from tests.tools.hub_run import HubRun, free_port, token_of
from tests.tools.patience import wait_until
from tests.tools.places import ROOT

pytestmark = pytest.mark.slow(40)
SERVER = [sys.executable, "-m", "hub.submissions.server"]


@contextmanager
def service(hub):
    """The address of a service beside a hub's own, in the same folders; it ends with the block."""
    address = f"http://127.0.0.1:{free_port()}"
    told = {**os.environ, "JUPYTERHUB_API_URL": f"{hub.url}hub/api", "JUPYTERHUB_API_TOKEN": ""}
    folders = [hub.folder / "state" / "exchange", hub.folder / "course"]
    process = subprocess.Popen([*SERVER, address, *map(str, folders)], cwd=ROOT, env=told)

    def is_alive():
        assert process.poll() is None
        try:
            return urllib.request.urlopen(f"{address}/alive").read() == b"yes"
        except OSError:
            return False

    try:
        wait_until(is_alive)
        yield address
    finally:
        process.terminate()
        process.wait()


def do(kind, assignment="ps2_counting", **more):
    return kind(coursedir=CourseDirectory(assignment_id=assignment), **more).start()


def test_a_student_fetches_and_hands_in_over_a_port(tmp_path, monkeypatch):
    home, book = tmp_path / "home", tmp_path / "book"
    home.mkdir()
    book.mkdir()
    (book / "index.html").write_text("a book")
    monkeypatch.chdir(home)
    with HubRun(tmp_path, book) as hub, service(hub) as address:
        monkeypatch.setenv("COURSE_SUBMISSIONS", address)
        monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "nobody's")
        with pytest.raises(ExchangeError, match="the hub does not know who asks"):
            do(exchange.List)
        monkeypatch.setenv("JUPYTERHUB_API_TOKEN", token_of(hub, "ada"))
        do(exchange.FetchAssignment)
        do(exchange.Submit)
        receipts = [path.read_text() for path in (home / "receipts").iterdir()]
        assert len(receipts) == 1 and "handed in by ada" in receipts[0]
        inbound = hub.folder.glob("state/exchange/*/inbound/ada+ps2_counting+*")
        assert [path.joinpath("ps2_counting.ipynb").is_file() for path in inbound] == [True]
        monkeypatch.setenv("JUPYTERHUB_API_TOKEN", token_of(hub, "grace"))
        assert do(exchange.List, inbound=True) == []


def test_an_address_at_which_nobody_can_listen_is_said_to_be_one():
    for address in ("https://0.0.0.0:8080", "http://0.0.0.0", "http://0.0.0.0:8080/course"):
        with pytest.raises(Missing, match="no address to listen at: write http:"):
            sockets_of(address)
    taken = sockets_of(f"http://127.0.0.1:{free_port()}")[0]
    port = taken.getsockname()[1]
    done = subprocess.run(
        [*SERVER, f"http://127.0.0.1:{port}", "exchange", "course"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1 and "stop the program that does" in done.stderr
    taken.close()
