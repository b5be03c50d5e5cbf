"""Asks one property: its program runs here, the student's functions in the copy that waits for it.

The keeper lets the copy run, and says afterwards how that ended.
"""

import contextlib
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from types import CodeType
from typing import Any

import numpy as np

from course_lib.checks import changes
from course_lib.checks.answers import Answer
from course_lib.checks.contracts import Contract
from course_lib.checks.cost import limiting
from course_lib.checks.expected import expecting
from course_lib.checks.reference import Reference
from grading.rooms.inside.errors import Gone, RemoteError
from grading.rooms.inside.wall import Peer
from grading.rooms.names import Names, lacks, points_given, run_in
from grading.words.errors import CheckError
from grading.words.properties import Property
from grading.words.right import Right
from grading.words.verdict import HIDDEN

PYTHONS = {"input": lambda prompt="": input(prompt)}  # which a test may have replaced
SHORT = 300  # characters of a reason
FILES = (FileNotFoundError, NotADirectoryError)  # a test reads what a program has written


@dataclass(frozen=True)
class Plain:
    """A plain test: its points, the names that the student's cells define, where it runs."""

    points: float
    theirs: frozenset[str]
    moved: str = ""  # its source, where it runs in the student's room


@dataclass(frozen=True)
class Question:
    """A property, with all that it needs to be asked.

    Parameters
    ----------
    check : str
        The name of the check's cell.
    prop : grading.words.properties.Property
    program : code
        Its statement, compiled.
    names : dict
        The instructor's names at this place; the property may add to it.
    contracts : dict
        From the names that come from the student's room to what they give back.
    right : grading.words.right.Right or None
        The reference answers, if the check asks for them.
    seed : int
        Of the random numbers that the property gets.
    place : int
        Of the copy that answers it.
    plain : Plain or None
        What else is to be known of a plain test.
    """

    check: str
    prop: Property
    program: CodeType
    names: dict[str, Any]
    contracts: dict[str, Contract]
    right: Right | None
    seed: int
    place: int
    plain: Plain | None = None


@dataclass(frozen=True)
class Report:
    """What became of a property: why it does not hold, or None; CPU time; was it ended for that.

    And what was refused to the copy, in words of ours. Of a plain test: the points that it gave
    itself, or None, and whether it needs something that could not cross the wall.
    """

    reason: str | None
    seconds: float = 0.0
    over: bool = False
    refused: frozenset[str] = frozenset()
    points: float | None = None
    uncrossed: bool = False


class Allowance:
    """The CPU time that a copy may take: for all calls together, and less for one of them.

    Parameters
    ----------
    keeper : socket.socket
        Whoever ends the copy.
    seconds : float
        For all calls together.
    """

    def __init__(self, keeper: socket.socket, seconds: float) -> None:
        self._keeper, self._seconds = keeper, seconds
        self.now = seconds  # for the call that runs

    def at_most(self, seconds: float, work: Callable[[], Any]) -> Any:
        """Do work for which less is allowed. After an error it stays: the property ends with it."""
        self.now = min(seconds, self._seconds)
        _tell(self._keeper, {"most": self.now})
        value = work()
        self.now = self._seconds
        _tell(self._keeper, {"most": self.now})
        return value


class Patience:
    """How long an answer is awaited while all that could give it is asleep.

    What a property does here, meanwhile, does not count: then no answer is awaited.

    Parameters
    ----------
    keeper : socket.socket
        Whoever sees the copy.
    seconds : float
        Of the clock.
    """

    def __init__(self, keeper: socket.socket, seconds: float) -> None:
        self._keeper, self._most = keeper, seconds
        self.over = False

    def look(self, times: int) -> None:
        """Look once more; a copy that was asleep, look after look, for too long is ended."""
        if _tell(self._keeper, {"looks": times})["rested"] >= self._most:
            self.over = True
            _tell(self._keeper, {"end": True})


