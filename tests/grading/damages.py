"""What becomes of the cells of a notebook in other programs and under students' hands."""

import random
from copy import deepcopy

import nbformat

NAME = "ps1_feed_forward"
TEXT = "The product of matrices is one matrix."


def place_of(notebook, name):
    return [cell.id for cell in notebook.cells].index(name)


def take(notebook, name):
    """Take a cell out of a notebook."""
    return notebook.cells.pop(place_of(notebook, name))


def typed_anew(cell, kind=None):
    """The same text in a cell that the student has made."""
    make = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}
    return make[kind or cell.cell_type](cell.source)


def retyped(name, kind):
    def damage(notebook, student):
        cell = notebook.cells[place_of(notebook, name)]
        cell.cell_type = kind
        for key in ("outputs", "execution_count"):
            cell.pop(key, None)
        if kind == "code":
            cell.outputs, cell.execution_count = [], None

    return damage


def recreated(name, kind=None):
    def damage(notebook, student):
        place = place_of(notebook, name)
        notebook.cells[place] = typed_anew(notebook.cells[place], kind)

    return damage


def below_the_stub(name, kind=None):
    def damage(notebook, student):
        place = place_of(notebook, name)
        notebook.cells.insert(place + 1, typed_anew(notebook.cells[place], kind))
        notebook.cells[place] = deepcopy(student.cells[place_of(student, name)])

    return damage


def without_names(notebook, student):
    for cell in notebook.cells:
        cell.metadata = {}
        cell.id = f"{random.getrandbits(32):08x}"


def names_in(key, shape):
    def damage(notebook, student):
        for cell in notebook.cells:
            cell.metadata = {key: shape.format(cell.id)}
            cell.id = f"{random.getrandbits(32):08x}"

    return damage


def copies(first_is_released):
    def damage(notebook, student):
        stub = deepcopy(student.cells[place_of(student, "sigmoid")])
        notebook.cells.insert(0 if first_is_released else len(notebook.cells), stub)

    return damage


def split(notebook, student):
    place = place_of(notebook, "hidden")
    cell = notebook.cells[place]
    second = deepcopy(cell)
    second.id = "f00dcafe"
    cell.source = "def helper(z):\n    return z"
    notebook.cells.insert(place + 1, second)


def torn(name, marks, far=False):
    """An answer split within its docstring; the lower half has marks or none, and may be far."""

    def damage(notebook, student):
        place = place_of(notebook, name)
        cell = notebook.cells[place]
        second = deepcopy(cell)
        second.id = "f00dcafe"
        if not marks:
            second.metadata = {}
        lines = cell.source.split("\n")
        cell.source, second.source = "\n".join(lines[:3]), "\n".join(lines[3:])
        notebook.cells.insert(0 if far else place + 1, second)

    return damage


def joined(upper, lower):
    """Two neighbours in one cell, of the kind and with the marks of the upper one."""

    def damage(notebook, student):
        text = take(notebook, lower).source
        notebook.cells[place_of(notebook, upper)].source += "\n\n" + text

    return damage


def merged(notebook, student):
    dense = take(notebook, "dense")
    notebook.cells[place_of(notebook, "sigmoid")].source += "\n\n\n" + dense.source


def swapped(notebook, student):
    one, other = (notebook.cells[place_of(notebook, name)] for name in ("sigmoid", "dense"))
    one.source, other.source = other.source, one.source


def in_try_cell(notebook, student):
    cell = notebook.cells[place_of(notebook, "sigmoid")]
    notebook.cells[place_of(notebook, "sigmoid-try")].source = cell.source
    cell.source = student.cells[place_of(student, "sigmoid")].source


def at_the_end(notebook, student):
    below_the_stub("sigmoid")(notebook, student)
    notebook.cells.append(notebook.cells.pop(place_of(notebook, "sigmoid") + 1))


def reordered(notebook, student):
    notebook.cells.reverse()


def only_answers(notebook, student):
    notebook.cells = [c for c in notebook.cells if c.id in ANSWERS or c.id == "without_activations"]


ANSWERS = "sigmoid", "dense", "network", "hidden", "shapes"
DAMAGES = {
    "a code answer became text": retyped("sigmoid", "markdown"),
    "a code answer became raw": retyped("dense", "raw"),
    "a written answer became code": retyped("without_activations", "code"),
    "a written answer became raw": retyped("without_activations", "raw"),
    "a code answer was typed anew": recreated("network"),
    "a written answer was typed anew": recreated("without_activations"),
    "an answer stands below its stub": below_the_stub("hidden"),
    "a written answer stands below its cell": below_the_stub("without_activations"),
    "all names were lost": without_names,
    "Colab keeps the names": names_in("id", "{}"),
    "Deepnote keeps the names": names_in("cell_id", "00017-{}"),
    "a released copy stands first": copies(True),
    "a released copy stands last": copies(False),
    "an answer was split": split,
    "an answer was torn apart": torn("network", marks=True),
    "an answer was torn apart, and half of it lost its marks": torn("network", marks=False),
    "the halves of an answer stand far apart": torn("network", marks=True, far=True),
    "an answer was merged with the text above": joined("sigmoid-text-1", "dense"),
    "an answer was merged with its check": joined("dense", "dense-check"),
    "a written answer was merged with its task": joined("shapes-text-1", "without_activations"),
    "two answers were merged": merged,
    "two answers were exchanged": swapped,
    "an answer stands in the free cell": in_try_cell,
    "an answer stands at the end": at_the_end,
    "the order was reversed": reordered,
    "only the answers are left": only_answers,
}
