"""The directive `{chart}`, which draws a chart of `reading.charts` by its name."""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading import charts
from reading.charts.not_yet import NotYet
from reading.data.book import Book
from reading.data.cached import STOP_WORDS, THEMES, get_cached
from reading.files.errors import suggest
from reading.site.book import published_book, supports_title
from reading.site.drawings.svg import Spec
from reading.site.pages.nodes import make_chart_node, make_note
from reading.site.pages.shown import show

WITHOUT_LISTS = (
    "document_at_a_glance",
    "nearest_at_a_glance",
    "paragraph_profile",
    "paragraph_terms",
    "places_map",
    "timeline",
)
"""Charts that depend on neither the stop words nor the lexicon of themes. A book may show others, too."""


class ChartDirective(SphinxDirective):
    """Calls `charts.NAME(book, paragraph=<the page's>)`, with the title and the claim that the page gives."""

    required_arguments = 1
    option_spec: ClassVar = {"title": directives.unchanged_required, "claim": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Draw the chart. A wrong name, title or claim is an error."""
        name, app = self.arguments[0], self.env.app
        if "title" not in self.options:
            raise self.error(f"the chart {name} lacks its title")
        claim = self.options.get("claim", "")
        if not show(self.env, supports_title, name, self.options["title"], claim):
            raise self.error(f"the title needs a true claim, and {claim!r} is not one")
        try:
            spec = show(self.env, _find_spec, name, self.env.docname, tuple(self.options.items()))
        except ValueError as error:
            raise self.error(str(error)) from None
        if "note" in spec:
            # A chapter shows what there is; the page of the codebook says what to do.
            is_chapter = published_book(app).book.paragraph_on(self.env.docname) is not None
            return [] if is_chapter else [make_note(spec["note"])]
        return [make_chart_node(app, spec)]


def _find_spec(app: Sphinx, name: str, page: str, options: tuple[tuple[str, str], ...]) -> Spec:
    return cached_spec(published_book(app).book, name, page, dict(options))


def cached_spec(book: Book, name: str, page: str, options: Mapping[str, str]) -> Spec:
    """The same as `make_spec`, from the cache. So a build in which no data have changed needs no Altair."""
    # What a title claims may be shown, too.
    claims = [claim for claim in book.claims if claim.name == options.get("claim")]
    key = json.dumps(["chart", name, options, book.paragraph_on(page), repr(claims)])
    without = (STOP_WORDS, THEMES) if name in WITHOUT_LISTS else ()
    spec: Spec = get_cached(book, key, lambda book: make_spec(book, name, page, options), without=without)
    return spec


def make_spec(book: Book, name: str, page: str, options: Mapping[str, str]) -> Spec:
    """The specification of a chart on a page. Raises `ValueError` for a chart that does not belong there.

    Of a chart that waits for something, it has only a `note`, which says what.
    """
    known = charts.names()
    if name not in known:
        raise ValueError(f"no chart is called {name!r} {suggest(name, known)}")
    make_chart = getattr(charts, name)
    own: dict[str, Any] = {}
    if "paragraph" in inspect.signature(make_chart).parameters:
        own["paragraph"] = book.paragraph_on(page)
        if own["paragraph"] is None:
            raise ValueError(f"the chart {name} belongs on the page of a paragraph")
    # Validation would double the time. Tests validate every chart against the schema of Vega-Lite.
    try:
        spec: Spec = make_chart(book, **options, **own).to_dict(validate=False)
    except NotYet as missing:
        return {"note": str(missing)}
    return spec
