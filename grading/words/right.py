"""What is right in a check: the reference answers, and the mistakes that are known of its own."""

import ast
from collections.abc import Mapping
from functools import cached_property
from types import CodeType, FunctionType
from typing import Any

from course_lib.checks.answers import Answer, on_copies
from course_lib.checks.contracts import Contract
from course_lib.checks.expected import Function
from grading.words.properties import MISTAKES, loaded_names, mistakes_in


class Right:
    """What is known of right and wrong in one check.

    Parameters
    ----------
    mistakes : types.CodeType
        Defines the class of the mistakes, if the check has one.
    contracts : mapping
        What comes back from the answers that it calls, by their names.
    names : mapping
        The instructor's names at its place, the reference answers among them.
    """

    def __init__(
        self, mistakes: CodeType, contracts: Mapping[str, Contract], names: Mapping[str, Any]
    ) -> None:
        self._program, self._contracts, self._names = mistakes, contracts, dict(names)
        self.functions = {
            name: _taken_in(names[name], name, contract)
            for name, contract in contracts.items()
            if name in names
        }

    @cached_property
    def mistakes(self) -> dict[str, list[tuple[str, Function]]]:
        """For an answer's name the known mistakes, each with its sentence."""
        ours = dict(self._names)
        exec(self._program, ours)
        if MISTAKES not in ours:
            return {}
        members = vars(ours[MISTAKES])
        answer = members["of"]
        return {
            answer: [
                (
                    " ".join(str(member.__doc__).split()),
                    _taken_in(member, answer, self._contracts[answer]),
                )
                for member in members.values()
                if isinstance(member, FunctionType)
            ]
        }


def compiled_mistakes(check: str) -> CodeType:
    """Compile what a check says of known mistakes."""
    return compile(mistakes_in(check), "<mistakes>", "exec")


def asks_what_is_right(check: str) -> bool:
    """Tell whether a check compares anything with the reference answers."""
    return not loaded_names(ast.parse(check)).isdisjoint({"assert_right", "assert_nearly_right"})


def _taken_in(function: Function, name: str, contract: Contract) -> Function:
    """Let a function of ours be called as an answer is."""
    return Answer(on_copies(function), name, contract)
