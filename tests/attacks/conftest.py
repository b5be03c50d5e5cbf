"""Fixtures of the attacks."""

from tests.tools.browser import built_book as built_book
from tests.tools.courses import courses as courses
