"""The environment: its Python is one that others may read, for students' code runs as nobody."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.tools.places import ROOT

READ = ["setup.sh", "requirements.txt", "pyproject.toml", "package-lock.json"]


@pytest.mark.skipif(os.getuid() != 0, reason="only root becomes somebody else for students' code")
def test_a_python_in_a_private_folder_is_not_taken(tmp_path):
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    python = shutil.copy(Path(sys.executable).resolve(), private / "python3")
    nothing = tmp_path / "nothing"  # to be installed
    nothing.mkdir()
    (nothing / "apt-get").symlink_to("/bin/true")
    env = os.environ | {"PYTHON": str(python), "PATH": f"{nothing}:{os.environ['PATH']}"}
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:  # which everyone may enter
        os.chmod(folder, 0o755)
        for name in READ:
            shutil.copy(ROOT / name, folder)
        ran = subprocess.run(["./setup.sh"], cwd=folder, env=env, capture_output=True, text=True)
    assert ran.returncode == 1, ran
    assert ran.stderr.startswith("setup: no Python 3.11 or newer that everyone on this machine may")
