"""Charts of actors: their names, sections, pairs, themes and stances."""

from __future__ import annotations

import json

import altair as alt
import pandas as pd

from reading.charts.common import (
    SECOND,
    chart,
    finish_chart,
    has_colours,
    label_axis,
    link_actors,
    link_terms,
    locate_sentences,
    locate_shared_sentences,
    require_rows,
    require_themes,
    sort_by_order,
)
from reading.charts.heat import SHARES, head_columns, heat_map
from reading.data.book import Book
from reading.data.stances import STANCES
from reading.formatting import STORED_P_PLACES, format_share, pluralize, round_columns
from reading.measures import frequency, keyness
from reading.measures.frames import iterate_rows
from reading.measures.intervals import LEAST
from reading.show.spec import SITE
from reading.show.theme import FAINT, HEAT, INK, QUIET, REST, SECTIONS
from reading.tables import actor_counts as actors
from reading.tables import actor_tables, evidence
from reading.tables.actor_tables import one_direction
from reading.tables.not_yet import NOTHING, TWO_SECTIONS, NotYet

NAMINGS = {
    actors.Naming.NAME: "Own name",
    actors.Naming.ALIAS: "Other name or adjective",
    actors.Naming.METONYM: "Metonym",
    actors.Naming.COMPOUND: "Compound of two names",
}
"""The name of each kind of name."""

FILLS_OF_NAMES = [HEAT[4], HEAT[2], "var(--page)", "var(--neutral)"]
"""The colour of each kind of name, in the order of `NAMINGS`."""

SIGNS = {"favourable": "+", "adverse": "\u2212", "neutral": "\u25cb"}
"""The sign of each stance, so that it can be told without colour."""

FILLS = {stance: f"var(--{stance})" for stance in STANCES}
"""The colour of each stance: two hues for favourable and adverse, grey for neutral."""

TOLD, UNTOLD, RARE = "Unlikely by chance", "Could be chance", "Too rare to tell"

FILLS_OF_TESTS = {TOLD: INK, UNTOLD: "var(--shade)", RARE: "var(--page)"}
"""The colour of the bar of two actors, by the outcome of the test."""

SHARED, MOST_PAIRS = 2, 20
"""The least sentences that a pair shares, and the most pairs, that the chart of pairs draws."""

MIN_SENTENCES = 2
"""Actors that fewer sentences name are not shown beside each other."""

LABEL_LIMIT = 190
"""The width of labels in pixels: labels of themes are long, and must not be cut."""


def _count_sentences(book: Book) -> pd.Series[int]:
    """How many sentences name each actor, the most mentioned first."""
    return actor_tables.actors(book).set_index("actor")["sentences"]


def _list_frequent(book: Book) -> list[str]:
    """The actors that at least `MIN_SENTENCES` sentences name, the most mentioned first."""
    sizes = _count_sentences(book)
    return list(sizes[sizes >= MIN_SENTENCES].index)


