"""A page of feedback: what failed comes first, hints are open there, formulas are drawn."""

import re

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grading.nbgrader import formulas
from grading.nbgrader.failures import failures_first, open_hints
from grading.nbgrader.formulas import Formulas
from grading.words.verdict import CheckResult, PropertyResult
from tests.grading.test_pages import the_feedback

ITEM = '<li><a href="#{}">{}</a>{}</li>'
HINT = "## Task\n\n<details><summary>Hint</summary>\n\nThink.\n</details>"


def marks(name, **more):
    return {"nbgrader": {"grade_id": name, "grade": False, "solution": False, **more}}


def question(name, score):
    """A task with a hint, its answer, and its check, graded with some of two points."""
    return [
        new_markdown_cell(HINT, metadata=marks(f"{name}-text", locked=True)),
        new_code_cell("x = 1", metadata=marks(name, solution=True)),
        new_code_cell("", metadata=marks(f"{name}-check", grade=True, score=score, points=2)),
    ]


def test_in_the_contents_what_lost_points_comes_first_with_its_comment():
    items = [
        ITEM.format("a-check", "A", " (Score: 2.0 / 2.0)"),
        ITEM.format("comment-b", "Comment", ""),
        ITEM.format("b-check", "B", " (Score: 0.0 / 2.0)"),
        ITEM.format("c", "C", " (Score: 1.5 / 2.0)"),
        ITEM.format("comment-c", "Comment", ""),
        '<li class="late-penalty">Late submission penalty (Score: -1.0)</li>',
    ]
    page = f'<div id="toc">\n<ol>\n{"".join(items)}\n</ol></div><ol><li>{items[2]}</li></ol>'
    found = re.findall(r'href="#(.*?)"|(penalty) ', failures_first(page))
    names = [one or other for one, other in found]
    assert names == ["comment-b", "b-check", "c", "comment-c", "a-check", "penalty", "b-check"]


def test_hints_are_open_where_points_were_lost_and_nowhere_else():
    cells = question("a", 2) + question("b", 1)
    open_hints(cells)
    assert "<details>" in cells[0].source and "<details open>" in cells[3].source


def test_a_report_names_failures_before_what_holds():
    properties = [PropertyResult("one", held=True), PropertyResult("two", reason="it is not")]
    lines = CheckResult("check", 2.0, properties).report().split("\n")
    assert lines[:2] == ["fails: two – it is not", "holds: one"]


def test_formulas_are_drawn_and_do_nothing():
    kept = Formulas()
    evil = r"\\href{javascript:alert(1)}{x} \\htmlStyle{color:red}{y} <img src=x onerror=alert(1)>"
    tokens = [kept.token("h^2", False), kept.token(r"\\frac{1}{2}", True), kept.token(evil, False)]
    page = kept.draw(" ".join(tokens))
    assert page.count("<math") >= 2 and 'display="block"' in page
    assert "<img" not in page and "href=" not in page and "<script" not in page
    assert not any(token in page for token in tokens)


def test_without_node_formulas_stay_as_they_were_typed(monkeypatch):
    monkeypatch.setattr(formulas.shutil, "which", lambda name: None)
    kept = Formulas()
    assert kept.draw(kept.token("a < b", False)) == "$a &lt; b$"


def test_the_page_of_a_notebook_has_drawn_formulas_its_score_and_no_script(courses):
    course = courses("tests/attacks/rooms")
    text = "So $x W + b$, and `$no$`, and\n\n$$\n\\sum_i x_i\n$$\n"
    page = the_feedback(course, new_notebook(cells=[new_markdown_cell(text)]))
    assert page.count("<math") == 2 and "$no$" in page and "<script" not in page
    assert '<meta name="score" content="1.00/1.00">' in page
    assert "script-src 'none'" in page
