"""The house: every room stands on its floor, no stair leads up, and no file is a hall.

A room imports from the rooms below it and from nowhere else. The library's own floors are in
`test_floors.py`, those of the figures' scripts in `figures/floors.test.js`.
"""

import ast
import os
import re
import subprocess
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.tools.places import ROOT

# The packages, and the rooms of each: what a room may import, beside itself.
PACKAGES = {
    "course_lib": [],
    "sandbox": [],
    "grading": ["course_lib", "sandbox"],
    "hub": ["grading", "sandbox"],
    "website": ["course_lib", "grading"],
    "benchmarks": ["course_lib", "grading", "hub", "sandbox", "tests", "website"],
}
ROOMS = {
    "sandbox": [["cgroup", "errors", "limits", "linux", "python"], ["bubblewrap", "seccomp"]],
    "grading": [
        ["words"],
        ["handed_in"],
        ["course", "rooms"],
        ["record", "writing"],
        ["report", "run"],
        ["nbgrader", "__main__"],
    ],
    "grading.rooms": [
        ["given", "inside", "program"],
        ["names"],
        ["asking", "plan", "preloaded", "sockets", "student_box"],
        ["ready", "tests_room"],
        ["at_work"],
        ["session"],
    ],
    "hub": [
        ["errors"],
        ["people"],
        ["run"],
        ["signin", "front", "servers", "submissions"],
        ["commands", "machine"],
        ["kubernetes", "__main__"],
    ],
    "website": [
        ["look", "tools", "phrases"],
        ["kernel", "lab", "live"],
        ["ext", "build", "pdf"],
        ["preview", "publish"],
        ["__main__"],
    ],
}
MOST = 300  # lines of a file
# Data and lessons may be longer.
LONG = re.compile(
    r"book/.*\.(md|bib)|solutions/|exercises/|(.*/)?requirements\.txt|.*\.(json|yml|npz|tgz)"
)


def modules(package):
    """From each module of a package to what it imports of ours."""
    found = {}
    for path in sorted((ROOT / package).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = {
            module
            for module in imports_of(path)
            if module.split(".")[0] in {*PACKAGES, "tests"} and module != name
        }
    return found


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                is_module = (ROOT / inner.replace(".", "/")).with_suffix(".py").is_file()
                yield inner if is_module else str(node.module)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_imports_the_packages_below(package):
    for name, imported in modules(package).items():
        above = {m.split(".")[0] for m in imported} - {package, *PACKAGES[package]}
        assert not above, f"{name} imports {above}"


@pytest.mark.parametrize("package", [name for name in PACKAGES if name != "course_lib"])
def test_there_is_no_circle(package):
    graph = modules(package)
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise AssertionError(" → ".join(error.args[1])) from None


@pytest.mark.parametrize("house", ROOMS)
def test_a_room_imports_from_the_floors_below(house):
    floor_of = {room: n for n, floor in enumerate(ROOMS[house]) for room in floor}
    graph = modules(house.replace(".", "/"))
    for name, imported in graph.items():
        room = room_in(house, name)
        if room is None:
            continue
        assert room in floor_of, f"{name} has no floor"
        for other in imported:
            below = room_in(house, other)
            if below not in (None, room):
                assert floor_of[below] < floor_of[room], f"{name} imports {other}"


def room_in(house, module):
    """The room of a module in a house; None for the house itself and for what is elsewhere."""
    return (
        module.removeprefix(f"{house}.").split(".")[0] if module.startswith(f"{house}.") else None
    )


def test_no_file_is_a_hall():
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    long = {}
    for name in names.splitlines():
        if not LONG.fullmatch(name) and not LONG.match(name) and os.path.isfile(ROOT / name):
            lines = (ROOT / name).read_bytes().count(b"\n")
            if lines > MOST:
                long[name] = lines
    assert not long, f"more than {MOST} lines: {long}"
