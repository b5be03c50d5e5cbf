"""A page as a notebook: plain Markdown, and cells that run with the wheel alone."""

import re
import subprocess
import sys

import nbformat
import pytest

from tests.tools.places import ROOT
from website.build import build

pytestmark = pytest.mark.slow(90)
SITE_OF = re.compile(r'class="muted-link" href="(\w+\.ipynb)" download')


@pytest.fixture(scope="module")
def notebooks(built_book):
    """The notebooks that the download buttons lead to, by their names."""
    found = {}
    for page in sorted((built_book / "book").glob("*.html")):
        for name in SITE_OF.findall(page.read_text(encoding="utf-8")):
            found[page.stem] = nbformat.read(page.with_name(name), as_version=4)
    return found


def sources(notebook, kind):
    return [cell.source for cell in notebook.cells if cell.cell_type == kind]


def test_every_chapter_with_code_is_a_notebook(notebooks):
    chapters = re.findall(r"book/(\w+)", (ROOT / "_toc.yml").read_text().partition("To look up")[0])
    for name in chapters:
        has_code = "{code-cell}" in (ROOT / f"book/{name}.md").read_text(encoding="utf-8")
        assert (name in notebooks) == has_code
    assert len(notebooks) >= 12
    for notebook in notebooks.values():
        nbformat.validate(notebook)


def test_nothing_is_left_that_only_the_book_understands(notebooks):
    for name, notebook in notebooks.items():
        for text in sources(notebook, "markdown"):
            assert not re.search(r"^:::|^```\{|^:\w+:|\{[a-z:]+\}`", text, re.MULTILINE), name
            assert not re.search(r"\]\(\w*\.md|\[\]\(|^\$\$ \(", text, re.MULTILINE), name
        assert "myst_nb" not in "".join(sources(notebook, "code"))


def test_questions_numbers_equations_and_drawings_are_written_out(notebooks, built_book):
    text = "\n".join(sources(notebooks["counting_parameters"], "markdown"))
    assert "The network 4 → 6 → 5 → 3 has 69 weights." in text
    assert "<summary>Answer and explanation</summary>\n\nAnswer: **38**\n\n" in text
    page = (built_book / "book/counting_parameters.html").read_text(encoding="utf-8")
    tags = re.findall(r"\\tag\{(\d+)\}\n\$\$", text)
    assert (
        tags == re.findall(r'class="eqno">\((\d+)\)', page)
        and f"equation ({tags[0]})" in text.lower()
    )
    chapter = (ROOT / "book/counting_parameters.md").read_text("utf-8")
    asked, problems = (chapter.count(f":::{{{kind}}}") for kind in ("question", "problem"))
    assert text.count("**Check yourself.**") == asked and problems >= 3
    assert text.count("<details>") == asked + problems
    choice = "\n".join(sources(notebooks["feed_forward"], "markdown"))
    assert "- sorting the numbers" in choice and "Answer: **the first and second**" in choice
    assert "Jurafsky and Martin" in choice
    first = "\n".join(sources(notebooks["what_is_deep"], "markdown"))
    assert "a matrix of weights. This map" in first  # {term}`weights <weight>` is written out


def test_a_drawing_is_a_picture_that_needs_no_file(notebooks, visit, tmp_path):
    text = "\n".join(sources(notebooks["feed_forward"], "markdown"))
    pictures = re.findall(r'<img alt="[^"]{20,}" src="data:image/svg\+xml;base64,[^"]+">', text)
    assert len(pictures) == 2
    (tmp_path / "page.html").write_text("<title>x</title>" + "".join(pictures), encoding="utf-8")
    with visit(tmp_path / "page.html") as page:
        for picture in page.locator("img").all():
            assert picture.evaluate("image => image.complete && image.naturalWidth") > 0


def test_a_link_leads_to_the_site_where_its_address_is_known(small_book):
    root = small_book(
        "# Start\n\nSee [this page](start.md).\n\n```{code-cell} python\n1 + 1\n```\n"
    )
    for base, written in [
        ("", "*this page*"),
        ("https://b.org/", "(https://b.org/book/start.html)"),
    ]:
        config = (root / "_config.yml").read_text(encoding="utf-8")
        (root / "_config.yml").write_text(re.sub('baseurl: ".*?"', f'baseurl: "{base}"', config))
        made = nbformat.read(build(root) / "book/start.ipynb", as_version=4)
        assert written in made.cells[0].source


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """A Python with the wheel, what the wheel requires, and a kernel."""
    folder = tmp_path_factory.mktemp("wheel")
    uv = [sys.executable, "-m", "uv"]
    (wheel,) = (ROOT / "_build/wheel").glob("*.whl")
    python = folder / "venv/bin/python"
    subprocess.run([*uv, "venv", "--python", sys.executable, folder / "venv"], check=True)
    pins = ["--constraint", ROOT / "requirements.txt"]
    install = [*uv, "pip", "install", "--quiet", "--python", python, *pins]
    subprocess.run([*install, wheel, "ipykernel", "nbclient"], check=True)
    return python


@pytest.mark.parametrize("chapter", ["what_is_deep", "beyond_the_theorem"])
def test_a_chapter_runs_with_the_wheel_alone(python, notebooks, built_book, chapter, tmp_path):
    code = (
        "import sys, nbformat, nbclient\n"
        "notebook = nbformat.read(sys.argv[1], as_version=4)\n"
        "nbclient.NotebookClient(notebook, kernel_name='python3').execute()\n"
        "print(sum(len(cell.get('outputs', [])) for cell in notebook.cells))"
    )
    path = built_book / f"book/{chapter}.ipynb"
    environment = {"HOME": str(tmp_path), "PATH": str(python.parent)}
    command = [python, "-c", code, path]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 3
