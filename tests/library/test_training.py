from itertools import pairwise

import numpy as np
import pytest

from course_lib import MLP, SGD, Adam, datasets, fit

X, Y = datasets.circle(20, seed=0)


def test_one_epoch_of_full_batch_is_one_step_of_the_slide():
    net, by_hand = MLP([2, 3, 2], seed=0), MLP([2, 3, 2], seed=0)
    loss, gradient = by_hand.loss_and_gradient(X, Y)
    by_hand.theta -= 0.1 * gradient
    history = fit(net, X, Y, SGD(0.1), epochs=1)
    assert (net.theta == by_hand.theta).all()
    assert history.loss == [loss] and history.steps == 1


def test_batches_cover_every_row_once_the_last_one_may_be_smaller():
    batches = []

    class Recorder:
        dtype = np.dtype(float)
        theta, sizes = np.zeros(1), [1, 7]

        def loss_and_gradient(self, x, y, loss, out):
            assert (x[:, 0] == y).all()
            batches.append(y.tolist())
            out[:] = 0
            return float(len(y)), out

    rows = np.arange(7)
    history = fit(Recorder(), rows[:, None], rows, SGD(), epochs=2, batch_size=3, seed=4)
    assert [len(batch) for batch in batches] == [3, 3, 1, 3, 3, 1]
    rng = np.random.default_rng(4)
    first = rng.random(7).argsort()
    second = first[rng.random(7).argsort()]
    assert [row for batch in batches for row in batch] == [*first, *second]
    assert history.loss == [19 / 7, 19 / 7] and history.steps == 6


def test_without_shuffling_the_order_stays():
    a, b = MLP([2, 3, 2]), MLP([2, 3, 2])
    fit(a, X, Y, SGD(), epochs=1, batch_size=5, shuffle=False)
    optimizer = SGD()
    for start in range(0, 20, 5):
        _, gradient = b.loss_and_gradient(X[start : start + 5], Y[start : start + 5])
        optimizer.step(b.theta, gradient)
    assert (a.theta == b.theta).all()


def test_training_is_repeatable_and_leaves_the_data_alone():
    x, y = X.copy(), Y.copy()
    nets = [MLP([2, 3, 2]) for _ in range(2)]
    for net in nets:
        fit(net, x, y, epochs=3, batch_size=4)
    assert (nets[0].theta == nets[1].theta).all()
    assert (x == X).all() and (y == Y).all()


def test_no_epochs_change_nothing():
    net = MLP([2, 3, 2])
    before = net.theta.copy()
    assert fit(net, X, Y, epochs=0).loss == [] and (net.theta == before).all()


def test_it_learns_a_regression_with_the_squared_error():
    x = np.linspace(-1, 1, 30)[:, None]
    net = MLP([1, 8, 1], seed=0)
    history = fit(net, x, x[:, 0] ** 2, Adam(0.03), epochs=500, loss="squared_error")
    assert history.loss[-1] < 1e-3 < history.loss[0]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_loss_that_is_no_number_stops_training_and_says_where(dtype):
    x = np.linspace(-1, 1, 8)[:, None]
    net = MLP([1, 4, 1], "linear", seed=0, dtype=dtype)
    with pytest.raises(FloatingPointError, match=r"at step (\d+) \(epoch \1\): try a smaller"):
        fit(net, x, x, SGD(1e4), epochs=500, loss="squared_error")


def test_the_progress_bar_is_on_stdout_and_only_on_request(capsys):
    fit(MLP([2, 2]), X, Y, epochs=3)
    assert capsys.readouterr() == ("", "")
    history = fit(MLP([2, 2]), X, Y, epochs=3, progress=True)
    out, err = capsys.readouterr()
    assert err == "" and out.count("\n") == 1
    assert out.endswith(f"{'█' * 20} epoch 3/3, loss {history.loss[-1]:<10.4g}\n")


def test_the_callback_sees_every_epoch():
    seen = []
    history = fit(MLP([2, 2]), X, Y, epochs=3, callback=lambda *event: seen.append(event))
    assert seen == list(enumerate(history.loss, start=1))


@pytest.mark.parametrize(
    "x, y, options, sentence",
    [
        (X, Y[:3], {}, "x and y must have the same number of rows, not 0; got 20 and 3"),
        (X[:0], Y[:0], {}, "x and y must have the same number of rows, not 0; got 0 and 0"),
        (X * np.nan, Y, {}, "x must hold finite numbers; it has NaN or infinite ones"),
        (X, [np.inf] * 20, {}, "y must hold finite numbers"),
        (X, Y, {"batch_size": 0}, "batch_size must be a whole number of at least 1; got 0"),
        (X, Y, {"loss": "mse"}, "unknown loss 'mse'; choose from"),
        (X[:, :1], Y, {}, r"x must have 2 columns; got shape \(20, 1\)"),
    ],
)
def test_wrong_arguments_are_named(x, y, options, sentence):
    with pytest.raises(ValueError, match=sentence):
        fit(MLP([2, 2]), x, y, **options)


def test_a_wrong_label_in_the_last_batch_changes_nothing():
    net = MLP([2, 2], seed=0)
    before = net.theta.copy()
    wrong = [*Y[:-1], 7]
    with pytest.raises(ValueError, match="y must lie in 0 … 1; got 0 … 7"):
        fit(net, X, wrong, batch_size=5)
    assert (net.theta == before).all()


@pytest.mark.parametrize(
    "options, error, sentence",
    [
        ({"epochs": -1}, ValueError, "epochs must be a whole number of at least 0; got -1"),
        ({"epochs": 2.5}, ValueError, "epochs must be a whole number of at least 0; got 2.5"),
        ({"batch_size": "8"}, ValueError, "batch_size must be a whole number .* got '8'"),
        ({"optimizer": SGD}, TypeError, "optimizer must be one such as Adam"),
        ({"optimizer": "adam"}, TypeError, "optimizer must be one such as Adam"),
        ({"seed": "x"}, ValueError, "seed must be a whole number, not negative; got 'x'"),
    ],
)
def test_wrong_settings_are_named(options, error, sentence):
    with pytest.raises(error, match=sentence):
        fit(MLP([2, 2]), X, Y, **options)


@pytest.mark.parametrize("y", [["a"] * 20, [None] * 20, 5])
def test_what_is_no_array_of_numbers_is_named(y):
    with pytest.raises(ValueError, match=r"^(y must be an array of numbers|x and y must have)"):
        fit(MLP([2, 2]), X, y)


def test_one_output_unit_with_the_loss_for_classes_is_told_which_loss_to_take():
    for y in (Y, X[:, 0]):
        with pytest.raises(ValueError, match="two output units; for one, use 'logistic'"):
            fit(MLP([2, 3, 1]), X, y)


def test_a_last_step_that_leaves_the_numbers_is_noticed():
    net = MLP([2, 3, 1], "relu", seed=0)
    with pytest.raises(FloatingPointError, match="theta is not finite after step 1, the last one"):
        fit(net, X, X[:, 0] * 100, SGD(1e308), epochs=1, loss="squared_error")


def test_the_progress_bar_leaves_no_digit_behind(capsys):
    net = MLP([2, 1], seed=0)
    fit(net, X, X[:, 0] * 1000, SGD(0.01), epochs=40, loss="squared_error", progress=True)
    lines = capsys.readouterr().out.rstrip("\n").split("\r")[1:]
    assert len(lines) == 40
    assert all(len(after) >= len(before.rstrip()) for before, after in pairwise(lines))


def test_lists_will_do():
    assert fit(MLP([2, 2]), X.tolist(), Y.tolist(), epochs=2).steps == 2
