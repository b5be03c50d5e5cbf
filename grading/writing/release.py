"""Release: from `solutions/NAME.md` to what students get, through nbgrader.

solutions/NAME.md ──▶ source/NAME/NAME.ipynb ──nbgrader──▶ release/NAME/NAME.ipynb
"""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from grading.course.directory import Course
from grading.words.errors import AssignmentError
from grading.words.properties import with_known
from grading.writing.assignment import read
from grading.writing.changes import Changes, Follower
from grading.writing.known import known_in

SOLUTIONS = Path(__file__).resolve().parents[2] / "solutions"


def assignments(solutions: Path = SOLUTIONS) -> list[str]:
    """List the names of all assignments, in order."""
    return sorted(path.stem for path in solutions.glob("*.md"))


def path_of(name: str, solutions: Path = SOLUTIONS) -> Path:
    """Find the text of an assignment.

    Raises
    ------
    AssignmentError
        If there is none of that name; the message lists those there are.
    """
    path = solutions / f"{name}.md"
    if not path.is_file():
        known = ", ".join(assignments(solutions))
        raise AssignmentError(f"there is no assignment {name!r} in solutions/; there are: {known}")
    return path


def release(
    course: Path,
    names: Sequence[str] | None = None,
    solutions: Path = SOLUTIONS,
    config: Config | None = None,
    drop: bool = False,
) -> dict[str, Path]:
    """Write source and release of assignments into a course directory, and into its gradebook.

    Where something was handed in already, the gradebook follows: see `grading.writing.changes`.
    All is looked at before anything is written.

    Parameters
    ----------
    course : Path
        An nbgrader course directory. Submissions in it stay as they are.
    names : list of str
        The assignments; all of them by default.
    solutions : Path
        The folder of the texts.
    config : traitlets.config.Config
        nbgrader's configuration, which may name another gradebook than the SQLite file in the
        course directory.
    drop : bool
        Whether marks and comments given by hand may go, with the questions that are gone.

    Returns
    -------
    dict
        From each name to the path of the notebook that students get.

    Raises
    ------
    AssignmentError
        Which says what is wrong; then nothing was written.
    """
    config = config or Config()
    config.CourseDirectory.root = str(course.resolve())
    # What a folder of source holds besides the notebook would go to students: there is nothing.
    api = NbGraderAPI(config=config)
    api.log.setLevel("ERROR")
    released = {}
    notebooks = {name: source_of(name, solutions) for name in names or assignments(solutions)}
    with api.gradebook as gradebook:
        followers = [
            Follower(gradebook, name, old_source(course, name), notebook)
            for name, notebook in notebooks.items()
        ]
        for follower in followers:
            follower.check(drop)
        for follower in followers:
            follower.follow()
    for name, notebook in notebooks.items():
        source = course / "source" / name
        shutil.rmtree(source, ignore_errors=True)
        source.mkdir(parents=True)
        nbformat.write(notebook, source / f"{name}.ipynb")
        result = api.generate_assignment(name)
        if not result["success"]:
            raise AssignmentError(f"{name}: nbgrader could not release it:\n{result.get('log')}")
        released[name] = course / "release" / name / f"{name}.ipynb"
    return released


def source_of(name: str, solutions: Path = SOLUTIONS) -> NotebookNode:
    """Make the instructor's notebook of an assignment, with what is known of the right values."""
    notebook = read(path_of(name, solutions))
    for check, known in known_in(notebook).items():
        cell = next(cell for cell in notebook.cells if cell.id == check)
        cell.source = with_known(cell.source, known)
    return notebook


def old_source(course: Path, name: str) -> NotebookNode | None:
    """Read the instructor's notebook as it was released before; None if it never was."""
    path = course / "source" / name / f"{name}.ipynb"
    return nbformat.read(path, as_version=4) if path.is_file() else None


@contextmanager
def released_aside(name: str) -> Iterator[Course]:
    """Release an assignment in a course directory of its own, which ends with the block."""
    with tempfile.TemporaryDirectory() as folder:
        release(Path(folder), [name])
        yield Course(Path(folder))


def changes_of(course: Course, aside: Course, name: str) -> dict[str, Changes]:
    """Find what a release would change for what was handed in, by its notebook; empty if nothing.

    Parameters
    ----------
    course, aside : grading.course.directory.Course
        The course, and where the assignment is released as it is now.
    name : str
    """
    new = aside.versions(name).source
    with NbGraderAPI(config=course.config).gradebook as gradebook:
        changes = Follower(gradebook, name, old_source(course.root, name), new).changes()
    return {name: changes} if changes else {}


def write_exercises(folder: Path, solutions: Path = SOLUTIONS) -> None:
    """Write what students get of every assignment to a folder, in a course of its own."""
    with tempfile.TemporaryDirectory() as course:
        for name, notebook in release(Path(course), solutions=solutions).items():
            shutil.rmtree(folder / name, ignore_errors=True)
            (folder / name).mkdir(parents=True)
            shutil.copyfile(notebook, folder / name / notebook.name)
