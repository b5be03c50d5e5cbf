"""The keeper of a server: where no control group can be made, it looks itself."""

import os
import signal
import subprocess
import sys

import psutil
import pytest

from hub.servers import keeper as module
from hub.servers.keeper import FULL, Keeper, megabytes_in, three
from hub.servers.processes import descendants, end
from tests.tools.patience import PATIENCE, wait_until
from tests.tools.places import ROOT


@pytest.fixture
def box(tmp_path):
    """As bubblewrap does: twice itself, then the server, then what the student started."""
    inner = "import subprocess, sys; subprocess.run([sys.executable, '-S', '-c', sys.argv.pop(1), "
    code = inner + "*sys.argv[1:]])"
    hog = "x = bytearray(b'x') * 60_000_000; print('ready', flush=True); input()"
    command = [sys.executable, "-S", "-c", code, code, code, hog]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as box:
        assert box.stdout.readline() == b"ready\n"
        yield box
        for pid in descendants(box.pid):
            end(pid)


def alive(box):
    return len(descendants(box.pid))


def test_memory_above_the_limit_ends_what_uses_most(box, tmp_path):
    Keeper(box.pid, tmp_path, memory_mb=1000, processes=100, home_mb=100).look()
    assert alive(box) == 4
    Keeper(box.pid, tmp_path, memory_mb=30, processes=100, home_mb=100).look()
    box.wait(PATIENCE)


def test_too_many_processes_are_ended(box, tmp_path):
    Keeper(box.pid, tmp_path, memory_mb=1000, processes=3, home_mb=100).look()
    box.wait(PATIENCE)


def test_a_full_home_runs_nothing_and_says_why(box, tmp_path):
    (tmp_path / "large").write_bytes(os.urandom(2_000_000))
    Keeper(box.pid, tmp_path, memory_mb=0, processes=0, home_mb=1).look()
    box.wait(PATIENCE)
    assert "Delete what you do not need" in (tmp_path / FULL).read_text()
    (tmp_path / "large").unlink()
    Keeper(box.pid, tmp_path, memory_mb=0, processes=0, home_mb=1).look()
    assert not (tmp_path / FULL).exists()


def test_a_link_in_the_place_of_the_note_is_not_followed(box, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "large").write_bytes(os.urandom(2_000_000))
    (tmp_path / "victim").write_text("as before")
    (home / FULL).symlink_to(tmp_path / "victim")
    Keeper(box.pid, home, memory_mb=0, processes=0, home_mb=1).look()
    assert (tmp_path / "victim").read_text() == "as before"


def test_many_small_files_fill_a_home_too(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST_FILES", 20)
    for number in range(30):
        (tmp_path / str(number)).touch()
    assert megabytes_in(tmp_path) == float("inf")


def test_words_are_parted_at_the_first_two_marks():
    words = ["bwrap", "--", "python", "--", "--port", "1", "--"]
    assert three(words) == (["bwrap"], ["python"], ["--port", "1", "--"])


def start(lock, home):
    code = "import time; print('ready', flush=True); time.sleep(600)"
    command = [sys.executable, "-m", "hub.servers.keeper", str(lock), str(home), "500", "50", "10"]
    with open(os.devnull) as listener, open(os.devnull) as refused:
        descriptors = [listener.fileno(), refused.fileno()]
        command += [str(lock.with_name("nobody")), "/", *map(str, descriptors)]
        command += ["/usr/bin/env", "--", sys.executable, "-S", "-c", code, "--"]
        started = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, pass_fds=descriptors)
    assert started.stdout.readline() == b"ready\n"
    return started


def test_of_two_keepers_of_one_server_the_first_ends_with_all_that_it_keeps(tmp_path):
    """As after a hub that was killed while it started a server, and so forgot it."""
    first = start(tmp_path / "lock", tmp_path)
    kept = psutil.Process(first.pid).children()
    second = start(tmp_path / "lock", tmp_path)
    first.wait(PATIENCE)
    assert psutil.wait_procs(kept, timeout=PATIENCE)[1] == []
    kept = psutil.Process(second.pid).children()
    second.send_signal(signal.SIGTERM)
    second.wait(PATIENCE)
    wait_until(lambda: not any(process.is_running() for process in kept))
    for each in (first, second):
        each.stdout.close()
