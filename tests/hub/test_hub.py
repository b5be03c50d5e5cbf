"""The pieces of the hub, and what it says when something is missing."""

import asyncio
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from grading.words.cells import COURSE
from hub.__main__ import welcome
from hub.errors import Missing
from hub.machine import fill, preflight
from hub.machine.jupyterhub_config import hub_config
from hub.people import Person
from hub.run import Run, free_ports
from hub.servers import spawn
from hub.servers.spawn import SocketSpawner
from hub.servers.student_box import student_box
from hub.signin.accounts import Accounts
from tests.tools.places import ROOT

TOOLS = ["bwrap", "setpriv", "prlimit", "node", "configurable-http-proxy"]


@pytest.fixture
def demo(tmp_path):
    tools = {tool: f"/usr/bin/{tool}" for tool in TOOLS}
    folders = [tmp_path / name for name in ("course", "state", "book")]
    students = [Person("ada", "Ada", "Lovelace"), Person("grace", "Grace")]
    demo = Run(8000, *folders, tools, students=students, teachers=["instructor"])
    demo.make_folders()
    Accounts(demo.state).draw_for(demo.people)
    return demo


@pytest.fixture
def listener():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.mark.parametrize("port", ["web", "", "0", "-1", "65536", "80.5", "８０"])
def test_what_is_not_a_port_is_named_with_the_way_out(port):
    with pytest.raises(Missing, match=r"is not a port.* PORT=8001 make course"):
        preflight.check_port(port)


def test_a_port_in_use_is_named_with_the_way_out(listener):
    with pytest.raises(Missing, match=f"port {listener} is in use.* PORT=8000 make course"):
        preflight.check_port_is_free(listener)


def test_the_way_out_of_the_usual_port_is_another_one(monkeypatch):
    def taken(self, address):
        raise OSError(98, "Address already in use")

    monkeypatch.setattr(socket.socket, "bind", taken)
    with pytest.raises(Missing, match="PORT=8001 make course"):
        preflight.check_port_is_free(8000)


@pytest.mark.parametrize("tool", TOOLS)
def test_a_missing_tool_gets_one_line_that_says_what_to_do(tool, tmp_path):
    for other in set(TOOLS) - {tool}:
        program = tmp_path / other
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    with pytest.raises(Missing, match=r"is missing .*: (install it|run 'make setup')") as missing:
        preflight.check_tools(str(tmp_path))
    assert "\n" not in str(missing.value)


def test_a_machine_that_forbids_sandboxes_is_found_out_before_the_start(tmp_path):
    bwrap = tmp_path / "bwrap"
    bwrap.write_text(
        "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2; exit 1\n"
    )
    bwrap.chmod(0o755)
    with pytest.raises(Missing, match=r"cannot make a sandbox .*No permissions.*user namespaces"):
        preflight.check_sandbox(str(bwrap))


def test_a_missing_book_says_how_to_build_it(tmp_path):
    with pytest.raises(Missing, match=r"there is no book in .*'make book'"):
        preflight.check_folders(tmp_path, tmp_path)


def test_missing_student_library_says_how_to_make_it(tmp_path):
    (tmp_path / "index.html").touch()
    with pytest.raises(Missing, match=r"course_lib is not in .*'make setup'"):
        preflight.check_folders(tmp_path, tmp_path)


@pytest.mark.parametrize("port", ["taken", "web"])
def test_the_command_prints_one_line_and_stops(port, listener, tmp_path):
    (tmp_path / "index.html").touch()
    command = [sys.executable, "-m", "hub", "--state", str(tmp_path / "state")]
    command += ["--book", str(tmp_path)]
    command += ["--port", str(listener) if port == "taken" else port]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 1
    assert run.stdout == ""
    assert re.fullmatch(r"hub: .*PORT=\d+ make course\n", run.stderr)


def test_a_second_run_in_the_same_folder_is_refused(demo):
    refused = pytest.raises(Missing, match=r"already runs at http://127.0.0.1:8000/")
    with demo.lock(), refused, demo.lock():
        pass
    with demo.lock():  # and the lock is free again
        pass
    assert not demo.runtime.exists()


def test_a_start_that_fails_takes_no_socket_from_servers_that_run(demo):
    with demo.lock():
        server = demo.runtime / "servers" / "1.sock"
        server.touch()
    with pytest.raises(Missing), demo.lock():
        raise Missing("as of a port that is taken")
    assert server.exists()
    demo.leaves_servers = False
    with demo.lock():
        pass
    assert not demo.runtime.exists()


def test_a_runtime_folder_of_somebody_else_is_refused(demo):
    demo.runtime.symlink_to(demo.state)
    try:
        with pytest.raises(Missing, match="is somebody else's: remove it"), demo.lock():
            pass
    finally:
        demo.runtime.unlink()


def test_the_state_is_private(demo):
    assert demo.state.stat().st_mode & 0o777 == 0o700


def test_free_ports_differ():
    assert len(set(free_ports(20))) == 20


def test_the_welcome_says_where_to_click_and_who_you_are(demo):
    text = welcome(demo)
    drawn = Accounts(demo.state).first_passwords()
    for word in (demo.url, *demo.people, *drawn.values(), "Ctrl-C", "without a network"):
        assert word in text
    demo.students += [Person(f"student{number}") for number in range(40)]
    text = welcome(demo)
    assert "42 students, and as teachers instructor" in text
    assert f"{demo.state}/first_passwords.csv: hand them out, then delete it" in text
    assert not any(password in text for password in drawn.values())


