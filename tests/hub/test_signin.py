"""Who comes in: tables of people, passwords that stay, guesses that are slowed down."""

import asyncio
import re
import stat
import subprocess
import sys

import pytest
from tornado.web import HTTPError

from hub.commands import renew_password
from hub.errors import Missing
from hub.people import Person, read_students
from hub.signin import passwords
from hub.signin.accounts import Accounts, new_password
from hub.signin.passwords import PasswordAuthenticator
from tests.tools.patience import PATIENCE
from tests.tools.places import ROOT


@pytest.fixture
def accounts(tmp_path):
    accounts = Accounts(tmp_path)
    accounts.draw_for(["ada", "grace"])
    return accounts


@pytest.fixture
def gate(accounts):
    return PasswordAuthenticator(accounts=accounts, allowed_users={"ada", "grace"})


def comes_in(gate, name, password):
    return asyncio.run(gate.authenticate(None, {"username": name, "password": password}))


def test_a_table_of_students_is_read_whatever_its_other_columns(tmp_path):
    table = tmp_path / "students.csv"
    table.write_text("\ufefflast_name,id,group,first_name\nLovelace,ada,1,Ada\n,g.hopper-2,,\n")
    assert read_students(table) == [Person("ada", "Ada", "Lovelace"), Person("g.hopper-2")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "line 1: the titles of the columns must be there, among them 'id'"),
        (b"name\nada\n", "line 1: .* among them 'id'"),
        (b"id\nada\nada\n", "line 3: ada comes twice"),
        (b"id\nada\n..\n", r"line 3: the id '\.\.' is not of small letters"),
        (b"id\nAda\n", "line 2: the id 'Ada' is not of small letters"),
        (b"id\na+b\n", r"line 2: the id 'a\+b' is not"),
        (b"id\n../x\n", "line 2: the id '../x' is not"),
        (b"id,x\n,1\n", "line 2: the id '' is not"),
        (b"id\n\xff\xfe\n", "it is no table in UTF-8"),
    ],
)
def test_a_wrong_table_is_named_with_its_line(tmp_path, text, said):
    table = tmp_path / "students.csv"
    table.write_bytes(text)
    with pytest.raises(Missing, match=said):
        read_students(table)


def test_a_table_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Missing, match=r"no table of students .*students.csv: make one"):
        read_students(tmp_path / "students.csv")


def test_passwords_are_new_and_long():
    drawn = {new_password() for _ in range(100)}
    assert len(drawn) == 100
    assert all(re.fullmatch(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", each) for each in drawn)


def test_a_password_stays_and_only_who_is_new_gets_one(accounts, tmp_path):
    before = accounts.first_passwords()
    again = Accounts(tmp_path)
    again.draw_for(["ada", "grace", "mary"])
    after = again.first_passwords()
    assert set(after) == {"ada", "grace", "mary"} and before.items() <= after.items()
    assert all(again.is_right(name, password) for name, password in after.items())


CHOOSES = """
import sys
from pathlib import Path
from hub.signin.accounts import Accounts

for number in range(10):
    Accounts(Path(sys.argv[1])).choose(f"{sys.argv[2]} {number}", "a password")
"""


def test_of_passwords_that_are_chosen_at_the_same_time_none_is_lost(accounts, tmp_path):
    """As when somebody chooses one on the hub and a teacher gives out another by a command."""
    command = [sys.executable, "-c", CHOOSES, str(tmp_path)]
    both = [subprocess.Popen([*command, name], cwd=ROOT) for name in ("mary", "emmy")]
    assert [each.wait(PATIENCE) for each in both] == [0, 0]
    chosen = [f"{name} {number}" for name in ("mary", "emmy") for number in range(10)]
    assert accounts.names() == sorted(["ada", "grace", *chosen])
    assert accounts.is_right("emmy 9", "a password")


def test_what_is_kept_is_hashed_and_read_by_this_account_alone(accounts, tmp_path):
    hashes = (tmp_path / "accounts.json").read_text()
    assert not any(password in hashes for password in accounts.first_passwords().values())
    for name in ("accounts.json", "first_passwords.csv"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    (tmp_path / "first_passwords.csv").unlink()
    accounts.draw_for(["ada"])
    assert accounts.first_passwords() == {}


def test_a_renewed_password_takes_the_place_of_the_old_one(accounts, tmp_path):
    old = accounts.first_passwords()["ada"]
    new = renew_password(tmp_path, "ada").split()[1]
    assert accounts.is_right("ada", new) and not accounts.is_right("ada", old)
    with pytest.raises(Missing, match="eve has no account: python -m hub password NAME"):
        renew_password(tmp_path, "eve")


def test_a_password_of_ones_own_is_written_down_nowhere(accounts, tmp_path):
    old = accounts.first_passwords()
    accounts.choose("ada", "four words of my own")
    assert accounts.is_right("ada", "four words of my own")
    assert not accounts.is_right("ada", old["ada"])
    assert accounts.first_passwords() == {"grace": old["grace"]}
    assert not [p for p in tmp_path.iterdir() if "four words" in p.read_text()]


def test_only_an_account_with_its_own_password_signs_in(gate, accounts):
    right = accounts.first_passwords()
    assert comes_in(gate, "ada", right["ada"]) == comes_in(gate, "Ada", right["ada"]) == "ada"
    for name, password in [("ada", right["grace"]), ("ada", ""), ("eve", ""), ("", "")]:
        assert comes_in(gate, name, password) is None


def test_who_has_left_the_course_is_let_in_and_kept_in_no_longer(accounts):
    gate = PasswordAuthenticator(accounts=accounts, allowed_users={"grace"})
    assert comes_in(gate, "ada", accounts.first_passwords()["ada"]) is None

    class Ada:
        name = "ada"

    assert asyncio.run(gate.refresh_user(Ada())) is False


def test_twenty_wrong_passwords_are_slowed_down_and_the_right_one_waits_too(
    gate, accounts, monkeypatch
):
    now = [0.0]
    monkeypatch.setattr(passwords.time, "monotonic", lambda: now[0])
    waited = 0
    for _ in range(20):
        while True:
            try:
                assert comes_in(gate, "ada", "wrong") is None
                break
            except HTTPError as error:
                assert error.status_code == 429
                assert re.search(r"Too many wrong passwords: wait \d+ seconds", str(error))
                now[0] += 1
                waited += 1
    assert waited > 500
    right = accounts.first_passwords()
    with pytest.raises(HTTPError):
        comes_in(gate, "ada", right["ada"])
    assert comes_in(gate, "grace", right["grace"]) == "grace"
    now[0] += 61
    assert comes_in(gate, "ada", right["ada"]) == "ada"
    assert comes_in(gate, "ada", "wrong") is None  # and the count begins anew
