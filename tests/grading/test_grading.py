"""Grading as an instructor does it: commands, gradebook, feedback, and what can go wrong."""

import csv
import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import psutil
import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from grading.__main__ import main
from grading.nbgrader.plugin import install
from grading.run.run import grade_all
from tests.tools.handing_in import answered, hand_in, reference, released
from tests.tools.patience import PATIENCE
from tests.tools.places import ROOT

pytestmark = pytest.mark.slow(60)

BIN = Path(sys.prefix) / "bin"
WIDE = "def widest(n_in, n_out, budget):\n    return budget // (n_in + n_out)"
WRITTEN = "Width costs more: <script>alert('x')</script> <b>four</b> times."


def handed_in(course):
    """Ada is right, Grace is wrong once, Alan left it as it was, Mary's folder is empty."""
    notebook = released(course, "ps2_counting")
    right = reference(course, "ps2_counting")
    hand_in(course, "ps2_counting", "ada", answered(notebook, right | {"width_or_depth": WRITTEN}))
    hand_in(course, "ps2_counting", "grace", answered(notebook, right | {"widest": WIDE}))
    hand_in(course, "ps2_counting", "alan", notebook)
    (course.root / "submitted" / "mary" / "ps2_counting").mkdir(parents=True)
    return course


def grades(course):
    """All that the gradebook says: (student, cell) -> scores and flags, and comments."""
    found = {}
    with Gradebook(course.db_url, course.course_id) as gradebook:
        for submission in gradebook.assignment_submissions("ps2_counting"):
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    found[submission.student.id, grade.name] = (
                        grade.auto_score, grade.manual_score, grade.needs_manual_grade
                    )  # fmt: skip
                for comment in notebook.comments:
                    found[submission.student.id, comment.name, "comment"] = comment.auto_comment
    return found


@pytest.fixture(scope="module")
def graded(courses):
    """A course graded by `python -m grading grade`."""
    course = handed_in(courses("solutions"))
    assert main(["grade", "ps2_counting", "--course", str(course.root), "--jobs", "2"]) == 0
    return course


def shared_secret(course, other):
    """Gives a course the secret of another, so that both draw the same inputs."""
    (other.root / "course_secret").write_text(course.secret.hex())
    return other


def test_each_earns_what_the_work_deserves(graded):
    found = grades(graded)
    totals = {
        student: sum(v[0] or 0 for k, v in found.items() if k[0] == student and len(k) == 2)
        for student in ("ada", "grace", "alan", "mary")
    }
    assert totals["ada"] == 18
    assert 14 <= totals["grace"] < 18
    assert totals["alan"] == totals["mary"] == 0
    lost = [k[1] for k, v in found.items() if k[0] == "grace" and len(k) == 2 and v[0] == 0]
    assert lost == ["widest-check", "width_or_depth"]


def test_a_written_answer_waits_for_a_person_unless_it_is_untouched(graded):
    found = grades(graded)
    assert found["ada", "width_or_depth"] == (None, None, True)
    assert found["alan", "width_or_depth"] == (0, None, False)
    assert found["alan", "width_or_depth", "comment"] == "No response."


def reported(course):
    """Who is in the report that a run has left."""
    folder = course.root / "report" / "ps2_counting"
    assert (folder / "report.html").is_file()
    with open(folder / "students.csv", encoding="utf-8-sig", newline="") as file:
        return {row["student"] for row in csv.DictReader(file)}


