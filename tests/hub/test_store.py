"""What is handed in: taken whole, once, and by nbgrader's own collect."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from nbgrader.apps.api import NbGraderAPI
from traitlets.config import Config

from hub.submissions import store as module
from hub.submissions.inside.files import digest_of
from hub.submissions.store import Quota, Refused, Store
from tests.tools.places import ROOT

NOTEBOOK = {"ps1.ipynb": b"{}"}


@pytest.fixture
def store(tmp_path):
    (tmp_path / "course" / "outbound" / "ps1").mkdir(parents=True)
    return Store(tmp_path / "course", Quota(submissions=4))


def inbound(store):
    return sorted(path.name for path in (store.folder / "inbound").iterdir())


def test_what_is_taken_is_what_was_sent(store):
    files = {"ps1.ipynb": b"{}", "pictures/plot.png": bytes(range(256))}
    taken = store.receive("ada", "ps1", files)
    assert taken.files == files
    assert taken.digest == digest_of(files)
    assert abs(datetime.now(UTC) - taken.time) < timedelta(minutes=10)
    assert store.submissions("ada") == [taken]


def test_the_same_again_keeps_its_time_and_what_is_new_gets_one(store):
    first = store.receive("ada", "ps1", NOTEBOOK)
    assert store.receive("ada", "ps1", NOTEBOOK) == first
    second = store.receive("ada", "ps1", {"ps1.ipynb": b"[]"})
    third = store.receive("ada", "ps1", NOTEBOOK)
    assert store.submissions("ada") == [first, second, third]


def test_a_clock_that_was_set_back_makes_no_newer_submission_an_older_one(store, monkeypatch):
    first = store.receive("ada", "ps1", NOTEBOOK)

    class Earlier(datetime):
        @classmethod
        def now(cls, zone=None):
            return first.time - timedelta(days=1)

    monkeypatch.setattr(module, "datetime", Earlier)
    assert store.receive("ada", "ps1", {"ps1.ipynb": b"[]"}).time > first.time


def test_each_student_has_the_own_ones_whatever_the_name(store):
    for name in ("ada", "ada+ps1", "a", "*"):
        store.receive(name, "ps1", NOTEBOOK)
    for name in ("ada", "ada+ps1", "a", "*"):
        assert [each.student for each in store.submissions(name)] == [name]


def test_nbgrader_s_own_collect_takes_the_newest(store, tmp_path):
    for text in (b"{}", b"[]"):
        store.receive("ada", "ps1", {"ps1.ipynb": text})
    store.folder.rename(tmp_path / "exchange_course")
    config = Config()
    config.CourseDirectory.root = str(tmp_path)
    config.CourseDirectory.course_id = "exchange_course"
    config.Exchange.root = str(tmp_path)
    config.ExchangeCollect.check_owner = False
    assert NbGraderAPI(config=config).collect("ps1")["success"]
    folder = tmp_path / "submitted" / "ada" / "ps1"
    assert (folder / "ps1.ipynb").read_bytes() == b"[]"
    assert (folder / "timestamp.txt").exists()


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "no notebook in the folder: fetch"),
        ({"ps1.txt": b""}, "no notebook in the folder: fetch"),
        ({"ps1.ipynb": bytes(10_000_001)}, "10.0 MB, and up to 10 MB .*: clear large outputs"),
        ({f"{n}.ipynb": b"" for n in range(101)}, "101 files .*, and up to 100 .*: move away"),
        ({**NOTEBOOK, "../x": b""}, "called '../x': give it another name"),
        ({**NOTEBOOK, "/etc/x": b""}, "called '/etc/x': give it"),
        ({**NOTEBOOK, "a//b": b""}, "called 'a//b': give it"),
        ({**NOTEBOOK, "": b""}, "called '': give it"),
        ({**NOTEBOOK, ".": b""}, "called '.': give it"),
        ({**NOTEBOOK, "a\0b": b""}, r"called 'a\\x00b': give it"),
        ({**NOTEBOOK, "\ud800": b""}, r"called '\\ud800': give it"),
        ({**NOTEBOOK, "n" * 300: b""}, "called 'nnn.*: give it"),
        ({**NOTEBOOK, "timestamp.txt": b""}, "called 'timestamp.txt': give it"),
        ({**NOTEBOOK, "a": b"", "a/b": b""}, "'a/b' is both a file and a folder: give it"),
    ],
)
def test_what_is_no_submission_is_refused_with_the_way_out(store, files, said):
    with pytest.raises(Refused, match=said):
        store.receive("ada", "ps1", files)
    assert inbound(store) == os.listdir(store.folder / "arriving") == []


@pytest.mark.parametrize("name", ["ps2", "..", "", "../inbound", "ps1/", "p\0"])
def test_what_is_not_handed_out_is_neither_given_nor_taken(store, name):
    for ask in (lambda: store.release(name), lambda: store.receive("ada", name, NOTEBOOK)):
        with pytest.raises(Refused, match=r"there is no assignment .*: look at the list"):
            ask()


def test_so_many_are_kept_and_so_much(store):
    for number in range(4):
        store.receive("ada", "ps1", {"ps1.ipynb": bytes([number])})
    with pytest.raises(Refused, match=r"handed this in 4 times.*: ask your instructor"):
        store.receive("ada", "ps1", NOTEBOOK)
    small = Store(store.folder, Quota(total_megabytes=0.1))
    with pytest.raises(Refused, match=r"would be 1 MB, and 0.1 MB are kept: ask"):
        small.receive("grace", "ps1", {"ps1.ipynb": bytes(1_000_000)})


def test_of_what_finds_a_full_disk_nothing_is_left(store, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.receive("ada", "ps1", NOTEBOOK)
    assert inbound(store) == os.listdir(store.folder / "arriving") == []


def test_a_kill_at_any_moment_loses_and_doubles_nothing(store):
    """A process takes submissions and says so; it is killed, and then all is sent once more."""
    code = f"""if True:
        import sys
        from pathlib import Path
        from hub.submissions.store import Store
        store = Store(Path({str(store.folder)!r}))
        for number in range(1000):
            files = {{"ps1.ipynb": b"%d" % number, "more.txt": bytes(100_000)}}
            store.receive(f"student{{sys.argv[1]}}-{{number}}", "ps1", files)
            print(number, flush=True)"""
    for kill in range(20):
        command = [sys.executable, "-S", "-c", code, str(kill)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            told = [int(process.stdout.readline()) for _ in range(1 + kill % 3)]
            process.send_signal(signal.SIGKILL)
            told += map(int, process.stdout)
        again = Store(store.folder)
        again.sweep()
        for number in range(len(told) + 1):
            student = f"student{kill}-{number}"
            before = again.submissions(student)
            assert len(before) == 1 or number == len(told)
            files = {"ps1.ipynb": b"%d" % number, "more.txt": bytes(100_000)}
            taken = again.receive(student, "ps1", files)
            assert [taken] == again.submissions(student)
            assert taken.files == files
        assert os.listdir(store.folder / "arriving") == []
