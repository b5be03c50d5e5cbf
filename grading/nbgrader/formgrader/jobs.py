"""Long work of a page: a command of ours or nbgrader's, how far it is, and what it says."""

import asyncio
import json
import sys
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LINES = 500  # of what a job says, the last are kept


@dataclass
class Job:
    """Commands, one after the other, of which the first that fails is the last.

    Parameters
    ----------
    commands : sequence of list of str
    folder : Path
        Where they run.
    total : int
        How many submissions there are.
    """

    commands: Sequence[list[str]]
    folder: Path
    total: int
    done: int = 0
    lines: deque[str] = field(default_factory=lambda: deque(maxlen=LINES))
    summary: str = ""
    ended: bool = False
    failed: bool = False
    begun: float = 0.0  # seconds since 1970
    task: "asyncio.Task[None] | None" = None

    def begin(self) -> None:
        """Begin to run."""
        self.begun = time.time()
        self.task = asyncio.create_task(self.run())

    async def run(self) -> None:
        """Run to the end."""
        try:
            for command in self.commands:
                process = await asyncio.create_subprocess_exec(
                    *command,
                    cwd=self.folder,
                    stdin=asyncio.subprocess.DEVNULL,
                    stdout=asyncio.subprocess.PIPE,
                    stderr=asyncio.subprocess.STDOUT,
                    limit=1 << 20,
                )
                assert process.stdout is not None
                async for line in process.stdout:
                    self.hear(line.decode(errors="replace").rstrip())
                self.failed = await process.wait() != 0
                if self.failed:
                    return
        finally:
            self.ended = True

    def hear(self, line: str) -> None:
        """Take in a line that a command says: words, or JSON of a submission."""
        try:
            said = json.loads(line)
        except ValueError:
            said = None
        if not isinstance(said, dict):
            self.lines.append(line)
        elif "student" in said:
            self.done += 1
            self.lines += _told(said)
        else:
            self.summary = (
                f"{said['graded']} graded, {said['graded_before']} graded before, "
                f"{said['waiting']} need a look{': see Report' * bool(said['waiting'])}"
            )
            self.lines.append(self.summary)

    def state(self) -> dict[str, Any]:
        """Give all of it for the page."""
        return {
            "total": self.total,
            "done": self.done,
            "ended": self.ended,
            "failed": self.failed,
            "begun": self.begun,
            "summary": self.summary,
            "lines": list(self.lines),
        }


def grading(assignment: str, root: Path, total: int) -> Job:
    """Grade every submission of an assignment, and make its report."""
    command = [sys.executable, "-m", "grading", "grade", assignment]
    return Job([[*command, "--course", str(root), "--json"]], Path.cwd(), total)


def feedback(assignment: str, root: Path, total: int) -> Job:
    """Make everyone's feedback, and give it out."""
    nbgrader = [sys.executable, "-m", "nbgrader"]
    told = [f"--assignment={assignment}", f"--CourseDirectory.root={root}"]
    steps = ("generate_feedback", "release_feedback")
    return Job([[*nbgrader, step, *told] for step in steps], Path.cwd(), total)


def _told(said: dict[str, Any]) -> list[str]:
    if said["graded_before"]:
        return [f"{said['student']}: graded before"]
    points = f"{said['student']}: {said['score']:g} of {said['max_score']:g} points"
    return [points, *(f"  {remark}" for remark in said["remarks"])]
