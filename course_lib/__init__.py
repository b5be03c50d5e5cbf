"""Feed-forward networks in plain numpy, written to be read.

Begin with `network`, the longest of the short modules that a network needs, and follow its
imports: `activations` and `losses` below it, `optimizers` and `training` beside it.

>>> from course_lib import MLP
>>> MLP([4, 6, 5, 3], output_bias=False).n_parameters
80
"""

from importlib import import_module

TYPE_CHECKING = False  # a type checker takes this for true; typing's own would cost an import
if TYPE_CHECKING:
    from course_lib import activations as activations
    from course_lib import approximation as approximation
    from course_lib import arguments as arguments
    from course_lib import arrays as arrays
    from course_lib import checks as checks
    from course_lib import colours as colours
    from course_lib import datasets as datasets
    from course_lib import figures as figures
    from course_lib import linear as linear
    from course_lib import losses as losses
    from course_lib import network as network
    from course_lib import optimizers as optimizers
    from course_lib import parameters as parameters
    from course_lib import plotting as plotting
    from course_lib import progress as progress
    from course_lib import training as training
    from course_lib.activations import ACTIVATIONS as ACTIVATIONS
    from course_lib.losses import LOSSES as LOSSES
    from course_lib.losses import softmax as softmax
    from course_lib.network import MLP as MLP
    from course_lib.optimizers import SGD as SGD
    from course_lib.optimizers import Adam as Adam
    from course_lib.parameters import count_parameters as count_parameters
    from course_lib.training import History as History
    from course_lib.training import fit as fit

# What `from course_lib import …` finds, and where. A module is loaded when its first name is
# asked for: importing course_lib costs next to nothing, and matplotlib stays out until a plot.
_HOME = {
    "ACTIVATIONS": "activations",
    "LOSSES": "losses",
    "softmax": "losses",
    "SGD": "optimizers",
    "Adam": "optimizers",
    "MLP": "network",
    "count_parameters": "parameters",
    "History": "training",
    "fit": "training",
}
_MODULES = [
    "arguments",
    "arrays",
    "colours",
    "progress",
    "activations",
    "optimizers",
    "parameters",
    "datasets",
    "checks",
    "losses",
    "network",
    "training",
    "linear",
    "approximation",
    "plotting",
    "figures",
]
__all__ = [*_HOME, *_MODULES]


if not TYPE_CHECKING:  # else every name would be right

    def __getattr__(name: str) -> object:
        if name in _HOME:
            value = getattr(import_module(f"course_lib.{_HOME[name]}"), name)
            globals()[name] = value
            return value
        if name in _MODULES:
            return import_module(f"course_lib.{name}")
        raise AttributeError(f"course_lib has no {name!r}; it has {', '.join(sorted(__all__))}")


def __dir__() -> list[str]:
    return __all__
