import pytest

from grading.words.errors import CheckError
from grading.words.properties import defined_names, find_properties, visible_part

CHECK = """x = 1
with prop("a"):
    assert x
### BEGIN HIDDEN TESTS
y = 2
with prop("b", essential=True) as rng:
    assert y
### END HIDDEN TESTS
with prop("c"):
    pass
report()"""


def test_properties_are_found_by_syntax():
    found = find_properties(CHECK, "f")
    assert [(p.name, p.hidden, p.essential) for p in found] == [
        ("a", False, False),
        ("b", True, True),
        ("c", False, False),
    ]


def test_a_property_runs_with_the_set_up_lines_above_it():
    last = find_properties(CHECK, "f")[2].program
    assert len(last.body) == 3  # x, y and itself, but no other property


def test_a_name_that_only_the_set_up_reads_counts_as_used():
    check = 'z = softmax(x)\nwith prop("a"):\n    assert z'
    assert {"softmax", "x", "z"} <= find_properties(check, "f")[0].uses


def test_the_visible_part_has_no_hidden_line():
    visible = visible_part(CHECK)
    assert "HIDDEN" not in visible
    assert [p.name for p in find_properties(visible, "f")] == ["a", "c"]


WRONG = {
    "def f(:": "line 1 is not Python",
    "x = 1": "it has no property",
    'with prop("a"):\n    pass\nwith prop("a"):\n    pass': "the name 'a' comes twice",
    'name = "a"\nwith prop(name):\n    pass': "must be a literal text",
    'if True:\n    with prop("a"):\n        pass': "line 1: a property must stand at top level",
    'with prop("a"):\n    x = 1\n    ### BEGIN HIDDEN TESTS\n    y = 1\n    ### END HIDDEN TESTS'
    "\n    z = 1": "hidden regions must begin and end between properties",
    '### BEGIN HIDDEN TESTS\nwith prop("a"):\n    pass': "a hidden region does not end",
    '### END HIDDEN TESTS\nwith prop("a"):\n    pass': "must begin, then end",
}


@pytest.mark.parametrize("check", WRONG)
def test_a_check_that_is_written_wrongly_says_how_to_write_it(check):
    with pytest.raises(CheckError) as caught:
        find_properties(check, "softmax")
    assert str(caught.value).startswith("check softmax: ")
    assert WRONG[check] in str(caught.value)


def test_imports_are_not_names_of_an_answer():
    source = "import os\nfrom numpy import exp\nclass A: pass\nx: int = 1\n(a, b), c = (1, 2), 3"
    assert defined_names(source) == {"A", "x", "a", "b", "c"}
