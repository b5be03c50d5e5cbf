"""The website: what is in it, what must not be, and that it needs nobody else."""

import html.parser
import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from course_lib.figures.widget import scripts_of
from tests.tools.places import ROOT, pages_of

CHAPTERS = [
    "what_is_deep",
    "feed_forward",
    "counting_parameters",
    "universal_approximation",
    "where_it_fails",
    "beyond_the_theorem",
    "parameters",
    "many_valleys",
    "optimizers",
    "hidden_representations",
    "seven_exercises",
    "comparing_runs",
]
SOURCES = sorted((ROOT / "book").glob("*.md"))
CLAIMS = yaml.safe_load((ROOT / "book/claims.yml").read_text(encoding="utf-8"))


class Page(html.parser.HTMLParser):
    """What a page loads, and what stands in it."""

    def __init__(self, path):
        super().__init__()
        self.loads, self.ids, self.links, self.tags = [], set(), [], []
        self.claims = defaultdict(set)
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append((tag, attributes))
        if tag in ("script", "img", "iframe", "source") and attributes.get("src"):
            self.loads.append(attributes["src"])
        if tag == "link" and attributes.get("rel") in ("stylesheet", "preload", "icon"):
            self.loads.append(attributes["href"])
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        if "id" in attributes:
            self.ids.add(attributes["id"])
        if "data-claim" in attributes:
            kind = re.search(r"claim-(told|shown|tested)", attributes["class"])[1]
            self.claims[attributes["data-claim"]].add(kind)


@pytest.fixture(scope="module")
def pages(built_book):
    return {path.stem: Page(path) for path in sorted((built_book / "book").glob("*.html"))}


def test_the_table_of_contents_is_what_is_built(pages):
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text())
    chapters = [chapter["file"] for part in toc["parts"] for chapter in part["chapters"]]
    assert set(pages) == {Path(name).name for name in [toc["root"], *chapters]}
    assert set(pages) == {path.stem for path in SOURCES}


def test_nothing_for_instructors_is_in_the_site(built_book):
    files = [path for path in built_book.rglob("*") if path.is_file()]
    assert len(files) > 20
    for path in files:
        parts = path.relative_to(built_book).parts
        assert not {"solutions", "grading", "gradebook", "tests"} & set(parts), path
        assert "exercises" not in parts[1:], path
        if path.suffix in {".html", ".js", ".md", ".txt", ".ipynb", ".inv"}:
            text = path.read_text(encoding="utf-8", errors="replace")
            for mark in ["BEGIN SOLUTION", "BEGIN HIDDEN", ":answer: weight_shapes"]:
                assert mark not in text, f"{mark} in {path}"


def test_pages_load_only_files_of_the_site(built_book, pages):
    for name, page in pages.items():
        for source in page.loads:
            if source.startswith("data:image/"):  # within the page
                continue
            assert not re.match(r"[a-z]+:|//", source), f"{name} loads {source}"
            assert (built_book / "book" / source.partition("?")[0]).exists(), f"{name}: {source}"


def test_no_style_sheet_or_script_of_ours_asks_another_site(built_book):
    for path in [*built_book.rglob("*.css"), *(built_book / "_static/figures").glob("*.js")]:
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"(@import|url\()\s*['\"]?(https?:)?//", text), path
        assert "fetch(" not in text or path.suffix == ".css", path


@pytest.mark.parametrize(
    "trap", ["fontawesome", "bootstrap", "thebe", "mathjax@", "require.js", "widget-state", "unpkg"]
)
def test_heavy_and_foreign_scripts_stay_out(built_book, trap):
    for path in pages_of(built_book):
        assert trap not in path.read_text(encoding="utf-8").lower(), path


def test_figures_scripts_are_loaded_where_a_figure_stands_and_nowhere_else(built_book, pages):
    for name in pages:
        text = (built_book / "book" / f"{name}.html").read_text(encoding="utf-8")
        used = set(re.findall(r'data-figure="(\w+)"', text))
        loaded = set(re.findall(r"_static/figures/(\w+)\.bundle\.js", text))
        shared = {path.name.split(".")[0] for figure in used for path in scripts_of(figure)}
        assert loaded == shared, name
    assert any("figures/mount" in source for source in pages["counting_parameters"].loads)


