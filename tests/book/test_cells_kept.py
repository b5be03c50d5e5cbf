"""Cells run again only where they must, and two builds from scratch are alike byte for byte."""

import json
import re
import resource

import pytest

from tests.tools.places import ROOT
from website.build import build
from website.preview import preview

pytestmark = pytest.mark.slow(60)
PAGE = """# Start

A sentence that is {}.

$$ y = x $$ (eq-one)

:::{{question}} What is $y$ in {{eq}}`eq-one`?
- [x] $x$
- [ ] 2

It says so.
:::

:::{{drawing}} bump
:alt: A bump.
A bump.
:::

```{{code-cell}} python
import time

time.time_ns()
```

```{{status-table}}
```
"""
PLOT = """# Start

```{code-cell} python
import matplotlib.pyplot as plt
import numpy as np

figure, axes = plt.subplots(1, 2)
axes[0].plot([0, 1], [1, 0])
axes[1].imshow(np.eye(3));
```

```{code-cell} python
from course_lib.figures import ParameterCounter

ParameterCounter()
```

:::{question} How many?
:answer: 2
Two.
:::

```{status-table}
```
"""


def ran(html):
    """The moment at which the page's cell ran, as it printed it."""
    text = (html / "book/start.html").read_text(encoding="utf-8")
    (number,) = set(re.findall(r"\b\d{19}\b", text))
    return int(number)


def test_cells_run_again_where_page_or_packages_changed_and_nowhere_else(small_book):
    root = small_book(PAGE.format("old"))
    (root / "requirements.txt").write_text("numpy==1\n")
    first = ran(build(root))
    assert ran(build(root)) == first
    small_book(PAGE.format("new"))
    html = build(root)
    assert ran(html) == first
    assert "A sentence that is new" in (html / "book/start.html").read_text(encoding="utf-8")
    small_book(PAGE.format("new").replace("time.time_ns()", "time.time_ns()  # when"))
    changed = ran(build(root))
    assert changed > first
    (root / "requirements.txt").write_text("numpy==2\n")
    newer = ran(build(root))
    assert newer > changed
    assert ran(build(root, clean=True)) > newer
    assert list(json.loads((html.parent / "book/_build/seconds.json").read_text())) == [
        "book/start"
    ]


def test_a_changed_sentence_of_a_chapter_is_in_its_page_in_seconds(small_book):
    chapter = (ROOT / "book/feed_forward.md").read_text(encoding="utf-8").partition("---\n\n")[2]
    root = small_book(chapter)
    preview("start", root)
    small_book(chapter.replace("\n\n", "\n\nA unit is humble.\n\n", 1))
    before = children()
    assert "A unit is humble." in preview("start", root).read_text(encoding="utf-8")
    assert children() - before < 10


def children():
    """The processor's time of all programs that were called, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_two_builds_from_scratch_are_alike(small_book):
    root = small_book(PLOT)
    first, second = (contents(build(root, clean=True)) for _ in range(2))
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def contents(html):
    """The files of a site, each with what is in it."""
    files = [path for path in html.rglob("*") if path.is_file()]
    return {path.relative_to(html).as_posix(): path.read_bytes() for path in files}
