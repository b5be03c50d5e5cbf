"""The wall between the two rooms: calls go through it, and values come back.

    tests' room                           student's room
    softmax(z) ── call, arguments ──▶     runs the student's softmax
               ◀── value, or an error ──

Both rooms run this file; neither believes the other. `values` says what may cross, `messages` moves
the bytes, `errors` has the words.
"""

import builtins
import contextlib
import importlib
import socket
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from course_lib.checks import changes
from course_lib.checks.values import Refused, described, plain
from grading.rooms.inside.errors import (
    FORGED,
    NOT_GIVEN,
    Forged,
    Gone,
    RemoteError,
    not_defined,
    raised,
    refused,
)
from grading.rooms.inside.messages import Channel, Header, no_message
from grading.rooms.inside.output import Output
from grading.rooms.inside.values import Crossing, Tree

PRINTED = 100_000  # characters that a call may print for a test to read


class Remote:
    """A callable that lives in the other room. Calling it sends the arguments there."""

    def __init__(self, peer: "Peer", target: str | int, name: str) -> None:
        self._peer, self._target, self.__name__ = peer, target, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._peer.call(self._target, args, kwargs, self.__name__)

    def __getattr__(self, name: str) -> Any:
        if name != "_peer":
            self._peer.uncrossed = True
        raise AttributeError(f"what {name} is of a function stays in the other room")

    def __repr__(self) -> str:
        return f"<{self.__name__}, a function in the other room>"


