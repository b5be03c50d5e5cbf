"""Honest work is found, whatever has become of its cells and its file, with a plain remark."""

import json
import zipfile

import nbformat
import pytest

from grading.handed_in.answered import answered as count_answers
from grading.handed_in.files import read_submission
from grading.handed_in.notebook import read_cells
from grading.handed_in.rebuild import rebuild
from grading.rooms.session import grade
from tests.grading.damages import DAMAGES, NAME, TEXT, place_of, take, typed_anew
from tests.tools.handing_in import answered, reference, released
from tests.tools.one_submission import RIGHT, SECRET, softmax_grader

pytestmark = pytest.mark.slow(30)


@pytest.fixture(scope="module")
def course(courses):
    return courses("solutions")


@pytest.fixture(scope="module")
def student(course):
    return released(course, NAME)


@pytest.fixture
def filled(course, student):
    """A notebook with all answers."""
    answers = reference(course, NAME) | {"without_activations": TEXT}
    return answered(student, answers)


@pytest.mark.parametrize("how", DAMAGES)
def test_an_answer_is_found(course, student, filled, how):
    DAMAGES[how](filled, student)
    source, _ = course.versions(NAME)
    data = json.dumps(filled).encode()
    verdict, rebuilt = grade(data, source, student, "ada", SECRET)
    assert verdict.score == verdict.max_score, verdict.remarks
    assert verdict.refused == []
    written = rebuilt.cells[place_of(rebuilt, "without_activations")]
    assert written.source.strip() == TEXT and written.cell_type == "markdown"


def as_format_2(notebook):
    cells = [
        {"cell_type": "code", "language": "python", "input": cell.source, "outputs": []}
        if cell.cell_type == "code"
        else {"cell_type": "markdown", "source": cell.source}
        for cell in notebook.cells
    ]
    return json.dumps({"nbformat": 2, "worksheets": [{"cells": cells}]}).encode()


def conflict(notebook):
    lines = nbformat.writes(notebook).split("\n")
    middle = len(lines) // 2
    lines[middle:middle] = ["<<<<<<< HEAD", "=======", ">>>>>>> origin/main"]
    return "\n".join(lines).encode()


FILES = {
    "format 3": lambda nb: json.dumps(nbformat.convert(nb, 3)).encode(),
    "format 2": as_format_2,
    "a byte order mark": lambda nb: b"\xef\xbb\xbf" + nbformat.writes(nb).encode(),
    "UTF-16": lambda nb: nbformat.writes(nb).encode("utf-16"),
    "the last bytes are gone": lambda nb: nbformat.writes(nb).encode()[:-40],
    "something follows": lambda nb: nbformat.writes(nb).encode() + b"\n}garbage",
    "zeros follow": lambda nb: nbformat.writes(nb).encode() + b"\0" * 4096,
    "conflict markers": conflict,
    "other line ends": lambda nb: nbformat.writes(nb).replace("\\n", "\\r\\n").encode(),
    "tabs": lambda nb: nbformat.writes(nb).replace('"    ', '"\\t').encode(),
    "spaces of a web page": lambda nb: nbformat.writes(nb).replace('"    ', '"' + 4 * "\\u00a0")
    .encode(),
    "60 MB of output": lambda nb: nbformat.writes(nb)
    .replace('"outputs": []', '"outputs": [{"text": "' + "x" * 60_000_000 + '"}]', 1).encode(),
    "an endless cell beside": lambda nb: nbformat.writes(
        answered(nb, {}, [("sigmoid-check", "DATA = '" + "x" * 2_000_000 + "'")])
    ).encode(),
}  # fmt: skip


@pytest.mark.parametrize("how", FILES)
def test_what_is_in_a_file_is_read(student, filled, how):
    assert count_answers(read_cells(FILES[how](filled), []), student) == 6


