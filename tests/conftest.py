"""Options of the whole suite; fixtures lie in the folders that use them."""

import os

import pytest

# As in the rooms. Several threads of BLAS wait for each other, and beside other programs waiting
# takes more of the processor's time than work.
os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}

ALL = os.environ.get("COURSE_TESTS") == "all"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Order and group tests so that the workers end together.

    The files that say they are slow go first. In `make test-all` (`--dist loadgroup`) a worker runs
    whole files as well, but for those of the assignments: they fill the end, test by test.
    """
    seconds = {}
    for item in items:
        mark = item.get_closest_marker("slow")
        if mark:
            seconds[item.path] = max(seconds.get(item.path, 0), *(mark.args or [5]))
    items.sort(key=lambda item: -seconds.get(item.path, 0))
    if ALL:
        items.sort(key=in_parts)
        for item in items:
            if not in_parts(item):
                item.add_marker(pytest.mark.xdist_group(str(item.path)))


def in_parts(item):
    """Whether each test of an item's file may run in another worker."""
    return "assignments" in item.path.parts


def pytest_terminal_summary(terminalreporter):
    """Print the figures that tests have counted: `record_property("counted", (what, number))`."""
    counted = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "counted" and report.when == "call":
                    what, number = value
                    counted[what] = counted.get(what, 0) + number
    for what, number in counted.items():
        terminalreporter.write_line(f"{number:>6} {what}")


def pytest_report_header():
    """Say what `make test` samples of the tests that take long."""
    if ALL:
        return "the whole of every test"
    return (
        "sampled (the whole is in `make test-all`): 8 of 200 students' seeds, 25 mutants of each "
        "question, one wrong or honest answer to each question in a submission, one mixture of bad "
        "answers per assignment, 6 of 100 moments of a kill, 30 of 300 damaged notebooks; of the "
        "training runs in test_claims_numbers.py, fewer seeds; the real data are not made anew"
    )
