"""The templates: ours before nbgrader's, which ours extend by the name `nbgrader/…`."""

import os
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader

from grading.words.look import in_colours

HERE = Path(__file__).parent
TEMPLATES, STATIC = HERE / "templates", HERE / "static"
BOOTSTRAP = HERE / "bootstrap.css"


def environment(loader: BaseLoader) -> Environment:
    """Make the environment in which formgrader's pages are made.

    Parameters
    ----------
    loader : jinja2.BaseLoader
        Of nbgrader's own templates.
    """
    ours = FileSystemLoader(TEMPLATES)
    made = Environment(loader=ChoiceLoader([ours, PrefixLoader({"nbgrader": loader}), loader]))
    made.globals["look"] = in_colours(BOOTSTRAP)
    made.globals["hub"] = os.environ.get("JUPYTERHUB_BASE_URL")  # None: no hub, no book, no log-out
    return made
