"""A worker: a process that does what it is sent, one task after another.

It shares nothing with other workers. Those of `concurrent.futures` take their tasks from one queue
behind one lock: where one of them is killed that holds it, the others wait for ever.
"""

import os
import pickle
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

NO_MORE = b""


class Killed(Exception):
    """The worker was killed while it worked at a task."""


class Worker:
    """A worker on this machine, as its grader sees it."""

    def __init__(self) -> None:
        context = get_context("forkserver")
        self._pipe, theirs = context.Pipe()
        with theirs:
            self._process = context.Process(target=_work, args=(theirs,))
            self._process.start()

    def call(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Let it call a function.

        Raises
        ------
        Killed
            If it was killed, before or meanwhile.
        Exception
            What the function raised.
        """
        task = pickle.dumps((function, args, kwargs))
        try:
            self._pipe.send_bytes(task)
            done = self._pipe.recv_bytes()
        except (EOFError, OSError):
            raise Killed from None
        result, error = pickle.loads(done)
        if error:
            raise error
        return result

    def kill(self) -> None:
        """End it at once; a call that is under way raises `Killed`."""
        self._process.kill()

    def dismiss(self) -> None:
        """Let it end by itself; it has nothing to do at the time."""
        with suppress(OSError):  # it was killed
            self._pipe.send_bytes(NO_MORE)

    def wait(self) -> None:
        """Wait for its end."""
        self._process.join()
        self._pipe.close()


def _work(grader: Connection) -> None:
    """Do what the grader sends, until there is no more."""
    # Ctrl-C reaches workers too, and waits since their start: they end and say nothing.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    tasks: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_receive, args=(grader, tasks), daemon=True).start()
    while (task := tasks.get()) != NO_MORE:
        try:
            function, args, kwargs = pickle.loads(task)
            done = pickle.dumps((function(*args, **kwargs), None))
        except Exception as error:
            done = pickle.dumps((None, error))
        grader.send_bytes(done)


def _receive(grader: Connection, tasks: "SimpleQueue[bytes]") -> None:
    """Take what is sent; end this process as soon as its grader was stopped, or killed."""
    while True:
        try:
            tasks.put(grader.recv_bytes())
        except (EOFError, OSError):
            os._exit(1)