def test_everything_listens_on_loopback_or_on_sockets(demo):
    config = hub_config(demo, "course")
    assert config.JupyterHub.bind_url.startswith("http://127.0.0.1:")
    assert config.Proxy.extra_routes["/"].startswith("http://127.0.0.1:")
    sockets = [config.JupyterHub.hub_bind_url, config.ConfigurableHTTPProxy.api_url]
    sockets.append(config.Proxy.extra_routes["/user/"])
    assert all(address.startswith("http+unix://") for address in sockets)


def test_a_student_is_given_one_home_and_nothing_of_the_course(demo):
    command = student_box(demo, "ada", 4)
    given = {Path(part) for part in command if part.startswith(str(demo.state))}
    assert given == {demo.home("ada")}
    assert not any(part.startswith(str(demo.course)) for part in command)
    assert "--die-with-parent" in command and "--share-net" not in command


def test_a_server_waits_until_one_stands_ready_and_once_in_vain(demo, monkeypatch):
    for_ever = 10**9
    monkeypatch.setattr(spawn, "BEGINS", for_ever)
    monkeypatch.setattr(SocketSpawner, "gave_up", False)
    spawner = SocketSpawner(run=demo)
    demo.runtime.mkdir(exist_ok=True)

    async def comes_meanwhile():
        waits = asyncio.create_task(spawner._until_one_stands_ready())
        await asyncio.sleep(0)
        assert not waits.done()
        demo.ready.touch()
        await waits

    try:
        asyncio.run(comes_meanwhile())
        assert not SocketSpawner.gave_up
        demo.ready.unlink()
        monkeypatch.setattr(spawn, "BEGINS", 0)
        asyncio.run(spawner._until_one_stands_ready())
        assert SocketSpawner.gave_up
        monkeypatch.setattr(spawn, "BEGINS", for_ever)
        asyncio.run(spawner._until_one_stands_ready())  # ends at once: not waited for again
        demo.ready.touch()
        asyncio.run(spawner._until_one_stands_ready())
        assert not SocketSpawner.gave_up
    finally:
        shutil.rmtree(demo.runtime)


def release_of(folder, text):
    """A course directory's release of one assignment."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text, id="text")])
    notebook.metadata[COURSE] = {"assignment": "ps1", "hides": []}
    (folder / "release" / "ps1").mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, folder / "release" / "ps1" / "ps1.ipynb")


def test_assignments_are_handed_out_once_and_again_when_they_change(demo):
    config = fill.nbgrader_config(demo)
    inbound = demo.exchange / config.CourseDirectory.course_id / "inbound"
    said = []
    release_of(demo.course, "first")
    fill.hand_out(demo, config, said.append)
    (inbound / "ada+ps1+now").mkdir()
    fill.hand_out(demo, config, said.append)
    assert said == ["hub: released ps1 to the students"]
    release_of(demo.course, "second")
    fill.hand_out(demo, config, said.append)
    assert len(said) == 2
    out = inbound.parent / "outbound" / "ps1" / "ps1.ipynb"
    assert out.read_bytes() == (demo.course / "release" / "ps1" / "ps1.ipynb").read_bytes()
    assert (inbound / "ada+ps1+now").is_dir()


def test_what_is_held_back_is_handed_out_by_a_teacher_alone(demo):
    config = fill.nbgrader_config(demo)
    release_of(demo.course, "first")
    (demo.course / "course.toml").write_text('[hub]\nheld_back = ["ps1"]\n')
    said = []
    fill.hand_out(demo, config, said.append)
    assert said == []
    (demo.course / "course.toml").write_text('[hub]\nheld_back = ["ps_1"]\n')  # mistyped
    with pytest.raises(Missing, match=r"ps_1, which is no assignment: there are ps1\. Nothing was"):
        fill.hand_out(demo, config, said.append)
    assert said == []
    (demo.course / "course.toml").unlink()
    fill.hand_out(demo, config, said.append)
    assert said == ["hub: released ps1 to the students"]


def test_an_assignment_in_another_version_is_named(demo, monkeypatch):
    exercises = demo.state / "checkout" / "exercises" / "ps1"
    exercises.mkdir(parents=True)
    release_of(demo.course, "old")
    (exercises / "ps1.ipynb").write_text("new")
    monkeypatch.setattr(fill, "CHECKOUT", demo.state / "checkout")
    said = []
    fill.compare(demo, said.append)
    assert len(said) == 1
    assert "python -m grading release ps1 --course" in said[0]


def test_an_old_gradebook_beside_new_folders_is_named(demo, monkeypatch):
    """The folders say that ps1 was released; the gradebook has never heard of it."""
    release_of(demo.course, "text")
    shutil.copytree(demo.course / "release", demo.course / "source")
    with Gradebook(f"sqlite:///{demo.course}/gradebook.db"):
        pass
    monkeypatch.setattr(fill, "assignments", lambda: ["ps1"])
    with pytest.raises(Missing, match=r"does not know ps1.*python -m grading release ps1"):
        fill.fill(demo, fill.nbgrader_config(demo), print)