def ask(
    question: Question, sock: socket.socket, keeper: socket.socket, seconds: float, silent: float
) -> Report:
    """Ask one property.

    Parameters
    ----------
    question : Question
    sock : socket.socket
        To the copy.
    keeper : socket.socket
    seconds : float
        The CPU time for all calls of the property together.
    silent : float
        The time by the clock for which a call may do nothing but wait.
    """
    _tell(keeper, {"place": question.place, "seconds": seconds})
    patience = Patience(keeper, silent)
    names = PYTHONS if question.plain else {}
    peer = Peer(sock, names, exact=question.plain is not None, look=patience.look)
    allowance, points, error = Allowance(keeper, seconds), None, None
    with limiting(allowance.at_most):
        try:
            points = _run(question, peer)
        except CheckError:
            raise
        except Exception as raised:
            error = raised
    ended = _tell(keeper, {"ended": question.place})
    reason = None
    if error:
        if patience.over:
            error = Gone(f"{peer.calls} did not come back: it did nothing but wait")
        elif isinstance(error, Gone) and ended["over"]:
            error = Gone(f"{peer.calls} did not come back within {allowance.now:.2g} s")
        elif isinstance(error, Gone) and ended["too_much"]:
            error = Gone(f"{peer.calls} took more memory than it may")
        reason = HIDDEN if question.prop.hidden else reason_of(error, peer.came_back)
    uncrossed = question.plain is not None and peer.uncrossed and error is not None
    refused = frozenset(peer.refused)
    over = ended["over"] or patience.over
    return Report(reason, ended["seconds"], over, refused, points, uncrossed)


def _run(question: Question, peer: Peer) -> float | None:
    """Run the property's program; the points that a plain test gives, if it says so."""
    changes.forget()
    if question.plain:
        return _run_plain(question.plain, question, peer)

    @contextlib.contextmanager
    def seeded(name: str, essential: bool = False) -> Iterator[np.random.Generator]:
        yield np.random.default_rng(question.seed)

    names = question.names
    for name, contract in question.contracts.items():
        names[name] = Answer(peer.get(name), name, contract)
    names["prop"] = seeded
    with _knowing(question.right):
        exec(question.program, names)
    return None


def _run_plain(plain: Plain, question: Question, peer: Peer) -> float | None:
    """Run a plain test, here or there."""
    if plain.moved:
        return points_given(peer.run(question.check, plain.moved), plain.points)
    names = Names(peer, plain.theirs)
    try:
        given = run_in(names, question.program)
    except RemoteError as error:
        peer.uncrossed = peer.uncrossed or lacks(error, names)
        raise
    except FILES:
        peer.uncrossed = True
        raise
    except ImportError as error:
        raise CheckError(f"the test {question.check}: {error}: install it for grading") from None
    return points_given(given, plain.points)


def _knowing(right: Right | None) -> contextlib.AbstractContextManager[None]:
    return expecting(Reference(right.functions, right.mistakes)) if right else nullcontext()


def _tell(keeper: socket.socket, line: dict[str, Any]) -> dict[str, Any]:
    """Tell the keeper something, and await what it says to that."""
    keeper.sendall(json.dumps(line).encode() + b"\n")
    said = b""
    while not said.endswith(b"\n"):
        chunk = keeper.recv(1 << 12)
        if not chunk:
            raise ConnectionError("the student's room has ended")
        said += chunk
    answer: dict[str, Any] = json.loads(said)
    return answer


def reason_of(error: Exception, came_back: tuple[str, str] | None = None) -> str:
    """Say why a visible property fails, in one plain sentence.

    Parameters
    ----------
    error : Exception
        What ended the property.
    came_back : (str, str) or None
        The function that was called last, and what it gave back.
    """
    if isinstance(error, RemoteError):
        text = str(error) + (f": {error.detail}" if error.detail else "")
    elif isinstance(error, AssertionError):
        text = str(error) or "it does not hold"
    else:
        what = "{} gave back {}".format(*came_back) if came_back else "something came back"
        text = f"{what}, which could not be used ({type(error).__name__}: {error})"
    text = " ".join(text.split())
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"
