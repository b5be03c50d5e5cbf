"""Whether students' code can run in this pod: opens a room for it, as grading does.

    python -m hub.kubernetes.check

Pods that grade begin with it, so that one that cannot does not wait for work.
"""

import sys

from grading.rooms.ready import students_room
from sandbox.errors import NoSandbox

PATIENCE = 300  # seconds
NEEDS = (
    "a pod that grades needs hostUsers: false, procMount: Unmasked, and seccompProfile and "
    "appArmorProfile Unconfined, on nodes that allow unprivileged user namespaces: see the page "
    "'A class on Kubernetes'"
)


def main() -> None:
    """Open a room; end with a sentence if there is none."""
    try:
        students_room((), PATIENCE)
    except NoSandbox as error:
        sys.exit(f"{error}\n{NEEDS}")
    print("students' code can be graded in this pod")


if __name__ == "__main__":
    main()
