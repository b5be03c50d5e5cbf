"""The chart rendered, its manifests validated, its hub's configuration run; the images' steps too.

Only `make test-all` runs this: it makes an environment with Helm's library and one for the images.
"""

import base64
import json
import os
from pathlib import Path

import pytest
import yaml

from tests.hub.test_kubernetes import HUB, SERVER, selects
from tests.tools import chart_env
from tests.tools.images import images, inside, lay_out
from tests.tools.manifests import CHART, FOLDER, of_chart

pytestmark = [
    pytest.mark.slow(400),
    pytest.mark.skipif(os.environ.get("COURSE_TESTS") != "all", reason="make test-all runs it"),
]
COURSE = """name = "deep_learning"
[hub]
teachers = ["turing"]
[hub.lti]
issuer = "https://moodle.example.org"
authorize_url = "https://moodle.example.org/mod/lti/auth.php"
jwks_url = "https://moodle.example.org/mod/lti/certs.php"
client_id = "a1b2c3"
"""

NO_CLUSTER = """apiVersion: v1
kind: Config
current-context: none
clusters: [{name: none, cluster: {server: "https://127.0.0.1:1"}}]
contexts: [{name: none, context: {cluster: none, user: none}}]
users: [{name: none, user: {}}]
"""


@pytest.fixture(scope="module")
def rendered():
    chart_env.make()
    ours = sorted((FOLDER / "manifests").glob("*.yaml"))
    return chart_env.run("render.py", CHART, FOLDER / "values.yaml", *ours)


def of(rendered, kind, name):
    found = [m for m in rendered["chart"] if (m["kind"], m["metadata"]["name"]) == (kind, name)]
    assert len(found) == 1
    return found[0]


def test_every_manifest_is_what_kubernetes_takes(rendered):
    assert len(rendered["chart"]) > 30 and rendered["ours"] > 10
    assert rendered["wrong"] == []


def test_a_wrong_manifest_is_found(rendered, tmp_path):
    wrong = tmp_path / "wrong.yaml"
    text = (FOLDER / "manifests" / "submissions.yaml").read_text()
    wrong.write_text(text.replace("replicas: 1", "replica: 1"))
    found = chart_env.run("render.py", CHART, FOLDER / "values.yaml", wrong)["wrong"]
    assert found and all("Deployment submissions" in each and "replica" in each for each in found)


@pytest.fixture(scope="module")
def made(rendered, tmp_path_factory):
    """What the hub in its pod makes of all that: its configuration, and two pods."""
    folder = tmp_path_factory.mktemp("images") / "hub"
    folder.mkdir()
    image = lay_out("hub", folder)
    place = folder.with_name("etc") / "jupyterhub"
    for name, each in (("config", "ConfigMap"), ("secret", "Secret")):
        (place / name).mkdir(parents=True)
        for key, text in of(rendered, each, "hub")["data"].items():
            data = base64.b64decode(text) if each == "Secret" else text.encode()
            (place / name / key).write_bytes(data)
            if key.endswith(".py"):
                (place / key).write_bytes(data)
    course = folder / "etc" / "course"
    course.mkdir(parents=True)
    (course / "course.toml").write_text(COURSE)
    (course / "students.csv").write_text("id\nada\n")
    mounts = {
        place.parent: "/usr/local/etc",
        chart_env.FOLDER.resolve(): "/srv/environment",
        chart_env.CHART: "/srv/chart",
    }
    ports = {"HUB_SERVICE_PORT": "8081", "PROXY_API_SERVICE_PORT": "8001"}
    told = {**image.environment, **ports, "POD_NAMESPACE": "course"}
    (folder / "tmp" / ".kube").mkdir(parents=True)
    (folder / "tmp" / ".kube" / "config").write_text(NO_CLUSTER)
    (folder / "srv" / "environment").mkdir(parents=True)
    (folder / "srv" / "chart").mkdir()
    command = ["/srv/environment/bin/python", "/srv/chart/pods.py"]
    done = inside(folder, command, mounts=mounts, **told)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def test_the_hub_s_own_configuration_takes_in_course_toml(made):
    hub = made["hub"]
    assert hub["authenticator"] == "LtiAuthenticator" and hub["allowed"] == ["ada", "turing"]
    assert hub["tornado"]["slow_spawn_timeout"] == 0
    assert hub["tornado"]["cookie_options"] == {"samesite": "None", "secure": True}
    culler = next(each for each in hub["services"] if "culler" in each["name"])
    assert [word for word in culler["command"] if "--timeout" in word] == ["--timeout=7200"]


