"""Gives the charts of a notebook the look of the book, also those that are not passed to `show`."""

from __future__ import annotations

import altair as alt

from reading.show.environment import is_building
from reading.show.output_types import CHART, Spec
from reading.show.theme import CONFIG

THEME = "reading"
"""The name of the theme."""


def use_theme() -> None:
    """Draw all charts in the look of the book, and in Jupyter without the internet.

    It stands for `alt.theme.enable("reading")` and `alt.renderers.enable("svg")`.
    """
    alt.theme.enable(THEME)
    if not is_building():
        alt.renderers.enable("svg")


def _get_theme() -> alt.theme.ThemeConfig:
    return {"config": CONFIG}  # type: ignore[typeddict-item]


def _render_bare_chart(spec: Spec, **_: object) -> dict[str, Spec]:
    """What a chart becomes in a build that is not passed to `show`. The build refuses it."""
    return {CHART: spec}


alt.theme.register(THEME, enable=False)(_get_theme)

if is_building():
    alt.renderers.register("reading", _render_bare_chart)
    alt.renderers.enable("reading")
