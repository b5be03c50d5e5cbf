"""Publish: the part of the project that students may see, in one folder for a web server.

_build/student/site/             the book, and the book as a PDF
_build/student/site/exercises/   the notebooks, without answers and hidden tests, and the wheel
"""

import re
import shutil
from pathlib import Path

from grading.writing.assignment import read
from grading.writing.release import SOLUTIONS, assignments
from website import pdf
from website.tools import ROOT, BuildError

TEXTS = {".html", ".js", ".json", ".md", ".ipynb", ".txt", ".css", ".svg", ".xml"}
HIDDEN = re.compile(r"### BEGIN .*?\n(.*?)### END", re.DOTALL)
FOR_PDF = re.compile(r"<!-- pdf: (\S+) -->")  # where pages link it, if it is there
TOLD = 35  # letters from which on a line is told from others


def secrets(solutions: Path = SOLUTIONS) -> set[str]:
    """List the lines of all answers and hidden tests that stand nowhere else."""
    cells = [c for name in assignments(solutions) for c in read(solutions / f"{name}.md").cells]
    text = "\n".join(cell.source for cell in cells)
    lines = {line.strip() for region in HIDDEN.findall(text) for line in region.split("\n")}
    seen = HIDDEN.sub("", text)
    return {
        line
        for line in lines
        if len(line) > TOLD and not line.startswith(("import ", "from ")) and line not in seen
    }


def prove(folder: Path, lines: set[str]) -> None:
    """Look for answers and hidden tests in a folder.

    Raises
    ------
    BuildError
        If there is one; the message names its file.
    """
    lines = lines | {"### BEGIN HIDDEN TESTS", "### BEGIN SOLUTION"}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in TEXTS:
            text = path.read_text(encoding="utf-8", errors="ignore").replace('\\"', '"')
            for line in lines:
                if line in text:
                    where = path.relative_to(folder)
                    raise BuildError(f"{where} holds an answer or a hidden test: {line}")


def add_pdf(site: Path, book: Path) -> None:
    """Put the PDF of the book into a site, and links to it into its pages."""
    shutil.copy(book, site / pdf.NAME)
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        text = FOR_PDF.sub(r'<a href="\1">The whole book as a PDF</a>.', text)
        page.write_text(text, encoding="utf-8")


def publish(folder: Path, root: Path = ROOT) -> None:
    """Fill a folder anew with the site, once no answer is found in it.

    Parameters
    ----------
    folder : Path
        Emptied first.
    root : Path
        The checkout, with the book built.

    Raises
    ------
    BuildError
        If the book is not built or cannot be printed, or holds an answer; then nothing is there.
    """
    site = root / "_build" / "html"
    shutil.rmtree(folder, ignore_errors=True)
    if not (site / "index.html").is_file():
        raise BuildError("the book is not built: run 'make publish'")
    prove(site, secrets(root / "solutions"))
    book = pdf.of_this_book(root)
    shutil.copytree(site, folder / "site")
    add_pdf(folder / "site", book)
