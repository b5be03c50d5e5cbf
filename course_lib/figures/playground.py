"""Training in the page: the playground, clouds of seeds, the seven exercises, and two spirals."""

from typing import Any

import numpy as np
import numpy.typing as npt
import traitlets

from course_lib.figures.settings import checked, is_regression, table
from course_lib.figures.widget import Figure
from course_lib.network import MLP


def handed(
    net: MLP | None, x: npt.ArrayLike | None, y: npt.ArrayLike | None, settings: dict[str, Any]
) -> tuple[dict[str, Any], list[float] | None]:
    """Make settings, and a θ to begin with, of a network and points that are given in Python."""
    theta = None
    if net is not None:
        outputs = 1 if is_regression(settings) and x is None else 2
        if [net.sizes[0], net.sizes[-1]] != [2, outputs] or any(b is None for b in net.biases):
            units = "2 outputs" if outputs == 2 else f"1 output for {settings['data']!r}"
            raise ValueError(
                f"the playground shows networks with 2 inputs, {units} and all biases; "
                f"this one is {net!r}"
            )
        settings = {"hidden": net.sizes[1:-1], "activations": net.activations, **settings}
        theta = net.theta.tolist()
    if x is not None:
        rows = zip(np.asarray(x).tolist(), np.asarray(y).tolist(), strict=True)
        points = [[*point, label] for point, label in rows]
        settings = {**settings, "data": "own", "points": points}
    return checked(settings), theta


def settled(proposal: dict[str, Any]) -> dict[str, Any]:
    """Check settings that a trait is to take."""
    try:
        return checked(proposal["value"])
    except ValueError as error:
        raise traitlets.TraitError(str(error)) from None


class Playground(Figure):
    """Train a small network on points in the plane and watch its decision boundary move.

    Parameters
    ----------
    net : MLP, optional
        A network with 2 inputs, 2 outputs (1 for the data sets 'slope' and 'bumps') and all its
        biases: the figure starts from its θ.
    x, y : arrays, shapes (n, 2) and (n,), optional
        Points of classes 0 and 1 to show and train on, at most 400.
    address : bool
        Whether the settings are kept in the page's address: for one playground a page.
    **settings
        What is not given is as in ConvNetJS's demo:SETTINGS

    Attributes
    ----------
    settings : dict
        May be set at any time; a key that is missing keeps its value.
    result : dict
        Where the run stood when it was last paused: step, epochs, loss, accuracy, theta …. With
        'slope' and 'bumps' the loss is the mean squared error, and there is no accuracy.

    Examples
    --------
    >>> from course_lib import MLP
    >>> net = MLP([2, 20, 20, 2], activation="tanh", seed=0)
    >>> figure = Playground(net, data="circle")
    >>> figure.settings["hidden"]
    [20, 20]
    """

    __doc__ = (__doc__ or "").replace("SETTINGS", table("        "))
    figure = "playground"
    settings = traitlets.Dict().tag(sync=True, state=True)
    theta = traitlets.List(traitlets.Float(), allow_none=True, default_value=None).tag(
        sync=True, state=True
    )
    result = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        net: MLP | None = None,
        x: npt.ArrayLike | None = None,
        y: npt.ArrayLike | None = None,
        *,
        address: bool = False,
        **settings: Any,
    ) -> None:
        self.address = address
        settings, theta = handed(net, x, y, settings)
        super().__init__(settings=settings, theta=theta)

    @traitlets.validate("settings")
    def _check_settings(self, proposal: dict[str, Any]) -> dict[str, Any]:
        return settled(proposal)

    def alternative(self) -> str:
        """Say what the figure shows, in a sentence."""
        outputs = 1 if is_regression(self.settings) else 2
        layers = ", ".join(map(str, [2, *self.settings.get("hidden", [6, 2]), outputs]))
        names = {"own": "given points", "xor": "exclusive or", "gaussians": "two Gaussians"}
        names["random_labels"] = "random labels"
        data = names.get(name := self.settings.get("data", "spiral"), f"the {name}")
        return f"A playground: a network with layers of {layers} units is trained on {data}."


