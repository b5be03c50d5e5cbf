"""Phrases that no English teacher would use are found where they are, and only in prose."""

import pytest

from website.phrases import complaints, found

TEXT = """# Start

A unit gives
out one number. `whoever` is code, and so is

```{code-cell} python
print("so much for this")
```

:::{question} How many pieces has the result?
:answer: 3
Differentiate by $y$; it is no longer than this, and it is no minimum.
:::
"""


def test_phrases_are_found_by_line_also_across_lines_and_never_in_code():
    assert [(line, phrase) for line, phrase, _ in found(TEXT)] == [
        (3, "gives out"),
        (10, "How many pieces has"),
        (12, "Differentiate by"),
        (12, "it is no minimum"),
    ]


def test_a_complaint_names_file_line_and_what_is_better(tmp_path):
    (tmp_path / "book").mkdir()
    (tmp_path / "book/start.md").write_text(TEXT, encoding="utf-8")
    assert next(complaints(tmp_path)) == "book/start.md:3: “gives out”: outputs?"


@pytest.mark.parametrize("good", ["it is no wonder", "give the output", "a turn round the block"])
def test_english_is_left_alone(good):
    assert found(good) == []
