"""Where Pyodide's packages come from: the first source that has them, each as the lock says."""

import hashlib
import json
import os
import subprocess
import sys
import tarfile
import zipfile

import pytest

from tests.tools.places import ROOT
from website.live import pack, pyodide
from website.tools import BuildError

WHEELS = {"numpy": b"numbers", "six": b"small"}
SENTENCE = (
    "no source has Pyodide's numpy-2.0.2-cp312-cp312-pyodide_2024_0_wasm32.whl: "
    "set PYODIDE= to its release, a folder or an archive"
)


@pytest.fixture
def npm(tmp_path, monkeypatch):
    """A package of npm with a lock of two small files; no cache, and no index with a carrier."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PYODIDE", raising=False)
    locked = {
        name: {"file_name": f"{name}.whl", "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in WHEELS.items()
    }
    folder = tmp_path / "npm"
    folder.mkdir()
    (folder / "pyodide-lock.json").write_text(json.dumps({"packages": locked}))
    return folder


@pytest.fixture(params=["folder", "release.tar.bz2", "carrier.whl"])
def given(request, tmp_path):
    """The packages in a folder, or in an archive."""
    folder = tmp_path / "given"
    folder.mkdir()
    for name, content in WHEELS.items():
        (folder / f"{name}.whl").write_bytes(content)
    archive = tmp_path / request.param
    if request.param.endswith("bz2"):
        with tarfile.open(archive, "w:bz2") as tar:
            tar.add(folder, "pyodide")
    elif request.param.endswith("whl"):
        with zipfile.ZipFile(archive, "w") as packed:
            for path in folder.iterdir():
                packed.write(path, f"assets/pyodide/{path.name}")
    return folder if request.param == "folder" else archive


def test_packages_are_taken_from_what_is_given_and_then_from_the_cache(npm, given, monkeypatch):
    monkeypatch.setenv("PYODIDE", str(given))
    found = pyodide.packages(npm, ["six", "numpy"])
    assert {name: path.read_bytes() for name, path in found.items()} == WHEELS
    monkeypatch.delenv("PYODIDE")
    assert pyodide.packages(npm, ["six"]) == {"six": found["six"]}


def test_a_file_with_a_wrong_sum_is_refused_by_name(npm, given, monkeypatch):
    lock = npm / "pyodide-lock.json"
    lock.write_text(lock.read_text().replace(hashlib.sha256(b"small").hexdigest(), 64 * "0"))
    monkeypatch.setenv("PYODIDE", str(given))
    with pytest.raises(BuildError, match=r"^six\.whl of PYODIDE=.* is refused: its SHA-256 is not"):
        pyodide.packages(npm, ["six"])
    assert pyodide.packages(npm, ["numpy"])


def test_a_file_spoilt_in_the_cache_is_not_taken(npm, given, monkeypatch):
    monkeypatch.setenv("PYODIDE", str(given))
    pyodide.packages(npm, ["six"])["six"].write_bytes(b"spoilt")
    assert pyodide.packages(npm, ["six"])["six"].read_bytes() == b"small"


def test_what_is_given_and_is_nothing_is_said(npm, monkeypatch):
    monkeypatch.setenv("PYODIDE", "nowhere")
    with pytest.raises(BuildError, match="PYODIDE=nowhere is neither a folder nor an archive"):
        pyodide.packages(npm, ["six"])


def test_without_a_source_the_missing_package_is_named(npm):
    with pytest.raises(pyodide.NoSource, match="numpy"):
        pyodide.packages(npm, ["numpy"])


def packed(tmp_path, **environment):
    """Pack in a process without cache and index, as on a machine without a network."""
    code = (
        "import sys; from pathlib import Path; import website.live.pack as p; "
        f"p.HOME = Path({str(tmp_path)!r}) / 'python'; print(p.pack())"
    )
    offline = {"XDG_CACHE_HOME": str(tmp_path), "PIP_NO_INDEX": "1", **environment}
    kept = {name: value for name, value in os.environ.items() if "PYODIDE" not in name}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=kept | offline,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_source_the_book_is_built_without_python_and_says_so(tmp_path):
    done = packed(tmp_path)
    assert done.returncode == 0 and done.stdout == "None\n"
    assert done.stderr == f"book: without live Python, for {SENTENCE}\n"
    assert list((tmp_path / "python").iterdir()) == []


def test_where_python_is_required_a_missing_source_is_an_error(tmp_path):
    done = packed(tmp_path, REQUIRE_PYODIDE="1")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"website.tools.BuildError: {SENTENCE}"


def test_a_missing_kernel_of_the_lab_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr(pack, "KERNEL", tmp_path)
    with pytest.raises(BuildError, match="run `make setup`"):
        list(pack.needed("notebook", {}))


def test_what_is_left_out_is_tests_headers_and_fonts_that_no_plot_uses():
    kept = ["numpy/testing/__init__.py", "course_lib/data/digits.npz", "a/fonts/ttf/DejaVuSans.ttf"]
    out = [
        "numpy/ma/tests/test_core.py",
        "numpy/random/lib/libnpyrandom.a",
        "a/fonts/afm/cmex10.afm",
    ]
    assert [name for name in kept + out if not pack.LEFT_OUT.search(name)] == kept
