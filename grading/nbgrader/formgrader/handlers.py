"""What the browser asks of our pages in formgrader."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from nbgrader.server_extensions.formgrader.base import (
    BaseApiHandler,
    BaseHandler,
    check_notebook_dir,
    check_xsrf,
)
from tornado import web

from grading.course.directory import Course
from grading.course.students import students_of
from grading.nbgrader.formgrader import jobs
from grading.nbgrader.formgrader.answers import answers_to, questions_of, rendered
from grading.nbgrader.formgrader.marking import schemes_of
from grading.nbgrader.formgrader.pages import STATIC
from grading.nbgrader.formulas import Formulas

WORK = {"grade": jobs.grading, "feedback": jobs.feedback}
POLICY = "; ".join(
    [
        "default-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
    ]
)


def _guarded(method: Callable[..., None]) -> Callable[..., None]:
    """Let only a signed-in person in, and only where nbgrader's own pages work."""
    guarded: Any = web.authenticated(check_xsrf(check_notebook_dir(method)))
    return guarded


class _Ours:
    """What our handlers share."""

    coursedir: Any

    def course(self, assignment: str) -> Course:
        """Find the course, which must have this assignment."""
        course = Course(Path(self.coursedir.root))
        if assignment not in course.assignments():
            raise web.HTTPError(404, f"there is no assignment {assignment}")
        return course


class JobHandler(_Ours, BaseApiHandler):
    """Long work for all submissions of an assignment: how far it is, and its beginning."""

    @_guarded
    def get(self, assignment: str, kind: str) -> None:
        """Say how far it is; nothing if it was not begun."""
        job = self._jobs.get((assignment, kind))
        self.finish(job.state() if job else {})

    @_guarded
    def post(self, assignment: str, kind: str) -> None:
        """Begin, unless something runs for this assignment: then that is what is shown."""
        course = self.course(assignment)
        for other in WORK:
            job = self._jobs.get((assignment, other))
            if job and not job.ended:
                self.finish({**job.state(), "kind": other})
                return
        total = len(students_of(course, assignment))
        job = self._jobs[assignment, kind] = WORK[kind](assignment, course.root, total)
        job.begin()
        self.finish({**job.state(), "kind": kind})

    @property
    def _jobs(self) -> dict[tuple[str, str], jobs.Job]:
        found: dict[tuple[str, str], jobs.Job] = self.settings.setdefault("course_jobs", {})
        return found


class ReportHandler(_Ours, BaseHandler):
    """The report of an assignment."""

    @_guarded
    def get(self, assignment: str, file: str) -> None:
        """Send a file of it."""
        path = self.course(assignment).root / "report" / assignment / (file or "report.html")
        if not path.is_file():
            raise web.HTTPError(404, f"{assignment} has no report yet: press Grade all")
        if path.suffix == ".csv":
            self.set_header("Content-Type", "text/csv; charset=utf-8")
        self.finish(path.read_bytes())


class WrittenHandler(_Ours, BaseHandler):
    """The questions of an assignment that a person marks."""

    @_guarded
    def get(self, assignment: str) -> None:
        """Show the list of them."""
        found = list(questions_of(self.course(assignment), self.gradebook, assignment))
        self.finish(
            self.render(
                "written_questions.tpl",
                base_url=self.base_url,
                assignment_id=assignment,
                questions=found,
            )
        )


class AnswersHandler(_Ours, BaseHandler):
    """The answers to one of them."""

    @_guarded
    def get(self, assignment: str, notebook: str, question: str) -> None:
        """Show them all, with the marking scheme."""
        course = self.course(assignment)
        schemes = schemes_of(course, assignment, notebook)
        if question not in schemes:
            raise web.HTTPError(404, f"{assignment} has no written question {escape(question)}")
        scheme = next(
            cell
            for cell in course.versions(assignment, notebook).source.cells
            if cell.id == question
        )
        scheme.source = schemes[question]
        self.set_header("Content-Security-Policy", POLICY)
        formulas = Formulas()
        answers = answers_to(course, self.gradebook, formulas, assignment, notebook, question)
        page = self.render(
            "written_answers.tpl",
            base_url=self.base_url,
            assignment_id=assignment,
            question=question,
            scheme=rendered(scheme, formulas),
            answers=list(answers),
        )
        self.finish(formulas.draw(page))


HANDLERS = [
    (r"/formgrader/class/(.*)", web.StaticFileHandler, {"path": str(STATIC)}),
    (r"/formgrader/api/assignment/([^/]+)/all/(grade|feedback)", JobHandler),
    (r"/formgrader/report/([^/]+)/((?:[\w-]+\.(?:csv|html))?)", ReportHandler),
    (r"/formgrader/written/([^/]+)/?", WrittenHandler),
    (r"/formgrader/written/([^/]+)/([^/]+)/([^/]+)/?", AnswersHandler),
]
