"""One configuration: whichever command grades, the gradebook is the same."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from grading.__main__ import main
from tests.tools.handing_in import make_course, with_right_answers
from tests.tools.patience import PATIENCE
from tests.tools.places import ROOT

pytestmark = pytest.mark.slow(60)
BIN = Path(sys.prefix) / "bin"

LATE = """
from nbgrader.plugins import BasePlugin

class HalfOff(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return score / 2
"""
IN_PYTHON = """
from pathlib import Path
from mylate import HalfOff
c = get_config()
c.CourseDirectory.db_url = f"sqlite:///{Path(__file__).parent}/other.db"
c.CourseDirectory.course_id = "two"
c.CourseDirectory.student_id_exclude = "bob,eve"
c.AssignLatePenalties.plugin_class = HalfOff
"""
IN_TOML = """
name = "two"
db_url = "sqlite:///{root}/other.db"
[deadlines]
softmax = 2026-03-01T12:00:00Z
[[late]]
days = 7
loses = 0.5
"""
# What formgrader does when it starts, and when its button is pressed.
BUTTON = """
from nbgrader.apps.api import NbGraderAPI
from nbgrader.server_extensions.formgrader import formgrader

app = formgrader.FormgradeExtension()
app.root_dir = "."
app.initialize([])
assert formgrader.HTMLExporter.__module__ == "grading.nbgrader.formgrader.marking"
app.coursedir.parent.load_config_file()
api = NbGraderAPI(app.coursedir, app.authenticator, parent=app.coursedir.parent)
for student in ("ada", "grace"):
    assert api.autograde("softmax", student)["success"]
"""


def plainly(root):
    return ROOT, [sys.executable, "-m", "grading", "grade", "softmax", "--course", str(root)]


def by_environment(root):
    return ROOT, [sys.executable, "-m", "grading", "grade", "softmax"]


def by_nbgrader(root):
    return ROOT, [BIN / "nbgrader", "autograde", "softmax"]


def by_the_button(root):
    return root, [sys.executable, "-c", BUTTON]


COMMANDS = [plainly, by_environment, by_nbgrader, by_the_button]


@pytest.fixture(scope="module", params=["Python", "TOML"])
def template(request, tmp_path_factory):
    """A course with a configuration of its own, released by our command, with submissions."""
    root = tmp_path_factory.mktemp("course")
    if request.param == "Python":
        (root / "mylate.py").write_text(LATE)
        (root / "nbgrader_config.py").write_text(IN_PYTHON)
    else:
        (root / "course.toml").write_text(IN_TOML.format(root=root))
        text = "c = get_config()\nc.CourseDirectory.student_id_exclude = 'bob'\n"
        (root / "nbgrader_config.py").write_text(text)
    course = make_course(root, ROOT / "tests" / "attacks" / "rooms")
    assert not (root / "gradebook.db").exists()
    with_right_answers(course, "ada", "grace", "bob")
    stamp = course.submitted_path("softmax", "grace") / "timestamp.txt"
    stamp.write_text("2026-03-02 11:30:00 UTC")
    with Gradebook(course.db_url, course.course_id) as gradebook:
        gradebook.update_or_create_assignment("softmax", duedate="2026-03-01 12:00:00 UTC")
    return root


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_gives_the_same_gradebook(template, tmp_path, command):
    root = tmp_path / "course"
    shutil.copytree(template, root)
    settings = root / "course.toml"
    if settings.exists():
        settings.write_text(IN_TOML.format(root=root))
    cwd, words = command(root)
    env = os.environ | {
        "COURSE": str(root),
        "COURSE_CHECKOUT": str(ROOT),
        "COURSE_EXCHANGE": str(tmp_path),
        "JUPYTER_CONFIG_PATH": str(ROOT / "hub/servers/instructor"),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        words, cwd=cwd, env=env, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, done.stderr
    with Gradebook(f"sqlite:///{root}/other.db", "two") as gradebook:
        found = {
            entry.student_id: (entry.score, entry.late_submission_penalty)
            for entry in gradebook.assignment_submissions("softmax")
        }
    assert found == {"ada": (5, 0), "grace": (5, 2.5)}
    assert not (root / "gradebook.db").exists()


def test_feedback_and_export_read_it_too(template, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(template, root)
    if (root / "course.toml").exists():
        (root / "course.toml").write_text(IN_TOML.format(root=root))
    assert main(["grade", "softmax", "--course", str(root), "--jobs", "1"]) == 0
    env = os.environ | {"COURSE": str(root)}
    for words in (["generate_feedback", "softmax"], ["export", "--to", str(tmp_path / "g.csv")]):
        done = subprocess.run([BIN / "nbgrader", *words], cwd=ROOT, env=env, check=False)
        assert done.returncode == 0
    assert ",grace," in (tmp_path / "g.csv").read_text()
    assert sorted(os.listdir(root / "feedback")) == ["ada", "grace"]
    assert not (root / "gradebook.db").exists()


def test_a_wrong_line_is_one_sentence_for_nbgrader_too(tmp_path):
    (tmp_path / "course.toml").write_text("title = 'two'\n")
    env = os.environ | {"COURSE": str(tmp_path)}
    words = [BIN / "nbgrader", "export"]
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    said = f"nbgrader: {tmp_path}/course.toml, line 1: title: there is no such setting\n"
    assert done.stderr.endswith(said) and "Traceback" not in done.stderr
