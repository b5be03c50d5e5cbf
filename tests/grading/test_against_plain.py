"""Honest notebooks, damaged at random: nobody gets less here than from plain nbgrader.

Each is graded by both. What a student has written stands somewhere in the file; so all points are
due, or the submission waits for a person, and the reason is said.
"""

import json
import os
import random
import shutil
from collections import defaultdict
from typing import NamedTuple

import pytest
from nbgrader.api import Gradebook

from grading.course.directory import Course
from grading.run.run import grade_all
from grading.words.cells import is_check
from tests.grading.random_damages import damaged
from tests.tools.handing_in import answered, hand_in, reference, released, with_right_answers
from tests.tools.plain_nbgrader import plain_autograde

pytestmark = pytest.mark.slow(60)

SEEDS = range(300 if os.environ.get("COURSE_TESTS") == "all" else 30)
ASSIGNMENTS = {
    "ps1_feed_forward": "without_activations",
    "ps2_counting": "width_or_depth",
    "ps3_depth": "why_not_linear",
}
WHOLE = "whole"  # a student whose notebooks are not damaged
TEXT = "The product of matrices is one matrix.\n\nSo nothing is gained by depth alone."


class Mark(NamedTuple):
    """What a gradebook holds of one cell."""

    points: float
    most: float
    waits: bool


class Graded(NamedTuple):
    """One submission: what was done to it, its marks here and there, and why it waits here."""

    how: str
    here: dict[str, Mark]
    there: dict[str, Mark]
    waits_for: str


def marks_in(course, assignment):
    """student -> cell -> mark."""
    found = defaultdict(dict)
    with Gradebook(course.db_url, course.course_id) as gradebook:
        for submission in gradebook.assignment_submissions(assignment):
            for grade in submission.notebooks[0].grades:
                mark = Mark(grade.auto_score or 0.0, grade.max_score, grade.needs_manual_grade)
                found[submission.student_id][grade.name] = mark
    return found


@pytest.fixture(scope="module")
def graded(courses, tmp_path_factory):
    """All of them, by assignment and seed."""
    course, done = courses("solutions"), {}
    how = {}
    for assignment in ASSIGNMENTS:
        how[assignment, WHOLE] = ""
        with_right_answers(course, WHOLE, assignment=assignment)
    for seed in SEEDS:
        draw = random.Random(seed)
        assignment = draw.choice([*ASSIGNMENTS])
        blank = released(course, assignment)
        text = {ASSIGNMENTS[assignment]: TEXT}
        whole = answered(blank, reference(course, assignment) | text)
        notebook, how[assignment, f"s{seed}"] = damaged(whole, blank, draw)
        data = json.dumps(notebook, ensure_ascii=False).encode()
        hand_in(course, assignment, f"s{seed}", data)
    plain = tmp_path_factory.mktemp("plain") / "course"
    shutil.copytree(course.root, plain)
    for assignment in {assignment for assignment, _ in how}:
        outcomes = grade_all(course, assignment)
        plain_autograde(plain, assignment, outcomes)
        here, there = (marks_in(c, assignment) for c in (course, Course(plain)))
        for student, outcome in outcomes.items():
            done[assignment, student] = Graded(
                how[assignment, student], here[student], there[student], outcome.waits_for
            )
    return done


def test_plain_nbgrader_gives_all_points_to_whole_notebooks(graded):
    for assignment in ASSIGNMENTS:
        marks = graded.pop((assignment, WHOLE)).there
        assert all(m.points == m.most for name, m in marks.items() if is_check(name)), assignment


def test_whatever_was_written_has_all_its_points_or_waits_for_a_person(graded):
    lost = {
        (*who, name): (was.how, mark)
        for who, was in graded.items()
        for name, mark in was.here.items()
        if not (mark.points == mark.most or mark.waits)
    }
    assert lost == {}


def test_nobody_gets_less_than_from_plain_nbgrader(graded):
    less = {
        (*who, name): (was.how, mark, was.there.get(name))
        for who, was in graded.items()
        for name, mark in was.here.items()
        if name in was.there and mark.points < was.there[name].points and not was.waits_for
    }
    assert less == {}


def test_the_damage_is_damage_and_most_of_it_is_mended(graded, record_property):
    """Plain nbgrader loses many of these; here few have to wait, and the reason is said."""
    due = sum(m.most for was in graded.values() for n, m in was.here.items() if is_check(n))

    def share(marks):
        return sum(m.points for was in graded.values() for m in marks(was).values()) / due

    waiting = sum(bool(was.waits_for) for was in graded.values())
    record_property("counted", ("damaged notebooks, here and in plain nbgrader", len(graded)))
    record_property("counted", ("% of their points here", round(100 * share(lambda w: w.here))))
    record_property("counted", ("% of them there", round(100 * share(lambda w: w.there))))
    record_property("counted", ("of them wait for a person", waiting))
    assert 0.3 < share(lambda was: was.there) < 0.9 < share(lambda was: was.here)
