"""Publish: the part of the project that students may see, in one folder for a web server.

_build/student/site/        the book
_build/student/exercises/   the notebooks, without answers and hidden tests
_build/student/*.whl        course_lib, for those who work on their own computer
"""

import shutil
from pathlib import Path

from grading.writing.release import write_exercises
from website.tools import ROOT, BuildError


def publish(folder: Path, root: Path = ROOT) -> None:
    """Fill a folder anew with the site, the exercises and the wheel.

    Parameters
    ----------
    folder : Path
        Emptied first.
    root : Path
        The checkout, with the book and the wheel built.

    Raises
    ------
    BuildError
        If the book or the wheel is not built.
    """
    site, wheels = root / "_build" / "html", sorted((root / "_build" / "wheel").glob("*.whl"))
    if not (site / "index.html").is_file() or not wheels:
        raise BuildError("the book or the wheel is not built: run 'make publish'")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(site, folder / "site")
    write_exercises(folder / "exercises", solutions=root / "solutions")
    shutil.copy(wheels[-1], folder)
