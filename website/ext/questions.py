"""`{question}`: the page asks its reader, and answers.

    :::{question} How many weights connect 6 units to 5?
    :answer: 30
    :claims: B11 C1
    Each of the 6 is connected to each of the 5.
    :::

    :::{question} Which of these is a linear map?
    - [x] the product of two matrices
    - [ ] its hyperbolic tangent

    A product of matrices is a matrix.
    :::

A number may also be the name of something that a cell of the page has glued (`:answer: weights`),
so that the answer is computed.
"""

import re
from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from myst_nb.core.variables import RetrievalError
from myst_nb.ext.glue.utils import retrieve_glue_data
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata, OptionSpec
from sphinx.writers.html5 import HTML5Translator

from website.ext.claims import mark
from website.ext.formulas import spoken

CHOICE = re.compile(r"^- \[([ x])\] (.+)$")
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]


class question(nodes.General, nodes.Element):
    """A question to oneself; its children are the parts below."""


class question_prompt(nodes.General, nodes.TextElement):
    """What is asked."""


class question_choice(nodes.General, nodes.TextElement):
    """One of several answers."""


class question_explanation(nodes.General, nodes.Element):
    """Why the answer is right."""


class Choice(NamedTuple):
    """One of several answers, as it is written."""

    right: bool
    text: str
    line: int


class Question(SphinxDirective):
    """A question with a number or with choices for an answer, and an explanation."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "answer": directives.unchanged_required,
        "tolerance": directives.unchanged_required,
        "claims": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        self.assert_has_content()
        choices, rest = self.split()
        if bool(choices) == ("answer" in self.options):
            raise self.error("a question has either `:answer:` or choices `- [x] …`")
        if choices and not any(right for right, _, _ in choices):
            raise self.error("mark the right choice with [x]")

        node = question(number=self.env.new_serialno("question"))
        prompt = question_prompt()
        parsed, messages = self.parse_inline(self.arguments[0])
        prompt += parsed
        prompt += messages
        prompt += [mark(self, c, "tested") for c in self.options.get("claims", "").split()]
        node += prompt
        if choices:
            node["kind"] = "choice"
            node["several"] = sum(right for right, _, _ in choices) > 1
            for right, text, line in choices:
                choice = question_choice(right=right)
                parsed, messages = self.parse_inline(text, lineno=line)
                choice += parsed
                choice += messages
                node += choice
        else:
            node["kind"] = "number"
            node["answer"] = self.number(self.options["answer"])
            node["tolerance"] = float(self.options.get("tolerance", 0))
        explanation = question_explanation()
        self.state.nested_parse(rest, self.content_offset, explanation)
        if not explanation.children:
            raise self.error("a question needs an explanation")
        node += explanation
        return [node]

    def split(self) -> tuple[list[Choice], StringList]:
        """Take the choices from the head of the content; they and the rest."""
        choices: list[Choice] = []
        for i, line in enumerate(self.content):
            found = CHOICE.match(line)
            if found:
                choices.append(Choice(found[1] == "x", found[2], self.content_offset + i + 1))
            elif line.strip():
                return choices, self.content[i:]
        return choices, self.content[len(self.content) :]

    def number(self, text: str) -> float:
        """Read a number, or find the one that a cell has glued under that name."""
        try:
            return float(text)
        except ValueError:
            pass
        try:
            data = retrieve_glue_data(self.state.document, text)
            return float(data.data["text/plain"])
        except (RetrievalError, KeyError, ValueError):
            raise self.error(f"{text!r} is neither a number nor the name of a glued one") from None


def visit_question(self: HTML5Translator, node: nodes.Element) -> None:
    attributes = {"data-kind": node["kind"]}
    if node["kind"] == "number":
        attributes["data-answer"] = f"{node['answer']:.12g}"
        attributes["data-tolerance"] = f"{node['tolerance']:.12g}"
    self.body.append(self.starttag(node, "form", CLASS="question", **attributes))
    self.body.append("<fieldset>\n")


def depart_question(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</fieldset></form>\n")


def visit_question_prompt(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append('<legend><span class="question-title">Question to yourself</span> ')


def depart_question_prompt(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</legend>\n")
    parent = node.parent
    if parent["kind"] == "number":
        self.body.append(
            '<input type="text" inputmode="decimal" autocomplete="off" aria-label="Your answer, '
            'a number">\n'
        )


def visit_question_choice(self: HTML5Translator, node: nodes.Element) -> None:
    kind = "checkbox" if node.parent["several"] else "radio"
    name = f"choice-{node.parent['number']}"
    attributes = {"type": kind, "name": name, "value": str(int(node["right"]))}
    if any(node.findall(nodes.math)):  # else the label itself says it
        parts = (spoken(c.astext()) if isinstance(c, nodes.math) else c.astext() for c in node)
        attributes["aria-label"] = "".join(parts)
    self.body.append(self.starttag({}, "label", "", CLASS="question-choice"))
    self.body.append(self.emptytag({}, "input", " ", **attributes) + "<span>")


def depart_question_choice(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</span></label>\n")


def places(right: Iterable[bool]) -> str:
    """Say which of several choices are right: 'the first and third'."""
    *names, last = (ORDINALS[i] for i, is_right in enumerate(right) if is_right)
    return "the " + (f"{', '.join(names)} and {last}" if names else last)


def answer(node: nodes.Element) -> str:
    """Say the answer: the number, or which choices are right."""
    if node["kind"] == "number":
        return f"{node['answer']:.12g}"
    return places(choice["right"] for choice in node.findall(question_choice))


def visit_question_explanation(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(
        '<button type="submit" class="question-check" hidden>Check</button>\n'
        '<output class="question-verdict" aria-live="polite"></output>\n'
        '<details class="question-explanation"><summary>Answer and explanation</summary>\n'
    )
    self.body.append(f"<p>Answer: <strong>{answer(node.parent)}</strong></p>\n")


def depart_question_explanation(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</details>\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and how its parts are written."""
    app.add_directive("question", Question)
    app.add_node(question, html=(visit_question, depart_question))
    app.add_node(question_prompt, html=(visit_question_prompt, depart_question_prompt))
    app.add_node(question_choice, html=(visit_question_choice, depart_question_choice))
    app.add_node(
        question_explanation, html=(visit_question_explanation, depart_question_explanation)
    )
    return {"version": "1", "parallel_read_safe": False, "parallel_write_safe": True}
