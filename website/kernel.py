"""How plots come out of the cells of the book: as SVG, in the colours of the drawings.

IPython reads this file in the kernels of the build. `ext/plots.py` then makes the colours follow
the page. What a reader downloads and runs looks as matplotlib has it there.
"""

from website.look import RC

c = get_config()  # type: ignore[name-defined]  # noqa: F821

c.InlineBackend.figure_formats = {"svg"}
c.InlineBackend.rc = RC
