"""Questions that teach: each answer has words of its own, and so has each problem a solution."""

import pytest

from tests.tools.small_book import in_folder
from website.build import BuildError, build

pytestmark = [pytest.mark.browser, pytest.mark.slow(30)]

PAGE = """# Start

```{reading-time}
```

:::{question} How many parameters does a unit with 35 inputs have?
:answer: 36
- 35: The $b$ is missing:
  a unit has a bias too.
- -1.5: Fewer than none?

One for each input, and the bias.
:::

:::{question} Which of these keep straight lines straight?
- [x] a product with a matrix
  > It is linear.
- [ ] tanh
  > tanh bends them, as in $\\tanh 2x$.
- [x] a shift
- [ ] relu

The first and the third do.
:::

## Pencil problems

:::{problem} Two biases
Why do $b$ and $c$ in a row do no more than one?

***

Their sum is one bias. WORDS
:::

:::{problem} Another
Is there one?

***

Yes.
:::
""".replace("WORDS", "word " * 400)


@pytest.fixture(scope="module")
def html(tmp_path_factory):
    return build(in_folder(tmp_path_factory.mktemp("questions"))(PAGE))


@pytest.fixture
def page(visit, html):
    with visit(html / "book/start.html") as page:
        yield page


def checked(page, question):
    question.get_by_role("button", name="Check").click()
    return " ".join(question.locator("output").inner_text().split())


def test_a_typical_slip_gets_a_hint_and_another_try(page):
    question = page.locator("form.question").first
    for given, said in [
        ("35", "Not yet. The b is missing: a unit has a bias too. Try again."),
        ("-1.5", "Not yet. Fewer than none? Try again."),
        ("37", "Not yet. Try again, or open the answer."),
        ("36", "Right."),
    ]:
        question.locator("input").fill(given)
        found = checked(page, question).replace("𝑏 ", "")  # once for the eye, once for the ear
        assert found == said
    assert "If you got 35: The" in question.inner_text()


def test_each_wrong_choice_says_what_is_wrong_with_it(page):
    question = page.locator("form.question").nth(1)
    boxes = question.get_by_role("checkbox")
    boxes.nth(0).check()
    assert checked(page, question) == "What you have marked is right, and something is missing."
    boxes.nth(1).check()
    found = checked(page, question)
    assert found.startswith("Not yet. tanh bends them") and "linear" not in found
    assert question.locator("output .katex").count() == 1
    boxes.nth(1).uncheck()
    boxes.nth(3).check()
    assert checked(page, question) == "Not yet. Try again, or open the answer."
    boxes.nth(3).uncheck()
    boxes.nth(2).check()
    assert checked(page, question) == "Right."


def test_problems_are_numbered_and_their_solutions_folded(page):
    problems = page.locator(".problem")
    assert [p.locator("strong").first.inner_text() for p in problems.all()] == [
        "1. Two biases.",
        "2. Another.",
    ]
    solution = problems.first.get_by_text("Their sum is one bias.")
    assert not solution.is_visible()
    problems.first.locator("summary").click()
    assert solution.is_visible()


def test_problems_and_lines_about_wrong_answers_are_no_part_of_a_first_reading(page):
    line = page.locator(".reading-time").inner_text()
    assert line == "About 2 minutes for a first reading, without the pencil problems."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            ":::{question} Which?\n- [x] this\n- 36: that\n\nSo.\n:::",
            "a slip such as `- 36: …` belongs to a question with `:answer:`",
        ),
        (
            ":::{problem} Hard\nNo solution.\n:::",
            "a problem is followed by a line *** and its solution",
        ),
    ],
)
def test_what_is_written_wrongly_stops_the_build(small_book, text, sentence):
    with pytest.raises(BuildError) as stopped:
        build(small_book(f"# Start\n\n{text}\n"))
    assert sentence in str(stopped.value)
