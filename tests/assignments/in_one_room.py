"""Runs the checks of an assignment against trusted answers in this process: no rooms, no wall.

A submission takes a second in the two rooms and a few milliseconds here, so this is how hundreds of
seeds and mutants are tried. As there, an answer is called on copies, each property begins with an
answer that has just been run, and what comes back is taken in by its contract. What the two rooms
add is tested where they are.
"""

import ast
import contextlib
import functools
import io
import linecache
import signal
import time
from typing import NamedTuple

import numpy as np

from course_lib.checks import changes
from course_lib.checks.answers import Answer, on_copies
from course_lib.checks.expected import expecting
from grading.rooms.tests_room import prepare_check
from grading.words.properties import defined_names, loaded_names
from grading.words.right import Right
from grading.words.seeds import seed
from grading.words.verdict import CheckResult, PropertyResult
from tests.assignments.remembering import Remembering

SECRET = bytes(range(32))


class TooLong(BaseException):
    """An answer did not come back in time."""


class Setting(NamedTuple):
    """What a check of an answer needs; the contracts are of the names that the answer defines."""

    instructor: dict
    above: dict  # the student's names, above the answer
    right: Right
    contracts: dict


class Room:
    """The checks of one assignment.

    Parameters
    ----------
    source, student : nbformat.NotebookNode
        The instructor's notebook and the released one.
    """

    def __init__(self, source, student):
        self.assignment = source.metadata.course.assignment
        self.source, self.student = source, student
        self.questions = [
            cell.id.removesuffix("-check") for cell in source.cells if cell.id.endswith("-check")
        ]
        self._checks = {
            cell.id: prepare_check(cell.id, cell.source)
            for cell in source.cells
            if cell.id.endswith("-check")
        }
        self._drawing = {
            (check, prop.name)
            for check, prepared in self._checks.items()
            for prop, *_ in prepared.properties
            if draws(prop)
        }
        self._seconds = {}  # (check, property) -> of the processor, when it held last
        self._lost_by = {}  # (question, answer) -> the property that failed last
        self._alike = {}  # (answer, question, property) -> how it ends for every student
        self._kept = {}  # what a check caches, by its code
        self._known = (None, {})  # a question, and what is right there

    def failures(
        self, question, answer, who="ada", seconds=5, named=True, first=None, soonest=False
    ):
        """The properties of a question that fail for an answer, one by one: (name, exception).

        Those that draw nothing come first, then the essential ones. Where neither a property nor
        the answer draws anything, it ends alike for every student, and is run once.

        Parameters
        ----------
        question : str
        answer : str
            The source of the answer cell.
        who : str
            The student, from whom the seeds come.
        seconds : float
            The time of one property, and of the answer cell.
        named : bool
            Whether known mistakes are named, which may take longer than all else.
        first : str, optional
            The property to begin with.
        soonest : bool
            Whether those that held in the shortest time come before the essential ones.
        """
        if self._known[0] != question:
            self._known = (question, {})
        setting = functools.cache(lambda: self._setting(question))  # if there is anything to run
        check = f"{question}-check"

        def order(prepared):
            prop = prepared[0]
            which = check, prop.name
            after = self._seconds.get(which, 0) if soonest else 0
            return prop.name != first, which in self._drawing, after, not prop.essential

        for prop, _, program in sorted(self._checks[check].properties, key=order):
            which = (answer, question, prop.name, named)
            if which in self._alike:
                error = self._alike[which]
            else:
                here = setting()
                mistakes = here.right.mistakes if named else {}
                where = (who, prop.name)
                judge = Remembering(here.right.functions, mistakes, self._known[1], where)
                number = int(seed(SECRET, self.assignment, who, check, prop.name), 16)
                began = time.process_time()
                error = self._error(program, answer, here, judge, number, seconds)
                if error is None:
                    self._seconds[check, prop.name] = time.process_time() - began
                drawn = (check, prop.name) in self._drawing or "random" in answer
                if not drawn and not isinstance(error, TooLong):
                    self._alike[which] = error
            if error:
                yield prop.name, error

    def _setting(self, question):
        """What is made anew for each answer, which may change it."""
        released = next(c.source for c in self.student.cells if c.id == question)
        instructor, above = self._names_above(question)
        right = self._right(question, {**instructor, **above})
        contracts = self._checks[f"{question}-check"].contracts
        return Setting(
            instructor, above, right, {name: contracts[name] for name in defined_names(released)}
        )

    def _error(self, program, answer, here, judge, number, seconds):
        """How a property fails for an answer; None if it holds."""
        theirs = self._run(answer, dict(here.above), seconds)
        names = dict(here.instructor)
        for name, contract in here.contracts.items():
            function = theirs.get(name)
            function = on_copies(function) if callable(function) else function
            names[name] = Answer(function, name, contract)
        changes.forget()

        @contextlib.contextmanager
        def seeded(name, essential=False):
            yield np.random.default_rng(number)

        names["prop"] = seeded
        answers = here.contracts.keys()
        try:
            with quiet(), at_most(seconds), expecting(judge), keeping(self._kept, answers):
                exec(program, names)
        except (Exception, TooLong, SystemExit) as error:
            return error.with_traceback(None)
        return None

    def _right(self, question, names):
        """What is right: the reference answer of the question and of those above it."""
        cells = {cell.id: cell.source for cell in self.source.cells}
        with quiet():
            exec(code(cells[question], f"<{question}>"), names)
        check = self._checks[f"{question}-check"]
        return Right(check.mistakes, check.contracts, names)

    @staticmethod
    def _run(answer, names, seconds):
        """The student's names after the answer cell: each property gets a run of its own."""
        try:
            with quiet(), at_most(seconds):
                exec(code(answer, "<answer>"), names)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
        return names

    def score(self, question, failed):
        """The share of a question's points that an answer earns whose failures these are."""
        results = [
            PropertyResult(p.name, p.hidden, p.essential, held=p.name not in failed)
            for p, *_ in self._checks[f"{question}-check"].properties
        ]
        return CheckResult(question, 1.0, results).score

    def functions(self, question):
        """The names that an answer's cell defines as it is released."""
        return defined_names(next(c.source for c in self.student.cells if c.id == question))

    def wins(self, question, answer, who="ada", seconds=5):
        """Whether an answer earns all points; the first failure decides.

        Looked at first is what failed last: it mostly fails again. At first another failure is
        looked for than one of time, which takes all of it each time.
        """
        first = self._lost_by.get((question, answer))
        failures = self.failures(question, answer, who, seconds, False, first, soonest=True)
        lost_by = None
        for name, error in failures:
            lost_by = name
            if first or not isinstance(error, TooLong):
                break
        self._lost_by[question, answer] = lost_by
        return lost_by is None

    def _names_above(self, question):
        """The instructor's names at a question's check, and the student's before the answer."""
        instructor, theirs, answers = {}, {}, set()
        for cell in self.source.cells:
            if cell.id == f"{question}-check":
                return instructor, theirs
            marks = cell.metadata.get("nbgrader", {})
            if cell.cell_type != "code" or marks.get("grade"):
                continue
            if marks.get("solution"):
                released = next(c.source for c in self.student.cells if c.id == cell.id)
                answers |= defined_names(released)
                if cell.id != question:  # the answers above are right ones: an answer may call them
                    with quiet():
                        exec(code(cell.source, f"<{cell.id}>"), theirs)
            elif marks.get("locked") and loaded_names_of(cell.source).isdisjoint(answers):
                with quiet():
                    exec(code(cell.source, f"<{cell.id}>"), instructor)
                    exec(code(cell.source, f"<{cell.id}>"), theirs)
        raise KeyError(question)


