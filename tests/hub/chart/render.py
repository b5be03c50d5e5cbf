"""Renders the chart with our values, in the environment that has Helm's library; JSON to stdout.

    python render.py CHART VALUES MANIFEST …

Each manifest, the chart's and ours, is held against Kubernetes' own schemas: of the oldest version
that can run the course and of the newest known. `wrong` lists what does not fit.
"""

import json
import sys
from pathlib import Path

import helm_python
import kubernetes_validate
import yaml

VERSIONS = ("1.33", "1.37")


def wrong(manifest):
    for version in VERSIONS:
        try:
            kubernetes_validate.validate(manifest, version, strict=True)
        except kubernetes_validate.ValidationError as error:
            path = ".".join(map(str, error.path))
            yield f"{manifest['kind']} {manifest['metadata']['name']}: {path}: {error.message}"


def read(texts):
    return [each for text in texts for each in yaml.safe_load_all(text) if each]


def main(chart, values, *ours):
    with open(values) as file, helm_python.Chart.load(chart) as loaded:
        told = yaml.safe_load(file)
        loaded.validate_schema(told)
        rendered = loaded.render(told, name="course", namespace="course")
    chart_s = read(text for name, text in rendered.items() if not name.endswith("NOTES.txt"))
    others = read(Path(path).read_text() for path in ours)
    problems = [said for each in [*chart_s, *others] for said in wrong(each)]
    print(json.dumps({"chart": chart_s, "ours": len(others), "wrong": problems}))


if __name__ == "__main__":
    main(*sys.argv[1:])
