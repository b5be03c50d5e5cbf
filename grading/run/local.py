"""Workers on this machine: processes of their own, or this one for a single submission."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver, get_context, resource_tracker
from typing import Any

from grading.rooms.ready import close_rooms
from grading.run.worker import Killed, Worker


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

    deadly: tuple[type[Exception], ...] = (Killed,)

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
        pool = Pool(self.jobs)
        try:
            yield pool
        except BaseException:
            pool.kill()
            raise
        finally:
            pool.shutdown(cancel_futures=True)


class Pool(ThreadPoolExecutor):
    """Threads, each of which has a worker of its own do its tasks."""

    def __init__(self, jobs: int) -> None:
        super().__init__(jobs)
        self._workers: dict[int, Worker] = {}  # by their threads
        self._starting = threading.Lock()
        self._stopped = False

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have a worker do a task; the future of one whose worker is killed raises `Killed`."""
        return super().submit(self._call, function, *args, **kwargs)

    def _call(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        me = threading.get_ident()
        with self._starting:
            if self._stopped:
                raise Killed
            worker = self._workers.get(me) or self._workers.setdefault(me, Worker())
        try:
            return worker.call(function, *args, **kwargs)
        except Killed:
            self._workers.pop(me).wait()
            raise

    def kill(self) -> None:
        """End all workers at once."""
        with self._starting:
            self._stopped = True
        for worker in [*self._workers.values()]:
            worker.kill()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait for what is under way, and for the end of the workers."""
        super().shutdown(wait, cancel_futures=cancel_futures)
        for worker in self._workers.values():
            worker.dismiss()
        for worker in self._workers.values():
            worker.wait()


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
