"""Values that may cross the wall, and how each kind is packed and unpacked.

Values cross as JSON and raw array bytes: never as pickles, never as code. What arrives is built
anew from exact types, so no class of the student's ever exists in the tests' room. Numbers, texts,
truth values, None and lists are themselves in JSON; every other kind stands in the table at the
end, under its tag: `{"t": "tuple", "v": [1, 2]}`. A callable is lent, not sent.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from course_lib.checks.values import (
    MAX_BYTES,
    MAX_DEPTH,
    Refused,
    is_net,
    laid_out,
    layout_of,
    refusal,
)

MAX_AXES = 32
DTYPE = re.compile(r"[<>|=]?([biufc]\d{1,2}|U\d{1,4})")

Tree = Any  # what JSON can hold


class Crossing:
    """The values of one message.

    Parameters
    ----------
    lend : function of callable
        Makes the tree of a callable.
    resolve : function of tree
        Finds what a tree with a tag of `lend` means.
    blobs : list of bytes
        The bytes of the message's arrays; packing adds to it.
    """

    def __init__(
        self,
        lend: Callable[[Any], Tree],
        resolve: Callable[[Tree], Any],
        blobs: list[bytes] | None = None,
    ) -> None:
        self._lend, self._resolve = lend, resolve
        self.blobs: list[bytes] = [] if blobs is None else blobs

    def pack(self, value: Any, depth: int = 0) -> Tree:
        """Make the tree of a value.

        Raises
        ------
        Refused
            Which says what the value is.
        """
        kind = type(value)
        if value is None or kind in (bool, str, float) or (kind is int and abs(value) < 1 << 63):
            return value
        if depth > MAX_DEPTH:
            raise Refused("deep")
        if kind is list:
            return [self.pack(item, depth + 1) for item in value]
        tag = TAGS.get(kind) or ("scalar" if isinstance(value, np.generic) else None)
        tag = tag or ("MLP" if is_net(value) else None)
        if tag:
            return {"t": tag, "v": TABLE[tag].pack(self, value, depth + 1)}
        if callable(value):
            return self._lend(value)
        raise Refused(refusal(value))

    def unpack(self, tree: Tree) -> Any:
        """Build the value of a tree; whatever is raised here, the other room is to blame for."""
        if tree is None or type(tree) in (bool, int, float, str):
            return tree
        if type(tree) is list:
            return [self.unpack(item) for item in tree]
        tag = tree["t"]
        return TABLE[tag].unpack(self, tree["v"]) if tag in TABLE else self._resolve(tree)


class Kind(NamedTuple):
    """How one kind of value crosses: into what stands under "v", and back."""

    pack: Callable[[Crossing, Any, int], Tree]
    unpack: Callable[[Crossing, Tree], Any]


def _collection(make: Callable[[list[Any]], Any]) -> Kind:
    return Kind(
        lambda crossing, items, depth: [crossing.pack(item, depth) for item in items],
        lambda crossing, tree: make([crossing.unpack(item) for item in tree]),
    )


def _pack_dict(crossing: Crossing, value: dict[Any, Any], depth: int) -> Tree:
    return [[crossing.pack(k, depth), crossing.pack(v, depth)] for k, v in value.items()]


def _unpack_dict(crossing: Crossing, tree: Tree) -> dict[Any, Any]:
    return {crossing.unpack(k): crossing.unpack(v) for k, v in tree}


def _pack_array(crossing: Crossing, value: np.ndarray | np.generic, depth: int) -> Tree:
    if not DTYPE.fullmatch(value.dtype.str):
        raise Refused("objects")
    if value.nbytes > MAX_BYTES:
        raise Refused("large")
    if value.ndim > MAX_AXES:
        raise Refused("deep")
    crossing.blobs.append(value.tobytes())
    packed = [value.dtype.str, list(value.shape), len(crossing.blobs) - 1]
    if isinstance(value, np.ndarray):
        packed += [layout_of(value), bool(value.flags.writeable)]
    return packed


def _unpack_array(crossing: Crossing, tree: Tree) -> np.ndarray:
    dtype, shape, blob, *memory = tree
    if not DTYPE.fullmatch(dtype):
        raise ValueError("not a type of numbers")
    if not all(type(n) is int and n >= 0 for n in shape) or len(shape) > MAX_AXES:
        raise ValueError("not a shape")
    array = np.frombuffer(crossing.blobs[blob], np.dtype(dtype)).reshape(shape)
    return laid_out(array, *memory) if memory else array.copy()


def _pack_net(crossing: Crossing, net: Any, depth: int) -> Tree:
    state = {
        "sizes": net.sizes,
        "activation": net.activations,
        "bias": net.biases[0] is not None,
        "output_bias": net.biases[-1] is not None,
        "theta": np.asarray(net.theta),
    }
    try:
        _net_of(type(net), **state)
    except Exception:  # it was changed by hand until it is none
        raise Refused("object") from None
    return crossing.pack(state, depth)


def _unpack_net(crossing: Crossing, tree: Tree) -> Any:
    from course_lib import MLP

    return _net_of(MLP, **crossing.unpack(tree))


def _net_of(kind: Callable[..., Any], theta: np.ndarray, **state: Any) -> Any:
    from course_lib.parameters import count_parameters

    if count_parameters(state["sizes"], state["bias"], state["output_bias"]) != theta.size:
        raise ValueError("not as many parameters as the layers ask for")
    net = kind(**state, dtype=theta.dtype)
    net.theta = theta
    return net


# What may cross, by its tag.
TABLE: dict[str, Kind] = {
    "int": Kind(lambda _, value, depth: hex(value), lambda _, tree: int(tree, 16)),
    "complex": Kind(
        lambda _, value, depth: [value.real, value.imag],
        lambda _, tree: complex(float(tree[0]), float(tree[1])),
    ),
    "tuple": _collection(tuple),
    "set": _collection(set),
    "frozenset": _collection(frozenset),
    "dict": Kind(_pack_dict, _unpack_dict),
    "array": Kind(_pack_array, _unpack_array),
    "scalar": Kind(_pack_array, lambda crossing, tree: _unpack_array(crossing, tree)[()]),
    "MLP": Kind(_pack_net, _unpack_net),
}
# The exact types that have a tag.
TAGS: dict[type, str] = {
    int: "int",  # from 2⁶³ on: those below are themselves
    complex: "complex",
    tuple: "tuple",
    set: "set",
    frozenset: "frozenset",
    dict: "dict",
    np.ndarray: "array",
}
