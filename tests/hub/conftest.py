"""Fixtures of the hub's tests."""

from tests.tools.browser import built_book as built_book
from tests.tools.courses import courses as courses
