"""A student's data: all of it is given out, and none of it is left when it is erased."""

import json
import os
import threading
import zipfile
from pathlib import Path
from unicodedata import normalize

import pytest
from nbgrader.api import Gradebook

from grading.__main__ import main
from grading.record.log import Log
from grading.words.verdict import Verdict
from tests.tools.handing_in import with_right_answers

pytestmark = pytest.mark.slow(15)

WHO, OTHER = normalize("NFD", 'josé "a[b]c"'), "jos"


@pytest.fixture
def course(courses):
    """Two have been graded."""
    course = with_right_answers(courses("tests/attacks/rooms"), WHO, OTHER)
    assert main(["grade", "softmax", "--course", str(course.root), "--jobs", "1"]) == 0
    return course


def command(course, *words):
    return main(["student", *words, "--course", str(course.root)])


def test_all_that_is_stored_is_given_out(course, tmp_path):
    path = tmp_path / "out.zip"
    assert command(course, normalize("NFC", WHO), "--to", str(path)) == 0
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        for folder in ("submitted", "autograded"):
            assert f"{folder}/{WHO}/softmax/softmax.ipynb" in names
        (entry,) = json.loads(archive.read("gradebook.json"))
        (submission,) = entry["submissions"]
        assert submission["score"] == 5 and submission["grades"][0]["auto_score"] == 5
        (line,) = archive.read("verdicts.jsonl").splitlines()
        assert json.loads(line)["student"] == WHO
    assert not any(OTHER in name.split("/") for name in names)


def test_nothing_is_left_of_who_is_erased_and_all_of_the_others(course, capsys):
    others = [x for x in course.verdicts_path.read_text().splitlines() if f'"{OTHER}"' in x]
    assert command(course, WHO, "--erase") == 0
    assert course.verdicts_path.read_text().splitlines() == others
    with Gradebook(course.db_url, course.course_id) as gradebook:
        assert [student.id for student in gradebook.students] == [OTHER]
        assert len(gradebook.assignment_submissions("softmax")) == 1
    left = [path for path in course.root.rglob("*") if WHO in path.name]
    assert left == [] and not list(course.root.glob("*.part"))
    for path in course.root.rglob("*.*"):
        if path.is_file():
            assert WHO.encode() not in path.read_bytes()
    assert command(course, WHO, "--erase") == 1
    assert "nothing is stored of a student" in capsys.readouterr().err
    assert main(["grade", "softmax", "--course", str(course.root), "--jobs", "1"]) == 0


@pytest.mark.parametrize("name", ["", ".", "..", "../submitted", "a/b"])
def test_what_is_no_name_erases_nothing(course, capsys, name):
    assert command(course, name, "--erase") == 1
    assert "is no student's name" in capsys.readouterr().err


def test_a_grader_that_waited_writes_into_the_log_that_is_there(course):
    """The lock is the file's: whoever waited for one that was replaced must take the new one."""
    begun = threading.Event()

    def grader():
        begun.set()
        with Log(course.verdicts_path) as log:
            log.append(Verdict("softmax", "grace", []))

    waiting = threading.Thread(target=grader)
    with Log(course.verdicts_path) as log:
        waiting.start()
        begun.wait()
        while not waits_for_a_lock():
            pass
        log.erase({WHO})
    waiting.join()
    students = [json.loads(x)["student"] for x in course.verdicts_path.read_text().splitlines()]
    assert students == [OTHER, "grace"]


def waits_for_a_lock():
    """Whether a thread of this process waits for a lock: the system lists it with an arrow."""
    lines = Path("/proc/locks").read_text().splitlines()
    return any("-> FLOCK" in line and f" {os.getpid()} " in line for line in lines)
