"""Workers on this machine: processes of their own, or this one for a single submission."""

import contextlib
import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import Any, TypeVar

Task = TypeVar("Task")


class Ended(Exception):
    """A worker was killed at a task, and another when the task was tried alone."""


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


def side_by_side(
    function: Callable[..., Any],
    tasks: Sequence[Task],
    arguments: Callable[[Task], tuple[object, ...]],
    jobs: int,
) -> Iterator[tuple[Task, Any]]:
    """Call a function for each task, so many at a time; (task, result) as each is done.

    A result may be the exception that the call raised. Where a worker is killed, those that were
    under way are tried once more, each alone: the one that kills again has the result `Ended`.
    """
    todo, suspects = deque(tasks), deque[Task]()
    while todo:
        with contextlib.closing(_run(function, todo, arguments, jobs, suspects)) as results:
            yield from results
    for task in suspects:
        again = deque[Task]()
        yield from _run(function, deque([task]), arguments, 2, again)
        if again:
            yield task, Ended()


def _run(
    function: Callable[..., Any],
    todo: deque[Task],
    arguments: Callable[[Task], tuple[object, ...]],
    jobs: int,
    suspects: deque[Task],
) -> Generator[tuple[Task, Any], None, None]:
    """Work until all is done or a worker is killed; then what was under way is suspect."""
    executor = workers(jobs)
    waiting: dict[Future[Any], Task] = {}
    try:
        while todo or waiting:
            while todo and len(waiting) < 2 * jobs:
                future = executor.submit(function, *arguments(todo[0]))
                waiting[future] = todo.popleft()
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                error = future.exception()
                if isinstance(error, BrokenProcessPool):
                    raise error
                yield waiting.pop(future), error or future.result()
    except BrokenProcessPool:
        suspects.extend(waiting.values())
    finally:
        executor.shutdown(cancel_futures=True)


def workers(jobs: int) -> Executor:
    """Start as many workers; fewer than two are this process."""
    if jobs < 2:
        return Inline()
    return ProcessPoolExecutor(jobs, get_context("forkserver"), initializer=_end_with_the_grader)


def _end_with_the_grader() -> None:
    """End a worker whose grader is killed: it would wait for its next submission for ever."""
    grader = parent_process()
    assert grader is not None

    def watch() -> None:
        grader.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
