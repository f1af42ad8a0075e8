"""A book in; charts of who is named in its document, with whom, with what and in which stance, out."""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from reading import actors, evidence
from reading.book import Book
from reading.charts.networks import layout
from reading.charts.parts import (
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
    naming_of,
    titles,
)
from reading.measures import frequency
from reading.measures.incidence import SENTENCE
from reading.stances import STANCES

NAMINGS = {
    actors.Naming.NAME: "Own name",
    actors.Naming.ALIAS: "Other name or adjective",
    actors.Naming.METONYM: "Metonym",
}
"""How each way of naming is called."""

SIGNS = {"favourable": "+", "adverse": "\u2212", "neutral": "\u25cb"}
"""What stands for each stance, so that no colour has to."""

TOLD, UNTOLD, RARE = "Not left to chance", "Cannot be told from chance", "Too rare to be tested"

LINES = {TOLD: (INK, [1, 0]), UNTOLD: (REST, [1, 0]), RARE: (REST, [3, 3])}
"""How a line between two actors is drawn: its colour and its dashes."""

NUMBERED = 0.66
"""How far along its edge a number stands, so that numbers of edges that cross do not meet."""

LONGEST = 190
"""Pixels: the labels of themes are long, and no two of them tell apart when cut."""


@chart
def actor_names(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Who is named how often: a bar an actor, a piece of it a name, metonyms hollow."""
    totals = actors.totals(book)
    totals = totals[totals["mentions"] > 0]
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
    frame["told"] = frame["label"] + " as " + frame["name"] + ": " + frame["count"].astype(str)
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
    own = f"datum.how == '{NAMINGS[actors.Naming.NAME]}'"
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
        f"Bar chart of the {len(totals)} actors that the document names, by mentions; each bar is made of "
        "the names that are used: the own name first and dark, others and adjectives pale, metonyms hollow.",
        frame,
        {"label": "Actor", "name": "Named as", "how": "Kind of name", "count": "Mentions"},
    )


@chart
def actor_sections(book: Book, *, title: str, claim: str) -> alt.Chart:
    """The rates of the actors that are named repeatedly, by section, with intervals."""
    order, called, named = actors.repeated(book), actors.labels(book), titles(book)
    frame = actors.rates(book, by_section=True)
    frame = frame[frame["actor"].isin(order)]
    compared = actors.compared(book)
    if len(compared):
        frame = frame.merge(compared[["section", "actor", "p_adjusted", "verdict"]], on=["section", "actor"])
    else:
        frame = frame.assign(p_adjusted=np.nan, verdict="")
    frame = in_order(frame, order, "actor").round({"rate": 1, "low": 1, "high": 1, "p_adjusted": 3})
    ends = frame["low"].map("{:g}".format) + " to " + frame["high"].map("{:g}".format)
    frame = frame.assign(
        label=frame["actor"].map(called),
        heading=frame["section"].map(named),
        href=naming_of(book, frame["actor"]),
        interval=ends.where(frame["low"].notna(), "no interval"),
    )
    frame["told"] = frame["label"] + " in " + frame["heading"] + ": " + frame["rate"].map("{:g}".format)
    frame["told"] += " (" + frame["interval"] + ")"
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
        f"Dot chart of the {len(order)} actors that at least {actors.REPEATED} sentences name: mentions per "
        "thousand tokens in each section, each with the interval that comes from drawing the section's "
        "sentences anew; without one where the section names the actor nowhere.",
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
    shared = pairs[pairs["together"] > 0]
    if shared.empty:
        raise ValueError(f"the chart {title!r} needs two actors that share a sentence")
    places = layout(shared).rename(columns={"name": "actor"})
    nodes = (
        actors.totals(book)
        .merge(places, on="actor")
        .assign(
            href=lambda rows: naming_of(book, rows["actor"]),
            told=lambda rows: rows["label"] + ": named in " + rows["sentences"].astype(str) + " sentences",
        )
    )
    shared = shared.assign(
        one=shared["first"].map(called),
        other=shared["second"].map(called),
        test=shared["told"].map({True: TOLD, False: UNTOLD}).where(shared["p"].notna(), RARE),
        href=[_first_shared(book, *pair) for pair in zip(shared["first"], shared["second"], strict=True)],
    )
    for end, who in (("", "first"), ("2", "second")):
        shared = shared.merge(places.rename(columns={"actor": who, "x": f"x{end}", "y": f"y{end}"}), on=who)
    shared = shared.assign(
        middle=shared["x"] + (shared["x2"] - shared["x"]) * NUMBERED,
        half=shared["y"] + (shared["y2"] - shared["y"]) * NUMBERED,
        label=shared["one"]
        + " and "
        + shared["other"]
        + ": "
        + shared["together"].astype(str)
        + " sentences",
    )
    outcomes = [outcome for outcome in LINES if outcome in set(shared["test"])]
    colours, dashes = zip(*(LINES[outcome] for outcome in outcomes), strict=True)
    scale = alt.Scale(domain=[0, 1], nice=False, padding=40)
    x, y = alt.X("x:Q", axis=None, scale=scale), alt.Y("y:Q", axis=None, scale=scale)
    edges = (
        alt.Chart(shared)
        .mark_rule(aria=False)
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            size=alt.Size("together:Q", scale=alt.Scale(domain=[0, 12], range=[0, 12]), legend=None),
            color=alt.Color(
                "test:N",
                scale=alt.Scale(domain=outcomes, range=colours),
                legend=alt.Legend(title=None),
            ),
            strokeDash=alt.StrokeDash(
                "test:N",
                scale=alt.Scale(domain=outcomes, range=dashes),
                legend=alt.Legend(title=None),
            ),
        )
    )
    dots = (
        alt.Chart(nodes)
        .mark_point(filled=True, color=SECTIONS[0], stroke="var(--page)", opacity=1)
        .encode(
            x=x,
            y=y,
            size=alt.Size("sentences:Q", scale=alt.Scale(range=[60, 600]), legend=None),
            description="told:N",
            href="href:N",
        )
    )
    counts = alt.Chart(shared[shared["together"] > 1]).encode(
        x=alt.X("middle:Q", axis=None, scale=scale),
        y=alt.Y("half:Q", axis=None, scale=scale),
        text="together:Q",
    )
    above = alt.Chart(nodes[nodes["y"] >= 0.5]).encode(x=x, y=y, text="label:N")
    below = alt.Chart(nodes[nodes["y"] < 0.5]).encode(x=x, y=y, text="label:N")
    # Below each text the same in the colour of the page, wider, so that no line runs through it.
    halo: dict[str, Any] = {"stroke": "var(--page)", "strokeWidth": 4, "strokeJoin": "round", "aria": False}
    texts = [
        above.mark_text(dy=-17, **halo),
        above.mark_text(dy=-17, aria=False),
        below.mark_text(dy=19, **halo),
        below.mark_text(dy=19, aria=False),
        counts.mark_text(**halo),
        counts.mark_text(fontWeight="bold").encode(description="label:N", href="href:N"),
    ]
    return finished(
        alt.layer(edges, dots, *texts).resolve_scale(size="independent"),
        title,
        claim,
        f"Network of the {len(nodes)} actors that share sentences. A line joins two that a sentence names "
        "together, the wider the more such sentences, whose number it bears from two on. Lines are solid and "
        "dark where chance would hardly have it, solid and grey where it might, dotted where the pair is too "
        "rare to be tested.",
        shared.round({"expected": 1, "p": 3, "p_adjusted": 3}).astype(object).where(shared.notna(), ""),
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
        },
        height=420,
    )


@chart
def actor_themes(book: Book, *, title: str, claim: str) -> alt.Chart:
    """What stands beside the actors that are named repeatedly: their sentences by theme, as a heat map."""
    order, called, coded = actors.repeated(book), actors.labels(book), book.coding.codebook.themes
    first = actors.themed(book).drop_duplicates(["actor", "theme"])
    frame = actors.themes(book).merge(first, how="left", on=["actor", "theme"])
    frame = frame[frame["actor"].isin(order)]
    size = actors.totals(book).set_index("actor")["sentences"]
    frame = in_order(frame, order, "actor").assign(
        label=lambda rows: rows["actor"].map(called),
        named=lambda rows: rows["actor"].map(size),
        heading=lambda rows: rows["theme"].map(lambda theme: coded[theme].label),
        href=lambda rows: [
            _sentence(book, paragraph, int(number)) if count else ""
            for paragraph, number, count in zip(
                rows["paragraph"], rows["sentence"], rows["sentences"], strict=True
            )
        ],
        number=lambda rows: rows["sentences"].astype(str).where(rows["sentences"] > 0, ""),
        percent=lambda rows: rows["share"].map("{:.0%}".format),
    )
    frame["told"] = frame["label"] + ", " + frame["heading"] + ": " + frame["sentences"].astype(str)
    frame["told"] += " of " + frame["named"].astype(str) + " sentences"
    frame = frame.drop(columns=["paragraph", "sentence"])
    frame["row"] = frame["label"] + " (" + frame["named"].astype(str) + ")"
    base = alt.Chart(frame).encode(
        y=alt.Y(
            "row:N", sort=list(dict.fromkeys(frame["row"])), title=None, axis=alt.Axis(labelLimit=LONGEST)
        ),
        x=alt.X(
            "heading:N",
            sort=[theme.label for theme in coded.values()],
            title=None,
            axis=alt.Axis(orient="top", domain=False, ticks=False, labelLimit=LONGEST),
        ),
    )
    # By share, so that whoever is named often does not outshine the others.
    scale = alt.Scale(type="threshold", domain=[0.001, 0.2, 0.4, 0.6], range=HEAT)
    cells = base.mark_rect(stroke="var(--page)", strokeWidth=2).encode(
        color=alt.Color("share:Q", scale=scale, legend=None), description="told:N", href="href:N"
    )
    numbers = base.mark_text(aria=False).encode(
        text="number:N",
        color=alt.condition("datum.share >= 0.6", alt.value("var(--on-heat)"), alt.value(INK)),
    )
    return finished(
        cells + numbers,
        title,
        claim,
        f"Heat map of the {len(order)} actors that at least {actors.REPEATED} sentences name, by theme: each "
        "cell holds the number of the actor's sentences that carry the theme, and is darker "
        "the larger their share. Beside each actor stands how many sentences name it.",
        frame[frame["sentences"] > 0],
        {
            "label": "Actor",
            "heading": "Theme",
            "sentences": "Sentences with the theme",
            "named": "Sentences that name the actor",
            "percent": "Share",
        },
        height=alt.Step(26),
    )


@chart
def stances(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Who is presented in which stance towards whom: actors by targets, a line of a cell a stance."""
    table, called = actors.stances(book), actors.labels(book)
    if table.empty:
        raise ValueError(f"the chart {title!r} needs stances that are coded")
    coded = book.stances.coded.assign(
        place=[
            f"{book.document.short[paragraph]} {number}"
            for paragraph, number in zip(
                book.stances.coded["paragraph"], book.stances.coded["sentence"], strict=True
            )
        ]
    )
    frame = coded.groupby(["actor", "target", "stance"], sort=False, as_index=False).agg(
        count=("place", "size"),
        where=("place", ", ".join),
    )
    frame = in_order(frame, list(STANCES), "stance").assign(
        who=lambda rows: rows["actor"].map(called),
        whom=lambda rows: rows["target"].map(called),
        sign=lambda rows: rows["stance"].map(SIGNS) + " " + rows["count"].astype(str),
        href=lambda rows: [
            f"{SITE}{evidence.PAGE}.html#{evidence.stance_anchor(*pair)}"
            for pair in zip(rows["actor"], rows["target"], strict=True)
        ],
    )
    frame["told"] = frame["who"] + " towards " + frame["whom"] + ": " + frame["stance"] + " in "
    frame["told"] += frame["count"].astype(str) + " sentence" + np.where(frame["count"] == 1, "", "s")
    rule = book.stances.rule
    assert rule is not None
    rows, columns = (
        [called[one] for one in rule.actors if one in set(table[end])] for end in ("actor", "target")
    )
    grid = pd.DataFrame(
        [(who, whom) for who in rows for whom in columns if who != whom], columns=["who", "whom"]
    )
    x = alt.X("whom:N", sort=columns, title=None, axis=alt.Axis(orient="top", domain=False, ticks=False))
    y = alt.Y("who:N", sort=rows, title=None)
    legend = alt.Legend(title=None, symbolStrokeColor=QUIET, symbolType="square")
    names = {stance: f"{SIGNS[stance]} {stance}" for stance in STANCES}
    frame["name"] = frame["stance"].map(names)
    base = alt.Chart(frame).encode(x=x, y=y, yOffset=alt.YOffset("stance:N", sort=list(STANCES)))
    cells = base.mark_rect(stroke=QUIET, strokeWidth=1).encode(
        fill=alt.Fill(
            "name:N",
            scale=alt.Scale(domain=list(names.values()), range=[HEAT[2], "var(--page)", HEAT[0]]),
            legend=legend,
        ),
        description="told:N",
        href="href:N",
    )
    numbers = base.mark_text(aria=False).encode(text="sign:N")
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


def _first_shared(book: Book, one: str, other: str) -> str:
    """The entry of the first sentence that names both."""
    named = actors.as_lemmas(book)
    both = book.document.sentences
    for actor in (one, other):
        both = both.merge(named.loc[named["lemma"] == actor, SENTENCE])
    return _sentence(book, both["paragraph"].iloc[0], both["sentence"].iloc[0])


def _sentence(book: Book, paragraph: str, sentence: int) -> str:
    """The address of a sentence's entry on the page of the evidence."""
    return f"{SITE}{evidence.PAGE}.html#{evidence.sentence_anchor(book.document.short[paragraph], sentence)}"
