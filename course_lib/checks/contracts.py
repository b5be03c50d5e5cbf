"""What an answer gives back, said in words that a check can hold it to.

==============================  ======================================================
array (n, n_out)                an array of numbers; the same letter is the same size
float, int, bool, text          a single one; ``int up to 1000`` is none larger in size
list of array (n, units)        as many as there are
pair of int, 3 of float         two, three
w array (n, m), b array (m,)    these, in this order; their names are for the messages
dict of text to 3 of float      as many entries as there are
MLP, function                   a network; what can be called
==============================  ======================================================

>>> import numpy as np
>>> Contract("array (n, 2)").take([[1, 2], [3, 4]], "pairs")
array([[1, 2],
       [3, 4]])
>>> Contract("w array (n, m), b array (m,)").take((np.ones((2, 3)), np.ones(2)), "layer")
Traceback (most recent call last):
AssertionError: layer gave back a wrong b: the shape (2,); (m,) was expected with m = 3
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np

from course_lib.checks.values import described, is_net

TOKEN = re.compile(r"\s*([A-Za-z_]\w*|\d+|[(),])")
KINDS = ("array", "float", "int", "bool", "text", "list", "pair", "dict", "MLP", "function")
FAR = 1 << 53  # a whole number that is larger is not exact as a float

Sizes = dict[str, int]  # of the letters in shapes
Taker = Callable[[Any, Sizes], Any]


class Wrong(Exception):
    """A value is not what was expected; the message says what was, and what came."""


class Contract:
    """What comes back, from its text.

    Parameters
    ----------
    text : str
        As above.

    Raises
    ------
    ValueError
        If the text cannot be read; the message says where.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._words = TOKEN.findall(text)
        if "".join(self._words) != re.sub(r"\s", "", text):
            self._unreadable("there is a sign that has no meaning")
        self._take = self._parts()
        if self._words:
            self._unreadable(f"{self._words[0]!r} was not expected")

    def take(self, value: Any, name: str) -> Any:
        """Take in a plain value: rows become an array, 3.0 a whole number, an array a list.

        Raises
        ------
        AssertionError
            If it is not what the contract says.
        """
        if value is None:
            raise AssertionError(f"{name}: nothing came back (None): is there a return?")
        try:
            return self._take(value, {})
        except Wrong as wrong:
            raise AssertionError(f"{name} gave back {wrong}") from None

    # -- from the text, word by word ------------------------------------------------------------

    def _parts(self) -> Taker:
        """Read one kind, or several with commas between them."""
        parts = [self._part()]
        while self._words[:1] == [","]:
            self._words.pop(0)
            parts.append(self._part())
        return parts[0][1] if len(parts) == 1 else _tuple_of(parts)

    def _part(self) -> tuple[str, Taker]:
        name = ""
        if len(self._words) > 1 and self._words[0] not in KINDS and self._words[1] in KINDS:
            name = self._words.pop(0)
        return name, self._kind()

    def _kind(self) -> Taker:
        word = self._words.pop(0) if self._words else self._unreadable("it ends too early")
        if word == "array":
            return _array(self._shape())
        if word == "int":
            return _integer(self._number() if self._have("up", "to") else FAR)
        if word in SINGLE:
            return SINGLE[word]
        if word == "list":
            self._want("of")
            return _list_of(self._kind(), None)
        if word == "pair" or word.isdigit():
            self._want("of")
            return _list_of(self._kind(), 2 if word == "pair" else int(word))
        if word == "dict":
            self._want("of")
            key = self._kind()
            self._want("to")
            return _dict_of(key, self._kind())
        return self._unreadable(f"{word!r} is none of {', '.join(KINDS)}")

    def _shape(self) -> list[str] | None:
        if self._words[:1] != ["("]:
            return None
        end = self._words.index(")") if ")" in self._words else self._unreadable("a ) is missing")
        shape, self._words = self._words[1:end], self._words[end + 1 :]
        return [word for word in shape if word != ","]

    def _number(self) -> int:
        if not self._words or not self._words[0].isdigit():
            self._unreadable("a number was expected after 'up to'")
        return int(self._words.pop(0))

    def _have(self, *words: str) -> bool:
        if self._words[: len(words)] != list(words):
            return False
        del self._words[: len(words)]
        return True

    def _want(self, word: str) -> None:
        if not self._have(word):
            self._unreadable(f"{word!r} was expected before {self._words[:1] or 'the end'}")

    def _unreadable(self, why: str) -> NoReturn:
        raise ValueError(f"what comes back cannot be read: {self.text!r}: {why}")


def _wrong(expected: str, value: Any) -> NoReturn:
    raise Wrong(f"{described(value)}; {expected} was expected")