class Peer:
    """One end of the wall: sends calls, and serves those of the other end while it waits.

    Parameters
    ----------
    sock : socket.socket
        A connected stream socket.
    names : dict
        What the other end may call by name; who is trusted may change it too.
    trusted : bool
        Whether the other end may name functions of the course library and numpy: in one room alone.
    seconds, look
        As those of `Channel`.
    exact : bool
        Whether values must come as they are, or not at all: no named tuple as a tuple. What is
        printed in the other room is then printed here.
    run : function of str
        Runs a test here: in the student's room alone, where that is allowed.
    """

    def __init__(
        self,
        sock: socket.socket,
        names: dict[str, Any] | None = None,
        trusted: bool = False,
        seconds: float | None = None,
        exact: bool = False,
        run: Callable[[str], Any] | None = None,
        look: Callable[[int], None] | None = None,
    ) -> None:
        self._channel = Channel(sock, seconds, look)
        self._names = {} if names is None else names
        self._trusted, self._exact, self._run = trusted, exact, run
        self.uncrossed = False  # whether something that was asked for could not cross
        self._lent: list[Any] = []  # callables that the other end holds a number of
        self.calls = "the other room"  # the name of what was called last
        self.came_back: tuple[str, str] | None = None  # what the last call gave: (name, in words)
        self.refused: set[str] = set()  # what no honest other end tries

    # -- calls --------------------------------------------------------------------------------

    def call(
        self, target: str | int, args: Sequence[Any], kwargs: Mapping[str, Any], name: str
    ) -> Any:
        """Call `target` in the other room; its value.

        The arguments stay as they are; which of them the call has changed there is noted.
        """
        self.calls = name
        self._send({"op": "call", "target": target}, [list(args), dict(kwargs)])
        header, value = self._answer(name)
        changes.note(_places(header.get("changed"), [*args, *kwargs.values()]))
        self.uncrossed = self.uncrossed or bool(header.get("changed"))
        if "error" in header:
            raise self._error(name, header)
        self.came_back = name, described(value)
        return value

    def get(self, name: str) -> Any:
        """Ask for the value that `name` has in the other room; a callable comes as a Remote."""
        self.calls = name
        self._send({"op": "get", "target": name}, None)
        header, value = self._answer(name)
        if header.get("kind") == "NameError":
            raise not_defined(name)
        if header.get("error") == "crossing":
            raise RemoteError(f"{name} is {refused(header.get('kind'))}")
        if isinstance(value, Remote):
            value.__name__ = name
        return value

    def assign(self, name: str, value: Any) -> None:
        """Assign to a name in the other room."""
        self._send({"op": "assign", "target": name}, value)
        self._answer(name)

    def delete(self, name: str) -> None:
        """Delete a name in the other room."""
        self._send({"op": "delete", "target": name}, None)
        if self._answer(name)[0].get("error"):
            raise not_defined(name)

    def run(self, name: str, source: str) -> Any:
        """Let a test run in the other room, which can see it; what its last line gives."""
        self.calls = name
        self._send({"op": "run", "target": source}, None)
        header, value = self._answer(name)
        if "error" in header:
            raise self._error(name, header)
        return value

    def serve(self) -> None:
        """Answer calls until the other end has no more, or is gone."""
        with contextlib.suppress(Gone):
            while (message := self._receive(may_end=True)) is not None:
                self._serve_one(*message)

    def _answer(self, name: str) -> tuple[Header, Any]:
        """Await the answer to what was just sent; serve call-backs that come before it."""
        while True:
            message = self._receive(name)
            if message is None:
                raise Gone(f"{name} did not answer")
            if message[0].get("op") == "answer":
                self._hear(message[0])
                return message
            self._serve_one(*message)

    def _hear(self, header: Header) -> None:
        """Print what was printed in the other room, and note what could not cross."""
        printed = header.get("printed")
        if self._exact and isinstance(printed, str):
            print(printed[: 2 * PRINTED], end="")
        asked_for_input = header.get("kind") == "EOFError"
        self.uncrossed = self.uncrossed or header.get("error") == "crossing" or asked_for_input

    def _serve_one(self, header: Header, value: Any) -> None:
        watched = changes.Watched(())
        answer: Header = {"op": "answer"}
        result = None
        printed = Output(PRINTED if header.get("exact") else 0)
        if self._trusted and header.get("exact"):
            builtins.input = Remote(self, "input", "input")  # a test may have put its own there
        try:
            if header.get("op") == "call":
                what = self._find(header.get("target"))
                args, kwargs = value
                watched = changes.Watched([*args, *kwargs.values()])
                with contextlib.redirect_stdout(printed):
                    made = what(*args, **kwargs)
                result = made if header.get("exact") else plain(made)
            else:
                made = self._do(header.get("op"), header.get("target"), value)
                if header.get("exact") and isinstance(made, type):
                    raise Refused("object")
                result = made
        except Refused as error:
            answer |= {"error": "crossing", "kind": error.kind}
        except Gone:
            raise
        except Exception as error:
            kind, text = type(error).__name__, str(error)[:500]
            answer |= {"error": "raised", "kind": kind, "text": text}
        changed = watched.changed()
        if printed.text:
            answer["printed"] = printed.text
        try:
            self._send(answer | {"changed": changed} if changed else answer, result)
        except Refused as error:
            self._send({"op": "answer", "error": "crossing", "kind": error.kind}, None)

    def _do(self, op: object, target: Any, value: Any) -> Any:
        """Do what the other end asks for beside calls; most of it only if it is trusted."""
        if op == "get":
            return self._find(target)
        if self._trusted and op == "assign":
            self._names[target] = value
        elif self._trusted and op == "delete":
            self._find(target)
            del self._names[target]
        elif self._run is not None and op == "run":
            return self._run(target)
        else:
            raise NameError(f"{op} is not defined")
        return None

    @staticmethod
    def _error(name: str, header: Header) -> RemoteError:
        kind = header.get("kind")
        if header["error"] == "crossing":
            return RemoteError(f"{name} gave back {refused(kind)}")
        return raised(name, kind, header.get("text", ""))

    # -- messages -----------------------------------------------------------------------------

    def _send(self, header: Header, value: Any) -> None:
        crossing = Crossing(self._lend, self._resolve)
        try:
            tree = crossing.pack(value)
        except Refused:
            self.uncrossed = True
            raise
        if self._exact:
            header = header | {"exact": True}
        self._channel.send(header | {"value": tree}, crossing.blobs)

    def _receive(self, name: str = "the other room", may_end: bool = False) -> Any:
        try:
            message = self._channel.receive(name, may_end)
            return None if message is None else self._unpacked(name, *message)
        except Forged:
            self.refused.add(FORGED)
            raise

    def _unpacked(self, name: str, header: Header, blobs: list[bytes]) -> tuple[Header, Any]:
        try:
            return header, Crossing(self._lend, self._resolve, blobs).unpack(header["value"])
        except Exception as error:  # whatever can go wrong here, the other end sent it
            raise no_message(name, error) from None

    # -- callables ----------------------------------------------------------------------------

    def _lend(self, value: Any) -> Tree:
        """Send a callable: by its name if the other end has it, else by a number of ours."""
        if isinstance(value, Remote) and value._peer is self:
            return {"t": "yours", "v": value._target}
        module, name = getattr(value, "__module__", None) or "", getattr(value, "__name__", None)
        if isinstance(value, np.ufunc):
            module = "numpy"
        if not self._trusted and (module == "numpy" or module.startswith("course_lib.")):
            found = getattr(importlib.import_module(module), str(name), None)
            if found is value:
                return {"t": "library", "v": [module, name]}
        self._lent.append(value)
        return {"t": "callable", "v": len(self._lent) - 1, "name": str(name)[:80]}

    def _resolve(self, tree: Tree) -> Any:
        """Find the callable that the other end has sent."""
        tag, v = tree["t"], tree["v"]
        if tag == "yours":
            return self._find(v)
        if tag == "callable" and type(v) is int:
            return Remote(self, v, str(tree["name"]) if self._trusted else "the returned function")
        if tag == "library" and self._trusted:
            return getattr(importlib.import_module(v[0]), v[1])
        raise ValueError(f"unknown kind of value {tag!r}")

    def _find(self, target: object) -> Any:
        """Find what the other end may call, by its name or by the number it was lent under."""
        if isinstance(target, str) and target in self._names:
            return self._names[target]
        if type(target) is int and 0 <= target < len(self._lent):
            return self._lent[target]
        if not self._trusted:
            self.refused.add(NOT_GIVEN)
        raise NameError(f"{target} is not defined")


def _places(told: object, arguments: list[Any]) -> list[Any]:
    """Find the arguments at the places that the other end tells; it may tell anything."""
    if not told or not isinstance(told, list):
        return []
    ours = changes.changeable(arguments)
    return [ours[n] for n in told if type(n) is int and 0 <= n < len(ours)]
