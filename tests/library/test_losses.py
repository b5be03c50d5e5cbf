import math

import numpy as np
import pytest

from course_lib.checks import numerical_gradient
from course_lib.losses import softmax, softmax_cross_entropy, squared_error

LOGITS = np.array([[2.0, -1.0, 0.5], [0.0, 0.0, 3.0]])
LABELS = np.array([0, 2])


def test_softmax_by_hand():
    e = math.e
    np.testing.assert_allclose(
        softmax([[0.0, 1.0, 2.0]]), [[1, e, e * e] / np.array(1 + e + e * e)], rtol=1e-15
    )


def test_softmax_takes_one_row_many_rows_or_none():
    assert softmax([1.0, 1.0]).tolist() == [0.5, 0.5]
    assert softmax(np.zeros((2, 3, 4))).shape == (2, 3, 4)
    assert softmax(np.zeros((0, 3))).shape == (0, 3)


def test_cross_entropy_is_the_mean_of_minus_log_probability():
    loss, _ = softmax_cross_entropy(LOGITS, LABELS)
    p = softmax(LOGITS)
    assert loss == pytest.approx(-(math.log(p[0, 0]) + math.log(p[1, 2])) / 2, rel=1e-14)


@pytest.mark.parametrize(
    "loss, wanted", [(softmax_cross_entropy, LABELS), (squared_error, LOGITS[::-1])]
)
def test_gradients_agree_with_finite_differences(loss, wanted):
    _, gradient = loss(LOGITS, wanted)
    expected = numerical_gradient(lambda z: loss(z, wanted)[0], LOGITS)
    np.testing.assert_allclose(gradient, expected, atol=1e-9)


def test_cross_entropy_stays_finite_for_hopeless_logits():
    loss, gradient = softmax_cross_entropy(np.array([[0.0, 1e4]]), [0])
    assert loss == 1e4 and gradient.tolist() == [[-1, 1]]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_cross_entropy_does_not_feel_what_is_added_to_a_whole_row(dtype):
    logits = np.array([[1.0, 0.0, -2.0]], dtype)
    loss, gradient = softmax_cross_entropy(logits, [1])
    for offset in [1024, -(2**20)]:  # exact in both
        moved, same = softmax_cross_entropy(logits + dtype(offset), [1])
        assert moved == loss and (same == gradient).all()


def test_losses_leave_their_arguments_alone():
    logits, labels = LOGITS.copy(), LABELS.copy()
    softmax_cross_entropy(logits, labels)
    squared_error(logits, LOGITS)
    softmax(logits)
    assert (logits == LOGITS).all() and (labels == LABELS).all()


def test_losses_take_lists_and_whole_numbers():
    loss, gradient = softmax_cross_entropy([[0, 0]], [1])
    assert loss == pytest.approx(math.log(2), rel=1e-15) and gradient.tolist() == [[0.5, -0.5]]
    assert squared_error([[1, 2]], [[0.5, 2]])[0] == 0.25


def test_losses_keep_float32():
    for loss, wanted in [(softmax_cross_entropy, LABELS), (squared_error, LOGITS)]:
        value, gradient = loss(LOGITS.astype(np.float32), wanted)
        assert type(value) is float and gradient.dtype == np.float32


def test_squared_error_by_hand():
    loss, gradient = squared_error(np.array([[1.0, 2.0], [0.0, 0.0]]), [[0.0, 0.0], [0.0, 3.0]])
    assert loss == (1 + 4 + 9) / 2
    assert gradient.tolist() == [[1, 2], [0, -3]]


def test_squared_error_takes_flat_targets_for_one_unit():
    assert squared_error(np.array([[1.0], [2.0]]), [1.0, 0.0])[0] == 2


@pytest.mark.parametrize(
    "labels, error, sentence",
    [
        ([0, 3], ValueError, "labels must lie in 0 … 2; got 0 … 3"),
        ([-1, 0], ValueError, "labels must lie in 0 … 2; got -1 … 0"),
        ([0.0, 1.0], TypeError, "labels must be integers, the class of each row; got float64"),
        ([[1, 0, 0], [0, 0, 1]], ValueError, r"labels must have shape \(2,\), one per row; got"),
        ([0], ValueError, r"labels must have shape \(2,\), one per row; got \(1,\)"),
        (["a", "b"], ValueError, "labels must be an array of numbers; got texts: turn digits"),
    ],
)
def test_wrong_labels_are_named(labels, error, sentence):
    with pytest.raises(error, match=sentence):
        softmax_cross_entropy(LOGITS, labels)


def test_softmax_wants_two_classes():
    with pytest.raises(ValueError, match="at least two output units"):
        softmax_cross_entropy(np.zeros((2, 1)), [0, 0])


@pytest.mark.parametrize("loss", [softmax_cross_entropy, squared_error])
@pytest.mark.parametrize("outputs", [[], [1.0, 2.0], np.zeros((0, 2)), 1.0])
def test_outputs_are_rows_and_at_least_one(loss, outputs):
    with pytest.raises(ValueError, match=r"must have shape \(n, units\), n ≥ 1; got \("):
        loss(outputs, [0])


@pytest.mark.parametrize("kind", [bool, np.uint8, np.int64, np.uint64])
def test_labels_may_be_of_any_integer_type(kind):
    labels = np.array([1, 0], kind)
    assert softmax_cross_entropy(LOGITS, labels)[0] == softmax_cross_entropy(LOGITS, [1, 0])[0]


@pytest.mark.parametrize("kind", [bool, np.uint8, np.int8, np.uint16])
def test_small_integers_do_not_overflow(kind):
    scores = np.array([[1, 0], [0, 1]], kind)
    right, _ = softmax_cross_entropy(scores.astype(float), [0, 0])
    assert softmax_cross_entropy(scores, [0, 0])[0] == pytest.approx(right)
    assert (softmax(scores) == softmax(scores.astype(float))).all()


def test_wrong_target_shapes_are_named():
    with pytest.raises(ValueError, match=r"targets must have shape \(2, 3\); got \(3,\)"):
        squared_error(LOGITS, [1, 2, 3])