@chart
def actor_names(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Mentions of actors: a bar for each, a part of it for each name. Metonyms are hollow, compounds grey."""
    totals = actor_tables.actors(book)
    totals = totals[totals["mentions"] > 0]
    require_rows(totals)
    frame = frequency.counts(actors.mentions(book), ["actor", "naming", "lemma"])
    frame = frame.merge(totals[["actor", "label", "mentions"]], on="actor").assign(
        name=lambda rows: rows["lemma"].map(book.lexicon.label),
        how=lambda rows: rows["naming"].map(NAMINGS),
        href=lambda rows: link_terms(book, rows["lemma"]),
        place=lambda rows: rows["naming"].map(list(NAMINGS).index),
    )
    frame = frame.sort_values(["place", "count", "lemma"], ascending=[True, False, True])
    frame["place"] = range(len(frame))
    frame = sort_by_order(frame, list(totals["actor"]), "actor")
    end = frame.groupby("actor")["count"].cumsum()
    frame = frame.assign(start=end - frame["count"], end=end)
    frame["told"] = [f"{row.label} as {row.name}: {row.count}" for row in iterate_rows(frame)]
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
                scale=alt.Scale(domain=list(NAMINGS.values()), range=FILLS_OF_NAMES),
                legend=alt.Legend(title=None, symbolStrokeColor=HEAT[4], symbolType="square"),
            ),
            description="told:N",
            href="href:N",
        )
    )
    # A name is written in its part of the bar where it fits, at seven pixels a letter.
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
    return finish_chart(
        bars + inside + numbers,
        title,
        claim,
        f"Bar chart of the {pluralize(len(totals), 'actor')} that the document names, by mentions. Each bar "
        "is divided by names: the actor's own name is dark, other names and adjectives are pale, metonyms "
        "are hollow, compounds, which name another actor as well, are grey.",
        frame,
        {"label": "Actor", "name": "Named as", "how": "Kind of name", "count": "Mentions"},
    )


@chart
def actor_sections(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Rates of the frequent actors by section, with intervals."""
    order, labels, titles = _list_frequent(book), actors.labels(book), book.document.titles
    frame = actor_tables.actors_by_section(book).rename(columns={"rate_low": "low", "rate_high": "high"})
    frame = frame[frame["actor"].isin(order)]
    require_rows(frame)
    if len(titles) < 2:
        raise NotYet(TWO_SECTIONS)
    stored = dict.fromkeys(("p_adjusted", "p_paragraphs"), STORED_P_PLACES)
    frame = round_columns(sort_by_order(frame, order, "actor"), {"rate": 1, "low": 1, "high": 1, **stored})
    ends = pd.Series([f"{row.low:g} to {row.high:g}" for row in iterate_rows(frame)], frame.index)
    frame = frame.assign(
        label=frame["actor"].map(labels),
        heading=frame["section"].map(titles),
        href=link_actors(book, frame["actor"]),
        interval=ends.where(frame["low"].notna(), "no interval"),
    )
    frame["told"] = [
        f"{row.label} in {row.heading}: {row.rate:g} ({row.interval})" for row in iterate_rows(frame)
    ]
    headings = list(titles.values())
    unit = "Per thousand tokens, 95 % interval"
    base = alt.Chart(frame).encode(y=alt.Y("label:N", sort=[labels[actor] for actor in order], title=None))
    dots = base.mark_point(filled=True, size=75, opacity=1).encode(
        x=alt.X("rate:Q", title=unit), description="told:N", href="href:N"
    )
    shown = "mentions per thousand tokens in each section"
    if has_colours(book):
        offset = alt.YOffset("heading:N", sort=headings)
        scale = alt.Scale(domain=headings, range=SECTIONS[: len(headings)])
        x = alt.X("low:Q", title=unit, axis=alt.Axis(grid=True, tickCount=6))
        spans = base.mark_rule(color=REST, strokeWidth=3, aria=False).encode(x=x, x2="high:Q", yOffset=offset)
        dots = dots.encode(
            yOffset=offset,
            color=alt.Color("heading:N", scale=scale, legend=alt.Legend(title=None)),
            shape=alt.Shape("heading:N", scale=alt.Scale(domain=headings), legend=alt.Legend(title=None)),
        )
        drawn = spans.transform_filter("isValid(datum.low)") + dots
        missing = f"There is no interval where the section names the actor fewer than {LEAST} times."
        shown = f"{shown}, each with its interval. {missing}"
    else:
        # A line for each of many sections would make the chart taller than any screen.
        drawn = dots.encode(x=alt.X("rate:Q", title="Per thousand tokens"), color=alt.value(QUIET))
        shown = f"{shown}, a dot for each. The table has the intervals."
    return finish_chart(
        drawn,
        title,
        claim,
        f"Dot chart of the {pluralize(len(order), 'actor')} that at least {MIN_SENTENCES} sentences "
        f"name: {shown}",
        frame.assign(**{name: frame[name].astype(object).where(frame[name].notna(), "") for name in stored}),
        {
            "label": "Actor",
            "heading": "Section",
            "mentions": "Mentions",
            "rate": "Per thousand tokens",
            "interval": "95 % interval",
            "p_adjusted": "p, adjusted",
            "p_paragraphs": "p, paragraphs shuffled",
            "verdict": "Verdict",
        },
        height=alt.Step(20),
    )


@chart
def actor_pairs(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Pairs of actors: the sentences that name both, beside the number that chance would give.

    A pair that shares fewer than `SHARED` sentences is in the table alone, if others share more.
    """
    labels, sizes = actors.labels(book), _count_sentences(book)
    names = {"actor": "first", "other_actor": "second", "sentences": "together"}
    frame = one_direction(actor_tables.actor_pairs(book)).rename(columns=names)
    frame = frame[frame["together"] > 0]
    if frame.empty:
        raise NotYet(NOTHING)
    frame = locate_shared_sentences(book, actors.incidence(book), frame, "lemma")
    frame = round_columns(frame, {"expected": 1, "p": STORED_P_PLACES, "p_adjusted": STORED_P_PLACES})
    frame = frame.assign(
        one=frame["first"].map(labels),
        other=frame["second"].map(labels),
        of_first=frame["first"].map(sizes),
        of_second=frame["second"].map(sizes),
        told=frame["p_adjusted"] <= keyness.Q,
        test=lambda rows: rows["told"].map({True: TOLD, False: UNTOLD}).where(rows["p"].notna(), RARE),
        drawn=frame["together"] >= min(SHARED, frame["together"].max()),
    )
    frame.loc[MOST_PAIRS:, "drawn"] = False
    frame["label"] = [f"{row.one} {SECOND}{row.other}" for row in iterate_rows(frame)]
    frame["said"] = [
        f"{row.label}: {pluralize(row.together)}, {row.expected:g} expected by chance"
        for row in iterate_rows(frame)
    ]
    drawn = frame[frame["drawn"]]
    outcomes = [outcome for outcome in FILLS_OF_TESTS if outcome in set(drawn["test"])]
    colours = alt.Scale(domain=outcomes, range=[FILLS_OF_TESTS[outcome] for outcome in outcomes])
    unit = "Sentences; tick: expected by chance"
    base = (
        alt.Chart(frame)
        .transform_filter("datum.drawn")
        .encode(y=alt.Y("label:N", sort=list(drawn["label"]), title=None, axis=label_axis("width")))
    )
    bars = base.mark_bar(stroke=QUIET, strokeWidth=1).encode(
        x=alt.X("together:Q", title=unit, axis=alt.Axis(grid=True, tickMinStep=1, tickCount=6)),
        fill=alt.Fill(
            "test:N",
            scale=colours,
            legend=alt.Legend(title=None, symbolType="square", symbolStrokeColor=QUIET),
        ),
        description="said:N",
        href="href:N",
    )
    ticks = [
        base.mark_tick(color=colour, thickness=thickness, size=18, aria=False).encode(
            x=alt.X("expected:Q", title=unit)
        )
        # The wider tick below, in the colour of the page, sets the tick off from dark bars.
        for colour, thickness in (("var(--page)", 6), (INK, 2))
    ]
    numbers = base.mark_text(align="left", dx=6, aria=False).encode(
        x=alt.X("end:Q", title=unit), text="together:Q"
    )
    numbers = numbers.transform_calculate(end="max(datum.together, datum.expected)")
    return finish_chart(
        alt.layer(bars, *ticks, numbers),
        title,
        claim,
        f"Bar chart of the {pluralize(len(drawn), 'pair')} of actors that share most sentences: the number "
        "of sentences that name both, and a tick at the number that chance would give. A bar is dark where "
        "the two differ, grey where they cannot be told apart, hollow where the pair is too rare to tell. "
        f"The table has all {pluralize(len(frame), 'pair')}.",
        frame,
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
        height=alt.Step(24),
    )


@chart
def actor_themes(book: Book, *, title: str, claim: str) -> alt.Chart:
    """A heat map of the sentences of the frequent actors, by theme."""
    require_themes(book)
    order, labels, coded = _list_frequent(book), actors.labels(book), book.coding.codebook.themes
    both = ["actor", "theme"]
    frame = actors.count_themes(book).merge(
        locate_sentences(book, actors.theme_sentences(book), both), how="left", on=both
    )
    frame = frame[frame["actor"].isin(order)].fillna({"where": "", "href": ""})
    size = _count_sentences(book)
    frame = sort_by_order(frame, order, "actor").assign(
        label=lambda rows: rows["actor"].map(labels),
        named=lambda rows: rows["actor"].map(size),
        heading=lambda rows: rows["theme"].map(lambda theme: coded[theme].label),
        number=lambda rows: rows["sentences"].astype(str).where(rows["sentences"] > 0, ""),
        percent=lambda rows: rows["share"].map(format_share),
    )
    frame["said"] = [
        f"{row.label}, {row.heading}: {row.sentences} of {pluralize(row.named)}"
        for row in iterate_rows(frame)
    ]
    frame["row"] = [f"{row.label} ({row.named})" for row in iterate_rows(frame)]
    y = alt.Y(
        "row:N", sort=list(dict.fromkeys(frame["row"])), title=None, axis=alt.Axis(labelLimit=LABEL_LIMIT)
    )
    x = head_columns("heading:N", (theme.label for theme in coded.values()), labelLimit=LABEL_LIMIT)
    return finish_chart(
        # By share, so that the actors that are named most do not look darkest for that reason.
        heat_map(frame, x=x, y=y, value="share", steps=SHARES),
        title,
        claim,
        f"Heat map of the {pluralize(len(order), 'actor')} that at least {MIN_SENTENCES} sentences "
        "name, by theme: each cell holds the number of the actor's sentences that carry the theme, and is "
        "darker the larger their share is. The number of sentences that name an actor is beside its name.",
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
    """Stances of actors towards others: a matrix whose cells have a line for each stance."""
    coded, labels = book.stances.coded, actors.labels(book)
    if coded.empty:
        raise ValueError(f"the chart {title!r} needs stances that are coded")
    cell = ["actor", "target", "stance"]
    frame = coded.groupby(cell, sort=False).size().rename("count").reset_index()
    frame = frame.merge(locate_sentences(book, coded, cell), on=cell)
    frame = sort_by_order(frame, list(STANCES), "stance").assign(
        who=lambda rows: rows["actor"].map(labels),
        whom=lambda rows: rows["target"].map(labels),
        sign=lambda rows: [f"{SIGNS[row.stance]} {row.count}" for row in iterate_rows(rows)],
        href=lambda rows: [
            SITE + evidence.stance(*pair).address for pair in zip(rows["actor"], rows["target"], strict=True)
        ],
    )
    frame["told"] = [
        f"{row.who} towards {row.whom}: {row.stance} in {pluralize(row.count)}" for row in iterate_rows(frame)
    ]
    rule = book.stances.rule
    assert rule is not None
    rows, columns = (
        [labels[actor] for actor in rule.actors if actor in set(coded[end])] for end in ("actor", "target")
    )
    grid = pd.DataFrame([(who, whom) for who in rows for whom in columns], columns=["who", "whom"])
    above = alt.Axis(orient="top", domain=False, ticks=False, titleAnchor="start")
    x = alt.X("whom:N", sort=columns, title="Towards whom", axis=above)
    # The title is horizontal, above the names.
    over = alt.Axis(titleAngle=0, titleAlign="right", titleBaseline="bottom", titleX=-6, titleY=-4)
    y = alt.Y("who:N", sort=rows, title="Who holds it", axis=over)
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
    numbers = base.mark_text(aria=False).encode(text="sign:N", color=alt.value(INK))
    empty = alt.Chart(grid).mark_rect(filled=False, stroke=FAINT, aria=False).encode(x=x, y=y)
    return finish_chart(
        alt.layer(empty, cells, numbers),
        title,
        claim,
        "Matrix of stances: the rows are the actors that are said to hold a stance, the columns are those "
        "whom it is about. A cell holds up to three lines, each with the number of sentences: plus, in blue, "
        "for favourable, minus, in orange, for adverse, a circle, in grey, for neutral.",
        frame.sort_values(["who", "whom"], kind="stable"),
        {"who": "Actor", "whom": "Towards", "stance": "Stance", "count": "Sentences", "where": "Where"},
        height=22 * len(STANCES) * len(rows),
    )
