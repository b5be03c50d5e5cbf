"""Makes the report on an assignment: `report/NAME/report.html` in the course directory."""

from pathlib import Path

from grading.course.agrees import gradebook_errors
from grading.course.directory import Course
from grading.course.whole import whole
from grading.report.page import page_of
from grading.report.summary import Summary
from grading.report.tables import tables_in

PAGE = "report.html"


def make_reports(course: Course, assignment: str) -> list[Path]:
    """Write a report for each notebook of an assignment; the paths of their pages."""
    notebooks = course.notebooks(assignment)
    return [make_report(course, assignment, notebook) for notebook in notebooks]


def make_report(course: Course, assignment: str, notebook: str = "") -> Path:
    """Write the report on all that was graded of a notebook; the path of its page.

    Parameters
    ----------
    course : grading.course.directory.Course
    assignment : str
    notebook : str
        Of several in the assignment.

    Raises
    ------
    CourseError
        If there is no such assignment, or gradebook or disk cannot be used.
    """
    with gradebook_errors(course):
        notebook = notebook or assignment
        versions = course.versions(assignment, notebook)
        folder = course.root / "report" / assignment
        path = (folder if notebook == assignment else folder / notebook) / PAGE
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            summary = Summary(course, assignment, notebook, versions)
            with whole(path) as draft, tables_in(path.parent) as tables:
                summary.read(tables)
                draft.write_text(page_of(summary), "utf-8")
        finally:
            course.engine.dispose()
        return path
