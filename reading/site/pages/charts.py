"""The directive `{chart}`, which shows a chart by its name.

A chart of a paragraph is a function of the package. Any other chart stands in a notebook, which gives it its
name; the pages that show it are filled when they are written, because notebooks are read last.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from reading import charts
from reading.cache.dependencies import hash_texts
from reading.data.book import Book
from reading.data.cached import STOP_WORDS, THEMES, get_cached
from reading.files.errors import suggest
from reading.show.plain_titles import PLAIN_TITLES
from reading.show.svg import Spec
from reading.site.book import published_book, supports_title
from reading.site.pages.nodes import make_chart_node, make_note
from reading.site.pages.outputs import notebook_charts
from reading.site.pages.shown import show
from reading.tables.not_yet import NotYet

WITHOUT_LISTS = (
    "paragraph_profile",
    "paragraph_terms",
)
"""Charts that depend on neither the stop words nor the lexicon of themes. A book may show others, too."""


_BORROWED = "reading_borrowed_charts"
"""The metadata of a page that holds the hash of each chart of a notebook that it shows."""


class borrowed_chart(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes so
    """The place of a chart of a notebook on another page. `name` is the chart's."""


def setup(app: Sphinx) -> None:
    """Fill the places of charts of notebooks, and write their pages again when a chart changes."""
    app.add_node(borrowed_chart)
    app.add_directive("chart", ChartDirective)
    app.connect("env-updated", _find_changed)
    app.connect("doctree-resolved", _fill)


def _find_changed(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages that show a chart of a notebook which is another one than when they were written."""
    specs, changed = notebook_charts(app), []
    for page in sorted(env.found_docs):
        names = env.metadata[page].get(_BORROWED, {})
        now = {name: hash_texts(json.dumps(specs.get(name))) for name in names}
        if now != names:
            env.metadata[page][_BORROWED] = now
            changed.append(page)
    return changed


def _fill(app: Sphinx, doctree: nodes.document, page: str) -> None:
    specs = notebook_charts(app)
    for place in list(doctree.findall(borrowed_chart)):
        spec = specs.get(place["name"])
        place.replace_self([make_chart_node(app, spec, page)] if spec else [])


class ChartDirective(SphinxDirective):
    """Calls `charts.NAME(book, paragraph=<the page's>)`, with the title and the claim that the page gives."""

    required_arguments = 1
    option_spec: ClassVar = {"title": directives.unchanged_required, "claim": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Draw the chart. A wrong name, title or claim is an error."""
        name, app = self.arguments[0], self.env.app
        if name not in (*PLAIN_TITLES, *charts.names()):
            self.env.metadata[self.env.docname].setdefault(_BORROWED, {})[name] = ""
            return [borrowed_chart(name=name)]
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
    if name in PLAIN_TITLES:
        paragraph = book.paragraph_on(page)
        if paragraph is None:
            raise ValueError(f"the chart {name} belongs on the page of a paragraph")
        from reading.show.paragraphs import CHARTS

        try:
            return CHARTS[name](book, paragraph, options["title"], options.get("claim", "")).spec
        except NotYet as missing:
            return {"note": str(missing)}
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
