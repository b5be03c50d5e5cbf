"""The page of feedback can be read: by day and by night, wide and narrow."""

import base64
import io
from types import SimpleNamespace

import pytest
from matplotlib.figure import Figure
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from course_lib.colours import DARK, LIGHT
from tests.grading.test_pages import the_feedback
from tests.tools.browser import chromium as chromium
from tests.tools.browser import visit as visit
from tests.tools.contrast import hard_to_read

pytestmark = [pytest.mark.browser, pytest.mark.slow(30)]
CODE = '''def weight_shapes(sizes):
    """The shapes, one for each step."""
    found = []  # in order
    for n in sizes[1:]:
        assert n != 0x1F and "a" + str(n) < f"{n}"
    @property
    def deep(self): return lambda x: None
    raise ValueError(1.5e3)'''
WRITTEN = """**No**, $W = W^1 W^2$ is *one* matrix: see `dense`, and [a page](https://example.org/).

| a | b |
|---|---|
| 1 | $x^2$ |

> said

```python
for i in range(3): print("three", i)  # times
```
"""
COLOURS = "".join(f"\x1b[{n}m{n}\x1b[0m " for n in [*range(30, 38), *range(90, 98), "38;5;241"])
OUTPUTS = [
    new_output("stream", name="stdout", text=f"fails: {'a long line ' * 20}\n{COLOURS}\n"),
    new_output("stream", name="stderr", text=f"a warning {COLOURS}\n"),
    new_output("error", ename="ValueError", evalue="no", traceback=[COLOURS, "\x1b[31mno"]),
    new_output("execute_result", {"text/plain": "[1, 2]"}, execution_count=1),
]


def rgb(colour):
    """A colour as a browser tells it."""
    return f"rgb({', '.join(str(part) for part in bytes.fromhex(colour[1:]))})"


def plot():
    """A figure on nothing, in black."""
    figure, file = Figure(figsize=(2, 1)), io.BytesIO()
    figure.subplots().plot([0, 1])
    figure.savefig(file, format="png", transparent=True)
    return new_output("display_data", {"image/png": base64.b64encode(file.getvalue()).decode()})


@pytest.fixture(scope="module")
def feedback(tmp_path_factory):
    """A page with something of all that there can be on it."""

    def marks(name, **more):
        told = {"solution": False, "locked": False, "grade": False, "points": 2, "score": 1}
        comment = "See `dense`: [there](https://example.org/), **not** here."
        return {"nbgrader": {"grade_id": name, "task": False, "comment": comment, **told, **more}}

    answer = new_code_cell(CODE, metadata=marks("a", solution=True))
    check = new_code_cell(CODE, metadata=marks("a-check", grade=True), outputs=[*OUTPUTS, plot()])
    written = new_markdown_cell(WRITTEN, metadata=marks("b", grade=True, solution=True))
    task = new_markdown_cell(f"## 1. A task\n\n{WRITTEN}", metadata=marks("t", locked=True))
    cells = [task, new_code_cell("x = 1", execution_count=1), answer, check, written]
    notebook = new_notebook(cells=cells, metadata={"course": {}})
    folder = tmp_path_factory.mktemp("feedback")
    path = folder / "feedback.html"
    page = the_feedback(SimpleNamespace(root=folder), notebook, late_penalty=2)
    path.write_text(page, encoding="utf-8")
    return path


@pytest.mark.parametrize(("scheme", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_feedback_has_the_system_s_colours_and_enough_contrast(visit, feedback, scheme, colours):
    with visit(feedback, color_scheme=scheme) as page:
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert hard_to_read(page) == set()
    assert ground == rgb(colours["page"])


def test_feedback_is_no_wider_than_a_telephone(visit, feedback):
    with visit(feedback, width=390) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_comment_says_on_what_it_is(feedback):
    assert 'href="#comment-a">Comment on 1. A task</a>' in feedback.read_text("utf-8")
