"""A book in; charts of the themes that its document's sentences carry, and of how far to trust them, out."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from reading import themes
from reading.book import Book
from reading.charts.networks import layout
from reading.charts.parts import (
    HEAT,
    INK,
    QUIET,
    REST,
    SECTIONS,
    chart,
    finished,
    section_colour,
    sentences_of,
    titles,
)
from reading.measures import keyness
from reading.themes import FROZEN, LEXICONS, REFINED

STEPS = [0.01, 0.25, 0.5, 0.75]
"""Shares at which a cell of a heat map gets darker."""

SHARED = 2
"""Sentences that two themes share at least where a line joins them."""

NARROW = 400
"""Pixels; where a plot has fewer, the names of themes take two lines."""

SECOND = "and "
"""What the second of these lines opens with."""

ALL = "All of it"
"""The column of a section as a whole."""


@chart
def document_at_a_glance(book: Book, *, title: str, claim: str) -> alt.Chart:
    """A section's share of sentences that carry each theme, paragraph by paragraph; leaders are framed."""
    frame = _glance(book)
    views = [_block(frame[frame["section"] == section], name) for section, name in titles(book).items()]
    leaders = frame[frame["leads"] & (frame["column"] == ALL)].sort_values(["section", "rank"], kind="stable")
    said = [
        f"{name}: {', '.join(leaders[leaders['section'] == section]['label'])}"
        for section, name in titles(book).items()
    ]
    return finished(
        alt.vconcat(*views, spacing=26),
        title,
        claim,
        "Heat maps, one a section: the share of sentences, in per cent, that carry each theme, in the "
        "section as a whole and by paragraph, as coded. Themes stand in the order of their "
        f"shares in the section, the leading {themes.LEADING} in bold and framed: {'; '.join(said)}.",
        frame,
        {
            "heading": "Section",
            "label": "Theme",
            "column": "Where",
            "sentences": "Sentences that carry it",
            "of": "Of",
            "share": "Share",
        },
    )


def _glance(book: Book) -> pd.DataFrame:
    """A row for each theme and column of the heat maps: sections as a whole first, then paragraphs."""
    sections = themes.shares(book, by="section").assign(column=ALL)
    paragraphs = themes.shares(book, by="paragraph")
    named = book.document.paragraphs.set_index("paragraph")["title"]
    paragraphs = paragraphs.assign(
        section=paragraphs["paragraph"].map(book.document.section_of),
        column=paragraphs["paragraph"].map(named),
    )
    ranks = sections.set_index(["section", "theme"])["rank"]
    frame = pd.concat([sections, paragraphs], ignore_index=True)
    leads = ranks.reindex(pd.MultiIndex.from_frame(frame[["section", "theme"]])).to_numpy() <= themes.LEADING
    whole = frame["column"] == ALL
    parts = frame["paragraph"].where(~whole, next(iter(book.document.section_of)))
    frame = frame.assign(
        heading=frame["section"].map(titles(book)),
        leads=leads,
        href=sentences_of(book, frame["theme"]).where(whole, sentences_of(book, frame["theme"], parts)),
        number=frame["share"].map("{:.0%}".format).str.rstrip("%").where(frame["sentences"] > 0, ""),
    )
    frame["said"] = (
        frame["label"]
        + ", "
        + frame["heading"].where(whole, frame["column"])
        + ": "
        + frame["sentences"].astype(str)
        + " of "
        + frame["of"].astype(str)
        + " sentences"
    )
    return frame.drop(columns=["paragraph"])


