"""What the speed tables measure of a run: with few submissions, for their rows stand elsewhere."""

import pytest

from benchmarks import runs

pytestmark = pytest.mark.slow(10)


def test_the_record_memory_and_skips_of_a_run_are_measured(courses, monkeypatch):
    course = courses("solutions")
    monkeypatch.setattr(runs, "FEW", 2)
    monkeypatch.setattr(runs, "MANY", 4)
    runs.hand_in_many(course, runs.MANY)
    record, few, many = runs.record_and_memory(course)
    assert 0 < record < 10_000 and 0 < few <= 1.5 * many
    assert 0 < runs.skipped(course) < 10_000