def test_kubernetes_takes_the_pods_of_a_student_and_a_teacher(made, tmp_path):
    paths = []
    for name, pod in made["pods"].items():
        path = tmp_path / f"{name}.yaml"
        path.write_text(json.dumps({"apiVersion": "v1", "kind": "Pod", **pod}))
        paths.append(path)
    assert chart_env.run("render.py", CHART, FOLDER / "values.yaml", *paths)["wrong"] == []


def test_a_student_s_pod_is_closed_and_a_teacher_s_can_grade(made):
    student, teacher = (made["pods"][name]["spec"] for name in ("ada", "turing"))
    for pod in (student, teacher):
        rights = pod["containers"][0]["securityContext"]
        assert rights["capabilities"] == {"drop": ["ALL"]} and rights["readOnlyRootFilesystem"]
        assert rights["runAsNonRoot"] and rights["runAsUser"] == 1000
        assert rights["allowPrivilegeEscalation"] is False
        assert pod["automountServiceAccountToken"] is False and "initContainers" not in pod
    rights = student["containers"][0]["securityContext"]
    assert rights["seccompProfile"] == {"type": "RuntimeDefault"} and "procMount" not in rights
    assert student["containers"][0]["image"].endswith("/student:1") and "hostUsers" not in student
    assert student["containers"][0]["resources"]["limits"]["memory"] == 2048 << 20
    held = json.dumps(student)
    assert "PGPASSWORD" not in held and "dask" not in held and '"course"' not in held
    rights = teacher["containers"][0]["securityContext"]
    assert teacher["hostUsers"] is False and rights["procMount"] == "Unmasked"
    assert rights["seccompProfile"] == rights["appArmorProfile"] == {"type": "Unconfined"}
    told = {each["name"]: each for each in teacher["containers"][0]["env"]}
    assert told["PGPASSWORD"]["valueFrom"]["secretKeyRef"]["name"] == "course"
    assert told["HOME"]["value"] == "/home/student"
    assert teacher["affinity"]["podAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]


def test_the_labels_are_those_that_the_policies_select(made, rendered):
    for name, pod in made["pods"].items():
        labels = pod["metadata"]["labels"]
        assert SERVER.items() <= labels.items()
        assert (labels.get("course/role") == "teacher") == (name == "turing")
        policy = of(rendered, "NetworkPolicy", "singleuser")["spec"]
        assert selects(policy["podSelector"], labels)
        reached = [each for rule in policy["egress"] for each in rule["to"]]
        assert not [each for each in reached if "ipBlock" in each]
        apps = {e["podSelector"]["matchLabels"].get("app") for e in reached if "podSelector" in e}
        assert apps == {"jupyterhub", "submissions"}
    hub = of(rendered, "Deployment", "hub")["spec"]["template"]["metadata"]["labels"]
    assert hub.items() >= {name: HUB[name] for name in ("app", "component")}.items()


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """The images, made by the steps of the Dockerfile."""
    place = tmp_path_factory.mktemp("images")
    for name in ("packages", "student", "course"):
        (place / name).mkdir()
        lay_out(name, place / name, run=True)
    return place


def run_in(folders, name, *command, **more):
    done = inside(folders / name, list(command), **more, **images()[name].environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def test_a_student_s_image_starts_a_server_of_the_hub_s_version(folders):
    chart = yaml.safe_load(of_chart("Chart.yaml"))
    assert run_in(folders, "student", "jupyterhub-singleuser", "--version") == chart["appVersion"]
    code = "from jupyter_core.paths import jupyter_path; print(*jupyter_path('labextensions'))"
    places = run_in(folders, "student", "python", "-c", code).split()
    assert "/etc/jupyter/student/lab/labextensions" in places  # the buttons of the course
    code = "from importlib.util import find_spec as f; import hub.submissions.inside.extension, "
    code += "course_lib; print(course_lib.__file__, f('grading'), f('solutions'))"
    library = "/srv/course/.venv/student/course_lib/__init__.py"
    assert run_in(folders, "student", "python", "-c", code) == f"{library} None None"


def test_the_course_s_image_can_grade_and_fills_a_volume(folders, tmp_path):
    proc = {Path("/proc"): "/proc-of-the-pod"}  # one that is not masked, as procMount gives it
    said = run_in(folders, "course", "python", "-m", "hub.kubernetes.check", mounts=proc)
    assert said == "students' code can be graded in this pod"
    settings, data = folders / "course" / "srv" / "settings", folders / "course" / "srv" / "data"
    settings.mkdir()
    (settings / "course.toml").write_text(COURSE)
    (settings / "students.csv").write_text("id\nada\n")
    prepare = ["python", "-m", "hub.kubernetes.prepare", "/srv/settings", "/srv/data"]
    assert "released ps1" in run_in(folders, "course", *prepare)
    assert (data / "exchange" / "deep_learning" / "outbound" / "ps2_counting").is_dir()
