"""`course.toml`: what it may say, what is said of a wrong line, and that nbgrader hears it."""

import json
from datetime import datetime, timedelta

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from grading.course.directory import Course
from grading.course.settings import read_settings
from grading.run import verdicts
from grading.run.run import grade_all
from grading.words.errors import CourseError
from tests.tools.handing_in import with_right_answers

pytestmark = pytest.mark.slow(20)

SETTINGS = """name = "course_two"
db_url = "sqlite:///{db}"

[deadlines]
softmax = 2026-03-01T12:00:00+01:00

[extensions.softmax]
grace = 2026-03-02T12:00:00+01:00

[[late]]
days = 1
loses = 0.1

[[late]]  # a week
days = 7
loses = 0.5
"""


def written(folder, text):
    path = folder / "course.toml"
    path.write_text(text)
    return path


def test_all_that_it_says_is_heard(tmp_path):
    settings = read_settings(written(tmp_path, SETTINGS.format(db="/x.db")))
    assert settings.deadline("softmax") == datetime(2026, 3, 1, 11)
    assert settings.extension("softmax", "grace") == timedelta(days=1)
    assert settings.extension("softmax", "ada") is None and settings.deadline("ps1") is None
    course = Course(tmp_path)
    assert (course.course_id, course.db_url) == ("course_two", "sqlite:////x.db")


def test_the_folder_s_own_configuration_has_the_last_word(tmp_path):
    written(tmp_path, SETTINGS.format(db="/x.db"))
    text = "c = get_config()\nc.CourseDirectory.course_id = 'three'\n"
    (tmp_path / "nbgrader_config.py").write_text(text)
    assert (Course(tmp_path).course_id, Course(tmp_path).db_url) == ("three", "sqlite:////x.db")


WRONG = {
    ("name = ", "line 1", "Invalid value"): "name = \n",
    ("unclosed", "line 2", ""): "name = 'a'\ndb_url = 'x\n",
    ("an unknown setting", "line 2", "deadline: there is no such setting"): "\n[deadline]\nps1 = 1",
    ("a text", "line 3", "deadlines.ps1: write a date and a time without quotes"): (
        "[deadlines]\n\nps1 = '2026-03-01'"
    ),
    ("no time zone", "line 2", "deadlines.ps1: say the time zone"): (
        "[deadlines]\nps1 = 2026-03-01T12:00:00"
    ),
    ("only a day", "line 2", "deadlines.ps1: write a date and a time"): (
        "[deadlines]\nps1 = 2026-03-01"
    ),
    ("no attempts", "line 1", "attempts: Input should be greater"): "attempts = 0",
    ("a name with a slash", "line 1", "name: "): "name = 'a/b'",
    ("too large a share", "line 7", "late.1.loses: Input should be less than"): (
        "[[late]]\ndays = 1\nloses = 0.1\n\n[[late]]\ndays = 2\nloses = 10"
    ),
    ("a step that lacks something", "line 1", "late.0.loses: Field required"): "[[late]]\ndays = 1",
    ("steps that fall", "line 1", "late: the steps must follow one another"): (
        "[[late]]\ndays = 2\nloses = 0.1\n[[late]]\ndays = 1\nloses = 0.2"
    ),
    ("no deadline", "line 2", "extensions.ps1: its deadline is missing"): (
        "\n[extensions.ps1]\nada = 2026-03-01T12:00:00+01:00"
    ),
}


@pytest.mark.parametrize("what", WRONG, ids=[what for what, _, _ in WRONG])
def test_what_is_wrong_is_said_with_its_line(tmp_path, what):
    _, line, sentence = what
    path = written(tmp_path, WRONG[what])
    with pytest.raises(CourseError) as caught:
        Course(tmp_path)
    assert str(caught.value).startswith(f"{path}, {line}: ")
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_deadline_that_is_entered_later_changes_penalties_and_runs_nothing(courses, monkeypatch):
    course = with_right_answers(courses("tests/attacks/rooms"), "ada", "grace", "alan")
    for student, day in {"ada": 1, "grace": 2, "alan": 5}.items():
        stamp = course.submitted_path("softmax", student) / "timestamp.txt"
        stamp.write_text(f"2026-03-{day:02} 11:30:00 UTC")
    assert {o.score for o in grade_all(course, "softmax").values()} == {5}
    assert penalties(course) == {"ada": 0, "grace": 0, "alan": 0}

    monkeypatch.setattr(verdicts, "grade", None)
    _, _, rest = SETTINGS.partition("\n\n")
    written(course.root, rest)
    course = Course(course.root)
    assert set(grade_all(course, "softmax").values()) == {None}
    assert penalties(course) == {"ada": 0.5, "grace": 0.5, "alan": 2.5}  # grace: half an hour
    written(course.root, rest.replace("2026-03-01T12", "2026-03-06T12").replace("03-02", "03-09"))
    grade_all(Course(course.root), "softmax")
    assert penalties(course) == {"ada": 0, "grace": 0, "alan": 0}
    written(course.root, rest.replace("2026-03-01T12", "2026-02-01T12").replace("03-02", "02-02"))
    grade_all(Course(course.root), "softmax")
    assert penalties(course) == {"ada": 5, "grace": 5, "alan": 5}


def penalties(course):
    with Gradebook(course.db_url, course.course_id) as gradebook:
        found = gradebook.assignment_submissions("softmax")
        return {entry.student_id: entry.late_submission_penalty for entry in found}


def test_a_gradebook_holds_what_nbgrader_reads_of_it(courses):
    """An extension is entered as nbgrader enters one."""
    course = with_right_answers(courses("tests/attacks/rooms"), "grace")
    written(course.root, SETTINGS.format(db=course.root / "gradebook.db"))
    course = Course(course.root)
    grade_all(course, "softmax")
    with Gradebook(course.db_url, course.course_id) as gradebook:
        entry = gradebook.find_submission("softmax", "grace")
        assert entry.duedate == datetime(2026, 3, 2, 11)
    assert json.loads(course.verdicts_path.read_text())["score"] == 5


@pytest.mark.parametrize("attempts, counts", [(2, 2), (9, 3), (None, 3)])
def test_of_many_attempts_the_newest_that_counts_is_collected(courses, tmp_path, attempts, counts):
    course = courses("tests/attacks/rooms")
    written(course.root, f"attempts = {attempts}" if attempts else "")
    config = Course(course.root).config
    config.Exchange.root, config.ExchangeCollect.check_owner = str(tmp_path), False
    for number in (1, 2, 3):
        folder = f"inbound/ada+softmax+2026-03-0{number} 10:00:00.0 UTC+{number}"
        place = tmp_path / config.CourseDirectory.course_id / folder
        place.mkdir(parents=True)
        (place / "softmax.ipynb").write_text(str(number))
    assert NbGraderAPI(config=config).collect("softmax")["success"]
    collected = course.submitted_path("softmax", "ada") / "softmax.ipynb"
    assert collected.read_text() == str(counts)
