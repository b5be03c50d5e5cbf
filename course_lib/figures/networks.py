"""Networks to build, to touch and to look through."""

from collections.abc import Sequence
from typing import Any

import traitlets

from course_lib.figures.widget import Figure
from course_lib.network import MLP
from course_lib.parameters import count_parameters


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

    def __init__(
        self,
        sizes: Sequence[int] = (4, 6, 5, 3),
        biases: Sequence[bool] | None = None,
        challenge: int = 0,
    ) -> None:
        sizes = [int(n) for n in sizes]
        biases = [True] * (len(sizes) - 1) if biases is None else [bool(b) for b in biases]
        if len(biases) != len(sizes) - 1:
            raise ValueError(
                f"{len(sizes)} layers have {len(sizes) - 1} steps between them, "
                f"but biases has {len(biases)} entries"
            )
        super().__init__(sizes=sizes, biases=biases, challenge=challenge)

    @traitlets.validate("sizes")
    def _check_sizes(self, proposal: dict[str, Any]) -> list[int]:
        sizes = proposal["value"]
        if not 2 <= len(sizes) <= 8 or not all(1 <= n <= 1000 for n in sizes):
            raise traitlets.TraitError(f"sizes are 2 to 8 numbers from 1 to 1000, not {sizes}")
        return sizes

    @property
    def n_parameters(self) -> int:
        """Count the weights and biases of the network as it stands now."""
        biases = [*self.biases, *[True] * len(self.sizes)]
        steps = zip(self.sizes, self.sizes[1:], biases, strict=False)
        return sum(count_parameters([n, m], bias=bias) for n, m, bias in steps)

    def alternative(self) -> str:
        """Say what the figure shows, in a sentence."""
        layers = ", ".join(map(str, self.sizes))
        return f"A network with layers of {layers} units has {self.n_parameters} parameters."


class NetworkToTouch(Figure):
    """A small network whose units and weights can be touched, beside the product of matrices.

    Parameters
    ----------
    net : MLP, optional
        A network of 2 to 5 layers of 1 to 8 units; by default 4 → 6 → 5 → 3 with biases in its
        hidden layers. The figure works on a copy of its θ.
    x : sequence of float, optional
        What the input units hold.

    Attributes
    ----------
    chosen : list of 3 int
        A layer, from 0 for the inputs; a unit in it, from 1; the unit before it whose weight the
        slider turns, from 1, one more for the bias, 0 for none.

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
    chosen = traitlets.List(traitlets.Int(), [1, 1, 0]).tag(sync=True, state=True)

    def __init__(self, net: MLP | None = None, x: Sequence[float] | None = None) -> None:
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

    def alternative(self) -> str:
        """Say what the figure shows, in a sentence."""
        layers = " → ".join(map(str, self.sizes))
        return f"The network {layers} with the number in each unit and the weights of each layer."


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

    def __init__(self, stage: float = 0, linear: bool = False) -> None:
        super().__init__(stage=stage, linear=linear)

    def alternative(self) -> str:
        """Say what the figure shows, in a sentence."""
        return (
            "A grid of the plane and thirteen points of two classes go through three layers: each "
            "matrix keeps straight lines straight, each tanh bends them."
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

    def __init__(self, stage: int = 30, linear: bool = False, sentence: str = "") -> None:
        super().__init__(stage=stage, linear=linear, sentence=sentence)

    def alternative(self) -> str:
        """Say what the figure shows, in a sentence."""
        return (
            "The sentences good, not good, bad and not bad as points: no straight line gets more "
            "than 75 % of them right, but a hidden layer moves them to where one gets all."
        )
