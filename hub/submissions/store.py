"""What is handed in and handed out, in the folders of nbgrader's exchange.

    inbound/STUDENT+ASSIGNMENT+TIME+DIGEST/ a submission: whole as soon as it is there
    outbound/ASSIGNMENT/                    what students fetch
    feedback/HASH.html                      found by the secret of a submission
    arriving/                               what is not whole yet

Whoever calls has found out who the student is.
"""

import hashlib
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath

from hub.submissions.inside.files import Files, digest_of

FORMAT = "%Y-%m-%d %H:%M:%S.%f UTC"  # as nbgrader writes a time
NAME = re.compile(r"[\w-][\w.-]{0,99}", re.ASCII)  # of an assignment
OWN = ("timestamp.txt", "submission_secret.txt")  # files that are the store's


class Refused(Exception):
    """Something is not taken, or not there; the message tells the student what to do."""


@dataclass(frozen=True)
class Quota:
    """What one student may hand in."""

    megabytes: float = 10  # one submission
    files: int = 100  # of one submission
    submissions: int = 50  # of one assignment
    total_megabytes: float = 200  # all that is kept of a student


@dataclass(frozen=True)
class Submission:
    """One submission: where it lies, and what its name says."""

    folder: Path
    student: str
    assignment: str
    time: datetime
    digest: str

    @property
    def timestamp(self) -> str:
        """The time, as nbgrader writes it."""
        return self.time.strftime(FORMAT)

    @property
    def files(self) -> Files:
        """What was handed in."""
        return {name: data for name, data in read_files(self.folder).items() if name not in OWN}


