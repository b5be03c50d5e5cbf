"""The processes of a submission, seen from outside the rooms."""

import contextlib
from collections.abc import Iterator

import psutil

from grading.rooms.preloaded import Preloaded
from grading.rooms.ready import standing


def inside(room: Preloaded) -> Iterator[psutil.Process]:
    """Find what lives below a room: it stands itself right below bubblewrap, or alone."""
    for process in psutil.Process(room.pid).children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            names = process.name(), psutil.Process(process.ppid()).name()
            if "bwrap" not in names and process.status() != psutil.STATUS_ZOMBIE:
                yield process


def kill_all_inside() -> None:
    """Kill what lives below the rooms that stand: some of it ends with what was killed before."""
    for room in standing().values():
        for process in inside(room):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