def test_nbgrader_autograde_gives_the_same_gradebook(graded, courses):
    course = shared_secret(graded, handed_in(courses("solutions")))
    env = os.environ | {"COURSE": str(course.root)}
    command = [BIN / "nbgrader", "autograde", "ps2_counting"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert grades(course) == grades(graded)
    assert reported(course) == {"ada", "grace", "alan", "mary"}


def test_the_button_of_formgrader_gives_the_same_gradebook(graded, courses):
    course = shared_secret(graded, handed_in(courses("solutions")))
    config = Config()
    install(config, course.root)
    api = NbGraderAPI(config=config)
    for student in ("ada", "grace", "alan", "mary"):
        result = api.autograde("ps2_counting", student)
        assert result["success"], result
        assert student in reported(course)
    assert grades(course) == grades(graded)


def test_grading_again_changes_nothing(graded):
    before = grades(graded)
    assert all(v is None for v in grade_all(graded, "ps2_counting").values())
    assert grade_all(graded, "ps2_counting", "grace", force=True)["grace"].score > 0
    assert grades(graded) == before


def test_a_grade_given_by_hand_survives_a_regrade(graded, courses):
    course = shared_secret(graded, handed_in(courses("solutions")))
    grade_all(course, "ps2_counting", "ada")
    with Gradebook(course.db_url, course.course_id) as gradebook:
        grade = gradebook.find_grade("width_or_depth", "ps2_counting", "ps2_counting", "ada")
        grade.manual_score, grade.needs_manual_grade = 2, False
        gradebook.db.commit()
    grade_all(course, "ps2_counting", "ada", force=True)
    assert grades(course)["ada", "width_or_depth"] == (None, 2, False)
    notebook = answered(released(course, "ps2_counting"), {"width_or_depth": "Something new."})
    hand_in(course, "ps2_counting", "ada", notebook)
    grade_all(course, "ps2_counting", "ada")
    assert grades(course)["ada", "width_or_depth"] == (None, 2, True)  # look at it again


def test_feedback_names_every_property_and_shows_no_hidden_test(graded):
    env = os.environ | {"COURSE": str(graded.root)}
    command = [BIN / "nbgrader", "generate_feedback", "ps2_counting", "--force"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = (graded.root / "feedback/grace/ps2_counting/ps2_counting.html").read_text()
    assert "holds: a linear classifier is counted right too" in page
    assert "fails: one unit more would be over the budget" in page
    assert "def cost(" not in page and "HIDDEN" not in page
    contents = page[page.index('<div id="toc">') : page.index('<div class="panel-body">')]
    assert re.findall(r">(\d\. .*?)</a>", contents) == [
        "4. The widest network within a budget", "6. In your own words",  # points are missing
        "1. The shapes of the weight matrices", "2. How many weights?", "3. How many parameters?",
        "5. Depth against width",
    ]  # fmt: skip
    page = (graded.root / "feedback/ada/ps2_counting/ps2_counting.html").read_text()
    assert "<script>alert" not in page
    assert "<b>four</b>" in page and "<h2" in page


def test_the_graded_notebook_holds_no_hidden_test(graded):
    text = graded.autograded_path("ps2_counting", "grace").read_text()
    assert "HIDDEN" not in text and "def cost(" not in text


def test_the_record_says_what_was_graded(graded):
    lines = [json.loads(line) for line in graded.verdicts_path.read_text().splitlines()]
    line = next(line for line in lines if line["student"] == "grace")
    assert {"submission_digest", "checks_digest", "python", "numpy", "seconds"} <= set(line)
    failed = line["checks"]["widest"]["properties"]["one unit more would be over the budget"]
    assert failed.startswith("widths(") and "is not right" in failed
    assert next(x for x in lines if x["student"] == "mary")["remarks"] == [
        "no notebook was handed in"
    ]


def lines_in(path):
    return path.read_text().count("\n") if path.exists() else 0


def test_after_a_kill_at_any_moment_the_same_command_gives_the_same_gradebook(graded, courses):
    course = shared_secret(graded, handed_in(courses("solutions")))
    command = [sys.executable, "-m", "grading", "grade", "ps2_counting", "--course", course.root]
    for recorded in (0, 1, 2, 3):  # how far it may come before it is killed
        running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)  # fmt: skip
        while running.poll() is None and not (
            psutil.Process(running.pid).children() and lines_in(course.verdicts_path) >= recorded
        ):
            time.sleep(0.01)
        workers = psutil.Process(running.pid).children(recursive=True)
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert psutil.wait_procs(workers, timeout=PATIENCE)[1] == []  # nothing is left behind
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert grades(course) == grades(graded)


def test_what_nbgrader_needs_to_release_feedback_lies_beside_the_graded_notebook(courses):
    course = courses("tests/attacks/rooms")
    path = hand_in(course, "softmax", "ada", released(course, "softmax"))
    path.with_name("timestamp.txt").write_text("2026-01-02 03:04:05.000000 UTC")
    path.with_name("submission_secret.txt").symlink_to("/etc/hostname")
    grade_all(course, "softmax")
    folder = course.autograded_path("softmax", "ada").parent
    assert (folder / "timestamp.txt").read_text() == "2026-01-02 03:04:05.000000 UTC"
    assert not (folder / "submission_secret.txt").exists()  # links are not followed


def test_a_kill_between_the_gradebook_and_the_notebook_is_mended(graded, courses, monkeypatch):
    course = shared_secret(graded, handed_in(courses("solutions")))
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        grade_all(course, "ps2_counting", "ada")
    monkeypatch.undo()
    assert grade_all(course, "ps2_counting", "ada")["ada"] is not None
    assert {k: v for k, v in grades(course).items() if k[0] == "ada"} == {
        k: v for k, v in grades(graded).items() if k[0] == "ada"
    }


def test_a_mended_check_is_graded_anew_without_force(courses):
    course = courses("tests/attacks/rooms")
    hand_in(course, "softmax", "ada", answered(released(course, "softmax"), {}))
    assert grade_all(course, "softmax")["ada"] is not None
    assert grade_all(course, "softmax")["ada"] is None
    path = course.root / "source/softmax/softmax.ipynb"
    source = nbformat.read(path, as_version=4)
    check = next(cell for cell in source.cells if cell.id == "softmax-check")
    check.source = check.source.replace("5000", "4000")
    nbformat.write(source, path)
    assert grade_all(course, "softmax")["ada"] is not None


def test_strange_files_in_a_submission_cost_only_their_own_points(courses, tmp_path):
    course = courses("tests/attacks/rooms")
    right = answered(released(course, "softmax"), reference(course, "softmax"))
    hand_in(course, "softmax", "right", right)
    (tmp_path / "other.ipynb").write_text(nbformat.writes(right))
    for name in ("link", "pipe", "folder", "renamed", "time"):
        (course.root / "submitted" / name / "softmax").mkdir(parents=True)
    folder = course.root / "submitted"
    (folder / "link/softmax/softmax.ipynb").symlink_to(tmp_path / "other.ipynb")
    os.mkfifo(folder / "pipe/softmax/softmax.ipynb")
    (folder / "folder/softmax/softmax.ipynb").mkdir()
    nbformat.write(right, folder / "renamed/softmax/softmax (1).ipynb")
    nbformat.write(right, folder / "time/softmax/softmax.ipynb")
    (folder / "time/softmax/timestamp.txt").write_text("when I was ready")
    verdicts = grade_all(course, "softmax", jobs=2)
    assert {name: v.score for name, v in verdicts.items()} == {
        "right": 5, "link": 0, "pipe": 0, "folder": 0, "renamed": 5, "time": 5,
    }  # fmt: skip
    assert "softmax.ipynb is not a file that can be read" in verdicts["link"].remarks
    assert "softmax.ipynb is not a file that can be read" in verdicts["pipe"].remarks
    assert "the notebook was handed in as softmax (1).ipynb" in verdicts["renamed"].remarks


def test_the_secret_is_readable_to_its_owner_alone(graded):
    assert stat.S_IMODE((graded.root / "course_secret").stat().st_mode) == 0o600
