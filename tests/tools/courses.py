"""Course directories for tests."""

import fcntl
import os
import shutil
from contextlib import contextmanager

import pytest

from grading.course.directory import Course
from tests.tools.handing_in import make_course
from tests.tools.places import ROOT


@pytest.fixture(scope="session")
def courses(tmp_path_factory):
    """`courses(folder)` gives a fresh course directory with the assignments of a folder released.

    Each folder is released once for all workers; what a test gets is a copy, at `root` if it says.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent  # the folder of all workers of this run

    def copy_of(folder, root=None):
        template = shared / f"released {folder.replace('/', ' ')}"
        with alone(template.with_suffix(".lock")):
            if not template.exists():
                begun = make_course(tmp_path_factory.mktemp("released"), ROOT / folder)
                begun.root.rename(template)
        root = root or tmp_path_factory.mktemp("course")
        shutil.copytree(template, root, dirs_exist_ok=True)
        return Course(root)

    return copy_of


@contextmanager
def alone(path):
    """No other process is in this block with the same file."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
