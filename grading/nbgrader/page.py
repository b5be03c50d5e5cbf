"""A page that shows what students wrote: formgrader's, and the feedback.

Whatever might get past the cleaning meets a policy that the browser holds: no script runs but those
of nbgrader's own page, which are known by their digests, and nothing is asked of any server but
what that page asks. A text that could hold up the page is shown as it was typed.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nbformat
from bs4 import BeautifulSoup
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import MarkdownWithMath
from nbformat import NotebookNode
from traitlets import default

from grading.nbgrader.formulas import Formulas, Renderer
from grading.words.cells import marks_of

MAX_TEXT = 40_000  # characters of Markdown by a student that are rendered, of all cells together
MAX_FORMULAS = 200  # beginnings of formulas in a cell: each is looked for to the end
FORMULAS = ("\\\\[", "\\begin", "$$")
SCRIPT = re.compile(r"<script\b.*?</script>", re.S)
HERE = Path(__file__).parent
SHEET, TEMPLATES = HERE / "notebook.css", HERE / "templates"
AS_TYPED = "as_typed"  # in the metadata of a cell
POLICY = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "connect-src": "'self'",
    "font-src": "'self' data:",
    "img-src": "data:",
    "style-src": "'self' 'unsafe-inline'",
}


class Page(HTMLExporter):
    """nbgrader's page of a notebook, with a policy."""

    acts = True  # whether nbgrader's scripts are in it

    def from_notebook_node(
        self, nb: NotebookNode, resources: Any = None, **options: Any
    ) -> tuple[Any, Any]:
        """Make the page."""
        self._formulas = Formulas()
        empty = nbformat.v4.new_notebook(metadata=nb.metadata)
        frame, _ = super().from_notebook_node(empty, deepcopy(resources), **options)
        mark_what_stays_as_typed(nb)
        page, resources = super().from_notebook_node(nb, resources, **options)
        if not self.acts:
            for script in SCRIPT.findall(frame):
                page, frame = page.replace(script, ""), frame.replace(script, "")
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy_for(frame)}"/>'
        page = page.replace("<head>", f"<head>\n{meta}", 1)
        return self._formulas.draw(page), resources

    @default("template_paths")
    def _template_paths(self, prune: bool = True, root_dirs: Any = None) -> list[str]:
        """Find our templates before those of nbgrader and nbconvert."""
        theirs: list[str] = super()._template_paths(prune, root_dirs)
        return [str(TEMPLATES), *theirs]

    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:
        """Render Markdown, its formulas too."""
        return markdown(context.get("cell", {}), source, self._formulas)


def markdown(cell: Mapping[str, Any], source: str, formulas: Formulas) -> str:
    """Render a cell's Markdown, unless that may take long; its formulas are drawn with the page."""
    if cell.get("metadata", {}).get(AS_TYPED):
        return f"<pre>{escape(source)}</pre>"
    attachments = cell.get("attachments", {})
    renderer = Renderer(formulas, escape=False, attachments=attachments, exclude_anchor_links=True)
    return str(MarkdownWithMath(renderer=renderer).render(source))


def mark_what_stays_as_typed(notebook: NotebookNode) -> None:
    """Mark the texts of a student's that are too long to be rendered, or have too many formulas."""
    left = MAX_TEXT
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and not marks_of(cell).get("locked"):
            left -= len(cell.source)
            if left < 0 or sum(map(cell.source.count, FORMULAS)) > MAX_FORMULAS:
                cell.metadata[AS_TYPED] = True


def policy_for(frame: str) -> str:
    """Make the policy of a page: only the scripts run that are in its frame, which is nbgrader's.

    Parameters
    ----------
    frame : str
        The page without a student's cells.
    """
    found = list(_scripts(frame))
    scripts = " ".join(dict.fromkeys(["'self'", "'unsafe-hashes'", *found])) if found else "'none'"
    return "; ".join(f"{what} {where}" for what, where in {**POLICY, "script-src": scripts}.items())


def _scripts(frame: str) -> Iterator[str]:
    """Name the scripts of a page as a policy does: by server, or by the digest of the text."""
    soup = BeautifulSoup(frame, "html.parser")
    for script in soup.find_all("script"):
        url = urlsplit(str(script.get("src", "")))
        if url.netloc:
            yield f"{url.scheme or 'https'}://{url.netloc}"
        elif script.string:
            yield _digest(script.string)
    for element in soup.find_all(True):
        for name, value in element.attrs.items():
            if name.startswith("on"):
                yield _digest(str(value))


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
