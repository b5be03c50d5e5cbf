"""`python -m website.build` on small books: each known trap, sprung on purpose."""

import os
import re
import shutil
import subprocess

import pytest

from tests.tools.places import ROOT
from website.build import build, is_current, source_hash, state
from website.tools import BuildError, tools

pytestmark = pytest.mark.slow(25)


def test_answers_and_hidden_folders_are_not_published(small_book):
    root = small_book("# Start\n\n$x W$\n\n```{code-cell} python\n1 + 1\n```\n")
    for folder in ["solutions", ".hidden", "book/.hidden", "exercises/ps1", "gradebook", "book"]:
        (root / folder).mkdir(parents=True, exist_ok=True)
        (root / folder / "secret.md").write_text("# The secret answer\n")
    html = build(root)
    published = [p.relative_to(html).as_posix() for p in html.rglob("*") if p.is_file()]
    assert "book/start.html" in published
    assert not [name for name in published if "secret" in name]
    for path in html.rglob("*.html"):
        assert "secret answer" not in path.read_text(encoding="utf-8")
    assert is_current(root)


def test_a_failing_cell_stops_the_build_and_the_old_site_stays(small_book):
    root = small_book("# Start\n\n```{code-cell} python\nx = 1\nprint(weight_of)\n```\n")
    (root / "_build/html").mkdir(parents=True)
    (root / "_build/html/index.html").write_text("the last good site")
    with pytest.raises(BuildError) as stopped:
        build(root)
    first, *rest = str(stopped.value).splitlines()
    assert first.startswith("book/start.md: a cell fails with NameError: name 'weight_of' is not")
    assert "print(weight_of)" in first
    assert rest == ["mend this and build again; the whole log is _build/book/build.log"]
    assert (root / "_build/html/index.html").read_text() == "the last good site"
    assert not is_current(root)


def test_a_cell_that_never_ends_is_named(small_book):
    root = small_book("# Start\n\n```{code-cell} python\nwhile True:\n    pass\n```\n")
    config = root / "_config.yml"
    config.write_text(config.read_text().replace("timeout: 1800", "timeout: 2"))
    with pytest.raises(BuildError) as stopped:
        build(root)
    first = str(stopped.value).splitlines()[0]
    assert first.startswith("book/start.md: a cell fails with CellTimeoutError: A cell timed out")
    assert first.endswith("after 2 seconds. while True:")


def test_what_a_cell_prints_stays_together_however_long_it_takes(small_book):
    # Only the cell is slow, nothing waits: ipykernel sent after 0.2 s what was printed so far.
    cell = "import time\n\nprint('begun', end=' ')\ntime.sleep(1)\nprint('and ended')"
    html = build(small_book(f"# Start\n\n```{{code-cell}} python\n{cell}\n```\n"))
    assert "begun and ended\n</pre>" in (html / "book/start.html").read_text(encoding="utf-8")


def test_a_warning_in_a_cell_stops_the_build(small_book):
    cell = "import warnings\n\nwarnings.warn('look here')"
    with pytest.raises(BuildError, match=r"start\.md.*ERROR.*stderr"):
        build(small_book(f"# Start\n\n```{{code-cell}} python\n{cell}\n```\n"))


def test_the_reading_time_counts_all_that_a_reader_meets(small_book):
    cell = "```{code-cell} python\n" + "x = 1\n" * 15 + "```\n"  # a minute
    hidden = cell.replace("python\n", "python\n:tags: [hide-input]\n")
    removed = cell.replace("python\n", "python\n:tags: [remove-cell]\n")
    formula = r"$$\begin{aligned} a \\ b \\ c \end{aligned}$$" + "\n"  # two minutes
    question = ":::{question} How many?\n:answer: 2\nTwo.\n:::\n"  # half a minute, and 3 words
    picture = ":::{drawing} bump\n:alt: A bump.\n:::\n"  # half a minute
    words = "word " * 295 + "$x$ " * 15 + "\n"  # with 2 of the title, 3 of the question: 3 minutes
    parts = ["# Two words", "```{reading-time}\n```", words, cell, hidden, removed, formula]
    html = build(small_book("\n\n".join([*parts, question, picture])))
    text = (html / "book/start.html").read_text(encoding="utf-8")
    assert "About 7 minutes for a first reading." in text
    html = build(small_book("# Two words\n\n```{reading-time}\n:figures: 7\n```\n"))
    assert "About 15 minutes" in (html / "book/start.html").read_text(encoding="utf-8")


