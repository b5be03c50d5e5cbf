"""First looks: soon, of the visible alone, and never in the way of what counts."""

import hashlib
import os
import time
from datetime import timedelta

import nbformat
import pytest

from grading.course.directory import Course
from grading.course.hub import FirstLook
from hub.submissions.looker import LONG, PAUSE, look
from hub.submissions.looks import Looks
from hub.submissions.service import TO_COME, Service
from hub.submissions.store import Store
from tests.tools.handing_in import answered, released
from tests.tools.one_submission import RIGHT

pytestmark = pytest.mark.slow(30)
NAME = "softmax"
SHOWN = ["it is a function that gives back something", "every row sums to one"]
HIDDEN = ["values are right", "do not overflow", "change its input"]
WRONG = "def softmax(z):\n    return z"


@pytest.fixture
def course(courses):
    return courses("tests/attacks/rooms")


@pytest.fixture
def looks(course, tmp_path):
    """The looks of a store from which the course's assignments are handed out."""
    store = Store(tmp_path / "exchange")
    for name in course.assignments():
        (store.folder / "outbound" / name).mkdir()
    return Looks(store)


def hand_in(course, looks, student, answer):
    data = nbformat.writes(answered(released(course, NAME), {"softmax": answer})).encode()
    return looks.store.receive(student, NAME, {f"{NAME}.ipynb": data})


def told(looks, submission):
    """The page that a student sees."""
    return looks.pages(submission)[NAME].decode()


def test_visible_properties_are_told_by_name_and_hidden_ones_by_no_word(course, looks):
    right, wrong = (hand_in(course, looks, *who) for who in [("ada", RIGHT), ("grace", WRONG)])
    assert looks.said(right) == ""
    assert look(course, looks, FirstLook()) == PAUSE
    assert looks.said(right) == "first look: 2 of 2 properties hold"
    assert looks.said(wrong) == "first look: 1 of 2 properties hold"
    assert all(f"holds: {name}" in told(looks, right) for name in SHOWN)
    assert f"fails: {SHOWN[1]}" in told(looks, wrong)
    for submission in (right, wrong):
        assert not [name for name in HIDDEN if name in told(looks, submission)]
        assert "they are told with the feedback" in told(looks, submission)
        assert "of 5 points" not in told(looks, submission)
    assert not (course.root / "verdicts.jsonl").exists()  # nothing is recorded


def test_points_are_told_where_the_teacher_says_so(course, looks):
    submission = hand_in(course, looks, "ada", RIGHT)
    look(course, looks, FirstLook(shows="points"))
    assert looks.said(submission).endswith(", 5 of 5 points")
    assert "5 of 5 points" in told(looks, submission)


def test_what_a_student_writes_is_text_on_the_page(course, looks):
    evil = 'def softmax(z):\n    raise ValueError("<img src=x onerror=alert(1)>")'
    submission = hand_in(course, looks, "ada", evil)
    look(course, looks, FirstLook())
    assert "&lt;img src=x" in told(looks, submission) and "<img" not in told(looks, submission)


def test_the_newest_is_looked_at_and_not_too_often(course, looks):
    first, second = (hand_in(course, looks, "ada", answer) for answer in (WRONG, RIGHT))
    twice = FirstLook(per_hour=2)
    look(course, looks, twice)
    assert looks.said(first) == "" and looks.said(second)
    third = hand_in(course, looks, "ada", WRONG)
    look(course, looks, twice)
    fourth = hand_in(course, looks, "ada", RIGHT)
    other = hand_in(course, looks, "grace", RIGHT)
    assert looks.due(2) == [other]
    hour = time.time() - timedelta(hours=1, minutes=1).total_seconds()
    os.utime(looks.folder / third.folder.name, (hour, hour))
    assert looks.due(2) == [fourth, other]


def test_an_assignment_that_is_not_whole_keeps_no_other_waiting(course, looks):
    (looks.store.folder / "outbound" / "a_gone").mkdir()
    looks.store.receive("ada", "a_gone", {"a_gone.ipynb": b"{}"})
    submission = hand_in(course, looks, "ada", RIGHT)
    assert look(course, looks, FirstLook()) == LONG
    assert looks.said(submission)


def test_what_is_no_notebook_is_looked_at_and_waits_for_a_person(course, looks):
    contents = {"a": b"\xff", "b": b"{}", "c": b'{"cells": 1}', "d": b"[" * 100_000}
    bad = [
        looks.store.receive(who, NAME, {f"{NAME}.ipynb": data}) for who, data in contents.items()
    ]
    neighbour = hand_in(course, looks, "grace", RIGHT)
    look(course, looks, FirstLook(shows="points"))
    for submission in bad:
        assert "0 of 5 points" in looks.said(submission)
        assert "a person looks at this" in told(looks, submission)
    assert "5 of 5 points" in looks.said(neighbour)


def test_a_receipt_counts_the_answered_questions(course, looks):
    service = Service(looks.store, course, None)
    untouched = nbformat.writes(released(course, NAME)).encode()
    counted = {untouched: "0 of 1", b"no notebook": "0 of 1", b'{"cells": [[]]}': "0 of 1"}
    for number, (data, said) in enumerate(counted.items()):
        submission = looks.store.receive(f"s{number}", NAME, {f"{NAME}.ipynb": data})
        assert service.receipt(submission)["answered"] == f"{said} questions answered"
    answer = hand_in(course, looks, "ada", RIGHT)
    assert service.receipt(answer)["answered"] == "1 of 1 questions answered"
    (looks.store.folder / "outbound" / "gone").mkdir()
    gone = looks.store.receive("ada", "gone", {"gone.ipynb": untouched})
    assert service.receipt(gone)["answered"] == ""


def test_feedback_takes_the_place_of_the_first_look(course, looks):
    submission = hand_in(course, looks, "ada", RIGHT)
    service = Service(looks.store, course, None)
    assert service.receipt(submission)["first_look"] == ""  # the course has none
    look(course, looks, FirstLook())
    assert service.receipt(submission)["first_look"] == looks.said(submission)
    assert service.pages(submission) == looks.pages(submission)
    secret = (submission.folder / "submission_secret.txt").read_bytes()
    known = hashlib.md5(secret + NAME.encode()).hexdigest()
    (looks.store.folder / "feedback" / f"{known}.html").write_bytes(b"feedback")
    assert service.pages(submission) == {NAME: b"feedback"}


def test_a_look_is_announced_where_the_course_has_it(course, looks):
    (course.root / "course.toml").write_text("[first_look]\n")
    for answer in (WRONG, RIGHT):
        hand_in(course, looks, "ada", answer)
    receipts = Service(looks.store, Course(course.root), None).submissions("ada")
    assert [receipt["first_look"] for receipt in receipts] == ["", TO_COME]
