"""One function a chart: a book in, an `altair.Chart` out; the caller gives the title and the claim behind it.

Colours are CSS variables, so that one drawing follows light and dark. A chart carries with it, in
`usermeta`, its name, its claim and its table twin; `reading.site` draws both. Links lead to pages below
`SITE`, which stands for the book's own address wherever that is: what counts a term leads to the sentences
behind the count, what measures a paragraph to its chapter.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from typing import Any, ParamSpec

import altair as alt
import pandas as pd

from reading import evidence
from reading.book import Book
from reading.figures import FREQUENT, content_words, lemma_of_pair, slug
from reading.measures import frequency
from reading.tables import cells

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


def _chart(make: Callable[_Arguments, alt.Chart]) -> Callable[_Arguments, alt.Chart]:
    """Make a function known by its name, which its charts then carry."""
    _CHARTS.append(make.__name__)

    @functools.wraps(make)
    def named(*arguments: _Arguments.args, **options: _Arguments.kwargs) -> alt.Chart:
        made = make(*arguments, **options)
        made.usermeta["name"] = make.__name__
        return made

    return named


def names() -> list[str]:
    """The names of the charts, as a page or a notebook calls them."""
    return list(_CHARTS)


@_chart
def paragraph_sizes(book: Book, *, title: str, claim: str) -> alt.Chart:
    """How long each paragraph is, in tokens; a bar leads to the paragraph's chapter."""
    frame = book.document.paragraphs.assign(
        href=lambda rows: rows["paragraph"].map(lambda name: _page(book, name)),
        heading=lambda rows: rows["section"].map(_titles(book)),
        label=lambda rows: rows["title"] + ": " + rows["tokens"].astype(str) + " tokens",
    )
    y = alt.Y("title:N", sort=None, title=None)
    x = alt.X("tokens:Q", title="Words (tokens)", axis=alt.Axis(grid=True, tickCount=5))
    base = alt.Chart(frame).encode(y=y, x=x)
    bars = base.mark_bar().encode(color=_section_colour(book), description="label:N", href="href:N")
    numbers = base.mark_text(align="left", dx=5, aria=False).encode(text="tokens:Q")
    return _finished(
        bars + numbers,
        title,
        claim,
        "Bar chart of the number of tokens in each paragraph, in the document's order, coloured by section.",
        frame,
        {"heading": "Section", "title": "Paragraph", "sentences": "Sentences", "tokens": "Tokens"},
    )


