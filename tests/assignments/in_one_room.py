"""Runs the checks of an assignment against trusted answers in this process: no rooms, no wall.

A submission takes a second in the two rooms and a few milliseconds here, so this is how hundreds of
seeds and mutants are tried. As there, an answer is called on copies, each property begins with an
answer that has just been run, and what comes back is taken in by its contract. What the two rooms
add is tested where they are.
"""

import contextlib
import functools
import io
import linecache
import pickle
import signal
from hashlib import sha256
from types import FunctionType

import numpy as np

from course_lib.checks import changes
from course_lib.checks.answers import Answer, on_copies
from course_lib.checks.expected import Raised, expecting
from course_lib.checks.reference import Reference
from grading.rooms.tests_room import prepare_check
from grading.words.properties import defined_names, loaded_names
from grading.words.right import Right
from grading.words.seeds import seed
from grading.words.verdict import CheckResult, PropertyResult

SECRET = bytes(range(32))


class Remembering(Reference):
    """Computes what is right once, for all answers that are asked the same.

    Parameters
    ----------
    functions, mistakes : mapping
    known : dict
        What has been computed so far, in bytes: each answer gets a copy.
    where : tuple
        The student and the property, which draws the same for each answer.
    """

    def __init__(self, functions, mistakes, known, where):
        super().__init__(functions, mistakes)
        self._known, self._where, self._calls = known, where, 0

    def _outcome(self, asked, functions):
        self._calls += 1
        given = in_bytes((asked.args, asked.kwargs))
        if given is None or functions is not self._functions:
            return super()._outcome(asked, functions)
        call = (*self._where, self._calls, asked.function.__name__, sha256(given).digest())
        if call in self._known:
            return pickle.loads(self._known[call])
        outcome = super()._outcome(asked, functions)
        kept = in_bytes(outcome)
        if kept is not None:
            self._known[call] = kept
        return outcome


class Plain(pickle.Pickler):
    """Refuses a check's own functions at once: pickle would look for them in every module."""

    def reducer_override(self, value):
        if isinstance(value, FunctionType) and value.__module__ is None:
            raise pickle.PicklingError
        return NotImplemented


def in_bytes(value):
    """A value in bytes; None if it holds a function, or is an error."""
    if isinstance(value, Raised):
        return None
    file = io.BytesIO()
    try:
        Plain(file).dump(value)
    except (AttributeError, TypeError, pickle.PicklingError):
        return None
    return file.getvalue()


class TooLong(BaseException):
    """An answer did not come back in time."""


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
        self._lost_by = {}  # (question, answer) -> the property that failed last
        self._kept = {}  # what a check caches, by its code
        self._known = (None, {})  # a question, and what is right there

    def failures(self, question, answer, who="ada", seconds=5, named=True, first=None):
        """The properties of a question that fail for an answer, one by one: (name, exception).

        The essential ones come first.

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
        """
        released = next(c.source for c in self.student.cells if c.id == question)
        instructor, above = self._names_above(question)
        check = self._checks[f"{question}-check"]
        right = self._right(question, {**instructor, **above})
        answers = defined_names(released)
        if self._known[0] != question:
            self._known = (question, {})
        for prop, _, program in sorted(
            check.properties, key=lambda p: (p[0].name != first, not p[0].essential)
        ):
            theirs = self._run(question, answer, dict(above), seconds)
            names = dict(instructor)
            for name in answers:
                function = theirs.get(name)
                function = on_copies(function) if callable(function) else function
                names[name] = Answer(function, name, check.contracts[name])
            changes.forget()
            number = int(seed(SECRET, self.assignment, who, f"{question}-check", prop.name), 16)

            @contextlib.contextmanager
            def seeded(name, essential=False, number=number):
                yield np.random.default_rng(number)

            names["prop"] = seeded
            mistakes, where = right.mistakes if named else {}, (who, prop.name)
            known = Remembering(right.functions, mistakes, self._known[1], where)
            try:
                with quiet(), at_most(seconds), expecting(known), keeping(self._kept, answers):
                    exec(program, names)
            except (Exception, TooLong, SystemExit) as error:
                yield prop.name, error

    def _right(self, question, names):
        """What is right: the reference answer of the question and of those above it."""
        cells = {cell.id: cell.source for cell in self.source.cells}
        with quiet():
            exec(code(cells[question], f"<{question}>"), names)
        check = self._checks[f"{question}-check"]
        return Right(check.mistakes, check.contracts, names)

    @staticmethod
    def _run(question, answer, names, seconds):
        """The student's names after the answer cell: each property gets a run of its own."""
        try:
            with quiet(), at_most(seconds):
                exec(code(answer, f"<answer of {question}>"), names)
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

        Looked at first is what failed last: it mostly fails again.
        """
        first = self._lost_by.get((question, answer))
        failures = self.failures(question, answer, who, seconds, named=False, first=first)
        lost_by, _ = next(failures, (None, None))
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
