"""The plan of a session: what each room has to do, in the order of the notebook."""

from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

from grading.words.cells import COURSE, answer_of, role_of
from grading.words.properties import find_properties
from grading.words.seeds import seed
from grading.words.verdict import CheckResult, PropertyResult

# What is sent to a room as JSON.
Step = dict[str, Any]


@dataclass
class Plan:
    """Steps of the student's room; cells of the tests' room; both meet at the checks."""

    hides: list[str]
    steps: list[Step] = field(default_factory=list)
    tests: list[Step] = field(default_factory=list)

    @property
    def checks(self) -> list[Step]:
        """The checks, as the tests' room gets them."""
        return [cell for cell in self.tests if cell["role"] == "check"]


def make_plan(
    notebook: NotebookNode,
    source: NotebookNode,
    released: NotebookNode,
    student: str,
    secret: bytes,
) -> Plan:
    """Plan the run of a rebuilt notebook.

    Parameters
    ----------
    notebook, source, released : nbformat.NotebookNode
        The rebuilt notebook, the instructor's, and the one that students got.
    student : str
    secret : bytes
        With the student, these decide about the seeds.
    """
    course = source.metadata[COURSE]
    instructors = {cell.id: cell.source for cell in source.cells}
    students = {cell.id: cell.source for cell in released.cells}
    plan = Plan(course["hides"])
    for cell in notebook.cells:
        role, name = cell.metadata.role, cell.id
        if role == "check":
            plan.steps.append({"check": len(plan.checks)})
            seeds = {
                prop.name: seed(secret, course["assignment"], student, name, prop.name)
                for prop in find_properties(instructors[name], name)
            }
            test = {"role": role, "id": name, "source": instructors[name], "seeds": seeds}
            plan.tests.append(test)
        elif cell.cell_type == "code":
            plan.steps.append({"id": name, "source": cell.source})
            if role in ("answer", "locked"):
                plan.tests.append({"role": role, "id": name, "source": students[name]})
    return plan


def nothing_held(source: NotebookNode) -> dict[str, CheckResult]:
    """Begin a verdict: each check by its cell's name, with every property failed."""
    return {
        cell.id: CheckResult(
            answer_of(cell.id),
            cell.metadata.nbgrader.points,
            [
                PropertyResult(prop.name, prop.hidden, prop.essential)
                for prop in find_properties(cell.source, cell.id)
            ],
        )
        for cell in source.cells
        if role_of(cell) == "check"
    }
