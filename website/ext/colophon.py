"""What is at the foot of each page: version, date, and where to edit it or report an error.

The date is that of the page's last commit; where there is no repository there is none. The links
come from one setting, `course_repository` in `_config.yml`: the address of the repository.
"""

import subprocess
from importlib.metadata import version
from typing import Any
from urllib.parse import urlencode

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata


def changed(root: str, path: str) -> str:
    """Say on which day a file was last committed: '2026-01-31', or nothing."""
    command = ["git", "log", "-1", "--format=%cs", "--", path]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    except FileNotFoundError:  # git is not installed
        return ""
    return done.stdout.strip()


def links(repository: str, path: str, title: str) -> dict[str, str]:
    """Find where a page is edited, where an error is reported, and what has changed."""
    report = urlencode({"title": f"{title}: ", "body": f"In {path}:\n\n"})
    return {
        "Edit this page": f"{repository}/edit/main/{path}",
        "Report an error on this page": f"{repository}/issues/new?{report}",
        "What changed": f"{repository}/blob/main/CHANGELOG.md",
    }


def add(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the template what it writes."""
    context["version"] = version("course_lib")
    context["changed"], context["page_links"] = "", {}
    if doctree is None:
        return
    path = str(app.env.doc2path(pagename, base=False))
    context["changed"] = changed(str(app.srcdir), path)
    if repository := app.config.course_repository.rstrip("/"):
        title = app.env.titles[pagename].astext()
        context["page_links"] = links(repository, path, title)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the setting, and what the template writes."""
    app.add_config_value("course_repository", "", "html", [str])
    app.connect("html-page-context", add)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
