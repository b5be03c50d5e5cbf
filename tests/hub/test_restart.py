"""How the hub ends, and begins again."""

import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest
import requests

from tests.tools.hub_run import HubRun, Server
from tests.tools.patience import PATIENCE

pytestmark = pytest.mark.slow(60)


@pytest.fixture
def book(tmp_path):
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "index.html").write_text("<h1>Basic Deep Learning</h1>")
    return folder


def start_deaf(book, folder, port):
    """Start as a script does in its background: with SIGINT ignored."""
    start = subprocess.Popen.__init__

    def wrapped(self, command, **options):
        start(self, ["sh", "-c", 'trap "" INT; exec "$@"', "sh", *command], **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess.Popen, "__init__", wrapped)
        return HubRun(folder, book, port)


def start_servers(hub):
    """Start a student's and the instructor's server; return all processes below the hub's."""
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda name: Server(hub, name), ["ada", "instructor"]))
    children = psutil.Process(hub.process.pid).children(recursive=True)
    assert len(children) >= 5  # proxy, book, two servers, a sandbox
    return children


def test_however_the_hub_ends_nothing_stays_behind_and_it_starts_again(book, tmp_path):
    with HubRun(tmp_path, book) as hub:
        children = start_servers(hub)
        hub.stop(signal.SIGKILL)
        assert psutil.wait_procs(children, timeout=PATIENCE)[1] == []
    with start_deaf(book, tmp_path, hub.port) as again:
        assert requests.get(again.url).ok
        assert again.passwords["ada"] != hub.passwords["ada"]
        children = start_servers(again)
        assert again.stop(signal.SIGINT) == 0
        assert psutil.wait_procs(children, timeout=PATIENCE)[1] == []
