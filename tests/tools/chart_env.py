"""The environment of `make test-all` that knows Helm, Kubernetes and the hub of the chart."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.tools.places import ROOT

CHART = ROOT / "tests" / "hub" / "chart"
FOLDER = ROOT / ".venv-kubernetes"
PYTHON = FOLDER / "bin" / "python"


def make() -> None:
    """Make it when it is first needed, about 200 MB; again when its pins have changed."""
    pins = CHART / "requirements.txt"
    stamp = FOLDER / ".complete"
    if not stamp.exists() or stamp.read_text() != pins.read_text():
        subprocess.run([sys.executable, "-m", "venv", "--clear", FOLDER], check=True)
        uv = [ROOT / ".venv" / "bin" / "uv", "pip", "sync", "--quiet"]
        subprocess.run([*uv, "--python", PYTHON, pins], check=True)
        stamp.write_text(pins.read_text())


def run(script: str, *words: str | Path) -> Any:
    """Run a script of `tests/hub/chart`; what it prints."""
    command = [str(PYTHON), str(CHART / script), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
