"""Options of the whole suite; fixtures lie in the folders that use them."""

import os

import pytest

# As in the rooms. Several threads of BLAS wait for each other, and beside other programs waiting
# takes more of the processor's time than work.
os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}

ALL = os.environ.get("COURSE_TESTS") == "all"


def pytest_collection_modifyitems(items):
    """Let the files that say they are slow go first, so that the workers end together.

    What `make test-all` shares between workers test by test fills the end.
    """
    seconds = {}
    for item in items:
        mark = item.get_closest_marker("slow")
        if mark:
            seconds[item.path] = max(seconds.get(item.path, 0), *(mark.args or [5]))
    items.sort(key=lambda item: (ALL and in_parts(item.nodeid), -seconds.get(item.path, 0)))


def in_parts(nodeid):
    """Whether several workers share a test's file: these files take half of the whole time."""
    return nodeid.startswith("tests/assignments/")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Let a worker of `make test-all` run whole files, but for what may be in parts."""
    if not ALL:
        return None
    from xdist.scheduler import LoadFileScheduling  # which Python in a browser does not have

    class Scheduling(LoadFileScheduling):
        def _split_scope(self, nodeid):
            return nodeid if in_parts(nodeid) else super()._split_scope(nodeid)

    return Scheduling(config, log)


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
