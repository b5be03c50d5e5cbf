"""Controls that drive the library: for what only Python can compute."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import ipywidgets

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Explorer(ipywidgets.VBox):
    """Sliders and menus above a picture, which a function of yours draws anew for each setting.

    A page without a kernel shows the picture alone, as lines that follow the page's colours.

    Parameters
    ----------
    draw : function
        Takes the controls' values by name and returns the Axes it has drawn into. Its default
        values are where the controls begin.
    **controls
        As in `ipywidgets.interact`: ``(1, 30)`` is a slider, a list is a menu, ``True`` a box to
        tick; any widget is taken as it is. A slider waits until it is let go.

    Attributes
    ----------
    controls : dict
        The widgets by name; setting ``explorer.controls["hidden"].value`` draws the picture anew.
    picture : str
        What is shown below them, as HTML.

    Examples
    --------
    >>> from course_lib import MLP, Adam, datasets, fit
    >>> from course_lib.plotting import plot_decision_boundary
    >>> x, y = datasets.spiral(200, seed=0)
    >>> def trained(hidden=8, rate=0.02):
    ...     net = MLP([2, hidden, 2], "tanh", seed=0)
    ...     fit(net, x, y, Adam(rate), epochs=20)
    ...     return plot_decision_boundary(net, x, y)
    >>> explorer = Explorer(trained, hidden=(1, 30), rate=[0.002, 0.02, 0.2])
    >>> explorer.controls["hidden"].value
    8
    """

    def __init__(self, draw: Callable[..., Axes], **controls: Any) -> None:
        self._draw = draw
        made = ipywidgets.interactive(draw, {"manual": True}, **controls)  # makes them, and no more
        self.controls = dict(zip(controls, made.children, strict=False))
        self._shown = ipywidgets.HTML(self._drawn())
        for control in self.controls.values():
            if hasattr(control, "continuous_update"):
                control.continuous_update = False
            control.observe(self._redraw, "value")
        super().__init__([*self.controls.values(), self._shown])

    @property
    def picture(self) -> str:
        """Give the picture as it stands now, or what went wrong with it, as HTML."""
        return self._shown.value

    def _redraw(self, change: dict[str, Any]) -> None:
        self._shown.value = self._safely("png")

    def _safely(self, kind: str) -> str:
        """Draw the picture, or say what goes wrong."""
        try:
            return self._drawn(kind)
        except Exception as error:  # what goes wrong while a control moves would be seen by nobody
            import matplotlib.pyplot as plt

            plt.close("all")
            text = html.escape(f"{type(error).__name__}: {error}")
            return f'<p role="alert">{text}</p>'

    def _drawn(self, kind: str = "png") -> str:
        """Draw the picture for the controls as they stand, told to those who do not see it."""
        import matplotlib.pyplot as plt  # here: most figures do without

        values = {name: control.value for name, control in self.controls.items()}
        figure = self._draw(**values).figure.figure  # the whole one, of which it may be a part
        picture = io.BytesIO()
        figure.savefig(picture, format=kind, bbox_inches="tight")
        plt.close(figure)
        settings = ", ".join(f"{name} = {value}" for name, value in values.items())
        alternative = html.escape(f"{self._draw.__name__}: {settings}", quote=True)
        mime = {"png": "image/png", "svg": "image/svg+xml"}[kind]
        source = f"data:{mime};base64,{base64.b64encode(picture.getvalue()).decode()}"
        return f'<img alt="{alternative}" src="{source}">'

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        data = super()._repr_mimebundle_(**kwargs)
        names = html.escape(", ".join(self.controls))
        data["text/html"] = (
            f'<figure class="explorer">{self._safely("svg")}'
            f"<figcaption>In a notebook, controls draw it anew: {names}.</figcaption></figure>"
        )
        return data
