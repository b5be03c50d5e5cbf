"""Training that holds out rows, stops early, or is stopped."""

import numpy as np
import pytest

from course_lib import MLP, SGD, Adam, datasets, fit

X, Y = datasets.spiral(60, noise=0.3, seed=0)
OUT = datasets.spiral(60, noise=0.3, seed=1)


def test_the_loss_of_rows_held_out_is_measured_after_each_epoch():
    net, plain = MLP([2, 8, 2], seed=0), MLP([2, 8, 2], seed=0)
    history = fit(net, X, Y, Adam(0.02), epochs=5, validation=OUT)
    fit(plain, X, Y, Adam(0.02), epochs=5)
    assert (net.theta == plain.theta).all()  # looking changes nothing
    assert len(history.validation) == 5
    assert history.validation[-1] == net.loss(*OUT)


def test_it_stops_when_nothing_gets_better_and_goes_back_to_the_best():
    net = MLP([2, 40, 40, 2], seed=0)
    history = fit(net, X, Y, Adam(0.05), epochs=500, validation=OUT, patience=20)
    assert len(history.loss) == history.best + 20 < 500
    assert min(history.validation) == history.validation[history.best - 1]
    assert net.loss(*OUT) == min(history.validation)


def test_patience_without_rows_held_out_is_a_mistake_that_is_named():
    with pytest.raises(ValueError, match=r"patience needs validation=\(x, y\)"):
        fit(MLP([2, 2]), X, Y, patience=3)
    with pytest.raises(ValueError, match="patience must be a whole number of at least 1; got 0"):
        fit(MLP([2, 2]), X, Y, validation=OUT, patience=0)
    with pytest.raises(ValueError, match="y must lie in 0 … 1"):
        fit(MLP([2, 2]), X, Y, validation=(X, Y + 1))


@pytest.mark.parametrize("stop", [StopIteration, KeyboardInterrupt, ValueError])
def test_what_a_callback_raises_has_the_history_until_then(stop):
    def callback(epoch, loss):
        if epoch == 3:
            raise stop

    with pytest.raises(stop) as stopped:
        fit(MLP([2, 4, 2]), X, Y, SGD(0.1), epochs=9, callback=callback)
    assert len(stopped.value.history.loss) == 3
    assert stopped.value.history.steps == 3


def test_so_has_a_loss_that_is_no_number():
    x = np.linspace(-1, 1, 8)[:, None]
    with pytest.raises(FloatingPointError) as stopped:
        fit(MLP([1, 4, 1], "linear"), x, x, SGD(1e4), epochs=500, loss="squared_error")
    history = stopped.value.history
    assert history.steps == len(history.loss) + 1


def test_each_call_starts_the_shuffling_anew():
    once, twice = MLP([2, 4, 2]), MLP([2, 4, 2])
    fit(once, X, Y, SGD(0.1), epochs=2, batch_size=7)
    for _ in range(2):
        fit(twice, X, Y, SGD(0.1), epochs=1, batch_size=7)
    assert not np.array_equal(once.theta, twice.theta)
    again = MLP([2, 4, 2])
    for _ in range(2):
        fit(again, X, Y, SGD(0.1), epochs=1, batch_size=7)
    assert np.array_equal(again.theta, twice.theta)
