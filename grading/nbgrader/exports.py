"""Grades for Canvas and Moodle, as files that they import; nbgrader calls these exporters.

nbgrader export --exporter=grading.nbgrader.exports.CanvasExport --to canvas.csv
"""

import csv
from collections.abc import Iterator, Sequence
from typing import Any

from nbgrader.api import Assignment, Gradebook, Student, SubmittedAssignment
from nbgrader.plugins import ExportPlugin

DIGITS = 4  # behind the point; Canvas takes 5e-17, what a subtraction may leave, for no number
Row = Sequence[Any]


class TableExport(ExportPlugin):
    """Writes a row for each student, with a column for each assignment: points after penalties.

    Who handed nothing in has 0, as in nbgrader's own export. `--assignment` and `--student` choose.
    """

    usual = ""  # the name of the file, if none is given

    def export(self, gradebook: Gradebook) -> None:
        """Write the file."""
        wanted = {str(name) for name in self.assignment}
        assignments = [a for a in gradebook.assignments if not wanted or a.name in wanted]
        scores = {assignment.name: _scores(gradebook, assignment) for assignment in assignments}
        chosen = {str(name) for name in self.student}
        students = [s for s in gradebook.students if not chosen or s.id in chosen]
        with open(self.to or self.usual, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            points = {assignment.name: assignment.max_score for assignment in assignments}
            writer.writerows(self.head(points))
            for student in students:
                found = [scores[name].get(student.id, 0.0) for name in points]
                writer.writerow([*self.who(student), *found])

    def head(self, points: dict[str, float]) -> Iterator[Row]:
        """Give the rows above the students: from each assignment's name to its points."""
        raise NotImplementedError

    def who(self, student: Student) -> Row:
        """Say who a student is, as the other side knows them."""
        raise NotImplementedError


def _scores(gradebook: Gradebook, assignment: Assignment) -> dict[str, float]:
    """Read the points of all students at once: one by one, a large class takes long."""
    entry = SubmittedAssignment
    found = gradebook.db.query(entry.student_id, entry.score, entry.late_submission_penalty)
    return {
        student: max(0.0, round(score - penalty, DIGITS))
        for student, score, penalty in found.filter(entry.assignment_id == assignment.id)
    }


class CanvasExport(TableExport):
    """Canvas finds a student by its own number, nbgrader's `lms_user_id`, or else by the login."""

    usual = "canvas.csv"

    def head(self, points: dict[str, float]) -> Iterator[Row]:
        """Give Canvas's two rows: names, and the points that are possible."""
        yield ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *points]
        yield ["    Points Possible", "", "", "", "", *points.values()]

    def who(self, student: Student) -> Row:
        """Give the name, surname first, the number and the login."""
        name = ", ".join(filter(None, [student.last_name, student.first_name])) or student.id
        return [name, student.lms_user_id or "", "", student.id, ""]


class MoodleExport(TableExport):
    """Moodle asks, when it imports, which column says who it is: the username or the address."""

    usual = "moodle.csv"

    def head(self, points: dict[str, float]) -> Iterator[Row]:
        """Give the names of the columns, as Moodle calls them."""
        yield ["Username", "First name", "Last name", "Email address", *points]

    def who(self, student: Student) -> Row:
        """Give the username, the names and the address."""
        return [student.id, student.first_name or "", student.last_name or "", student.email or ""]
