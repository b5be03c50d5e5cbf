"""A class on the hub: servers that live, and submissions that all come at once.

    python -m benchmarks.class_on_hub [--students 200] [--servers 4]

Starts a hub of its own, on loopback and in a temporary folder, and ends it. So many of the class
get a live server with a kernel; then everybody hands in one notebook at the same moment, while
formgrader is used. What was measured is printed, and what a machine needs by it. It fails if a
submission is lost, or is there twice.
"""

import argparse
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import requests

from hub.run import Run
from hub.submissions.store import Store
from tests.tools.hub_run import HubRun, Server, hand_in, token_of

ASSIGNMENT = "ps2_counting"
SIZES = 100, 1_000, 10_000  # students of a class
AT_ONCE = 0.5  # of a class, when it is busiest


def names(count: int) -> list[str]:
    """Name the students."""
    return [f"student{number}" for number in range(count)]


def seconds_to_hand_in(door: Path, token: str, files: dict[str, bytes]) -> float:
    """Hand something in; the seconds until the receipt is there."""
    begin = time.monotonic()
    hand_in(door, token, ASSIGNMENT, files)
    return time.monotonic() - begin


def megabytes(pid: int) -> float:
    """Add up the memory of a process and all below it: of what is shared, each one's part."""
    found = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return sum(each.memory_full_info().pss for each in found) / 1e6


def live_servers(hub: HubRun, who: list[str]) -> tuple[list[float], list[float]]:
    """Start servers, one after another, each with a kernel: seconds, and MB more for each."""
    seconds, memory = [], []
    before = megabytes(hub.process.pid)
    for name in who:
        begin = time.monotonic()
        server = Server(hub, name)
        seconds.append(time.monotonic() - begin)
        server.run("import numpy", kernel=server.start_kernel())
        now = megabytes(hub.process.pid)
        memory.append(now - before)
        before = now
    return seconds, memory


def all_at_once(hub: HubRun, folder: Path, who: list[str]) -> tuple[list[float], list[float]]:
    """Let everybody hand in at the same moment: seconds of each, and of formgrader meanwhile."""
    with ThreadPoolExecutor(8) as pool:
        tokens = list(pool.map(lambda name: token_of(hub, name), who))
    teacher = Server(hub, "instructor")
    door = Run(0, folder, folder / "state", folder, {}).doors / "submissions.sock"
    files = [{f"{ASSIGNMENT}.ipynb": f'{{"by": "{name}"}}'.encode() * 2000} for name in who]
    pages = []
    with ThreadPoolExecutor(len(who)) as pool:
        coming = [
            pool.submit(seconds_to_hand_in, door, *each) for each in zip(tokens, files, strict=True)
        ]
        while not all(each.done() for each in coming):
            begin = time.monotonic()
            assert teacher.session.get(f"{teacher.base}formgrader/api/assignments").ok
            pages.append(time.monotonic() - begin)
    store = Store(folder / "state" / "exchange" / "basic_deep_learning")
    for name, sent in zip(who, files, strict=True):
        assert [each.files for each in store.submissions(name)] == [sent], f"{name}: lost or twice"
    return [each.result() for each in coming], pages


def report(what: str, values: list[float], unit: str) -> None:
    """Print what was measured."""
    print(
        f"{what:<42}{statistics.median(values):8.2f} {unit} the middle one, {max(values):.2f} the "
        f"most, of {len(values)}"
    )


def main() -> None:
    """Measure, and say what a class needs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--servers", type=int, default=4)
    options: Any = parser.parse_args()
    who = names(options.students)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "course").mkdir()
        (folder / "course" / "students.csv").write_text("id\n" + "\n".join(who) + "\n")
        (folder / "index.html").write_text("the book")
        begin = time.monotonic()
        with HubRun(folder, folder, settings="[hub]\nstudents = 'students.csv'\n") as hub:
            print(f"first start, all assignments released     {time.monotonic() - begin:8.2f} s")
            seconds, memory = live_servers(hub, who[: options.servers])
            report("sign-in to a server that answers", seconds, "s ")
            report("memory of a server with a kernel", memory, "MB")
            receipts, pages = all_at_once(hub, folder, who)
            report(f"{len(who)} hand in at once: to the receipt", receipts, "s ")
            report("formgrader meanwhile, a page", pages, "s ")
            assert requests.get(hub.url, timeout=60).ok
        begin = time.monotonic()
        with HubRun(folder, folder) as hub:
            print(f"start, once set up                        {time.monotonic() - begin:8.2f} s")
    each = statistics.median(memory)
    for size in SIZES:
        needed = (1_000 + AT_ONCE * size * each) / 1000
        print(f"{size:>6} students, {AT_ONCE:.0%} at once: {needed:7.0f} GB of memory")


if __name__ == "__main__":
    main()
