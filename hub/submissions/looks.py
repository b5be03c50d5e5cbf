"""First looks at submissions: which are due, and what was found, in a folder beside the store's.

    looks/STUDENT+ASSIGNMENT+TIME+DIGEST/NOTEBOOK.html   pages for the student
                                         said            a line for the list

A look is whole as soon as it is there, and what has none yet is the queue: whenever the process
that looks is ended, the next one goes on where it was.
"""

import secrets
import shutil
import time
from pathlib import Path

from hub.submissions.inside.files import Files
from hub.submissions.store import Store, Submission

HOUR = 3600  # seconds
SAID = "said"


class Looks:
    """The first looks of one store.

    Parameters
    ----------
    store : hub.submissions.store.Store
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.folder = store.folder / "looks"
        self.folder.mkdir(exist_ok=True)

    def said(self, submission: Submission) -> str:
        """Read the line on a submission; empty where nobody has looked yet."""
        path = self._of(submission) / SAID
        return path.read_text("utf-8") if path.is_file() else ""

    def pages(self, submission: Submission) -> Files:
        """Read the pages on a submission, by its notebooks."""
        return {path.stem: path.read_bytes() for path in self._of(submission).glob("*.html")}

    def due(self, per_hour: int) -> list[Submission]:
        """List the submissions to look at, the oldest first.

        Of one student's for one assignment that is the newest, unless so many were looked at within
        the last hour: then it waits.
        """
        recent = time.time() - HOUR
        newest: dict[tuple[str, str], Submission] = {}
        looked: dict[tuple[str, str], int] = {}
        for each in self.store.everything():
            key = each.student, each.assignment
            newest[key] = each
            place = self._of(each)
            looked[key] = looked.get(key, 0) + (place.is_dir() and place.stat().st_mtime > recent)
        ready = (each for key, each in newest.items() if looked[key] < per_hour)
        return sorted(
            (each for each in ready if not self._of(each).is_dir()), key=lambda each: each.time
        )

    def write(self, submission: Submission, pages: Files, said: str) -> None:
        """Keep what was found; a student sees it from now on."""
        draft = self.folder / f".{secrets.token_hex(8)}"
        draft.mkdir()
        try:
            for name, page in pages.items():
                (draft / f"{name}.html").write_bytes(page)
            (draft / SAID).write_text(said, "utf-8")
            draft.rename(self._of(submission))
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def _of(self, submission: Submission) -> Path:
        return self.folder / submission.folder.name
