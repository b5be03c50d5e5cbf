"""The picture that a link to the site shows elsewhere; drawn where `baseurl` is set."""

from pathlib import Path

import matplotlib

matplotlib.use("agg")

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from course_lib import MLP, Adam, datasets, fit
from course_lib.colours import LIGHT
from course_lib.plotting import plot_decision_boundary

NAME = "preview.png"
PIXELS = (1200, 630)  # as other sites ask for


def draw(path: Path, title: str) -> None:
    """Draw the title beside two spirals and a network that separates them."""
    figure = Figure((PIXELS[0] / 100, PIXELS[1] / 100), dpi=100, facecolor=LIGHT["page"])
    words = "\n".join(title.split())
    figure.text(0.06, 0.5, words, color=LIGHT["ink"], size=54, weight="bold", va="center")
    ax: Axes = figure.add_axes((0.47, 0.02, 0.51, 0.96))
    x, y = datasets.spiral(200, seed=0)
    net = MLP([2, 20, 20, 2], activation="tanh", seed=0)
    fit(net, x, y, Adam(0.02), epochs=300)
    plot_decision_boundary(net, x, y, ax=ax).set_title("")
    ax.axis("off")
    figure.savefig(path, metadata={"Software": None})


def add(app: Sphinx, error: Exception | None) -> None:
    """Draw it into the site."""
    if not error and app.builder.format == "html" and app.config.html_baseurl:
        draw(Path(app.outdir) / "_static" / NAME, app.config.html_title)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Draw at the end."""
    app.connect("build-finished", add)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
