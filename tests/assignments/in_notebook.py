"""The checks of an assignment as a student sees them: the released cells, run as in a notebook."""

import builtins
import contextlib
import io
import itertools
import re

from course_lib.checks import CheckFailed
from grading.words.right import compiled_mistakes
from tests.assignments.in_one_room import at_most, quiet

RANGE = re.compile(r"^(?:from ([\d.e-]+) to )?([\d.e-]+) of ([\d.]+) points", re.M)
_numbers = itertools.count()


class Seen:
    """What a check said in the notebook."""

    def __init__(self, text):
        self.text = text
        found = RANGE.search(text)
        assert found, text
        self.points = float(found[3])
        self.most = float(found[2])
        self.least = self.most if found[1] is None else float(found[1])
        self.all_hold = not re.search("^fails: ", text, re.M)


class Notebook:
    """The released notebook of an assignment, with the reference answers where none is tried.

    Parameters
    ----------
    source, released : nbformat.NotebookNode
    """

    def __init__(self, source, released):
        self._right = {cell.id: cell.source for cell in source.cells}
        self._released = released

    def seen(self, question, answer, seconds=20):
        """Run the notebook down to a check, with that answer; what the check says."""
        names = {"__name__": "__main__", "__builtins__": builtins}
        said = io.StringIO()
        for cell in self._released.cells:
            marks = cell.metadata.get("nbgrader", {})
            if cell.cell_type != "code" or not marks:
                continue
            if cell.id == f"{question}-check":
                code = compile(cell.source, f"<check {next(_numbers)}>", "exec")
                told = contextlib.redirect_stdout(said)
                with quiet(), told, contextlib.suppress(CheckFailed), at_most(10 * seconds):
                    exec(code, names)
                return Seen(said.getvalue())
            if marks.get("solution"):
                text = answer if cell.id == question else self._right[cell.id]
            elif marks.get("grade"):
                continue
            else:
                text = cell.source
            with contextlib.suppress(Exception), quiet(), at_most(seconds):
                exec(compile(text, f"<{cell.id}>", "exec"), names)
        raise LookupError(f"no check of {question}")

    def sentences(self, question):
        """The sentences of the mistakes that are known of a question."""
        names = {}
        exec(compiled_mistakes(self._right[f"{question}-check"]), names)
        members = vars(names["Mistakes"]).values() if "Mistakes" in names else ()
        return {" ".join(m.__doc__.split()) for m in members if callable(m) and m.__doc__}