def test_a_broken_file_with_answers_lost_waits_for_a_person(student, filled):
    data = nbformat.writes(filled).encode()
    rebuilt = rebuild(data[: len(data) // 2], student)
    assert "the file is broken" in " ".join(rebuilt.remarks)
    assert "may be lost" in " ".join(rebuilt.waits)
    assert rebuild(data[:-40], student).waits == []


def test_no_notebook_at_all_waits_for_a_person(student):
    assert rebuild(b"%PDF-1.4 answers", student).waits != []
    assert rebuild(None, student).waits == []


def test_an_untouched_question_beside_strange_cells_waits_for_a_person(student, filled):
    cell = take(filled, "without_activations")
    filled.cells.insert(0, typed_anew(cell))  # far from its place
    rebuilt = rebuild(json.dumps(filled).encode(), student)
    assert "without_activations is as it was released, and there are other" in rebuilt.waits[0]
    assert rebuild(json.dumps(student).encode(), student).waits == []


def put(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def zipped(folder, data):
    with zipfile.ZipFile(folder / "work.zip", "w") as archive:
        archive.writestr(f"__MACOSX/._{NAME}.ipynb", b"x")
        archive.writestr(f"{NAME}/{NAME}.ipynb", data)


PLACES = {
    "browsers add .txt": lambda folder, data: put(folder, f"{NAME}.ipynb.txt", data),
    "browsers add .json": lambda folder, data: put(folder, f"{NAME}.ipynb.json", data),
    "large letters": lambda folder, data: put(folder, f"{NAME.upper()}.IPYNB", data),
    "another name": lambda folder, data: put(folder, "my work (1).ipynb", data),
    "a folder inside": lambda folder, data: put(folder, f"{NAME}/{NAME}.ipynb", data),
    "a zip": zipped,
}


@pytest.mark.parametrize("how", PLACES)
def test_a_notebook_is_found_and_it_is_said_where(tmp_path, how):
    PLACES[how](tmp_path, b"the notebook")
    data, _, remarks = read_submission(tmp_path, NAME)
    assert data == b"the notebook"
    assert remarks[0].startswith("the notebook was handed in as ")


def test_of_two_notebooks_the_answered_one_is_taken(tmp_path, student, filled):
    put(tmp_path, f"{NAME}.ipynb", nbformat.writes(student).encode())
    put(tmp_path, f"{NAME}-Copy1.ipynb", nbformat.writes(filled).encode())
    put(tmp_path, f".ipynb_checkpoints/{NAME}-checkpoint.ipynb", b"no")
    data, _, remarks = read_submission(
        tmp_path, NAME, lambda data: count_answers(read_cells(data, []), student)
    )
    assert data == nbformat.writes(filled).encode()
    assert remarks[0].startswith("there are 2 notebooks: ")


def test_of_two_empty_notebooks_the_one_with_the_right_name_is_taken(tmp_path):
    put(tmp_path, "a.ipynb", b"a")
    put(tmp_path, f"{NAME}.ipynb", b"b")
    assert read_submission(tmp_path, NAME)[0] == b"b"


ENVIRONMENT = """%matplotlib widget
%load_ext autoreload
%autoreload 2
!pip install something
  %conda install something
%env X=1
"""


def test_what_changes_the_environment_is_left_out_with_a_remark(courses):
    softmax = softmax_grader(courses("tests/attacks/rooms"))
    verdict = softmax(ENVIRONMENT.replace("  %conda", "%conda") + RIGHT)
    assert verdict.score == 5
    assert "left out when graded: !pip install something" in verdict.remarks
    assert len(verdict.remarks) == 6


def test_a_file_that_a_cell_writes_can_be_imported_and_shadows_nothing(courses):
    softmax = softmax_grader(courses("tests/attacks/rooms"))
    files = "\n".join(
        f"open('{name}.py', 'w').write('def right(z): return 7\\n')" for name in ("helper", "numpy")
    )
    magic = "%%writefile mine.py\ntwo = 2"
    answer = "import helper, mine\nimport numpy.linalg\nassert helper.right(1) + mine.two == 9\n"
    added = [("softmax-text-2", files), ("softmax-text-2", magic)]
    assert softmax(answer + RIGHT, added).score == 5


def test_a_missing_package_is_named_where_the_student_reads(courses):
    softmax = softmax_grader(courses("tests/attacks/rooms"))
    verdict = softmax("import pandas as pd\n" + RIGHT)
    said = "its cell ended with ModuleNotFoundError: No module named 'pandas'"
    visible = [p for p in verdict.checks[0].properties if not p.hidden]
    assert all(p.reason == f"softmax is not defined: {said}" for p in visible)
    assert verdict.remarks == [f"softmax: {said}"]


PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def with_attachments(notebook, text, attachments):
    cell = notebook.cells[place_of(notebook, "without_activations")]
    cell.source, cell.attachments = text, attachments
    return json.dumps(notebook).encode()


def test_a_picture_in_a_written_answer_is_kept(student, filled):
    text = "![p](attachment:p.png)"
    data = with_attachments(
        filled, text, {"p.png": {"image/png": PICTURE}, "q": {"image/png": "x"}}
    )
    rebuilt = rebuild(data, student)
    cell = rebuilt.notebook.cells[place_of(rebuilt.notebook, "without_activations")]
    assert cell.source == text
    assert cell.attachments == {"p.png": {"image/png": PICTURE}}
    assert rebuilt.remarks == []


NO_PICTURES = {
    "none": {},
    "another": {"q.png": {"image/png": PICTURE}},
    "a drawing, which may hold scripts": {"p.png": {"image/svg+xml": "<svg/>"}},
    "no data": {"p.png": {"image/png": "<script>"}},
    "too large": {"p.png": {"image/png": "A" * 4_000_000}},
    "a number": {"p.png": 3},
    "a list": [1],
}


@pytest.mark.parametrize("what", NO_PICTURES)
def test_a_picture_that_is_not_there_is_a_remark_and_no_error(student, filled, what):
    data = with_attachments(filled, "see ![p](attachment:p.png)", NO_PICTURES[what])
    rebuilt = rebuild(data, student)
    cell = rebuilt.notebook.cells[place_of(rebuilt.notebook, "without_activations")]
    assert cell.source == "see ![p](missing:p.png)" and "attachments" not in cell
    assert rebuilt.remarks == ["a picture is missing: p.png"]
