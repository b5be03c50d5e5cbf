"""Feed-forward networks in plain numpy, written to be read.

Begin with `network`, the longest of the short modules that a network needs, and follow its
imports: `activations` and `losses` below it, `optimizers` and `training` beside it.

>>> from course_lib import MLP
>>> MLP([4, 6, 5, 3], output_bias=False).n_parameters
80
"""

from importlib import import_module

# What `from course_lib import …` finds, and where. A module is loaded when its first name is
# asked for: importing course_lib costs next to nothing, and matplotlib stays out until a plot.
_HOME = {
    "ACTIVATIONS": "activations",
    "LOSSES": "losses",
    "softmax": "losses",
    "SGD": "optimizers",
    "Adam": "optimizers",
    "MLP": "network",
    "count_parameters": "network",
    "History": "training",
    "fit": "training",
}
_MODULES = [
    "arguments",
    "colours",
    "activations",
    "losses",
    "optimizers",
    "datasets",
    "checks",
    "network",
    "training",
    "linear",
    "approximation",
    "plotting",
    "figures",
]
__all__ = [*_HOME, *_MODULES]


def __getattr__(name):
    if name in _HOME:
        value = getattr(import_module(f"course_lib.{_HOME[name]}"), name)
        globals()[name] = value
        return value
    if name in _MODULES:
        return import_module(f"course_lib.{name}")
    raise AttributeError(f"course_lib has no {name!r}; it has {', '.join(sorted(__all__))}")


def __dir__():
    return __all__
