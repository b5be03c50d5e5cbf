"""Answers of a wrong kind, in every assignment: a plain sentence, and nothing else is lost.

Each question of an assignment gets one of KINDS. `make test` tries one mixture per assignment,
`make test-all` all of them, so that each question meets each kind, and those that take long too.
"""

import ast
import os
import re
import textwrap

import nbformat
import pytest

from grading.rooms.session import grade
from grading.writing.release import assignments
from sandbox.limits import Limits
from tests.assignments.test_answers import builds_on
from tests.tools.handing_in import answered, reference

pytestmark = pytest.mark.slow(40)

ALL = os.environ.get("COURSE_TESTS") == "all"
SECRET = bytes(range(32))

# Seconds for a cell, and the first property of a question, that never comes back.
HANGS = {"cell_seconds": 3, "property_seconds": 2}

# What the whole function does instead of its work; and what its student reads, where that does
# not depend on the question.
KINDS = {
    "returns nothing": ("return None", ""),
    "returns a text": ("return 'forty-two'", ""),
    "returns NaN": ("return float('nan')", ""),
    "returns the wrong shape": ("import numpy\nreturn numpy.zeros((7, 3, 2))", ""),
    "never comes back": ("while True:\n    pass", "did not come back within"),
    "returns rows of different lengths": ("return [[1.0, 2.0], [3.0]]", ""),
    "returns an object of its own": ("return type('Mine', (), {})()", "gave back an object of a"),
    "is a generator": ("yield 1.0", "gave back a generator; return a list or an array"),
    "asks for input": ("return float(input('How much? '))", "asks for input, and nobody is there"),
    "uses a name that is not there": ("return not_imported.exp(1)", "raised NameError"),
    "ends the program": ("exit()", "ended the whole program"),
}
# What stands above it, and what it does besides its work: honest, and it costs nothing.
HABITS = {
    "prints a thousand lines": ("", "for line in range(1000):\n    print(line)"),
    "warns": ("import warnings", "warnings.warn('careful')"),
    "plots": ("from matplotlib import pyplot", "pyplot.plot([1, 2])\npyplot.show()"),
}
# What never comes back and what plots are too far apart to meet in one submission.
ORDER = [kind for kind in (*reversed(HABITS), *KINDS) if ALL or kind != "never comes back"]


def spoiled(right, kind):
    """A right answer whose function does what the kind says: instead of its work, or besides."""
    tree = ast.parse(right)
    function = next(node for node in tree.body if isinstance(node, ast.FunctionDef))
    if kind in KINDS:
        function.body = (
            ast.parse(f"def f():\n{textwrap.indent(KINDS[kind][0], '    ')}").body[0].body
        )
    else:
        above, besides = map(ast.parse, HABITS[kind])
        function.body[:0] = besides.body
        tree.body[:0] = above.body
    return ast.unparse(tree)


def mixtures():
    """(assignment, offset): question number n gets the kind number n + offset."""
    return [
        (assignment, offset)
        for number, assignment in enumerate(assignments())
        for offset in (range(len(ORDER)) if ALL else [6 * number])
    ]


@pytest.mark.parametrize(("assignment", "offset"), mixtures())
def test_an_answer_of_a_wrong_kind_is_told_plainly_and_costs_its_own_points(
    courses, assignment, offset
):
    course = courses("solutions")
    source, student = course.versions(assignment)
    right = reference(course, assignment)
    kinds = {q: ORDER[(n + offset) % len(ORDER)] for n, q in enumerate(right)}
    answers = {question: spoiled(right[question], kind) for question, kind in kinds.items()}
    data = nbformat.writes(answered(student, answers)).encode()
    limits = Limits(**HANGS) if "never comes back" in kinds.values() else Limits()
    verdict, _ = grade(data, source, student, "ada", SECRET, limits)
    for check in verdict.checks:
        kind = kinds[check.name]
        if kind in HABITS:
            right_alone = not builds_on(right[check.name], check.name, right)
            assert check.score == check.points * right_alone, f"{check.name}: {check.report()}"
            continue
        assert check.score == 0, f"{check.name} {kind} earned {check.score}"
        reasons = [prop.reason for prop in check.properties if not prop.held]
        assert any(KINDS[kind][1] in reason for reason in reasons), (check.name, reasons)
        assert all(len(reason) > 10 for reason in reasons), reasons
        assert not re.search(r"Traceback|0x[0-9a-f]|/\w+/", " ".join(reasons)), reasons
