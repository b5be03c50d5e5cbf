"""Python in the reader's browser: how soon it is there, what it weighs, and how fast it computes.

Seconds are those of a clock, so the machine should have nothing else to do; the site comes from the
machine itself. Megabytes are those of files, gzipped, each counted once.
"""

import gzip
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from benchmarks.timing import Row, row
from grading.writing.release import SOLUTIONS
from tests.tools.browser import QUIET, Quiet, served
from tests.tools.handing_in import make_course, reference
from tests.tools.lab import places, ready, run_all, write
from tests.tools.patience import MILLISECONDS
from website.build import alone, build, is_current
from website.tools import ROOT, find_chromium

NAME = "ps1_feed_forward"
EMPTY, CACHED, AGAIN = 6, 4.5, 4  # seconds to a first result
CLICK, PLOT, LAB, DISK = 9, 16, 12, 60  # megabytes
RATIO = 1 / 6
NUMPY = "import numpy as np\nnp.arange(9).sum()"
DRAW = "import matplotlib.pyplot as plt\nplt.plot([1, 2])"
FOR_EVER = "print('begun')\nwhile True:\n    pass"
TIMED = """from time import perf_counter
times = []
for turn in range(5):
    began = perf_counter()
    exec({code!r}, {{}})
    times.append(perf_counter() - began)
print("seconds", sorted(times)[2])"""
# Press these buttons of the first cell, each once the one before has led to its word.
PRESS = """async (steps) => {
  const bar = document.querySelector(".live");
  const status = bar.querySelector("[role=status]");
  const said = (word) => new Promise((done) => {
    const look = () => status.textContent.startsWith(word) && done(observer.disconnect());
    const observer = new MutationObserver(look);
    observer.observe(status, { childList: true, characterData: true, subtree: true });
  });
  const began = performance.now();
  for (const [name, word] of steps) {
    const told = said(word);
    bar.querySelector(`[data-do=${name}]`).click();
    await told;
  }
  return (performance.now() - began) / 1000;
}"""
KEPT = """async () => {
  const cells = new URL(document.querySelector("[data-python]").dataset.python, location);
  const last = new URL("pyodide.asm.js", cells);
  while (!(await caches.match(last))) await new Promise(requestAnimationFrame);
}"""
RUN = ["run", "Done"]


def rows() -> Iterator[Row]:
    """Measure, one row after another."""
    with alone():
        site = ROOT / "_build" / "html" if is_current() else build()
    if not (site / "lab").exists():
        sys.exit("this site has no Python: no source has Pyodide's packages; set PYODIDE=")
    expect.set_options(timeout=MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=QUIET)
        yield from of_a_page(browser, site)
        yield from of_the_lab(browser, site)
        browser.close()
    megabytes = sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / 1e6
    yield row("python", "the site, on disk", "limit", "MB", megabytes, DISK, 1)


@contextmanager
def noted(site: Path) -> Iterator[tuple[str, set[Path]]]:
    """Serve a folder; its address, and the files that it has been asked for."""
    files: set[Path] = set()

    class Noting(Quiet):
        def do_GET(self) -> None:
            files.add(Path(self.translate_path(self.path)))
            super().do_GET()

    with served(site, Noting) as host:
        yield host, files


def weight(files: set[Path]) -> float:
    """Give the megabytes of files, gzipped."""
    return sum(len(gzip.compress(path.read_bytes())) for path in files if path.is_file()) / 1e6


def of_a_page(browser: Browser, site: Path) -> Iterator[Row]:
    """Measure what runs in a page of the book."""
    context = browser.new_context()
    context.set_default_timeout(MILLISECONDS)
    with noted(site) as (host, files):
        page = opened(context, host)
        files.clear()
        seconds = pressed(page, NUMPY, RUN)
        yield row("python", "first result, empty cache", "limit", "s", seconds, EMPTY, 1)
        loaded = {path for path in files if site / "python" in path.parents}
        yield row("python", "first click", "limit", "MB", weight(loaded), CLICK, 1)
        page.evaluate(KEPT)
        files.clear()
        pressed(page, DRAW, RUN)
        drawn = loaded | {path for path in files if site / "python" in path.parents}
        yield row("python", "first click and a plot", "limit", "MB", weight(drawn), PLOT, 1)
        page.close()
        page = opened(context, host)
        seconds = pressed(page, NUMPY, RUN)
        yield row("python", "first result, from the cache", "limit", "s", seconds, CACHED, 1)
        pressed(page, FOR_EVER, ["run", "Running"])
        seconds = pressed(page, NUMPY, ["stop", "Stopped"], RUN)
        yield row("python", "stop, and a result again", "limit", "s", seconds, AGAIN, 1)
        ours, theirs = in_both(page, example())
        yield row("python", "README's example", "native Python", "s", ours, theirs, RATIO)
    context.close()


def opened(context: BrowserContext, host: str) -> Page:
    """Open a page whose first cell is to be edited."""
    page = context.new_page()
    page.goto(f"{host}/book/parameters.html")
    page.get_by_role("button", name="Edit cell 1", exact=True).click()
    return page


def pressed(page: Page, code: str, *steps: list[str]) -> float:
    """Write code into the first cell and press buttons; the seconds until the last word is said."""
    page.get_by_role("textbox", name="Code of cell 1").fill(code)
    seconds: float = page.evaluate(PRESS, steps)
    return seconds


def example() -> str:
    """Give the example of the README."""
    found = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert found
    return found[1]


def in_both(page: Page, code: str) -> tuple[float, float]:
    """Give the median seconds of code in a page and outside of it."""
    program = TIMED.format(code=code)
    pressed(page, program, RUN)
    printed = page.locator(".cell:has(.live) .cell_output").first.inner_text()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    ours, theirs = (float(text.split("seconds")[-1]) for text in (printed, done.stdout))
    return ours, theirs


def of_the_lab(browser: Browser, site: Path) -> Iterator[Row]:
    """Weigh an assignment from its first opening until it is checked."""
    with tempfile.TemporaryDirectory() as folder:
        answers = reference(make_course(Path(folder) / "course", SOLUTIONS), NAME)
    page = browser.new_page()
    page.set_default_timeout(MILLISECONDS)
    with noted(site) as (host, files):
        page.goto(f"{host}/lab/notebooks/index.html?path={places(site)[NAME]}")
        write(ready(page), answers)
        run_all(page)
        yield row("python", f"{NAME}, opened and checked", "limit", "MB", weight(files), LAB, 1)
    page.close()
