"""nbgrader's exchange for a student: what is handed in and out passes through the service.

`nbgrader_config.py` names these classes. Where the service is, stands in $COURSE_SUBMISSIONS:
`http+unix://%2Frun%2Fcourse%2Fsubmissions.sock` on one machine, `http://…` on a cluster. Who asks
is known by the token of the server, $JUPYTERHUB_API_TOKEN.
"""

import http.client
import json
import os
import socket
import time
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from nbgrader.exchange import abc

from hub.submissions.inside.files import MOST_MEGABYTES, Files, digest_of, pack, unpack

PATIENCE = 30  # seconds, while the service starts again


class _Unix(http.client.HTTPConnection):
    """A connection to a Unix socket, whose path is the host's name."""

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(unquote(self.host))


class Exchange(abc.Exchange):
    """What all of it shares: the service's address, and the folder of an assignment."""

    def init_src(self) -> None:
        """Look for nothing beforehand: the service says what is missing."""

    def init_dest(self) -> None:
        """Make nothing beforehand."""

    def ask(self, path: str) -> Any:
        """Ask the service something; what it answers."""
        return json.loads(self.send(path))

    def send(self, path: str, files: Files | None = None) -> bytes:
        """Ask the service, or hand files in; what it answers, in JSON.

        While it does not answer it is asked again: a submission that was taken is not taken twice.

        Raises
        ------
        nbgrader.exchange.ExchangeError
            If it refuses; the message is its own.
        """
        token = os.environ["JUPYTERHUB_API_TOKEN"]
        headers = {"Authorization": f"token {token}"}
        body = None if files is None else pack(files)
        until = time.monotonic() + PATIENCE
        while True:
            try:
                status, answer = _request(path, body, headers)
                break
            except (OSError, http.client.HTTPException):
                if time.monotonic() > until:
                    self.fail("submissions cannot be reached just now; nothing is lost: try again")
                time.sleep(0.2)
        if status != 200:
            self.fail(json.loads(answer)["message"])
        return answer

    def folder(self, assignment: str) -> Path:
        """Name the folder of an assignment."""
        return Path(self.assignment_dir).resolve() / assignment


class List(Exchange, abc.ExchangeList):
    """Lists what is handed out, and what was handed in."""

    def copy_files(self) -> None:
        """Copy nothing."""

    def list_files(self) -> list[dict[str, Any]]:
        """List, in the form that nbgrader's own has."""
        return self._handed_in() if self.inbound or self.cached else self._handed_out()

    def remove_files(self) -> list[dict[str, Any]]:
        """Refuse: what was handed in stays."""
        self.fail("what was handed in cannot be taken back; the newest counts")
        return []

    def _handed_out(self) -> list[dict[str, Any]]:
        found = self.ask("/assignments")
        return [
            {
                "course_id": found["course"],
                "assignment_id": name,
                "status": "fetched" if self.folder(name).is_dir() else "released",
                "path": str(self.folder(name)),
                "deadline": said["deadline"],
                "notebooks": [
                    {"notebook_id": each, "path": str(self.folder(name) / f"{each}.ipynb")}
                    for each in self._notebooks(name, said["notebooks"])
                ],
            }
            for name, said in found["assignments"].items()
        ]

    def _notebooks(self, name: str, released: list[str]) -> list[str]:
        there = sorted(path.stem for path in self.folder(name).glob("*.ipynb"))
        return there or released

    def _handed_in(self) -> list[dict[str, Any]]:
        course = self.ask("/assignments")["course"]
        listed: dict[str, dict[str, Any]] = {}
        for receipt in self.ask("/submissions"):
            name = receipt["assignment"]
            one = {"course_id": course, "assignment_id": name, "student_id": receipt["student"]}
            one["status"] = "submitted"
            listed.setdefault(name, {**one, "submissions": []})
            listed[name]["submissions"].append({**one, **self._with_feedback(receipt)})
        return [listed[name] for name in sorted(listed)]

    def _with_feedback(self, receipt: dict[str, Any]) -> dict[str, Any]:
        """Say of a submission whether feedback is there, and whether it was fetched."""
        folder = self.folder(receipt["assignment"]) / "feedback" / receipt["timestamp"]
        notebooks = []
        for name, digest in receipt["notebooks"].items():
            path = folder / f"{name}.html"
            fetched = path.is_file()
            same = fetched and digest == digest_of({name: path.read_bytes()})
            notebooks.append(
                {
                    "notebook_id": name,
                    "path": str(path),
                    "has_local_feedback": fetched,
                    "has_exchange_feedback": digest is not None,
                    "local_feedback_path": str(path) if fetched else None,
                    "feedback_updated": fetched and digest is not None and not same,
                }
            )
        fetched = bool(notebooks) and all(each["has_local_feedback"] for each in notebooks)
        return {
            "timestamp": receipt["timestamp"],
            "receipt": receipt,
            "path": str(folder),
            "notebooks": notebooks,
            "has_local_feedback": fetched,
            "has_exchange_feedback": bool(notebooks)
            and all(each["has_exchange_feedback"] for each in notebooks),
            "feedback_updated": any(each["feedback_updated"] for each in notebooks),
            "local_feedback_path": str(folder) if fetched else None,
        }


