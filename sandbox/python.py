"""Python as it is seen in the box: the environment, and course_lib as students have it."""

import sys
from pathlib import Path

ENVIRONMENT = Path(sys.prefix)


def python_folders(environment: Path = ENVIRONMENT) -> list[Path]:
    """List the environment, and the interpreter's installation where that is not below /usr."""
    folders = dict.fromkeys((environment, Path(sys.base_prefix)))
    return [folder for folder in folders if not folder.is_relative_to("/usr")]


def student_library(environment: Path = ENVIRONMENT) -> Path:
    """Name the folder of course_lib as students have it: the wheel, unpacked."""
    return environment / "student"
