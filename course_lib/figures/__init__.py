"""The moving figures of the book, as widgets for notebooks.

    >>> from course_lib.figures import ParameterCounter
    >>> figure = ParameterCounter([4, 6, 5, 3], biases=[True, True, False])
    >>> figure.n_parameters
    80

A figure's state can be read and set from Python, before and after it is shown. The same cell
serves the book: its output also carries a ``<div data-figure=…>``, which the page brings to life
without a kernel.
"""

from course_lib.figures.explorer import Explorer
from course_lib.figures.functions import ApproximationByHand, LossSurface, PowersFromUnits
from course_lib.figures.networks import (
    NetworkToTouch,
    NotGood,
    ParameterCounter,
    PlaneThroughLayers,
)
from course_lib.figures.playground import (
    CloudOfSeeds,
    FoldingPlane,
    Playground,
    SevenExercises,
    UntangleSpirals,
)
from course_lib.figures.widget import Figure

__all__ = [
    "ApproximationByHand",
    "CloudOfSeeds",
    "Explorer",
    "Figure",
    "FoldingPlane",
    "LossSurface",
    "NetworkToTouch",
    "NotGood",
    "ParameterCounter",
    "PlaneThroughLayers",
    "Playground",
    "PowersFromUnits",
    "SevenExercises",
    "UntangleSpirals",
]
