"""The submission service: students' servers ask it, and the hub says who asks.

    python -m hub.submissions.server SOCKET EXCHANGE COURSE

    GET  /assignments            what is handed out, and until when
    GET  /assignments/NAME       its files
    GET  /submissions            receipts of what was handed in, and whether there is feedback
    POST /submissions/NAME       hands in files; answers with a receipt
    GET  /feedback/NAME/TIME     pages of feedback; before there are any, of the first look

JupyterHub starts it. It listens on a Unix socket and asks the hub about each token. A student
sees and does nothing but what is the student's own.
"""

import asyncio
import json
import logging
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from jupyterhub.services.auth import HubAuth
from sqlalchemy.exc import SQLAlchemyError
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_unix_socket
from tornado.web import Application, HTTPError, RequestHandler

from grading.course.configuration import settings_path
from grading.course.deadlines import deadline_of
from grading.course.directory import Course
from grading.words.errors import CourseError
from hub.submissions.answers import Answers
from hub.submissions.inside.files import MOST_MEGABYTES, Files, digest_of, pack, unpack
from hub.submissions.looks import Looks
from hub.submissions.store import Refused, Store, Submission

Result = TypeVar("Result")
TO_COME = "first look: to come, look at the list again in a minute"
log = logging.getLogger("submissions")


