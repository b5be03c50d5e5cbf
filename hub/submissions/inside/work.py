"""What a student does with assignments: through nbgrader's exchange, in the student's home."""

import json
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Configurable

from hub.submissions.inside import exchange
from hub.submissions.inside.checked import checked
from hub.submissions.inside.files import Files, digest_of, unpack

Kind = TypeVar("Kind", bound=exchange.Exchange)


class Work:
    """The assignments of one student.

    Every method may raise nbgrader's `ExchangeError`, whose message is a sentence to the student.

    Parameters
    ----------
    home : Path
        In which each assignment has a folder.
    parent : traitlets.config.Configurable
        Whose configuration holds.
    """

    def __init__(self, home: Path, parent: Configurable) -> None:
        self.home = home
        self.parent = parent

    def listed(self) -> list[dict[str, Any]]:
        """List the assignments, each with what was handed in, the newest first."""
        service = self._exchange(exchange.Exchange)
        handed_out = service.ask("/assignments")["assignments"]
        handed_in: dict[str, list[Any]] = {}
        for receipt in service.ask("/submissions"):
            handed_in.setdefault(receipt["assignment"], []).insert(0, receipt)
        return [
            {
                "name": name,
                "handed_out": name in handed_out,
                "fetched": (self.home / name).is_dir(),
                "submissions": handed_in.get(name, []),
                **handed_out.get(name, {"title": name}),
            }
            for name in sorted({*handed_out, *handed_in})
        ]

    def notebook(self, name: str) -> str:
        """Fetch what is missing of an assignment, and write over nothing; its notebook's path."""
        there = self._notebook_in(name)
        if not there:
            self._exchange(exchange.FetchAssignment, name, replace_missing_files=True).start()
            there = self._notebook_in(name)
        return f"{name}/{there}"

    def draft(self, name: str) -> dict[str, Any]:
        """Say what would be handed in now."""
        submit = self._exchange(exchange.Submit, name)
        files = submit.files(name)
        notebooks = {file: data for file, data in files.items() if file.endswith(".ipynb")}
        found: dict[str, Any] = json.loads(submit.send(_path("drafts", name), notebooks))
        receipts = [each for each in submit.ask("/submissions") if each["assignment"] == name]
        same = bool(receipts) and receipts[-1]["digest"] == digest_of(files)
        return {**found, "same_as": receipts[-1]["timestamp"] if same else None}

    def hand_in(self, name: str) -> dict[str, Any]:
        """Hand in; the receipt."""
        submit = self._exchange(exchange.Submit, name)
        submit.start()
        return submit.receipt

    def restore(self, name: str) -> dict[str, Any]:
        """Put the answers into the released notebooks; the old files are kept beside them."""
        submit = self._exchange(exchange.Submit, name)
        folder = self.home / name
        notebooks = {path.name: path.read_bytes() for path in folder.glob("*.ipynb")}
        if not notebooks:
            submit.fail(f"there is no notebook in the folder {name}: open the assignment")
        kept = []
        for file, data in unpack(submit.send(_path("restored", name), notebooks)).items():
            old = _free(folder / f"{Path(file).stem} before restoring.ipynb.old")
            old.write_bytes(notebooks[file])
            (folder / file).write_bytes(data)
            kept.append(f"{name}/{old.name}")
        return {"kept": kept}

    def validate(self, name: str, notebook: str) -> dict[str, Any]:
        """Run a notebook from a fresh start, and say what its checks say."""
        path = self.home / name / notebook
        if not path.is_file():
            self._exchange(exchange.Exchange).fail(f"there is no notebook {name}/{notebook}")
        return {"checks": checked(path, self.parent)}

    def pages(self, name: str, timestamp: str) -> Files:
        """Read the pages on a submission: of feedback, or of the first look."""
        service = self._exchange(exchange.Exchange)
        return unpack(service.send(f"{_path('feedback', name)}/{quote(timestamp, safe='')}"))

    def _exchange(self, kind: type[Kind], name: str = "", **more: Any) -> Kind:
        directory = CourseDirectory(parent=self.parent, assignment_id=name)
        place = str(self.home)
        return kind(coursedir=directory, parent=self.parent, assignment_dir=place, **more)

    def _notebook_in(self, name: str) -> str:
        found = sorted(path.name for path in (self.home / name).glob("*.ipynb"))
        own = f"{name}.ipynb"
        return own if own in found else next(iter(found), "")


def _path(what: str, name: str) -> str:
    return f"/{what}/{quote(name, safe='')}"


def _free(path: Path) -> Path:
    """Find a name that is not taken: the second is `NAME 2.old`."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem} {number}{path.suffix}")
    return found
