"""Tests, by scenario: README.md says where a test goes."""
