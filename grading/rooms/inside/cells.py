"""Runs cells as IPython does in a notebook: output is cut while it is made, time is the CPU's."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

from grading.rooms.inside.display import Hook, Picture, Publisher
from grading.rooms.inside.output import Output


class CellTimeout(BaseException):
    """Raised in a cell that has run too long."""


class Shell(InteractiveShell):
    """An IPython without a terminal, windows or history, whose thread a fork would lose."""

    display_pub_class = Type(Publisher)
    displayhook_class = Type(Hook)

    def enable_gui(self, gui: Any = None) -> None:
        pass

    def ask_exit(self) -> NoReturn:
        raise SystemExit

    def showtraceback(self, *args: Any, **kwargs: Any) -> None:
        pass

    showsyntaxerror = showtraceback

    @contextmanager
    def _tee(self, channel: str) -> Iterator[None]:
        """Keep no second copy of all that is printed."""
        yield


def make_shell() -> Shell:
    """Make the shell of this process."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell: Shell = Shell.instance(config=config)
    return shell


def run_cell(shell: Shell, source: str, seconds: float, clock: float, most: int) -> dict[str, Any]:
    """Run one cell.

    Parameters
    ----------
    shell : Shell
    source : str
    seconds : float
        The CPU time that it may take.
    clock : float
        How many times as long it may take by the clock.
    most : int
        The characters of output that are kept.

    Returns
    -------
    dict
        `output`; `pictures`, each with its `kind` and `data`; `error`, with its `kind` and `text`,
        or None; `hung`, whether its time was over.
    """
    output = Output(most)
    keep = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = output
    try:
        with _time_limit(seconds, clock):
            result: Any = shell.run_cell(source, store_history=False)  # type: ignore[no-untyped-call]
        error = result.error_before_exec or result.error_in_exec
    except BaseException as raised:
        error = raised
    finally:
        sys.stdout, sys.stderr = keep
    hung = isinstance(error, CellTimeout)
    if hung:
        error = TimeoutError(f"the cell ran longer than {seconds:.2g} s")
    elif isinstance(error, SystemExit):
        error = None
    told = None if error is None else {"kind": type(error).__name__, "text": _text(error)}
    pictures = _pictures(shell.display_pub)
    return {"output": output.text, "pictures": pictures, "error": told, "hung": hung}


def _pictures(publisher: Any) -> list[Picture]:
    """Take the pictures that were shown; who has put something else in that place has none."""
    try:
        return list(publisher.taken())
    except Exception:
        return []


def _text(error: BaseException) -> str:
    """Give what an error says; one of the student's own may fail even at that."""
    try:
        return str(error)[:2000]
    except Exception:
        return ""


@contextmanager
def _time_limit(seconds: float, clock: float) -> Iterator[None]:
    """Raise CellTimeout once the time is over, and once more; who goes on even then is ended."""
    strikes = 0

    def too_long(*_: object) -> NoReturn:
        nonlocal strikes
        strikes += 1
        if strikes > 2:
            os._exit(1)
        raise CellTimeout

    timers = {
        signal.ITIMER_PROF: (signal.SIGPROF, seconds),
        signal.ITIMER_REAL: (signal.SIGALRM, clock * seconds),
    }
    for timer, (number, after) in timers.items():
        signal.signal(number, too_long)
        signal.setitimer(timer, after, after)
    try:
        yield
    finally:
        for timer in timers:
            signal.setitimer(timer, 0)
        signal.signal(signal.SIGALRM, lambda *_: None)  # the keeper's, a moment too late
