"""Puts the two rooms behind nbgrader's own commands and buttons.

`install(config)` is called from `nbgrader_config.py`. From then on `nbgrader autograde` and
formgrader's button grade through `grading.run`, and feedback shows no hidden test and no raw HTML
of a student's.
"""

import sys
from functools import cache
from pathlib import Path

from traitlets.config import Config

from grading.course.configuration import configure
from grading.words.errors import CourseError

FORMGRADER = "nbgrader.server_extensions.formgrader.formgrader"


def install(config: Config, root: Path | str) -> None:
    """Set nbgrader up for this course.

    Parameters
    ----------
    config : traitlets.config.Config
        nbgrader's configuration, as `get_config()` gives it.
    root : path
        The course directory.
    """
    if "nbgrader" in sys.modules:  # else one of our commands reads this, and needs none of it
        _replace()
    try:
        configure(config, Path(root).resolve())
    except CourseError as error:
        if Path(sys.argv[0]).name == "nbgrader":  # which would go on without a configuration
            sys.exit(f"nbgrader: {error}")
        raise


def _replace() -> None:
    """Put what is ours in the place of what is nbgrader's."""
    import nbgrader.api
    from nbgrader.converters import Autograde

    from grading.nbgrader.autograde import autograde
    from grading.nbgrader.names import install_names

    Autograde.start = autograde
    if formgrader := sys.modules.get(FORMGRADER):
        from grading.nbgrader.formgrader import install_pages

        install_pages(formgrader)
    install_names()
    if not hasattr(nbgrader.api.get_alembic_version, "cache_info"):
        nbgrader.api.get_alembic_version = cache(nbgrader.api.get_alembic_version)  # 1 s a call
