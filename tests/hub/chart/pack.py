"""Packs a released version of the chart Zero to JupyterHub for the tests.

    python -m tests.hub.chart.pack CLONE VERSION

CLONE is one of https://github.com/jupyterhub/zero-to-jupyterhub-k8s, under the BSD-3-Clause
licence, which is packed too. As a release of the chart does, this writes the version and the tags
of the images into the files, and the schema of the values as JSON. The same clone gives the same
bytes.
"""

import gzip
import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path

import yaml

HERE = Path(__file__).parent
UNSET = {"0.0.1-set.by.chartpress", "set-by-chartpress"}


def pack(clone: str, version: str) -> Path:
    files = {}
    for name in git(clone, "ls-tree", "-r", "--name-only", version, "jupyterhub").decode().split():
        files[name] = git(clone, "show", f"{version}:{name}")
    for name in ("Chart.yaml", "values.yaml"):
        text = files[f"jupyterhub/{name}"].decode()
        for word in UNSET:
            text = text.replace(word, version)
        files[f"jupyterhub/{name}"] = text.encode()
    schema = yaml.safe_load(files["jupyterhub/values.schema.yaml"])
    files["jupyterhub/values.schema.json"] = json.dumps(schema).encode()
    files["jupyterhub/LICENSE"] = git(clone, "show", f"{version}:LICENSE")
    place = HERE / f"jupyterhub-{version}.tgz"
    with (
        open(place, "wb") as file,
        gzip.GzipFile("", "wb", mtime=0, fileobj=file) as packed,
        tarfile.open(fileobj=packed, mode="w") as tar,
    ):
        for name, data in sorted(files.items()):
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    return place


def git(clone: str, *words: str) -> bytes:
    return subprocess.run(["git", "-C", clone, *words], check=True, capture_output=True).stdout


if __name__ == "__main__":
    print(pack(*sys.argv[1:]))
