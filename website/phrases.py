"""Phrases that are translated rather than English, and better ones; `make lint` looks for them.

>>> found("The unit gives out a number.")
[(1, 'gives out', 'outputs')]
>>> found("`so much for` code, and a cell:\\n```{code-cell}\\n# so much for this\\n```\\n")
[]
"""

import re
from collections.abc import Iterator
from pathlib import Path

BETTER = {
    r"g(?:ive|ives|ave|iving|iven) out": "outputs",
    r"questions? to (?:yourself|oneself)": "check yourself",
    r"so much for": "that was",
    r"a word of care": "a caution",
    r"(?:derivatives?|gradients?|differentiated?) by (?:each|every|the|an?|all)": "with respect to",
    r"differentiate by": "with respect to",
    r"multiply above and below": "multiply numerator and denominator",
    r"(?:it|that) is no (?!longer|more|wonder|other|better|reason|way|need)\w+": "is not a",
    r"they are no (?!longer|more|better|worse)\w+": "they are not",
    r"stands? (?:below|beside|above|under|between|behind|written)": "is",
    r"parts? (?:the (?:two|classes|plane|points)|two classes)": "separate",
    r"whoever": "if you, anyone who",
    r"must one": "do you have to",
    r"what comes of": "what is the result of",
    r"asked back": "tested",
    r"turn(?:s|ed)? (?:\w+ ){1,3}round": "flip, reverse",
    r"take one habit along": "take away one habit",
    r"of sum one": "summing to one",
    r"more surely": "more reliably",
    r"tells? more": "there is more in",
    r"that is no good": "poor",
    r"are to be (?:learned|found|chosen|read)": "have to be",
    r"the representation is another": "only the representation has changed",
    r"the ground (?:has|is)": "the background",
    r"place no is": "every point",
    r"how many \w+ (?:\w+ )?has": "how many … does it have",
    r"nothing here (?:is a reproach|surprises)": "cut it",
    r"is for the chapter": "is the subject of",
    r"what is missing to": "the remaining",
}
CODE = re.compile(
    r"^(`{3,})(?!\{(?:drawing|question)\}).*?^\1 *$|`[^`\n]*`", re.MULTILINE | re.DOTALL
)
_PATTERNS = (pattern.replace(" ", r"\s") for pattern in BETTER)  # a line may end in a phrase
PHRASE = re.compile("|".join(rf"(\b{pattern}\b)" for pattern in _PATTERNS), re.IGNORECASE)


def found(text: str) -> list[tuple[int, str, str]]:
    """Find phrases outside code: line, phrase, what is better."""
    prose = CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
    betters = list(BETTER.values())
    return [
        (
            prose.count("\n", 0, phrase.start()) + 1,
            " ".join(phrase[0].split()),
            betters[(phrase.lastindex or 1) - 1],
        )
        for phrase in PHRASE.finditer(prose)
    ]


def complaints(root: Path) -> Iterator[str]:
    """Name each phrase in the chapters and in the assignments' texts."""
    for folder in ("book", "solutions"):
        for path in sorted((root / folder).glob("*.md")):
            for line, phrase, better in found(path.read_text(encoding="utf-8")):
                yield f"{path.relative_to(root)}:{line}: “{phrase}”: {better}?"