class Service:
    """The store of a course, and what else a receipt needs.

    Parameters
    ----------
    store : hub.submissions.store.Store
    course : grading.course.directory.Course
    who : callable
        Names whom a token belongs to; None if it belongs to no person.
    """

    def __init__(self, store: Store, course: Course, who: Callable[[str], Any]) -> None:
        self.store = store
        self.looks = Looks(store)
        self.answers = Answers()
        self.course = course
        self.who = who
        self._read = _changed(course)
        self._one_at_a_time = ThreadPoolExecutor(1)

    async def do(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """Do work of the store's beside the loop, one after another."""
        return await asyncio.get_running_loop().run_in_executor(
            self._one_at_a_time, work, *arguments
        )

    def deadline(self, assignment: str, student: str) -> datetime | None:
        """Find until when a student may hand in; None if that is not known."""
        try:
            self._look_at_settings()
            return deadline_of(self.course, assignment, student)
        except (CourseError, SQLAlchemyError) as error:  # a submission is taken all the same
            log.warning("no deadline of %s is known: %s", assignment, error)
            return None

    def _look_at_settings(self) -> None:
        """Read `course.toml` anew if it has changed; a wrong one changes nothing."""
        changed = _changed(self.course)
        if changed == self._read:
            return
        self._read = changed
        course = Course(self.course.root, self.course.config)
        try:
            _ = course.settings
        except CourseError as error:
            log.warning("%s; until it is mended, what was read before holds", error)
        else:
            self.course.engine.dispose()
            self.course = course

    def assignments(self, student: str) -> dict[str, Any]:
        """Tell what is handed out, and until when this student may hand it in."""
        return {
            name: {
                "notebooks": sorted(Path(file).stem for file in files if _is_notebook(file)),
                "deadline": _said(self.deadline(name, student)),
            }
            for name in self.store.released()
            for files in [self.store.release(name)]
        }

    def submissions(self, student: str) -> list[dict[str, Any]]:
        """Tell what a student has handed in."""
        found = self.store.submissions(student)
        newest = {each.assignment: each for each in found}
        return [self.receipt(each, each is newest[each.assignment]) for each in found]

    def receive(self, student: str, assignment: str, files: Files) -> dict[str, Any]:
        """Take a submission, and tell so."""
        taken = self.store.receive(student, assignment, files)
        log.info("%s handed in %s: %s", student, assignment, taken.digest)
        return self.receipt(taken)

    def receipt(self, submission: Submission, newest: bool = True) -> dict[str, Any]:
        """Tell what was handed in, when, whether that was in time, and how it looks at first."""
        deadline = self.deadline(submission.assignment, submission.student)
        notebooks = sorted(path.stem for path in submission.folder.glob("*.ipynb"))
        pages = self.pages(submission)
        settings = self.course.settings
        awaited = newest and settings is not None and settings.first_look is not None
        return {
            "student": submission.student,
            "assignment": submission.assignment,
            "timestamp": submission.timestamp,
            "digest": submission.digest,
            "deadline": _said(deadline),
            "late": deadline is not None and submission.time > deadline,
            "answered": self.answers.said(self.course, submission) if newest else "",
            "first_look": self.looks.said(submission) or (TO_COME if awaited else ""),
            "notebooks": {  # and the digits of the feedback, where there is any
                name: digest_of({name: pages[name]}) if name in pages else None
                for name in notebooks
            },
        }

    def pages(self, submission: Submission) -> Files:
        """Read the pages of feedback on a submission; before there are any, of the first look."""
        return self.store.feedback(submission) or self.looks.pages(submission)

    def feedback(self, student: str, assignment: str, timestamp: str) -> Files:
        """Read the pages of feedback on one of a student's submissions."""
        for each in self.store.submissions(student, assignment):
            if each.timestamp == timestamp:
                return self.pages(each)
        raise Refused("you have handed in no such thing: look at the list again")


class Handler(RequestHandler):
    """Answers in JSON, to whom the hub knows."""

    service: Service
    student: str

    def initialize(self, service: Service) -> None:
        """Take the service."""
        self.service = service

    def check_xsrf_cookie(self) -> None:
        """Ask for no cookie: who asks shows a token."""

    async def prepare(self) -> None:
        """Find out who asks."""
        scheme, _, token = self.request.headers.get("Authorization", "").partition(" ")
        try:
            known = await self.service.who(token) if scheme == "token" and token else None
        except HTTPError:  # it is starting, or it is gone
            reason = "the hub cannot say just now who asks: try again"
            raise HTTPError(503, reason=reason) from None
        if known is None:
            raise HTTPError(403, reason="the hub does not know who asks")
        self.student = known

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say in a sentence what is wrong."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(error, Refused):
            self.set_status(409)
            said = str(error)
        elif isinstance(error, OSError):
            self.set_status(507)
            said = f"it could not be kept ({error.strerror}); nothing was handed in: try again "
            said += "later, and tell your instructor"
        else:
            said = self._reason
        self.finish(json.dumps({"message": said}))


class Assignments(Handler):
    """What is handed out."""

    async def get(self, name: str | None = None) -> None:
        """List it, or give the files of one."""
        if name is None:
            course = self.service.course.course_id
            found = await self.service.do(self.service.assignments, self.student)
            self.finish(json.dumps({"course": course, "assignments": found}))
        else:
            self.finish(pack(await self.service.do(self.service.store.release, name)))


class Submissions(Handler):
    """What is handed in."""

    async def get(self) -> None:
        """Give the receipts."""
        self.finish(json.dumps(await self.service.do(self.service.submissions, self.student)))

    async def post(self, name: str) -> None:
        """Take a submission."""
        try:
            files = unpack(self.request.body)
        except ValueError:
            raise Refused("what arrived are no files: hand in with the button Submit") from None
        receipt = await self.service.do(self.service.receive, self.student, name, files)
        self.finish(json.dumps(receipt))


class Feedback(Handler):
    """Feedback that is released."""

    async def get(self, name: str, timestamp: str) -> None:
        """Give the pages."""
        pages = await self.service.do(self.service.feedback, self.student, name, timestamp)
        self.finish(pack(pages))


def application(service: Service) -> Application:
    """Make the service's addresses."""
    given = {"service": service}
    return Application(
        [
            ("/assignments", Assignments, given),
            ("/assignments/([^/]+)", Assignments, given),
            ("/submissions", Submissions, given),
            ("/submissions/([^/]+)", Submissions, given),
            ("/feedback/([^/]+)/([^/]+)", Feedback, given),
        ],
        log_function=lambda handler: None,
    )


def _changed(course: Course) -> float | None:
    path = settings_path(course.root)
    return None if path is None else path.stat().st_mtime


def _is_notebook(name: str) -> bool:
    return name.endswith(".ipynb") and "/" not in name


def _said(deadline: datetime | None) -> str | None:
    return None if deadline is None else deadline.isoformat(timespec="minutes")


def person_of(hub: HubAuth) -> Callable[[str], Any]:
    """Ask the hub whom a token belongs to."""

    async def who(token: str) -> str | None:
        known = await hub.user_for_token(token, sync=False)
        return known["name"] if known and known.get("kind") == "user" else None

    return who


async def serve(socket: str, exchange: Path, root: Path) -> None:
    """Listen until the hub ends this process."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s")
    course = Course(root)
    store = Store(exchange / course.course_id)
    store.sweep()
    hub = HubAuth(cache_max_age=60)
    service = Service(store, course, person_of(hub))
    most = 2 * MOST_MEGABYTES << 20  # in base64, with JSON around it
    server = HTTPServer(application(service), max_body_size=most, max_buffer_size=most)
    server.add_socket(bind_unix_socket(socket, mode=0o600))
    await asyncio.Event().wait()


if __name__ == "__main__":
    try:
        asyncio.run(serve(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
    except KeyboardInterrupt:
        sys.exit(0)