def test_no_page_has_an_inline_script_or_handler(built_book):
    for path in pages_of(built_book):
        for tag, attributes in Page(path).tags:
            assert tag != "script" or "src" in attributes, path
            assert not [key for key in attributes if key.startswith("on")], (path, attributes)


def test_formulas_are_drawn_at_build_time(built_book):
    text = (built_book / "book/what_is_deep.html").read_text(encoding="utf-8")
    assert text.count('class="katex"') > 10
    assert "<annotation" in text  # MathML, for screen readers
    assert "katex-error" not in text and r"\(" not in text
    assert "0.16.22" in (ROOT / "package-lock.json").read_text()
    assert "0.16.22" in (built_book / "_static/katex/katex.min.css").read_text()


def test_links_inside_the_site_lead_somewhere(built_book, pages):
    for name, page in pages.items():
        for link in page.links:
            if re.match(r"[a-z]+:", link) or link in ("#", ""):
                continue
            target, _, anchor = link.partition("#")
            target, _, place = target.partition("?path=")
            assert not place or (built_book / "lab/files" / place).is_file(), f"{name}: {link}"
            path = (built_book / "book" / target).resolve() if target else None
            assert path is None or path.exists(), f"{name} links to {link}"
            if anchor and (path is None or path.parent.name == "book"):
                there = page if path is None else pages[path.stem]
                assert anchor in there.ids, f"{name} links to {link}"


def test_every_claim_of_the_lecture_has_its_sentence():
    numbers = {"A": 6, "B": 13, "C": 5, "D": 1, "E": 4, "F": 8, "G": 7, "H": 2}
    expected = [f"{letter}{n}" for letter, last in numbers.items() for n in range(1, last + 1)]
    expected.insert(expected.index("G1"), "G0")
    assert list(CLAIMS) == expected
    assert all(claim["text"].endswith(".") for claim in CLAIMS.values())


@pytest.mark.parametrize("claim", CLAIMS)
def test_the_question_that_tests_a_claim_was_read_against_it_as_it_is_now(claim):
    """A question that is reworded or replaced is read again, and claims.yml says why it fits."""
    tested = rf"^:::{{question}} (.+)\n(?::(?:answer|tolerance).*\n)*:claims:.*\b{claim}\b"
    pages = [path.read_text(encoding="utf-8") for path in SOURCES]
    found = {title: page for page in pages for title in re.findall(tested, page, re.MULTILINE)}
    assert CLAIMS[claim]["question"] in found
    assert re.search(rf"{{claim}}.*\b{claim}\b", found[CLAIMS[claim]["question"]])  # told there
    assert CLAIMS[claim]["fits"].endswith(".")


@pytest.mark.parametrize(
    ("chapter", "claims"),
    [
        ("what_is_deep", ["A1", "A2", "A3", "A4", "A5", "A6", "D1"]),
        ("feed_forward", [*(f"B{n}" for n in range(1, 14)), "C3", "C4", "C5"]),
        ("counting_parameters", ["C1", "C2", "C3", "F5"]),
        ("universal_approximation", ["E1"]),
        ("where_it_fails", ["E1"]),
        ("beyond_the_theorem", ["E2", "E3", "E4", "F5"]),
        ("parameters", ["F1", "F2"]),
        ("many_valleys", ["F3", "F4"]),
        ("optimizers", ["F4"]),
        ("hidden_representations", ["F6", "F7", "F8"]),
        ("seven_exercises", [f"G{n}" for n in range(8)]),
        ("comparing_runs", ["G7"]),
    ],
)
def test_claims_are_told_shown_and_tested(pages, chapter, claims):
    for claim in claims:
        assert pages[chapter].claims[claim] == {"told", "shown", "tested"}, claim
        for kind in ("told", "shown", "tested"):
            assert f"claim-{claim.lower()}-{kind}" in pages[chapter].ids


