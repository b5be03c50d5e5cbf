"""What runs in the pods: the hub's configuration, the course on its volume, the images' files."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from traitlets.config import Config

from hub.errors import Missing
from hub.kubernetes.configure import configure
from hub.kubernetes.prepare import prepare
from sandbox.bubblewrap import find_bwrap
from tests.tools.images import ROOT, images, inside, lay_out
from tests.tools.manifests import values
from website.publish import prove, secrets

pytestmark = pytest.mark.slow(60)
COURSE = """name = "deep_learning"
[hub]
teachers = ["turing"]
[hub.openid]
authorize_url = "https://login.example.org/authorize"
token_url = "https://login.example.org/token"
userdata_url = "https://login.example.org/userinfo"
client_id = "course"
client_secret = "openid_secret"
[limits]
memory_mb = 1024
home_mb = 500
idle_minutes = 30
"""


@pytest.fixture
def settings(tmp_path):
    """The folder of the ConfigMap and the Secret."""
    folder = tmp_path / "settings"
    folder.mkdir()
    (folder / "course.toml").write_text(COURSE)
    (folder / "students.csv").write_text("id,first_name\nada,Ada\n")
    (folder / "openid_secret").write_text("hush\n")
    return folder


def configured(folder):
    c = Config()
    c.JupyterHub.services = [{"name": "jupyterhub-idle-culler", "command": ["cull", "--timeout=9"]}]
    c.KubeSpawner.environment = dict(values()["singleuser"]["extraEnv"])
    configure(c, values()["custom"]["teacher"], folder)
    return c


def test_the_hub_does_what_course_toml_says(settings):
    c = configured(settings)
    assert c.Authenticator.allowed_users == {"ada", "turing"}
    assert c.JupyterHub.authenticator_class.__name__ == "OpenIdAuthenticator"
    assert c.OpenIdAuthenticator.client_secret == "hush"
    assert (c.KubeSpawner.mem_limit, c.KubeSpawner.storage_capacity) == ("1024M", "500M")
    assert c.JupyterHub.services[0]["command"] == ["cull", "--timeout=1800"]
    assert c.KubeSpawner.environment["COURSE_ID"] == "deep_learning"
    assert c.JupyterHub.tornado_settings["cookie_options"] == {"samesite": "Lax", "secure": True}


def test_only_a_teacher_s_server_has_the_course(settings):
    hook = configured(settings).KubeSpawner.pre_spawn_hook
    before = {"image": "student:1", "environment": {"COURSE_SUBMISSIONS": "http://submissions"}}
    for name in values()["custom"]["teacher"]:
        before.setdefault(name, {})
    made = {}
    for name in ("ada", "turing", "turing"):  # the same object may start a server again
        made[name] = made.get(name) or SimpleNamespace(**before, user=SimpleNamespace(name=name))
        hook(made[name])
    student = vars(made["ada"])
    assert {name: student[name] for name in before} == before
    assert made["turing"].image.endswith("/course:1") and "data" in made["turing"].volumes
    assert made["turing"].environment["COURSE_SUBMISSIONS"] == "http://submissions"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('name = "deep_learning"\n', ""), "say name = "),
        (("[hub.openid]", "[hub.openit]"), "line 4: hub.openit: there is no such setting"),
        (("openid_secret", "secret"), "put it into the Secret 'course'"),
        ((COURSE[COURSE.index("[hub]") :], ""), "the table [hub] is missing"),
        ((COURSE[COURSE.index("[hub.o") :], ""), "people sign in at [hub.openid] or [hub.lti]"),
    ],
)
def test_a_hub_that_is_not_told_enough_does_not_start(settings, change, said):
    path = settings / "course.toml"
    path.write_text(path.read_text().replace(*change))
    with pytest.raises(SystemExit) as end:
        configured(settings)
    assert said in str(end.value) and "\n" not in str(end.value)


def test_a_volume_is_filled_once_and_the_settings_each_time(settings, tmp_path, capsys):
    data = tmp_path / "data"
    prepare(settings, data)
    assert "released ps1" in capsys.readouterr().out
    outbound = data / "exchange" / "deep_learning" / "outbound"
    handed_out = sorted(path.name for path in outbound.iterdir())
    assert handed_out == sorted(path.name for path in (ROOT / "exercises").iterdir())
    (settings / "students.csv").write_text("id,first_name\nada,Ada\ngrace,Grace\n")
    (settings / "course.toml").write_text(COURSE + "[deadlines]\n")
    prepare(settings, data)
    assert "released" not in capsys.readouterr().out
    assert "grace" in (data / "gradebook" / "students.csv").read_text()
    assert (data / "gradebook" / "course.toml").read_text() == COURSE + "[deadlines]\n"


def test_settings_that_are_wrong_replace_none(settings, tmp_path):
    data = tmp_path / "data"
    (settings / "course.toml").write_text(COURSE + "[deadlines]\nps1 = 3\n")
    with pytest.raises(Missing, match="line 15"):
        prepare(settings, data)
    assert not data.exists()
    (settings / "course.toml").unlink()
    with pytest.raises(Missing, match="make the ConfigMap 'course'"):
        prepare(settings, data)


CHECK = [sys.executable, "-m", "hub.kubernetes.check"]
# A pod as ours that grade: in a user namespace, as somebody, without a capability.
POD = [find_bwrap(), "--unshare-user", "--uid", "1000", "--gid", "1000", "--unshare-pid"]
POD += ["--cap-drop", "ALL", "--bind", "/", "/", "--dev-bind", "/dev", "/dev", "--proc", "/proc"]
# With parts of /proc covered, as a container has it: then nobody may mount another one.
MASKED = [*POD, "--tmpfs", "/proc/acpi"]


def checked(pod):
    return subprocess.run([*pod, "--", *CHECK], cwd=ROOT, capture_output=True, text=True)


def test_a_pod_that_can_grade_says_so():
    done = checked(POD)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "students' code can be graded in this pod\n"


@pytest.mark.skipif(not os.path.isdir("/proc/acpi"), reason="nothing to cover")
def test_a_pod_whose_proc_is_masked_says_what_it_needs():
    done = checked(MASKED)
    assert done.returncode == 1 and not done.stdout
    assert "the sandbox did not start" in done.stderr and "procMount: Unmasked" in done.stderr


def test_a_student_s_image_holds_no_answer(tmp_path):
    """The grading of the checkout that is in the other image is not in this one either."""
    folder = tmp_path / "student"
    lay_out("student", folder)
    lines = secrets()
    prove(folder, lines)
    held = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.py"))
    assert [name for name in held if "grading" in name or "solutions" in name] == []
    assert "room/hub/submissions/inside/exchange.py" in held
    lay_out("course", tmp_path / "course")
    with pytest.raises(Exception, match="holds an answer or a hidden test"):
        prove(tmp_path / "course", lines)  # so it does find one


def test_all_that_is_copied_is_sent_to_the_builder():
    ignored = (ROOT / "hub/kubernetes/Dockerfile.dockerignore").read_text().splitlines()
    sent = {line[1:] for line in ignored if line.startswith("!")}
    for image in images().values():
        for what, words in image.steps:
            if what == "COPY" and not words.startswith("--from"):
                for source in words.split()[:-1]:
                    assert source in sent or source.split("/")[0] in sent, source


def test_the_course_s_image_draws_formulas(tmp_path):
    lay_out("course", tmp_path / "course")
    asked = """echo '[{"source": "x^2", "display": false}]' | node """
    draw = ["sh", "-c", asked + "/srv/course/grading/nbgrader/formulas.mjs"]
    assert "<msup>" in inside(tmp_path / "course", draw).stdout
    packages = [words for what, words in images()["course"].steps if "apt-get" in words]
    assert "nodejs" in packages[0].split()  # the machine's own was used here


def test_the_hub_s_image_holds_all_that_its_configuration_imports(tmp_path):
    folder = tmp_path / "hub"
    image = lay_out("hub", folder)
    assert (folder / "srv" / "course" / "hub" / "kubernetes" / "configure.py").is_file()
    environment = ROOT / ".venv"
    (folder / "srv").joinpath("environment").mkdir()
    python = "/srv/environment/bin/python"
    code = "import sys, hub.kubernetes.configure as c; print(c.__file__)"
    mounts = {environment.resolve(): "/srv/environment"}
    done = inside(folder, [python, "-c", code], mounts=mounts, **image.environment)
    assert done.stdout == "/srv/course/hub/kubernetes/configure.py\n", done.stderr
