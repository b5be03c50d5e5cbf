"""Fixtures of the tests of the whole."""

from tests.tools.browser import built_book as built_book
from tests.tools.browser import chromium as chromium
