"""Workers on this machine: processes of their own, or this one for a single submission."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, forkserver, get_context, resource_tracker
from multiprocessing.connection import Connection
from typing import Any

from grading.rooms.ready import close_rooms


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0))


def prepare() -> None:
    """Let workers load what they need, while the caller loads what it needs."""
    get_context("forkserver").set_forkserver_preload(["grading.rooms.session"])
    resource_tracker.ensure_running()
    with uninterrupted():
        forkserver.ensure_running()


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait for the end of the block: it would leave a half-started process.

    What is started in the block is born deaf to it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # Python interrupts none but the main thread
        return
    pressed: list[int] = []
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    # The mask is this thread's: another one, of numpy's say, may take the signal.
    handler = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        signal.signal(signal.SIGINT, handler)
        for number in pressed[:1]:
            signal.raise_signal(number)


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
            try:
                yield Inline()
            finally:
                close_rooms()
            return
        prepare()
        context = get_context("forkserver")
        others = {*active_children()}
        theirs, ours = context.Pipe(duplex=False)
        with theirs:
            pool = Pool(self.jobs, context, _end_with_the_grader, (theirs,))
            try:
                with ours:
                    yield pool
                    pool.shutdown()
            finally:
                pool.shutdown(cancel_futures=True)
                # The pool forgets a worker that was starting when another one was killed.
                for worker in {*active_children()} - others:
                    worker.join()


class Pool(ProcessPoolExecutor):
    """Workers that are started, one after another, when there is a task for them."""

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand a task to a worker."""
        with uninterrupted():
            return super().submit(function, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End. A task that was being sent when a worker was killed is not waited for.

        Newer Pythons do so themselves; 3.11.2 waits for ever (python/cpython#94777).
        """
        calls = getattr(self, "_call_queue", None)
        if self._broken and calls:
            calls._reader.close()
        super().shutdown(wait, cancel_futures=cancel_futures)


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
    # Ctrl-C reaches workers too, and waits since their start: they end and say nothing.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})

    def watch() -> None:
        grader.poll(None)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
