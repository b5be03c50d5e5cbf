"""The whole book as one PDF: `make pdf` writes `_build/basic-deep-learning.pdf`.

The built pages become one long page, whose links lead to its own chapters, and Chromium prints it:
first to see where each chapter begins, then with these numbers in the contents.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from bs4 import BeautifulSoup, Tag
from jinja2 import Environment
from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from website.tools import ROOT, BuildError, find_chromium

NAME = "basic-deep-learning.pdf"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
SHEET = re.compile(r'rel="stylesheet"[^>]* href="\.\./([^"]+)"')
FIGURE = re.compile(r'src="\.\./(_static/figures/\w+\.bundle\.js)')
LAST = [
    "_static/figures/player.bundle.js",  # for the figures that train
    "_static/figures/mount.bundle.js",  # brings figures to life, after their own scripts
    "_static/question.js",  # puts the answers at the end of each chapter
]
REFERENCES = ["for", "aria-labelledby", "aria-describedby", "aria-controls"]
FOOT = """<div style="width: 100%; font: 9px sans-serif; text-align: center">
<span class="pageNumber"></span></div>"""


class Page(NamedTuple):
    """A page of the book, as it is printed."""

    name: str
    title: str
    body: str


class Part(NamedTuple):
    """Some pages under one caption."""

    caption: str
    pages: list[Page]


def order(root: Path) -> Iterator[tuple[str, list[str]]]:
    """List the parts of the contents: their captions, and the names of their pages."""
    contents = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    yield "", [Path(contents["root"]).name]
    for part in contents.get("parts", []):
        yield part["caption"], [Path(chapter["file"]).name for chapter in part["chapters"]]


def printed(text: str, name: str, names: set[str]) -> Page:
    """Take out of the text of a page what is printed, with links into the one long page."""
    article = BeautifulSoup(text, "html.parser").article
    if article is None or article.h1 is None:
        raise BuildError(f"{name}.html has no article with a title: run `make book`")
    for gone in article.select(".headerlink"):
        gone.decompose()
    for element in article.find_all(True):
        if "id" in element.attrs and element.find_parent("svg") is None:
            element["id"] = f"{name}.{element['id']}"
        for reference in REFERENCES:
            if reference in element.attrs:
                element[reference] = f"{name}.{element[reference]}"
        if element.name == "details":
            element["open"] = ""
    for link in article.select("a[href]"):
        redirect(link, name, names)
    body = article.decode_contents().replace('"../_', '"../html/_')
    return Page(name, article.h1.get_text(), body)


def redirect(link: Tag, name: str, names: set[str]) -> None:
    """Let a link lead into the long page, or elsewhere; one to another file is only text."""
    page, _, anchor = str(link["href"]).partition("#")
    if re.match(r"https?:|mailto:", page):
        return
    target = page.removesuffix(".html") or name
    if target in names:
        link["href"] = f"#{target}.{anchor}" if anchor else f"#{target}"
    else:
        del link["href"]


def compose(root: Path, numbers: dict[str, int]) -> str:
    """Write the one long page, with the number at which each chapter begins."""
    folder = root / "_build" / "html" / "book"
    parts = list(order(root))
    names = {name for _, pages in parts for name in pages}
    texts = {name: (folder / f"{name}.html").read_text(encoding="utf-8") for name in names}
    scripts = {script for text in texts.values() for script in FIGURE.findall(text)}
    configuration = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    template = Environment(trim_blocks=True, lstrip_blocks=True).from_string(
        (ROOT / "website" / "pdf.html").read_text(encoding="utf-8")
    )
    return template.render(
        title=configuration["title"],
        author=configuration["author"],
        version=version("course_lib"),
        numbers=numbers,
        parts=[Part(c, [printed(texts[n], n, names) for n in pages]) for c, pages in parts],
        sheets=[f"../html/{sheet}" for sheet in SHEET.findall(texts[parts[0][1][0]])],
        scripts=[f"../html/{script}" for script in [*sorted(scripts - {*LAST}), *LAST]],
    )


def beginnings(path: Path, root: Path) -> dict[str, int]:
    """Read from a PDF on which of its pages each chapter begins, counted from 1."""
    reader = PdfReader(path)
    places: dict[str, Any] = dict(reader.named_destinations)
    found = {}
    for name in (name for _, pages in order(root) for name in pages):
        place = next(places[key] for key in (name, f"/{name}") if key in places)
        found[name] = (reader.get_destination_page_number(place) or 0) + 1
    return found


def print_page(tab: Tab, html: str, source: Path, path: Path) -> None:
    """Print the long page into a PDF."""
    source.write_text(html, encoding="utf-8")
    tab.goto(source.as_uri())
    tab.evaluate("document.fonts.ready")
    tab.pdf(
        path=path,
        format="A4",
        prefer_css_page_size=True,
        display_header_footer=True,
        header_template="<span></span>",
        footer_template=FOOT,
        print_background=True,
        outline=True,
        tagged=True,
    )


def write(root: Path = ROOT) -> Path:
    """Print the built book; the PDF.

    Raises
    ------
    BuildError
        If the book is not built, or Chromium is missing.
    """
    if not (root / "_build" / "html" / "book").is_dir():
        raise BuildError("the book is not built: run `make pdf`, which builds it")
    chromium = find_chromium()
    folder, path = root / "_build" / "pdf", root / "_build" / NAME
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        tab = browser.new_page(viewport={"width": 680, "height": 960}, reduced_motion="reduce")
        numbers: dict[str, int] = {}
        for _ in range(2):
            print_page(tab, compose(root, numbers), folder / "book.html", path)
            numbers = beginnings(path, root)
        browser.close()
    return path


def of_this_book(root: Path = ROOT) -> Path:
    """Print the built book, unless that has been done since it was built; the PDF."""
    path, stamp = root / "_build" / NAME, root / "_build" / "book" / "stamp"
    if path.exists() and path.stat().st_mtime > stamp.stat().st_mtime:
        return path
    return write(root)


def main() -> int:
    """Print the book, and say where it is."""
    try:
        path = write()
    except BuildError as error:
        print(f"book: {error}", file=sys.stderr)
        return 1
    print(f"book: {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
