"""Functions of one input, and a loss of two weights."""

from collections.abc import Sequence

import traitlets

from course_lib.figures.widget import Figure


class ApproximationByHand(Figure):
    """A target on [0, 1], the network built for it by hand, and its error against q.

    Parameters
    ----------
    target : {"wave", "root", "own"}
    kind : {"relu", "sigmoid", "square", "no_bias"}
        `relu_interpolant` and `step_network` of `course_lib.approximation`, and two that fail.
    q : int
        The number of pieces, 2 to 128.

    Attributes
    ----------
    drawn : list of float
        The heights of one's own target at equal distances, -1.5 to 1.5.
    """

    figure = "approximation"
    target = traitlets.Enum(["wave", "root", "own"]).tag(sync=True, state=True)
    kind = traitlets.Enum(["relu", "sigmoid", "square", "no_bias"]).tag(sync=True, state=True)
    q = traitlets.Int(8, min=2, max=128).tag(sync=True, state=True)
    drawn = traitlets.List(traitlets.Float(), minlen=2, maxlen=101).tag(sync=True, state=True)

    def __init__(self, target: str = "wave", kind: str = "relu", q: int = 8) -> None:
        drawn = [1.0 if 7 <= i <= 13 else 0.0 for i in range(21)]
        super().__init__(target=target, kind=kind, q=q, drawn=drawn)

    def alternative(self) -> str:
        """Say what the figure shows, in a sentence."""
        return (
            "A function and the network built for it by hand. If it is smooth, the error of relu "
            "units falls as 1/q², that of steps as 1/q; with g(z) = z², or without biases, not."
        )


class PowersFromUnits(Figure):
    """Powers of x out of r + 1 units: why an activation that is not a polynomial is enough.

    Parameters
    ----------
    kind : {"tanh", "sigmoid", "sine", "square"}
        The activation; the last one is a polynomial, and makes no power above its degree.
    r : int
        The power, 1 to 3.
    step : float
        The distance between the units' weights, 1e-8 to 1.
    b : float
        The bias of all units, -2 to 2.
    """

    figure = "powers"
    kind = traitlets.Enum(["tanh", "sigmoid", "sine", "square"]).tag(sync=True, state=True)
    r = traitlets.Int(min=1, max=3).tag(sync=True, state=True)
    step = traitlets.Float(min=1e-8, max=1).tag(sync=True, state=True)
    b = traitlets.Float(min=-2, max=2).tag(sync=True, state=True)

    def __init__(self, kind: str = "tanh", r: int = 1, step: float = 1.0, b: float = 0.5) -> None:
        super().__init__(kind=kind, r=r, step=step, b=b)

    def alternative(self) -> str:
        """Say what the figure shows, in a sentence."""
        return (
            "Two units with small weights make nearly x, three x², four x³; a smaller step brings "
            "them closer, until rounding spoils it. Units with g(z) = z² never make x³."
        )


class LossSurface(Figure):
    """The loss of ŷ = a tanh(w x), which is not convex, and gradient descent on it.

    Parameters
    ----------
    start : pair of float
        w and a at the start, each from -3 to 3.
    rate : float
        The learning rate, 0 to 2.
    steps : int
        0 to 100.
    """

    figure = "loss_surface"
    start = traitlets.List(traitlets.Float(), minlen=2, maxlen=2).tag(sync=True, state=True)
    rate = traitlets.Float(min=0, max=2).tag(sync=True, state=True)
    steps = traitlets.Int(min=0, max=100).tag(sync=True, state=True)

    def __init__(
        self, start: Sequence[float] = (2.5, -1.5), rate: float = 0.2, steps: int = 40
    ) -> None:
        super().__init__(start=[float(weight) for weight in start], rate=rate, steps=steps)

    def alternative(self) -> str:
        """Say what the figure shows, in a sentence."""
        return (
            "The loss of a tanh(w x) over its two weights has two minima, mirror images of each "
            "other, and a saddle between them; the start decides where gradient descent ends."
        )
