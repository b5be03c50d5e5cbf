"""Before something is handed in: what is open, what is broken, what lateness costs."""

import shutil
from datetime import UTC, datetime, timedelta

import nbformat
import pytest

from grading.course.directory import Course
from hub.submissions.late import ELSEWHERE, said_of_cost, said_of_steps
from hub.submissions.service import Service, score_of
from hub.submissions.store import Refused, Store
from tests.tools.handing_in import answered, released
from tests.tools.one_submission import RIGHT

pytestmark = pytest.mark.slow(15)
NAME = "softmax"
FILE = f"{NAME}.ipynb"
STEPS = "[[late]]\ndays = 0.5\nloses = 0.125\n[[late]]\ndays = 7\nloses = 1\n"


@pytest.fixture
def course(courses):
    return courses("tests/attacks/rooms")


@pytest.fixture
def service(course, tmp_path):
    store = Store(tmp_path / "exchange")
    for name in course.assignments():
        (store.folder / "outbound" / name).mkdir()
    return Service(store, course, None)


def settings(course, text):
    (course.root / "course.toml").write_text(text)
    return Course(course.root)


def work(course, answer=RIGHT, without=()):
    notebook = answered(released(course, NAME), {"softmax": answer})
    notebook.cells = [cell for cell in notebook.cells if cell.id not in without]
    return {FILE: nbformat.writes(notebook).encode()}


def test_what_is_open_and_what_is_broken_is_named_by_its_heading(course, service):
    untouched = {FILE: nbformat.writes(released(course, NAME)).encode()}
    draft = service.draft("ada", NAME, untouched)
    assert draft["questions"] == 1 and len(draft["open"]) == 1 and draft["damaged"] == []
    draft = service.draft("ada", NAME, work(course, without=["softmax-check"]))
    assert draft["open"] == [] and len(draft["damaged"]) == 1
    for nothing in ({FILE: b""}, {FILE: b"no notebook"}):
        assert len(service.draft("ada", NAME, nothing)["open"]) == 1
    with pytest.raises(Refused, match="no assignment 'other'"):
        service.draft("ada", "other", untouched)


def test_who_hands_in_is_not_held_up_by_what_only_a_teacher_can_mend(course, service):
    files = work(course)
    (course.root / "course.toml").write_text("[deadlines\nsoftmax = never")
    shutil.rmtree(course.root / "release" / NAME)
    draft = service.draft("ada", NAME, files)
    assert draft["questions"] is None and draft["open"] == draft["damaged"] == []
    assert service.assignments("ada")[NAME]["late"] == ""
    receipt = service.receive("ada", NAME, files)
    assert receipt["student"] == "ada" and not receipt["late"]
    assert service.submissions("ada") == [receipt]


def test_what_is_restored_holds_the_answer_and_the_check(course, service):
    whole = service.restored(NAME, work(course, without=["softmax-check"]))
    draft = service.draft("ada", NAME, whole)
    assert draft["open"] == draft["damaged"] == []
    with pytest.raises(Refused, match="nothing in the notebook can be read: rename its folder"):
        service.restored(NAME, {FILE: b"\xff"})


def test_lateness_is_told_with_what_it_costs(course, service):
    hour = timedelta(hours=1)
    due = datetime.now(UTC).replace(microsecond=0) - hour
    text = f"[deadlines]\nsoftmax = {due.isoformat()}\n{STEPS}"
    service.course = settings(course, text)
    draft = service.draft("ada", NAME, work(course))
    assert draft["late"] and draft["cost"] == "that costs 12.5 % of the points"
    said = service.assignments("ada")[NAME]
    assert said["late"].startswith("up to 12 hours late loses 12.5 % of the points, up to 7 days")
    assert said["late"].endswith("loses all points; later than that loses all points")
    assert said["deadline"] == said["deadline_of_class"] == due.isoformat(timespec="minutes")


def test_without_steps_it_costs_nothing_and_a_plugin_of_the_teacher_s_is_not_guessed(course):
    plain = settings(course, "")
    assert said_of_steps(plain) == ""
    assert said_of_cost(plain, timedelta(hours=1)) == "that costs no points"
    (course.root / "nbgrader_config.py").write_text(
        'c = get_config()\nc.AssignLatePenalties.plugin_class = "late.Mine"\n'
    )
    other = settings(course, "")
    assert said_of_steps(other) == said_of_cost(other, timedelta(hours=1)) == ELSEWHERE


def test_points_are_read_in_the_head_of_the_pages_and_nowhere_else():
    def page(head, body=""):
        return f"<html><head>{head}</head><body>{body}</body></html>".encode()

    told = page('<meta name="score" content="3.50/20.00">')
    assert score_of({"a": told, "b": told}) == {"points": 7.0, "most": 40.0}
    assert score_of({"a": page("", '<meta name="score" content="9/9">')}) is None
    assert score_of({}) is None
