"""Files that two processes write at once, and one that was killed: the report, graded notebooks."""

import subprocess
import sys

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
