import doctest
import importlib
import inspect
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import pytest

import course_lib
from course_lib import checks, datasets

matplotlib.use("agg")

MODULES = [name for name in course_lib._MODULES if name != "figures"]
for package in (checks, datasets):
    folder = Path(package.__file__).parent
    MODULES += [f"{folder.name}.{path.stem}" for path in folder.glob("[a-z]*.py")]


@pytest.mark.parametrize("name", ["course_lib", *(f"course_lib.{name}" for name in MODULES)])
def test_examples_run(name):
    result = doctest.testmod(importlib.import_module(name))
    plt.close("all")
    assert result.failed == 0
    assert result.attempted or name in ("course_lib.activations", "course_lib.progress")


@pytest.mark.parametrize("name", MODULES)
def test_what_is_public_is_documented(name):
    module = importlib.import_module(f"course_lib.{name}")
    assert inspect.getdoc(module)
    for label, thing in vars(module).items():
        if getattr(thing, "__module__", None) == module.__name__ and not label.startswith("_"):
            assert inspect.getdoc(thing), f"{name}.{label}"
