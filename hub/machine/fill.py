"""The course directory and the exchange, filled where they are empty.

Nothing in the course directory is overwritten: an assignment that was generated before stays as it
is, and submissions are never touched.
"""

import logging
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from traitlets.config import Config

from grading.course.agrees import check_gradebook
from grading.course.directory import Course
from grading.words.errors import AssignmentError, CourseError
from grading.writing.release import assignments, release
from hub.errors import Missing
from hub.run import CHECKOUT, Run

Say = Callable[[str], object]


def nbgrader_config(run: Run) -> Config:
    """Read nbgrader's settings for the course, in this run's folders."""
    config = Course(run.course).config
    config.Exchange.root = str(run.exchange)
    config.ExchangeReleaseAssignment.force = True  # a new version replaces the one handed out
    return config


def notebooks(folder: Path) -> dict[str, Path]:
    """Find the assignments in a folder of nbgrader's: from each name to its notebook."""
    found = {path.parent.name: path for path in sorted(folder.glob("*/*.ipynb"))}
    return {name: path for name, path in found.items() if path.stem == name}


def fill(run: Run, config: Config, say: Say = print) -> None:
    """Generate and release what is missing, and enrol the demo's students."""
    run.course.mkdir(parents=True, exist_ok=True)
    course = Course(run.course, config)
    generated = notebooks(run.course / "release")
    missing = [name for name in assignments() if name not in generated]
    try:
        for name in generated:
            check_gradebook(course, name, course.versions(name).source)
        if missing:
            say(f"hub: generating {', '.join(missing)}")
            release(run.course, missing, config=config)
    except (AssignmentError, CourseError) as error:
        raise Missing(str(error)) from None
    finally:
        course.engine.dispose()
    compare(run, say)
    enrol(run, config)
    hand_out(run, config, say)


def compare(run: Run, say: Say = print) -> None:
    """Say which assignments are there in another version than the checkout's."""
    generated = notebooks(run.course / "release")
    for name, notebook in notebooks(CHECKOUT / "exercises").items():
        if name in generated and generated[name].read_bytes() != notebook.read_bytes():
            say(
                f"hub: {name} in {run.course} is another version than in exercises/; to take the "
                f"new one: python -m grading release {name} --course {run.course}"
            )


def enrol(run: Run, config: Config) -> None:
    """Enter the students' names, so that formgrader shows people."""
    with Gradebook(config.CourseDirectory.db_url, config.CourseDirectory.course_id) as gradebook:
        known = {student.id for student in gradebook.students}
        for student in run.students:
            if student.id not in known:
                said = {name: text for name, text in asdict(student).items() if text}
                gradebook.add_student(said.pop("id"), **said)


def hand_out(run: Run, config: Config, say: Say = print) -> None:
    """Release to the exchange what is generated and not there yet, or there in another version.

    What the course holds back is left to formgrader's button, and brought up to date after that.
    """
    folder = run.exchange / config.CourseDirectory.course_id
    api = NbGraderAPI(config=config)
    api.log.setLevel(logging.ERROR)
    out = notebooks(folder / "outbound")
    settings = Course(run.course).settings
    held_back = settings.hub.held_back if settings and settings.hub else []
    generated = notebooks(run.course / "release")
    known = {*generated, *(each.name for each in (run.course / "source").glob("*"))}
    if unknown := sorted({*held_back} - known):
        raise Missing(
            f"course.toml: held_back in [hub] names {', '.join(unknown)}, which is no assignment: "
            f"there are {', '.join(sorted(known))}. Nothing was handed out"
        )
    for name, notebook in generated.items():
        if name in out and out[name].read_bytes() == notebook.read_bytes():
            continue
        if name in held_back and name not in out:
            continue
        result = api.release_assignment(name)
        if not result["success"]:
            said = (result.get("error") or result.get("log") or "").strip().splitlines()
            raise Missing(f"nbgrader could not release {name}: {said[-1] if said else 'no reason'}")
        say(f"hub: released {name} to the students")