def draws(prop):
    """Whether a property draws anything from the student's seed."""
    return any(isinstance(n, ast.withitem) and n.optional_vars for n in ast.walk(prop.program))


@functools.cache
def code(source, file):
    """A cell's program."""
    return compile(source, file, "exec")


@functools.cache
def loaded_names_of(source):
    """The names that a cell reads."""
    return loaded_names(compile(source, "<cell>", "exec", flags=1024))  # 1024: only the syntax


@contextlib.contextmanager
def quiet():
    """Nothing is printed, and no warning is an error: neither costs a student points."""
    import warnings

    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        with np.errstate(all="ignore"):
            yield
    linecache.clearcache()


@contextlib.contextmanager
def keeping(kept, answers):
    """What a check caches stays for the next seed: a function that calls no answer."""

    def cache(function, new=functools.cache):
        assert answers.isdisjoint(function.__code__.co_names), "what it caches is of an answer"
        return kept.setdefault(function.__code__, new(function))

    before, functools.cache = functools.cache, cache
    try:
        yield
    finally:
        functools.cache = before


@contextlib.contextmanager
def at_most(seconds):
    """Raises TooLong in the block when it has taken so much of the processor's time."""

    def too_long(*_):
        raise TooLong

    before = signal.signal(signal.SIGPROF, too_long)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
