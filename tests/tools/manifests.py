"""The files for Kubernetes, read: our manifests, the chart's values and their schema."""

import json
import tarfile
from functools import cache
from typing import Any

import yaml

from tests.tools.places import ROOT

FOLDER = ROOT / "hub" / "kubernetes"
CHART = ROOT / "tests" / "hub" / "chart" / "jupyterhub-4.4.0.tgz"


def values() -> dict[str, Any]:
    """What the chart is told."""
    return yaml.safe_load((FOLDER / "values.yaml").read_text())


def manifests() -> dict[tuple[str, str], dict[str, Any]]:
    """Ours, by kind and name."""
    texts = (path.read_text() for path in sorted((FOLDER / "manifests").glob("*.yaml")))
    found = [each for text in texts for each in yaml.safe_load_all(text)]
    named = {(each["kind"], each["metadata"]["name"]): each for each in found}
    assert len(named) == len(found)
    return named


def pods() -> dict[str, dict[str, Any]]:
    """What our manifests start, by name: a pod's template."""
    return {
        name: each["spec"]["template"]
        for (_, name), each in manifests().items()
        if "template" in each["spec"]
    }


@cache
def of_chart(name: str) -> str:
    """Read a file of the chart."""
    with tarfile.open(CHART) as tar:
        file = tar.extractfile(f"jupyterhub/{name}")
        assert file is not None
        return file.read().decode()


def schema() -> dict[str, Any]:
    """What the chart's values may be."""
    return json.loads(of_chart("values.schema.json"))
