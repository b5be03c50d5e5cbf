"""Workers on this machine: processes of their own, or this one for a single submission."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.forkserver import ensure_running
from typing import Any


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0))


def prepare() -> None:
    """Let workers load what they need, while the caller loads what it needs."""
    get_context("forkserver").set_forkserver_preload(["grading.rooms.session"])
    ensure_running()


class Local:
    """So many workers on this machine."""

    deadly: tuple[type[Exception], ...] = ()

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs

    def most(self) -> int:
        """Say how many tasks may be under way: one for each worker, and one that comes next."""
        return 2 * self.jobs if self.jobs > 1 else 1

    @contextmanager
    def workers(self) -> Iterator[Executor]:
        """Start workers when they are needed; fewer than two are this process."""
        if self.jobs < 2:
            yield Inline()
            return
        prepare()
        context = get_context("forkserver")
        theirs, ours = context.Pipe(duplex=False)
        with theirs:
            pool = ProcessPoolExecutor(self.jobs, context, _end_with_the_grader, (theirs,))
            try:
                with ours:
                    yield pool
                    pool.shutdown()
            finally:
                pool.shutdown(cancel_futures=True)


class Inline(Executor):
    """Runs each task at once, in this process: for a single submission."""

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run the task; a finished future."""
        future: Future[Any] = Future()
        try:
            future.set_result(function(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def _end_with_the_grader(grader: Connection) -> None:
    """End a worker as soon as nobody waits for it: its grader was stopped, or killed."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C reaches workers too: they say nothing

    def watch() -> None:
        grader.poll(None)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
