"""A student is erased by the same command, wherever it was killed before."""

import os
import shutil
import signal
import sqlite3
import sys
from itertools import count

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import Engine, event

from grading.__main__ import main
from grading.course.directory import Course
from tests.tools.handing_in import hand_in, with_right_answers

pytestmark = pytest.mark.slow(60)

WHO, OTHER, EMAIL = "ada", "alan", "countess@example.org"
EVENTS = ("os.remove", "os.rmdir", "os.rename", "shutil.rmtree", "open")
STEP = 1 if os.environ.get("COURSE_TESTS") == "all" else 8


@pytest.fixture(scope="module")
def graded(courses):
    """Two have been graded, one of them twice, with files beside and feedback."""
    course = with_right_answers(courses("tests/attacks/rooms"), WHO, OTHER)
    grade = ["grade", "softmax", "--course", str(course.root), "--jobs", "1"]
    assert main(grade) == 0
    (course.submitted_path("softmax", WHO) / "data").mkdir()
    for name in ("a.txt", "data/b.txt"):
        (course.submitted_path("softmax", WHO) / name).write_text(WHO)
    assert main(grade) == 0
    page = course.root / "feedback" / WHO / "softmax" / "softmax.html"
    page.parent.mkdir(parents=True)
    page.write_text("read me")
    with Gradebook(course.db_url, course.course_id) as gradebook:
        gradebook.update_or_create_student(WHO, email=EMAIL)
        comment = gradebook.find_submission_notebook("softmax", "softmax", WHO).comments[0]
        comment.manual_comment = "well done " * 2000  # more than a page of the database
        gradebook.db.commit()
    hand_in(course, "softmax", OTHER, b"")
    return course


def erased(course, kill_at, seen):
    """Erase in a child process, which is killed at that event; how it ended.

    `seen` is a file to which each event adds a byte.
    """
    child = os.fork()
    if child == 0:
        try:
            number = count()

            def happens(*_):
                if next(number) == kill_at:
                    os.kill(os.getpid(), signal.SIGKILL)
                os.write(log, b".")

            log = os.open(seen, os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
            sys.addaudithook(lambda name, _: happens() if name in EVENTS else None)
            event.listen(Engine, "before_cursor_execute", happens)
            event.listen(Engine, "commit", happens)
            os._exit(main(["student", WHO, "--erase", "--course", str(course.root)]))
        finally:
            os._exit(99)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def state(course):
    """All that a course directory holds: its files, and the gradebook row for row."""
    files = {
        str(path.relative_to(course.root)): path.read_bytes()
        for path in course.root.rglob("*")
        if path.is_file() and not path.name.startswith("gradebook.db")
    }
    with sqlite3.connect(course.root / "gradebook.db") as database:
        rows = list(database.iterdump())
        free = database.execute("PRAGMA freelist_count").fetchone()  # pages with what was deleted
    return files, rows, free


def copy_of(course, tmp_path):
    root = tmp_path / "course"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(course.root, root)
    return Course(root)


def test_killed_anywhere_and_given_again_it_ends_in_the_same_state(graded, tmp_path):
    seen, whole = tmp_path / "seen", copy_of(graded, tmp_path)
    assert erased(whole, None, seen) == 0
    expected, total = state(whole), seen.stat().st_size
    for moment in sorted({*range(0, total, STEP), *range(total - 4, total)}):
        course = copy_of(graded, tmp_path)
        assert erased(course, moment, seen) == -signal.SIGKILL
        assert erased(course, None, seen) in (0, 1)  # 1 says that nothing is stored any more
        assert state(course) == expected, f"killed at event {moment} of {total}"
        assert EMAIL.encode() not in (course.root / "gradebook.db").read_bytes()
