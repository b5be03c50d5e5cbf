"""A message names the mistake that was made, and not another that looks like it.

Where a check compares only *whether* something is so, all mistakes look alike; the first one in the
list would be named. These answers were told of other mistakes than theirs.
"""

import pytest

from tests.assignments.in_notebook import Notebook
from tests.assignments.test_answers import answers, as_one_cell

SAID = {
    "batches__same_order_in_each_epoch": "every epoch has the same order",
    "batches__masks": "these are masks",
    "batches__no_seed": "is everything random drawn from the seed?",
    "batches__an_empty_one_at_the_end": "an empty one came after them",
    "initial__by_the_outputs": "this is c / n_out",
    "initial__from_zero_to_one": "the mean of the weights is not 0",
    "initial__transposed": "the weights are transposed",
    "cross_entropy__labels_of_all_rows": "the labels of all rows",
    "suspects__largest_difference": "only the largest difference is compared",
    "suspects__divided_by_the_differences": "divided by the norm of the differences",
    "suspects__divided_by_what_is_claimed": "divided by the norm of what is claimed",
    "learn__guesses": "no more are right than by guessing",
    "learn__commonest_class": "every row got the commonest class",
    "learn__no_seed": "the same call gave another result",
}


@pytest.fixture(scope="module")
def notebook(rooms):
    return Notebook(rooms("ps7_network").source, rooms("ps7_network").released)


@pytest.mark.parametrize("name", SAID)
def test_the_mistake_that_was_made_is_named(notebook, name):
    question, rest = name.split("__")
    text = notebook.seen(
        question, as_one_cell(answers("wrong", "ps7_network")[question][rest])
    ).text
    assert SAID[name] in text, text
    others = notebook.sentences(question) - {
        sentence for sentence in notebook.sentences(question) if SAID[name] in sentence
    }
    assert not [sentence for sentence in others if sentence in text], text