class Store:
    """The exchange of one course.

    Parameters
    ----------
    folder : Path
        Of the course in nbgrader's exchange.
    quota : Quota
    """

    def __init__(self, folder: Path, quota: Quota | None = None) -> None:
        self.folder = folder
        self.quota = quota or Quota()
        for name in ("inbound", "outbound", "feedback", "arriving"):
            (folder / name).mkdir(parents=True, exist_ok=True)

    def sweep(self) -> None:
        """Remove what was on its way when the service was killed."""
        for draft in self._arriving.iterdir():
            shutil.rmtree(draft, ignore_errors=True)

    @property
    def _arriving(self) -> Path:
        return self.folder / "arriving"

    def released(self) -> list[str]:
        """List the assignments that are handed out."""
        return sorted(path.name for path in (self.folder / "outbound").iterdir() if path.is_dir())

    def release(self, assignment: str) -> Files:
        """Read what students get.

        Raises
        ------
        Refused
            If there is no such assignment.
        """
        if not NAME.fullmatch(assignment) or assignment not in self.released():
            raise Refused(f"there is no assignment {assignment[:100]!r}: look at the list again")
        return read_files(self.folder / "outbound" / assignment)

    def everything(self) -> list[Submission]:
        """List what all have handed in, the oldest first."""
        found = (_parse(path) for path in (self.folder / "inbound").iterdir())
        return sorted((each for each in found if each is not None), key=lambda each: each.time)

    def submissions(self, student: str, assignment: str | None = None) -> list[Submission]:
        """List what a student has handed in, the oldest first."""
        own = (each for each in self.everything() if each.student == student)
        return [each for each in own if assignment in (None, each.assignment)]

    def receive(self, student: str, assignment: str, files: Files) -> Submission:
        """Take a submission; it is on the disk when this returns.

        What is the same as the newest is not taken again, and keeps its time: so who got no answer
        may send it once more.

        Raises
        ------
        Refused
            If it is no submission, or too much.
        OSError
            If the disk is full; nothing is left of it then.
        """
        self.release(assignment)
        check_files(files, self.quota)
        digest = digest_of(files)
        before = self.submissions(student)
        of_this = [each for each in before if each.assignment == assignment]
        if of_this and of_this[-1].digest == digest:
            return of_this[-1]
        self._check_room(before, of_this, files)
        time = datetime.now(UTC)
        if of_this:  # a clock that was set back makes no newer submission an older one
            time = max(time, of_this[-1].time + timedelta(microseconds=1))
        name = "+".join((student, assignment, time.strftime(FORMAT), digest))
        submission = _parse(self.folder / "inbound" / name)
        assert submission is not None
        own = {"timestamp.txt": submission.timestamp, "submission_secret.txt": secrets.token_hex()}
        draft = self._arriving / secrets.token_hex(8)
        try:
            _write({**files, **{name: text.encode() for name, text in own.items()}}, draft)
            draft.rename(submission.folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        _sync(submission.folder.parent)
        return submission

    def feedback(self, submission: Submission) -> Files:
        """Read the pages of feedback on a submission that are released."""
        secret = (submission.folder / "submission_secret.txt").read_bytes()
        pages = {}
        for notebook in sorted(submission.folder.glob("*.ipynb")):
            known = hashlib.md5(secret + notebook.stem.encode()).hexdigest()  # as nbgrader names it
            page = self.folder / "feedback" / f"{known}.html"
            if page.is_file():
                pages[notebook.stem] = page.read_bytes()
        return pages

    def _check_room(
        self, before: list[Submission], of_this: list[Submission], files: Files
    ) -> None:
        """Refuse what is too much beside what was handed in before."""
        if len(of_this) >= self.quota.submissions:
            raise Refused(
                f"you have handed this in {len(of_this)} times, and that is as often as it is kept:"
                " ask your instructor to make room"
            )
        kept = sum(size_of(each.folder) for each in before) + sum(map(len, files.values()))
        if kept > self.quota.total_megabytes * 1e6:
            raise Refused(
                f"all that you have handed in would be {kept / 1e6:.0f} MB, and "
                f"{self.quota.total_megabytes:g} MB are kept: ask your instructor to make room"
            )


def read_files(folder: Path) -> Files:
    """Read a folder: regular files alone, by their paths in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in _regular(folder)}


def size_of(folder: Path) -> int:
    """Add up the sizes of a folder's files, in bytes."""
    return sum(path.lstat().st_size for path in _regular(folder))


def _regular(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):
        paths = (Path(place) / name for name in sorted(names))
        yield from (path for path in paths if stat.S_ISREG(path.lstat().st_mode))


def _parse(path: Path) -> Submission | None:
    """Read the name of a submission's folder; a student's may hold a plus, the rest does not."""
    parts = path.name.rsplit("+", 3)
    if len(parts) != 4:
        return None
    try:
        time = datetime.strptime(parts[2], FORMAT).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Submission(path, parts[0], parts[1], time, parts[3])


def check_files(files: Files, quota: Quota) -> None:
    """Refuse what is no submission, or too large a one."""
    if len(files) > quota.files:
        raise Refused(
            f"there are {len(files)} files in the folder, and up to {quota.files} are taken: move "
            "away what does not belong to the assignment"
        )
    size = sum(map(len, files.values()))
    if size > quota.megabytes * 1e6:
        raise Refused(
            f"the folder holds {size / 1e6:.1f} MB, and up to {quota.megabytes:g} MB are taken: "
            "clear large outputs, and move away what does not belong to the assignment"
        )
    for name in files:
        parts = PurePosixPath(name).parts
        plain = name == "/".join(parts) != "" and name.isprintable() and len(name.encode()) < 200
        if not plain or name.startswith("/") or ".." in parts or name in OWN:
            raise Refused(f"a file is called {name[:100]!r}: give it another name")
    if not any(name.endswith(".ipynb") for name in files):
        raise Refused("there is no notebook in the folder: fetch the assignment again")


def _write(files: Files, folder: Path) -> None:
    """Write files to a new folder, and see them on the disk."""
    folder.mkdir()
    for name, data in files.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(path, "xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except (FileExistsError, NotADirectoryError):
            raise Refused(
                f"{name[:100]!r} is both a file and a folder: give it another name"
            ) from None
    for place, _, _ in os.walk(folder, topdown=False):
        _sync(Path(place))


def _sync(folder: Path) -> None:
    """See on the disk what a folder holds."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