class FoldingPlane(Figure):
    """The plane flows through a network, operation by operation, at every step of its training.

    It plays by itself when it first comes into view, unless the reader's system asks for less
    motion. A layer of two units is shown as it is, a wider one along the two directions in which
    its points spread most.

    Parameters
    ----------
    net : MLP, optional
        A network of yours with 2 inputs and 2 outputs, shown as it is.
    x, y : arrays, shapes (n, 2) and (n,), optional
        Points of classes 0 and 1, at most 400.
    epochs : int
        How long the network is trained in the page, 0 to 5000; by default 600, and 0 for your own.
    stage : float
        How far the plane has come, 0 (the input) to the last operation; fractions lie between two.
    kept : int
        How far the training is, 0 to 60 sixtieths.
    **settings
        As in `Playground`; what is not given is three layers of 8, 8 and 2 tanh units and Adam.

    Examples
    --------
    >>> from course_lib import MLP, Adam, datasets, fit
    >>> net, (x, y) = MLP([2, 3, 2], "tanh", seed=0), datasets.circle(100)
    >>> losses = fit(net, x, y, Adam(0.05), epochs=100)
    >>> FoldingPlane(net, x, y).epochs
    0
    """

    figure = "folding"
    settings = traitlets.Dict().tag(sync=True, state=True)
    theta = traitlets.List(traitlets.Float(), allow_none=True, default_value=None).tag(
        sync=True, state=True
    )
    epochs = traitlets.Int(min=0, max=5000).tag(sync=True, state=True)
    stage = traitlets.Float(0, min=0).tag(sync=True, state=True)
    kept = traitlets.Int(60, min=0, max=60).tag(sync=True, state=True)

    def __init__(
        self,
        net: MLP | None = None,
        x: npt.ArrayLike | None = None,
        y: npt.ArrayLike | None = None,
        *,
        epochs: int | None = None,
        stage: float = 0,
        kept: int = 60,
        **settings: Any,
    ) -> None:
        training = {"optimizer": "Adam", "rate": 0.02, "l2": 0, "batch": 200}
        if net is None and "hidden" not in settings:
            training |= {"hidden": [8, 8, 2], "activations": ["tanh"] * 3}
        settings, theta = handed(net, x, y, {**training, **settings})
        epochs = (0 if net else 600) if epochs is None else epochs
        super().__init__(settings=settings, theta=theta, epochs=epochs, stage=stage, kept=kept)

    @traitlets.validate("settings")
    def _check_settings(self, proposal: dict[str, Any]) -> dict[str, Any]:
        settings = settled(proposal)
        if is_regression(settings):
            data = settings["data"]
            raise ValueError(f"the folding plane separates classes, and {data!r} has numbers")
        return settings

    def alternative(self) -> str:
        """Say what the figure shows, in a sentence."""
        layers = ", ".join(map(str, [2, *self.settings["hidden"], 2]))
        return (
            f"A grid of the plane, with points of two classes, flows through layers of {layers} "
            "units: each matrix keeps straight lines straight, each function between bends them, "
            "until one straight line separates the classes."
        )


class CloudOfSeeds(Figure):
    """Whole runs with many seeds, of one setting or of two with the same seeds.

    A button trains them. Each run is a curve and, where it ends, a dot; a click on a dot opens it.

    Parameters
    ----------
    one, other : dict
        Settings of the playground; what is not given is as there. Without `other` there is one
        cloud.
    epochs : int
        How long each run is, 1 to 5000.

    Examples
    --------
    >>> figure = CloudOfSeeds({"hidden": [6, 2]}, {"hidden": [20, 2]}, epochs=200)
    >>> figure.other
    {'hidden': [20, 2]}
    """

    figure = "seeds"
    one = traitlets.Dict().tag(sync=True, state=True)
    other = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True, state=True)
    epochs = traitlets.Int(min=1, max=5000).tag(sync=True, state=True)

    def __init__(
        self,
        one: dict[str, Any] | None = None,
        other: dict[str, Any] | None = None,
        epochs: int = 1000,
    ) -> None:
        other = None if other is None else checked(other)
        super().__init__(one=checked(one or {}), other=other, epochs=epochs)

    @traitlets.validate("one", "other")
    def _check_settings(self, proposal: dict[str, Any]) -> dict[str, Any] | None:
        if proposal["value"] is None:
            return None
        settings = settled(proposal)
        pair = [settings, self.other if proposal["trait"].name == "one" else self.one]
        if pair[1] is not None and is_regression(pair[0]) != is_regression(pair[1]):
            raise ValueError("one and other must both have classes, or both 'slope' or 'bumps'")
        return settings

    def alternative(self) -> str:
        """Say what the figure shows, in a sentence."""
        which = "a setting" if self.other is None else "two settings, with the same seeds"
        how = "errors fall" if is_regression(self.one) else "accuracies rise"
        return f"Many runs of {which}: how their {how}, and where each of them ends."


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
    results : dict
        What came out of each exercise when it was last run to its end: the seed, the accuracies of
        its networks, and whether that had been said before.
    """

    figure = "exercises"
    exercise = traitlets.Int(1, min=1, max=7).tag(sync=True, state=True)
    seed = traitlets.Int(0, min=0).tag(sync=True, state=True)
    predictions = traitlets.Dict().tag(sync=True, state=True)
    results = traitlets.Dict().tag(sync=True, state=True)

    def __init__(self, exercise: int = 1, seed: int = 0) -> None:
        super().__init__(exercise=exercise, seed=seed)

    def alternative(self) -> str:
        """Say what the figure shows, in a sentence."""
        return "Seven exercises: predict what a network will make of the spiral, then train it."


class UntangleSpirals(Figure):
    """Two spirals: guess what a linear network makes of them, and watch; then switch on tanh.

    Parameters
    ----------
    guess : int
        The choice that is made, from 0; -1 for none.
    bent : bool
        Whether tanh is on. The network then trains at first sight.
    """

    figure = "untangle"
    guess = traitlets.Int(-1, min=-1, max=2).tag(sync=True, state=True)
    bent = traitlets.Bool(False).tag(sync=True, state=True)

    def __init__(self, guess: int = -1, bent: bool = False) -> None:
        super().__init__(guess=guess, bent=bent)

    def alternative(self) -> str:
        """Say what the figure shows, in a sentence."""
        return (
            "Two spirals of 100 points each, twisted into one another. A network of linear layers "
            "gets little more than half of the points right; with tanh between its layers it "
            "bends the plane and gets them all."
        )
