"""One submission of the small assignment `tests/attacks/rooms/softmax.md` through the two rooms."""

import nbformat

from grading.rooms.session import NO_FILES, grade
from sandbox.limits import Limits
from tests.tools.handing_in import answered

SECRET = bytes(32)
LIMITS = Limits()
# Who waits is ended for its silence: the clock would end who is slow because the machine is busy.
QUICK = Limits(
    cell_seconds=1, run_seconds=4, property_seconds=1, total_seconds=8, silent_seconds=1, clock=100
)
RIGHT = """def softmax(z):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)"""


def softmax_grader(course):
    """`graded(answer, added, limits, source, who, files)` grades an answer: its verdict."""
    source, student = course.versions("softmax")

    def graded(answer, added=(), limits=LIMITS, source=source, who="ada", files=NO_FILES):
        notebook = answered(student, {"softmax": answer}, added)
        data = nbformat.writes(notebook).encode()
        return grade(data, source, student, who, SECRET, limits, files)[0]

    graded.source, graded.student = source, student
    return graded


def reasons(verdict):
    """Why the properties of the one check failed, by name."""
    return {p.name: p.reason for p in verdict.checks[0].properties if not p.held}
