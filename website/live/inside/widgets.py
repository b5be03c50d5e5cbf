"""What stands here for anywidget and ipywidgets: a page has no kernel that a widget could talk to.

A figure is its state, which the page's script starts from; so of anywidget only the traits are
needed. Of ipywidgets it is what `Explorer` asks for: controls that stand where they begin.
"""

import inspect
import sys
import types
from collections.abc import Callable
from typing import Any

import traitlets


class AnyWidget(traitlets.HasTraits):
    """A widget that is shown once, as it stands."""

    comm = None

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        return {}, {}


class Control(types.SimpleNamespace):
    """A control that nobody moves."""

    def observe(self, handler: Callable[[dict[str, Any]], None], names: str) -> None:
        """Take note of nothing."""


class VBox:
    """Widgets one below the other."""

    def __init__(self, children: list[Any]) -> None:
        self.children = children

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        return {}


def beginning(parameter: inspect.Parameter, given: Any) -> Any:
    """Find where a control begins: at the function's default, else within what is given for it."""
    if parameter.default is not parameter.empty:
        return parameter.default
    if isinstance(given, tuple):  # the ends of a slider
        return given[0] + (given[1] - given[0]) // 2
    return next(iter(given)) if isinstance(given, list) else given


def interactive(draw: Callable[..., Any], options: dict[str, Any], **given: Any) -> VBox:
    """Make a control for each of the function's values, as ipywidgets does."""
    parameters = inspect.signature(draw).parameters
    return VBox([Control(value=beginning(parameters[name], given[name])) for name in given])


def html(value: str) -> Control:
    """Hold HTML."""
    return Control(value=value)


def install() -> None:
    """Let `import anywidget` and `import ipywidgets` find these."""
    anywidget, ipywidgets = types.ModuleType("anywidget"), types.ModuleType("ipywidgets")
    anywidget.__dict__.update(AnyWidget=AnyWidget)
    ipywidgets.__dict__.update(VBox=VBox, HTML=html, interactive=interactive)
    sys.modules |= {"anywidget": anywidget, "ipywidgets": ipywidgets}
