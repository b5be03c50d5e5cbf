"""Files handed in beside the notebook lie in its working folder, as in Jupyter."""

import os
import zipfile

import pytest

from grading.handed_in.beside import MAX_BESIDE, digest_of, files_beside
from grading.run.run import grade_all
from tests.tools.handing_in import answered, grade_of, hand_in, released
from tests.tools.one_submission import RIGHT, softmax_grader

pytestmark = pytest.mark.slow(10)

HELPER = b"def shifted(z):\n    return z - z.max(axis=1, keepdims=True)\n"
ANSWER = """import helper
from mine.tools import rescaled

shift = open("data/shift.txt").read()

def softmax(z):
    assert open("data/shift.txt").read() == shift
    return rescaled(np.exp(helper.shifted(z)))"""
BESIDE = {
    "helper.py": HELPER,
    "mine/tools.py": b"def rescaled(e):\n    return e / e.sum(axis=1, keepdims=True)\n",
    "data/shift.txt": b"max",
}
SHADOWS = {f"{name}.py": b"raise SystemExit" for name in ("numpy", "json", "course_lib")}


def put(folder, files):
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def test_a_program_imports_and_reads_them_and_they_shadow_nothing(courses):
    softmax = softmax_grader(courses("tests/attacks/rooms"))
    assert softmax(ANSWER, files=BESIDE | SHADOWS).score == 5
    assert softmax("import json, numpy.linalg, course_lib\n" + RIGHT, files=SHADOWS).score == 5


def test_from_the_folder_to_the_gradebook_and_a_new_helper_is_graded_again(courses):
    course = courses("tests/attacks/rooms")
    notebook = answered(released(course, "softmax"), {"softmax": ANSWER})
    folder = hand_in(course, "softmax", "ada", notebook).parent
    put(folder, BESIDE | {"helper.py": b"shifted = None"})
    grade_all(course, "softmax")
    assert grade_of(course, "ada")["auto_score"] == 0
    put(folder, BESIDE)
    assert grade_all(course, "softmax")["ada"].score == 5
    assert grade_all(course, "softmax") == {"ada": None}


def test_what_is_no_program_s_is_left_out(tmp_path):
    put(tmp_path, BESIDE)
    put(tmp_path, {"softmax.ipynb": b"{}", "timestamp.txt": b"", "course_lib-0.1.0.whl": b"x"})
    put(tmp_path, {"__pycache__/helper.pyc": b"", ".secret/x.py": b"", ".hidden.py": b""})
    os.symlink("/etc/passwd", tmp_path / "passwd.txt")
    os.symlink("/etc", tmp_path / "etc")
    os.mkfifo(tmp_path / "pipe.txt")
    remarks = []
    assert files_beside(tmp_path, "softmax.ipynb", remarks) == BESIDE
    assert remarks == []


def test_they_lie_where_the_notebook_lies(tmp_path):
    put(tmp_path / "work", BESIDE)
    put(tmp_path, {"helper.py": b"another"})
    assert files_beside(tmp_path, "work/softmax.ipynb", []) == BESIDE


def test_they_come_in_a_zip_too_and_none_leads_out_of_it(tmp_path):
    with zipfile.ZipFile(tmp_path / "work.zip", "w") as archive:
        for name, data in BESIDE.items():
            archive.writestr(f"mine/{name}", data)
        for name in ("../out.py", "mine/../../out.py", "/etc/out.py", "beside.py"):
            archive.writestr(name, b"")
    assert files_beside(tmp_path, "work.zip/mine/softmax.ipynb", []) == BESIDE
    assert set(files_beside(tmp_path, "work.zip/softmax.ipynb", [])) == {
        "beside.py",
        *(f"mine/{name}" for name in BESIDE),
    }


def test_too_much_is_left_out_with_a_remark(tmp_path):
    put(tmp_path, {"a.csv": b"x" * (MAX_BESIDE - 1), "b.csv": b"yy", "c.csv": b"z"})
    remarks = []
    assert set(files_beside(tmp_path, "softmax.ipynb", remarks)) == {"a.csv", "c.csv"}
    assert remarks == ["left out when graded: the file b.csv, more than 5 MB in all"]


def test_the_digest_of_a_submission_knows_names_and_contents():
    digests = [digest_of(b"n", files) for files in ({}, {"a": b""}, {"b": b""}, {"a": b"b"})]
    assert len(set(digests)) == 4


def test_a_missing_package_of_a_cell_beside_the_answer_is_named(courses):
    softmax = softmax_grader(courses("tests/attacks/rooms"))
    verdict = softmax(RIGHT, [("softmax-text-2", "import pandas as pd")])
    assert verdict.score == 5
    assert verdict.remarks == ["a cell ended with ModuleNotFoundError: No module named 'pandas'"]
