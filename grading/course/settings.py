"""`course.toml`: what an instructor says of a course, in a file that needs no Python.

name = "basic_deep_learning"
db_url = "postgresql+psycopg://teacher@db.example.org/course"
unknown_students = "add"                # who is in no table of students is graded too
tests_in_students_room = ["pandas_1"]   # less safe: see grading/words/plain.py

[deadlines]
ps2_counting = 2026-12-01T23:59:00+01:00

[extensions.ps2_counting]
ada = 2026-12-03T23:59:00+01:00

[[late]]            # up to a day late: a tenth of the points is lost
days = 1
loses = 0.1

[[late]]            # up to a week: half; after the last step, all
days = 7
loses = 0.5

[hub]               # who comes in, and where: `python -m hub`
students = "students.csv"
teachers = ["turing"]
port = 8000

[hub.openid]        # in place of passwords; or [hub.lti]
authorize_url = "https://login.example.org/authorize"
token_url = "https://login.example.org/token"
userdata_url = "https://login.example.org/userinfo"
client_id = "course"
client_secret = "openid_secret"    # a file

[limits]            # of a student's server there
memory_mb = 2048
home_mb = 2048

[first_look]        # there, what is handed in is looked at at once
shows = "points"
per_hour = 6
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AwareDatetime,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)
from traitlets.config import Config

from grading.course.hub import Address, FirstLook, Hub, Limits, Strict
from grading.words.errors import CourseError

# A name enters paths, and the address of the exchange.
Name = Annotated[str, StringConstraints(pattern=r"^[\w.-]+$", max_length=100)]
# pydantic's kinds of errors -> what to say; other kinds say pydantic's own words.
SENTENCES = {
    "extra_forbidden": "there is no such setting",
    "timezone_aware": "say the time zone, as in 2026-12-01T23:59:00+01:00",
    "date_time_type": "write a date and a time without quotes, as in 2026-12-01T23:59:00+01:00",
    "datetime_type": "write a date and a time without quotes, as in 2026-12-01T23:59:00+01:00",
}
HEADER = re.compile(r"\s*(\[\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"\s*([\w.\"'-]+)\s*=")


class Step(Strict):
    """A step of the penalty: who is late, but not by more than this, loses that share."""

    days: float = Field(gt=0)
    loses: float = Field(ge=0, le=1)


class Settings(Strict):
    """All that `course.toml` may say; nothing of it must be there."""

    name: Name = ""
    db_url: str = ""
    formgrader: Address = "http://127.0.0.1:8000/user/instructor/formgrader"  # of `make course`
    attempts: int = Field(default=0, ge=1, validate_default=False)
    unknown_students: Literal["", "add", "refuse"] = ""  # by default refused where there is a hub
    tests_in_students_room: list[Name] = Field(
        default=[]
    )  # assignments of nbgrader's own cells; less safe
    deadlines: dict[str, AwareDatetime] = Field(default={})
    extensions: dict[str, dict[str, AwareDatetime]] = Field(
        default={}
    )  # by assignment, then student
    late: list[Step] = Field(default=[])
    hub: Hub | None = None
    limits: Limits = Limits()
    first_look: FirstLook | None = None

    @model_validator(mode="after")
    def _steps_rise(self) -> "Settings":
        days = [step.days for step in self.late]
        if days != sorted(set(days)):
            raise ValueError("late: the steps must follow one another, the shortest first")
        for assignment in self.extensions:
            if assignment not in self.deadlines:
                raise ValueError(f"extensions.{assignment}: its deadline is missing in [deadlines]")
        return self

    def deadline(self, assignment: str) -> datetime | None:
        """Give the deadline of an assignment as a gradebook holds it: in UTC, not saying so."""
        when = self.deadlines.get(assignment)
        return None if when is None else _in_gradebook(when)

    def extension(self, assignment: str, student: str) -> timedelta | None:
        """Give the time that a student has on top of the deadline."""
        when = self.extensions.get(assignment, {}).get(student)
        return None if when is None else when - self.deadlines[assignment]

    def as_config(self) -> Config:
        """Say it in nbgrader's words, as far as it has words for it."""
        config = Config()
        if self.name:
            config.CourseDirectory.course_id = self.name
        if self.db_url:
            config.CourseDirectory.db_url = self.db_url
        if self.attempts:
            config.ExchangeFactory.collect = "grading.nbgrader.collect.LimitedCollect"
            config.LimitedCollect.attempts = self.attempts
        if self.late:
            config.AssignLatePenalties.plugin_class = "grading.nbgrader.late.StepwisePenalty"
            config.StepwisePenalty.steps = [(step.days, step.loses) for step in self.late]
        return config


def read_settings(path: Path) -> Settings:
    """Read `course.toml`.

    Raises
    ------
    CourseError
        Which names the file, the line, and what is wrong there.
    """
    try:
        text = path.read_bytes().decode()
        return Settings.model_validate(tomllib.loads(text))
    except UnicodeDecodeError:
        raise CourseError(f"{path}: it is not written in UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        said, _, place = str(error).rpartition(" (at ")
        found = re.match(r"line (\d+)", place)
        line = int(found[1]) if found else len(text.rstrip().split("\n"))
        raise CourseError(f"{path}, line {line}: {said}") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        said = SENTENCES.get(first["type"], first["msg"].removeprefix("Value error, "))
        line = line_of(text, first["loc"] or said.partition(":")[0].split("."))
        raise CourseError(f"{path}, line {line}: {where}{': ' if where else ''}{said}") from None


def line_of(text: str, place: Sequence[str | int]) -> int:
    """Find the line in which a setting stands, or else its table.

    >>> line_of("name = 'a'\\n[deadlines]\\nps1 = 3", ["deadlines", "ps1"])
    3
    """
    wanted = list(map(str, place))

    def in_common(found: list[str]) -> int:
        return len(found) if wanted[: len(found)] == found else 0

    lines = dict(_places(text))
    return max(lines, key=lambda line: in_common(lines[line]), default=1)


def _places(text: str) -> Iterator[tuple[int, list[str]]]:
    """Pair each line that names something with what it names, tables first."""
    table: list[str] = []
    many: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if found := HEADER.match(line):
            table = _keys(found[2])
            if found[1] == "[[":
                many[found[2]] = many.get(found[2], -1) + 1
                table = [*table, str(many[found[2]])]
            yield number, table
        elif found := KEY.match(line):
            yield number, [*table, *_keys(found[1])]


def _keys(dotted: str) -> list[str]:
    return [key.strip().strip("\"'") for key in dotted.split(".")]


def _in_gradebook(when: datetime) -> datetime:
    return when.astimezone(UTC).replace(tzinfo=None)
