"""Renders charts and tables in the outputs of notebooks. MyST-NB finds the renderer by its entry point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from docutils import nodes
from myst_nb.core.render import MimeData, MimeRenderPlugin, NbElementRenderer
from sphinx.application import Sphinx
from sphinx.util import logging

from reading.charts.spec import CHART, NOTE, TABLE
from reading.site.book import supports_title
from reading.site.drawings.svg import path_to_root
from reading.site.drawings.templates import render
from reading.site.pages.nodes import make_chart_node, make_note
from reading.site.pages.shown import show

logger = logging.getLogger(__name__)


_SPECS = "reading_specs"
"""The attribute of the application that holds the charts of the notebook which Sphinx is reading."""


def take_specs(app: Sphinx, notebook: dict[str, Any]) -> None:
    """Put a number in place of each chart of a notebook, under which the renderer finds it.

    MyST-NB would copy and write the charts several times, which takes a tenth of a whole build.
    """
    specs: list[Any] = []
    setattr(app, _SPECS, specs)
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            if CHART in output.get("data", ()):
                specs.append(output["data"][CHART])
                output["data"][CHART] = len(specs) - 1


class ChartRenderer(MimeRenderPlugin):
    """Renders charts and notes as the directive `{chart}` does, and tables by a template."""

    mime_priority_overrides: ClassVar[Sequence[tuple[str, str, int | None]]] = (
        ("html", CHART, 1),
        ("html", TABLE, 1),
        ("html", NOTE, 1),
    )

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """Render a chart, a table or a note. All other outputs are left to MyST-NB."""
        if inline or data.mime_type not in (CHART, NOTE, TABLE):
            return None
        if data.mime_type == NOTE:
            return [make_note(data.content)]
        env = renderer.renderer.sphinx_env
        if data.mime_type == TABLE:
            root = path_to_root(env.docname)
            return [nodes.raw("", render("table.html", table=data.content, root=root), format="html")]
        spec = getattr(env.app, _SPECS)[data.content]
        name, claim, title = spec["usermeta"]["name"], spec["usermeta"]["claim"], spec["title"]
        if not show(env, supports_title, name, title, claim):
            logger.warning(
                "the title %r needs a true claim, and %r is not one", title, claim, location=env.docname
            )
        return [make_chart_node(env.app, spec)]
