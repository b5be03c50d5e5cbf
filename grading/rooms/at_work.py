"""Both rooms at work on one submission: first its cells are run, then the checks ask.

Whatever the student's room says is the student's: it is read line by line, and what is none of
ours is refused.
"""

import base64
import contextlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from typing import Any

from grading.handed_in.pictures import plot_of
from grading.rooms.given import folder_with
from grading.rooms.inside.display import MOST_PICTURES
from grading.rooms.plan import Plan
from grading.rooms.preloaded import says_ready
from grading.rooms.ready import students_room, tests_room
from grading.rooms.sockets import lines, pair
from grading.rooms.student_box import places_below_tmp
from grading.words.text import clean
from grading.words.verdict import CellError, CellRun
from sandbox.errors import NoSandbox
from sandbox.limits import Limits, most_seconds
from sandbox.linux import current_core

# What is refused beside what the wall refuses, and comes from no program that is only clumsy.
LINE = "a report on its cells that is none of ours"
COPY = "the end of copies that waited for their checks"


class Rooms:
    """Both rooms at work on one submission: first the cells are run, then the checks ask.

    Both stay on the core on which this process is as they begin: they speak thousands of times,
    and one waits while the other works, so that to wake another core would cost more than a call.
    """

    def __init__(self, plan: Plan, limits: Limits, files: Mapping[str, bytes]) -> None:
        self._plan, self._limits, self._files = plan, limits, files
        self.remarks: list[str] = []
        self.out_of_time = False  # whether something was ended for its time
        self.refused: set[str] = set()  # what no honest program tries

    @contextlib.contextmanager
    def open(self) -> Iterator[None]:
        """Let the student's room begin.

        Raises
        ------
        sandbox.errors.NoSandbox
            If it does not open: then that is our fault, and no code of the student's has run.
        """
        with contextlib.ExitStack() as stack:
            self._keeper, keepers = stack.enter_context(pair())
            self._said, tell = os.pipe()
            stack.callback(os.close, self._said)
            self._folder = stack.enter_context(folder_with(self._files, self._plan.files))
            walls = [stack.enter_context(pair()) for _ in range(self._plan.properties)]
            self._walls = [tests for tests, _ in walls]
            self._core = current_core()
            job = {
                "core": self._core,
                "steps": self._plan.steps,
                "limits": self._limits.as_dict(),
                "places": places_below_tmp(),
                "files": {n: base64.b64encode(d).decode() for n, d in self._files.items()},
            }
            fds = [keepers.fileno(), tell, *(students.fileno() for _, students in walls)]
            self._room = students_room(self._plan.hides, self._limits.start_seconds)
            self._room.give(job, fds)
            os.close(tell)
            for end in (keepers, *(students for _, students in walls)):
                end.close()
            if not says_ready(self._keeper, self._limits.start_seconds):
                raise NoSandbox(
                    f"the sandbox did not start, so nothing was graded: {self._room.complaint()}"
                )
            yield

    def run_cells(self) -> dict[str, CellRun]:
        """Run the student's cells; what they printed and how they ended, by name."""
        cells: dict[str, CellRun] = {}
        wanted = {step["id"] for step in self._plan.steps if "id" in step}
        limits = self._limits
        most = most_seconds(limits.cell_seconds, limits.run_seconds, len(wanted))
        for line in lines(self._said, time.monotonic() + most * limits.clock):
            # Whatever a line may hold, it is the student's: brackets without end, other types.
            genuine = False
            with contextlib.suppress(
                ValueError, TypeError, KeyError, AttributeError, RecursionError, MemoryError
            ):
                said = json.loads(line)
                if said.get("done"):
                    break
                if said["id"] in wanted:
                    error: CellError | None = said["error"]
                    if error is not None:
                        error = {
                            "kind": clean(str(error["kind"])[:100]),
                            "text": clean(str(error["text"])[:2000]),
                        }
                    output = clean(str(said["output"])[: limits.output_characters + 100])
                    plots = [plot_of(shown) for shown in said["pictures"][:MOST_PICTURES]]
                    cells[said["id"]] = CellRun(output, error, list(filter(None, plots)))
                    self.out_of_time = self.out_of_time or said["hung"] is True
                    genuine = True
            if not genuine:
                self.refused.add(LINE)
        return cells

    def run_checks(self) -> Iterator[dict[str, Any]]:
        """Let the tests' room ask; what it says of each property that ran to its end."""
        ready = self._end_of_cells()
        said, tell = os.pipe()
        limits = self._limits
        job = {
            "core": self._core,
            "cells": self._plan.tests,
            "limits": limits.as_dict(),
            "ready": ready,
            "plain": self._plan.plain,
            "folder": self._folder,
        }
        fds = [tell, self._keeper.fileno(), *(wall.fileno() for wall in self._walls)]
        room = tests_room(limits.start_seconds)
        room.give(job, fds)
        os.close(tell)
        number = self._plan.properties
        most = most_seconds(limits.property_seconds, limits.total_seconds, number)
        done = False
        with os.fdopen(said, "rb"):
            for line in lines(said, time.monotonic() + most * limits.clock):
                result = json.loads(line)
                if "failed" in result:
                    raise RuntimeError(f"the tests' room failed: {result['failed']}")
                done = done or "done" in result or "broken" in result
                self.out_of_time = self.out_of_time or result.get("over", False)
                self.refused.update(result.get("refused", []))
                if "done" not in result:
                    yield result
        if not done:
            raise RuntimeError(f"the tests' room ended early: {room.complaint()}")

    def _end_of_cells(self) -> list[int]:
        """Tell the keeper that the cells are done; the places of the copies that wait.

        Raises
        ------
        RuntimeError
            If the keeper does not answer: that is our fault or the machine's.
        """
        with contextlib.suppress(OSError):
            self._keeper.sendall(b"{}\n")
            for line in lines(self._keeper.fileno(), time.monotonic() + self._limits.start_seconds):
                said = json.loads(line)
                if said["too_much"]:
                    most = self._limits.total_memory_mb
                    self.remarks.append(f"the program took more than {most} MB: it was ended")
                if not said["ended"] and self._plan.misses_copies(said["ready"]):
                    self.refused.add(COPY)
                return list(said["ready"])
        raise RuntimeError(f"the student's room ended early: {self._room.complaint()}")
