"""Puts the two rooms behind nbgrader's own commands and buttons.

`install(config)` is called from `nbgrader_config.py`. From then on `nbgrader autograde` and
formgrader's button grade through `grading.run`, and feedback shows no hidden test and no raw HTML
of a student's.
"""

from functools import cache
from pathlib import Path

import nbgrader.api
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from traitlets.config import Config

from grading.course.directory import COURSE_ID, Course
from grading.nbgrader.names import install_names
from grading.run.run import grade_all
from grading.words.errors import CheckError, CourseError
from grading.words.verdict import Verdict
from sandbox.errors import NoSandbox


def install(config: Config, root: Path | str) -> None:
    """Set nbgrader up for this course.

    Parameters
    ----------
    config : traitlets.config.Config
        nbgrader's configuration, as `get_config()` gives it.
    root : path
        The course directory.
    """
    Autograde.start = autograde
    install_names()
    nbgrader.api.get_alembic_version = cache(nbgrader.api.get_alembic_version)  # 1 s a call
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.course_id = COURSE_ID
    config.HTMLExporter.exclude_anchor_links = True
    config.GenerateFeedback.exporter_class = "grading.nbgrader.feedback.FeedbackExporter"
    # nbgrader's templates put every rendered text through this filter, and no other cleans it.
    config.HTMLExporter.filters = {"strip_files_prefix": "grading.record.clean.clean_html"}


def autograde(self: Autograde) -> None:
    """Grade as `Autograde.start` does: same folders, same options, other rooms."""
    directory = self.coursedir
    course = Course(directory.root, directory.db_url, directory.course_id)
    assignment = directory.assignment_id
    excluded = set(filter(None, directory.student_id_exclude.split(",")))

    def tell(student: str, verdict: Verdict | None, done: int, total: int) -> None:
        if verdict is None:
            self.log.info("[%d/%d] %s: graded before", done, total, student)
            return
        self.log.info(
            "[%d/%d] %s: %g of %g points", done, total, student, verdict.score, verdict.max_score
        )
        for remark in verdict.remarks:
            self.log.warning("%s: %s", student, remark)

    try:
        verdicts = grade_all(
            course,
            assignment,
            directory.student_id,
            force=self.force,
            config=self.config,
            tell=tell,
            excluded=excluded,
        )
        if not verdicts:
            raise CourseError(
                f"nothing to grade: no submission of {assignment} by {directory.student_id} in "
                f"{course.root}/submitted"
            )
    except (CourseError, NoSandbox, CheckError) as error:
        self.log.error("%s", error)
        raise NbGraderException(str(error)) from error
