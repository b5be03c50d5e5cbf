"""The reference answers judge: what they compute, and what they need not."""

import pytest

from course_lib.checks import assert_right
from course_lib.checks.expected import expecting
from course_lib.checks.reference import Reference


class WithoutWords(Exception):
    """From the other room: an answer that is not defined, or never came back."""

    detail = ""


@pytest.mark.parametrize("error", [NotImplementedError(), WithoutWords("it did not come back")])
def test_for_an_answer_that_is_not_there_nothing_is_computed(error):
    computed = []

    def dense(x):
        raise error

    def right(x):
        computed.append("what is right")

    def mistake(x):
        computed.append("a mistake")

    knows = Reference({"dense": right}, {"dense": [("this is a mistake", mistake)]})
    with expecting(knows), pytest.raises(type(error)) as raised:
        assert_right(dense, 1.0)
    assert raised.value is error and not computed
