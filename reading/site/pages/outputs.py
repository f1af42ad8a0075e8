"""How a notebook's charts and tables become HTML: the renderer that MyST-NB finds by its entry point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from docutils import nodes
from myst_nb.core.render import MimeData, MimeRenderPlugin, NbElementRenderer
from sphinx.util import logging

from reading.charts import CHART
from reading.charts.tables import TABLE
from reading.site import book
from reading.site.drawings.svg import path_to_root
from reading.site.drawings.templates import render
from reading.site.pages.nodes import chart

logger = logging.getLogger(__name__)


class ChartRenderer(MimeRenderPlugin):
    """Draws the specifications of charts, and tables, as the pages' own directive does."""

    mime_priority_overrides: ClassVar[Sequence[tuple[str, str, int | None]]] = (
        ("html", CHART, 1),
        ("html", TABLE, 1),
    )

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """Take charts and tables, leave all else to MyST-NB."""
        if inline or data.mime_type not in (CHART, TABLE):
            return None
        if data.mime_type == TABLE:
            root = path_to_root(renderer.renderer.sphinx_env.docname)
            return [nodes.raw("", render("table.html", table=data.content, root=root), format="html")]
        env = renderer.renderer.sphinx_env
        carried, title = data.content["usermeta"], data.content["title"]
        claim = carried["claim"]
        if not book.of(env.app).bears(carried["name"], title, claim):
            logger.warning(
                "the title %r cannot stand: %r is no true claim", title, claim, location=env.docname
            )
        return [chart(env.app, data.content)]
