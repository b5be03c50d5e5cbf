"""One submission of the small assignment `tests/attacks/rooms/softmax.md` through the two rooms."""

import nbformat

from grading.rooms.session import NO_FILES, grade
from sandbox.limits import Limits
from tests.tools.handing_in import answered

SECRET = bytes(32)
LIMITS = Limits()
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
