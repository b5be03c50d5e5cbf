"""Servers that stand ready: forked into a box, they are as those that are started there."""

import contextlib
import json
import os
import re
import textwrap
from pathlib import Path

import psutil
import pytest
import websocket

from tests.tools.hub_run import HubRun, Server, skip_where_the_kernel_lets_nobody_into_a_box
from tests.tools.patience import PATIENCE, wait_until

pytestmark = pytest.mark.slow(60)
STUDENTS = "id\nada\nbob\ncara\n"
# Of each Python process of a box: who it is, what it may, what it sees and what it has open.
FACTS = """
import json, os, re

KEPT = re.compile("Uid|Gid|Groups|Cap|NoNewPrivs|Seccomp|Umask|SigIgn")
SPACES = "cgroup ipc mnt net pid user uts".split()

def read(path):
    with open(path) as file:
        return file.read()

def of(pid):
    lines = read(f"/proc/{pid}/status").splitlines()
    mounts = [line.split(" ", 3)[3] for line in read(f"/proc/{pid}/mountinfo").splitlines()]
    opened = [os.readlink(f"/proc/{pid}/fd/{n}") for n in os.listdir(f"/proc/{pid}/fd")
              if os.path.lexists(f"/proc/{pid}/fd/{n}")]
    return {
        "status": [line for line in lines if KEPT.match(line)],
        "limits": read(f"/proc/{pid}/limits"),
        "spaces": [os.readlink(f"/proc/{pid}/ns/{each}") for each in SPACES],
        "owner": os.stat(f"/proc/{pid}/fd").st_uid,
        "priority": read(f"/proc/{pid}/oom_score_adj"),
        "mounts": sorted(mounts),
        "open": sorted({re.sub(r"\\d+", "#", each) for each in opened}),
        "folder": os.readlink(f"/proc/{pid}/cwd"),
    }

pids = [int(name) for name in os.listdir("/proc") if name.isdecimal()]
python = [pid for pid in pids if "python" in read(f"/proc/{pid}/comm")]
first = [os.readlink(f"/proc/1/ns/{each}") for each in SPACES]
print(json.dumps({"processes": {pid: of(pid) for pid in python}, "own": os.getpid(),
                  "environment": sorted(os.environ), "first": first}))
"""
OWN_PLACES = "/home/student", "/tmp", "/srv/kernels"  # where each may write
OF_A_START = {"JPY_PARENT_PID", "PYDEVD_USE_FRAME_EVAL"}
DRAWS = "import random, numpy; print(random.random(), numpy.random.rand(), numpy.random.rand())"


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hub")
    (folder / "course").mkdir()
    (folder / "course" / "students.csv").write_text(STUDENTS)
    (folder / "index.html").write_text("the book")
    with HubRun(folder, folder, settings="[hub]\nstudents = 'students.csv'\n") as hub:
        yield hub


@pytest.fixture(scope="module")
def ada(hub):
    server = Server(hub, "ada")
    skip_where_the_kernel_lets_nobody_into_a_box(hub, "ada")
    return server


@pytest.fixture(scope="module")
def bob(hub):
    return Server(hub, "bob")


def processes(hub, module):
    """The processes below the hub that were started as this module."""
    found = []
    for each in psutil.Process(hub.process.pid).children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):  # it has ended, or is about to be asked for
            if module in each.cmdline():
                found.append(each)
    return found


def the_one_that_stands_ready(hub):
    """The process from which servers are forked: it alone is the hub's child."""
    found = processes(hub, "hub.servers.preloaded.process")
    return next((each for each in found if each.ppid() == hub.process.pid), None)


def keeper_of(hub, name):
    """The keeper of somebody's server."""
    home = str(hub.folder / "state" / "homes" / name)
    return next(each for each in processes(hub, "hub.servers.keeper") if home in each.cmdline())


def box_of(hub, name):
    """All processes in somebody's box, by their namespace."""
    within = keeper_of(hub, name).children(recursive=True)[-1].pid
    space = os.readlink(f"/proc/{within}/ns/pid")
    found = []
    for each in psutil.process_iter():
        with contextlib.suppress(OSError):  # it has ended
            if os.readlink(f"/proc/{each.pid}/ns/pid") == space:
                found.append(each)
    return found


def was_forked(hub, name):
    return any("hub.servers.preloaded.process" in each.cmdline() for each in box_of(hub, name))


def says(server, code):
    return server.run(textwrap.dedent(code)).strip()


def facts(server):
    """What is so of each Python process in the box of a server, the kernel's first."""
    found = json.loads(says(server, FACTS))
    own = found["processes"].pop(str(found["own"]))
    return found, own, list(found["processes"].values())


def same(facts, name):
    """Facts without what is different for everybody."""
    text = json.dumps([facts["status"], facts["limits"], facts["owner"], facts["priority"]])
    mounts = [re.sub(rf"\b{name}\b", "NAME", each) for each in facts["mounts"]]
    return text, mounts, facts["folder"]


