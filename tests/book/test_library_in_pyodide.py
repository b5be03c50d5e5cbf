"""The library's own tests under Pyodide, the Python of a reader's browser; Node runs it here."""

import gzip
import os
import subprocess

import pytest

from tests.tools.places import ROOT, TESTS
from website.live import pack

pytestmark = pytest.mark.slow(60)
PYTEST = ["pytest", "pluggy", "iniconfig", "pygments", "packaging"]
OPTIONS = ["-q", "--tb=short", "-W", "error", "-c", "/dev/null", "--rootdir", "."]
OPTIONS += ["--capture=sys", "-p", "no:cacheprovider", "-p", "no:faulthandler"]  # need descriptors
NOT_THERE = {
    "test_colours.py": "it asks Node, and reads the checkout",
    "test_docstrings.py": "it draws with matplotlib, as the cells of the chapters do in a browser",
    "test_plotting.py": "it draws with matplotlib",
    "test_checks_answers.py::test_kinds_of_arrays_are_tried_where_there_is_an_array_alone": (
        "numpy's whole numbers have 32 bits"
    ),
    "test_checks_cost.py::test_sleep_costs_nothing": "a browser tells no CPU time",
    "test_network_refusals.py::test_impossible_networks_are_refused_in_words": (
        "numpy's whole numbers have 32 bits, and a sentence names them"
    ),
    "test_network_lesson.py::test_gradients_can_be_computed_in_several_threads": "no threads",
    "test_real_data.py::test_importing_the_library_opens_no_data": "no processes",
}
LONG = [
    "test_checks_fingerprints.py::test_rounding_changes_no_fingerprint_and_a_small_error_does",
    "test_network_lesson.py::test_twenty_relu_layers_keep_their_scale_with_he_and_lose_it_without",
]


def test_the_librarys_tests_hold_in_a_browsers_python(packed, tmp_path):
    files = dict(pack.installed(PYTEST))
    for path in [*TESTS.glob("*.py"), *(TESTS / "library").glob("*.py")]:
        files[path.relative_to(ROOT).as_posix()] = path.read_bytes()
    archive = tmp_path / "tests.files.gz"
    archive.write_bytes(pack.packed(files.items()))
    options = [*OPTIONS]
    for name in [*NOT_THERE, *(LONG if os.environ.get("COURSE_TESTS") != "all" else [])]:
        file, _, test = name.partition("::")
        assert f"def {test}" in files[f"tests/library/{file}"].decode()
        options.append(f"--{'deselect' if test else 'ignore'}=tests/library/{name}")
    npm = ROOT / "node_modules" / "pyodide"
    archives = [packed / f"{name}.files.gz" for name in ("numpy", "course_lib")]
    stdlib = tmp_path / "python_stdlib.zip"
    stdlib.write_bytes(gzip.decompress((packed / "python_stdlib.zip.gz").read_bytes()))
    script = TESTS / "tools" / "in_pyodide.mjs"
    command = ["node", script, npm, stdlib, archive, *archives, "--", *options, "tests/library"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
