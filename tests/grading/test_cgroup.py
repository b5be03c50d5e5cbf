"""Control groups, where this machine lets us make them."""

import subprocess
import sys

import pytest

from sandbox import cgroup
from sandbox.cgroup import make_group


@pytest.fixture
def group(request):
    group = make_group(f"course-test-{request.node.name[:20]}", memory_mb=60, processes=10)
    if group is None:
        pytest.skip("no control group can be made here")
    yield group
    group.remove()


def run(group, code):
    command = [sys.executable, "-S", "-c", code]
    return subprocess.run(command, preexec_fn=group.join, capture_output=True, text=True)


def test_what_is_in_a_group_has_no_more_memory_than_that(group):
    assert run(group, "print(len(bytearray(b'x') * 20_000_000))").stdout == "20000000\n"
    assert run(group, "print(len(bytearray(b'x') * 200_000_000))").returncode == -9


def test_what_is_in_a_group_starts_no_more_processes(group):
    code = (
        "import os, time\nfor n in range(30):\n    if os.fork() == 0: time.sleep(0.5); os._exit(0)"
    )
    assert "BlockingIOError" in run(group, code).stderr


def test_a_group_goes_when_what_was_in_it_has_ended(group):
    command = [sys.executable, "-S", "-c", "input()"]
    with subprocess.Popen(command, preexec_fn=group.join, stdin=subprocess.PIPE) as process:
        process.kill()
        group.remove()  # at once
        assert not any(folder.exists() for folder in group._folders)


def test_where_there_are_no_control_groups_none_is_made(monkeypatch, tmp_path):
    monkeypatch.setattr(cgroup, "MOUNTED", tmp_path)
    assert make_group("course-test", 100, 100) is None
