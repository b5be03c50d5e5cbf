"""What is done to a hub beside its start, and what it says of a wrong `course.toml`."""

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing

import pytest

from hub.__main__ import read
from hub.commands import COMMANDS
from hub.errors import Missing
from hub.signin.accounts import Accounts
from tests.tools.places import ROOT


@pytest.fixture
def state(tmp_path):
    """The state folder of a hub, as a run leaves it."""
    state = tmp_path / "state"
    (state / "homes" / "ada").mkdir(parents=True)
    (state / "homes" / "ada" / "ps1.ipynb").write_text("{}")
    Accounts(state).draw_for(["ada"])
    with closing(sqlite3.connect(state / "hub.sqlite")) as database:
        database.execute("create table users (name)")
        database.execute("insert into users values ('ada')")
        database.commit()
    return state


def test_a_hub_comes_back_from_its_backup_in_another_folder(state, tmp_path):
    file = str(tmp_path / "hub.tar.gz")
    with closing(sqlite3.connect(state / "hub.sqlite")) as busy:
        busy.execute("insert into users values ('not yet')")  # while somebody writes
        assert "python -m grading backup" in COMMANDS["backup"](state, file)
    assert stat.S_IMODE((tmp_path / "hub.tar.gz").stat().st_mode) == 0o600
    there = tmp_path / "elsewhere" / "state"
    assert COMMANDS["restore"](there, file) == f"restored {there}"
    assert stat.S_IMODE(there.stat().st_mode) == 0o700
    assert (there / "homes" / "ada" / "ps1.ipynb").read_text() == "{}"
    password = Accounts(state).first_passwords()["ada"]
    assert Accounts(there).is_right("ada", password)
    with closing(sqlite3.connect(there / "hub.sqlite")) as database:
        assert database.execute("select * from users").fetchall() == [("ada",)]


def test_what_cannot_be_backed_up_or_restored_is_said_in_a_sentence(state, tmp_path):
    file = tmp_path / "hub.tar.gz"
    file.write_bytes(b"no backup")
    for what, folder, word, said in [
        ("backup", tmp_path, str(file), "there is no hub in .*: name its folder with --state"),
        ("backup", state, "", "which file"),
        ("backup", state, str(tmp_path / "none" / "x"), "No such file or directory"),
        ("restore", state, str(file), "is not empty: name a new folder"),
        ("restore", tmp_path / "new", str(file), "is no backup of a hub, or not a whole one"),
        ("restore", tmp_path / "new", str(tmp_path / "none"), "there is no file"),
    ]:
        with pytest.raises(Missing, match=said):
            COMMANDS[what](folder, word)
    assert not (tmp_path / "new").exists()


A = "'https://a.org'"
JWKS = f"jwks_url = {A}\n"
OPENID = (
    f"[hub.openid]\nauthorize_url = {A}\ntoken_url = {A}\nuserdata_url = {A}\n"
    "client_id = 'a'\nclient_secret = 'a'\n"
)
LTI = f"[hub.lti]\nissuer = 'a'\nauthorize_url = {A}\nclient_id = 'a'\n{JWKS}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[hub]\nport = 'web'\n", r"course.toml, line 2: hub.port: "),
        ("[hub]\nport = 70000\n", r"line 2: hub.port: "),
        ("[hub]\npasswords = true\n", r"line 2: hub.passwords: there is no such setting"),
        ("[hub]\nteachers = []\n", r"line 2: hub.teachers: "),
        ("[hub]\nteachers = ['../x']\n", r"line 2: hub.teachers.0: "),
        ("[hub]\ncertificate = 'a.pem'\n", r"certificate and key belong together"),
        (f"[hub]\n{OPENID}{LTI}", r"hub.lti: people come in by one way"),
        (f"[hub]\n{LTI}jwks_url = 'certs'\n".replace(JWKS, ""), r"line 6: hub.lti.jwks_url: "),
        ("[hub.openid]\nclient_id = 'a'\n", r"hub.openid.authorize_url: Field required"),
        ("[first_look]\nshows = 'all'\n", r"line 2: first_look.shows: .*'properties' or 'points'"),
        ("[limits]\nmemory_mb = 3\n", r"line 2: limits.memory_mb: "),
        ("[limits]\nidle_minutes = 0.01\n", r"limits.idle_minutes: .* greater than or equal to"),
        ("[hub\n", r"course.toml, line 1: "),
    ],
)
def test_a_wrong_setting_of_the_hub_is_named_with_its_line(tmp_path, text, said):
    (tmp_path / "course.toml").write_text(text)
    with pytest.raises(Missing, match=said) as missing:
        read(tmp_path)
    assert "\n" not in str(missing.value)


def test_the_start_says_in_one_line_what_is_wrong_with_a_class(tmp_path):
    (tmp_path / "index.html").touch()
    (tmp_path / "course.toml").write_text("[hub]\nteachers = ['ada']\n")
    command = [sys.executable, "-m", "hub", "--state", str(tmp_path / "state")]
    command += ["--book", str(tmp_path), "--course", str(tmp_path)]
    for table, said in {
        None: f"hub: there is no table of students {tmp_path}/students.csv: make one, with a line",
        "id\nada\n": "hub: ada is a student and a teacher: take the name out of one of both",
    }.items():
        if table:
            (tmp_path / "students.csv").write_text(table)
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert (run.returncode, run.stdout, run.stderr.count("\n")) == (1, "", 1)
        assert run.stderr.startswith(said)
