"""What every chart is made with: its theme, its registration, its links, and what it carries.

Colours are CSS variables, so that one drawing follows light and dark. A chart carries with it, in
`usermeta`, its name, its claim and its table twin; `reading.site` draws both. Links lead to pages below
`SITE`, which stands for the book's own address wherever that is: what counts a term leads to the sentences
behind the count, what measures a paragraph to its chapter.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ParamSpec

import altair as alt
import pandas as pd

from reading.charts.tables import cells
from reading.data.book import Book
from reading.evidence import codebook, pages, sentences
from reading.evidence.sentences import Location
from reading.measures.incidence import SENTENCE

SITE = "https://book.invalid/"
"""Stands for the folder of the site's landing page until a chart is drawn on a page."""

CHART = "application/vnd.vegalite.v6+json"
"""The mimetype under which a notebook hands a chart to the site."""

INK, QUIET, FAINT, REST = "var(--ink)", "var(--ink-quiet)", "var(--line)", "var(--rest)"
SECTIONS = ["var(--section-1)", "var(--section-2)", "var(--section-3)", "var(--section-4)"]
HEAT = [f"var(--heat-{step})" for step in range(5)]

THEME: dict[str, Any] = {
    "background": "transparent",
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": QUIET,
        "gridColor": FAINT,
        "domainColor": FAINT,
        "tickColor": FAINT,
        "labelFlush": False,
        "labelFontSize": 12.5,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "titlePadding": 8,
        "labelLimit": 220,
    },
    "axisY": {"domain": False, "ticks": False, "labelPadding": 6, "grid": False},
    "axisTop": {"labelAngle": -40, "labelLimit": 140},
    "legend": {
        "labelColor": INK,
        "titleColor": QUIET,
        "labelFontSize": 12.5,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "orient": "top",
        "labelLimit": 300,
        "columnPadding": 28,
    },
    "header": {"labelColor": INK, "titleColor": QUIET, "labelFontSize": 12.5, "labelFontWeight": "bold"},
    "title": {"color": INK, "subtitleColor": QUIET, "anchor": "start"},
    "text": {"color": INK, "fontSize": 12},
    "bar": {"stroke": "var(--page)", "strokeWidth": 1},
    "rule": {"color": QUIET},
    "point": {"color": INK},
}


@alt.theme.register("reading", enable=True)
def _theme() -> alt.theme.ThemeConfig:
    return {"config": THEME}  # type: ignore[typeddict-item]


def _renderer(spec: dict[str, Any], **_: Any) -> dict[str, dict[str, Any]]:
    """Hand the specification on as it is: the notebook says what, the site decides how it looks."""
    return {CHART: spec}


alt.renderers.register("reading", _renderer)
alt.renderers.enable("reading")


_Arguments = ParamSpec("_Arguments")
_CHARTS: list[str] = []


def chart(make: Callable[_Arguments, alt.Chart]) -> Callable[_Arguments, alt.Chart]:
    """Make a function known by its name, which its charts then carry."""
    _CHARTS.append(make.__name__)

    @functools.wraps(make)
    def named(*arguments: _Arguments.args, **options: _Arguments.kwargs) -> alt.Chart:
        # A title that claims nothing has no claim.
        options.setdefault("claim", "")
        made = make(*arguments, **options)
        made.usermeta["name"] = make.__name__
        return made

    return named


def names() -> list[str]:
    """The names of the charts, as a page or a notebook calls them."""
    return list(_CHARTS)


def in_order(frame: pd.DataFrame, order: list[str], column: str = "lemma") -> pd.DataFrame:
    """The rows sorted by the place of `column` in `order`, as Vega then draws them."""
    place = {name: index for index, name in enumerate(order)}
    return frame.sort_values(column, key=lambda names: names.map(place), kind="stable", ignore_index=True)


def many(count: int, noun: str = "sentence") -> str:
    """A number of things in words: `1 sentence`, `2 sentences`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def has_colours(book: Book) -> bool:
    """Whether each section has a colour of its own: there are no more of them than colours."""
    return len(book.document.titles) <= len(SECTIONS)


def section_colour(book: Book) -> alt.Color | alt.ColorValue:
    """A section keeps its colour in every chart; where there are too many for that, none has its own."""
    if not has_colours(book):
        return alt.ColorValue(QUIET)
    named = list(book.document.titles.values())
    return alt.Color(
        "heading:N",
        scale=alt.Scale(domain=named, range=SECTIONS[: len(named)]),
        legend=alt.Legend(title=None),
    )


def occurrences(field: str) -> alt.X:
    """An axis of counts, with a line at whole numbers only."""
    return alt.X(field, title="Occurrences", axis=alt.Axis(grid=True, tickMinStep=1, tickCount=6))


def page(book: Book, paragraph: str) -> str:
    """The address of a paragraph's chapter."""
    return f"{SITE}{book.page_of(paragraph)}.html"


def evidence_of(
    book: Book, lemmas: pd.Series[str], paragraphs: pd.Series[str] | None = None
) -> pd.Series[str]:
    """Where the sentences behind the counts of lemmas are, in the document or each in a paragraph.

    Empty, which is no link, for what has none: a function word, or a lemma that its paragraph lacks.
    """
    return _entries(book, book.document.incidence, lemmas, paragraphs, pages.evidence_pages(book).term)


def naming_of(book: Book, actors: pd.Series[str], paragraphs: pd.Series[str] | None = None) -> pd.Series[str]:
    """Where the sentences that name actors are, in the document or each in a paragraph.

    Empty, which is no link, for an actor that nothing names, or its paragraph does not.
    """
    found = sentences.mentions(book).rename(columns={"actor": "lemma"})
    return _entries(book, found, actors, paragraphs, pages.evidence_pages(book).actor)


