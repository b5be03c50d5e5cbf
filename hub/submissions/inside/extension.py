"""nbgrader's list of assignments, which says here until when, and what was received."""

import os
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join
from nbgrader.server_extensions.assignment_list.handlers import (
    AssignmentList,
    load_jupyter_server_extension,
)
from tornado.web import HTTPError, authenticated

from hub.submissions.inside.exchange import in_time, until

NAME = r"[\w-][\w.-]{0,99}"  # of an assignment
BETWEEN = " · "  # the name of the course, and what is said behind it


class Listed(AssignmentList):
    """What nbgrader lists, with a word on time; an error is a sentence."""

    def list_assignments(self, course_id: str | None = None) -> dict[str, Any]:
        """List what is handed out and handed in."""
        found: dict[str, Any] = super().list_assignments(_course(course_id))
        if not found["success"]:
            return {**found, "value": "submissions cannot be reached just now: try again"}
        for each in found["value"]:
            if each.get("deadline"):
                each["course_id"] += f"{BETWEEN}until {until(each['deadline'])}"
            for one in each.get("submissions", ()):
                receipt = one["receipt"]
                said = [f"{one['timestamp'][:19]} UTC", in_time(receipt), receipt["digest"]]
                one["timestamp"] = BETWEEN.join(
                    filter(None, [*said, receipt["answered"], receipt["first_look"]])
                )
        return found

    def list_courses(self) -> dict[str, Any]:
        """Name the course."""
        found: dict[str, Any] = super().list_courses()
        if found["success"]:
            found["value"] = sorted({_course(name) for name in found["value"]})
        return found

    def fetch_assignment(self, course_id: str, assignment_id: str) -> dict[str, Any]:
        """Fetch an assignment."""
        return _sentence(super().fetch_assignment(_course(course_id), assignment_id))

    def fetch_feedback(self, course_id: str, assignment_id: str) -> dict[str, Any]:
        """Fetch feedback."""
        return _sentence(super().fetch_feedback(_course(course_id), assignment_id))

    def submit_assignment(self, course_id: str, assignment_id: str) -> dict[str, Any]:
        """Hand in an assignment."""
        return _sentence(super().submit_assignment(_course(course_id), assignment_id))


class Open(JupyterHandler):
    """Opens an assignment in Lab; one that is not there yet is fetched."""

    @authenticated
    def get(self, name: str) -> None:
        """Fetch, and lead on."""
        listed: Listed = self.settings["assignment_list_manager"]
        if not (Path(listed.root_dir) / name).is_dir():
            fetched = listed.fetch_assignment(os.environ["COURSE_ID"], name)
            if not fetched["success"]:
                raise HTTPError(404, fetched["value"])
        self.redirect(url_path_join(self.base_url, "lab/tree", name, f"{name}.ipynb"))


def _load_jupyter_server_extension(app: ServerApp) -> None:
    load_jupyter_server_extension(app)
    listed = Listed(parent=app)
    listed.root_dir = app.root_dir
    app.web_app.settings["assignment_list_manager"] = listed
    place = url_path_join(app.web_app.settings["base_url"], f"course/open/({NAME})")
    app.web_app.add_handlers(".*$", [(place, Open)])  # type: ignore[no-untyped-call]


def _course(course: Any) -> Any:
    return course and course.partition(BETWEEN)[0]


def _sentence(answer: dict[str, Any]) -> dict[str, Any]:
    """Leave of a traceback the sentence at its end."""
    if answer["success"]:
        return answer
    return {**answer, "value": answer["value"].strip().splitlines()[-1].partition(": ")[2]}
