"""The moving figures of the book, as widgets for notebooks.

    >>> from course_lib.figures import ParameterCounter
    >>> figure = ParameterCounter([4, 6, 5, 3], biases=[True, True, False])
    >>> figure.n_parameters
    80

A figure's state can be read and set from Python, before and after it is shown. The same cell
serves the book: its output also carries a ``<div data-figure=…>``, which the page brings to life
without a kernel.
"""

import html
import json
from pathlib import Path

import anywidget
import numpy as np
import traitlets

from course_lib.figures.explorer import Explorer as Explorer
from course_lib.network import MLP, count_parameters

FOLDER = Path(__file__).parent


def _module(figure):
    """The figure and what it shares with others, as anywidget wants it: one ES module."""
    texts = []
    for bundle in (FOLDER / f"{name}.bundle.js" for name in (figure, "mount")):
        if not bundle.exists():
            raise FileNotFoundError(f"{bundle.name} is missing: run `npm run figures` (make setup)")
        texts.append(bundle.read_text(encoding="utf-8"))
    return "".join([*texts, f"export default courseFigure({json.dumps(figure)});\n"])


class Figure(anywidget.AnyWidget):
    """A figure whose script is ``<name>.bundle.js`` in this folder, beside ``mount.bundle.js``.

    Subclasses set `figure` (the name) and `alternative` (a sentence for those who do not see it),
    and tag the traits that make up the figure's state with ``state=True``. With `address` set, the
    figure keeps its state in the page's address: for one figure a page.
    """

    figure: str
    address = False

    def __init_subclass__(cls, **kwargs):
        if "_esm" not in vars(cls):  # traitlets makes a subclass of its own for each widget
            cls._esm = _module(cls.figure)
        super().__init_subclass__(**kwargs)

    def state(self):
        """The state that the page's figure starts from."""
        return {name: getattr(self, name) for name in self.traits(state=True)}

    def alternative(self):
        """A sentence that says what the figure shows."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        state = html.escape(json.dumps(self.state()))
        address = " data-address=1" if self.address else ""
        text = html.escape(self.alternative())
        data["text/plain"] = self.alternative()
        data["text/html"] = (
            f'<div data-figure="{self.figure}" data-state="{state}"{address}><p>{text} '
            "(This figure moves where scripts may run.)</p></div>"
        )
        return data, metadata


class ParameterCounter(Figure):
    """Build a network and watch its parameters being counted.

    Parameters
    ----------
    sizes : sequence of int
        Units per layer: input, hidden …, output; 2 to 8 layers of 1 to 1000 units.
    biases : sequence of bool
        Whether a bias is added on each step from a layer to the next; by default, everywhere.
    challenge : int
        Which of the four challenges on a budget is on; 0 for none.

    Attributes
    ----------
    met : list of int
        The challenges that have been met.

    Examples
    --------
    >>> ParameterCounter([4, 6, 5, 3], biases=[False, False, False]).n_parameters
    69
    """

    figure = "parameter_counter"
    sizes = traitlets.List(traitlets.Int()).tag(sync=True, state=True)
    biases = traitlets.List(traitlets.Bool()).tag(sync=True, state=True)
    challenge = traitlets.Int(0, min=0, max=4).tag(sync=True, state=True)
    met = traitlets.List(traitlets.Int()).tag(sync=True, state=True)

    def __init__(self, sizes=(4, 6, 5, 3), biases=None, **kwargs):
        sizes = [int(n) for n in sizes]
        biases = [True] * (len(sizes) - 1) if biases is None else [bool(b) for b in biases]
        if len(biases) != len(sizes) - 1:
            raise ValueError(
                f"{len(sizes)} layers have {len(sizes) - 1} steps between them, "
                f"but biases has {len(biases)} entries"
            )
        super().__init__(sizes=sizes, biases=biases, **kwargs)

    @traitlets.validate("sizes")
    def _check_sizes(self, proposal):
        sizes = proposal["value"]
        if not 2 <= len(sizes) <= 8 or not all(1 <= n <= 1000 for n in sizes):
            raise traitlets.TraitError(f"sizes are 2 to 8 numbers from 1 to 1000, not {sizes}")
        return sizes

    @property
    def n_parameters(self):
        """The number of weights and biases of the network as it stands now."""
        biases = [*self.biases, *[True] * len(self.sizes)]
        steps = zip(self.sizes, self.sizes[1:], biases, strict=False)
        return sum(count_parameters([n, m], bias=bias) for n, m, bias in steps)

    def alternative(self):
        """A sentence that says what the figure shows."""
        layers = ", ".join(map(str, self.sizes))
        return f"A network with layers of {layers} units has {self.n_parameters} parameters."


class Playground(Figure):
    """Train a small network on points in the plane and watch its decision boundary move.

    Parameters
    ----------
    net : MLP, optional
        A network with 2 inputs and 2 outputs and all its biases: the figure starts from its θ.
    x, y : arrays, shapes (n, 2) and (n,), optional
        Points of classes 0 and 1 to show and train on, at most 400.
    **settings
        Anything in `settings`: ``data="spiral"``, ``hidden=[6, 2]``, ``activations=["tanh"] * 2``,
        ``optimizer="SGD"``, ``rate=0.01``, ``momentum=0.1``, ``l2=0.001``, ``batch=10``,
        ``seed=0`` …. What is not given is as in ConvNetJS's demo.

    Attributes
    ----------
    settings : dict
        May be set at any time; a key that is missing keeps its value.
    result : dict
        Where the run stood when it was last paused: step, epochs, loss, accuracy, theta ….

    Examples
    --------
    >>> from course_lib import MLP
    >>> net = MLP([2, 20, 20, 2], activation="tanh", seed=0)
    >>> figure = Playground(net, data="circle")
    >>> figure.settings["hidden"]
    [20, 20]
    """

    figure = "playground"
    settings = traitlets.Dict().tag(sync=True, state=True)
    theta = traitlets.List(traitlets.Float(), allow_none=True, default_value=None).tag(
        sync=True, state=True
    )
    result = traitlets.Dict().tag(sync=True)

    def __init__(self, net=None, x=None, y=None, *, address=False, **settings):
        self.address = address
        theta = None
        if net is not None:
            if net.sizes[0] != 2 or net.sizes[-1] != 2 or any(b is None for b in net.biases):
                raise ValueError(
                    "the playground shows networks with 2 inputs, 2 outputs and all biases; "
                    f"this one is {net!r}"
                )
            settings = {"hidden": net.sizes[1:-1], "activations": net.activations, **settings}
            theta = net.theta.tolist()
        if x is not None:
            rows = zip(np.asarray(x).tolist(), np.asarray(y).tolist(), strict=True)
            points = [[float(a), float(b), int(label)] for (a, b), label in rows]
            if not 1 <= len(points) <= 400:
                raise ValueError(f"the playground shows 1 to 400 points; got {len(points)}")
            settings = {**settings, "data": "own", "points": points}
        super().__init__(settings=settings, theta=theta)

    def alternative(self):
        """A sentence that says what the figure shows."""
        layers = ", ".join(map(str, [2, *self.settings.get("hidden", [6, 2]), 2]))
        data = {"own": "given points"}.get(
            name := self.settings.get("data", "spiral"), f"the {name}"
        )
        return f"A playground: a network with layers of {layers} units is trained on {data}."


class SevenExercises(Figure):
    """The seven exercises of the lecture: predict what a network will do, run it, read why.

    Parameters
    ----------
    exercise : int
        Which one to begin with, 1 to 7.
    seed : int
        The seed of the initial weights, the same for both networks of an exercise.

    Attributes
    ----------
    predictions : dict
        The choice made in each exercise, counted from 0; keys are the exercises' numbers as text.
    """

    figure = "exercises"
    exercise = traitlets.Int(1, min=1, max=7).tag(sync=True, state=True)
    seed = traitlets.Int(0, min=0).tag(sync=True, state=True)
    predictions = traitlets.Dict().tag(sync=True, state=True)

    def __init__(self, exercise=1, seed=0):
        super().__init__(exercise=exercise, seed=seed)

    def alternative(self):
        """A sentence that says what the figure shows."""
        return "Seven exercises: predict what a network will make of the spiral, then train it."


class PlaneThroughLayers(Figure):
    """The plane goes through a small network, one transformation at a time.

    Parameters
    ----------
    stage : float
        How far, 0 (the input) to 5 (after the last matrix); fractions lie between two stages.
    linear : bool
        Whether the function between the layers is left out.
    """

    figure = "layers"
    stage = traitlets.Float(0, min=0, max=5).tag(sync=True, state=True)
    linear = traitlets.Bool(False).tag(sync=True, state=True)

    def __init__(self, stage=0, linear=False):
        super().__init__(stage=stage, linear=linear)

    def alternative(self):
        """A sentence that says what the figure shows."""
        return (
            "A grid of the plane and thirteen points of two classes go through three layers: each "
            "matrix keeps straight lines straight, each tanh bends them."
        )


class NetworkToTouch(Figure):
    """A small network whose units and weights can be touched, beside the product of matrices.

    Parameters
    ----------
    net : MLP, optional
        A network of 2 to 5 layers of 1 to 8 units; by default 4 → 6 → 5 → 3 with biases in its
        hidden layers. The figure works on a copy of its θ.
    x : sequence of float, optional
        What the input units hold.

    Examples
    --------
    >>> figure = NetworkToTouch(MLP([3, 4, 2], output_bias=False), x=[1, 0, -1])
    >>> len(figure.theta)
    24
    """

    figure = "network"
    sizes = traitlets.List(traitlets.Int()).tag(sync=True, state=True)
    activations = traitlets.List(traitlets.Unicode()).tag(sync=True, state=True)
    biases = traitlets.List(traitlets.Bool()).tag(sync=True, state=True)
    theta = traitlets.List(traitlets.Float()).tag(sync=True, state=True)
    input = traitlets.List(traitlets.Float()).tag(sync=True, state=True)
    chosen = traitlets.List(traitlets.Int(), [1, 0, -1]).tag(sync=True, state=True)

    def __init__(self, net=None, x=None):
        net = MLP([4, 6, 5, 3], "tanh", seed=0, output_bias=False) if net is None else net
        if not 2 <= len(net.sizes) <= 5 or max(net.sizes) > 8:
            raise ValueError(f"the figure shows 2 to 5 layers of at most 8 units, not {net!r}")
        x = [0.5, -1, 2, 0, 1, -0.5, 1, 0][: net.sizes[0]] if x is None else x
        if len(x) != net.sizes[0]:
            raise ValueError(f"the network has {net.sizes[0]} inputs, but x has {len(x)} numbers")
        super().__init__(
            sizes=net.sizes,
            activations=net.activations,
            biases=[b is not None for b in net.biases],
            theta=net.theta.tolist(),
            input=[float(value) for value in x],
        )

    def alternative(self):
        """A sentence that says what the figure shows."""
        layers = " → ".join(map(str, self.sizes))
        return f"The network {layers} with the number in each unit and the weights of each layer."


class ApproximationByHand(Figure):
    """A target on [0, 1], the network built for it by hand, and its error against n.

    Parameters
    ----------
    target : {"wave", "root", "own"}
    kind : {"relu", "sigmoid", "square", "no_bias"}
        `relu_interpolant` and `step_network` of `course_lib.approximation`, and two that fail.
    n : int
        The number of pieces, 2 to 128.

    Attributes
    ----------
    drawn : list of float
        The heights of one's own target at equal distances, -1.5 to 1.5.
    """

    figure = "approximation"
    target = traitlets.Enum(["wave", "root", "own"]).tag(sync=True, state=True)
    kind = traitlets.Enum(["relu", "sigmoid", "square", "no_bias"]).tag(sync=True, state=True)
    n = traitlets.Int(8, min=2, max=128).tag(sync=True, state=True)
    drawn = traitlets.List(traitlets.Float(), minlen=2, maxlen=101).tag(sync=True, state=True)

    def __init__(self, target="wave", kind="relu", n=8):
        drawn = [1.0 if 7 <= i <= 13 else 0.0 for i in range(21)]
        super().__init__(target=target, kind=kind, n=n, drawn=drawn)

    def alternative(self):
        """A sentence that says what the figure shows."""
        return (
            "A function and the network built for it by hand. If it is smooth, the error of relu "
            "units falls as 1/n², that of steps as 1/n; with g(z) = z², or without biases, not."
        )


class NotGood(Figure):
    """Four short sentences as points, before and after a hidden layer that has learned 'not'.

    Parameters
    ----------
    stage : int
        How far the training is, 0 to 30 times five epochs.
    linear : bool
        Whether tanh is left out; the network is then trained without it.
    sentence : str
        One more sentence to place.
    """

    figure = "not_good"
    stage = traitlets.Int(30, min=0, max=30).tag(sync=True, state=True)
    linear = traitlets.Bool(False).tag(sync=True, state=True)
    sentence = traitlets.Unicode("").tag(sync=True, state=True)

    def __init__(self, stage=30, linear=False, sentence=""):
        super().__init__(stage=stage, linear=linear, sentence=sentence)

    def alternative(self):
        """A sentence that says what the figure shows."""
        return (
            "The sentences good, not good, bad and not bad as points: no straight line gets more "
            "than 75 % of them right, but a hidden layer moves them to where one gets all."
        )


class LossSurface(Figure):
    """The loss of ŷ = v tanh(w x), which is not convex, and gradient descent on it.

    Parameters
    ----------
    start : pair of float
        w and v at the start, each from -3 to 3.
    rate : float
        The learning rate, 0 to 2.
    steps : int
        0 to 100.
    """

    figure = "loss_surface"
    start = traitlets.List(traitlets.Float(), minlen=2, maxlen=2).tag(sync=True, state=True)
    rate = traitlets.Float(min=0, max=2).tag(sync=True, state=True)
    steps = traitlets.Int(min=0, max=100).tag(sync=True, state=True)

    def __init__(self, start=(2.5, -1.5), rate=0.2, steps=40):
        super().__init__(start=[float(weight) for weight in start], rate=rate, steps=steps)

    def alternative(self):
        """A sentence that says what the figure shows."""
        return (
            "The loss of v tanh(w x) over its two weights has two minima, mirror images of each "
            "other, and a saddle between them; the start decides where gradient descent ends."
        )