class FetchAssignment(Exchange, abc.ExchangeFetchAssignment):
    """Fetches an assignment; of one that is there, what is missing."""

    def copy_files(self) -> None:
        """Write what is not there yet."""
        name = self.coursedir.assignment_id
        files = unpack(self.send(f"/assignments/{quote(name, safe='')}"))
        if self.folder(name).is_dir() and not self.replace_missing_files:
            self.fail(f"you have {name} already: to begin anew, rename its folder")
        _write(self.folder(name), files)


class FetchFeedback(Exchange, abc.ExchangeFetchFeedback):
    """Fetches all feedback on an assignment."""

    def copy_files(self) -> None:
        """Write it, each submission's in a folder called by its time."""
        name = self.coursedir.assignment_id
        for receipt in self.ask("/submissions"):
            if receipt["assignment"] == name and any(receipt["notebooks"].values()):
                when = receipt["timestamp"]
                pages = unpack(self.send(f"/feedback/{quote(name, safe='')}/{quote(when)}"))
                folder = self.folder(name) / "feedback" / when
                _write(folder, {f"{page}.html": data for page, data in pages.items()}, over=True)


class Submit(Exchange, abc.ExchangeSubmit):
    """Hands a folder in, and keeps the receipt."""

    receipt: dict[str, Any]

    def copy_files(self) -> None:
        """Send what lies in the folder; write the receipt to `receipts/`."""
        name = Path(self.coursedir.assignment_id).name
        receipt = json.loads(self.send(f"/submissions/{quote(name, safe='')}", self.files(name)))
        self.receipt = receipt
        place = Path(self.assignment_dir).resolve() / "receipts"
        place.mkdir(exist_ok=True)
        when = receipt["timestamp"][:19].replace(":", ".")
        (place / f"{name} {when}.txt").write_text(receipt_text(receipt))
        self.log.info("%s", receipt_text(receipt))

    def files(self, name: str) -> Files:
        """Read what would be handed in."""
        if not self.folder(name).is_dir():
            self.fail(f"there is no folder {name} here: fetch the assignment")
        files = dict(self._files(self.folder(name)))
        if (size := sum(map(len, files.values())) / 1e6) > MOST_MEGABYTES:
            self.fail(f"the folder holds {size:.0f} MB: move away what does not belong to {name}")
        return files

    def _files(self, folder: Path) -> Iterator[tuple[str, bytes]]:
        ignored = self.coursedir.ignore
        for place, folders, names in os.walk(folder):
            folders[:] = [each for each in folders if not _matches(each, ignored)]
            for path in (Path(place) / each for each in names if not _matches(each, ignored)):
                if path.is_file() and not path.is_symlink():
                    yield str(path.relative_to(folder)), path.read_bytes()


def receipt_text(receipt: dict[str, Any]) -> str:
    """Write a receipt for a person."""
    return (
        f"{receipt['assignment']}, handed in by {receipt['student']}\n"
        f"at {receipt['timestamp']}, {in_time(receipt)}\n"
        f"{receipt['answered'] or 'its answers were not counted'}\n"
        f"SHA-256 of the list of files, its first 32 digits: {receipt['digest']}\n"
    )


def in_time(receipt: dict[str, Any]) -> str:
    """Say whether a submission was in time."""
    if receipt["deadline"] is None:
        return "there is no deadline"
    return f"{'late' if receipt['late'] else 'in time'}: until {until(receipt['deadline'])}"


def until(deadline: str) -> str:
    """Write a deadline for a person.

    >>> until("2026-12-01T22:59+00:00"), until("2026-12-01T23:59+01:00")
    ('2026-12-01 22:59 UTC', '2026-12-01 23:59 +01:00')
    """
    day, time, zone = deadline[:10], deadline[11:16], deadline[16:]
    return f"{day} {time} {'UTC' if zone == '+00:00' else zone}"


def _request(path: str, body: str | None, headers: dict[str, str]) -> tuple[int, bytes]:
    address = urlsplit(os.environ["COURSE_SUBMISSIONS"])
    kind = _Unix if address.scheme == "http+unix" else http.client.HTTPConnection
    connection = kind(address.netloc, timeout=60)
    try:
        connection.request("GET" if body is None else "POST", path, body, headers)
        answer = connection.getresponse()
        if answer.status == http.client.SERVICE_UNAVAILABLE:
            raise ConnectionError("the hub is starting")
        return answer.status, answer.read()
    finally:
        connection.close()


def _write(folder: Path, files: Files, over: bool = False) -> None:
    """Write files below a folder: those that are not there, or all."""
    for name, data in files.items():
        path = folder / name
        if over or not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def _matches(name: str, patterns: list[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
