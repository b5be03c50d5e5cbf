"""What the playground's settings are, and what each may be: ``settings.json``, as in the page.

>>> checked({"rate": -5})
Traceback (most recent call last):
ValueError: rate must be a number from 0 to 100; got -5
>>> checked({"hidden": np.array([20, 20])})
{'hidden': [20, 20]}
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

TABLE: dict[str, dict[str, Any]] = json.loads(
    Path(__file__).with_name("settings.json").read_text(encoding="utf-8")
)


def checked(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Make plain Python of settings that the page takes as they are.

    Raises
    ------
    ValueError
        Which names the setting, what it may be and what it is.
    """
    found = {name: _plain(value) for name, value in settings.items()}
    for name, value in found.items():
        if name not in TABLE:
            raise ValueError(f"there is no setting {name!r}; there are {', '.join(TABLE)}")
        if not _fits(TABLE[name], value):
            raise _refused(name, value)
    hidden = found.get("hidden", TABLE["hidden"]["default"])
    if "activations" in found and len(found["activations"]) != len(hidden):
        raise _refused("activations", found["activations"])
    if found.get("view", 1) > max(1, len(hidden)):
        raise _refused("view", found["view"])
    usual = min(TABLE["view"]["default"], len(hidden))
    width = hidden[found.get("view", usual) - 1] if hidden else 2
    if found.get("units") and max(found["units"]) > width:
        raise _refused("units", found["units"])
    sizes = [2, *hidden, 1 if is_regression(found) else 2]
    layer, unit = found.get("shown") or (0, 1)
    if layer >= len(sizes) or not 1 <= unit <= sizes[layer]:
        raise _refused("shown", found["shown"])
    n = found.get("n", TABLE["n"]["default"])
    if found.get("data") == "xor" and n % 4:
        raise _refused("n", n)
    if found.get("data") == "own" and not found.get("points"):
        raise ValueError("data is 'own', so points must be given")
    return found


def is_regression(settings: Mapping[str, Any]) -> bool:
    """Tell whether the targets of the data set are numbers: the network then has one output."""
    return settings.get("data") in TABLE["data"]["numbers"]


def _refused(name: str, value: Any) -> ValueError:
    row = TABLE[name]
    if name == "points" and isinstance(value, list):
        for number, point in enumerate(value, 1):
            if not _is_point(row, point):
                return ValueError(f"points must be {row['takes']}; point {number} is {point}")
        value = f"{len(value)} points"
    return ValueError(f"{name} must be {row['takes']}; got {value}")


def table(indent: str) -> str:
    """Write the settings as the rows of a table in a docstring."""
    rows = [
        (n, f"``{row['default']!r}``", f"{row['what']}; {row['takes']}") for n, row in TABLE.items()
    ]
    rows.insert(0, ("setting", "by default", "what it is, and what it may be"))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    rule = tuple("=" * width for width in widths)
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in [rule, rows[0], rule, *rows[1:], rule]
    ]
    return "\n\n" + "\n".join(indent + line for line in lines)


def _plain(value: Any) -> Any:
    """Make numbers and lists of Python's own of numpy's."""
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _fits(row: Mapping[str, Any], value: Any) -> bool:
    """Tell whether a value is what a row of the table takes."""
    if value is None:
        return "none" in row
    if "length" in row:
        least, most = row["length"]
        if not isinstance(value, list) or not least <= len(value) <= most:
            return False
        return all((_is_point if "farthest" in row else _fits_one)(row, item) for item in value)
    return _fits_one(row, value)


def _fits_one(row: Mapping[str, Any], value: Any) -> bool:
    if "choices" in row:
        return value in row["choices"]
    if "least" not in row:
        return isinstance(value, bool)
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    in_steps = "step" not in row or value % row["step"] == 0
    return row["least"] <= value <= row["most"] and in_steps


def _is_point(row: Mapping[str, Any], point: Any) -> bool:
    if not isinstance(point, list) or len(point) != 3 or point[2] not in (0, 1):
        return False
    return all(isinstance(v, int | float) and abs(v) <= row["farthest"] for v in point)
