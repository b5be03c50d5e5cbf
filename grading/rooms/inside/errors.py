"""What can go wrong at the wall, in words that neither room can choose for the other."""

import builtins

from course_lib.checks.values import REFUSED

# The errors that a call may raise in the other room; what else it raises is called its own.
KNOWN = {
    name: getattr(builtins, name)
    for name in (
        "ArithmeticError", "AssertionError", "AttributeError", "EOFError", "FloatingPointError",
        "ImportError", "IndexError", "KeyError", "LookupError", "MemoryError",
        "ModuleNotFoundError", "NameError", "NotImplementedError", "OSError", "OverflowError",
        "PermissionError", "RecursionError", "RuntimeError", "SyntaxError", "TimeoutError",
        "TypeError", "UnboundLocalError", "ValueError", "ZeroDivisionError",
    )
}  # fmt: skip


OF_OURS = {  # what these say, said better
    "NotImplementedError": "is not written yet",
    "EOFError": "asks for input, and nobody is there to answer",
}
NOT_DEFINED = ": did its cell end with an error?"
# What is refused, and comes from no answer, however clumsy: a person may want to know.
FORGED = "a message that no answer sends"
NOT_GIVEN = "a call of something that it was not given"


class RemoteError(Exception):
    """A call into the other room failed; the message says how, `detail` is what that room said."""

    detail = ""


class NotDefined(RemoteError, NameError):
    """A name is not defined in the other room."""


class Gone(RemoteError):
    """The other room does not answer any more: it ended, hung, or spoke nonsense."""


class Forged(Gone):
    """The other room sent what our code there never sends."""


def refused(kind: object) -> str:
    """Say what a value is that could not cross, by the key that the other room has sent."""
    return REFUSED.get(kind, REFUSED["object"]) if isinstance(kind, str) else REFUSED["object"]


def not_defined(name: str) -> NotDefined:
    """Make the error of a name that is not defined."""
    return NotDefined(f"{name} is not defined{NOT_DEFINED}")


def raised(name: str, kind: object, text: object) -> RemoteError:
    """Make the error of a call to `name` that raised `kind`, with the text it said.

    Where the kind is known it is both: the tests may catch a ValueError, and the report knows
    where it came from.
    """
    if not isinstance(kind, str) or kind not in KNOWN:
        return RemoteError(f"{name} raised an exception of its own")
    both = type(kind, (RemoteError, KNOWN[kind]), {})
    if kind in OF_OURS:
        return both(f"{name} {OF_OURS[kind]}")
    error: RemoteError = both(f"{name} raised {kind}")
    error.detail = str(text)[:500]
    return error
