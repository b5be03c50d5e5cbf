"""`{question}`: the page asks its reader, and answers.

    :::{question} How many weights connect 6 units to 5?
    :answer: 30
    :claims: B11 C1
    - 11: That is 6 + 5. Does only one connection leave each unit?

    Each of the 6 is connected to each of the 5.
    :::

    :::{question} Which of these is a linear map?
    - [x] the product with a matrix
    - [ ] the hyperbolic tangent
      > tanh(2) is not twice tanh(1).

    Straight lines stay straight.
    :::

A number may also be the name of something that a cell of the page has glued (`:answer: weights`),
so that the answer is computed. A typical slip has a hint, and a choice a line of its own: the page
shows it to whoever comes to that answer. All of them are in the explanation too.
"""

import re
from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from docutils import nodes
from docutils.parsers.rst import directives
from myst_nb.core.variables import RetrievalError
from myst_nb.ext.glue.utils import retrieve_glue_data
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata, OptionSpec
from sphinx.writers.html5 import HTML5Translator

from website.ext.claims import mark
from website.ext.formulas import spoken

CHOICE = re.compile(r"^- \[([ x])\] (.+)$")
SLIP = re.compile(r"^- (-?\d+(?:\.\d+)?): (.+)$")
MORE = re.compile(r"^ +(?:> *)?(.+)$")  # of the line of a choice, or of a hint
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]


class question(nodes.General, nodes.Element):
    """A question to oneself; its children are the parts below."""


class question_prompt(nodes.General, nodes.TextElement):
    """What is asked."""


class question_choice(nodes.General, nodes.TextElement):
    """One of several answers."""


class question_explanation(nodes.General, nodes.Element):
    """Why the answer is right."""


class question_line(nodes.General, nodes.Element):
    """What is said of one answer: `given` is the number, or the place of the choice."""


class question_said(nodes.General, nodes.TextElement):
    """The words of it."""


class Choice(NamedTuple):
    """One of several answers as it is written, and what is said of it."""

    right: bool
    text: str
    said: str


class Parts(NamedTuple):
    """What a question holds: choices, or slips with their hints, and where the rest begins."""

    choices: list[Choice]
    slips: dict[str, str]
    rest: int


def parts(lines: Sequence[str]) -> Parts:
    """Take choices and slips from the head of a question's content."""
    choices: list[Choice] = []
    slips: dict[str, str] = {}
    for place, line in enumerate(lines):
        if found := CHOICE.match(line):
            choices.append(Choice(found[1] == "x", found[2], ""))
        elif found := SLIP.match(line):
            slips[found[1]] = found[2]
        elif (found := MORE.match(line)) and choices:
            choices[-1] = choices[-1]._replace(said=f"{choices[-1].said} {found[1]}".strip())
        elif found and slips:
            slips[[*slips][-1]] += f" {found[1]}"
        elif line.strip():
            return Parts(choices, slips, place)
    return Parts(choices, slips, len(lines))


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
        choices, slips, begin = parts(self.content)
        if bool(choices) == ("answer" in self.options):
            raise self.error("a question has either `:answer:` or choices `- [x] …`")
        if choices and not any(choice.right for choice in choices):
            raise self.error("mark the right choice with [x]")
        if choices and slips:
            raise self.error("a slip such as `- 36: …` belongs to a question with `:answer:`")

        node = question(number=self.env.new_serialno("question"))
        prompt = self.inline(question_prompt(), self.arguments[0])
        prompt += [mark(self, c, "tested") for c in self.options.get("claims", "").split()]
        node += prompt
        if choices:
            node["kind"] = "choice"
            node["several"] = sum(choice.right for choice in choices) > 1
            node += [self.inline(question_choice(right=c.right), c.text) for c in choices]
        else:
            node["kind"] = "number"
            node["answer"] = self.number(self.options["answer"])
            node["tolerance"] = float(self.options.get("tolerance", 0))
        explanation = question_explanation()
        self.state.nested_parse(self.content[begin:], self.content_offset + begin, explanation)
        if not explanation.children:
            raise self.error("a question needs an explanation")
        for place, choice in enumerate(choices):
            if choice.said:
                explanation += self.line(str(place), f"*{choice.text}*", choice.said)
        for number, hint in slips.items():
            explanation += self.line(number, f"If you got {number}", hint)
        node += explanation
        return [node]

    def inline(self, node: nodes.TextElement, text: str) -> nodes.TextElement:
        """Fill a node with a line of text."""
        parsed, messages = self.parse_inline(text)
        node += parsed
        node += messages
        return node

    def line(self, given: str, of: str, said: str) -> question_line:
        """Make what is said of one answer."""
        line = question_line(given=given)
        line += self.inline(nodes.inline(), f"{of}: ")
        line += self.inline(question_said(), said)
        return line

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
    self.body.append('<legend><span class="question-title">Check yourself</span> ')


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
        return f"{node['answer']:.12g}".replace("-", "−")
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


def visit_question_line(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(
        self.starttag(node, "p", "", CLASS="question-line", **{"data-given": node["given"]})
    )


def depart_question_line(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</p>\n")


def visit_question_said(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "span", "", CLASS="question-said"))


def depart_question_said(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</span>")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and how its parts are written."""
    app.add_directive("question", Question)
    app.add_node(question, html=(visit_question, depart_question))
    app.add_node(question_prompt, html=(visit_question_prompt, depart_question_prompt))
    app.add_node(question_choice, html=(visit_question_choice, depart_question_choice))
    app.add_node(
        question_explanation, html=(visit_question_explanation, depart_question_explanation)
    )
    app.add_node(question_line, html=(visit_question_line, depart_question_line))
    app.add_node(question_said, html=(visit_question_said, depart_question_said))
    return {"version": "1", "parallel_read_safe": False, "parallel_write_safe": True}
