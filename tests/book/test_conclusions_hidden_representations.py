"""What *What hidden layers learn* concludes holds for other seeds, and for other vocabularies."""

import os
from functools import cache

import numpy as np
import pytest

from course_lib import MLP, Adam, datasets, fit
from course_lib.linear import best_half_plane

pytestmark = pytest.mark.slow(15)
ALL = os.environ.get("COURSE_TESTS") == "all"


def train(x, y, hidden, g, seed, decay=1e-3):
    net = MLP([x.shape[1], *hidden, 2], g, seed=seed, dtype=np.float32)
    fit(net, x, y, Adam(0.02, weight_decay=decay), epochs=500)
    return net


@cache
def corpus(adjectives, nouns=4, frames=5):
    """Write the chapter's corpus with so many words of each kind: bags, classes, 'not' × which."""
    kinds = [(f"{sign}{i}", sign) for sign in "+-" for i in range(adjectives)]
    sentences, y, negated = [], [], []
    for word, sign in kinds:
        for place in range(nouns * frames):
            for no in (False, True):
                rest = [f"noun{place % nouns}", f"frame{place // nouns}", *["not"] * no]
                sentences.append(" ".join([*rest, word]))
                y.append(int((sign == "+") != no))
                negated.append(word if no else "")
    return datasets.bag_of_words(sentences)[0], np.array(y), np.array(negated)


@pytest.mark.parametrize("seed", range(100, 120 if ALL else 103))
def test_a_line_does_for_the_last_layer_and_not_for_the_input(seed):
    x, y = datasets.circle(200, seed=seed)
    net = MLP([2, 8, 2, 2], "tanh", seed=seed, dtype=np.float32)
    fit(net, x, y, Adam(0.02), epochs=400)
    assert best_half_plane(x, y).accuracy < 0.75
    assert best_half_plane(net.hidden(x)[1], y).accuracy >= 0.99


@pytest.mark.parametrize("seed", range(100, 150 if ALL else 103))
def test_eight_units_know_new_sentences_and_one_of_them_responds_to_not_with_good(seed):
    sentences, y = datasets.negation()
    x, words = datasets.bag_of_words(sentences)
    order = np.random.default_rng(seed).permutation(400)
    net = train(x[order[:300]], y[order[:300]], [8], "tanh", seed)
    assert net.accuracy(x[order[300:]], y[order[300:]]) == 1
    four = [f"the film is {p}" for p in ["good", "not bad", "bad", "not good"]]
    seen = net.hidden(datasets.bag_of_words(four, words)[0])[0]
    assert (np.sign(seen[:3]) == -np.sign(seen[3])).all(axis=0).any()


def unseen(data, hidden, g, seeds, decay=1e-3):
    """Leave 'not' with each adjective out in turn: how right is a network on what it missed?"""
    x, y, negated = data
    found = []
    for seed in seeds:
        for word in sorted({*negated} - {""})[:: 1 if ALL else 3]:
            out = negated == word
            net = train(x[~out], y[~out], hidden, g, seed, decay)
            assert net.accuracy(x[~out], y[~out]) == 1
            found.append(net.accuracy(x[out], y[out]))
    return np.array(found)


VOCABULARIES = [(5, 4, 5), (3, 4, 5), (5, 2, 2), *[(8, 4, 5), (5, 6, 8)] * ALL]
SEEDS = range(200, 205 if ALL else 202)


@pytest.mark.parametrize("decay", [1e-3, 0])
@pytest.mark.parametrize("sizes", VOCABULARIES, ids=str)
def test_eight_tanh_units_are_wrong_on_every_combination_that_they_did_not_see(sizes, decay):
    assert max(unseen(corpus(*sizes), [8], "tanh", SEEDS[:1], decay)) == 0


@cache
def wholly_right(units, decay=1e-3):
    """Put a linear layer in front: the share of runs that are right on all that they missed."""
    net = ([units, 8], ["linear", "tanh"], SEEDS, decay)
    return np.mean(np.concatenate([unseen(corpus(*v), *net) for v in VOCABULARIES]) == 1)


def test_with_a_linear_layer_in_front_many_runs_are_right_and_no_narrow_layer_is_needed():
    assert 0.3 < wholly_right(2) < 1
    assert wholly_right(8) > wholly_right(2) - 0.1


def test_without_weight_decay_far_fewer_are_if_the_layer_in_front_is_not_narrow():
    assert 0 < wholly_right(8, decay=0) < 0.6 * wholly_right(8)
    assert wholly_right(2, decay=0) > wholly_right(2) - 0.2


def test_where_an_unseen_combination_is_right_the_word_lies_with_its_kind():
    sentences, y = datasets.negation()
    x, words = datasets.bag_of_words(sentences)
    near = {True: [], False: []}
    for seed in range(300, 330 if ALL else 306):
        for word in datasets.POSITIVE[:: 1 if ALL else 4]:
            out = np.array([f"not {word}" in s for s in sentences])
            net = train(x[~out], y[~out], [2, 8], ["linear", "tanh"], seed)
            kind, other = (
                np.mean([net.weights[0][words.index(w)] for w in {*kinds} - {word}], axis=0)
                for kinds in (datasets.POSITIVE, datasets.NEGATIVE)
            )
            at = net.weights[0][words.index(word)]
            closer = np.linalg.norm(at - kind) < np.linalg.norm(at - other)
            near[net.accuracy(x[out], y[out]) == 1].append(closer)
    assert np.mean(near[True]) >= 0.8
