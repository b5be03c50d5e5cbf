"""Checks: named properties of an answer.

A check says what comes back from the answers that it calls, and lists what has to hold. All of its
properties run, whichever fail, and a last line reports:

>>> def middle(x):
...     return sorted(x)[len(x) // 2]
>>> def check():
...     returns(middle="float")
...     graded(points=2, hidden=2)
...     with prop("it lies between the smallest and the largest number") as rng:
...         x = rng.random(9)
...         assert x.min() <= middle(x) <= x.max()
...     with prop("of two equal numbers it is the same"):
...         assert_close(middle([4, 4]), 4, "the middle of 4 and 4")
...     report()
>>> check()
holds: it lies between the smallest and the largest number
holds: of two equal numbers it is the same
from 1 to 2 of 2 points: 2 more properties are tried when it is graded

The points are shared equally, and the report foretells them.

`values` takes in what an answer gives back, `contracts` holds it to what was said, `changes` notes
what it does to its arguments, `answers` puts these together; `properties` keeps the report,
`assertions` has what a property asserts, `cost` what a call may take, `expected` what is right
where the check does not say it, by `fingerprints` in a notebook and by the `reference` in grading;
`variations` has the ways in which an argument may come.
"""

from course_lib.checks.assertions import (
    assert_close,
    assert_integer,
    assert_shape,
    assert_unchanged,
    numerical_gradient,
)
from course_lib.checks.cost import assert_cheap
from course_lib.checks.expected import assert_nearly_right, assert_right
from course_lib.checks.properties import (
    CheckFailed,
    Report,
    Result,
    graded,
    prop,
    public_seed,
    report,
    returns,
)
from course_lib.checks.variations import vary

__all__ = [
    "CheckFailed",
    "Report",
    "Result",
    "assert_cheap",
    "assert_close",
    "assert_integer",
    "assert_nearly_right",
    "assert_right",
    "assert_shape",
    "assert_unchanged",
    "graded",
    "numerical_gradient",
    "prop",
    "public_seed",
    "report",
    "returns",
    "vary",
]
