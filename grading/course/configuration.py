"""nbgrader's configuration, as every command reads it.

What is read later wins:

1. `nbgrader_config.py` in Jupyter's own folders
2. `nbgrader_config.py` of the checkout, which adds `course.toml`: that of the course directory, or
   else the checkout's
3. `nbgrader_config.py` in the course directory

nbgrader's commands do so by themselves where they are given in the checkout; this is for the
others. nbgrader itself is not imported: that takes a second.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jupyter_core.paths import jupyter_config_path
from traitlets.config import Application, Config

from grading.words.errors import CourseError

CHECKOUT = Path(__file__).resolve().parents[2]
COURSE_ID = "basic_deep_learning"
NAME = "nbgrader_config"
SETTINGS = "course.toml"


def read_config(root: Path) -> Config:
    """Read what nbgrader is told of the course in a folder.

    Raises
    ------
    CourseError
        If a file of it does not run; it names the file.
    """
    reader = Application(raise_config_file_errors=True)
    with _told(root):
        for folder in [*reversed(jupyter_config_path()), str(CHECKOUT), str(root)]:
            try:
                reader.load_config_file(NAME, folder)
            except CourseError:
                raise
            except Exception as error:  # whatever the instructor's lines may raise
                raise CourseError(f"{folder}/{NAME}.py: {error!r}: mend it") from None
    return Config(reader.config)


def configure(config: Config, root: Path) -> None:
    """Put into nbgrader's configuration what the project says of a course.

    Parameters
    ----------
    config : traitlets.config.Config
    root : Path
        The course directory.
    """
    if str(root) not in sys.path:
        sys.path.append(str(root))  # where a plugin of the instructor's may lie
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.course_id = COURSE_ID
    config.HTMLExporter.exclude_anchor_links = True
    config.GenerateFeedback.exporter_class = "grading.nbgrader.feedback.FeedbackExporter"
    config.ExchangeFactory.release_feedback = "grading.nbgrader.release_feedback.FeedbackToHub"
    # nbgrader's templates put every rendered text through this filter, and no other cleans it.
    config.HTMLExporter.filters = {"strip_files_prefix": "grading.record.clean.clean_html"}
    path = settings_path(root)
    if path:
        from grading.course.settings import read_settings  # takes half a second

        config.merge(read_settings(path).as_config())


def settings_path(root: Path) -> Path | None:
    """Find `course.toml`: of the course directory, or else the checkout's."""
    places = (folder / SETTINGS for folder in (root, CHECKOUT))
    return next((path for path in places if path.is_file()), None)


@contextmanager
def _told(root: Path) -> Iterator[None]:
    """Tell the checkout's configuration which course is meant."""
    before = os.environ.get("COURSE")
    os.environ["COURSE"] = str(root)
    try:
        yield
    finally:
        if before is None:
            del os.environ["COURSE"]
        else:
            os.environ["COURSE"] = before
