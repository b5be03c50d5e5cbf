"""How the hub ends, and begins again."""

import html
import json
import re
import shutil
import signal
import sqlite3
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress

import psutil
import pytest
import requests

from hub.run import Run
from hub.signin.change import CHANGED, DIFFERENT, SHORT, WRONG
from tests.tools.hub_run import HubRun, Server, sign_in
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
    """Start a student's and the instructor's server."""
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda name: Server(hub, name), ["ada", "instructor"]))


def runtime_of(folder):
    """The folder of the sockets of a hub."""
    return Run(0, folder, folder / "state", folder, {}).runtime


def server_pids(folder):
    """What JupyterHub remembers of the servers."""
    with closing(sqlite3.connect(folder / "state" / "hub.sqlite")) as database:
        found = database.execute("select state from spawners where server_id is not null")
        return [json.loads(state)["pid"] for (state,) in found]


def change_password(session, hub, **fields):
    """Fill in the form for another password; what is said then."""
    address = f"{hub.url}hub/password"
    form = session.get(address).text
    fields["_xsrf"] = re.search(r'name="_xsrf" value="([^"]+)"', form)[1]
    return html.unescape(session.post(address, data=fields).text)


def test_a_hub_that_is_killed_finds_everything_again_and_at_the_end_nothing_stays(book, tmp_path):
    """Signed in, running, handed in, with a password of the own: all as before."""
    with HubRun(tmp_path, book) as hub:
        start_servers(hub)
        ada = Server(hub, "ada")
        kernel = ada.start_kernel()
        ada.run("kept = 6 * 7", kernel=kernel)
        own = "four words of my own"
        for old, new, twice, said in [
            (hub.passwords["ada"], own, own + "!", DIFFERENT),
            (hub.passwords["ada"], "short", "short", SHORT),
            (hub.passwords["grace"], own, own, WRONG),
            (hub.passwords["ada"], own, own, CHANGED),
        ]:
            assert said in change_password(ada.session, hub, old=old, new=new, again=twice)
        drawn = hub.passwords
        hub.stop(signal.SIGKILL)
    with start_deaf(book, tmp_path, hub.port) as again:
        assert requests.get(again.url).ok
        assert again.passwords == {n: word for n, word in drawn.items() if n != "ada"}
        again.passwords["ada"] = own
        assert sign_in(again, "ada", "/hub/home").get(f"{hub.url}hub/home").url.endswith("home")
        assert ada.run("print(kept)", kernel=kernel).strip() == "42"
        page = ada.session.get(f"{again.url}hub/home")
        assert page.url.endswith("/hub/home")  # and not the page to sign in
        children = [psutil.Process(int(pid)) for pid in server_pids(tmp_path)]
        children += psutil.Process(again.process.pid).children(recursive=True)
        assert len(children) >= 6  # proxy, book, submissions, culler, two servers
        runtime = runtime_of(tmp_path)
        assert runtime.is_dir()
        assert again.stop(signal.SIGINT) == 0
        assert psutil.wait_procs(children, timeout=PATIENCE)[1] == []
        assert not runtime.exists()


def test_a_reboot_and_a_move_lose_nothing_and_then_an_idle_server_ends(book, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    with HubRun(first, book) as hub:
        ada = Server(hub, "ada")
        ada.run("open('mine.txt', 'w').write('kept')")
        running = [psutil.Process(int(pid)) for pid in server_pids(first)]
        running += psutil.Process(hub.process.pid).children(recursive=True)
        hub.stop(signal.SIGKILL)
    for process in running:  # a reboot ends them all; folders of sockets do not outlive it
        with suppress(psutil.NoSuchProcess):
            process.kill()
    assert psutil.wait_procs(running, timeout=PATIENCE)[1] == []
    shutil.rmtree(runtime_of(first))
    first.rename(second)
    with HubRun(second, book, hub.port) as again:
        assert ada.session.get(f"{again.url}hub/home").url.endswith("/hub/home")
        anew = Server(again, "ada")
        assert anew.run("print(open('mine.txt').read())").strip() == "kept"
        (server,) = [psutil.Process(int(pid)) for pid in server_pids(second)]
        again.stop(signal.SIGKILL)
    with HubRun(second, book, hub.port, "[limits]\nidle_minutes = 0.05\n") as last:
        assert psutil.wait_procs([server], timeout=PATIENCE)[1] == []
        assert last.process.poll() is None
