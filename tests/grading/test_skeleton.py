"""The skeleton of a question is one that can be released and graded as it stands."""

import shutil

import pytest

from grading.__main__ import main
from grading.words.errors import AssignmentError
from grading.writing.release import SOLUTIONS
from grading.writing.skeleton import UNNAMED, WANTED, write_skeleton
from tests.assignments.in_one_room import Room
from tests.tools.handing_in import make_course, reference


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "solutions").mkdir()
    shutil.copy(SOLUTIONS / "ps2_counting.md", tmp_path / "solutions")
    return tmp_path


def test_a_new_question_can_be_graded_at_once(folder):
    solutions, answers = folder / "solutions", folder / "answers"
    text, *files = write_skeleton("ps2_counting", "slopes", answers, solutions)
    assert text == solutions / "ps2_counting.md"
    assert len(files) == sum(WANTED.values())
    course = make_course(folder / "course", solutions)
    room = Room(*course.versions("ps2_counting"))
    assert room.questions[-1] == "slopes"
    assert room.wins("slopes", reference(course, "ps2_counting")["slopes"])
    for path in files:
        assert path.name.startswith(f"slopes__{UNNAMED}")
        assert room.wins("slopes", path.read_text()) == ("honest" in str(path))


def test_a_question_that_is_there_is_not_written_again(folder):
    with pytest.raises(AssignmentError, match=r"ps2_counting has a question deep_width already"):
        write_skeleton("ps2_counting", "deep_width", folder, folder / "solutions")


def test_a_name_that_is_none_is_refused(folder):
    with pytest.raises(AssignmentError, match=r"'Slopes!' is not a name"):
        write_skeleton("ps2_counting", "Slopes!", folder, folder / "solutions")


def test_the_command_asks_for_the_assignment(capsys):
    assert main(["question", "slopes"]) == 1
    assert "make question NAME=ASSIGNMENT/QUESTION" in capsys.readouterr().err
