"""Grading on a Dask cluster: the same gradebook, whoever dies, and no port open to others."""

import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from dask import config
from distributed import Client

from grading.__main__ import main
from grading.run.cluster import TLS, check_address, connect
from grading.run.run import grade_all
from grading.run.side_by_side import Ended, side_by_side
from tests.grading.test_kills import grades, start, without_progress
from tests.grading.test_workers import deadly
from tests.tools.handing_in import answered, hand_in, reference, released
from tests.tools.patience import PATIENCE
from tests.tools.places import ROOT

pytestmark = pytest.mark.slow(60)
DASK = Path(sys.prefix) / "bin" / "dask"
# With it Dask does not try a task once more whose worker was killed.
ENV = os.environ | {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0", "PYTHONPATH": str(ROOT)}
STUDENTS = [f"student{number}" for number in range(8)]


@contextmanager
def dask(*arguments, env=ENV):
    """A scheduler or a worker on this machine, killed at the end of the block."""
    process = subprocess.Popen(
        [DASK, *arguments, "--host", "127.0.0.1", "--no-dashboard"],
        cwd=ROOT,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(PATIENCE)


@contextmanager
def cluster(folder, workers, env=ENV, protocol="tcp"):
    """A scheduler with so many workers: its address, the workers' processes, its own."""
    file, speaks = folder / "scheduler.json", ["--protocol", protocol]
    with ExitStack() as stack:
        scheduler = stack.enter_context(
            dask("scheduler", *speaks, "--port", "0", "--scheduler-file", file, env=env)
        )
        while not (file.exists() and file.stat().st_size):  # it is made first, then written
            assert scheduler.poll() is None
            time.sleep(0.02)
        options = [*speaks, "--scheduler-file", file, "--nthreads", "1", "--no-nanny"]
        processes = [stack.enter_context(dask("worker", *options, env=env)) for _ in range(workers)]
        address = json.loads(file.read_text())["address"]
        if workers:
            with Client(address, set_as_default=False) as client:
                client.wait_for_workers(workers, timeout=PATIENCE)
        yield address, processes, scheduler


@pytest.fixture(scope="module")
def eight(courses):
    """`eight()` gives a course in which eight have handed in."""

    def made():
        course = courses("tests/attacks/rooms")
        (course.root / "course_secret").write_text("5" * 64)
        notebook = released(course, "softmax")
        right = answered(notebook, reference(course, "softmax"))
        for number, student in enumerate(STUDENTS):
            hand_in(course, "softmax", student, right if number % 3 else notebook)
        return course

    return made


def recorded(course):
    lines = course.verdicts_path.read_text().splitlines()
    return [json.loads(line)["student"] for line in lines]


def test_a_worker_that_is_killed_costs_nothing(eight, tmp_path):
    here, there = eight(), eight()
    grade_all(here, "softmax")
    env = {k: v for k, v in ENV.items() if "ALLOWED_FAILURES" not in k}
    with (
        cluster(tmp_path, 2, env) as (address, workers, _),
        start(there, "--scheduler", address) as run,
    ):
        while not there.verdicts_path.exists():
            assert run.poll() is None, run.stderr.read()
        workers[0].kill()
        assert run.wait(PATIENCE) == 0, run.stderr.read()
    assert sorted(recorded(there)) == STUDENTS
    assert grades(there) == grades(here)


def test_a_task_that_kills_its_workers_is_said_to(tmp_path):
    with cluster(tmp_path, 3) as (address, *_), connect(address) as place:
        results = dict(side_by_side(deadly, range(8), lambda task: (task, [3]), place))
    assert isinstance(results.pop(3), Ended)
    assert results == {task: 2 * task for task in (0, 1, 2, 4, 5, 6, 7)}


def test_a_scheduler_that_ends_is_said_in_a_sentence(eight, tmp_path):
    course = eight()
    with (
        cluster(tmp_path, 1) as (address, _, scheduler),
        start(course, "--scheduler", address) as run,
    ):
        while not course.verdicts_path.exists():
            assert run.poll() is None, run.stderr.read()
        scheduler.kill()
        assert run.wait(PATIENCE) == 1
        said = without_progress(run.stderr.read())
    assert said == [
        f"grading: the scheduler at {address} is gone: start it, and give the same command again; "
        "it goes on from here"
    ]


REFUSED = {
    "tcp://192.0.2.1:8786": "whoever reaches tcp://192.0.2.1:8786 may run code there",
    "tcp://0.0.0.0:8786": "whoever reaches",
    "tcp://[::]:8786": "whoever reaches",
    "tcp://dask.example.org:8786": "whoever reaches",
    "tls://192.0.2.1:8786": "tls://192.0.2.1:8786 needs certificates",
    "127.0.0.1:8786": "is no address of a scheduler: tcp://127.0.0.1:8786 is one",
    "http://127.0.0.1": "is no address of a scheduler",
}


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_that_others_reach_is_refused(eight, capsys, address):
    command = ["grade", "softmax", "--course", str(eight().root), "--scheduler", address]
    assert main(command) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert REFUSED[address] in line


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:8786", "tcp://[::1]:1", "tcp://localhost:1"])
def test_an_address_of_this_machine_is_taken(address):
    check_address(address)


def test_with_certificates_any_address_is_taken():
    with config.set(dict.fromkeys(TLS, "/etc/ssl/course.pem")):
        check_address("tls://192.0.2.1:8786")


def test_a_cluster_behind_certificates_grades(eight, tmp_path):
    course, file = eight(), tmp_path / "course.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=course"]
    subprocess.run([*command, "-keyout", file, "-out", file], check=True, capture_output=True)
    names = ["ca_file", *(f"{who}__cert" for who in ("client", "worker", "scheduler"))]
    env = ENV | {f"DASK_DISTRIBUTED__COMM__TLS__{name.upper()}": str(file) for name in names}
    with (
        config.set(dict.fromkeys(TLS, str(file))),
        cluster(tmp_path, 1, env, "tls") as (address, *_),
        start(course, "--scheduler", address, env=env) as run,
    ):
        assert address.startswith("tls://")
        assert run.wait(PATIENCE) == 0, run.stderr.read()
    assert sorted(recorded(course)) == STUDENTS


def test_no_scheduler_and_no_workers_are_said_in_a_sentence(eight, tmp_path, capsys):
    command = ["grade", "softmax", "--course", str(eight().root), "--scheduler"]
    with config.set({"distributed.comm.timeouts.connect": "1s"}):
        assert main([*command, "tcp://127.0.0.1:1"]) == 1
    said = capsys.readouterr().err
    assert "no scheduler answers at tcp://127.0.0.1:1: start one with 'dask scheduler" in said
    with cluster(tmp_path, 0) as (address, *_):
        assert main([*command, address]) == 1
    assert f"the scheduler at {address} has no workers: start some" in capsys.readouterr().err
