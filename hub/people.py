"""Who is in the course: a table of students, and the teachers."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from hub.errors import Missing

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")  # of a folder, and in an address
COLUMNS = ("id", "first_name", "last_name", "email")  # nbgrader's; only the first must be there


@dataclass(frozen=True)
class Person:
    """A student, as the gradebook names one."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""


def read_students(path: Path) -> list[Person]:
    """Read a table of students: CSV with a line of titles, `id` and what more is known.

    Raises
    ------
    Missing
        Which names the file, the line, and what is wrong there.
    """
    try:
        with open(path, newline="", encoding="utf-8-sig") as file:
            table = csv.DictReader(file, strict=True)
            titles = table.fieldnames or []
            if "id" not in titles:
                said = f"{path}, line 1: the titles of the columns must be there, among them 'id'"
                raise Missing(said)
            found: dict[str, Person] = {}
            for row in table:
                person = Person(**{title: (row.get(title) or "").strip() for title in COLUMNS})
                _check(person.id, f"{path}, line {table.line_num}")
                if person.id in found:
                    raise Missing(f"{path}, line {table.line_num}: {person.id} comes twice")
                found[person.id] = person
    except FileNotFoundError:
        raise Missing(f"there is no table of students {path}: make one, with a line 'id'") from None
    except (csv.Error, UnicodeDecodeError) as error:
        raise Missing(f"{path}: it is no table in UTF-8, separated by commas ({error})") from None
    return list(found.values())


def _check(name: str, place: str) -> None:
    if not NAME.fullmatch(name):
        raise Missing(
            f"{place}: the id {name!r} is not of small letters, digits, dots, - and _, or too long"
        )
