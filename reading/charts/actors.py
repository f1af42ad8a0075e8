"""Charts of actors: their names, sections, shared sentences, themes and stances."""

from __future__ import annotations

import json

import altair as alt
import numpy as np
import pandas as pd

from reading.analysis import actors
from reading.charts.common import (
    FAINT,
    HEAT,
    INK,
    QUIET,
    REST,
    SECTIONS,
    SITE,
    chart,
    evidence_of,
    finished,
    in_order,
    many,
    naming_of,
    of_pairs,
    places_of,
    shown,
)
from reading.charts.heat import SHARES, heat_map
from reading.charts.networks import layout, network
from reading.data.book import Book
from reading.data.stances import STANCES
from reading.evidence import pages
from reading.formatting import STORED_P_PLACES, format_share, round_columns
from reading.measures import frequency

NAMINGS = {
    actors.Naming.NAME: "Own name",
    actors.Naming.ALIAS: "Other name or adjective",
    actors.Naming.METONYM: "Metonym",
}
"""How each way of naming is called."""

SIGNS = {"favourable": "+", "adverse": "\u2212", "neutral": "\u25cb"}
"""What stands for each stance, so that no colour has to."""

FILLS = {"favourable": HEAT[2], "adverse": HEAT[4], "neutral": HEAT[0]}
"""How the cell of each stance is filled: the adverse ones strongest, for they are few and easily missed."""

TOLD, UNTOLD, RARE = "Not left to chance", "Cannot be told from chance", "Too rare to be tested"

LINES = {TOLD: (INK, [1, 0]), UNTOLD: (REST, [1, 0]), RARE: (REST, [3, 3])}
"""How a line between two actors is drawn: its colour and its dashes."""

LONGEST = 190
"""Pixels: the labels of themes are long, and no two of them tell apart when cut."""