def sentences_of(
    book: Book, themes: pd.Series[str], paragraphs: pd.Series[str] | None = None
) -> pd.Series[str]:
    """Where the sentences that carry themes are, in the document or each in a paragraph.

    Empty, which is no link, for a theme that nothing carries, or its paragraph does not.
    """
    carried = book.coding.consensus.rename(columns={"theme": "lemma"})
    return _entries(book, carried, themes, paragraphs, codebook.theme_location)


def _entries(
    book: Book,
    found: pd.DataFrame,
    names: pd.Series[str],
    paragraphs: pd.Series[str] | None,
    entry: Callable[..., Location],
) -> pd.Series[str]:
    """The addresses of the entries of names, or of their parts for a paragraph.

    `found` has a row [lemma, paragraph] for each place in which a name has sentences.
    """
    short = book.document.short
    found = found[found["lemma"].isin(names)]
    if paragraphs is None:
        known = set(found["lemma"])
        return names.map(lambda name: SITE + entry(name).address if name in known else "")
    places = set(zip(found["lemma"], found["paragraph"], strict=True))
    addresses = [
        SITE + entry(name, paragraph=short[paragraph]).address if (name, paragraph) in places else ""
        for name, paragraph in zip(names, paragraphs, strict=True)
    ]
    return pd.Series(addresses, names.index)


def shown(table: pd.DataFrame, title: str) -> None:
    """Raise `ValueError` where a chart has nothing to show: some cannot even be tried to draw then."""
    if table.empty:
        raise ValueError(f"the chart {title!r} has nothing to show")


def finished(
    chart: Any,
    title: str,
    claim: str,
    description: str,
    table: pd.DataFrame,
    columns: Mapping[str, str],
    **properties: Any,
) -> alt.Chart:
    """The chart with its title, what it says to a screen reader, and its table twin.

    Raises `ValueError` where there is nothing to show.
    """
    shown(table, title)
    carried = {"claim": claim, "table": cells(table, columns)}
    finished: alt.Chart = chart.properties(
        title=title, description=description, usermeta=carried, **properties
    )
    return finished


def places_of(book: Book, rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Where the sentences of each group stand: [*by, where, href], groups without any left out.

    `rows` has a row [*by, paragraph, sentence] for each sentence of a group. `where` names all of them, such
    as "Ports 4, 5; Roads 2", and `href` is the address of the first in the evidence.
    """
    every = book.document.sentences[SENTENCE].merge(rows, on=SENTENCE)
    entries, short = pages.evidence_pages(book), book.document.short
    titles = book.document.paragraphs.set_index("paragraph")["title"]
    every = every.assign(
        number=every["sentence"].astype(str),
        href=[
            SITE + entries.sentence(short[paragraph], sentence).address
            for paragraph, sentence in zip(every["paragraph"], every["sentence"], strict=True)
        ],
    )
    parts = every.groupby([*by, "paragraph"], sort=False, as_index=False).agg(
        numbers=("number", ", ".join), href=("href", "first")
    )
    parts["where"] = [f"{titles[row.paragraph]} {row.numbers}" for row in parts.itertuples()]
    return parts.groupby(list(by), sort=False, as_index=False).agg(
        where=("where", "; ".join), href=("href", "first")
    )


def of_pairs(book: Book, rows: pd.DataFrame, pairs: pd.DataFrame, name: str) -> pd.DataFrame:
    """The pairs with `where` and `href`: the sentences that both share, empty where they share none.

    `rows` has a row [name, paragraph, sentence] for each sentence of a member, `pairs` have
    columns [first, second].
    """
    members = rows[[*SENTENCE, name]].drop_duplicates()
    both = members.rename(columns={name: "first"}).merge(
        members.rename(columns={name: "second"}), on=SENTENCE
    )
    found = places_of(book, both, ["first", "second"])
    return pairs.merge(found, on=["first", "second"], how="left").fillna({"where": "", "href": ""})


NARROW = 400
"""Pixels; where a plot has fewer, long names take two lines at its side."""

SECOND = "and "
"""What the second of these lines opens with."""

BESIDE = 18
"""Pixels from the middle of a circle to that of its name."""


def label_axis(width: str, **options: Any) -> alt.Axis:
    """The names at a plot's side; in two lines where the signal of its width says it is narrow."""
    narrow = f"{width} < {NARROW}"
    lines = f"{narrow} ? split(datum.label, regexp(' (?={SECOND})')) : datum.label"
    # Vega sets the first of two lines where one alone would stand.
    offset = alt.condition(f"{narrow} && indexof(datum.label, ' {SECOND}') > 0", alt.value(-6), alt.value(0))
    return alt.Axis(
        labelExpr=lines, labelOffset=offset, labelLineHeight=12, labelFontSize=12, labelLimit=220, **options
    )


def label_marks(frame: pd.DataFrame, *, x: alt.X, y: alt.Y, out: int = 0, **options: Any) -> list[alt.Chart]:
    """Names as marks about the places of a frame [label, ...], in one line or in two.

    `out` is -1 for names above circles that stand at these places, 1 for those below.
    """
    halves = frame["label"].str.partition(f" {SECOND}")
    one = halves[1] == ""
    far = (BESIDE + 6) * out
    parts = [
        (frame["label"][one], BESIDE * out),
        (halves[0][~one], far - 6),
        (SECOND + halves[2][~one], far + 6),
    ]
    return [
        alt.Chart(frame.loc[text.index].assign(line=text))
        .mark_text(dy=dy, aria=False, fontSize=11.5, **options)
        .encode(x=x, y=y, text="line:N")
        for text, dy in parts
        if len(text)
    ]
