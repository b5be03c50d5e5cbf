"""What a chapter costs its reader, beside the same chapter with Jupyter Book's defaults.

Kilobytes, requests, and milliseconds until something is seen. Of the peer only what lies in its
folder is weighed; what it asks other hosts for (MathJax, require.js) comes on top.
"""

import gzip
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from urllib.parse import unquote, urlparse

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.paint import first_paint, served
from benchmarks.timing import Row, row
from tests.tools.browser import QUIET
from website.build import alone, build, is_current
from website.tools import ROOT, find_chromium, tools

CHAPTERS = ["what_is_deep", "feed_forward", "counting_parameters", "hidden_representations"]
PEER = "Jupyter Book's defaults"
TURNS = 5
DIRECTIVES = ["claims", "claims_table", "folds", "pictures", "questions", "reading_time", "status"]
CONFIG = """title: Basic Deep Learning
only_build_toc_files: true
exclude_patterns: [course_lib, website, node_modules]
bibtex_bibfiles: [book/references.bib]
parse: {myst_enable_extensions: [colon_fence, deflist, dollarmath]}
sphinx:
  extra_extensions: [sphinx.ext.autodoc, sphinx.ext.napoleon, """


def with_defaults(folder: Path) -> Path:
    """Build the book with Jupyter Book's defaults and our directives."""
    extensions = ", ".join(f"website.ext.{name}" for name in DIRECTIVES)
    (folder / "_config.yml").write_text(f"{CONFIG}{extensions}]\n")
    shutil.copy(ROOT / "_toc.yml", folder)
    shutil.copytree(ROOT / "book", folder / "book")
    code = "from jupyter_book.cli.main import main; main()"
    environment = tools(ROOT) | {"PYTHONPATH": str(ROOT)}
    environment.pop("IPYTHONDIR")
    subprocess.run(
        [sys.executable, "-c", code, "build", str(folder)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return folder / "_build" / "html"


def cost(page: Page, path: Path) -> tuple[float, int]:
    """Give kilobytes, gzipped, and requests of a page."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.evaluate("document.fonts.ready")
    files = [Path(unquote(urlparse(url).path)) for url in asked if url.startswith("file:")]
    weight = sum(len(gzip.compress(file.read_bytes())) for file in files if file.is_file())
    return weight / 1000, sum(not url.startswith("data:") for url in asked)


def first_paints(browser: Browser, folders: tuple[Path, Path], chapter: str) -> list[float]:
    """Give the median time to the first paint of a chapter of each site, shown by turns."""
    with served(folders[0]) as ours, served(folders[1]) as theirs:
        path = f"book/{chapter}.html"
        turns = [
            [first_paint(browser, host, path) for host in (ours, theirs)] for _ in range(TURNS)
        ]
    return [median(times) for times in zip(*turns, strict=True)]


def rows() -> Iterator[Row]:
    with alone():
        ours = ROOT / "_build" / "html" if is_current() else build()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        both = (ours, with_defaults(Path(folder)))
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=QUIET)
        context = browser.new_context(offline=True)
        for chapter in CHAPTERS:
            pairs = [cost(context.new_page(), top / "book" / f"{chapter}.html") for top in both]
            for unit, mine, other in zip(["KB", "requests"], *pairs, strict=True):
                yield row("site", chapter, PEER, unit, mine, other, bar=1)
            mine, other = first_paints(browser, both, chapter)
            yield row("site", chapter, PEER, "ms to paint", mine, other, bar=5)
        browser.close()
