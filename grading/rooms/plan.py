"""The plan of a session: what each room has to do, in the order of the notebook."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

from grading.words.cells import COURSE, answer_of
from grading.words.plain import is_plain, properties_of, runs_in_students_room, tests_of
from grading.words.seeds import seed
from grading.words.verdict import CheckResult, PropertyResult

# What is sent to a room as JSON.
Step = dict[str, Any]


@dataclass
class Plan:
    """Steps of the student's room; cells of the tests' room; both meet at the properties."""

    hides: tuple[str, ...]
    plain: bool = False
    files: tuple[str, ...] = ()  # those that a plain assignment has beside it
    steps: list[Step] = field(default_factory=list)
    tests: list[Step] = field(default_factory=list)
    properties: int = 0

    def misses_copies(self, ready: Collection[int]) -> bool:
        """Tell whether a copy is gone that stood: those of a later check came after it."""
        stood = [step["copies"] for step in self.steps if "copies" in step]
        while stood and not set(stood[-1]) & set(ready):
            stood.pop()
        return any(place not in ready for places in stood[:-1] for place in places)


def make_plan(
    notebook: NotebookNode,
    source: NotebookNode,
    released: NotebookNode,
    student: str,
    secret: bytes,
) -> Plan:
    """Plan the run of a rebuilt notebook.

    Every property has a place: the number of the copy that will answer it. Places are given in an
    order that is drawn for each student, so that a copy which knows its number knows nothing.

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
    plan = Plan(tuple(course["hides"]), is_plain(source), tuple(course.get("files", ())))
    checks = {cell.id: cell for cell in tests_of(source)}
    for cell in notebook.cells:
        role, name = cell.metadata.role, cell.id
        if role == "check":
            seeds = {
                seed(secret, course["assignment"], student, name, prop.name): prop.name
                for prop in properties_of(checks[name], source)
            }
            drawn = {
                seeds[drawn]: {"seed": drawn, "place": place}
                for place, drawn in enumerate(sorted(seeds), start=plan.properties)
            }
            plan.properties += len(drawn)
            plan.steps.append({"copies": [prop["place"] for prop in drawn.values()]})
            test = {"role": role, "id": name, "source": instructors[name], "properties": drawn}
            plan.tests.append(test)
            if plan.plain:  # what students see of it runs in their notebook too
                plan.steps.append({"id": name, "source": students[name]})
                points = checks[name].metadata.nbgrader.points
                moved = runs_in_students_room(source)
                test |= {"points": points, "moved": moved}
        elif cell.cell_type == "code":
            plan.steps.append({"id": name, "source": cell.source})
            if role in ("answer", "locked") or (plan.plain and name in students):
                test = {"role": role, "id": name, "source": students[name]}
                plan.tests.append(test | {"reference": instructors.get(name, students[name])})
    return plan


def nothing_held(source: NotebookNode) -> dict[str, CheckResult]:
    """Begin a verdict: each check by its cell's name, with every property failed."""
    return {
        cell.id: CheckResult(
            cell.id if is_plain(source) else answer_of(cell.id),
            cell.metadata.nbgrader.points,
            [
                PropertyResult(prop.name, prop.hidden, prop.essential)
                for prop in properties_of(cell, source)
            ],
            cell.id,
        )
        for cell in tests_of(source)
    }
