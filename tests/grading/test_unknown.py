"""Who is in no table of students: refused where there is one, or added on purpose."""

import pytest
from nbgrader.api import Gradebook

from grading.__main__ import main
from grading.course.directory import Course
from tests.tools.handing_in import with_right_answers

pytestmark = pytest.mark.slow(20)
HUB = "[hub]\n"


@pytest.fixture
def graded(courses, capsys):
    """`graded(settings)`: who of ada, known, and mallory is graded; what is said."""
    course = with_right_answers(courses("tests/attacks/rooms"), "ada", "mallory")
    with Gradebook(course.db_url, course.course_id) as gradebook:
        gradebook.add_student("ada")

    def run(settings):
        (course.root / "course.toml").write_text(settings)
        assert main(["grade", "softmax", "--course", str(course.root), "--json"]) == 0
        with Gradebook(course.db_url, course.course_id) as gradebook:
            names = {each.student.id for each in gradebook.assignment_submissions("softmax")}
            assert {each.id for each in gradebook.students} >= names
        return names, capsys.readouterr().err

    run.course = course
    return run


def test_where_a_hub_has_a_table_a_stranger_is_refused_until_added_on_purpose(graded):
    names, said = graded(HUB)
    assert names == {"ada"}
    assert "not graded: mallory, in no table of students; add the name" in said
    assert 'unknown_students = "add" in course.toml' in said
    names, said = graded('unknown_students = "add"\n' + HUB)
    assert names == {"ada", "mallory"}
    assert "in no table" not in said


def test_without_a_hub_nobody_is_refused_unless_it_is_asked_for(graded):
    names, said = graded('unknown_students = "refuse"\n')
    assert names == {"ada"} and "not graded: mallory" in said
    names, said = graded("")
    assert names == {"ada", "mallory"} and "in no table" not in said


def test_a_wrong_word_is_refused(graded):
    (graded.course.root / "course.toml").write_text('unknown_students = "perhaps"\n')
    with pytest.raises(Exception, match="line 1: unknown_students"):
        _ = Course(graded.course.root).settings
