"""What students install: the wheel, with the oldest packages that it promises to run with."""

import json
import os
import shutil
import subprocess
import sys
import tomllib

import pytest

from tests.tools.places import ROOT, TESTS

pytestmark = pytest.mark.slow(20)

# What the old ones say to each other and to their own helpers is theirs; the rest is an error.
SETTINGS = """
[pytest]
filterwarnings =
    error
    ignore::DeprecationWarning:(matplotlib|pyparsing|ipywidgets|traitlets)
"""
INSTALLED = """
import course_lib, json, sys
from importlib.metadata import version
print(json.dumps([course_lib.__file__, {name: version(name) for name in sys.argv[1:]}]))
"""


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def oldest():
    """From each package that the wheel requires to the oldest version that will do."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return dict(requirement.split(">=") for requirement in project["dependencies"])


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """A Python that has the wheel, those oldest versions, and pytest."""
    folder = tmp_path_factory.mktemp("student")
    uv = f"{sys.prefix}/bin/uv"
    run(uv, "build", "--wheel", "--out-dir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    run(uv, "venv", "--python", sys.executable, folder / "venv")
    python = str(folder / "venv/bin/python")
    install = [uv, "pip", "install", "--python", python, "--only-binary=:all:"]
    project = ["--requirement", ROOT / "pyproject.toml", f"pytest=={pytest.__version__}"]
    run(*install, "--resolution=lowest-direct", *project)
    run(*install, "--no-deps", wheel)
    return python


def test_the_wheel_asks_for_no_version_in_particular(oldest):
    assert set(oldest) == {"numpy", "matplotlib", "ipywidgets", "anywidget"}
    chosen = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for name, version in oldest.items():
        assert f"\n{name}==" in chosen and f"\n{name}=={version}" not in chosen


def test_the_library_does_what_it_should_with_the_oldest_packages(python, oldest, tmp_path):
    where, versions = json.loads(run(python, "-c", INSTALLED, *oldest, cwd=tmp_path))
    assert where.startswith(python.removesuffix("/bin/python"))
    if sys.version_info < (3, 13):  # a newer Python has no wheels of the oldest
        for name, version in oldest.items():
            assert versions[name].startswith(version), f"{name} {versions[name]}"
    (tmp_path / "pytest.ini").write_text(SETTINGS)
    (tmp_path / "tests").mkdir()
    shutil.copy(TESTS / "__init__.py", tmp_path / "tests")
    shutil.copytree(TESTS / "library", tmp_path / "tests" / "library")
    (tmp_path / "tests/library/test_colours.py").unlink()  # looks at the whole checkout
    tests = ["tests/library", "--doctest-modules", "--pyargs", "course_lib.figures"]
    environment = {name: value for name, value in os.environ.items() if name != "COURSE_TESTS"}
    run(python, "-m", "pytest", "-q", *tests, cwd=tmp_path, env=environment | {"MPLBACKEND": "agg"})
