"""A backup and its way back: the same course, byte for byte, and nothing of another one is lost."""

import io
import os
import sqlite3
import tarfile

import pytest

from grading.__main__ import main
from grading.course.directory import Course
from tests.tools.handing_in import grade_of, with_right_answers

pytestmark = pytest.mark.slow(10)
WHO = "a[b]c ö"


@pytest.fixture
def course(courses):
    course = with_right_answers(courses("tests/attacks/rooms"), WHO)
    assert main(["grade", "softmax", "--course", str(course.root), "--jobs", "1"]) == 0
    return course


def command(name, file, root):
    return main([name, str(file), "--course", str(root)])


def files_in(root):
    return {
        path.relative_to(root): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not path.is_symlink() and path.name != "gradebook.db"
    }


def rows_in(root):
    with sqlite3.connect(root / "gradebook.db") as database:
        return list(database.iterdump())


def test_what_comes_back_is_the_same_course_and_goes_on(course, tmp_path, capsys):
    (course.root / "submitted" / "link").symlink_to("/etc")
    os.mkfifo(course.root / "submitted" / "pipe")
    strange = os.fsdecode(b"not utf-8 \xff")
    (course.root / "submitted" / WHO / strange).write_text("x")
    file, other = course.root / "backup.tar.gz", tmp_path / "new" / "course"
    assert command("backup", file, course.root) == 0
    assert command("backup", file, course.root) == 0, "an older backup is not in the new one"
    assert file.stat().st_mode & 0o077 == 0
    assert command("restore", file, other) == 0
    file.unlink()
    assert files_in(other) == files_in(course.root)
    assert rows_in(other) == rows_in(course.root)
    again = Course(other)
    assert again.secret == course.secret and grade_of(again, WHO)["auto_score"] == 5
    capsys.readouterr()
    assert main(["grade", "softmax", "--course", str(other), "--jobs", "1"]) == 0
    assert "0 graded, 1 graded before" in capsys.readouterr().out


def test_a_gradebook_in_use_is_whole_in_a_backup(course, tmp_path):
    with sqlite3.connect(course.root / "gradebook.db") as other:
        before = rows_in(course.root)
        other.execute("insert into student (id) values ('grace')")  # and not yet committed
        assert command("backup", tmp_path / "b", course.root) == 0
        assert command("restore", tmp_path / "b", tmp_path / "c") == 0
        assert rows_in(tmp_path / "c") == before
        other.rollback()


def of_one(name, kind=tarfile.REGTYPE):
    with io.BytesIO() as data:
        with tarfile.open(fileobj=data, mode="w:gz") as archive:
            member = tarfile.TarInfo(name)
            member.type = kind
            archive.addfile(member)
        return data.getvalue()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: b"no archive at all",
        lambda data: of_one("other/file"),
        lambda data: of_one("../outside"),
        lambda data: of_one("/tmp/outside"),
        lambda data: of_one("source", tarfile.SYMTYPE),
    ],
)
def test_what_is_no_backup_is_told_and_leaves_nothing(course, tmp_path, capsys, spoil):
    assert command("backup", tmp_path / "b", course.root) == 0
    (tmp_path / "b").write_bytes(spoil((tmp_path / "b").read_bytes()))
    assert command("restore", tmp_path / "b", tmp_path / "c") == 1
    sentence = f"grading: {tmp_path}/b is no backup of a course, or not a whole one\n"
    assert capsys.readouterr().err == sentence
    assert os.listdir(tmp_path) == ["b"]


@pytest.mark.parametrize(
    "words",
    [["backup", "{0}/none/b"], ["restore", "{0}"], ["student", "a[b]c ö", "--to", "{0}/none/b"]],
)
def test_a_path_that_cannot_be_used_is_said_in_a_sentence(course, tmp_path, capsys, words):
    words = [word.format(tmp_path) for word in words]
    root = tmp_path / "new" if words[0] == "restore" else course.root
    assert main([*words, "--course", str(root)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"grading: {tmp_path}") and line.endswith(
        "look at the path and its permissions"
    )


def test_a_gradebook_elsewhere_is_named_both_times(course, tmp_path, capsys):
    (course.root / "gradebook.db").rename(tmp_path / "own.db")
    (course.root / "course.toml").write_text(f'db_url = "sqlite:///{tmp_path}/own.db"\n')
    assert command("backup", tmp_path / "b", course.root) == 0
    assert f"{tmp_path}/own.db lies elsewhere: back it up" in capsys.readouterr().out
    assert command("restore", tmp_path / "b", tmp_path / "c") == 0
    assert f"its gradebook is {tmp_path}/own.db: mend db_url" in capsys.readouterr().out


def test_nothing_is_overwritten_and_nothing_made_of_nothing(course, tmp_path, capsys):
    assert command("restore", tmp_path / "none", course.root) == 1
    assert f"{course.root} is not empty: name a new folder" in capsys.readouterr().err
    assert command("restore", tmp_path / "none", tmp_path / "c") == 1
    assert f"there is no file {tmp_path}/none" in capsys.readouterr().err
    assert command("backup", tmp_path / "b", tmp_path) == 1
    assert f"{tmp_path} is no course directory" in capsys.readouterr().err
    assert os.listdir(tmp_path) == []
