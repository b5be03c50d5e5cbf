"""The environment that `make setup` leaves."""

import json
import subprocess
import sys

from tests.tools.places import ROOT

NOT_COMPILED = """\
import json, os, sys
import ipykernel.ipkernel, jupyterhub.singleuser, matplotlib.pyplot, nbgrader.apps
sys.path.insert(0, sys.argv[1])
import course_lib
specs = [getattr(module, "__spec__", None) for module in list(sys.modules.values())]
places = "site-packages", sys.argv[1]
ours = [s for s in specs if s and s.origin and any(place in s.origin for place in places)]
assert any(s.name == "course_lib" for s in ours)
print(json.dumps([s.origin for s in ours if s.cached and not os.path.exists(s.cached)]))
"""


def test_what_a_students_server_imports_is_compiled_for_it_cannot_write_there():
    """Without it each server and each kernel compiles all of that anew, for seconds."""
    command = [sys.executable, "-B", "-c", NOT_COMPILED, str(ROOT / ".venv" / "student")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd="/")
    assert json.loads(done.stdout) == []


def test_a_course_that_is_set_up_is_not_built_again_before_it_starts():
    """That took half a minute, each time. Whether the book is as its sources are, it looks."""

    def builds(*asked):
        plan = subprocess.run(
            ["make", "--dry-run", "course", *asked],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        return [line.split()[3:] for line in plan.stdout.splitlines() if "-m website.build" in line]

    assert builds() == [["--if-changed"]]
    assert builds("CLEAN=1") == [["--clean"]]
