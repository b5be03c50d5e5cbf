"""Releases assignments of nbgrader's own cells, as `source/` holds them now.

nbgrader writes them, and refuses questions that are new or gone once something was handed in. So
here, as with texts, all is looked at first, in a folder of its own, and the gradebook follows.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from grading.course.directory import Course
from grading.words.errors import AssignmentError
from grading.writing.changes import Changes, Follower

SNIPPETS = "*.yml"  # from which nbgrader makes tests


@contextmanager
def plain_released_aside(course: Course, name: str) -> Iterator[Course]:
    """Release an assignment in a course directory of its own, which ends with the block.

    Raises
    ------
    AssignmentError
        If nbgrader refuses it.
    """
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for snippets in course.root.glob(SNIPPETS):
            shutil.copy(snippets, root)
        shutil.copytree(course.root / "source" / name, root / "source" / name)
        config = deepcopy(course.config)
        config.CourseDirectory.db_url = f"sqlite:///{root}/gradebook.db"
        aside = Course(root, config)
        aside.settings = course.settings
        _generate(aside.config, name)
        yield aside


def plain_changes(course: Course, aside: Course, name: str) -> dict[str, Changes]:
    """Find what is new in each notebook of an assignment, where something is, by its name."""
    with Gradebook(course.db_url, course.course_id) as gradebook:
        found = {
            notebook: _follower(gradebook, course, aside, name, notebook).changes()
            for notebook in aside.notebooks(name)
        }
    return {notebook: changes for notebook, changes in found.items() if changes}


def release_plain(course: Course, name: str, drop: bool) -> None:
    """Release an assignment to the course directory; the gradebook follows.

    Parameters
    ----------
    course : grading.course.directory.Course
    name : str
    drop : bool
        Whether marks and comments given by hand may go, with the questions that are gone.

    Raises
    ------
    AssignmentError
        Which says what is wrong; then nothing was written.
    """
    with (
        plain_released_aside(course, name) as aside,
        Gradebook(course.db_url, course.course_id) as gradebook,
    ):
        followers = [
            _follower(gradebook, course, aside, name, notebook)
            for notebook in aside.notebooks(name)
        ]
        for follower in followers:
            follower.check(drop)
        for follower in followers:
            follower.follow()
    _generate(course.config, name)


def _follower(
    gradebook: Gradebook, course: Course, aside: Course, name: str, notebook: str
) -> Follower:
    """Compare what students got: the source as it was before is gone."""
    old, new = (_released(one, name, notebook) for one in (course, aside))
    assert new is not None
    return Follower(gradebook, name, old, new, notebook)


def _released(course: Course, name: str, notebook: str) -> NotebookNode | None:
    """Read what students got, each cell with its name for an id; None if it never was released."""
    path = course.root / "release" / name / f"{notebook}.ipynb"
    return course.versions(name, notebook).released if path.is_file() else None


def _generate(config: Config, name: str) -> None:
    api = NbGraderAPI(config=config)
    api.log.setLevel("CRITICAL")
    result = api.generate_assignment(name)
    if not result["success"]:
        said = result.get("error") or result.get("log")
        raise AssignmentError(f"{name}: nbgrader could not release it:\n{said}")
