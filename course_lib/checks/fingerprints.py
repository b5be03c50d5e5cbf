"""Fingerprints: enough of a value to recognise it, and too little to read it off.

A few random projections of the numbers are rounded on two grids, one half a step beside the other,
and hashed. A value that is equal up to rounding lies in the same cell of one grid at least, for
near the edge of a cell of the one it is in the middle of a cell of the other. Shapes are in clear.

>>> known = fingerprint([np.array([1.0, 2.0]), 7])
>>> matches([np.array([1.0, 2.0 + 1e-12]), 7], known), matches([np.array([1.0, 2.1]), 7], known)
(True, False)
>>> matches(np.float32(0.1), fingerprint(0.1))  # no more exact than float32, and meant to be
True
>>> known["kind"]
'list of 2 [array (2,), number]'
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal, TypedDict

import numpy as np

from course_lib.checks.values import is_net

FINE, COARSE = 1e-6, 1e-3  # steps of the grids; coarse is for what is no more exact than float32
LEAST = -10  # the exponent of two below which numbers are as good as 0
BYTES = 3  # of a hash
MANY = 6  # kinds that are told of a list


class Part(TypedDict):
    """What is known of one array or number: hashes, and the exponent of its size."""

    exponent: int
    fine: list[str]
    coarse: list[str]


class Fingerprint(TypedDict):
    """What is known of a value: its kind in words, and each of its parts."""

    kind: str
    parts: list[Part]


def fingerprint(value: Any, projections: int = 2) -> Fingerprint:
    """Take the fingerprint of a value that a contract has let through.

    Parameters
    ----------
    value : array, number, truth value, text, network, or a list, tuple or dict of these
    projections : int
        For each array; one takes another array for this one once in many thousand times.
    """
    return {"kind": kind_of(value), "parts": [_part(p, projections) for p in _parts(value)]}


def matches(value: Any, known: Fingerprint) -> bool:
    """Tell whether a value has this fingerprint, up to rounding."""
    return _agree(value, known, "fine")


def nearly_matches(value: Any, known: Fingerprint) -> bool:
    """Tell whether a value agrees with this fingerprint to about three digits."""
    return _agree(value, known, "coarse")


def kind_of(value: Any) -> str:
    """Say what a value is, shapes and all, without a number of it."""
    if isinstance(value, np.ndarray) and value.ndim:
        return f"array {value.shape}"
    if isinstance(value, list | tuple):
        kinds = [kind_of(item) for item in value]
        if len(kinds) > 1 and len({*kinds}) == 1:
            return f"list of {len(kinds)}, each {kinds[0]}"
        more = ", …" if len(kinds) > MANY else ""
        return f"list of {len(kinds)} [{', '.join(kinds[:MANY])}{more}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {kind_of(value[key])}' for key in sorted(value))}}}"
    if is_net(value):
        return f"a network {value.sizes}"
    if isinstance(value, bool | np.bool_):
        return "truth value"
    if isinstance(value, str):
        return "text"
    return "nothing" if value is None else "number"


def _agree(value: Any, known: Fingerprint, grid: Literal["fine", "coarse"]) -> bool:
    parts = list(_parts(value))
    if kind_of(value) != known["kind"] or len(parts) != len(known["parts"]):
        return False
    for part, told in zip(parts, known["parts"], strict=True):
        single = getattr(part, "dtype", None) in (np.float16, np.float32)
        which: Literal["fine", "coarse"] = "coarse" if single else grid
        step = {"fine": FINE, "coarse": COARSE}[which]
        found = _cells(part, told["exponent"], step, len(told[which]) // 2)
        pairs = zip(found[::2], found[1::2], told[which][::2], told[which][1::2], strict=True)
        if not all(
            one == known_one or other == known_other for one, other, known_one, known_other in pairs
        ):
            return False
    return True


def _parts(value: Any) -> Iterator[Any]:
    """Find the arrays and single values in a value, in order."""
    if isinstance(value, list | tuple):
        for item in value:
            yield from _parts(item)
    elif isinstance(value, dict):
        for key in sorted(value):
            yield from _parts(value[key])
    else:
        yield np.asarray(value.theta) if is_net(value) else value


def _part(part: Any, projections: int) -> Part:
    exponent = _exponent(part)
    fine = _cells(part, exponent, FINE, projections)
    return {"exponent": exponent, "fine": fine, "coarse": _cells(part, exponent, COARSE, 1)}


def _exponent(part: Any) -> int:
    """Give the power of two above the largest finite number."""
    if not isinstance(part, float | np.floating | np.ndarray):
        return 0
    numbers = np.abs(np.asarray(part, float))
    return max(LEAST, math.frexp(np.max(numbers[np.isfinite(numbers)], initial=0))[1])


def _cells(part: Any, exponent: int, step: float, projections: int) -> list[str]:
    """Hash the cells in which the projections of a part lie: two for each, one in each grid."""
    if not isinstance(part, float | np.floating | np.ndarray):
        exact = part.item() if isinstance(part, np.generic) else part  # it is not rounded
        return [hashed(type(exact).__name__, exact)] * 2 * projections
    numbers = np.asarray(part, float).ravel()
    odd = ["nan" if n != n else str(n) for n in numbers[~np.isfinite(numbers)]]
    places = np.flatnonzero(~np.isfinite(numbers)).tolist()
    finite = np.where(np.isfinite(numbers), numbers, 0)
    hashes = []
    for k in range(projections):
        projected = float(_weights(k, len(numbers)) @ finite) / math.ldexp(step, exponent)
        for offset in (0.0, 0.5):
            cell = math.floor(projected / 4 + offset)
            hashes.append(hashed(k, offset, step, exponent, cell, odd, places))
    return hashes


@lru_cache(maxsize=32)
def _weights(k: int, n: int) -> np.ndarray:
    """Draw the weights of the numbers of a part in its projection k, shape (n,)."""
    weights = np.random.default_rng([k, n]).choice([-1.0, 1.0], n)
    return weights * np.random.default_rng([k, n, 1]).uniform(0.5, 1, n) if n > 1 else weights


def hashed(*what: object) -> str:
    """Hash anything, by its representation."""
    return hashlib.blake2s(repr(what).encode(), digest_size=BYTES).hexdigest()
