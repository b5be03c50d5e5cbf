"""Tasks side by side: taken when their turn comes, a few at a time, wherever the workers are."""

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

Task = TypeVar("Task")
Arguments = Callable[[Task], tuple[object, ...]]


class Place(Protocol):
    """Where the workers are: processes of this machine, or of a cluster."""

    deadly: tuple[type[Exception], ...]  # what a task ends with whose worker was killed

    def workers(self) -> AbstractContextManager[Executor]:
        """Begin to use workers; what is under way when the block is left by an error is ended."""

    def most(self) -> int:
        """Say how many tasks may be under way, so that no worker waits for one."""


class Ended(Exception):
    """A worker was killed at a task, and so was another when the task was tried again."""


def side_by_side(
    function: Callable[..., Any],
    tasks: Iterable[Task],
    arguments: Arguments[Task],
    place: Place,
    most: int | None = None,
) -> Generator[tuple[Task, Any], None, None]:
    """Call a function for each task; (task, result) as each is done.

    A result may be the exception that the call raised. A task whose worker is killed is tried once
    more after the others, alone: if it kills again, its result is `Ended`.

    Parameters
    ----------
    function : function
    tasks : iterable
        The next one is taken when there is room for it.
    arguments : function
        From a task to what the function is called with.
    place : Place
    most : int
        So many are under way; by default as many as keep all workers busy.
    """
    suspects: list[Task] = []
    yield from _run(function, iter(tasks), arguments, place, most, suspects)
    for suspect in suspects:
        again: list[Task] = []
        yield from _run(function, iter([suspect]), arguments, place, 1, again)
        if again:
            yield suspect, Ended()


def _run(
    function: Callable[..., Any],
    tasks: Iterator[Task],
    arguments: Arguments[Task],
    place: Place,
    most: int | None,
    suspects: list[Task],
) -> Generator[tuple[Task, Any], None, None]:
    """Work until all is done; what was with a killed worker is suspect."""
    waiting: dict[Future[Any], Task] = {}
    more = True
    with place.workers() as workers:
        while more or waiting:
            while more and len(waiting) < (most or place.most()):
                try:
                    task = next(tasks)
                except StopIteration:
                    more = False
                    break
                waiting[workers.submit(function, *arguments(task))] = task
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                error, task = future.exception(), waiting.pop(future)
                if isinstance(error, place.deadly):
                    suspects.append(task)
                else:
                    yield task, error or future.result()
