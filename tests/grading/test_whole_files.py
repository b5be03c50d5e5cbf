"""Files that two processes write at once, and one that was killed: the report, graded notebooks."""

import subprocess
import sys
import tarfile

from grading.course.archive import write_archive
from grading.course.whole import whole
from grading.report.tables import table_names, tables_in
from tests.tools.places import ROOT

# Begins to write, says so, and goes on when it is told.
OTHER = """
import sys
from pathlib import Path
from grading.report.tables import tables_in

with tables_in(Path(sys.argv[1])) as tables:
    tables.add("students", "theirs")
    print("begun", flush=True)
    sys.stdin.readline()
"""


def other(folder):
    command = [sys.executable, "-c", OTHER, str(folder)]
    return subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_two_graders_write_their_tables_at_once_and_the_last_stands(tmp_path):
    with other(tmp_path) as theirs:
        assert theirs.stdout.readline() == "begun\n"
        with tables_in(tmp_path) as tables:
            tables.add("students", "ours")
        assert "ours" in (tmp_path / "students.csv").read_text("utf-8")
        theirs.communicate("\n")
    assert theirs.returncode == 0
    assert "theirs" in (tmp_path / "students.csv").read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(table_names())


def test_what_a_killed_grader_left_goes_with_the_next(tmp_path):
    with other(tmp_path) as theirs:
        assert theirs.stdout.readline() == "begun\n"
        theirs.kill()
    assert list(tmp_path.glob("*.part"))
    with tables_in(tmp_path):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(table_names())


def test_two_backups_at_once_both_end_and_neither_holds_the_other(tmp_path):
    (tmp_path / "work").write_text("of a year")
    backup = tmp_path / "course.tar.gz"
    code = (
        "import sys; from pathlib import Path; from grading.course.whole import whole\n"
        "with whole(Path(sys.argv[1])) as draft: draft.write_text('theirs'); print('begun', "
        "flush=True); sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(backup)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as theirs:
        assert theirs.stdout.readline() == "begun\n"
        write_archive(backup, tmp_path)
        with tarfile.open(backup) as archive:
            assert archive.getnames() == [".", "work"]
        theirs.communicate("\n")
    assert theirs.returncode == 0
    assert backup.read_text() == "theirs"


def test_a_file_is_whole_or_as_before_however_long_its_name(tmp_path):
    path = tmp_path / ("[a*" + "ø" * 120 + ".ipynb")
    with whole(path) as draft:
        draft.write_text("first")
    try:
        with whole(path) as draft:
            draft.write_text("half")
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    assert path.read_text() == "first"
    assert list(tmp_path.iterdir()) == [path]
