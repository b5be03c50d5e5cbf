"""The colours and marks of every picture: one table for Python, the moving figures and the book.

A reader who cannot tell red from green, one of twelve men, must see which point is of which class.
So class 0 is orange and round everywhere, class 1 blue and square: orange and blue stay apart for
every kind of eye, and who sees no colour at all sees the shape. On a light page they are vermilion
and blue of the palette that Okabe and Ito made for this (Color Universal Design, 2008), on a dark
page its orange and sky blue. A test looks at them through such eyes.

The table is ``colours.json``. Beside the two colours it holds, for a light and for a dark page:

===========================  ======================================================
page, raised                 the ground, and what lies on it
ink, soft, line, mesh        text, quiet text, borders, the lines of a grid
orange_ground, blue_ground   the shade of a class behind its points; fills of drawings
right, wrong                 of answers, dark enough for text
===========================  ======================================================

>>> [(look.mark, LIGHT[look.colour]) for look in CLASSES]
[('circle', '#d55e00'), ('square', '#0072b2')]
"""

import json
from importlib import resources
from typing import NamedTuple


class Look(NamedTuple):
    """How the points of a class are drawn."""

    colour: str  # a name in LIGHT and in DARK
    mark: str  # 'circle' or 'square'

    @property
    def ground(self) -> str:
        """Name the shade behind its points, in LIGHT and in DARK."""
        return f"{self.colour}_ground"


_TABLE = json.loads(resources.files("course_lib").joinpath("colours.json").read_text("utf-8"))

LIGHT: dict[str, str] = _TABLE["light"]
DARK: dict[str, str] = _TABLE["dark"]
CLASSES: list[Look] = [Look(**look) for look in _TABLE["classes"]]
