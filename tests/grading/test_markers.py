"""A marker that is misspelt or missing stops the release with file and line."""

import pytest

from grading.words.errors import AssignmentError
from grading.writing.assignment import read
from grading.writing.markers import nearly, wrong_markers
from grading.writing.release import SOLUTIONS, release
from tests.tools.places import ROOT

TEXT = (ROOT / "tests/attacks/rooms/softmax.md").read_text()
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
HIDDEN, SEEN = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"

DAMAGES = {
    "small letters": (HIDDEN, "### begin hidden tests", "is nearly a marker: write '### BEGIN"),
    "one test": (HIDDEN, "### BEGIN HIDDEN TEST", "is nearly a marker"),
    "a letter less": (HIDDEN, "### BEGIN HIDDEN TSTS", "is nearly a marker"),
    "another order": (HIDDEN, "### HIDDEN TESTS BEGIN", "is nearly a marker"),
    "two signs": (SEEN, "## END HIDDEN TESTS", "is nearly a marker"),
    "no space": (END, "###END SOLUTION", "is nearly a marker"),
    "underscores": (HIDDEN, "### BEGIN_HIDDEN_TESTS", "is nearly a marker"),
    "many solutions": (BEGIN, "### BEGIN SOLUTIONS!", None),
    "no end of the solution": (END, "pass", "'### BEGIN SOLUTION' has no '### END SOLUTION'"),
    "no begin of it": (BEGIN, "pass", "'### END SOLUTION' ends what has not begun"),
    "no end of what is hidden": (SEEN, "pass", "has no '### END HIDDEN TESTS' in its cell"),
    "a begin for an end": (END, BEGIN, "has no '### END SOLUTION'"),
    "the end of another": (END, SEEN, "ends what has not begun"),
    "in a text": ("The small", f"{BEGIN}\nThe small", "belongs into a cell marked :answer:"),
    "in an answer": (BEGIN, f"{HIDDEN}\n    {SEEN}\n    {BEGIN}", "a cell marked :check:"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_wrong_marker_is_told_with_file_and_line(tmp_path, damage):
    right, wrong, sentence = DAMAGES[damage]
    text = TEXT.replace(right, wrong, 1)
    assert text != TEXT
    path = tmp_path / "softmax.md"
    path.write_text(text)
    if sentence is None:
        read(path)  # nbgrader takes it for one
        return
    with pytest.raises(AssignmentError) as caught:
        read(path)
    place, _, said = str(caught.value).partition(": ")
    assert sentence in said
    line = int(place.removeprefix("softmax.md, line "))
    assert "###" in text.split("\n")[line - 1] or "## " in text.split("\n")[line - 1]


def test_nothing_is_written_then(tmp_path):
    (tmp_path / "softmax.md").write_text(TEXT.replace(HIDDEN, "### begin hidden tests"))
    with pytest.raises(AssignmentError):
        release(tmp_path / "course", ["softmax"], tmp_path)
    assert not list((tmp_path / "course").rglob("*.ipynb"))


@pytest.mark.parametrize("path", sorted(SOLUTIONS.glob("*.md")), ids=lambda path: path.stem)
def test_our_own_markers_are_right(path):
    assert list(wrong_markers(path.read_text())) == []


@pytest.mark.parametrize(
    "line",
    [
        "# the end of the hidden layer",
        "# end of hidden units",
        "## Solutions",
        "# a solution begins here, as one would expect",
        "# begin",
        "begin hidden tests",
        "#",
        "## Hidden units",
        "# sum over the hidden units",
    ],
)
def test_what_is_far_from_a_marker_is_none(line):
    assert nearly(line) is None
