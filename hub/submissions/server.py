"""The submission service: students' servers ask it, and the hub says who asks.

    python -m hub.submissions.server ADDRESS EXCHANGE COURSE

    GET  /alive                  answers to everybody that the service does
    GET  /assignments            what is handed out, and until when
    GET  /assignments/NAME       its files
    GET  /submissions            receipts of what was handed in, and whether there is feedback
    POST /submissions/NAME       hands in files; answers with a receipt
    POST /drafts/NAME            says of files what is open in them, and what lateness costs
    POST /restored/NAME          gives files as they were released, with the answers in them
    GET  /feedback/NAME/TIME     pages of feedback; before there are any, of the first look

On one machine JupyterHub starts it, and it listens on a Unix socket; on a cluster it has a port. It
asks the hub about each token. A student sees and does nothing but what is the student's own.
"""

import asyncio
import json
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyterhub.services.auth import HubAuth
from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler

from grading.course.directory import Course
from grading.words.errors import CourseError
from hub.errors import Missing
from hub.submissions.inside.files import MOST_MEGABYTES, Files, pack, unpack
from hub.submissions.listen import sockets_of
from hub.submissions.service import Service
from hub.submissions.store import Refused, Store


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

    def files(self) -> Files:
        """Read the files that were sent."""
        try:
            return unpack(self.request.body)
        except ValueError:
            raise Refused("what arrived are no files: hand in with the button Hand in") from None

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say in a sentence what is wrong."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(error, CourseError):  # of the instructor's to mend
            self.set_status(409)
            said = "the course has no such notebook just now: tell your instructor"
        elif isinstance(error, Refused):
            self.set_status(409)
            said = str(error)
        elif isinstance(error, OSError):
            self.set_status(507)
            said = f"it could not be kept ({error.strerror}); nothing was handed in: try again "
            said += "later, and tell your instructor"
        else:
            said = self._reason
        self.finish(json.dumps({"message": said}))


class Alive(RequestHandler):
    """Whether the service answers: what a cluster asks."""

    def get(self) -> None:
        """Say yes."""
        self.finish("yes")


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
        receipt = await self.service.do(self.service.receive, self.student, name, self.files())
        self.finish(json.dumps(receipt))


class Drafts(Handler):
    """What is not handed in yet."""

    async def post(self, name: str) -> None:
        """Say what is open in it."""
        found = await self.service.try_out(self.service.draft, self.student, name, self.files())
        self.finish(json.dumps(found))


class Restored(Handler):
    """Notebooks as they were released, with the answers in them."""

    async def post(self, name: str) -> None:
        """Give them."""
        self.finish(pack(await self.service.try_out(self.service.restored, name, self.files())))


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
            ("/alive", Alive),
            ("/assignments", Assignments, given),
            ("/assignments/([^/]+)", Assignments, given),
            ("/submissions", Submissions, given),
            ("/submissions/([^/]+)", Submissions, given),
            ("/drafts/([^/]+)", Drafts, given),
            ("/restored/([^/]+)", Restored, given),
            ("/feedback/([^/]+)/([^/]+)", Feedback, given),
        ],
        log_function=lambda handler: None,
    )


def person_of(hub: HubAuth) -> Callable[[str], Any]:
    """Ask the hub whom a token belongs to."""

    async def who(token: str) -> str | None:
        known = await hub.user_for_token(token, sync=False)
        return known["name"] if known and known.get("kind") == "user" else None

    return who


async def serve(address: str, exchange: Path, root: Path) -> None:
    """Listen until this process is ended."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s")
    sockets = sockets_of(address)
    course = Course(root)
    store = Store(exchange / course.course_id)
    store.sweep()
    service = Service(store, course, person_of(HubAuth(cache_max_age=60)))
    most = 2 * MOST_MEGABYTES << 20  # in base64, with JSON around it
    server = HTTPServer(application(service), max_body_size=most, max_buffer_size=most)
    server.add_sockets(sockets)
    await asyncio.Event().wait()


if __name__ == "__main__":
    try:
        asyncio.run(serve(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
    except Missing as missing:
        sys.exit(f"submissions: {missing}")
    except KeyboardInterrupt:
        sys.exit(0)
