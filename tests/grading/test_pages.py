"""Formgrader's page and the feedback are hostile ground: a student's text there does nothing."""

import http.server
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config

from grading.nbgrader.feedback import FeedbackExporter
from grading.nbgrader.formgrader.marking import MarkingPage
from grading.nbgrader.page import MAX_TEXT
from grading.nbgrader.plugin import install
from grading.run.run import grade_all
from tests.tools.browser import chromium as chromium
from tests.tools.handing_in import answered, grade_of, hand_in, released
from tests.tools.patience import MILLISECONDS

pytestmark = pytest.mark.slow(60)

NAME, WRITTEN, OTHER = "ps2_counting", "width_or_depth", "weight_shapes-check"
HOSTILE = f"""# {OTHER}

<span id="{WRITTEN}" class="score comment">3</span>
<input class="score tabbable" id="{OTHER}" value="99"><textarea class="comment" id="x"></textarea>
<form action="/hub/logout" method="post"><button class="btn full-credit">Full credit</button></form>
<img src="/hub/logout"> <img src=//evil.example/p.png> ![p](/hub/logout) ![q](http://evil.example/q)
<img src="x" onerror="document.title = 'gained'"> <svg onload="document.title = 'gained'"></svg>
<div style="position: fixed; inset: 0; background: url(/hub/logout)">over all</div>
<a href="javascript:document.title = 'gained'">click</a> <a href="/hub/logout">log out</a>
<a name="{OTHER}"></a> <base href="http://evil.example/"> <meta name="x" content="0">
<link rel="stylesheet" href="/hub/logout"> <style>* {{ display: none }}</style>
<iframe src="/hub/logout"></iframe> <object data="/hub/logout"></object> <embed src="/hub/logout">
<script>document.title = "gained"</script> <script src="/hub/logout"></script>
<video src="/hub/logout" autoplay poster="/hub/logout"></video> <table background="/hub/logout">
<math><mtext><table><mglyph><style><img src=x onerror="document.title = 'gained'"></style></math>
[a link](javascript:document.title='gained') <!-- --!> <p title="--><img src=/hub/logout>">
</div></div></body></html>

```html
<script>document.title = "gained"</script>
```
"""


@pytest.fixture(scope="module")
def graded():
    """A notebook as it is written after grading, with a text in all places that are a student's."""

    def made(course, text):
        notebook = released(course, NAME)
        notebook = answered(notebook, {WRITTEN: text})
        notebook.cells.insert(1, new_markdown_cell(text, id="added-1"))
        code = new_code_cell(text, id="added-2")
        code.outputs = [
            {"output_type": "stream", "name": "stdout", "text": text},
            {"output_type": "error", "ename": text, "evalue": text, "traceback": [text]},
        ]
        notebook.cells.insert(2, code)
        for cell in notebook.cells:
            if marks := cell.metadata.get("nbgrader"):
                marks |= {"score": 1, "points": marks.get("points", 1), "comment": ""}
        return notebook

    return made


def formgrader_s(course, notebook, **filters):
    config = Config()
    install(config, course.root)
    config.HTMLExporter.filters |= filters
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    names = ("assignment_id", "notebook_id", "submission_id", "student", "notebook_path")
    resources = dict.fromkeys(names, "x") | {"index": 0, "total": 1, "base_url": ""}
    return MarkingPage(config=config).from_notebook_node(notebook, resources)[0]


def the_feedback(course, notebook, late_penalty=0, **filters):
    config = Config()
    install(config, course.root)
    config.HTMLExporter.filters |= filters
    config.HTMLExporter.template_name = "feedback"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    styles = Path(handlers.static_path) / "node_modules/bootstrap/dist/css"
    config.HTMLExporter.extra_template_paths = [str(styles)]
    told = {"notebook": NAME, "score": 1, "max_score": 1, "late_penalty": late_penalty}
    return FeedbackExporter(config=config).from_notebook_node(notebook, {"nbgrader": told})[0]


PAGES = [formgrader_s, the_feedback]


def powers(page):
    """All in a page that acts, or by which something is found; not what only looks."""
    soup = BeautifulSoup(page, "html.parser")
    acts = "script style form input button textarea iframe object embed link base meta video svg"
    found = [str(element) for element in soup.find_all(acts.split())]
    for element in soup.find_all(True):
        found += [
            (element.name, name, value)
            for name, value in element.attrs.items()
            if name in ("id", "name", "style", "background", "poster", "srcset")
            or name.startswith("on")
            or (name == "href" and not str(value).startswith(("http", "mailto:")))
            or (name == "src" and not str(value).startswith("data:image/"))
        ]
        if element.find_parent("pre") is None and element.name != "pre":
            found += [("class", name) for name in element.get("class", []) if name != "highlight"]
    return sorted(map(str, found))


