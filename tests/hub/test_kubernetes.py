"""The files for Kubernetes, as far as no cluster is needed: they fit each other, and the chart."""

import copy
import re
from itertools import product

import pytest
import yaml
from jsonschema import Draft7Validator

from grading.run.cluster import TLS
from sandbox.limits import ServerLimits
from tests.tools.images import DOCKERFILE, images
from tests.tools.manifests import FOLDER, manifests, of_chart, pods, schema, values
from tests.tools.places import ROOT

SERVER = {"app": "jupyterhub", "component": "singleuser-server"}  # as the chart labels one
HUB = {"app": "jupyterhub", "component": "hub", "hub.jupyter.org/network-access-hub": "true"}
TEACHER = {**SERVER, "course/role": "teacher"}


def wrong(values):
    """What the schema refuses; as Helm does, of our values on top of the chart's own."""
    told = merged(yaml.safe_load(of_chart("values.yaml")), values)
    errors = Draft7Validator(schema()).iter_errors(told)
    return {".".join(map(str, error.absolute_path)) for error in errors}


def merged(own, more):
    if not (isinstance(own, dict) and isinstance(more, dict)):
        return more
    return {**own, **{name: merged(own.get(name), value) for name, value in more.items()}}


def test_the_chart_s_schema_takes_the_values():
    assert wrong(values()) == set()


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("singleuser.networkPolicy.egressAllowRules.privateIPs", "no"),
        ("singleuser.networkPolicy.egres", []),
        ("hub.image.tags", "1"),
        ("cull.every", "often"),
        ("proxy.https.type", "self-made"),
    ],
)
def test_a_wrong_value_is_refused(place, value):
    changed = copy.deepcopy(values())
    *folders, name = place.split(".")
    inner = changed
    for folder in folders:
        inner = inner[folder]
    known = name in inner or name == "every"
    inner[name] = value
    assert wrong(changed) == {place if known else ".".join(folders)}


def test_hub_and_servers_have_one_version():
    chart = yaml.safe_load(of_chart("Chart.yaml"))
    assert chart["version"] == "4.4.0" and f"k8s-hub:{chart['version']}" in DOCKERFILE.read_text()
    assert f"--version {chart['version']}" in (FOLDER / "values.yaml").read_text()
    assert pins(FOLDER / "jupyterhub.txt") == {"jupyterhub": chart["appVersion"]}
    there, here = pins(FOLDER / "requirements.txt"), pins(ROOT / "requirements.txt")
    other = {name for name in there if there[name] != here.get(name)}
    assert other == {"jupyterhub"} and there["jupyterhub"] == chart["appVersion"]


def pins(path):
    """The versions of a file of pins; the last where Pythons differ."""
    lines = re.findall(r"^([\w.-]+)==([^\s;]+)", path.read_text(), re.MULTILINE)
    return dict(lines)


def test_bases_and_images_have_exact_versions():
    told = dict(re.findall(r"^ARG (\w+)=(\S+)", DOCKERFILE.read_text(), re.MULTILINE))
    bases = {told[image.base[2:-1]] for image in images().values()}
    used = {each["image"] for pod in pods().values() for each in containers(pod)}
    for name in bases | used:
        assert re.search(r":\d[\w.-]*$", name), name
    built = {f"registry.example.org/course/{stage}" for stage in images()}
    ours = {name.rpartition(":")[0] for name in used if "example" in name}
    ours |= {values()["hub"]["image"]["name"], values()["singleuser"]["image"]["name"]}
    ours |= {values()["custom"]["teacher"]["image"].rpartition(":")[0]}
    assert ours == built - {"registry.example.org/course/packages"}


def containers(pod):
    return [*pod["spec"]["containers"], *pod["spec"].get("initContainers", [])]


def test_no_pod_of_ours_is_root_or_has_a_right_that_it_does_not_need():
    for name, pod in pods().items():
        spec = pod["spec"]
        assert spec["securityContext"]["runAsNonRoot"] and spec["securityContext"]["runAsUser"]
        assert spec["automountServiceAccountToken"] is False, name
        for each in containers(pod):
            rights = each["securityContext"]
            assert rights["capabilities"] == {"drop": ["ALL"]}
            assert rights["readOnlyRootFilesystem"] and not rights["allowPrivilegeEscalation"]
            assert each["resources"]["limits"]["memory"] and each["resources"]["requests"]["cpu"]
        runs_students_code = name in ("check", "grading-workers")
        assert (spec.get("hostUsers") is False) == runs_students_code
        for each in containers(pod):
            loose = each["securityContext"].get("procMount") == "Unmasked"
            assert loose == runs_students_code, name


