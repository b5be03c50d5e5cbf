"""Fixtures of the figures' tests."""

from tests.tools.browser import built_book as built_book
from tests.tools.browser import chromium as chromium
from tests.tools.browser import visit as visit
from tests.tools.figure_page import show as show
