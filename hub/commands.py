"""What is done to a hub beside its start: a new password, a backup, its way back.

Each command takes the state folder and a word, and says what it did.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from grading.course.archive import is_free, read_archive, write_archive
from grading.words.errors import CourseError
from hub.errors import Missing
from hub.signin.accounts import Accounts

DATABASE = "hub.sqlite"


def renew_password(state: Path, name: str) -> str:
    """Draw another password for somebody."""
    accounts = Accounts(state)
    if name not in accounts.names():
        raise Missing(
            f"{name or 'nobody'} has no account: python -m hub password NAME; who is new in the "
            "table of students gets one when the hub starts"
        )
    return f"{name}  {accounts.renew(name)}"


def back_up(state: Path, file: str) -> str:
    """Write the state folder into one file, also while the hub runs."""
    if not (state / DATABASE).is_file():
        raise Missing(f"there is no hub in {state}: name its folder with --state")
    path = _file(file)
    with _sentences():
        write_archive(path, state, [state / DATABASE])
    return (
        f"wrote {path}: passwords and secrets are in it, so keep it where only you read\n"
        "the course directory is not: python -m grading backup course.tar.gz"
    )


def restore(state: Path, file: str) -> str:
    """Make a state folder of a backup."""
    if not is_free(state):
        raise Missing(f"{state} is not empty: name a new folder with --state, or move it away")
    with _sentences():
        read_archive(_file(file), state, DATABASE, "a hub")
    state.chmod(0o700)
    return f"restored {state}"


COMMANDS: dict[str, Callable[[Path, str], str]] = {
    "password": renew_password,
    "backup": back_up,
    "restore": restore,
}


def _file(name: str) -> Path:
    if not name:
        raise Missing("which file? python -m hub backup FILE.tar.gz")
    return Path(name)


@contextmanager
def _sentences() -> Iterator[None]:
    """Say in a sentence what went wrong with a file."""
    try:
        yield
    except CourseError as error:
        raise Missing(str(error)) from None
    except OSError as error:
        raise Missing(f"{error.filename or 'the disk'}: {error.strerror}") from None
