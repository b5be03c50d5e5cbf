"""A gradebook in PostgreSQL, by nbgrader's own db_url, says what one in SQLite says."""

import subprocess
import sys
from pathlib import Path

import pytest
import requests
from nbgrader.api import Gradebook

from grading.__main__ import main
from grading.course.directory import Course
from grading.words.errors import CourseError
from tests.grading.test_grading import WIDE, grades, handed_in
from tests.tools.handing_in import answered, hand_in, reference, released, with_right_answers
from tests.tools.jupyter import served
from tests.tools.patience import PATIENCE
from tests.tools.places import ROOT
from tests.tools.postgres import postgres as postgres

pytestmark = pytest.mark.slow(60)
BIN = Path(sys.prefix) / "bin"
NAME = "ps2_counting"
CONFIG = """
from grading.nbgrader.plugin import install
c = get_config()
install(c, {root!r})
{db_url}
"""


def command(course, *words):
    """A command as an instructor gives it in the course directory."""
    return subprocess.Popen(words, cwd=course.root, stderr=subprocess.PIPE, text=True)


def done(*processes):
    for process in processes:
        with process:
            assert process.wait(PATIENCE) == 0, process.stderr.read()


def a_term(root, db_url):
    """What happens with an assignment: released, graded by two at once, by hand, and again."""
    setting = f"c.CourseDirectory.db_url = {db_url!r}" if db_url else ""
    (root / "nbgrader_config.py").write_text(CONFIG.format(root=str(root), db_url=setting))
    (root / "course_secret").write_text("5" * 64)
    assert main(["release", NAME, "--course", str(root)]) == 0
    course = handed_in(Course(root))
    grade = [sys.executable, "-m", "grading", "grade", NAME, "--course", str(root)]
    done(command(course, *grade, "--force"), command(course, *grade, "--force"))
    with Gradebook(course.db_url, course.course_id) as gradebook:
        mark = gradebook.find_grade("width_or_depth", NAME, NAME, "ada")
        mark.manual_score, mark.needs_manual_grade = 2, False
        gradebook.db.commit()
    better = answered(released(course, NAME), reference(course, NAME))
    hand_in(course, NAME, "grace", better)
    hand_in(course, NAME, "alan", answered(released(course, NAME), {"widest": WIDE}))
    done(command(course, BIN / "nbgrader", "autograde", NAME, "--force"))
    done(command(course, BIN / "nbgrader", "generate_feedback", NAME))
    pages = sorted(p.parent.parent.name for p in root.glob(f"feedback/*/{NAME}/{NAME}.html"))
    return course, pages


def test_a_term_leaves_the_same_gradebook(tmp_path, postgres):
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    here, pages_here = a_term(tmp_path / "here", "")
    there, pages_there = a_term(tmp_path / "there", postgres("term"))
    assert not (there.root / "gradebook.db").exists()
    assert grades(there) == grades(here)
    assert grades(here)["ada", "width_or_depth"] == (None, 2, False)
    assert pages_here == pages_there == ["ada", "alan", "grace", "mary"]
    assert there.gradebook_name.startswith("postgresql")


def test_formgrader_shows_marks_and_grades(tmp_path, postgres):
    root = tmp_path / "course"
    root.mkdir()
    (root / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.CourseDirectory.db_url = {postgres('formgrader')!r}\n"
    )
    assert main(["release", NAME, "--course", str(root)]) == 0
    course = with_right_answers(Course(root), "ada", assignment=NAME)
    config = {
        "COURSE": str(root),
        "COURSE_CHECKOUT": str(ROOT),
        "COURSE_EXCHANGE": str(tmp_path),
        "JUPYTER_CONFIG_PATH": str(ROOT / "hub/servers/instructor"),
        "PYTHONPATH": str(ROOT),
    }
    with served("jupyter_server", root, tmp_path, **config) as address, requests.Session() as web:

        def asked(method, path, **more):
            done = web.request(method, f"{address}/formgrader/{path}", timeout=PATIENCE, **more)
            done.raise_for_status()
            return done

        asked("GET", "manage_assignments")
        web.headers["X-XSRFToken"] = web.cookies["_xsrf"]
        told = asked("POST", f"api/submission/{NAME}/ada/autograde").json()
        assert told["success"], told
        (submission,) = asked("GET", f"api/submissions/{NAME}").json()
        assert (submission["student"], submission["code_score"]) == ("ada", 18)
        (book,) = asked("GET", f"api/submitted_notebooks/{NAME}/{NAME}").json()
        assert "width_or_depth" in asked("GET", f"submissions/{book['id']}").text
        found = asked("GET", f"api/grades?submission_id={book['id']}").json()
        (mark,) = (grade for grade in found if grade["name"] == "width_or_depth")
        asked("PUT", f"api/grade/{mark['id']}", json={"manual_score": 1.5})
        (submission,) = asked("GET", f"api/submissions/{NAME}").json()
        assert submission["score"] == 19.5
    assert grades(course)["ada", "width_or_depth"][1:] == (1.5, False)
    assert not (root / "gradebook.db").exists()


def test_a_server_that_does_not_answer_is_said_in_a_sentence(courses, capsys, tmp_path):
    root = courses("solutions").root
    url = f"postgresql+psycopg://grader:geheim@/term?host={tmp_path}"
    (root / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.CourseDirectory.db_url = {url!r}\n"
    )
    assert main(["grade", NAME, "--course", str(root)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "its server does not answer: start it, or mend db_url in nbgrader_config.py" in line
    assert "geheim" not in line


def test_a_configuration_that_cannot_be_read_is_said_in_a_sentence(courses):
    root = courses("solutions").root
    (root / "nbgrader_config.py").write_text("c = get_config(\n")
    with pytest.raises(CourseError, match=r"nbgrader_config.py: SyntaxError.*: mend it"):
        Course(root)
