"""What *Counting parameters* concludes holds for networks that the text does not use."""

import numpy as np
import pytest

from course_lib import MLP, count_parameters


def widths(most, seeds=range(40)):
    for seed in seeds:
        yield np.random.default_rng(seed).integers(2, most, size=4).tolist()


def test_twice_the_width_is_twice_the_weights_at_the_ends_and_four_times_in_between():
    for n0, n1, n2, n3 in widths(60):
        before = [w.size for w in MLP([n0, n1, n2, n3], seed=0).weights]
        after = [w.size for w in MLP([n0, 2 * n1, 2 * n2, n3], seed=0).weights]
        assert [b / a for a, b in zip(before, after, strict=True)] == [2, 4, 2]


def test_one_hidden_layer_of_twice_the_width_has_twice_the_parameters():
    for n0, n1, n2, _ in widths(60):
        single, double = (count_parameters([n0, n, n2], output_bias=False) for n in (n1, 2 * n1))
        assert double == 2 * single


def test_a_second_hidden_layer_has_to_be_paid_for_with_width():
    for n0, n1, n3, _ in widths(200):
        budget = count_parameters([n0, n1, n3])
        fits = [m for m in range(1, 201) if count_parameters([n0, m, m, n3]) <= budget]
        assert max(fits, default=0) < n1


@pytest.mark.parametrize(("n0", "n2"), [(2, 2), (25, 25), (26, 25), (64, 10), (3, 40)])
def test_the_same_units_in_two_layers_have_fewer_parameters_if_the_ends_are_wide(n0, n2):
    two, one = count_parameters([n0, 50, 50, n2]), count_parameters([n0, 100, n2])
    assert (two < one) == (n0 + 1 + n2 > 51)


def test_biases_are_few_where_layers_are_wide():
    for sizes in widths(500):
        if min(sizes) >= 60:
            net = MLP(sizes, seed=0)
            assert sum(b.size for b in net.biases) < 0.02 * net.n_parameters
