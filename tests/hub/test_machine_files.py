"""The files for a server of one's own, as far as a machine without systemd can tell."""

import configparser
import shutil
import subprocess
import sys

import pytest

from hub.__main__ import arguments
from tests.tools.places import ROOT

UNIT = ROOT / "hub" / "machine" / "systemd" / "course.service"


@pytest.fixture
def service():
    unit = configparser.ConfigParser(interpolation=None, strict=True)
    unit.optionxform = str
    unit.read_string(UNIT.read_text())
    return unit["Service"]


def test_the_unit_starts_the_hub_with_options_that_it_has(service, monkeypatch):
    python, _, package, *options = service["ExecStart"].split()
    assert python.endswith(".venv/bin/python") and package == "hub"
    monkeypatch.setattr(sys, "argv", ["hub", *options])
    assert arguments().course.name == "gradebook"


def test_servers_and_their_sockets_outlive_a_new_start(service):
    assert service["KillMode"] == "process"
    assert service["RuntimeDirectoryPreserve"] == "yes"
    assert service["Environment"] == f"XDG_RUNTIME_DIR=/run/{service['RuntimeDirectory']}"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="it comes with systemd")
def test_systemd_knows_every_word_of_the_unit(tmp_path):
    """Its path is another machine's; one word is newer than Debian 12."""
    copy = tmp_path / UNIT.name
    shutil.copy(UNIT, copy)
    command = ["systemd-analyze", "verify", "--man=no", str(copy)]
    said = subprocess.run(command, capture_output=True, text=True).stderr
    lines = [line for line in said.splitlines() if "course.service" in line]
    known = ("DelegateSubgroup", "is not executable")
    assert [line for line in lines if not any(word in line for word in known)] == []
