import numpy as np
import pytest

from course_lib import datasets


def test_spiral_follows_the_formula_of_the_demo():
    x, y = datasets.spiral(200, seed=3)
    u = np.random.default_rng(3).random(400)  # point i takes draws 2 i and 2 i + 1
    for i in [0, 1, 99, 100, 150, 199]:
        arm, j = divmod(i, 100)
        r = j / 100 * 5 + 0.2 * u[2 * i] - 0.1
        t = 1.25 * j / 100 * 2 * np.pi + np.pi * arm + 0.2 * u[2 * i + 1] - 0.1
        np.testing.assert_allclose(x[i], [r * np.sin(t), r * np.cos(t)], rtol=1e-12)
        assert y[i] == 1 - arm


def test_circle_is_a_disc_in_a_ring_as_in_the_demo():
    x, y = datasets.circle(100, seed=3)
    u = np.random.default_rng(3).random(150)
    r, t = 2 * u[2 * 7], 2 * np.pi * u[2 * 7 + 1]
    np.testing.assert_allclose(x[7], [r * np.sin(t), r * np.cos(t)], rtol=1e-12)
    r, t = 3 + 2 * u[100 + 7], 2 * np.pi * 7 / 50
    np.testing.assert_allclose(x[57], [r * np.sin(t), r * np.cos(t)], rtol=1e-12)
    assert y.tolist() == [1] * 50 + [0] * 50


SEEDED = [datasets.spiral, datasets.circle, datasets.gaussians, datasets.random_labels]
HEIGHTS = [datasets.slope, datasets.bumps]


@pytest.mark.parametrize("make", SEEDED + HEIGHTS)
def test_the_seed_decides_and_nothing_global_does(make):
    np.random.seed(1)
    first, same, other = make(8, seed=1)[0], make(8, seed=1)[0], make(8, seed=2)[0]
    assert (first == same).all() and (first != other).any()


@pytest.mark.parametrize("make", [datasets.spiral, datasets.circle, datasets.gaussians])
@pytest.mark.parametrize("n", [0, 3, -2])
def test_two_classes_of_equal_size_need_an_even_number(make, n):
    with pytest.raises(
        ValueError, match=f"n must be (even|a whole number of at least 2).* got {n}"
    ):
        make(n)


@pytest.mark.parametrize("make", [datasets.circle, datasets.simple])
def test_noise_moves_each_coordinate_by_so_much_at_most_and_none_by_none(make):
    (clean, y), (x, labels) = make(seed=4), make(seed=4, noise=0.3)
    assert 0.25 < abs(x - clean).max() <= 0.3 and (y == labels).all()
    with pytest.raises(ValueError, match="noise must be"):
        make(noise=-1)


def test_gaussians_are_as_wide_as_they_say_and_overlap_as_much():
    x, y = datasets.gaussians(20_000, noise=0.5, seed=1)
    for label, centre in [(1, 2), (0, -2)]:
        assert x[y == label].mean(axis=0) == pytest.approx([centre] * 2, abs=0.05)
        assert x[y == label].std(axis=0) == pytest.approx([1.5] * 2, abs=0.05)
    right = ((x.sum(axis=1) > 0) == y).mean()
    assert right == pytest.approx(0.9703, abs=0.005)  # Φ(2√2 / 1.5)


def test_random_labels_know_nothing_of_the_place():
    x, y = datasets.random_labels(20_000, seed=2)
    assert abs(x).max() <= 4 and y.mean() == pytest.approx(0.5, abs=0.02)
    for half in (x[:, 0] > 0, x[:, 1] > 0, x[:, 0] > x[:, 1]):
        assert y[half].mean() == pytest.approx(0.5, abs=0.02)