def test_a_forked_server_stands_in_its_box_as_one_that_is_started(hub, ada):
    assert was_forked(hub, "ada")
    ready = the_one_that_stands_ready(hub)
    door = Path(ready.cmdline()[-1])
    door.rename(door.with_suffix(".away"))
    door.touch()  # where nobody answers
    try:
        cara = Server(hub, "cara")
    finally:
        door.with_suffix(".away").rename(door)
    assert not was_forked(hub, "cara")
    forked, kernel, others = facts(ada)
    started, its_kernel, its_others = facts(cara)
    assert len(others) == 2 and len(its_others) == 1  # its parent, and the server; the server
    assert set(started["environment"]) ^ set(forked["environment"]) <= OF_A_START
    for each in (kernel, *others):
        assert same(each, "ada") == same(its_kernel, "cara") == same(its_others[0], "cara")
        assert each["spaces"] == forked["first"]
        assert not set(each["spaces"]) & {os.readlink(f"/proc/self/ns/{n}") for n in ("mnt", "net")}
    opened = {place for each in (kernel, *others) for place in each["open"]}
    usual = {place for each in (its_kernel, *its_others) for place in each["open"]}
    outside = {place for place in opened if not place.startswith(OWN_PLACES)}
    assert outside <= usual | {"/dev/null", re.sub(r"\d+", "#", f"{hub.folder}/state/logs/ada.log")}


def memory(process, what):
    """Whether something lies in the memory of a process."""
    found = False
    with open(f"/proc/{process.pid}/maps") as maps, open(f"/proc/{process.pid}/mem", "rb") as mem:
        for line in maps:
            span, rights, *_ = line.split()
            if rights.startswith("rw"):
                first, last = (int(number, 16) for number in span.split("-"))
                mem.seek(first)
                found = found or what in mem.read(last - first)
    return found


def test_what_one_is_told_lies_in_no_other_s_memory(hub, ada, bob):
    assert was_forked(hub, "bob")  # after ada's, from the same process
    token = keeper_of(hub, "ada").environ()["JUPYTERHUB_API_TOKEN"].encode()
    python = [each for each in box_of(hub, "ada") if "python" in each.exe()]
    assert any(memory(each, token) for each in python)
    others = [each for each in box_of(hub, "bob") if "python" in each.exe()]
    assert len(others) >= 2
    assert not any(memory(each, token) for each in [the_one_that_stands_ready(hub), *others])


def test_no_two_kernels_draw_the_same_numbers(ada, bob):
    drawn = [number for server in (ada, ada, bob) for number in says(server, DRAWS).split()]
    assert len(set(drawn)) == 9


def patient(server, code, kernel):
    """What code prints; nothing where the kernel was starting again, for then nobody answers."""
    try:
        return server.run(code, seconds=5, kernel=kernel)
    except websocket.WebSocketTimeoutException:
        return ""


def test_a_kernel_is_interrupted_ends_and_is_ended_as_any_other(ada):
    kernel = ada.start_kernel()
    stopped = ada.run("import os; os.kill(os.getpid(), 2)", kernel=kernel)
    assert "KeyboardInterrupt" in stopped
    first = ada.run("print(os.getpid())", kernel=kernel)
    ada.run("os._exit(3)", kernel=kernel)  # the server starts it again
    wait_until(lambda: patient(ada, "import os; print(os.getpid())", kernel) not in ("", first))
    count = "import os; print(sum(name.isdecimal() for name in os.listdir('/proc')))"
    before = int(ada.run(count))
    assert ada.session.delete(kernel, headers=ada._header()).ok
    wait_until(lambda: int(ada.run(count)) < before)


def test_a_kernel_starts_programs_and_kernels_of_its_own(ada):
    code = """
    import subprocess, sys
    from jupyter_client.manager import start_new_kernel
    print(subprocess.check_output([sys.executable, "-c", "print(6 * 7)"], text=True))
    manager, client = start_new_kernel()
    tell = lambda message: print(message["content"].get("text", ""))
    client.execute_interactive("print(7 * 8)", output_hook=tell)
    manager.shutdown_kernel(now=True)
    """
    said = says(ada, code)
    assert {"42", "56"} <= set(said.split()), said


def test_servers_go_on_when_what_made_them_is_gone_and_another_comes(hub, ada):
    ready = the_one_that_stands_ready(hub)
    ready.kill()
    assert says(ada, "print(2 + 2)") == "4"
    wait_until(lambda: the_one_that_stands_ready(hub) not in (None, ready))


def test_a_box_ends_with_its_server_and_its_kernels(hub, ada):
    kernel = ada.start_kernel()
    within, keeper = box_of(hub, "ada"), keeper_of(hub, "ada")
    forked = [each for each in within if "hub.servers.preloaded.process" in each.cmdline()]
    _, server, *_ = sorted(forked, key=lambda each: each.create_time())
    assert ada.run("print(1)", kernel=kernel) == "1\n"
    server.kill()
    assert psutil.wait_procs([keeper, *within], timeout=PATIENCE)[1] == []
