"""Workers on this machine: whichever is killed, at whatever moment, the others go on."""

import os
import signal
import threading

import psutil
import pytest

from grading.run.local import Local
from grading.run.side_by_side import Ended, side_by_side
from tests.tools.patience import PATIENCE

pytestmark = pytest.mark.slow(10)


def deadly(task, poison, _=b""):
    if task in poison:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * task


def test_a_killed_worker_is_replaced_and_its_task_tried_once_more_alone():
    results = dict(side_by_side(deadly, range(8), lambda task: (task, [3]), Local(2)))
    assert isinstance(results.pop(3), Ended)
    assert results == {task: 2 * task for task in (0, 1, 2, 4, 5, 6, 7)}


def test_a_worker_that_is_killed_while_a_large_task_is_sent_is_replaced():
    large = bytes(1 << 20)  # more than a pipe holds, as a notebook with a picture
    results = dict(side_by_side(deadly, range(8), lambda task: (task, [0, 1], large), Local(2)))
    assert all(isinstance(results.pop(task), Ended) for task in (0, 1))
    assert results == {task: 2 * task for task in range(2, 8)}


def meet(at, mode):
    """Whose this is: the process. A pipe opens once it is opened for both reading and writing."""
    with open(at, mode):
        return os.getpid()


@pytest.fixture
def both(tmp_path):
    """Two tasks that two workers do, each of them one."""
    os.mkfifo(tmp_path / "pipe")
    return [(tmp_path / "pipe", mode) for mode in ("rb", "wb")]


@pytest.mark.parametrize("which", [0, 1])
def test_a_worker_that_is_killed_when_there_is_no_more_to_do_is_not_waited_for(both, which):
    results = side_by_side(meet, both, lambda task: task, Local(2))
    workers = [next(results)[1], next(results)[1]]
    for worker in workers:
        os.kill(worker, signal.SIGSTOP)
    rest = threading.Thread(target=lambda: list(results), daemon=True)
    rest.start()
    os.kill(workers.pop(which), signal.SIGKILL)
    os.kill(workers[0], signal.SIGCONT)
    rest.join(PATIENCE)
    assert not rest.is_alive()


def test_a_block_that_is_left_by_an_error_ends_what_is_under_way(both):
    forever = [(both[0][0].with_name("lonely"), "rb")]
    os.mkfifo(forever[0][0])
    results = side_by_side(meet, both + forever, lambda task: task, Local(2))
    workers = [psutil.Process(next(results)[1]) for _ in both]
    results.close()
    assert not any(worker.is_running() for worker in workers)


def locked(task):
    """What cannot be sent, for one of the tasks."""
    return threading.Lock() if task == 1 else task


def same(task):
    return task


@pytest.mark.parametrize(
    "function, arguments", [(locked, lambda task: (task,)), (same, lambda task: (locked(task),))]
)
def test_what_cannot_be_sent_is_an_error_of_that_task_alone(function, arguments):
    results = dict(side_by_side(function, range(4), arguments, Local(2)))
    assert isinstance(results.pop(1), TypeError)
    assert results == {0: 0, 2: 2, 3: 3}