@chart
def actor_names(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Who is named how often: a bar an actor, a piece of it a name, metonyms hollow."""
    totals = actors.count_mentions(book)
    totals = totals[totals["mentions"] > 0]
    shown(totals, title)
    frame = frequency.counts(actors.mentions(book), ["actor", "naming", "lemma"])
    frame = frame.merge(totals[["actor", "label", "mentions"]], on="actor").assign(
        name=lambda rows: rows["lemma"].map(book.lexicon.label),
        how=lambda rows: rows["naming"].map(NAMINGS),
        href=lambda rows: evidence_of(book, rows["lemma"]),
        place=lambda rows: rows["naming"].map(list(NAMINGS).index),
    )
    frame = frame.sort_values(["place", "count", "lemma"], ascending=[True, False, True])
    frame["place"] = range(len(frame))
    frame = in_order(frame, list(totals["actor"]), "actor")
    end = frame.groupby("actor")["count"].cumsum()
    frame = frame.assign(start=end - frame["count"], end=end)
    frame["told"] = [f"{row.label} as {row.name}: {row.count}" for row in frame.itertuples()]
    y = alt.Y("label:N", sort=list(totals["label"]), title=None)
    unit = "Mentions"
    axis = alt.Axis(grid=True, tickMinStep=1, tickCount=6)
    bars = (
        alt.Chart(frame)
        .mark_bar(stroke=HEAT[4], strokeWidth=1.5)
        .encode(
            y=y,
            x=alt.X("start:Q", title=unit, axis=axis),
            x2="end:Q",
            fill=alt.Fill(
                "how:N",
                scale=alt.Scale(domain=list(NAMINGS.values()), range=[HEAT[4], HEAT[2], "var(--page)"]),
                legend=alt.Legend(title=None, symbolStrokeColor=HEAT[4], symbolType="square"),
            ),
            description="told:N",
            href="href:N",
        )
    )
    # A name stands in its piece where it fits, at seven pixels a letter.
    fits = f"(datum.end - datum.start) * width / {int(totals['mentions'].max())} > 7 * length(datum.name) + 8"
    own = f"datum.how == {json.dumps(NAMINGS[actors.Naming.NAME])}"
    inside = (
        alt.Chart(frame)
        .transform_calculate(middle="(datum.start + datum.end) / 2")
        .mark_text(aria=False)
        .encode(
            y=y,
            x=alt.X("middle:Q", title=unit),
            text=alt.condition(fits, "name:N", alt.value("")),
            color=alt.condition(own, alt.value("var(--on-heat)"), alt.value(INK)),
        )
    )
    numbers = (
        alt.Chart(totals)
        .mark_text(align="left", dx=5, aria=False)
        .encode(y=y, x=alt.X("mentions:Q", title=unit), text="mentions:Q")
    )
    return finished(
        bars + inside + numbers,
        title,
        claim,
        f"Bar chart of the {many(len(totals), 'actor')} that the document names, by mentions; each bar is "
        "made of the names that are used: the own name first and dark, others and adjectives pale, metonyms "
        "hollow.",
        frame,
        {"label": "Actor", "name": "Named as", "how": "Kind of name", "count": "Mentions"},
    )


@chart
def actor_sections(book: Book, *, title: str, claim: str) -> alt.Chart:
    """The rates of the actors that are named repeatedly, by section, with intervals."""
    order, called, named = actors.frequent_actors(book), actors.labels(book), book.document.titles
    frame = actors.rates(book, by_section=True)
    frame = frame[frame["actor"].isin(order)]
    shown(frame, title)
    if len(named) < 2:
        raise ValueError(f"the chart {title!r} needs two sections")
    compared = actors.compare_sections(book)
    if len(compared):
        frame = frame.merge(compared[["section", "actor", "p_adjusted", "verdict"]], on=["section", "actor"])
    else:
        frame = frame.assign(p_adjusted=np.nan, verdict="")
    frame = round_columns(
        in_order(frame, order, "actor"), {"rate": 1, "low": 1, "high": 1, "p_adjusted": STORED_P_PLACES}
    )
    ends = pd.Series([f"{row.low:g} to {row.high:g}" for row in frame.itertuples()], frame.index)
    frame = frame.assign(
        label=frame["actor"].map(called),
        heading=frame["section"].map(named),
        href=naming_of(book, frame["actor"]),
        interval=ends.where(frame["low"].notna(), "no interval"),
    )
    frame["told"] = [
        f"{row.label} in {row.heading}: {row.rate:g} ({row.interval})" for row in frame.itertuples()
    ]
    headings = list(named.values())
    unit = "Per thousand tokens, 95 % interval"
    base = alt.Chart(frame).encode(
        y=alt.Y("label:N", sort=[called[actor] for actor in order], title=None),
        yOffset=alt.YOffset("heading:N", sort=headings),
    )
    scale = alt.Scale(domain=headings, range=SECTIONS[: len(headings)])
    x = alt.X("low:Q", title=unit, axis=alt.Axis(grid=True, tickCount=6))
    spans = base.mark_rule(color=REST, strokeWidth=3, aria=False).encode(x=x, x2="high:Q")
    dots = base.mark_point(filled=True, size=75, opacity=1).encode(
        x=alt.X("rate:Q", title=unit),
        color=alt.Color("heading:N", scale=scale, legend=alt.Legend(title=None)),
        shape=alt.Shape("heading:N", scale=alt.Scale(domain=headings), legend=alt.Legend(title=None)),
        description="told:N",
        href="href:N",
    )
    return finished(
        spans.transform_filter("isValid(datum.low)") + dots,
        title,
        claim,
        f"Dot chart of the {many(len(order), 'actor')} that at least {actors.MIN_SENTENCES} sentences name: "
        "mentions per thousand tokens in each section, each with the interval that comes from drawing the "
        "section's sentences anew; without one where the section names the actor nowhere.",
        frame.assign(p_adjusted=frame["p_adjusted"].astype(object).where(frame["p_adjusted"].notna(), "")),
        {
            "label": "Actor",
            "heading": "Section",
            "count": "Mentions",
            "rate": "Per thousand tokens",
            "interval": "95 % interval",
            "p_adjusted": "p, adjusted",
            "verdict": "Verdict",
        },
        height=alt.Step(20),
    )


@chart
def actor_network(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Who is named with whom: nodes are actors, edges the sentences that they share."""
    pairs, called = actors.pairs(book), actors.labels(book)
    edges = pairs[pairs["together"] > 0]
    if edges.empty:
        raise ValueError(f"the chart {title!r} needs two actors that share a sentence")
    at = layout(edges)
    nodes = actors.count_mentions(book).rename(columns={"actor": "name"})
    nodes = nodes[nodes["name"].isin(at["name"])].assign(
        href=lambda rows: naming_of(book, rows["name"]),
        said=lambda rows: [f"{row.label}: named in {many(row.sentences)}" for row in rows.itertuples()],
    )
    edges = of_pairs(book, actors.incidence(book), edges, "lemma")
    edges = edges.assign(
        one=edges["first"].map(called),
        other=edges["second"].map(called),
        test=edges["told"].map({True: TOLD, False: UNTOLD}).where(edges["p"].notna(), RARE),
    )
    edges["said"] = [f"{row.one} and {row.other}: {many(row.together)}" for row in edges.itertuples()]
    outcomes = [outcome for outcome in LINES if outcome in set(edges["test"])]
    colours, dashes = zip(*(LINES[outcome] for outcome in outcomes), strict=True)
    legend = alt.Legend(title=None)
    drawn = {
        "color": alt.Color("test:N", scale=alt.Scale(domain=outcomes, range=colours), legend=legend),
        "strokeDash": alt.StrokeDash("test:N", scale=alt.Scale(domain=outcomes, range=dashes), legend=legend),
    }
    return finished(
        network(nodes, edges, at, height=420, **drawn),
        title,
        claim,
        f"Network of the {len(nodes)} actors that share sentences. A line joins two that a sentence names "
        "together, the wider the more such sentences, whose number it bears from two on. Lines are solid and "
        "dark where chance would hardly have it, solid and grey where it might, dotted where the pair is too "
        "rare to be tested.",
        round_columns(edges, {"expected": 1, "p": STORED_P_PLACES, "p_adjusted": STORED_P_PLACES}),
        {
            "one": "Actor",
            "other": "With",
            "together": "Sentences shared",
            "of_first": "Of the first",
            "of_second": "Of the second",
            "expected": "Expected by chance",
            "p": "p",
            "p_adjusted": "p, adjusted",
            "test": "Test",
            "where": "Where",
        },
    )


@chart
def actor_themes(book: Book, *, title: str, claim: str) -> alt.Chart:
    """What stands beside the actors that are named repeatedly: their sentences by theme, as a heat map."""
    order, called, coded = actors.frequent_actors(book), actors.labels(book), book.coding.codebook.themes
    both = ["actor", "theme"]
    frame = actors.count_themes(book).merge(
        places_of(book, actors.theme_sentences(book), both), how="left", on=both
    )
    frame = frame[frame["actor"].isin(order)].fillna({"where": "", "href": ""})
    size = actors.count_mentions(book).set_index("actor")["sentences"]
    frame = in_order(frame, order, "actor").assign(
        label=lambda rows: rows["actor"].map(called),
        named=lambda rows: rows["actor"].map(size),
        heading=lambda rows: rows["theme"].map(lambda theme: coded[theme].label),
        number=lambda rows: rows["sentences"].astype(str).where(rows["sentences"] > 0, ""),
        percent=lambda rows: rows["share"].map(format_share),
    )
    frame["said"] = [
        f"{row.label}, {row.heading}: {row.sentences} of {many(row.named)}" for row in frame.itertuples()
    ]
    frame["row"] = [f"{row.label} ({row.named})" for row in frame.itertuples()]
    y = alt.Y("row:N", sort=list(dict.fromkeys(frame["row"])), title=None, axis=alt.Axis(labelLimit=LONGEST))
    x = alt.X(
        "heading:N",
        sort=[theme.label for theme in coded.values()],
        title=None,
        axis=alt.Axis(orient="top", domain=False, ticks=False, labelLimit=LONGEST),
    )
    return finished(
        # By share, so that whoever is named often does not outshine the others.
        heat_map(frame, x=x, y=y, value="share", steps=SHARES),
        title,
        claim,
        f"Heat map of the {many(len(order), 'actor')} that at least {actors.MIN_SENTENCES} sentences name, by "
        "theme: each cell holds the number of the actor's sentences that carry the theme, and is darker "
        "the larger their share. Beside each actor stands how many sentences name it.",
        frame[frame["sentences"] > 0],
        {
            "label": "Actor",
            "heading": "Theme",
            "sentences": "Sentences with the theme",
            "named": "Sentences that name the actor",
            "percent": "Share",
            "where": "Where",
        },
        height=alt.Step(26),
    )


@chart
def stances(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Who is presented in which stance towards whom: actors by targets, a line of a cell a stance."""
    table, called = actors.count_stances(book), actors.labels(book)
    if table.empty:
        raise ValueError(f"the chart {title!r} needs stances that are coded")
    cell = ["actor", "target", "stance"]
    frame = book.stances.coded.groupby(cell, sort=False).size().rename("count").reset_index()
    frame = frame.merge(places_of(book, book.stances.coded, cell), on=cell)
    frame = in_order(frame, list(STANCES), "stance").assign(
        who=lambda rows: rows["actor"].map(called),
        whom=lambda rows: rows["target"].map(called),
        sign=lambda rows: [f"{SIGNS[row.stance]} {row.count}" for row in rows.itertuples()],
        href=lambda rows: [
            SITE + pages.evidence_pages(book).stance(*pair).address
            for pair in zip(rows["actor"], rows["target"], strict=True)
        ],
    )
    frame["told"] = [
        f"{row.who} towards {row.whom}: {row.stance} in {many(row.count)}" for row in frame.itertuples()
    ]
    rule = book.stances.rule
    assert rule is not None
    rows, columns = (
        [called[one] for one in rule.actors if one in set(table[end])] for end in ("actor", "target")
    )
    grid = pd.DataFrame([(who, whom) for who in rows for whom in columns], columns=["who", "whom"])
    above = alt.Axis(orient="top", domain=False, ticks=False, titleAnchor="start")
    x = alt.X("whom:N", sort=columns, title="Towards whom", axis=above)
    # Upright, over the names at the side.
    over = alt.Axis(titleAngle=0, titleAlign="right", titleBaseline="bottom", titleX=-6, titleY=-4)
    y = alt.Y("who:N", sort=rows, title="Who acts", axis=over)
    legend = alt.Legend(title=None, symbolStrokeColor=QUIET, symbolType="square")
    names = {stance: f"{SIGNS[stance]} {stance}" for stance in STANCES}
    frame["name"] = frame["stance"].map(names)
    base = alt.Chart(frame).encode(x=x, y=y, yOffset=alt.YOffset("stance:N", sort=list(STANCES)))
    cells = base.mark_rect(stroke=QUIET, strokeWidth=1).encode(
        fill=alt.Fill(
            "name:N",
            scale=alt.Scale(domain=list(names.values()), range=[FILLS[stance] for stance in STANCES]),
            legend=legend,
        ),
        description="told:N",
        href="href:N",
    )
    numbers = base.mark_text(aria=False).encode(
        text="sign:N",
        color=alt.condition("datum.stance == 'adverse'", alt.value("var(--on-heat)"), alt.value(INK)),
    )
    empty = alt.Chart(grid).mark_rect(filled=False, stroke=FAINT, aria=False).encode(x=x, y=y)
    return finished(
        alt.layer(empty, cells, numbers),
        title,
        claim,
        "Matrix of stances: who is presented as taking one in the rows, towards whom in the columns. A cell "
        "holds up to three lines, each with the number of sentences: plus for favourable, minus for adverse, "
        "a circle for neutral.",
        frame.sort_values(["who", "whom"], kind="stable"),
        {"who": "Actor", "whom": "Towards", "stance": "Stance", "count": "Sentences", "where": "Where"},
        height=22 * len(STANCES) * len(rows),
    )