def test_slope_is_a_plane_and_its_noise_moves_the_targets_alone():
    (x, y), (same, noisy) = datasets.slope(2000, seed=2), datasets.slope(2000, 0.3, seed=2)
    assert abs(x).max() <= 4 and (x == same).all()
    np.testing.assert_array_equal(y, (x[:, 0] + x[:, 1]) / 8)
    assert 0.29 < abs(noisy - y).max() <= 0.3
    with pytest.raises(ValueError, match="noise must be"):
        datasets.slope(noise=-1)


def test_bumps_are_three_hills_and_three_hollows_that_meet_at_height_0():
    x, y = datasets.bumps(20_000, seed=2)
    for centre, height in [((-2.5, 2), 1), ((0, 2), -1), ((2.5, 2), 1), ((0, -2), 1)]:
        d = np.hypot(*(x - centre).T)
        assert height * y[d < 0.1].min() > 0.99 if height > 0 else y[d < 0.1].max() < -0.99
    np.testing.assert_allclose(y[abs(x[:, 0] - 1.25) < 0.01], 0, atol=0.02)
    far = np.hypot(*(abs(x)[:, :, None] - [[0, 2.5], [2, 2]]).transpose(1, 0, 2)).min(axis=1) > 2
    assert far.any() and (y[far] == 0).all() and abs(y).max() <= 1


def test_spiral_without_noise_starts_in_the_middle():
    assert datasets.spiral(2, noise=0)[0].tolist() == [[0, 0], [0, 0]]


def test_simple_has_thirteen_points():
    x, y = datasets.simple()
    assert x.shape == (13, 2) and np.bincount(y).tolist() == [5, 8]


def test_xor_is_one_where_the_corners_differ():
    x, y = datasets.xor(12, noise=0.2, seed=0)
    corners = x.round()
    assert (y == (corners[:, 0] != corners[:, 1])).all()
    assert 0 < abs(x - corners).max() <= 0.2
    with pytest.raises(ValueError, match=r"n must be a multiple of 4, .*; got 6"):
        datasets.xor(6)


def test_negation_has_400_sentences_of_25_words_half_of_them_positive():
    sentences, y = datasets.negation()
    x, words = datasets.bag_of_words(sentences)
    assert len(set(sentences)) == 400 and len(words) == 25 and y.sum() == 200
    assert x.shape == (400, 25) and set(x.sum(axis=1)) == {4, 5}
    negated = x[:, words.index("not")] == 1
    positive = x[:, [words.index(word) for word in datasets.POSITIVE]].sum(axis=1) == 1
    assert (y == (positive != negated)).all()


def test_bag_of_words_counts_what_it_is_told_to():
    x, words = datasets.bag_of_words(["b a b", "", "c"], ["b", "d"])
    assert words == ["b", "d"] and x.tolist() == [[2, 0], [0, 0], [0, 0]]


@pytest.mark.parametrize(
    "make, error, sentence",
    [
        (lambda: datasets.spiral(2.5), ValueError, "n must be a whole number .*; got 2.5"),
        (
            lambda: datasets.spiral(noise=np.nan),
            ValueError,
            "noise must be at least 0 and below inf; got nan",
        ),
        (
            lambda: datasets.xor(noise=-1),
            ValueError,
            "noise must be at least 0 and below inf; got -1",
        ),
        (lambda: datasets.circle(seed=-1), ValueError, "seed must be a whole number, not negative"),
        (lambda: datasets.bag_of_words("a b"), TypeError, "sentences must be a list of texts; got"),
        (lambda: datasets.bag_of_words(["a"], "a"), TypeError, "words must be a list of texts"),
        (lambda: datasets.bag_of_words([1]), TypeError, "sentences must be a list of texts"),
        (lambda: datasets.bag_of_words(["a"], ["a", "a"]), ValueError, "words must differ"),
    ],
)
def test_impossible_sets_are_refused_in_words(make, error, sentence):
    with pytest.raises(error, match=sentence):
        make()


def test_the_words_of_a_bag_may_come_from_a_generator():
    x, words = datasets.bag_of_words(["b a b"], (word for word in ["b", "c"]))
    assert words == ["b", "c"] and x.tolist() == [[2, 0]]
