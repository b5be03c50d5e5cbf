"""Fingerprints: a right value is recognised, another is not, and no number can be read there."""

import numpy as np
import pytest

from course_lib.checks.expected import packed, unpacked
from course_lib.checks.fingerprints import fingerprint, kind_of, matches, nearly_matches

VALUES = [
    np.arange(6.0).reshape(2, 3), np.array([0.1, np.nan, -np.inf]), np.zeros((0, 3)), 3, 3.5, True,
    "text", None, [1, 2.5], [(2, 3), (4, 5)], {"a": np.ones(2), "b": 1}, np.float32(2.5),
    np.array(7.0), np.array([1e-9, 1e9]), 10**30,
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_has_its_own_fingerprint_and_no_others(value):
    known = fingerprint(value)
    assert matches(value, known)
    for other in VALUES:
        if other is not value:
            assert not matches(other, known), other


def test_rounding_changes_no_fingerprint_and_a_small_error_does():
    rng = np.random.default_rng(0)
    for _ in range(300):
        x = rng.normal(size=rng.integers(1, 5, size=2)) * 10.0 ** rng.integers(-2, 6)
        known = fingerprint(x)
        assert matches(x * (1 + 1e-13 * rng.normal(size=x.shape)), known)
        assert matches(x.astype(np.float32), known)  # as exact as it can be
        wrong = x.copy()
        wrong.flat[0] += 1e-3 * np.abs(x).max()
        assert not matches(wrong, known)
        assert nearly_matches(x * (1 + 1e-5), known)


def test_no_number_of_a_value_stands_in_its_fingerprint():
    text = packed({"a": fingerprint([np.array([31415.0, 27182.0]), 16180, "a secret"])})
    plain = repr(unpacked(text))
    assert not [mark for mark in ("31415", "27182", "16180", "secret") if mark in text + plain]


ONE, TWO = np.ones((2, 3)), np.ones(3)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (ONE, "array (2, 3)"),
        ([ONE, ONE], "list of 2, each array (2, 3)"),
        ([[ONE, TWO], [TWO, 1]], "list of 2 [list of 2 [array (2, 3), array (3,)], "
         "list of 2 [array (3,), number]]"),
        ([TWO, *[ONE] * 9], "list of 10 [array (3,)" + 5 * ", array (2, 3)" + ", …]"),
        (["a", None, True], "list of 3 [text, nothing, truth value]"),
    ],
)  # fmt: skip
def test_a_kind_is_said_in_words(value, words):
    assert kind_of(value) == words


def test_lists_that_differ_only_beyond_what_their_kinds_say_do_not_match():
    one, other = [[0], *[[0, 1]] * 8], [[0], *[[0, 1]] * 7, [0]]
    assert kind_of(one) == kind_of(other)
    assert not matches(other, fingerprint(one))