@pytest.mark.parametrize("claim", CLAIMS)
def test_the_table_says_where_each_claim_is_told_shown_and_tested(pages, claim):
    for kind in ["told", "shown", "tested"]:
        anchor = f"#claim-{claim.lower()}-{kind}"
        assert [link for link in pages["claims"].links if link.endswith(anchor)], kind


def code_cells(text):
    """(its options, its code) of every code cell of a page."""
    for cell in re.findall(r"```\{code-cell\} python\n(.*?)```", text, flags=re.DOTALL):
        options, code = re.match(r"((?:---\n.*?\n---\n|(?::.*\n)+)?)(.*)", cell, re.DOTALL).groups()
        yield options, code


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_chapters_keep_their_rhythm(chapter):
    text = (ROOT / "book" / f"{chapter}.md").read_text(encoding="utf-8")
    assert text.startswith("---\njupytext:\n")
    for part in [
        "you will be able to",
        "## The idea",
        "{drawing}",
        "$$",
        "_lib.figures import",
        "## What we have seen",
    ]:
        assert part in text, part
    assert text.count(":::{question}") >= 3
    end = text.partition("## What we have seen")[2]
    assert re.search(r"assignment\s+\{assignment\}`ps\d_", end)
    for options, code in code_cells(text):
        assert "remove-cell" in options or code.count("\n") <= 12, f"more than 12 lines:\n{code}"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_says_how_long_it_takes_and_never_more_than_25_minutes(built_book, chapter):
    text = (built_book / "book" / f"{chapter}.html").read_text(encoding="utf-8")
    minutes = int(re.search(r">About (\d+) minutes for a first reading[.,]", text)[1])
    assert 10 < minutes <= 25


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_the_cells_that_readers_see_import_what_they_use_and_nothing_else(path, tmp_path):
    cells = code_cells(path.read_text(encoding="utf-8"))
    code = "\n".join(code for options, code in cells if "remove-cell" not in options)
    (tmp_path / "page.py").write_text(code, encoding="utf-8")
    rules = "F401,F811,F821"  # imported and not used, imported twice, not known
    ruff = [Path(sys.executable).with_name("ruff"), "check", "--isolated", "--select", rules]
    done = subprocess.run([*ruff, tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_status_page_has_every_notebook_and_no_time(built_book):
    texts = {path.stem: path.read_text(encoding="utf-8") for path in SOURCES}
    notebooks = {
        name: t.count("```{code-cell}") for name, t in texts.items() if t.startswith("---")
    }
    assert len(notebooks) >= 8
    text = (built_book / "book/status.html").read_text(encoding="utf-8").partition("<article")[2]
    rows = re.findall(
        r'href="(\w*)(?:\.html)?[^"]*">[^<]+</a>.*?<p>(\d+)</p>', text, flags=re.DOTALL
    )
    listed = {page or "status": int(cells) for page, cells in rows}
    assert {name: cells for name, cells in notebooks.items() if cells} == listed
    times = json.loads((built_book.parent / "book/_build/seconds.json").read_text())
    assert {f"book/{name}" for name in listed} == set(times) and min(times.values()) > 0


def test_numbers_of_the_lecture_come_from_cells(built_book):
    text = (built_book / "book/counting_parameters.html").read_text(encoding="utf-8")
    for number in (69, 80, 83):
        assert f'<span class="output text_plain">{number}</span>' in text
    source = (ROOT / "book/counting_parameters.md").read_text(encoding="utf-8")
    assert not re.search(r"\b(69|80|83)\b", source)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_plots_take_their_colours_from_the_one_table(path):
    """No palette by matplotlib's name, and no colour of a class written out."""
    for cell in re.findall(r"```{code-cell} python\n(.*?)```", path.read_text("utf-8"), re.DOTALL):
        assert not re.search(r"cmap=[\"\']|#[0-9a-fA-F]{6}\b|[\"\']C\d[\"\']|tab:", cell), cell
