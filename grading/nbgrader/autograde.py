"""`nbgrader autograde`, and formgrader's button: through the two rooms."""

from copy import deepcopy

from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException

from grading.course.directory import Course
from grading.course.unknown import said_of_unknown
from grading.report.report import make_reports
from grading.rooms.ready import said_of_bounds
from grading.run.progress import told_again
from grading.run.run import grade_all
from grading.words.errors import CheckError, CourseError
from grading.words.verdict import Verdict
from sandbox.errors import NoSandbox


def autograde(self: Autograde) -> None:
    """Grade as `Autograde.start` does: same folders, same options, other rooms."""
    directory = self.coursedir
    config = deepcopy(self.config)
    for name in ("db_url", "course_id", "student_id_exclude"):
        config.CourseDirectory[name] = getattr(directory, name)
    course = Course(directory.root, config)
    assignment = directory.assignment_id

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
            tell=tell,
            tell_again=lambda students: self.log.info("%s", told_again(students)),
        )
        unknown = said_of_unknown(course, assignment, directory.student_id)
        if not verdicts:
            raise CourseError(
                unknown
                or f"nothing to grade: no submission of {assignment} by {directory.student_id} in "
                f"{course.root}/submitted"
            )
        for told in filter(None, [course.said_of_safety(assignment), said_of_bounds(), unknown]):
            self.log.warning("%s", told)
        if any(verdicts.values()):
            for path in make_reports(course, assignment):
                self.log.info("report: %s", path)
    except (CourseError, NoSandbox, CheckError) as error:
        self.log.error("%s", error)
        raise NbGraderException(str(error)) from error