def _block(frame: pd.DataFrame, heading: str) -> alt.LayerChart | alt.FacetChart:
    """The heat map of a section, its themes by rank."""
    whole = frame[frame["column"] == ALL].sort_values("rank", kind="stable")
    order = list(whole["label"])
    leading = list(whole[whole["leads"]]["label"])
    columns = list(frame["column"].unique())
    weight = alt.condition(f"indexof({leading}, datum.label) >= 0", alt.value("bold"), alt.value("normal"))
    y = alt.Y("label:N", sort=order, title=None, axis=labels("width", labelFontWeight=weight))
    x = alt.X(
        "column:N",
        sort=columns,
        title=None,
        axis=alt.Axis(orient="top", domain=False, ticks=False, labelFontWeight=_bold(ALL)),
    )
    base = alt.Chart(frame).encode(x=x, y=y)
    scale = alt.Scale(type="threshold", domain=STEPS, range=HEAT)
    cells = base.mark_rect(stroke="var(--page)", strokeWidth=2).encode(
        color=alt.Color("share:Q", scale=scale, legend=None), description="said:N", href="href:N"
    )
    frames = base.mark_rect(filled=False, stroke=INK, strokeWidth=2, aria=False)
    numbers = base.mark_text(aria=False).encode(
        text="number:N",
        color=alt.condition(f"datum.share >= {STEPS[-1]}", alt.value("var(--on-heat)"), alt.value(INK)),
    )
    framed = frames.transform_filter(f"datum.leads && datum.column == '{ALL}'")
    named = alt.TitleParams(heading, color=INK, fontSize=14, offset=8, frame="group")
    return alt.layer(cells, framed, numbers).properties(title=named, height=alt.Step(26))


def labels(width: str, **options: Any) -> alt.Axis:
    """The names of themes at a plot's side; in two lines where the signal of its width says it is narrow."""
    narrow = f"{width} < {NARROW}"
    lines = f"{narrow} ? split(datum.label, regexp(' (?={SECOND})')) : datum.label"
    # Vega sets the first of two lines where one alone would stand.
    offset = alt.condition(f"{narrow} && indexof(datum.label, ' {SECOND}') > 0", alt.value(-6), alt.value(0))
    return alt.Axis(
        labelExpr=lines, labelOffset=offset, labelLineHeight=12, labelFontSize=12, labelLimit=220, **options
    )


def _in_lines(frame: pd.DataFrame, *, x: alt.X, y: alt.Y, dy: int = 0, **options: Any) -> list[alt.Chart]:
    """The names of themes as marks, in one line or two, about the places of a frame [label, ...]."""
    halves = frame["label"].str.partition(f" {SECOND}")
    one = halves[1] == ""
    parts = [
        (frame["label"][one], 0),
        (halves[0][~one], -6),
        (SECOND + halves[2][~one], 6),
    ]
    return [
        alt.Chart(frame.loc[text.index].assign(line=text))
        .mark_text(dy=dy + shift, aria=False, fontSize=11.5, **options)
        .encode(x=x, y=y, text="line:N")
        for text, shift in parts
    ]


def _bold(label: str) -> Any:
    return alt.condition(f"datum.label == '{label}'", alt.value("bold"), alt.value("normal"))


