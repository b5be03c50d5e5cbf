"""What is right, computed once for all answers that are asked the same."""

import io
import pickle
from hashlib import sha256
from types import FunctionType

from course_lib.checks.expected import Raised
from course_lib.checks.reference import Reference


class Remembering(Reference):
    """Computes what is right once, for all answers that are asked the same.

    Parameters
    ----------
    functions, mistakes : mapping
    known : dict
        What has been computed so far, in bytes: each answer gets a copy.
    where : tuple
        The student and the property, which draws the same for each answer.
    """

    def __init__(self, functions, mistakes, known, where):
        super().__init__(functions, mistakes)
        self._known, self._where, self._calls = known, where, 0

    def _outcome(self, asked, functions):
        self._calls += 1
        given = in_bytes((asked.args, asked.kwargs))
        if given is None or functions is not self._functions:
            return super()._outcome(asked, functions)
        call = (*self._where, self._calls, asked.function.__name__, sha256(given).digest())
        if call in self._known:
            return pickle.loads(self._known[call])
        outcome = super()._outcome(asked, functions)
        kept = in_bytes(outcome)
        if kept is not None:
            self._known[call] = kept
        return outcome


FIRST_VALUES = {}  # (a function's code, its arguments) -> what it gives, in bytes


def remembered(function):
    """A trusted function that computes what it gives for some arguments only once.

    It is known by its code: each run of an answer's cell makes it anew.
    """

    def remembers(*args, **kwargs):
        given = in_bytes((args, kwargs))
        if given is None:
            return function(*args, **kwargs)
        call = function.__code__, sha256(given).digest()
        if call not in FIRST_VALUES:
            value = function(*args, **kwargs)
            kept = in_bytes(value)
            if kept is None:
                return value
            FIRST_VALUES[call] = kept
        return pickle.loads(FIRST_VALUES[call])

    return remembers


class Plain(pickle.Pickler):
    """Refuses a check's own functions at once: pickle would look for them in every module."""

    def reducer_override(self, value):
        if isinstance(value, FunctionType) and value.__module__ is None:
            raise pickle.PicklingError
        return NotImplemented


def in_bytes(value):
    """A value in bytes; None if it holds a function, or is an error."""
    if isinstance(value, Raised):
        return None
    file = io.BytesIO()
    try:
        Plain(file).dump(value)
    except (AttributeError, TypeError, pickle.PicklingError):
        return None
    return file.getvalue()
