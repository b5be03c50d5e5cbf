"""The course on its volume: what `course.toml` says, and assignments, before anybody asks for them.

    python -m hub.kubernetes.prepare SETTINGS DATA

The submission service's pod begins with it. SETTINGS is a folder with `course.toml` and the table
of students, from a ConfigMap: they replace those in the course directory, which is DATA/gradebook.
"""

import shutil
import sys
from pathlib import Path

from grading.words.errors import CourseError
from hub.errors import Missing
from hub.kubernetes.settings import settings_in
from hub.machine.fill import fill, nbgrader_config
from hub.people import read_students
from hub.run import Run


def prepare(settings: Path, data: Path) -> None:
    """Take the settings over, and generate, enrol and release what is missing.

    Raises
    ------
    Missing
        Which says what is wrong with the settings.
    """
    hub = settings_in(settings).hub
    assert hub is not None
    course = data / "gradebook"
    course.mkdir(parents=True, exist_ok=True)
    for name in ("course.toml", hub.students):
        draft = course / f".{name}.part"
        shutil.copyfile(settings / name, draft)
        draft.replace(course / name)
    run = Run(
        port=0, course=course, state=data, book=data, tools={}, teachers=hub.teachers, ports={}
    )
    run.students = read_students(course / hub.students)
    run.exchange.mkdir(exist_ok=True)
    fill(run, nbgrader_config(run))


if __name__ == "__main__":
    try:
        prepare(Path(sys.argv[1]), Path(sys.argv[2]))
    except (Missing, CourseError) as error:
        sys.exit(f"prepare: {error}")