@chart
def coded_and_found(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Shares of sentences by theme and paragraph, as coded beside as found; what differs has a frame."""
    named = book.document.paragraphs.set_index("paragraph")["title"]
    both = {
        "As coded": themes.shares(book, by="paragraph"),
        f"By the {LEXICONS[REFINED]}": themes.shares(book, REFINED, by="paragraph"),
    }
    frame = pd.concat([rows.assign(side=side) for side, rows in both.items()], ignore_index=True)
    differs = frame.groupby(["paragraph", "theme"])["sentences"].transform("nunique") > 1
    frame = frame.assign(
        where=frame["paragraph"].map(named),
        differs=differs,
        href=sentences_of(book, frame["theme"], frame["paragraph"]),
        number=frame["share"].map("{:.0%}".format).str.rstrip("%").where(frame["sentences"] > 0, ""),
    )
    frame["said"] = (
        frame["side"]
        + ", "
        + frame["label"]
        + ", "
        + frame["where"]
        + ": "
        + frame["sentences"].astype(str)
        + " of "
        + frame["of"].astype(str)
        + " sentences"
    )
    base = alt.Chart(frame).encode(
        x=alt.X(
            "where:N",
            sort=list(named),
            title=None,
            axis=alt.Axis(labelAngle=-50, labelLimit=170, domain=False, ticks=False),
        ),
        y=alt.Y("label:N", sort=list(themes.labels(book).values()), title=None, axis=labels("child_width")),
    )
    scale = alt.Scale(type="threshold", domain=STEPS, range=HEAT)
    cells = base.mark_rect(stroke="var(--page)", strokeWidth=2).encode(
        color=alt.Color("share:Q", scale=scale, legend=None), description="said:N", href="href:N"
    )
    frames = base.mark_rect(filled=False, stroke=INK, strokeWidth=2, aria=False)
    numbers = base.mark_text(aria=False, fontSize=11).encode(
        text="number:N",
        color=alt.condition(f"datum.share >= {STEPS[-1]}", alt.value("var(--on-heat)"), alt.value(INK)),
    )
    sides = list(both)
    facets = (
        alt.layer(cells, frames.transform_filter("datum.differs"), numbers)
        .properties(height=alt.Step(26))
        .facet(
            facet=alt.Facet("side:N", sort=sides, title=None, header=alt.Header(labelAnchor="start")),
            columns=len(sides),
            spacing=18,
        )
    )
    return finished(
        facets,
        title,
        claim,
        "Two heat maps of the share of sentences, in per cent, that carry each theme in each paragraph: as "
        f"coded, and as found by the {LEXICONS[REFINED]}. A cell has a frame where the two differ.",
        frame,
        {
            "side": "By",
            "label": "Theme",
            "where": "Paragraph",
            "sentences": "Sentences that carry it",
            "of": "Of",
            "share": "Share",
        },
    )


@chart
def lexicon_validity(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Precision, recall and F1 of both lexicons of themes, with intervals."""
    measures = {"precision": "Precision", "recall": "Recall", "f1": "F1"}
    parts = [
        rows.assign(lexicon=LEXICONS[lexicon], measure=name, value=rows[measure]).assign(
            low=rows[f"{measure}_low"], high=rows[f"{measure}_high"]
        )
        for lexicon in (FROZEN, REFINED)
        for rows in [themes.validity(book, lexicon)]
        for measure, name in measures.items()
    ]
    frame = pd.concat(parts, ignore_index=True).dropna(subset="value")
    frame = frame.round({"value": 2, "low": 2, "high": 2}).assign(
        href=sentences_of(book, frame["theme"]),
    )
    frame["said"] = frame["label"] + ", " + frame["lexicon"] + ": " + frame["measure"] + " " + _between(frame)
    lexicons = [LEXICONS[FROZEN], LEXICONS[REFINED]]
    offset = alt.YOffset("lexicon:N", sort=lexicons)
    colour = alt.Color(
        "lexicon:N",
        scale=alt.Scale(domain=lexicons, range=[SECTIONS[1], SECTIONS[0]]),
        legend=alt.Legend(title=None),
    )
    shape = alt.Shape(
        "lexicon:N",
        scale=alt.Scale(domain=lexicons, range=["diamond", "circle"]),
        legend=alt.Legend(title=None),
    )
    y = alt.Y("label:N", sort=list(themes.labels(book).values()), title=None, axis=labels("child_width"))
    x = alt.Scale(domain=[0, 1])
    axis = alt.Axis(grid=True, values=[0, 0.5, 1], format=".1~f")
    base = alt.Chart(frame).encode(y=y, yOffset=offset)
    spans = base.mark_rule(color=REST, strokeWidth=3, aria=False).encode(
        x=alt.X("low:Q", scale=x, title=None, axis=axis), x2="high:Q"
    )
    dots = base.mark_point(filled=True, size=55, opacity=1).encode(
        x=alt.X("value:Q", scale=x, title=None),
        color=colour,
        shape=shape,
        description="said:N",
        href="href:N",
    )
    facets = (
        alt.layer(spans.transform_filter("isValid(datum.low)"), dots)
        .properties(height=alt.Step(13))
        .facet(
            facet=alt.Facet(
                "measure:N",
                sort=list(measures.values()),
                title=None,
                header=alt.Header(labelAnchor="start"),
            ),
            columns=len(measures),
            spacing=18,
        )
    )
    return finished(
        facets,
        title,
        claim,
        "Dot charts of precision, recall and F1 of each theme, from 0 to 1, for the frozen lexicon and for "
        "the refined one, against the sentences as coded; with 95 % intervals, exact for precision and "
        "recall, from sentences drawn anew for F1.",
        frame,
        {
            "label": "Theme",
            "lexicon": "Lexicon",
            "measure": "Measure",
            "value": "Value",
            "low": "Interval from",
            "high": "to",
        },
    )


@chart
def theme_shares(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Each section's share of sentences by theme, with intervals, and the verdict between the sections."""
    frame = themes.compared(book)
    first = next(iter(titles(book)))
    verdicts = frame[frame["section"] == first].set_index("theme")["verdict"]
    told = {
        keyness.Verdict.MORE: "told apart",
        keyness.Verdict.LESS: "told apart",
        keyness.Verdict.NEITHER: "not told apart",
        keyness.Verdict.TOO_RARE: "too rare to tell",
    }
    order = themes.shares(book).sort_values("rank", kind="stable")["label"]
    frame = frame.assign(
        heading=frame["section"].map(titles(book)),
        told=frame["theme"].map(verdicts).map(told),
        href=sentences_of(book, frame["theme"]),
        **{name: (100 * frame[name]).round(0) for name in ("share", "low", "high")},
    )
    frame["said"] = (
        frame["label"]
        + " in “"
        + frame["heading"]
        + "”: "
        + frame["sentences"].astype(str)
        + " of "
        + frame["of"].astype(str)
        + " sentences; "
        + frame["told"]
    )
    names = list(titles(book).values())
    y = alt.Y("label:N", sort=list(order), title=None, axis=labels("width"))
    base = alt.Chart(frame).encode(y=y, yOffset=alt.YOffset("heading:N", sort=names))
    # The verdicts stand beyond the whole.
    scale = alt.Scale(domain=[0, 165])
    unit = "Per cent of the section's sentences"
    spans = base.mark_rule(color=REST, strokeWidth=3, aria=False).encode(
        x=alt.X("low:Q", scale=scale, title=unit, axis=alt.Axis(grid=True, values=[0, 25, 50, 75, 100])),
        x2="high:Q",
    )
    shape = alt.Shape(
        "heading:N",
        scale=alt.Scale(domain=names, range=["circle", "square", "diamond", "triangle"][: len(names)]),
        legend=alt.Legend(title=None),
    )
    dots = base.mark_point(filled=True, size=70, opacity=1).encode(
        x=alt.X("share:Q", scale=scale, title=unit),
        color=section_colour(book),
        shape=shape,
        description="said:N",
        href="href:N",
    )
    last = alt.Chart(frame.drop_duplicates("theme")).encode(y=y, text="told:N")
    verdict = last.mark_text(align="right", aria=False).encode(
        x=alt.value("width"),
        color=alt.condition("datum.told == 'told apart'", alt.value(INK), alt.value(QUIET)),
    )
    return finished(
        alt.layer(spans.transform_filter("isValid(datum.low)"), dots, verdict),
        title,
        claim,
        "Dot chart of the share of sentences that carry each theme, by section, with intervals from "
        "sentences drawn anew; at the right, whether the permutation test tells the sections apart.",
        frame,
        {
            "label": "Theme",
            "heading": "Section",
            "sentences": "Sentences",
            "of": "Of",
            "share": "Per cent",
            "low": "Interval from",
            "high": "to",
            "verdict": "Verdict",
        },
        height=alt.Step(15),
    )


@chart
def theme_pairs(book: Book, *, title: str, claim: str) -> alt.Chart:
    """How many sentences each two themes share; what chance would not have so is framed."""
    frame = themes.pairs(book)
    names = themes.labels(book)
    frame = frame.assign(
        one=frame["first"].map(names),
        other=frame["second"].map(names),
        told=frame["p_adjusted"] <= keyness.Q,
        href=sentences_of(book, frame["first"]),
        number=frame["together"].astype(str).where(frame["together"] > 0, ""),
        **{name: frame[name].round(2) for name in ("expected", "p", "p_adjusted")},
    )
    frame["said"] = (
        frame["one"]
        + " and "
        + frame["other"]
        + ": "
        + frame["together"].astype(str)
        + " sentences, "
        + frame["expected"].astype(str)
        + " expected"
    )
    order = list(names.values())
    # The names stand on the diagonal, right of the rows that they name and above the columns.
    across = alt.Scale(domain=order, rangeMax=alt.ExprRef("width - 130"), rangeMin=0)
    x = alt.X("one:N", sort=order, title=None, axis=None, scale=across)
    y = alt.Y("other:N", sort=order, title=None, axis=None, scale=alt.Scale(domain=order))
    base = alt.Chart(frame).encode(x=x, y=y)
    scale = alt.Scale(type="threshold", domain=[1, 2, 3, 4], range=HEAT)
    cells = base.mark_rect(stroke="var(--page)", strokeWidth=2).encode(
        color=alt.Color("together:Q", scale=scale, legend=None), description="said:N", href="href:N"
    )
    numbers = base.mark_text(aria=False).encode(
        text="number:N",
        color=alt.condition("datum.together > 3", alt.value("var(--on-heat)"), alt.value(INK)),
    )
    frames = base.mark_rect(filled=False, stroke=INK, strokeWidth=2, aria=False)
    diagonal = pd.DataFrame({"one": order, "other": order, "label": order})
    named = _in_lines(diagonal, x=x, y=y, align="left", dx=-4)
    return finished(
        alt.layer(cells, frames.transform_filter("datum.told"), numbers, *named),
        title,
        claim,
        "Triangle of the number of sentences that each two themes share; darker is more. A cell has a frame "
        "where the number is not one that chance would have.",
        frame.sort_values(["together", "one", "other"], ascending=[False, True, True]),
        {
            "one": "Theme",
            "other": "And",
            "together": "Sentences shared",
            "expected": "Expected by chance",
            "p": "p",
            "p_adjusted": "p, adjusted",
        },
        height=alt.Step(26),
    )


@chart
def theme_network(book: Book, *, title: str, claim: str) -> alt.Chart:
    """The themes as a network: the more sentences two of them share, the stronger the line between them."""
    shares = themes.shares(book)
    edges = themes.pairs(book)
    edges = edges[edges["together"] >= SHARED]
    placed = layout(edges, list(shares["theme"]))
    nodes = shares.merge(placed.rename(columns={"name": "theme"}), on="theme").assign(
        href=sentences_of(book, shares["theme"]),
        said=shares["label"] + ": " + shares["sentences"].astype(str) + " sentences",
    )
    names = themes.labels(book)
    lines = edges.assign(one=edges["first"].map(names), other=edges["second"].map(names))
    for end, column in (("", "first"), ("2", "second")):
        ends = placed.rename(columns={"name": column, "x": f"x{end}", "y": f"y{end}"})
        lines = lines.merge(ends, on=column)
    lines = lines.assign(
        said=lines["one"]
        + " and "
        + lines["other"]
        + ": "
        + lines["together"].astype(str)
        + " sentences shared"
    )
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.1, 1.1]))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-0.05, 1.1]))
    rules = (
        alt.Chart(lines)
        .mark_rule(color=REST, strokeCap="round")
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth(
                "together:Q", scale=alt.Scale(domain=[1, 5], range=[1, 9]), legend=None
            ),
            description="said:N",
        )
    )
    dots = (
        alt.Chart(nodes)
        .mark_circle(color=SECTIONS[0], opacity=1, stroke="var(--page)", strokeWidth=2)
        .encode(
            x=x,
            y=y,
            size=alt.Size("sentences:Q", scale=alt.Scale(domain=[0, 20], range=[0, 900]), legend=None),
            description="said:N",
            href="href:N",
        )
    )
    # A halo keeps the names readable where lines pass behind them.
    halo = _in_lines(nodes, x=x, y=y, dy=-24, stroke="var(--page)", strokeWidth=4)
    labels = _in_lines(nodes, x=x, y=y, dy=-24)
    return finished(
        alt.layer(rules, *halo, dots, *labels),
        title,
        claim,
        "Network of the themes. A circle is the larger, the more sentences carry the theme; a line is the "
        f"wider, the more sentences two themes share, from {SHARED} on. Themes that share many stand close.",
        lines,
        {"one": "Theme", "other": "And", "together": "Sentences shared"},
        height=400,
    )


def _between(frame: pd.DataFrame) -> pd.Series[str]:
    """A value with its interval, where it has one."""
    known = frame["low"].notna()
    ends = " (" + frame["low"].astype(str) + " to " + frame["high"].astype(str) + ")"
    return frame["value"].astype(str) + ends.where(known, "")
