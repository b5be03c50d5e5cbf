"""The reference answers, handed out: after the deadline, and nothing hidden in them."""

import nbformat
import pytest

from grading.__main__ import main
from grading.run.run import grade_all
from tests.tools.handing_in import hand_in, reference

pytestmark = pytest.mark.slow(20)

NAME, WRITTEN = "ps2_counting", "width_or_depth"
PAST, FUTURE = "2026-01-01T12:00:00Z", "2999-01-01T12:00:00Z"
SECOND = f"[deadlines]\n{NAME} = {PAST}\n[extensions.{NAME}]\nada = {FUTURE}\n"


@pytest.fixture
def course(courses):
    return courses("solutions")


def hand_out(course, deadlines, *more):
    (course.root / "course.toml").write_text(deadlines)
    return main(["release", NAME, "--solution", "--course", str(course.root), *more])


def path_in(course):
    return course.root / "solution" / NAME / f"{NAME}.ipynb"


def test_the_answers_that_are_handed_out_get_all_points(course):
    assert hand_out(course, f"[deadlines]\n{NAME} = {PAST}\n") == 0
    notebook = nbformat.read(path_in(course), as_version=4)
    text = "\n".join(cell.source for cell in notebook.cells)
    assert "Doubling the width costs more" in text
    assert "### " not in "".join(c.source for c in notebook.cells if c.id == WRITTEN)
    assert "BEGIN SOLUTION" not in text and "NotImplementedError" not in text
    hand_in(course, NAME, "ada", path_in(course).read_bytes())
    outcome = grade_all(course, NAME, jobs=1)["ada"]
    assert outcome.score == outcome.max_score > 0


def test_what_is_hidden_stays_hidden(courses):
    course = courses("tests/attacks/rooms")
    root = str(course.root)
    assert main(["release", "softmax", "--solution", "--early", "--course", root]) == 0
    text = (course.root / "solution/softmax/softmax.ipynb").read_text()
    assert "every row sums to one" in text
    assert "large inputs do not overflow" not in text and "HIDDEN" not in text
    assert reference(course, "softmax")["softmax"].splitlines()[-2].strip() in text


@pytest.mark.parametrize(
    "deadlines, said",
    [
        ("", "has no deadline"),
        (f"[deadlines]\n{NAME} = {FUTURE}\n", "until 2999-01-01 12:00 UTC"),
        (SECOND, "until 2999-01-01 12:00 UTC"),
    ],
)
def test_before_the_last_deadline_nothing_is_handed_out(course, capsys, deadlines, said):
    assert hand_out(course, deadlines) == 1
    assert said in capsys.readouterr().err
    assert not path_in(course).exists()
    assert hand_out(course, deadlines, "--early") == 0 and path_in(course).is_file()
