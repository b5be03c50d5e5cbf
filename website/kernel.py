"""How plots come out of the cells of the book: as SVG, in the colours of the drawings.

IPython reads this file in the kernels of the build. `ext/plots.py` then makes the colours follow
the page. What a reader downloads and runs looks as matplotlib has it there.
"""

from course_lib.colours import LIGHT

LINES = [LIGHT[name] for name in ("blue", "orange", "soft", "right")]

c = get_config()  # type: ignore[name-defined]  # noqa: F821

c.InlineBackend.figure_formats = {"svg"}
c.InlineBackend.rc = {
    "axes.edgecolor": LIGHT["soft"],
    "axes.facecolor": "none",
    "axes.labelcolor": LIGHT["ink"],
    "axes.prop_cycle": f"cycler('color', {LINES})",
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": "medium",
    "figure.facecolor": "none",
    "image.composite_image": False,
    "image.interpolation": "none",
    "legend.edgecolor": LIGHT["line"],
    "legend.facecolor": LIGHT["page"],
    "svg.fonttype": "none",
    "svg.hashsalt": "course",
    "text.color": LIGHT["ink"],
    "xtick.color": LIGHT["soft"],
    "ytick.color": LIGHT["soft"],
}
