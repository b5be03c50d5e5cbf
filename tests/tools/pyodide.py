"""What a reader's browser loads of Python, for tests."""

import pytest

from website.live import pack


@pytest.fixture(scope="session")
def packed():
    """The folder that a browser loads; without Pyodide there is nothing to test."""
    folder = pack.pack()
    if not folder:  # an error where REQUIRE_PYODIDE is set
        pytest.skip("PYTHON IN THE PAGE IS NOT TESTED: no source of its packages; set PYODIDE=")
    return folder
