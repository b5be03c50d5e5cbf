"""The library is a house: a module imports from the floors below it and from nowhere else."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import course_lib

LIBRARY = Path(course_lib.__file__).parent
FLOORS = [
    {"arguments", "arrays", "colours", "progress"},
    {"activations", "optimizers", "parameters", "datasets", "checks"},
    {"losses"},
    {"network"},
    {"training", "linear", "approximation"},
    {"plotting"},
    {"figures"},
]
OUTSIDE = [*[{"numpy"}] * 5, {"numpy", "matplotlib"}]


def imports(path):
    """What a module imports: (package, module of course_lib or None)."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            package, _, rest = name.partition(".")
            yield package, rest.split(".")[0] or None


def test_every_module_has_a_floor():
    modules = {path.stem for path in LIBRARY.glob("*.py")} - {"__init__"}
    folders = {path.parent.name for path in LIBRARY.glob("*/__init__.py")}
    assert modules | folders == set.union(*FLOORS)
    assert set(course_lib._MODULES) == set.union(*FLOORS)


@pytest.mark.parametrize("floor", range(6))
def test_a_module_imports_from_the_floors_below(floor):
    below = set().union(*FLOORS[:floor])
    for name in FLOORS[floor]:
        folder = LIBRARY / name
        paths = folder.glob("*.py") if folder.is_dir() else [LIBRARY / f"{name}.py"]
        for package, module in (found for path in paths for found in imports(path)):
            if package == "course_lib":
                assert module in below | {name}, f"{name} imports {module}"
            elif package not in sys.stdlib_module_names:
                assert package in OUTSIDE[floor], f"{name} imports {package}"


def test_the_core_is_read_in_one_sitting():
    core = ["activations", "losses", "optimizers", "network", "training"]
    assert sum((LIBRARY / f"{name}.py").read_text().count("\n") for name in core) < 500


def python(code):
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_importing_the_library_loads_neither_plots_nor_widgets():
    code = "import course_lib, sys; print(*sys.modules)"
    assert not {"numpy", "matplotlib", "ipywidgets", "anywidget"} & set(python(code))
    code = "from course_lib import MLP, Adam, datasets, fit; import sys; print(*sys.modules)"
    loaded = set(python(code))
    assert "numpy" in loaded and not {"matplotlib", "ipywidgets", "anywidget"} & loaded


def test_a_module_that_is_hidden_takes_only_its_own_names_along():
    code = """
import sys
sys.modules["course_lib.network"] = None  # what importing it then raises is an ImportError
import course_lib
from course_lib import SGD, datasets, checks
try:
    from course_lib import MLP
except ImportError:
    print("hidden")
"""
    assert python(code) == ["hidden"]


def test_a_type_checker_finds_the_same_names():
    lines = ast.parse((LIBRARY / "__init__.py").read_text()).body
    block = next(line for line in lines if isinstance(line, ast.If))
    names = [alias.asname for line in block.body for alias in line.names]
    assert sorted(names) == sorted(course_lib.__all__)
    assert (LIBRARY / "py.typed").exists()


def test_every_name_is_found_and_others_are_answered_with_a_list():
    assert sorted(dir(course_lib)) == sorted(course_lib.__all__)
    for name in course_lib.__all__:
        if name not in ("figures", "plotting"):
            assert getattr(course_lib, name) is not None
    with pytest.raises(AttributeError, match="course_lib has no 'MPL'; it has ACTIVATIONS, Adam"):
        _ = course_lib.MPL
