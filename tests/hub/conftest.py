"""Fixtures of the hub's tests."""

import pytest

from tests.tools.browser import built_book as built_book
from tests.tools.courses import courses as courses
from tests.tools.hub_run import HubRun


@pytest.fixture(scope="package", autouse=True)
def released_before(courses):
    """A new hub finds its assignments released, which takes it 20 s else.

    From nothing, as `make course` does, begins the hub of `tests/whole/test_whole_path.py`.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HubRun, "courses", staticmethod(courses))
        yield