def test_what_serves_is_looked_after():
    for (kind, name), each in manifests().items():
        if kind in ("Deployment", "StatefulSet"):
            probes = each["spec"]["template"]["spec"]["containers"][0]
            assert {"startupProbe", "livenessProbe"} <= set(probes), name
        if kind == "Service":
            pod = pods()[name]
            assert each["spec"]["selector"].items() <= pod["metadata"]["labels"].items()
            ports = {p["name"] for c in pod["spec"]["containers"] for p in c["ports"]}
            assert {port["targetPort"] for port in each["spec"]["ports"]} <= ports


def everybody():
    """The labels of every pod, ours and the chart's."""
    found = {name: pod["metadata"]["labels"] for name, pod in pods().items()}
    return {**found, "hub": HUB, "student": SERVER, "teacher": TEACHER}


def policies():
    found = [each["spec"] for (kind, _), each in manifests().items() if kind == "NetworkPolicy"]
    student = values()["singleuser"]["networkPolicy"]
    rules = [{"to": [{"podSelector": {"matchLabels": HUB}}], "ports": [{"port": 8081}]}]
    select = {"matchLabels": SERVER}  # the rule for the hub is the chart's
    found.append(
        {"podSelector": select, "policyTypes": ["Egress"], "egress": rules + student["egress"]}
    )
    return found


def may(who, whom, port):
    """Whether the policies let a pod reach a port of another: both sides must."""
    labels = everybody()

    def let(pod, other, way, key):
        mine = [
            policy
            for policy in policies()
            if way.title() in policy["policyTypes"] and selects(policy["podSelector"], labels[pod])
        ]
        rules = [rule for policy in mine for rule in policy.get(way, [])]
        return not mine or any(
            any(selects(each.get("podSelector"), labels[other]) for each in rule[key])
            and any(each["port"] == port for each in rule["ports"])
            for rule in rules
        )

    return let(who, whom, "egress", "to") and let(whom, who, "ingress", "from")


def selects(selector, labels):
    return selector is not None and selector["matchLabels"].items() <= labels.items()


def test_everybody_reaches_what_is_needed_and_nothing_else():
    ports = {"submissions": 8080, "postgres": 5432, "grading-scheduler": 8786, "hub": 8081}
    ports |= {"grading-workers": 8788, "student": 8888, "teacher": 8888}
    needed = {
        ("student", "submissions"),
        ("student", "hub"),
        ("teacher", "submissions"),
        ("teacher", "hub"),
        ("teacher", "postgres"),
        ("teacher", "grading-scheduler"),
        ("submissions", "hub"),
        ("submissions", "postgres"),
        ("grading-scheduler", "grading-workers"),
        ("grading-workers", "grading-scheduler"),
        ("grading-workers", "grading-workers"),
    }
    who = set(everybody()) - {"hub"}  # the chart's own policies say more of it
    found = {(a, b) for a, b in product(who, ports) if may(a, b, ports[b])}
    assert found == needed


def test_students_reach_no_address_but_names_of_the_cluster():
    rules = values()["singleuser"]["networkPolicy"]["egressAllowRules"]
    known = yaml.safe_load(of_chart("values.yaml"))["singleuser"]["networkPolicy"]
    assert set(rules) == set(known["egressAllowRules"])
    assert [name for name, let in rules.items() if let] == ["dnsPortsKubeSystemNamespace"]


def test_a_student_s_server_writes_where_it_does_on_one_machine():
    student, image = values()["singleuser"]["storage"], images()["student"].environment
    places = {each["mountPath"] for each in student["extraVolumeMounts"].values()}
    assert places == {"/tmp", image["JUPYTER_RUNTIME_DIR"]}
    assert student["homeMountPath"] == image["HOME"]
    assert student["extraVolumes"]["tmp"]["emptyDir"]["sizeLimit"] == f"{ServerLimits.tmp_mb}Mi"
    rights = values()["hub"]["config"]["KubeSpawner"]["container_security_context"]
    assert rights["readOnlyRootFilesystem"] and rights["capabilities"] == {"drop": ["ALL"]}


def test_workers_and_teachers_name_their_certificates_as_grading_asks():
    names = {f"DASK_{name.upper().replace('.', '__').replace('-', '_')}" for name in TLS}
    assert names <= set(values()["custom"]["teacher"]["environment"])
    for name, kind in (("grading-scheduler", "SCHEDULER"), ("grading-workers", "WORKER")):
        told = {each["name"] for each in pods()[name]["spec"]["containers"][0]["env"]}
        ca = "DASK_DISTRIBUTED__COMM__TLS__CA_FILE"
        assert {ca, f"DASK_DISTRIBUTED__COMM__TLS__{kind}__CERT"} <= told


def test_whoever_uses_the_course_s_volume_is_on_its_node():
    teacher = values()["custom"]["teacher"]
    affinity = teacher["pod_affinity_required"][0]
    assert selects(affinity["labelSelector"], pods()["submissions"]["metadata"]["labels"])
    claim = teacher["volumes"]["data"]["persistentVolumeClaim"]["claimName"]
    assert ("PersistentVolumeClaim", claim) in manifests()
