"""The report: true numbers, a page on which a student's text is text, tables that open anywhere."""

import csv
import json
import re
from collections import Counter
from unicodedata import normalize

import nbformat
import numpy as np
import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import expect

from grading.__main__ import main
from grading.course.directory import Course
from grading.report.items import FEWEST, FEWEST_EACH, Item, count
from grading.report.pictures import histogram
from grading.report.report import make_report
from grading.words.errors import CourseError
from grading.words.structure import structure_of
from tests.tools.browser import chromium as chromium
from tests.tools.browser import visit as visit
from tests.tools.handing_in import answered, hand_in, reference, released

pytestmark = pytest.mark.slow(60)

NAME, ANSWER, WRITTEN = "ps2_counting", "weight_shapes", "width_or_depth"
HOSTILE = "<script>document.title='gained'<∕script><img src=x onerror=alert(1)>"
UGLY = ["a[b]c", HOSTILE, normalize("NFD", "josé"), '李小龍, "Bruce" O\'Neil', "=1+1"]
TURNED = 'def weight_shapes(sizes):\n    """</pre><script>document.title = "gained"</script>"""\n'
TURNED += "    {0} = zip(sizes[1:], sizes)  # {0}\n    return list({0})"
MISTAKE = "rows and columns are swapped"


@pytest.fixture(scope="module")
def course(courses):
    """Two with the same mistake in other words, one right, one whose cell was lost, one empty."""
    course = courses("solutions")
    blank, right = released(course, NAME), reference(course, NAME)
    turned = [{**right, ANSWER: TURNED.format(name), WRITTEN: "Deep."} for name in ("out", "z")]
    hand_in(course, NAME, UGLY[0], answered(blank, turned[0]))
    hand_in(course, NAME, UGLY[1], answered(blank, turned[1]))
    hand_in(course, NAME, UGLY[2], answered(blank, right))
    lost = answered(blank, right)
    cell = next(cell for cell in lost.cells if cell.id == ANSWER)
    cell.id, cell.metadata = "lost", nbformat.NotebookNode()
    hand_in(course, NAME, UGLY[3], lost)
    hand_in(course, NAME, UGLY[4], b"")
    late = course.submitted_path(NAME, UGLY[2]) / "timestamp.txt"
    late.write_text("2026-12-02 12:00:00 UTC")
    text = f"[deadlines]\n{NAME} = 2026-12-01T12:00:00Z\n[[late]]\ndays = 7\nloses = 0.5\n"
    (course.root / "course.toml").write_text(text)
    assert main(["grade", NAME, "--course", str(course.root)]) == 0
    return course


def table(course, name):
    path = course.root / "report" / NAME / f"{name}.csv"
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def page_id(course, student):
    with Gradebook(course.db_url, course.course_id) as gradebook:
        return gradebook.find_submission_notebook(NAME, NAME, student).id


def test_a_run_leaves_a_report_and_the_command_makes_it_anew(course, capsys):
    page = course.root / "report" / NAME / "report.html"
    page.unlink()
    assert main(["report", NAME, "--course", str(course.root)]) == 0
    assert "report.html" in capsys.readouterr().out
    assert page.is_file() and not list(page.parent.glob("*.part"))


def test_every_student_has_a_row_with_the_score_of_the_gradebook(course):
    rows = {row["student"].removeprefix("'"): row for row in table(course, "students")}
    assert set(rows) == set(UGLY)
    with Gradebook(course.db_url, course.course_id) as gradebook:
        for name, row in rows.items():
            score = gradebook.find_submission(NAME, name).score
            assert float(row["with_marks_by_hand"]) == pytest.approx(score)
            assert row["page"].endswith(f"/formgrader/submissions/{page_id(course, name)}/")
    assert float(rows[UGLY[2]]["late_hours"]) == 24 and float(rows[UGLY[2]]["penalty"]) > 0


def test_a_spreadsheet_does_not_reckon_a_name(course):
    assert "'=1+1" in {row["student"] for row in table(course, "students")}


