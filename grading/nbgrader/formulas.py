"""Formulas, drawn by KaTeX when a page is made: as MathML, which browsers show without a script."""

import json
import logging
import secrets
import shutil
import subprocess
from html import escape
from pathlib import Path
from typing import Any

from nbconvert.filters.markdown_mistune import IPythonRenderer

RENDERER = Path(__file__).with_name("formulas.mjs")
MOST = 60  # seconds for all of a page
log = logging.getLogger(__name__)


class Formulas:
    """The formulas of one page: a token stands for each until all are drawn, at once.

    Nobody who writes on the page can know a token.
    """

    def __init__(self) -> None:
        self._secret = secrets.token_hex(16)
        self._found: list[tuple[str, bool]] = []

    def token(self, source: str, display: bool) -> str:
        """Take a formula in TeX; what stands for it meanwhile."""
        self._found.append((source, display))
        return self._token(len(self._found) - 1)

    def draw(self, page: str) -> str:
        """Put the drawn formulas into the page; where they cannot be drawn, as they were typed."""
        if not self._found:
            return page
        for place, drawn in enumerate(_drawn(self._found)):
            page = page.replace(self._token(place), drawn)
        return page

    def _token(self, place: int) -> str:
        return f"formula-{self._secret}-{place}-"


class Renderer(IPythonRenderer):
    """Renders Markdown, and leaves its formulas to be drawn."""

    def __init__(self, formulas: Formulas, **options: Any) -> None:
        super().__init__(**options)
        self._formulas = formulas

    def block_math(self, body: str) -> str:
        """Keep a formula on a line of its own."""
        return self._formulas.token(body, True)

    def inline_math(self, body: str) -> str:
        """Keep a formula in a line."""
        return self._formulas.token(body, False)

    def latex_environment(self, name: str, body: str) -> str:
        """Keep an environment, which is a formula on lines of its own."""
        return self._formulas.token(f"\\begin{{{name}}}{body}\\end{{{name}}}", True)


def _drawn(formulas: list[tuple[str, bool]]) -> list[str]:
    node = shutil.which("node")
    asked = json.dumps([{"source": source, "display": display} for source, display in formulas])
    try:
        if node is None:
            raise OSError("there is no node: run 'make setup'")
        done = subprocess.run(
            [node, str(RENDERER)], input=asked, capture_output=True, text=True, timeout=MOST
        )
        if done.returncode:
            raise OSError(done.stderr.strip().splitlines()[-1])
        drawn: list[str] = json.loads(done.stdout)
        return drawn
    except (OSError, subprocess.TimeoutExpired) as error:
        log.warning("formulas stay as they were typed: %s", error)
        return [_as_typed(*formula) for formula in formulas]


def _as_typed(source: str, display: bool) -> str:
    sign = "$$" if display else "$"
    return f"{sign}{escape(source)}{sign}"
