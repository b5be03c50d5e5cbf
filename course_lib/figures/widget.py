"""What every figure is in Python: a widget whose state the page's figure starts from."""

import html
import json
from pathlib import Path
from typing import Any

import anywidget
import traitlets

FOLDER = Path(__file__).parent


def scripts_of(figure: str) -> list[Path]:
    """List the scripts of a figure: its own, and what it shares with others.

    Raises
    ------
    FileNotFoundError
        If one is missing.
    """
    own, *shared = (FOLDER / f"{name}.bundle.js" for name in (figure, "player", "mount"))
    for bundle in (own, *shared):
        if not bundle.exists():
            raise FileNotFoundError(f"{bundle.name} is missing: run `npm run figures` (make setup)")
    plays = f"courseFigures.{figure}.plays" in own.read_text(encoding="utf-8")
    return [own, *(shared if plays else shared[1:])]


def module(figure: str) -> str:
    """Read the figure and what it shares with others, as anywidget wants it: one ES module."""
    texts = [script.read_text(encoding="utf-8") for script in scripts_of(figure)]
    return "".join([*texts, f"export default courseFigure({json.dumps(figure)});\n"])


class Figure(anywidget.AnyWidget):
    """A figure whose script is ``<name>.bundle.js`` in this folder (see `scripts_of`).

    Subclasses set `figure` (the name) and `alternative` (a sentence for those who do not see it),
    and tag the traits that make up the figure's state with ``state=True``. With `address` set, the
    figure keeps its state in the page's address: for one figure a page. The scripts are read when
    the figure is first shown: before that it is a few numbers, and needs no page.
    """

    figure: str
    address: bool = False
    _esm = traitlets.Unicode().tag(sync=True)
    _shown: bool = False

    def open(self) -> None:
        """Tell the page of this figure, but not before it is shown."""
        if self._shown and self.comm is None:
            self._esm = module(self.figure)
            super().open()

    @property
    def model_id(self) -> str:
        """Give the name under which the page knows this figure; it is asked for to show it."""
        self._shown = True
        self.open()
        return super().model_id

    def state(self) -> dict[str, Any]:
        """Collect the state that the page's figure starts from."""
        return {name: getattr(self, name) for name in self.traits(state=True)}

    def alternative(self) -> str:
        """Say what the figure shows, in a sentence."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        state = html.escape(json.dumps(self.state()))
        address = " data-address=1" if self.address else ""
        text = html.escape(self.alternative())
        data["text/plain"] = self.alternative()
        data["text/html"] = (
            f'<div data-figure="{self.figure}" data-state="{state}"{address}><p>{text} '
            "(The figure moves on the website, where scripts may run.)</p></div>"
        )
        return data, metadata