def test_each_property_is_counted_as_the_log_has_it(course):
    lines = [json.loads(line) for line in course.verdicts_path.read_text().splitlines()]
    held = Counter(
        (answer, name)
        for line in lines
        for answer, check in line["checks"].items()
        for name, result in check["properties"].items()
        if result is True
    )
    rows = table(course, "properties")
    assert {(r["answer"], r["property"]): int(r["held"]) for r in rows if r["held"] != "0"} == held
    assert {row["asked"] for row in rows} == {"5"}
    assert {row["discrimination"] for row in rows} == {""}  # five students say nothing
    essential = next(r for r in rows if r["answer"] == ANSWER and r["essential"] == "True")
    assert float(essential["pass_rate"]) == pytest.approx(2 / 5)
    assert float(essential["difficulty"]) == pytest.approx(2 / 4)  # one did not change the answer


def test_the_mistake_is_named_by_the_sentence_of_the_assignment(course):
    named = {(r["student"], r["answer"]) for r in table(course, "mistakes")
             if r["mistake"] == MISTAKE}  # fmt: skip
    assert named == {(UGLY[0], ANSWER), (UGLY[1], ANSWER)}


def test_who_needs_a_look_is_said_with_the_reason(course):
    why = {(row["student"], row["why"]): row["said"] for row in table(course, "looks")}
    assert "was written in another cell" in why[UGLY[3], "not as it should be handed in"]
    assert why["'=1+1", "not as it should be handed in"] == "the file is empty"
    assert why[UGLY[2], "late"].startswith("24.0 hours, loses 9")
    assert why[UGLY[0], "waits for marks by hand"] == "1 cell"


