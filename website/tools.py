"""The programs that the build calls, and one sentence for each that is missing."""

import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LITE = Path(sys.prefix) / "lite"  # JupyterLite's kernel, which setup.sh installs apart
KERNEL = LITE / "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension"


class BuildError(Exception):
    """A sentence that says what is wrong and what to do."""


def search_path() -> str:
    """Give PATH with the environment's programs first."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def find_node() -> str:
    """Find node, also where it came with the environment's wheel."""
    node = shutil.which("node", path=search_path())
    if node is None:
        raise BuildError("node is missing: run `make setup`, which takes it from a wheel")
    return node


def find_chromium() -> str:
    """Find Chromium: without its windows, where it is in a package; they take most of its time."""
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if path is None:
        raise BuildError("chromium is missing: run `make setup-tests`")
    return path


def tools(root: Path) -> dict[str, str]:
    """Make the environment of the build, with node and Jupyter Book on PATH."""
    kernels = root / "_build" / "ipython"
    environment = os.environ | {
        "PATH": search_path(),
        "PYTHONHASHSEED": "0",
        "NODE": find_node(),
        "IPYTHONDIR": str(kernels),
    }
    if not (root / "node_modules" / "katex").exists():
        raise BuildError("KaTeX is missing from node_modules: run `make setup`")
    (kernels / "profile_default").mkdir(parents=True, exist_ok=True)
    configuration = kernels / "profile_default" / "ipython_kernel_config.py"
    shutil.copy(ROOT / "website" / "kernel.py", configuration)
    return environment
