"""Plain values: what an answer gives back, as every check sees it.

An answer may return a named tuple, a deque, a `defaultdict`, a subclass of an array: whatever its
writer found natural. The checks see a tuple, a list, a dict, an array. The notebook and the grader
take values in by this one piece of code, so what one accepts the other accepts, and what is refused
is refused in the same words.

>>> from collections import OrderedDict
>>> plain(OrderedDict(tanh=range(3)))
{'tanh': [0, 1, 2]}
>>> plain(n for n in range(3))
Traceback (most recent call last):
course_lib.checks.values.Refused: a generator; return a list or an array
"""

from __future__ import annotations

import array
import copy
import numbers
import types
from collections import UserList, deque
from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from decimal import Decimal
from typing import Any

import numpy as np

MAX_BYTES = 64 << 20  # of an array
MAX_DEPTH = 40  # lists within lists

# What is refused, in words that say what to return instead.
REFUSED = {
    "generator": "a generator; return a list or an array",
    "iterator": "an iterator; return a list or an array",
    "random": "a random generator; pass seed= instead",
    "masked": "a masked array; fill the gaps and return a plain array",
    "objects": "an array of Python objects; return an array of numbers",
    "deep": "lists nested too deep",
    "large": f"more than {MAX_BYTES >> 20} MB",
    "object": "an object of a kind that the tests do not take; return a number, a list or an array",
}

LISTS = (list, deque, range, UserList, KeysView, ValuesView, ItemsView)
NUMBERS = (numbers.Real, Decimal)  # fractions and decimals among them


class Refused(Exception):
    """A value of a kind that no check takes; `kind` is a key of REFUSED."""

    def __init__(self, kind: str) -> None:
        super().__init__(REFUSED[kind])
        self.kind = kind


def plain(value: Any, depth: int = 0) -> Any:
    """Build a value anew from plain kinds, so that nothing of it is shared with its maker.

    Parameters
    ----------
    value : object
        Numbers, texts, truth values, None; arrays; tuples, lists, sets and dicts of these; a
        network of the library's; a function.

    Returns
    -------
    object
        Of an exact type: bool, int, float, complex, str, NoneType, numpy array or scalar, tuple,
        list, set, frozenset, dict, MLP. Float32 stays float32, for it says how exact a number is.

    Raises
    ------
    Refused
        If it is something else, or too large.
    """
    kind = type(value)
    if value is None or kind in (bool, int, float, str, complex):
        return value
    if depth > MAX_DEPTH:
        raise Refused("deep")
    if isinstance(value, np.generic | np.ndarray):
        return _plain_numpy(value)
    if isinstance(value, tuple):
        return tuple(plain(item, depth + 1) for item in value)
    if isinstance(value, LISTS):
        return [plain(item, depth + 1) for item in value]
    if isinstance(value, Mapping):
        return {plain(k, depth + 1): plain(v, depth + 1) for k, v in value.items()}
    if isinstance(value, set | frozenset):
        make = set if isinstance(value, set) else frozenset
        return make(plain(item, depth + 1) for item in value)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, NUMBERS):
        return float(value)
    if is_net(value):
        return copy.deepcopy(value)
    if isinstance(value, array.array | memoryview) or hasattr(kind, "__array__"):
        return _plain_numpy(np.asarray(value))
    if callable(value):
        return value
    raise Refused(refusal(value))


def _plain_numpy(value: Any) -> Any:
    if isinstance(value, np.ma.MaskedArray):
        raise Refused("masked")
    if value.dtype.kind not in "biufcU":
        raise Refused("objects")
    if value.nbytes > MAX_BYTES:
        raise Refused("large")
    if isinstance(value, np.generic):
        return value if value.dtype in (np.float32, np.float16) else value.item()
    return np.array(value, subok=False)


def refusal(value: Any) -> str:
    """Name the kind, in REFUSED, of a value that is no plain one."""
    if isinstance(value, types.GeneratorType):
        return "generator"
    if isinstance(value, np.random.Generator | np.random.RandomState):
        return "random"
    return "iterator" if isinstance(value, Iterator) else "object"


def is_net(value: Any) -> bool:
    """Tell a network of the library's by its name: importing it may be forbidden."""
    kind = type(value)
    return (kind.__module__, kind.__name__) == ("course_lib.network", "MLP")


def layout_of(value: np.ndarray) -> str:
    """Tell how an array lies in memory: by rows ("C"), by columns ("F"), or with gaps."""
    if value.flags.c_contiguous:
        return "C"
    return "F" if value.flags.f_contiguous else "gaps"


def laid_out(value: np.ndarray, layout: str, writeable: bool = True) -> np.ndarray:
    """Copy an array to memory of this layout.

    >>> layout_of(laid_out(np.ones((2, 3)), "gaps"))
    'gaps'
    """
    if layout == "gaps" and value.ndim:
        wide = np.zeros((*value.shape[:-1], 2 * value.shape[-1]), value.dtype)
        copied = wide[..., ::2]
        copied[...] = value
    else:
        copied = np.array(value, order="F" if layout == "F" else "C", subok=False)
    copied.flags.writeable = writeable
    return copied


def described(value: Any) -> str:
    """Say what a value is, in plain words; never what is in it.

    >>> described(np.ones((2, 3)))
    'an array of shape (2, 3)'
    """
    words = {
        type(None): "nothing (None)", bool: "a truth value", int: "a number",
        float: "a number", complex: "a complex number", str: "a text", list: "a list",
        tuple: "a tuple", set: "a set", frozenset: "a set", dict: "a dictionary",
    }  # fmt: skip
    kind = type(value)
    if kind in words:
        return words[kind] + (f" of {len(value)}" if kind in (list, tuple) else "")
    if isinstance(value, np.ndarray):
        no_numbers = {"b": "truth values", "c": "complex numbers", "U": "texts", "O": "objects"}
        of = no_numbers.get(value.dtype.kind)
        return f"an array {f'of {of}, ' if of else ''}of shape {value.shape}"
    if isinstance(value, np.number):
        return "a number"
    return "a network" if is_net(value) else "a function" if callable(value) else "an object"
