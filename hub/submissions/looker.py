"""Looks at what students hand in, soon after they do: through the two rooms, as grading does.

    python -m hub.submissions.looker EXCHANGE COURSE

JupyterHub starts it where `course.toml` has a table [first_look]. It records nothing and decides
nothing: what counts is what the teacher grades. It gives way to everything else on the machine.
"""

import logging
import os
import sys
import time
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from grading.course.directory import Course
from grading.course.hub import FirstLook
from grading.run.local import Local
from grading.run.verdicts import Verdicts
from grading.words.errors import CheckError, CourseError
from grading.words.verdict import Verdict
from hub.submissions.look_page import line, page
from hub.submissions.looks import Looks
from hub.submissions.store import Store, Submission
from sandbox.errors import NoSandbox

PAUSE = 2  # seconds, when all that was due is done
LONG = 60  # after something that a person has to mend
WORKERS = 2  # processes of their own: a submission that ends one ends nothing else
SHORT = "time was short here: what is graded has more of it"
log = logging.getLogger("looker")


def look(course: Course, looks: Looks, setting: FirstLook) -> float:
    """Look at all that is due; for how many seconds there is nothing to do then."""
    pause: float = PAUSE
    due = sorted(looks.due(setting.per_hour), key=lambda each: each.assignment)
    for assignment, submissions in groupby(due, key=lambda each: each.assignment):
        try:
            _look_at(course, assignment, list(submissions), looks, setting)
        except (CourseError, CheckError) as error:  # the others are looked at all the same
            log.warning("%s: %s", assignment, error)
            pause = LONG
    return pause


def _look_at(
    course: Course,
    assignment: str,
    submissions: Iterable[Submission],
    looks: Looks,
    setting: FirstLook,
) -> None:
    """Look at submissions of one assignment, and write each down once its notebooks are done."""
    points = setting.shows == "points"
    notebooks = course.notebooks(assignment)
    of_folder = {each.folder: each for each in submissions}
    found: dict[Path, dict[str, tuple[Verdict, bytes]]] = {folder: {} for folder in of_folder}
    for notebook in notebooks:
        versions = course.versions(assignment, notebook)
        verdicts = Verdicts(course, assignment, notebook, versions, None, Local(WORKERS))
        works = (verdicts.read(each.student, each.folder) for each in of_folder.values())
        for work, (verdict, _) in verdicts.of(works):
            submission = of_folder[work.folder]
            if verdict.out_of_time:
                verdict.remarks.append(SHORT)
            text = page(verdict, versions.source, submission.time, points)
            found[work.folder][notebook] = verdict, text.encode()
            if notebook == notebooks[-1]:
                looked = found.pop(work.folder)
                said = line((verdict for verdict, _ in looked.values()), points)
                looks.write(submission, {name: text for name, (_, text) in looked.items()}, said)
                log.info("%s, %s: %s", submission.student, assignment, said)


def main(exchange: Path, root: Path) -> None:
    """Look until the hub ends this process."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s")
    os.nice(10)
    looks = Looks(Store(exchange / Course(root).course_id))
    while True:
        try:
            course = Course(root)  # anew: it may have been released again, or changed
            setting = course.settings and course.settings.first_look
            pause = look(course, looks, setting) if setting else PAUSE
        except (CourseError, NoSandbox, OSError) as error:
            log.warning("%s", error)
            pause = LONG
        time.sleep(pause)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
    except KeyboardInterrupt:
        sys.exit(0)
