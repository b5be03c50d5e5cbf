"""Passwords that stay: hashed, in the state folder.

    accounts.json         from each name to salt and hash
    first_passwords.csv   what was drawn for whom, until you delete the file
    accounts.lock         held by who changes them: the hub, or a command beside it

A name without a password gets one at the next start.
"""

import csv
import fcntl
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

COST = {"n": 2**14, "r": 8, "p": 1}  # of scrypt: 16 MB and some 50 ms a try


def new_password() -> str:
    """Draw twelve random letters and digits that are hard to misread, 59 bits."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(3))


class Accounts:
    """The passwords of a course.

    Parameters
    ----------
    state : Path
        The state folder.
    """

    def __init__(self, state: Path) -> None:
        self._hashes = state / "accounts.json"
        self._first = state / "first_passwords.csv"

    def draw_for(self, names: Iterable[str]) -> None:
        """Give a password to each name that has none."""
        with self._alone():
            known = self._known()
            self._keep({name: new_password() for name in names if name not in known})

    def names(self) -> list[str]:
        """List who has a password."""
        return sorted(self._known())

    def renew(self, name: str) -> str:
        """Give a name another password; the old one is worth nothing from now on."""
        password = new_password()
        with self._alone():
            self._keep({name: password})
        return password

    def choose(self, name: str, password: str) -> None:
        """Give a name the password that somebody chose: it is written down nowhere."""
        with self._alone():
            self._keep_hashes({name: password})
            drawn = self.first_passwords()
            if drawn.pop(name, None):
                self._keep_drawn(drawn)

    def is_right(self, name: str, password: str) -> bool:
        """Tell whether a password is a name's; it takes as long where there is no such name."""
        salt, known = self._known().get(name, ("00" * 16, ""))
        return hmac.compare_digest(_hashed(password, salt), known)

    def first_passwords(self) -> dict[str, str]:
        """Read what was drawn, as far as it still holds and the file is there."""
        if not self._first.exists():
            return {}
        with open(self._first, newline="") as file:
            return {row["name"]: row["password"] for row in csv.DictReader(file)}

    @property
    def first_path(self) -> Path:
        """Where the passwords stand that were drawn."""
        return self._first

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with open(self._hashes.with_suffix(".lock"), "a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _known(self) -> dict[str, tuple[str, str]]:
        if not self._hashes.exists():
            return {}
        return {name: tuple(both) for name, both in json.loads(self._hashes.read_text()).items()}

    def _keep(self, passwords: dict[str, str]) -> None:
        """Write the hashes, then what was drawn."""
        if passwords:
            self._keep_hashes(passwords)
            self._keep_drawn(self.first_passwords() | passwords)

    def _keep_hashes(self, passwords: dict[str, str]) -> None:
        known = self._known()
        for name, password in passwords.items():
            salt = secrets.token_hex(16)
            known[name] = (salt, _hashed(password, salt))
        _replace(self._hashes, json.dumps(known, indent=1))

    def _keep_drawn(self, passwords: dict[str, str]) -> None:
        lines = "".join(f"{name},{password}\n" for name, password in passwords.items())
        _replace(self._first, f"name,password\n{lines}")


def _hashed(password: str, salt: str) -> str:
    return hashlib.scrypt(password.encode(), salt=bytes.fromhex(salt), **COST).hex()


def _replace(path: Path, text: str) -> None:
    """Write a file that only this account reads, whole or not at all."""
    draft = path.with_name(f"{path.name}.part")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