def _array(shape: list[str] | None) -> Taker:
    words = "" if shape is None else f"({', '.join(shape)}{',' if len(shape) == 1 else ''})"
    expected = f"an array of numbers of shape {words}" if words else "an array of numbers"

    def take(value: Any, sizes: Sizes) -> Any:
        if isinstance(value, str | dict | set | frozenset | bool) or value is None:
            _wrong(expected, value)
        try:
            array = np.asarray(value)
        except ValueError:
            raise Wrong("rows of different lengths; an array was expected") from None
        if array.dtype.kind not in "iuf":
            _wrong(expected, value if array.ndim == 0 else array)
        if shape is None:
            return array
        if not array.size:
            array = _emptied(array, shape, sizes)
        if array.ndim != len(shape):
            raise Wrong(f"the shape {array.shape}; {words} was expected")
        known = {letter: sizes[letter] for letter in shape if letter in sizes}
        for letter, size in zip(shape, array.shape, strict=True):
            if size != (int(letter) if letter.isdigit() else sizes.setdefault(letter, size)):
                where = " and ".join(f"{letter} = {size}" for letter, size in known.items())
                where = f" with {where}" if where else ""
                raise Wrong(f"the shape {array.shape}; {words} was expected{where}")
        return array

    return take


def _emptied(array: np.ndarray, shape: list[str], sizes: Sizes) -> np.ndarray:
    """Give what is empty the axes that it cannot have: no rows of one number are `[]` as well."""
    wanted = [int(letter) if letter.isdigit() else sizes.get(letter, 0) for letter in shape]
    return array.reshape(wanted) if 0 in wanted else array


def _single(value: Any, expected: str) -> Any:
    """Take a number out of an array without axes."""
    if isinstance(value, np.ndarray) and value.shape == ():
        value = value[()]
    if isinstance(value, bool) or not isinstance(value, int | float | np.number):
        _wrong(expected, value)
    return value


def _float(value: Any, sizes: Sizes) -> Any:
    number = _single(value, "a single number")
    return number if isinstance(number, np.float32 | np.float16) else float(number)


def _integer(most: int) -> Taker:
    def take(value: Any, sizes: Sizes) -> int:
        number = _single(value, "a whole number")
        if number != number or number in (np.inf, -np.inf) or number != int(number):
            raise Wrong(f"{float(number):g}; a whole number was expected")
        if abs(number) > most:
            raise Wrong(f"a number larger than {most} in size")
        return int(number)

    return take


def _bool(value: Any, sizes: Sizes) -> bool:
    if isinstance(value, np.ndarray) and value.shape == ():
        value = value.item()
    if isinstance(value, int | float) and value in (0, 1):
        return bool(value)
    return _wrong("True or False", value)


def _text(value: Any, sizes: Sizes) -> str:
    return value if isinstance(value, str) else _wrong("a text", value)


def _net(value: Any, sizes: Sizes) -> Any:
    return value if is_net(value) else _wrong("a network (MLP)", value)


def _function(value: Any, sizes: Sizes) -> Any:
    return value if callable(value) else _wrong("a function", value)


SINGLE: dict[str, Taker] = {
    "float": _float,
    "bool": _bool,
    "text": _text,
    "MLP": _net,
    "function": _function,
}


def _items(value: Any, expected: str) -> list[Any]:
    """Take a list, a tuple, a set, or the rows of an array."""
    if isinstance(value, np.ndarray) and value.ndim:
        return list(value)
    return list(value) if isinstance(value, list | tuple | set) else _wrong(expected, value)


def _list_of(kind: Taker, count: int | None) -> Taker:
    expected = "a list" if count is None else f"a list of {count}"

    def take(value: Any, sizes: Sizes) -> list[Any]:
        items = _items(value, expected)
        if count is not None and len(items) != count:
            raise Wrong(f"{described(value)}; {count} were expected")
        # What a letter means is the same for all items only where it was said before.
        return [kind(item, dict(sizes)) for item in items]

    return take


def _tuple_of(parts: list[tuple[str, Taker]]) -> Taker:
    names = ", ".join(name or "one" for name, _ in parts)
    expected = f"{len(parts)} values ({names})"

    def take(value: Any, sizes: Sizes) -> tuple[Any, ...]:
        items = _items(value, expected)
        if len(items) != len(parts):
            _wrong(expected, value)
        taken = []
        for (name, kind), item in zip(parts, items, strict=True):
            try:
                taken.append(kind(item, sizes))
            except Wrong as wrong:
                raise Wrong(f"a wrong {name}: {wrong}" if name else str(wrong)) from None
        return tuple(taken)

    return take


def _dict_of(key: Taker, kind: Taker) -> Taker:
    def take(value: Any, sizes: Sizes) -> dict[Any, Any]:
        if not isinstance(value, dict):
            _wrong("a dictionary", value)
        return {key(k, dict(sizes)): kind(v, dict(sizes)) for k, v in value.items()}

    return take
