"""Fixtures of the website's tests."""

from tests.tools.browser import built_book as built_book
from tests.tools.browser import chromium as chromium
from tests.tools.browser import visit as visit
from tests.tools.pyodide import packed as packed
from tests.tools.small_book import small_book as small_book
