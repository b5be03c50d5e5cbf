"""Make the lab: JupyterLite with all assignments and chapters, in the folder `lab/` of a site.

It is built again only where a notebook, the packages or what stands here has changed. Its pages
have a policy of their own: JupyterLite needs inline scripts and `eval`, and widgets come as blobs.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from website.lab.places import of_assignment, of_chapter
from website.tools import KERNEL, LITE, ROOT, BuildError

HERE = Path(__file__).parent
EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "anywidget"]  # of every JupyterLab here
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; worker-src 'self'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' data:; manifest-src 'self'"
)
# JupyterLite's own service worker lets a kernel reach files, of which the course has none, and of
# two with one scope within the other the inner one alone would answer: nothing would work offline.
DISABLED = ["@jupyterlite/application-extension:service-worker-manager"]
DISABLED += ["@jupyter-notebook/notebook-extension:tab-icon"]  # icons that are not there
# Where a browser forbids IndexedDB, work is held until the page is left, as the bar says.
DRIVERS = ["asyncStorage", "memoryStorageDriver"]
INCLUDED = ["comm", "ipykernel", "ipython", "jedi", "micropip", "piplite", "pyodide_kernel"]
INCLUDED += ["sqlite3", "ssl"]  # the kernel need not look for them
SETTINGS: dict[str, dict[str, object]] = {
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
    "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 10},  # seconds
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},  # all cells are there
}


def notebooks(site: Path, root: Path) -> dict[str, Path]:
    """Find the notebooks of a built site by their places in the lab: assignments, then chapters."""
    assignments = sorted((site / "exercises").glob("*/*.ipynb"))
    chapters = sorted((site / "book").glob("*.ipynb"))
    return {of_assignment(path): path for path in assignments} | {
        of_chapter(root / "book" / f"{path.stem}.md"): path for path in chapters
    }


def about(place: str, path: Path) -> dict[str, object]:
    """Say of a notebook what our pages must know."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    first = "".join(notebook["cells"][0]["source"]).split("\n")[0].removeprefix("# ")
    assignment = "course" in notebook["metadata"]
    return {"name": path.stem, "title": first, "place": place, "assignment": assignment}


def version(found: dict[str, Path], python: Path) -> str:
    """Name what will be made: by the notebooks, the packages, and what stands here."""
    digest = hashlib.sha256(python.name.encode())
    own = [path for path in sorted(HERE.rglob("*")) if path.suffix in {".py", ".js", ".css"}]
    for name, path in [*found.items(), *((path.name, path) for path in own)]:
        digest.update(f"{name}\0".encode() + path.read_bytes() + b"\0")
    for name in ("requirements.txt", "setup.sh"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()[:12]


def configure(folder: Path, python: Path) -> None:
    """Write what JupyterLite's build reads."""
    extensions = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
    kernel = {
        "pyodideUrl": f"./../python/{python.name}/kernel.js",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"packages": INCLUDED},
    }
    page = {
        "appName": "Basic Deep Learning",
        "appUrl": "./notebooks",
        "exposeAppInBrowser": "true",  # to our bar
        "disabledExtensions": DISABLED,
        "enableMemoryStorage": "true",
        "contentsStorageDrivers": DRIVERS,
        "settingsStorageDrivers": DRIVERS,
        "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": kernel},
    }
    build = {
        "apps": ["notebooks"],
        "contents": ["files"],
        "federated_extensions": list(map(str, [KERNEL, *map(extensions.joinpath, EXTENSIONS)])),
        "ignore_sys_prefix": True,
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
        "output_dir": "lab",
    }
    for name, content in {
        "jupyter-lite.json": {"jupyter-lite-schema-version": 0, "jupyter-config-data": page},
        "jupyter_lite_config.json": {"LiteBuildConfig": build},
        "overrides.json": SETTINGS,
    }.items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")


def finish(lab: Path, found: dict[str, Path]) -> None:
    """Give the pages their policy and the bar, and leave out what nothing asks for."""
    head = "<head>"
    policy = f'{head}<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    bar = '<link rel="icon" href="../../_static/favicon.svg">'
    bar += '<link rel="stylesheet" href="../course/bar.css">'
    bar += '<script type="module" src="../course/bar.js"></script>'
    for name, added in {"index.html": "", "notebooks/index.html": bar}.items():
        text = (lab / name).read_text(encoding="utf-8").replace("<html>", '<html lang="en">')
        if head not in text:
            raise BuildError(f"lab/{name} is not as our policy expects: see website/lab/make.py")
        (lab / name).write_text(text.replace(head, policy + added), encoding="utf-8")
    own = lab / "notebooks" / "jupyter-lite.json"
    text = own.read_text(encoding="utf-8")
    own.write_text(text.replace("./favicon.ico", "./../../_static/favicon.svg"), encoding="utf-8")
    shutil.copytree(HERE / "page", lab / "course")
    known = [about(place, path) for place, path in found.items()]
    (lab / "course" / "notebooks.json").write_text(json.dumps(known), encoding="utf-8")
    (lab / "service-worker.js").unlink()
    shutil.rmtree(lab / "doc")  # the other way of showing a notebook, of an app that is left out
    for font in (lab / "build").glob("fa-*"):
        if font.suffix != ".woff2":  # browsers that know WebAssembly know it
            font.unlink()


def make(folder: Path, found: dict[str, Path], python: Path) -> None:
    """Build JupyterLite in an empty folder; the lab is then below it."""
    for place, path in found.items():
        (folder / "files" / place).parent.mkdir(parents=True)
        shutil.copy(path, folder / "files" / place)
    configure(folder, python)
    command = [sys.executable, "-m", "jupyterlite_core", "build"]
    env = os.environ | {"PYTHONPATH": str(LITE)}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    if done.returncode or not (folder / "lab" / "index.html").exists():
        said = (done.stdout + done.stderr).strip().split("\n")[-5:]
        raise BuildError("\n".join(["JupyterLite could not be built:", *said]))
    finish(folder / "lab", found)


def furnish(site: Path, python: Path, root: Path = ROOT) -> None:
    """Put the lab into a built site that has assignments.

    Parameters
    ----------
    site : Path
        Where the site has been built.
    python : Path
        What `website.live.pack` has packed.
    root : Path
        The checkout.

    Raises
    ------
    BuildError
        If JupyterLite's build fails; the message has its last lines.
    """
    found = notebooks(site, root)
    if not (site / "exercises").exists():
        return
    home = root / "_build" / "lab"
    folder = home / version(found, python)
    if not folder.exists():
        shutil.rmtree(home, ignore_errors=True)
        made = home / f"making.{os.getpid()}"
        made.mkdir(parents=True)
        make(made, found, python)
        (made / "lab").rename(folder)
        shutil.rmtree(made)
    shutil.copytree(folder, site / "lab")
    # Live cells have put it there only where a page has some.
    shutil.copytree(python, site / "python" / python.name, dirs_exist_ok=True)
    shutil.copy(ROOT / "website" / "live" / "offline.js", site)