@_chart
def rank_frequency(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Every token type by rank and frequency, on logarithmic axes; the most frequent are named."""
    frame = frequency.counts(book.document.vocabulary, ["token"])
    frame = frame.sort_values(["count", "token"], ascending=[False, True], ignore_index=True)
    frame["rank"] = frame.index + 1
    steps = (
        frame.groupby("count", as_index=False)
        .agg(types=("token", "size"), first=("rank", "min"), last=("rank", "max"), example=("token", "first"))
        .sort_values("first", ignore_index=True)
    )
    scale = alt.Scale(type="log", nice=False)
    x = alt.X("rank:Q", scale=scale, title="Rank (logarithmic)", axis=_decades(len(frame)))
    y = alt.Y("count:Q", scale=scale, title="Occurrences (logarithmic)", axis=_decades(frame["count"].max()))
    ends = steps.melt(["count"], ["first", "last"], value_name="rank").sort_values(["rank", "count"])
    line = alt.Chart(ends).mark_line(color=SECTIONS[0], strokeWidth=2.5, aria=False).encode(x=x, y=y)
    lemmas = book.document.vocabulary.drop_duplicates("token").set_index("token")["lemma"]
    alone = steps["example"].map(lemmas).where(steps["types"] == 1, "")
    points = (
        alt.Chart(steps.assign(rank=steps["last"], label=_told(steps), href=_evidence(book, alone)))
        .mark_point(color=SECTIONS[0], filled=True, size=30, opacity=1)
        .encode(x=x, y=y, description="label:N", href="href:N")
    )
    names = (
        alt.Chart(_named(frame))
        .mark_text(align="left", dx=6, dy=-5, aria=False)
        .encode(x=x, y=y, text="token:N")
    )
    once = frame[frame["count"] == 1].tail(1).assign(label=f"{(frame['count'] == 1).sum()} occur once")
    tail = alt.Chart(once).mark_text(align="right", dy=-9, aria=False).encode(x=x, y=y, text="label:N")
    return _finished(
        line + points + names + tail,
        title,
        claim,
        "Line that falls from the most frequent token type to those that occur once: rank on the horizontal, "
        "number of occurrences on the vertical axis, both logarithmic.",
        steps,
        {
            "count": "Occurrences",
            "types": "Types",
            "first": "From rank",
            "last": "To rank",
            "example": "Such as",
        },
        height=300,
    )


@_chart
def top_terms(book: Book, *, title: str, claim: str, stop_words: bool = False) -> alt.Chart:
    """The most frequent content words, each bar split by section; with `stop_words`, of all words."""
    words = book.document.vocabulary if stop_words else content_words(book)
    frame = frequency.counts(words, ["lemma", "section"])
    order = frequency.leaders(words, FREQUENT)
    frame = frame[frame["lemma"].isin(order)].assign(
        term=lambda rows: rows["lemma"].map(book.lexicon.label),
        heading=lambda rows: rows["section"].map(_titles(book)),
        tokens=lambda rows: rows["section"].map(book.document.sections.set_index("section")["tokens"]),
        rate=lambda rows: frequency.rate(rows["count"], rows["tokens"]).round(1),
        label=lambda rows: rows["term"] + ", " + rows["heading"] + ": " + rows["count"].astype(str),
        href=lambda rows: _evidence(book, rows["lemma"]),
    )
    frame = _in_order(frame, order)
    y = alt.Y("term:N", sort=None, title=None)
    bars = (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            y=y,
            x=_occurrences("sum(count):Q"),
            color=_section_colour(book),
            order=alt.Order("section:N", sort="ascending"),
            description="label:N",
            href="href:N",
        )
    )
    totals = (
        alt.Chart(frame)
        .mark_text(align="left", dx=5, aria=False)
        .encode(y=y, x="sum(count):Q", text="sum(count):Q")
    )
    return _finished(
        bars + totals,
        title,
        claim,
        f"Bar chart of the {len(order)} most frequent {'words' if stop_words else 'content words'} with "
        "their occurrences in each section.",
        frame,
        {"term": "Term", "heading": "Section", "count": "Occurrences", "rate": "Per thousand tokens"},
    )


@_chart
def section_rates(book: Book, *, title: str, claim: str) -> alt.Chart:
    """The relative frequency of the most frequent content words in each section, a dot a section."""
    words = content_words(book)
    order = frequency.leaders(words, FREQUENT)
    frame = _everywhere(book, words, order, "section", book.document.sections)
    frame = frame.assign(
        heading=lambda rows: rows["title"],
        label=lambda rows: rows["term"] + ", " + rows["title"] + ": " + rows["rate"].astype(str),
        href=lambda rows: _evidence(book, rows["lemma"]),
    )
    frame = _in_order(frame, order)
    y = alt.Y("term:N", sort=None, title=None)
    unit = "Occurrences per thousand tokens"
    x = alt.X("rate:Q", title=unit, axis=alt.Axis(grid=True, tickCount=5))
    between = (
        alt.Chart(frame)
        .mark_rule(color=REST, strokeWidth=2, aria=False)
        .encode(y=y, x=alt.X("min(rate):Q", title=unit), x2="max(rate):Q")
    )
    shape = alt.Shape(
        "heading:N",
        scale=alt.Scale(domain=list(_titles(book).values()), range=["circle", "diamond", "square", "cross"]),
        legend=alt.Legend(title=None),
    )
    dots = alt.Chart(frame).mark_point(size=90, opacity=1, filled=True).encode(y=y, x=x, shape=shape)
    return _finished(
        between + dots.encode(color=_section_colour(book), description="label:N", href="href:N"),
        title,
        claim,
        f"Dot chart of the {len(order)} most frequent content words: occurrences per thousand tokens in each "
        "section, joined by a line.",
        frame,
        {"term": "Term", "heading": "Section", "count": "Occurrences", "rate": "Per thousand tokens"},
    )


@_chart
def term_map(book: Book, *, title: str, claim: str) -> alt.Chart:
    """The most frequent content words by paragraph: the more occurrences, the darker the cell."""
    words = content_words(book)
    order = frequency.leaders(words, FREQUENT)
    frame = _everywhere(book, words, order, "paragraph", book.document.paragraphs)
    frame = frame.assign(
        href=lambda rows: _evidence(book, rows["lemma"], rows["paragraph"]),
        label=lambda rows: rows["term"] + " in " + rows["title"] + ": " + rows["count"].astype(str),
        number=lambda rows: rows["count"].astype(str).where(rows["count"] > 0, ""),
    )
    colour = alt.Color(
        "count:Q", scale=alt.Scale(type="threshold", domain=[1, 2, 3, 4], range=HEAT), legend=None
    )
    base = alt.Chart(frame).encode(
        y=alt.Y("term:N", sort=[book.lexicon.label(lemma) for lemma in order], title=None),
        x=alt.X(
            "title:N",
            sort=list(book.document.paragraphs["title"]),
            title=None,
            axis=alt.Axis(orient="top", domain=False, ticks=False),
        ),
    )
    cells = base.mark_rect(stroke="var(--page)", strokeWidth=2).encode(
        color=colour, description="label:N", href="href:N"
    )
    numbers = base.mark_text(aria=False).encode(
        text="number:N",
        color=alt.condition("datum.count > 3", alt.value("var(--on-heat)"), alt.value(INK)),
    )
    return _finished(
        cells + numbers,
        title,
        claim,
        f"Heat map of the {len(order)} most frequent content words by paragraph; each cell holds the number "
        "of occurrences and is darker the more there are.",
        frame[frame["count"] > 0],
        {"term": "Term", "title": "Paragraph", "count": "Occurrences", "rate": "Per thousand tokens"},
        height=alt.Step(24),
    )


@_chart
def distinctive_terms(book: Book, *, title: str, claim: str, most: int = 4) -> alt.Chart:
    """The content words with the highest TF-IDF weight in each paragraph, the units compared."""
    weighted = frequency.tf_idf(content_words(book), unit="paragraph")
    paragraphs = book.document.paragraphs
    heaviest = [frequency.top(terms, "weight", most) for _, terms in weighted.groupby("paragraph")]
    frame = pd.concat(heaviest).merge(paragraphs, on="paragraph")
    frame = frame.assign(
        term=lambda rows: rows["lemma"].map(book.lexicon.label),
        place=lambda rows: rows.groupby("paragraph").cumcount() + 1,
        weight=lambda rows: rows["weight"].round(2),
        heading=lambda rows: rows["section"].map(_titles(book)),
        href=lambda rows: _evidence(book, rows["lemma"], rows["paragraph"]),
        label=lambda rows: rows["term"] + " in " + rows["title"] + ": " + rows["weight"].astype(str),
    )
    frame = _in_order(frame, list(paragraphs["paragraph"]), "paragraph")
    y = alt.Y("place:O", title=None, axis=None)
    x = alt.X(
        "weight:Q", title="TF-IDF weight", axis=alt.Axis(grid=True, tickCount=3), scale=alt.Scale(zero=True)
    )
    base = alt.Chart(frame).encode(y=y, x=x)
    bars = base.mark_bar(height=3, yOffset=8).encode(
        color=_section_colour(book), description="label:N", href="href:N"
    )
    names = (
        alt.Chart(frame)
        .mark_text(align="left", baseline="middle", dx=2, dy=-3, aria=False)
        .encode(y=y, x=alt.value(0), text="term:N")
    )
    small = alt.layer(bars, names).properties(height=alt.Step(22))
    facets = small.facet(
        facet=alt.Facet(
            "title:N", sort=list(paragraphs["title"]), title=None, header=alt.Header(labelAnchor="start")
        ),
        columns=3,
        spacing=18,
    )
    return _finished(
        facets,
        title,
        claim,
        f"Small bar charts, one a paragraph, with its heaviest terms by TF-IDF: at most {most}.",
        frame,
        {"heading": "Section", "title": "Paragraph", "term": "Term", "weight": "TF-IDF weight"},
    )


@_chart
def repeated_bigrams(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Pairs of adjacent content words that occur at least twice."""
    frame = book.document.bigrams.assign(
        pair=lambda rows: rows["first"].map(book.lexicon.label) + " " + rows["second"].map(book.lexicon.label)
    )
    behind = [
        lemma_of_pair(book.document, *pair) for pair in zip(frame["first"], frame["second"], strict=True)
    ]
    frame = frame.assign(
        label=frame["pair"] + ": " + frame["count"].astype(str),
        href=_evidence(book, pd.Series(behind, frame.index)),
    )
    frame = frame.sort_values(["count", "pair"], ascending=[False, True], ignore_index=True)
    base = alt.Chart(frame).encode(
        y=alt.Y("pair:N", sort=None, title=None),
        x=_occurrences("count:Q"),
    )
    bars = base.mark_bar(color=SECTIONS[0]).encode(description="label:N", href="href:N")
    numbers = base.mark_text(align="left", dx=5, aria=False).encode(text="count:Q")
    return _finished(
        bars + numbers,
        title,
        claim,
        "Bar chart of the pairs of adjacent content words that occur at least twice, by occurrences.",
        frame,
        {"pair": "Pair", "count": "Occurrences"},
    )


@_chart
def linked_terms(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Paragraphs above, terms below: picking a paragraph or a term filters the other."""
    words = content_words(book)
    order = frequency.leaders(words, FREQUENT)
    frame = frequency.counts(words[words["lemma"].isin(order)], ["lemma", "paragraph"])
    frame = frame.merge(book.document.paragraphs, on="paragraph").assign(
        term=lambda rows: rows["lemma"].map(book.lexicon.label),
        heading=lambda rows: rows["section"].map(_titles(book)),
    )
    picked = alt.selection_point(name="paragraph", fields=["title"], toggle="true")
    named = alt.selection_point(name="term", fields=["term"], toggle="true")
    paragraphs, terms = list(book.document.paragraphs["title"]), [book.lexicon.label(one) for one in order]

    def bars(field: str, domain: list[str], own: alt.Parameter, other: alt.Parameter) -> alt.Chart:
        """Bars that keep their places whatever is picked."""
        chart = (
            alt.Chart(frame)
            .transform_filter(other)
            .transform_aggregate(total="sum(count)", groupby=[field, "section", "heading"])
            .transform_calculate(label=f"datum.{field} + ', ' + datum.heading + ': ' + datum.total")
            .mark_bar(cursor="pointer")
            .encode(
                y=alt.Y(field, type="nominal", scale=alt.Scale(domain=domain), title=None),
                x=_occurrences("total:Q"),
                color=_section_colour(book),
                order=alt.Order("section:N", sort="ascending"),
                opacity=alt.condition(own, alt.value(1), alt.value(0.35)),
                description="label:N",
            )
        )
        picking: alt.Chart = chart.add_params(own)
        return picking

    views = alt.vconcat(
        bars("title", paragraphs, picked, named),
        bars("term", terms, named, picked),
        spacing=24,
    )
    return _finished(
        views,
        title,
        claim,
        f"Two bar charts: occurrences of the {len(order)} most frequent content words by paragraph and by "
        "term. Picking a bar in one filters the other.",
        frame,
        {"term": "Term", "title": "Paragraph", "count": "Occurrences"},
    )


@_chart
def paragraph_terms(book: Book, *, paragraph: str, title: str, claim: str) -> alt.Chart:
    """The content words that a paragraph repeats, beside their occurrences in the rest of the document.

    Those that the title speaks of are set in bold.
    """
    words = book.document.incidence.query("kind == 'word'")
    totals = words.groupby("lemma")["count"].sum()
    frame = frequency.counts(words[words["paragraph"] == paragraph], ["lemma"])
    frame = frame[frame["count"] > 1].assign(
        term=lambda rows: rows["lemma"].map(book.lexicon.label),
        total=lambda rows: rows["lemma"].map(totals),
        elsewhere=lambda rows: rows["total"] - rows["count"],
        share=lambda rows: rows["count"] / rows["total"],
        label=lambda rows: rows["count"].astype(str) + " of " + rows["total"].astype(str),
        inside=lambda rows: _evidence(book, rows["lemma"], pd.Series(paragraph, rows.index)),
        whole=lambda rows: _evidence(book, rows["lemma"]),
    )
    frame = frame.sort_values(["share", "count", "lemma"], ascending=[False, False, True])
    long = frame.melt(
        ["term", "total", "label", "inside", "whole"], ["count", "elsewhere"], "where", "occurrences"
    )
    long["href"] = long["inside"].where(long["where"] == "count", long["whole"])
    names = {"count": "In this paragraph", "elsewhere": "In the rest of the document"}
    long["place"] = long["where"].map(list(names).index)
    long["where"] = long["where"].map(names)
    long["told"] = long["term"] + ": " + long["label"] + " in this paragraph"
    section = list(book.document.sections["section"]).index(book.document.section_of[paragraph])
    named = [book.lexicon.label(lemma) for lemma in frame["lemma"] if lemma in _spoken_of(book, claim)]
    spoken_of = f"indexof({json.dumps(named)}, datum.label) >= 0"
    weight = alt.condition(spoken_of, alt.value("bold"), alt.value("normal"))
    y = alt.Y("term:N", sort=list(frame["term"]), title=None, axis=alt.Axis(labelFontWeight=weight))
    bars = (
        alt.Chart(long)
        .mark_bar()
        .encode(
            y=y,
            x=_occurrences("occurrences:Q"),
            color=alt.Color(
                "where:N",
                scale=alt.Scale(domain=list(names.values()), range=[SECTIONS[section % len(SECTIONS)], REST]),
                legend=alt.Legend(title=None),
            ),
            order=alt.Order("place:Q", sort="ascending"),
            description="told:N",
            href="href:N",
        )
    )
    numbers = (
        alt.Chart(frame).mark_text(align="left", dx=5, aria=False).encode(y=y, x="total:Q", text="label:N")
    )
    return _finished(
        bars + numbers,
        title,
        claim,
        "Bar chart of the content words that occur at least twice in this paragraph, each beside its "
        "occurrences in the rest of the document.",
        frame,
        {"term": "Term", "count": "In this paragraph", "total": "In the document"},
    )


def _everywhere(
    book: Book, words: pd.DataFrame, order: list[str], unit: str, units: pd.DataFrame
) -> pd.DataFrame:
    """The terms in every section or paragraph, those where they do not occur too: count and rate."""
    grid = pd.MultiIndex.from_product([order, units[unit]], names=["lemma", unit])
    counted = frequency.counts(words, ["lemma", unit]).set_index(["lemma", unit])
    frame = counted.reindex(grid, fill_value=0).reset_index().merge(units, on=unit)
    return frame.assign(
        term=lambda rows: rows["lemma"].map(book.lexicon.label),
        rate=lambda rows: frequency.rate(rows["count"], rows["tokens"]).round(1),
    )


def _spoken_of(book: Book, claim: str) -> set[str]:
    """The lemmas that a title is about: those on the left of its claim's comparisons."""
    lefts = {part.left for one in book.claims if one.name == claim for part in one.comparisons}
    lemmas = book.document.incidence["lemma"].unique()
    return {lemma for lemma in lemmas if any(f".term.{slug(lemma)}." in left for left in lefts)}


def _in_order(frame: pd.DataFrame, order: list[str], column: str = "lemma") -> pd.DataFrame:
    """The rows sorted by the place of `column` in `order`, as Vega then draws them."""
    place = {name: index for index, name in enumerate(order)}
    return frame.sort_values(column, key=lambda names: names.map(place), kind="stable", ignore_index=True)


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of a rank-frequency table whose names can stand beside their points."""
    return frame[frame["rank"].isin([1, 2, 4, 8])]


def _told(steps: pd.DataFrame) -> pd.Series[str]:
    """What each step of a rank-frequency curve says."""
    one = steps["types"] == 1
    types = steps["example"].where(one, steps["types"].astype(str) + " types, such as " + steps["example"])
    return types + ": " + steps["count"].astype(str)


def _titles(book: Book) -> Mapping[str, str]:
    return dict(zip(book.document.sections["section"], book.document.sections["title"], strict=True))


def _section_colour(book: Book) -> alt.Color:
    """A section keeps its colour in every chart."""
    titles = list(_titles(book).values())
    return alt.Color(
        "heading:N",
        scale=alt.Scale(domain=titles, range=SECTIONS[: len(titles)]),
        legend=alt.Legend(title=None),
    )


def _occurrences(field: str) -> alt.X:
    return alt.X(field, title="Occurrences", axis=alt.Axis(grid=True, tickMinStep=1, tickCount=6))


def _decades(most: int) -> alt.Axis:
    """An axis for a logarithmic scale from 1 to `most`, with a line at every 1, 2 and 5."""
    steps = (digit * 10**power for power in range(len(str(most))) for digit in (1, 2, 5))
    return alt.Axis(grid=True, values=[step for step in steps if step <= most])


def _page(book: Book, paragraph: str) -> str:
    return f"{SITE}{book.page_of(paragraph)}.html"


def _evidence(book: Book, lemmas: pd.Series[str], paragraphs: pd.Series[str] | None = None) -> pd.Series[str]:
    """Where the sentences behind the counts of lemmas are, in the document or each in a paragraph.

    Empty, which is no link, for what has none: a function word, or a lemma that its paragraph lacks.
    """
    found, address = book.document.incidence, f"{SITE}{evidence.PAGE}.html#"
    if paragraphs is None:
        known = set(found["lemma"])
        return lemmas.map(lambda lemma: address + evidence.anchor(lemma) if lemma in known else "")
    places = set(zip(found["lemma"], found["paragraph"], strict=True))
    addresses = [
        address + evidence.anchor(lemma, paragraph=book.document.short[paragraph])
        if (lemma, paragraph) in places
        else ""
        for lemma, paragraph in zip(lemmas, paragraphs, strict=True)
    ]
    return pd.Series(addresses, lemmas.index)


def _finished(
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
    if table.empty:
        raise ValueError(f"the chart {title!r} has nothing to show")
    carried = {"claim": claim, "table": cells(table, columns)}
    finished: alt.Chart = chart.properties(
        title=title, description=description, usermeta=carried, **properties
    )
    return finished
