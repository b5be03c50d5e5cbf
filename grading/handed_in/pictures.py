"""Pictures that students put into their texts: kept as data, and only where they are pictures."""

import base64
import re
from typing import Any

KINDS = ("image/png", "image/jpeg", "image/gif", "image/webp")
BEGINS = {"image/png": b"\x89PNG\r\n", "image/jpeg": b"\xff\xd8\xff"}  # of what cells show
MAX_BYTES = 2_000_000  # of one picture
MAX_PICTURES = 10  # of one cell
USED = re.compile(r"attachment:([^)\s\"'>]+)")

Pictures = dict[str, dict[str, str]]  # by name: its kind, and its bytes in base64


def pictures_of(cell: dict[str, Any]) -> Pictures:
    """Find the pictures that are attached to a cell, whatever stands there."""
    attached = cell.get("attachments")
    found: Pictures = {}
    for name, kinds in list((attached if isinstance(attached, dict) else {}).items()):
        for kind, data in (kinds if isinstance(kinds, dict) else {}).items():
            if kind in KINDS and _is_small_data(data) and len(found) < MAX_PICTURES:
                found[name] = {kind: data}
    return found


def with_pictures(source: str, pictures: Pictures, remarks: list[str]) -> tuple[str, Pictures]:
    """Keep the pictures that a text shows; where one is missing, the text says so."""

    def checked(found: re.Match[str]) -> str:
        if found[1] in pictures:
            return found[0]
        remarks.append(f"a picture is missing: {found[1]}")
        return f"missing:{found[1]}"

    source = USED.sub(checked, source)
    return source, {name: pictures[name] for name in USED.findall(source)}


def plot_of(shown: Any) -> dict[str, str] | None:
    """Read a picture that a cell has shown, by its kind; None if it is none, or too large."""
    kind, data = shown["kind"], shown["data"]
    begin = BEGINS.get(kind)
    if begin is None or not _is_small_data(data):
        return None
    return {kind: data} if base64.b64decode(data[:16]).startswith(begin) else None


def _is_small_data(data: object) -> bool:
    if not isinstance(data, str) or len(data) > MAX_BYTES * 4 / 3:
        return False
    try:
        base64.b64decode("".join(data.split()), validate=True)
    except ValueError:
        return False
    return True
