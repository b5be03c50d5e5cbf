"""A student's name is a name: nbgrader takes `a[b]c` for a pattern, and finds abc's notebook."""

import os
from collections.abc import Sequence
from fnmatch import fnmatch
from glob import escape, glob

from nbgrader import utils
from nbgrader.converters.base import BaseConverter, NbGraderException


def install_names() -> None:
    """Let nbgrader's converters take names as they are."""
    BaseConverter.init_notebooks = find_notebooks
    utils.is_ignored = is_ignored


def find_notebooks(self: BaseConverter) -> None:
    """Find notebooks as `BaseConverter.init_notebooks` does: of all students, or of one."""
    directory = self.coursedir
    pattern = self._format_source(directory.assignment_id, directory.student_id)
    places = [pattern] if os.path.isdir(pattern) else glob(pattern)
    notebooks = f"{directory.notebook_id}.ipynb"
    found = {place: glob(os.path.join(escape(place), notebooks)) for place in places}
    self.notebooks = []
    self.assignments = {place: paths for place, paths in found.items() if paths}
    if not self.assignments:
        message = f"no notebook {notebooks} in {pattern}"
        self.log.error(message)
        raise NbGraderException(message)


def is_ignored(filename: str, ignore_globs: Sequence[str] | None = None) -> bool:
    """Tell whether a file is left out, as nbgrader does: by its own name, in whatever folder."""
    name = os.path.basename(filename)
    return any(fnmatch(name, pattern) for pattern in ignore_globs or ())
