"""Fixtures of the grader's tests."""

from tests.tools.courses import courses as courses
