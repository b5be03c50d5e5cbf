"""Fixtures of the attacks on the hub."""

from tests.hub.conftest import released_before as released_before
