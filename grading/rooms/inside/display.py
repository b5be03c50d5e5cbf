"""What a cell shows, as in Jupyter: pictures, as PNG or JPEG, and for all else its words."""

import base64
from collections.abc import Mapping
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher

PICTURES = ("image/png", "image/jpeg")
WORDS = ("text/plain", "text/markdown", "text/latex", "text/html")
MOST_PICTURES = 10  # of one cell
MOST_BYTES = 500_000  # of one picture
MOST_IN_ALL = 5_000_000  # of all pictures
LEFT_OUT = "[a picture was left out: there are too many, or it is too large]"

Picture = dict[str, str]  # its kind, and its bytes in base64


class Publisher(DisplayPublisher):
    """Keeps the pictures that are shown, and prints the words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]
        self._pictures: list[Picture] = []
        self._left = MOST_IN_ALL

    def publish(self, data: Mapping[str, Any], *_: Any, **__: Any) -> None:
        """Show something, of which there are several forms."""
        for kind in PICTURES:
            if kind in data:
                return self._keep(kind, data[kind])
        said = [str(data[kind]) for kind in WORDS if kind in data]
        named = [text for text in said if not text.startswith("<IPython.core.display.")]
        print(*(named or said)[:1])

    def clear_output(self, wait: bool = False) -> None:
        """Leave what there is: a marker may want to see it."""

    def taken(self) -> list[Picture]:
        """Give the pictures since the last time."""
        taken, self._pictures = self._pictures, []
        return taken

    def _keep(self, kind: str, data: Any) -> None:
        data = data if isinstance(data, bytes) else base64.b64decode(data)
        if len(data) > min(MOST_BYTES, self._left) or len(self._pictures) >= MOST_PICTURES:
            print(LEFT_OUT)
            return
        self._left -= len(data)
        self._pictures.append({"kind": kind, "data": base64.b64encode(data).decode()})


class Hook(DisplayHook):
    """Shows what stands at the end of a cell, without a prompt."""

    def write_output_prompt(self) -> None:
        """Write none."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Show it as `display` does."""
        shell: Any = self.shell
        shell.display_pub.publish(format_dict)

    def finish_displayhook(self) -> None:
        """Add nothing."""


def draw_pictures(shell: Any, wanted: bool) -> None:
    """Let a shell draw pictures of what is shown, or not: at a check nobody sees what answers show.

    A test of nbgrader's own that runs here may look at them.
    """
    formatter = shell.display_formatter
    formatter.active_types = formatter.format_types if wanted else [*WORDS]
