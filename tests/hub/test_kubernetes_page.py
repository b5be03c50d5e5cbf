"""The page *A class on Kubernetes*: its steps are run as far as they need no cluster."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import yaml
from distributed import Client
from distributed.security import Security

from grading.__main__ import _parser
from grading.course.directory import Course
from hub.kubernetes.settings import settings_in
from tests.grading.test_kills import grades
from tests.tools.handing_in import answered, hand_in, reference, released
from tests.tools.hub_run import free_port
from tests.tools.manifests import FOLDER, of_chart, pods, values
from tests.tools.patience import PATIENCE
from tests.tools.places import ROOT

pytestmark = pytest.mark.slow(60)
PAGE = (ROOT / "book" / "kubernetes.md").read_text()
STEPS = [re.sub(r"(?m)^ +", "", step) for step in re.findall(r"```sh\n(.*?)```", PAGE, re.S)]


def step(word):
    """The one step of the page in which a word stands."""
    (found,) = [text for text in STEPS if word in text]
    return found


def test_the_page_begins_with_what_was_not_tried():
    assert re.match(r"# A class on Kubernetes\n\n```{admonition} Not tried on a cluster", PAGE)
    assert "## What was checked" in PAGE and "Not checked:" in PAGE


def test_every_file_that_a_step_names_is_there():
    for path in re.findall(r"hub/kubernetes/[\w./*-]+", "\n".join(STEPS)):
        assert list(ROOT.glob(path)), path
    version = yaml.safe_load(of_chart("Chart.yaml"))["version"]
    assert f"--version {version} " in step("helm upgrade")
    for text in STEPS:
        subprocess.run(["sh", "-n"], input=text, text=True, check=True)


def test_the_first_step_leaves_no_example_in_the_files(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "hub" / "kubernetes")
    before_the_cluster = step("export REGISTRY").partition("kubectl")[0]
    subprocess.run(["sh", "-euc", before_the_cluster], cwd=tmp_path, check=True)
    copied = tmp_path / "hub" / "kubernetes"
    for path in [copied / "values.yaml", *(copied / "manifests").iterdir()]:
        assert "example.org" not in path.read_text(), path
        assert list(yaml.safe_load_all(path.read_text()))


def test_the_course_toml_of_the_page_is_taken(tmp_path):
    (block,) = re.findall(r"```toml\n(.*?)```", PAGE, re.S)
    (tmp_path / "course.toml").write_text(re.sub(r"(?m)^ +", "", block))
    settings = settings_in(tmp_path)
    assert settings.db_url.endswith("@postgres/course") and settings.hub.openid
    keys = set(re.findall(r"--from-(?:file|literal) (\w+)=", step("create secret generic course")))
    assert keys == {settings.hub.openid.client_secret, "postgres_password"}


@pytest.fixture
def certificates(tmp_path):
    """Those of the page, at the place of the Secret."""
    text = step("openssl req").partition("kubectl")[0]
    subprocess.run(["sh", "-euc", text], cwd=tmp_path, check=True, stderr=subprocess.DEVNULL)
    shutil.copy(tmp_path / "tls.crt", tmp_path / "ca.crt")
    return tmp_path


def dask_settings(told, place):
    """The variables of Dask in a pod, with the certificates where they are here."""
    dask = {name: text for name, text in told.items() if name.startswith("DASK_")}
    return {name: text.replace("/etc/dask-tls", str(place)) for name, text in dask.items()}


@contextmanager
def pod(name, place, changes):
    """The command of a pod of ours, on this machine; it ends with the block."""
    container = pods()[name]["spec"]["containers"][0]
    told = {each["name"]: each["value"] for each in container["env"]}
    words = [changes.get(word, word) for word in container["command"]]
    command = [str(Path(sys.executable).with_name(words[0])), *words[1:], "--host", "127.0.0.1"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **dask_settings(told, place)}
    with (place / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
    try:
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def test_workers_grade_with_the_certificates_of_the_page(certificates, courses, tmp_path):
    course = courses("tests/attacks/rooms")
    notebook = released(course, "softmax")
    hand_in(course, "softmax", "ada", answered(notebook, reference(course, "softmax")))
    scheduler, worker, nanny = (str(free_port()) for _ in range(3))
    address = f"tls://127.0.0.1:{scheduler}"
    changes = {"8786": scheduler, "8788": worker, "8789": nanny}
    changes |= {"tls://grading-scheduler:8786": address, "/tmp": str(tmp_path)}
    teacher = dask_settings(
        {n: t for n, t in values()["custom"]["teacher"]["environment"].items() if "DASK" in n},
        certificates,
    )
    command = shlex.split(step("--scheduler tls://").partition("&& ")[2])
    command = [changes.get(w, w).replace("tls://grading-scheduler:8786", address) for w in command]
    assert _parser().parse_args(command[3:]).scheduler == address
    command[command.index("ps2_counting")] = "softmax"
    command[command.index("$COURSE")] = str(course.root)
    with ExitStack() as stack:
        stack.enter_context(pod("grading-scheduler", certificates, changes))
        stack.enter_context(pod("grading-workers", certificates, changes))
        wait_for_worker(address, certificates)
        env = {**os.environ, **teacher}
        run = [sys.executable, *command[1:]]
        done = subprocess.run(run, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert grades(Course(course.root))


def wait_for_worker(address, place):
    names = {"tls_ca_file": "ca.crt", "tls_client_cert": "tls.crt", "tls_client_key": "tls.key"}
    security = Security(**{k: str(place / name) for k, name in names.items()})
    with Client(address, security=security, set_as_default=False, timeout=PATIENCE) as client:
        client.wait_for_workers(1, timeout=PATIENCE)
