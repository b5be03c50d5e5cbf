"""How what cells make comes into the book: plots as SVG in the colours of the drawings, text whole.

IPython reads this file in the kernels of the build. `ext/plots.py` then makes the colours follow
the page. What a reader downloads and runs looks as matplotlib has it there.
"""

from ipykernel.iostream import OutStream

from website.look import RC

c = get_config()  # type: ignore[name-defined]  # noqa: F821

c.InlineBackend.figure_formats = {"svg"}
c.InlineBackend.rc = RC
# Seconds: what a cell prints is sent when it ends. A slow one sent a part of it before, cut at any
# place, and MyST-NB begins a new line with each part.
OutStream.flush_interval = 3600
