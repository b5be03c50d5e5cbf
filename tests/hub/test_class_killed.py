"""A class hands in while its hub is killed, again and again: nothing is lost, nothing twice."""

import http.client
import os
import random
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from hub.run import Run
from hub.submissions.store import Store
from tests.tools.hub_run import HubRun, hand_in, token_of
from tests.tools.patience import wait_until

ALL = os.environ.get("COURSE_TESTS") == "all"
KILLS = 20 if ALL else 2
STUDENTS = ["ada", "grace"]
EACH = 40  # versions of one assignment, less than are kept

pytestmark = pytest.mark.slow(40 * KILLS)


def taken(door, token, assignment, files):
    """Hand in; whether there is a receipt, for the hub may not be there."""
    try:
        return hand_in(door, token, assignment, files)
    except (OSError, http.client.HTTPException):
        return None


def work(door, token, name, done):
    """Hand in one version after another, each until there is a receipt; what was handed in."""
    sent = []
    while not done.is_set():
        assignment = f"ps{1 + len(sent) // EACH}"
        files = {f"{assignment}.ipynb": f"{name}, version {len(sent)}".encode() * 1000}
        wait_until(lambda a=assignment, f=files: taken(door, token, a, f))
        sent.append((assignment, files))
    return sent


def ended(works):
    """Whether somebody hands in no more, which is an error."""
    return any(each.done() for each in works)


def test_a_class_loses_nothing_while_its_hub_is_killed(tmp_path):
    (tmp_path / "index.html").write_text("the book")
    draw = random.Random(0)
    store = Store(tmp_path / "state" / "exchange" / "basic_deep_learning")
    for number in range(1, 100):
        folder = store.folder / "outbound" / f"ps{number}"
        folder.mkdir()
        (folder / f"ps{number}.ipynb").write_text("{}")
    door = Run(0, tmp_path, tmp_path / "state", tmp_path, {}).doors / "submissions.sock"
    done = threading.Event()
    hub = HubRun(tmp_path, tmp_path)
    try:
        tokens = [token_of(hub, name) for name in STUDENTS]
        with ThreadPoolExecutor(len(STUDENTS)) as pool:
            works = [
                pool.submit(work, door, *who, done) for who in zip(tokens, STUDENTS, strict=True)
            ]
            try:
                for _ in range(KILLS):
                    before = len(store.everything())
                    wanted = before + draw.randint(1, 20)
                    wait_until(lambda n=wanted: len(store.everything()) >= n or ended(works))
                    assert not [each.result() for each in works if each.done()]
                    hub.stop(signal.SIGKILL)
                    hub = HubRun(tmp_path, tmp_path, hub.port)
            finally:
                done.set()
            sent = [each.result() for each in works]
    finally:
        hub.stop()
    for name, versions in zip(STUDENTS, sent, strict=True):
        kept = [(each.assignment, each.files) for each in store.submissions(name)]
        assert len(versions) >= KILLS
        assert kept == versions