def test_answers_alike_are_one_group(course):
    groups = {row["student"]: row["group"] for row in table(course, "alike")
              if row["answer"] == ANSWER}  # fmt: skip
    assert groups[UGLY[0]] == groups[UGLY[1]] != groups[UGLY[2]] == groups[UGLY[3]]
    assert "'=1+1" not in groups


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_a_browser_a_student_s_text_is_text(course, visit, width, scheme):
    path = make_report(course, NAME)
    with visit(path, width=width, color_scheme=scheme, java_script_enabled=True) as page:
        assert page.title() == f"Report: {NAME}"
        assert page.locator("script, img, iframe, form, [onerror]").count() == 0
        expect(page.get_by_text(HOSTILE).last).to_be_visible()
        page.locator("#alike ~ details summary").first.click()
        expect(page.get_by_text('</pre><script>document.title = "gained"</script>')).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(20, 24, 30)")
        links = page.locator("a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        assert all(re.match(r"http://127|[a-z]+\.csv$", link) for link in links)


@pytest.mark.browser
def test_the_policy_stands_alone_where_escaping_fails(course, chromium, tmp_path):
    text = make_report(course, NAME).read_text()
    harm = "<script>document.title='gained'</script><p style='color:red' id=p>x</p>"
    page = chromium.new_page()
    path = tmp_path / "page.html"
    path.write_text(text.replace("<main>", f"<main>{harm}"))
    page.goto(path.as_uri())
    assert page.title() == f"Report: {NAME}"
    assert page.evaluate("getComputedStyle(document.getElementById('p')).color") != "rgb(255, 0, 0)"
    page.close()


def test_a_regrade_says_what_changed_and_why(courses):
    course = courses("solutions")
    blank, right = released(course, NAME), reference(course, NAME)
    grade = ["grade", NAME, "--course", str(course.root), "--jobs", "1"]
    hand_in(course, NAME, "ada", answered(blank, {ANSWER: right[ANSWER]}))
    hand_in(course, NAME, "alan", answered(blank, {ANSWER: right[ANSWER]}))
    assert main(grade) == 0
    assert table(course, "changes") == []
    hand_in(course, NAME, "ada", blank)
    assert main(grade) == 0
    (row,) = table(course, "changes")
    assert row == {"student": "ada", "before": "3.0", "after": "0.0", "cause": "handed in again"}


def test_what_could_not_be_graded_is_looked_at_and_counts_for_no_property(course):
    log = course.verdicts_path.read_bytes()
    line = json.loads(log.splitlines()[0])
    said = "could not be graded: the grader was killed each time that it was tried"
    line |= {"waits_for": said, "remarks": [said]}
    del line["structures"]
    try:
        course.verdicts_path.write_bytes(log + json.dumps(line).encode() + b"\n")
        make_report(course, NAME)
        assert {row["asked"] for row in table(course, "properties")} == {"4"}
        looks = [row for row in table(course, "looks") if row["why"] == "could not be graded"]
        assert [row["said"] for row in looks] == [said]
    finally:
        course.verdicts_path.write_bytes(log)
        make_report(course, NAME)


def test_the_links_lead_where_the_course_says(course):
    path, text = course.root / "course.toml", (course.root / "course.toml").read_text()
    try:
        path.write_text('formgrader = "https://hub.example.org/x/formgrader/"\n' + text)
        page = make_report(Course(course.root), NAME).read_text()
        address = f"https://hub.example.org/x/formgrader/submissions/{page_id(course, UGLY[0])}/"
        assert f'<a href="{address}">' in page
        path.write_text('formgrader = "javascript:alert(1)"\n' + text)
        with pytest.raises(CourseError, match="line 1: formgrader"):
            make_report(Course(course.root), NAME)
    finally:
        path.write_text(text)
        make_report(course, NAME)


def test_a_course_in_which_nothing_was_graded_has_a_report(courses):
    assert "Nothing has been graded yet" in make_report(courses("solutions"), NAME).read_text()


def test_a_line_that_is_broken_or_of_another_assignment_counts_nothing(course):
    before = table(course, "students")
    log = course.verdicts_path.read_bytes()
    other = log.splitlines()[0].replace(NAME.encode(), b"ps1_feed_forward")
    try:
        course.verdicts_path.write_bytes(log + other + b'\n{"graded": "2026", "assi')
        make_report(course, NAME)
    finally:
        course.verdicts_path.write_bytes(log)
    assert table(course, "students") == before


def test_discrimination_is_the_correlation_with_the_rest():
    rng = np.random.default_rng(0)
    skill = rng.normal(size=200)
    held = skill[:, None] + rng.normal(size=(200, 4)) > 0  # (students, properties)
    items = [Item("f", str(n), False, False, share) for n, share in enumerate((1, 2, 0.5, 3))]
    for row in held:
        properties = {str(n): True if h else "no" for n, h in enumerate(row)}
        count(items, {"f": {"properties": properties}}, set())
    shares = np.array([item.share for item in items])
    for n, item in enumerate(items):
        rest = held @ shares - held[:, n] * shares[n]
        assert item.discrimination == pytest.approx(np.corrcoef(held[:, n], rest)[0, 1])


@pytest.mark.parametrize(
    "students, held, said", [(FEWEST, FEWEST_EACH, True), (FEWEST - 1, 10, False),
                             (100, FEWEST_EACH - 1, False), (100, 97, False), (0, 0, False)]
)  # fmt: skip
def test_where_too_few_say_something_there_is_no_discrimination(students, held, said):
    item = Item("f", "p", False, False, 1.0)
    for n in range(students):
        item.count(n < held, True, float(n < held) + n % 3)
    assert (item.discrimination is not None) is said


def test_a_property_that_goes_with_nothing_has_no_discrimination():
    item = Item("f", "p", False, False, 1.0)
    for n in range(100):
        item.count(n % 2 == 0, True, 0.1 * 3 + (n % 2 == 0))
    assert item.discrimination is None


ALIKE = [
    ("a = 1 # x", "b  =  1"),
    ("def f(x: int) -> int:\n    'doc'\n    return x", "def g(y): return y"),
    ("for i in y: print(i)", "for j in y:\n\n    print(j)"),
]
NOT_ALIKE = [
    ("a = 1", "a = 2"),
    ("np.sum(x)", "np.max(x)"),
    ("def f(x, y): return x - y", "def f(x, y): return y - x"),
]


@pytest.mark.parametrize("one, other, alike", [(*p, True) for p in ALIKE] + [(*p, False) for p in NOT_ALIKE])  # noqa: E501  # fmt: skip
def test_structure_is_what_is_left_without_names_and_comments(one, other, alike):
    assert (structure_of(one) == structure_of(other)) is alike


@pytest.mark.parametrize("source", ["def f(", "", "(" * 5_000, "x" * 60_000, "\ud800 = 1", "-" * 40_000 + "1"])  # noqa: E501  # fmt: skip
def test_what_has_no_structure_is_like_nothing(source):
    assert structure_of(source) == ""


@pytest.mark.parametrize("most", [1, 18, 19, 20, 47, 100.5])
def test_a_histogram_counts_everybody_once(most):
    scores = Counter({0.0: 3, float(most): 4, most / 3: 5})
    bars = histogram(scores, most)
    assert sum(bar.students for bar in bars) == 12 and len(bars) <= 20
    assert bars[-1].students >= 4 and bars[0].students >= 3
