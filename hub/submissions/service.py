"""What the submission service knows and does, for one student at a time."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import nbformat
from sqlalchemy.exc import SQLAlchemyError

from grading.course.configuration import settings_path
from grading.course.deadlines import deadline_of
from grading.course.directory import Course
from grading.handed_in.restore import restore
from grading.nbgrader.feedback import score_in
from grading.words.errors import CourseError
from hub.submissions.answers import Answers, state_of, title_of
from hub.submissions.inside.files import Files, digest_of
from hub.submissions.late import said_of_cost, said_of_steps
from hub.submissions.looks import Looks
from hub.submissions.store import Refused, Store, Submission, check_files

Result = TypeVar("Result")
TO_COME = "first look: to come within a minute"
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
        _ = course.settings  # read now: a teacher may be in the middle of a change later
        self._read = _changed(course)
        self._one_at_a_time = ThreadPoolExecutor(1)
        self._beside = ThreadPoolExecutor(1)

    async def do(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """Do work of the store's beside the loop, one after another."""
        return await asyncio.get_running_loop().run_in_executor(
            self._one_at_a_time, work, *arguments
        )

    async def try_out(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """Do work that touches nothing of the store's: however long it takes, no hand-in waits."""
        return await asyncio.get_running_loop().run_in_executor(self._beside, work, *arguments)

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
                "title": title_of(files.get(f"{name}.ipynb", b"")) or name,
                "deadline": _said(self.deadline(name, student)),
                "deadline_of_class": _said(self.deadline(name, "")),
                "late": said_of_steps(self.course),
            }
            for name in self.store.released()
            for files in [self.store.release(name)]
        }

    def submissions(self, student: str) -> list[dict[str, Any]]:
        """Tell what a student has handed in."""
        found = self.store.submissions(student)
        newest = {each.assignment: each for each in found}
        return [self.receipt(each, each is newest[each.assignment]) for each in found]

    def draft(self, student: str, assignment: str, files: Files) -> dict[str, Any]:
        """Tell what would be handed in: which questions are open, and what lateness costs."""
        self.store.release(assignment)
        check_files(files, self.store.quota)
        deadline = self.deadline(assignment, student)
        now = datetime.now(UTC)
        late = deadline is not None and now > deadline
        return {
            "assignment": assignment,
            "deadline": _said(deadline),
            "late": late,
            "cost": said_of_cost(self.course, now - deadline) if deadline and late else "",
            **state_of(self.course, assignment, files),
        }

    def restored(self, assignment: str, files: Files) -> Files:
        """Give a student's notebooks as they were released, with the answers in them."""
        self.store.release(assignment)
        check_files(files, self.store.quota)
        found = {}
        for notebook in self.course.notebooks(assignment):
            name = f"{notebook}.ipynb"
            whole = None
            if name in files:
                released = self.course.versions(assignment, notebook).released
                whole = restore(files[name], released)
            if whole is not None:
                found[name] = nbformat.writes(whole).encode()
        if not found:
            raise Refused(
                "nothing in the notebook can be read: rename its folder, and open it anew"
            )
        return found

    def receive(self, student: str, assignment: str, files: Files) -> dict[str, Any]:
        """Take a submission, and tell so."""
        taken = self.store.receive(student, assignment, files)
        log.info("%s handed in %s: %s", student, assignment, taken.digest)
        return self.receipt(taken)

    def receipt(self, submission: Submission, newest: bool = True) -> dict[str, Any]:
        """Tell what was handed in, when, whether that was in time, and how it looks at first."""
        deadline = self.deadline(submission.assignment, submission.student)
        notebooks = sorted(path.stem for path in submission.folder.glob("*.ipynb"))
        given_back = self.store.feedback(submission)
        pages = given_back or self.looks.pages(submission)
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
            "score": score_of(given_back),
            "has_feedback": bool(given_back),
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


def _changed(course: Course) -> float | None:
    path = settings_path(course.root)
    return None if path is None else path.stat().st_mtime


def score_of(pages: Files) -> dict[str, float] | None:
    """Add up the points that pages of feedback tell; None where one tells none."""
    scores = [score_in(page) for page in pages.values()]
    told = [score for score in scores if score is not None]
    if not told or len(told) < len(scores):
        return None
    return {"points": sum(points for points, _ in told), "most": sum(most for _, most in told)}


def _is_notebook(name: str) -> bool:
    return name.endswith(".ipynb") and "/" not in name


def _said(deadline: datetime | None) -> str | None:
    return None if deadline is None else deadline.isoformat(timespec="minutes")
