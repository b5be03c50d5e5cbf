"""Course directories for tests."""

import shutil

import pytest

from grading.course.directory import Course
from tests.tools.handing_in import make_course
from tests.tools.places import ROOT


@pytest.fixture(scope="session")
def courses(tmp_path_factory):
    """`courses(folder)` gives a fresh course directory with the assignments of a folder released.

    Each folder is released once; what a test gets is a copy.
    """
    templates = {}

    def copy_of(folder):
        if folder not in templates:
            templates[folder] = make_course(tmp_path_factory.mktemp("released"), ROOT / folder)
        root = tmp_path_factory.mktemp("course")
        shutil.copytree(templates[folder].root, root, dirs_exist_ok=True)
        return Course(root)

    return copy_of
