"""Fixtures of the assignments' tests."""

from tests.tools.courses import courses as courses
