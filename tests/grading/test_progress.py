"""What a run shows: a bar on a terminal, lines elsewhere, JSON for machines."""

import json
import math
import os
import pty
import re
import subprocess
import sys
import termios

import pytest

from grading.__main__ import main
from grading.run import progress
from grading.words.verdict import Verdict
from tests.tools.handing_in import with_right_answers
from tests.tools.places import ROOT

STATE = r"2 of 2, +[\d.]+ submissions/s, 00:00 left, 1 with remarks"


@pytest.fixture
def course(courses):
    """Ada is right; Grace's folder is empty."""
    course = with_right_answers(courses("tests/attacks/rooms"), "ada")
    course.submitted_path("softmax", "grace").mkdir(parents=True)
    return course


def test_without_a_terminal_progress_is_a_line(course, capsys, monkeypatch):
    monkeypatch.setattr(progress, "EVERY", math.inf)  # on a busy machine it takes many seconds
    assert main(["grade", "softmax", "--course", str(course.root), "--jobs", "1"]) == 0
    said = capsys.readouterr()
    assert re.fullmatch(f"softmax: {STATE}\n", said.err)
    assert said.out.splitlines() == [
        "softmax: 2 graded, 0 graded before",
        "mean of the checks: 2.50 of 5 points",
        "  grace: no notebook was handed in",
        f"report: {os.path.relpath(course.root / 'report/softmax/report.html')}",
    ]


def test_without_a_terminal_there_is_a_line_every_few_seconds(capsys, monkeypatch):
    clock = iter(range(0, 100, 2))  # seconds
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    with progress.shown("softmax") as tell:
        for done in range(1, 11):
            tell("ada", Verdict("softmax", "ada", []), done, 10)
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(",")[0] for line in lines] == [
        f"softmax: {done} of 10" for done in (3, 6, 9, 10)
    ]


def test_on_a_terminal_progress_is_a_bar(course):
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 120))
    command = [sys.executable, "-m", "grading", "grade", "softmax", "--jobs", "1"]
    subprocess.run(
        [*command, "--course", course.root],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        check=True,
    )
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert re.search(rf"softmax: 100%\|█+\| {STATE}", shown)


def test_json_is_a_line_for_each_and_one_for_all(course, capsys):
    command = ["grade", "softmax", "--course", str(course.root), "--jobs", "1", "--json"]
    assert main(command) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert [json.loads(line) for line in said.out.splitlines()] == [
        {"student": "ada", "graded_before": False, "score": 5, "max_score": 5, "remarks": [],
         "waits_for": ""},
        {"student": "grace", "graded_before": False, "score": 0, "max_score": 5,
         "remarks": ["no notebook was handed in"], "waits_for": ""},
        {"assignment": "softmax", "graded": 2, "graded_before": 0, "mean": 2.5, "max_score": 5,
         "with_remarks": 1, "waiting": 0},
    ]  # fmt: skip
    assert main(command) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == {"student": "ada", "graded_before": True}
    assert lines[2]["graded_before"] == 2 and lines[2]["mean"] is None


def test_what_is_run_once_more_is_said(capsys):
    progress.tell_again(["ada"])
    progress.tell_again(["ada", "grace"])
    progress.tell_again_in_json(["ada", "grace"])
    said = capsys.readouterr()
    assert said.err.splitlines() == [
        "one submission that ran out of time is run once more, alone: ada",
        "2 submissions that ran out of time are run once more, each alone: ada, grace",
    ]
    assert json.loads(said.out) == {"once_more": ["ada", "grace"]}