def test_a_bad_formula_stops_the_build_and_is_named(small_book):
    with pytest.raises(BuildError, match=r"book/start\.md:\d+: KaTeX parse error.*\\fraction"):
        build(small_book("# Start\n\nGood: $x W$. Bad: $\\fraction{1}{2}$.\n"))


def test_mistakes_in_marks_stop_the_build_and_are_named(small_book):
    text = """# Start

{claim}`Z9`

:::{question} Without an explanation?
:answer: 3
:::

:::{question} Without a right choice?
- [ ] one
- [ ] two

Neither.
:::

:::{question} From which cell?
:answer: nowhere
Nowhere.
:::

A [link](nowhere.md).
"""
    with pytest.raises(BuildError) as stopped:
        build(small_book(text))
    said = str(stopped.value)
    assert "claim Z9 is not in claims.yml" in said
    assert "mark the right choice with [x]" in said
    assert "'nowhere' is neither a number nor the name of a glued one" in said
    assert "nowhere.md" in said
    assert said.count("book/start.md:") >= 4


WHOLE = """# Start

$$ y = x $$ (eq-one)

{claim}`A1` A sentence.

:::{claim} A1
:shown:
:::

:::{question} What is $y$ in equation {eq}`eq-one`, or [here](start.md)?
:claims: A1
- [x] as in {eq}`eq-one`
- [ ] 2

It says so.
:::

```{claims-table}
```

```{code-cell} python
1 + 1
```

```{status-table}
```
"""


def with_a_claim(root):
    claim = "A1:\n  text: The first claim.\n  question: Is it?\n  fits: It asks.\n"
    (root / "book/claims.yml").write_text(claim)
    return root


def test_equations_and_links_may_stand_in_questions_and_the_tables_fill_themselves(small_book):
    html = build(with_a_claim(small_book(WHOLE)))
    page = (html / "book/start.html").read_text(encoding="utf-8")
    assert page.count('href="#equation-eq-one"') >= 2
    for claim, kind in [("a1", "told"), ("a1", "shown"), ("a1", "tested")]:
        assert f'id="claim-{claim}-{kind}"' in page
        assert f'href="#claim-{claim}-{kind}">{kind}</a>' in page
    assert "The first claim." in page
    assert "<p>cells</p>" in page and re.search(r"<p>all</p></td>\n<td><p>1</p>", page)


def test_a_claim_that_is_nowhere_shown_or_tested_stops_the_build(small_book):
    text = WHOLE.replace(":::{claim} A1\n:shown:", ":::{claim} A1").replace(":claims: A1\n", "")
    with pytest.raises(BuildError) as stopped:
        build(with_a_claim(small_book(text)))
    said = str(stopped.value)
    assert "book/start.md: WARNING: no mark says where claim A1 is shown" in said
    assert "no mark says where claim A1 is tested" in said


def test_a_site_is_current_until_a_source_of_it_changes(tmp_path):
    for name in ["book", "course_lib"]:
        (tmp_path / name).mkdir()
    for name in ["_config.yml", "_toc.yml", "package-lock.json", "requirements.txt"]:
        (tmp_path / name).touch()
    (tmp_path / "course_lib/network.py").write_text("one")
    before = source_hash(tmp_path)
    (tmp_path / "course_lib/network.py").write_text("two")
    assert source_hash(tmp_path) != before


def test_a_page_committed_on_another_day_has_another_date_at_its_foot(tmp_path):
    for name in ["_config.yml", "_toc.yml", "package-lock.json", "requirements.txt", "book/one.md"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    found = [state(tmp_path)]
    for commands in (["init", "-q"], ["add", "."], ["commit", "-qm", "one"]):
        subprocess.run([*git, *commands], cwd=tmp_path, check=True)
    found.append(state(tmp_path))
    later = os.environ | {"GIT_COMMITTER_DATE": "2040-01-01T12:00"}
    amend = [*git, "commit", "-q", "--amend", "--no-edit"]
    subprocess.run(amend, cwd=tmp_path, env=later, check=True)
    assert len({*found, state(tmp_path)}) == 3


def test_missing_tools_are_named_with_what_to_do(tmp_path, monkeypatch):
    with pytest.raises(BuildError, match="KaTeX is missing from node_modules: run `make setup`"):
        tools(tmp_path)
    monkeypatch.setattr(shutil, "which", lambda *args, **kwargs: None)
    with pytest.raises(BuildError, match="node is missing: run `make setup`"):
        tools(ROOT)
