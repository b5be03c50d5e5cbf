"""A full disk and a read-only one: a sentence, nothing half-written, and the same command again."""

import json
import os
import subprocess
import sys

import pytest

from tests.grading.test_kills import without_progress
from tests.tools.handing_in import answered, grade_of, hand_in, reference, released
from tests.tools.places import ROOT

pytestmark = [
    pytest.mark.slow(60),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk"),
]
# The course goes to a disk of its own, which ends with the last process that sees it.
SCRIPT = """
mount -t tmpfs -o size=100m none "$1" && cp -a "$2"/. "$1" || exit 99
{spoil}
{command}
code=$?
cp -a "$1"/. "$2"
exit $code
"""
# Only so many more pages of 4096 bytes may be written.
FULL = 'mount -o remount,size=$(( $(df --output=used -B1024 "$1" | tail -1) + 4 * {pages} ))k "$1"'
READ_ONLY = 'mount -o remount,ro "$1"'
GRADE = f'"{sys.executable}" -m grading grade softmax --jobs 1 --course "$1"'


@pytest.fixture
def course(courses):
    course = courses("tests/attacks/rooms")
    notebook = answered(released(course, "softmax"), reference(course, "softmax"))
    for student in ("ada", "grace"):
        path = hand_in(course, "softmax", student, notebook)
        path.with_name("timestamp.txt").write_text("2026-01-02 03:04:05.000000 UTC")
    return course


def graded_on(course, disk, spoil):
    """Grades on a spoilt disk; the exit code, and what was said, line by line."""
    command = ["unshare", "--mount", "sh", "-c", SCRIPT.format(spoil=spoil, command=GRADE), "sh"]
    done = subprocess.run(
        [*command, disk, course.root], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return done.returncode, without_progress(done.stderr)


def nothing_is_half_written(course):
    names = {p.name for p in course.root.rglob("*") if p.is_file()}
    assert not [name for name in names if ".part" in name]
    if course.verdicts_path.exists():
        for line in course.verdicts_path.read_text().splitlines():
            json.loads(line)
    for path in course.root.glob("autograded/*/softmax/*"):
        assert path.name in ("softmax.ipynb", "timestamp.txt")
        text = path.read_text()
        assert text.endswith("UTC") or json.loads(text)["cells"]
    secret = course.root / "course_secret"
    assert not secret.exists() or len(secret.read_text()) == 64


def test_a_full_disk_ends_with_a_sentence_wherever_it_is_full(course, tmp_path):
    sentences = 0
    for pages in (0, 1, 2, 3, 5, 8, 11, 14, 17, 20, 23, 26):
        code, said = graded_on(course, tmp_path, FULL.format(pages=pages))
        nothing_is_half_written(course)
        if code:
            sentences += 1
            (sentence,) = said
            assert sentence.endswith("the disk is full: make room, and run this again")
    assert sentences > 2 and code == 0  # with the last ones there was enough room
    assert {grade_of(course, student)["auto_score"] for student in ("ada", "grace")} == {5}


def test_a_read_only_disk_ends_with_a_sentence(course, tmp_path):
    code, said = graded_on(course, tmp_path, READ_ONLY)
    (sentence,) = said
    assert code == 1 and "it cannot be written to" in sentence
    assert "whether the disk is read-only" in sentence
    assert graded_on(course, tmp_path, "")[0] == 0
    code, said = graded_on(course, tmp_path, READ_ONLY)
    assert code == 0, said  # for there is nothing to write
