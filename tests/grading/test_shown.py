"""What a marker must see is kept: plots, what cells show, pictures in written answers."""

import base64
import json

import nbformat
import pytest
from bs4 import BeautifulSoup

from grading.handed_in.pictures import plot_of
from grading.run.run import grade_all
from tests.grading.test_pages import NAME, PAGES, WRITTEN
from tests.grading.test_rescue import PICTURE
from tests.tools.handing_in import answered, hand_in, released
from tests.tools.one_submission import RIGHT, softmax_grader

pytestmark = pytest.mark.slow(30)

CELLS = {
    "plt.show()": "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "no show": "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
    "%matplotlib inline": "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);",
    "display": "import matplotlib.pyplot as plt\nfigure, _ = plt.subplots()\n"
    "display(figure)\nplt.close()",
    "an image": f"import base64\nfrom IPython.display import Image\n"
    f"Image(base64.b64decode('{PICTURE}'))",
}


@pytest.fixture(scope="module")
def softmax(courses):
    return softmax_grader(courses("tests/attacks/rooms"))


def run_of(softmax, source):
    """How a cell ran that the student added."""
    verdict = softmax(RIGHT, [("softmax-text-2", source)])
    assert verdict.score == 5
    (name,) = [name for name in verdict.cells if name.startswith("added-")]
    return verdict.cells[name]


@pytest.mark.parametrize("how", CELLS)
def test_a_picture_is_kept(softmax, how):
    run = run_of(softmax, CELLS[how])
    assert run.error is None and "Warning" not in run.output
    (picture,) = run.pictures
    assert base64.b64decode(picture["image/png"]).startswith(b"\x89PNG")


WORDS = {
    "1 + 1": "2",
    "print('a')\n[1, 2]": "a\n[1, 2]",
    "from IPython.display import Markdown\nMarkdown('**m**')": "**m**",
    "from IPython.display import HTML\ndisplay(HTML('<b>x</b>'))": "<b>x</b>",
    "from IPython.display import Math\ndisplay(Math('x^2'))": "$\\displaystyle x^2$",
    "from IPython.display import clear_output\nprint('a')\nclear_output()\nprint('b')": "a\nb",
}


@pytest.mark.parametrize("source", WORDS)
def test_of_all_else_the_words_are_kept_without_a_prompt(softmax, source):
    assert run_of(softmax, source).output.strip() == WORDS[source]


def test_many_pictures_and_large_ones_are_left_out_and_it_is_said(softmax):
    many = "from IPython.display import Image\ndata = b'\\x89PNG\\r\\n\\x1a\\n' + b'x' * {}\n"
    show = "for _ in range({}):\n    display(Image(data, format='png'))\n"
    run = run_of(softmax, many.format(10) + show.format(12))
    assert len(run.pictures) == 10 and run.output.count("a picture was left out") == 2
    run = run_of(softmax, many.format(600_000) + show.format(1))
    assert run.pictures == [] and "a picture was left out" in run.output


@pytest.mark.parametrize(
    "shown",
    [
        {"kind": "image/svg+xml", "data": PICTURE},
        {"kind": "text/html", "data": PICTURE},
        {"kind": "image/png", "data": base64.b64encode(b"<script>").decode()},
        {"kind": "image/png", "data": '"><script>'},
        {"kind": "image/png", "data": "iVBORw0KGgo" + "A" * 4_000_001},
        {"kind": "image/png", "data": 3},
        {"kind": "image/png", "data": ""},
    ],
)
def test_what_is_no_picture_does_not_pass_for_one(shown):
    assert plot_of(shown) is None


@pytest.mark.parametrize("page", PAGES)
def test_both_pages_show_the_plot_and_the_attached_picture(courses, page):
    course = courses("solutions")
    plot = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"
    text = "See ![mine](attachment:p.png) and ![lost](attachment:q.png)."
    notebook = answered(released(course, NAME), {WRITTEN: text}, [(WRITTEN, plot)])
    cell = next(cell for cell in notebook.cells if cell.id == WRITTEN)
    cell.attachments = {"p.png": {"image/png": PICTURE}}
    hand_in(course, NAME, "ada", json.dumps(notebook).encode())
    assert "a picture is missing: q.png" in grade_all(course, NAME)["ada"].remarks
    graded = nbformat.read(course.autograded_path(NAME, "ada"), as_version=4)
    for cell in graded.cells:
        if marks := cell.metadata.get("nbgrader"):
            marks |= {"score": 1, "points": marks.get("points", 1), "comment": ""}
    soup = BeautifulSoup(page(course, graded), "html.parser")
    sources = [str(image.get("src", "")) for image in soup.find_all("img")]
    assert f"data:image/png;base64,{PICTURE}" in sources
    assert sum(source.startswith("data:image/png") for source in sources) == 2
    assert [image["alt"] for image in soup.find_all("img") if not image.get("src")] == ["lost"]
