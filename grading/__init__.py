"""The auto-grader: two rooms with a wall between them.

In the order in which a submission passes:

    handed_in/   finds the file, reads its cells, and rebuilds a valid notebook of them
    course/      the course directory, and whether its gradebook agrees with its folders
    rooms/       the student's room, in a box; the tests' room, outside; the wall between them
    record/      grades, a graded notebook, and a line in the log
    run/         all submissions of an assignment, side by side
    report/      how a class has fared: a page, and tables beside it

`words/` is what all of them speak: properties, verdicts, names, seeds. `writing/` makes assignments
from `solutions/`, and releases those of nbgrader's own cells. `nbgrader/` puts all of it behind
nbgrader's own commands and buttons.
"""

import os
import sys

# nbgrader calls `alembic` by name, also where nobody has activated the environment.
_bin = os.path.join(sys.prefix, "bin")
if _bin not in os.environ.get("PATH", "").split(os.pathsep):
    os.environ["PATH"] = os.pathsep.join([_bin, os.environ.get("PATH", os.defpath)])