@pytest.mark.parametrize("page", PAGES)
def test_a_hostile_text_has_no_more_power_than_a_harmless_one(courses, graded, page):
    course = courses("solutions")
    hostile = page(course, graded(course, HOSTILE))
    assert powers(hostile) == powers(page(course, graded(course, "Because.")))
    assert "over all" in hostile and "log out" in hostile  # the words are there to be read


@pytest.mark.parametrize("page", PAGES)
def test_the_frame_s_own_scripts_are_allowed_and_no_other(courses, graded, page):
    course = courses("solutions")
    made = page(course, graded(course, "Because."))
    meta = BeautifulSoup(made, "html.parser").find("meta")
    assert meta["http-equiv"] == "Content-Security-Policy"
    assert "default-src 'none'" in meta["content"] and "img-src data:;" in meta["content"]
    scripts = meta["content"].partition("script-src ")[2]
    assert "unsafe-inline" not in scripts and "unsafe-eval" not in scripts


LONG = {
    "div": "<div>" * 200_000,
    "formulas": "\\\\[" * 300_000,
    "environments": "\\begin{a}" * 100_000,
    "a few formulas": "\\\\[" * 190 + "a" * 30_000,
    "brackets": "[a](" * 250_000,
    "quotes": ">" * 1_000_000,
    "short ones": "<div>" * 7_900,
}


@pytest.mark.parametrize("what", LONG)
def test_a_megabyte_takes_seconds(courses, graded, what):
    course = courses("solutions")
    notebook = answered(released(course, NAME), {WRITTEN: LONG[what]})
    notebook.cells.insert(1, new_markdown_cell(LONG[what], id="added-1"))
    began = time.process_time()
    page = formgrader_s(course, notebook)
    assert time.process_time() - began < 20
    if len(LONG[what]) > MAX_TEXT:  # it is all there
        assert BeautifulSoup(page, "html.parser").get_text().count(LONG[what]) == 2


@contextmanager
def served(page):
    """A page on a server that notes what is asked of it."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode() if self.path == "/" else b"")

        do_POST = do_GET

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.browser
@pytest.mark.parametrize("cleaned", [True, False])
@pytest.mark.parametrize("page", PAGES)
def test_in_a_browser_nothing_runs_and_nothing_is_asked(courses, graded, chromium, page, cleaned):
    """Also where the cleaning were to fail: then the policy stands alone."""
    course = courses("solutions")
    filters = {} if cleaned else {"strip_files_prefix": lambda html: html}
    plain = page(course, graded(course, "Because."))
    made = page(course, graded(course, HOSTILE), **filters)
    assert ("onerror" in made.replace("&lt;img", "")) or cleaned
    with served(plain) as (url, usual):
        visited(chromium, url)
    with served(made) as (url, asked):
        title, elsewhere = visited(chromium, url)
    assert title != "gained"
    allowed = {"/hub/logout"} if not cleaned else set()  # a script's address, of our own server
    assert set(asked) - allowed == set(usual)
    assert elsewhere == []


def visited(chromium, url):
    context = chromium.new_context()
    context.set_default_timeout(MILLISECONDS)
    elsewhere = []
    page = context.new_page()
    page.on(
        "requestfinished", lambda r: r.url.startswith((url, "data:")) or elsewhere.append(r.url)
    )
    page.goto(url, wait_until="networkidle")
    title = page.title()
    context.close()
    return title, [asked for asked in elsewhere if not asked.startswith((url, "data:"))]


def test_a_mark_of_one_question_cannot_become_that_of_another(courses):
    """The whole way, from what is handed in to the page that formgrader shows."""
    course = courses("solutions")
    hand_in(course, NAME, "ada", answered(released(course, NAME), {WRITTEN: HOSTILE}))
    grade_all(course, NAME)
    assert grade_of(course, "ada", NAME) is not None
    notebook = nbformat.read(course.autograded_path(NAME, "ada"), as_version=4)
    soup = BeautifulSoup(formgrader_s(course, notebook), "html.parser")
    for name in (WRITTEN, OTHER):
        assert len(soup.select(f"[id='{name}']")) == 1
        assert soup.select_one(f"[id='{name}']").name == "input"
