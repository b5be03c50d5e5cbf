"""Courses and submissions for tests: real assignments, released and handed in as students do."""

from copy import deepcopy

import nbformat
from nbgrader.api import Gradebook

from grading.course.directory import Course
from grading.writing.release import release


def make_course(root, solutions):
    """A course directory with every assignment of a folder of texts, released."""
    root.mkdir(parents=True, exist_ok=True)
    course = Course(root)
    release(root, solutions=solutions, config=course.config)
    return course


def released(course, assignment):
    """What students get."""
    path = course.root / "release" / assignment / f"{assignment}.ipynb"
    return nbformat.read(path, as_version=4)


def answered(notebook, answers, added=()):
    """A copy of a released notebook with answers filled in, by name.

    `added` holds pairs (name, source): a code cell that the student put after that cell.
    """
    notebook = deepcopy(notebook)
    for name, source in answers.items():
        next(cell for cell in notebook.cells if cell.id == name).source = source
    for name, source in added:
        place = [cell.id for cell in notebook.cells].index(name) + 1
        notebook.cells.insert(place, nbformat.v4.new_code_cell(source))
    return notebook


def hand_in(course, assignment, student, content):
    """Puts a notebook, or any bytes, where nbgrader collects a student's submission."""
    folder = course.root / "submitted" / student / assignment
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{assignment}.ipynb"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        nbformat.write(content, path)
    return path


def reference(course, assignment):
    """The answers of the instructor's notebook, by name: those in code."""
    path = course.root / "source" / assignment / f"{assignment}.ipynb"
    return {
        cell.id: cell.source
        for cell in nbformat.read(path, as_version=4).cells
        if cell.metadata.get("nbgrader", {}).get("solution") and cell.cell_type == "code"
    }


def with_right_answers(course, *students, assignment="softmax"):
    """The course, in which these students have handed in the reference answers."""
    notebook = answered(released(course, assignment), reference(course, assignment))
    for student in students:
        hand_in(course, assignment, student, notebook)
    return course


def grade_of(course, student, assignment="softmax"):
    """The first grade of a submission, as the gradebook has it."""
    with Gradebook(course.db_url, course.course_id) as gradebook:
        notebook = gradebook.find_submission_notebook(assignment, assignment, student)
        return next(grade.to_dict() for grade in notebook.grades)
