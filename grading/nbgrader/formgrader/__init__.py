"""Formgrader for a whole class: what its pages have beyond nbgrader's.

- *Grade all*, *Feedback for all*, *Report* above the list of an assignment's submissions
- the marking scheme below each written answer
- the written answers to one question, of all students on one page
- links to JupyterLab, the book and the way out
"""

from types import ModuleType

from grading.nbgrader.formgrader.handlers import HANDLERS
from grading.nbgrader.formgrader.marking import MarkingPage
from grading.nbgrader.formgrader.pages import environment


def install_pages(formgrader: ModuleType) -> None:
    """Put our pages into nbgrader's extension, before it makes its own.

    Parameters
    ----------
    formgrader : module
        Of nbgrader, where the extension begins.
    """
    formgrader.HTMLExporter = MarkingPage  # type: ignore[attr-defined]
    formgrader.Environment = environment  # type: ignore[attr-defined]
    known = formgrader.handlers.default_handlers
    known += [handler for handler in HANDLERS if handler not in known]
