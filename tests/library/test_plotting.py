import matplotlib
import pytest

from course_lib import MLP, datasets, fit

matplotlib.use("agg")

import matplotlib.pyplot as plt

from course_lib import plotting

X, Y = datasets.circle(20, seed=0)
NET = MLP([2, 4, 3, 2], seed=0)


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    plt.close("all")


PLOTS = {
    "network": lambda ax: plotting.plot_network([4, 30, 1], ax=ax),
    "points": lambda ax: plotting.plot_points(X, Y, ax=ax),
    "decision_boundary": lambda ax: plotting.plot_decision_boundary(NET, X, Y, 30, ax=ax),
    "hidden": lambda ax: plotting.plot_hidden(NET, X, Y, lines=5, ax=ax),
    "loss": lambda ax: plotting.plot_loss(fit(NET, X, Y, epochs=3), "a label", ax=ax),
    "shapes": lambda ax: plotting.plot_shapes(MLP([4, 6, 3], output_bias=False), 2, ax=ax),
}


def test_every_plot_is_tested():
    named = {name for name in vars(plotting) if name.startswith("plot_")}
    assert named == {f"plot_{name}" for name in PLOTS}


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_draws_into_the_axes_it_is_given_or_into_new_ones(name):
    _, ax = plt.subplots()
    assert PLOTS[name](ax) is ax and len(plt.get_fignums()) == 1
    assert PLOTS[name](None) is not ax and len(plt.get_fignums()) == 2
    ax.figure.canvas.draw()


def test_the_network_diagram_says_how_many_units_there_are():
    ax = plotting.plot_network([4, 30, 1])
    assert [text.get_text() for text in ax.texts] == [
        "input\n4 units",
        "hidden 1\n30 units",
        "output\n1 unit",
    ]
    assert [len(dots.get_offsets()) for dots in ax.collections] == [4, 12, 1]
    assert len(ax.lines) == 4 * 12 + 12 * 1


def test_classes_differ_in_shape_as_well_as_in_colour():
    ax = plotting.plot_points(X, Y)
    shapes = [dots.get_paths()[0].vertices.shape for dots in ax.collections]
    assert len(ax.collections) == 2 and shapes[0] != shapes[1]


def test_shapes_are_named_as_in_the_lecture():
    ax = plotting.plot_shapes(MLP([4, 6, 5, 3], output_bias=False), n=2)
    said = [text.get_text() for text in ax.texts]
    for part in ("x\n2 × 4", "W1\n4 × 6", "b1\n6", "h2\n2 × 5", "W3\n5 × 3", "outputs\n2 × 3"):
        assert part in said
    assert "b3\n3" not in said


def test_no_label_of_a_shape_lies_on_a_rectangle_or_another_label():
    ax = plotting.plot_shapes(MLP([4, 6, 5, 3], output_bias=False), n=10)
    ax.figure.canvas.draw()
    labels = [text.get_window_extent() for text in ax.texts]
    drawn = [shape.get_window_extent() for shape in ax.patches]
    for k, label in enumerate(labels):
        assert not any(label.overlaps(other) for other in labels[:k] + drawn), ax.texts[k]


@pytest.mark.parametrize(
    "draw, sentence",
    [
        (
            lambda: plotting.plot_decision_boundary(MLP([3, 2]), X, Y),
            "two input units, .*; got 3",
        ),
        (
            lambda: plotting.plot_decision_boundary(MLP([2, 3]), X, Y),
            "net must have two output units; got 3",
        ),
        (
            lambda: plotting.plot_hidden(MLP([2, 2]), X, Y),
            r"there is no hidden layer -1 with units \(0, 1\) in \[2, 2\]",
        ),
        (
            lambda: plotting.plot_hidden(NET, X, Y, layer=2),
            r"there is no hidden layer 2 with units \(0, 1\)",
        ),
        (
            lambda: plotting.plot_hidden(NET, X, Y, units=(0, 3)),
            r"there is no hidden layer -1 with units \(0, 3\)",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(draw, sentence):
    with pytest.raises(ValueError, match=sentence):
        draw()


@pytest.mark.parametrize(
    "draw, sentence",
    [
        (lambda: plotting.plot_points(X, Y + 1), "y must lie in 0 … 1; got 1 … 2"),
        (lambda: plotting.plot_points(X[:, :1], Y), "x must hold points of the plane"),
        (
            lambda: plotting.plot_hidden(NET, X, Y, units=(-1, 0)),
            "there is no hidden layer -1 with",
        ),
        (lambda: plotting.plot_hidden(NET, X, Y, units=(0,)), "there is no hidden layer -1 with"),
        (lambda: plotting.plot_network([2]), "two layers at least, and a name for each"),
        (lambda: plotting.plot_network([2, 2], ["a"]), "two layers at least, and a name for each"),
        (lambda: plotting.plot_network([2, 2.5]), "a size must be a whole number"),
        (lambda: plotting.plot_shapes(NET, n=0), "n must be a whole number of at least 1; got 0"),
    ],
)
def test_no_point_and_no_unit_is_left_out_in_silence(draw, sentence):
    with pytest.raises(ValueError, match=sentence):
        draw()
