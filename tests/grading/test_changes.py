"""An assignment that was changed after submissions: nothing is lost, and it is known before."""

import re

import pytest
from nbgrader.api import Gradebook

from grading.__main__ import main
from grading.run.run import grade_all
from grading.writing import release as releasing
from grading.writing.release import SOLUTIONS, release
from tests.tools.handing_in import answered, hand_in, make_course, reference, released
from tests.tools.places import ROOT

pytestmark = pytest.mark.slow(60)

TEXT = (ROOT / "tests/attacks/rooms/softmax.md").read_text()
WHY = '\n+++ {{"written": "{}", "points": 2}}\n\nBecause the sum of all is one in each row.\n'
TWICE = """
```{code-cell} ipython3
:answer: twice
:returns: float

def twice(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
```

```{code-cell} ipython3
:check: twice
:points: 3

with prop("it doubles"):
    assert twice(3.0) == 6
```
"""
BEFORE = TEXT + WHY.format("why")
AFTER = TEXT.replace(":points: 5", ":points: 10") + TWICE + WHY.format("why_so")
GONE = TEXT + "\n+++\n\nA text more.\n"


@pytest.fixture
def texts(tmp_path, monkeypatch):
    folder = tmp_path / "solutions"
    folder.mkdir()
    for function in (
        releasing.path_of,
        releasing.source_of,
        releasing.release,
    ):
        usual = [folder if value == SOLUTIONS else value for value in function.__defaults__]
        monkeypatch.setattr(function, "__defaults__", tuple(usual))
    return folder


@pytest.fixture
def course(tmp_path, texts):
    """Ada and Grace have handed in; Ada's written answer has a mark and a comment by hand."""
    (texts / "softmax.md").write_text(BEFORE)
    course = make_course(tmp_path / "course", texts)
    right = reference(course, "softmax") | {"why": "Each row is divided by its sum."}
    hand_in(course, "softmax", "ada", answered(released(course, "softmax"), right))
    hand_in(course, "softmax", "grace", released(course, "softmax"))
    grade_all(course, "softmax")
    with Gradebook(course.db_url, course.course_id) as gradebook:
        where = "softmax", "softmax", "ada"
        grade = gradebook.find_grade("why", *where)
        grade.manual_score, grade.needs_manual_grade = 2, False
        gradebook.find_comment("why", *where).manual_comment = "Well said."
        gradebook.db.commit()
    return course


def marks(course, student):
    """Points by the name of the cell, and comments that were given by hand."""
    with Gradebook(course.db_url, course.course_id) as gradebook:
        notebook = gradebook.find_submission_notebook("softmax", "softmax", student)
        comments = {c.name: c.manual_comment for c in notebook.comments if c.manual_comment}
        return {grade.name: grade.score for grade in notebook.grades}, comments


def files(course):
    found = (path for path in course.root.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in found}


def test_questions_are_added_and_renamed_and_marks_by_hand_stay(course, texts):
    assert marks(course, "ada") == ({"softmax-check": 5, "why": 2}, {"why": "Well said."})
    (texts / "softmax.md").write_text(AFTER)
    release(course.root, ["softmax"], texts, course.config)
    outcomes = grade_all(course, "softmax")
    assert "twice is missing: it is graded as it was released" in outcomes["ada"].remarks
    points = {"softmax-check": 10, "twice-check": 0, "why_so": 2}
    assert marks(course, "ada") == (points, {"why_so": "Well said."})
    assert sum(marks(course, "grace")[0].values()) == 0
    right = reference(course, "softmax") | {"why_so": "Each row is divided by its sum."}
    hand_in(course, "softmax", "ada", answered(released(course, "softmax"), right))
    assert grade_all(course, "softmax")["ada"].score == 13


def test_what_was_given_by_hand_is_not_lost_unless_that_is_meant(course, texts, capsys):
    (texts / "softmax.md").write_text(GONE)
    before = files(course)
    command = ["release", "softmax", "--course", str(course.root)]
    assert main(command) == 1
    said = capsys.readouterr().err
    assert "why would go, and with it 2 marks or comments that were given by hand" in said
    assert files(course) == before
    assert main([*command, "--drop"]) == 0
    grade_all(course, "softmax")
    assert marks(course, "ada") == ({"softmax-check": 5}, {})


def test_the_preview_says_who_gains_and_who_loses_and_writes_nothing(course, texts, capsys):
    before = files(course)
    command = ["release", "softmax", "--course", str(course.root), "--preview"]
    (texts / "softmax.md").write_text(AFTER)
    assert main(command) == 0
    said = capsys.readouterr().out
    (texts / "softmax.md").write_text(GONE)
    assert main(command) == 0
    assert "new: twice-check, twice\n" in said or "new: twice, twice-check\n" in said
    assert "renamed: why to why_so" in said
    assert "softmax-check: 5 points before, 10 now" in said
    assert "ada gains 5: 7 to 12" in said and "grace" not in said
    assert re.search("ada loses 2: 7 to 5", capsys.readouterr().out)
    assert files(course) == before


def test_a_change_of_the_text_alone_changes_nothing_for_anybody(course, texts, capsys):
    (texts / "softmax.md").write_text(BEFORE + "\n+++\n\nA text more.\n")
    assert main(["release", "softmax", "--course", str(course.root), "--preview"]) == 0
    assert "nothing changes for anybody" in capsys.readouterr().out
    release(course.root, ["softmax"], texts, course.config)
    grade_all(course, "softmax")
    assert marks(course, "ada") == ({"softmax-check": 5, "why": 2}, {"why": "Well said."})
