"""A grade can be foreseen: the notebook says from what to what, and there the grade lies.

For all wrong answers, for several students; that honest ones keep all points, as the notebook says
then, is tested in test_answers.py. The counts at the end are what the bars of the course ask for.
"""

import os

import pytest

from course_lib.checks.variations import MORE, TRIALS
from grading.writing.release import assignments
from tests.assignments.in_notebook import Notebook
from tests.assignments.test_answers import SLOW, answers, as_one_cell

pytestmark = pytest.mark.slow(200)

STUDENTS = 20 if os.environ.get("COURSE_TESTS") == "all" else 2
# Beside the sentences of known mistakes: what the adversary says of a habit.
HABITS = [f"with {trial}: " for trial in (*TRIALS, *MORE)] + ["has been changed"]
SLACK = 0.01  # points: the notebook rounds


@pytest.fixture(scope="module")
def notebooks(rooms):
    return {name: Notebook(rooms(name).source, rooms(name).released) for name in assignments()}


def scores(room, question, answer, points, students=STUDENTS, seconds=2):
    """The points that some students get for an answer; a property may take so many seconds."""
    essential = None
    for n in range(students):
        who = f"student{n}"
        failed, score = set(), 1
        for name, _ in room.failures(question, answer, who, seconds, False, essential):
            failed.add(name)
            score = room.score(question, failed)
            if score == 0:  # an essential property fails: the others change nothing
                essential = name
                break
        yield points * score


@pytest.mark.parametrize(
    ("question", "name"), [("differ", "touching_ranges_too"), ("half_plane", "no_cut_outside")]
)
def test_luck_brings_no_rare_case_into_an_essential_property(rooms, question, name):
    """It cost one student in twenty all points: these cases have properties of their own."""
    room, answer = rooms("ps6_demo").room, answers("wrong", "ps6_demo")[question][name]
    seen = set(scores(room, question, as_one_cell(answer), 1, students=60))
    assert len(seen) == 1 and seen.pop() > 0.5


QUESTIONS = [(a, q) for a in assignments() for q in answers("wrong", a)]


@pytest.mark.parametrize(("assignment", "question"), QUESTIONS)
def test_the_grade_lies_where_the_notebook_says(
    rooms, notebooks, assignment, question, record_property
):
    room, notebook = rooms(assignment).room, notebooks[assignment]
    sentences = notebook.sentences(question)
    blind, named = [], []
    wrong = answers("wrong", assignment)[question]
    wrong = {name: text for name, text in wrong.items() if "for_ever" not in name}  # says nothing
    for name, text in wrong.items():
        answer = as_one_cell(text)
        seen = notebook.seen(question, answer)
        seconds = 1 if any(word in name for word in SLOW) else 2  # it takes them each time
        for score in scores(room, question, answer, seen.points, seconds=seconds):
            assert seen.least - SLACK <= score <= seen.most + SLACK, (name, score, seen.text)
        if seen.all_hold:
            blind.append(name)
        if any(sentence in seen.text for sentence in (*sentences, *HABITS)):
            named.append(name)
    for name, text in answers("honest", assignment).get(question, {}).items():
        answer = as_one_cell(text)
        seen = notebook.seen(question, answer)
        assert seen.all_hold and seen.most == seen.points, (name, seen.text)
        assert not any(sentence in seen.text for sentence in sentences), (name, seen.text)
    record_property("counted", ("wrong answers, of which in the notebook", len(wrong)))
    record_property("counted", ("  see every visible property hold", len(blind)))
    record_property("counted", ("  have their mistake named", len(named)))
    missed = sorted(wrong.keys() - named)
    print(f"{assignment} {question}: nothing seen of {blind}; not named: {missed}")
