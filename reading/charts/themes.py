"""Charts of themes: shares, validity of the lexicons, and comparison of sections."""

from __future__ import annotations

import json
from typing import Any

import altair as alt
import pandas as pd

from reading.charts.common import (
    chart,
    finish_chart,
    has_colours,
    label_axis,
    link_themes,
    require_rows,
    require_themes,
    section_colour,
)
from reading.charts.divisions import MAX_DIVISIONS, divide
from reading.charts.heat import SHARES, head_columns, heat_map
from reading.data.book import Book
from reading.formatting import STORED_P_PLACES, format_share, per_cent, pluralize, round_column, round_columns
from reading.measures import keyness
from reading.measures.frames import iterate_rows
from reading.measures.incidence import SENTENCE
from reading.measures.intervals import LEAST
from reading.show.theme import INK, QUIET, REST
from reading.tables import theme_counts as themes
from reading.tables.lexicon_tables import lexicon_themes
from reading.tables.not_yet import NO_CODES, NO_HITS, NotYet

LEADERS = f"the {themes.LEADING} leading themes"
"""What the frames of cells mean."""

ALL = "All of it"
"""The heading of the column of a whole section."""

COLUMNS = (
    "The number of sentences is behind the name of each column, in brackets. Where these are fewer than "
    f"{LEAST}, a pale cell has counts, such as 1/2, and no share."
)
"""How the columns of the heat maps are read."""


@chart
def document_at_a_glance(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Shares of themes in each section and paragraph; cells of the leading themes have a frame.

    The heading of a column has its number of sentences, since 100 per cent may be few sentences. Where there
    are many sections or paragraphs, or a section is one paragraph, one heat map has all parts.
    """
    require_themes(book)
    sizes = book.document.paragraphs.groupby("section").size()
    # The only paragraph of a section is all of it.
    if not has_colours(book) or sizes.min() < 2 or sizes.sum() > MAX_DIVISIONS:
        return _draw_divisions(book, title, claim)
    frame = _build_glance(book)
    require_rows(frame)
    views = [
        _draw_section(frame[frame["section"] == section], name)
        for section, name in book.document.titles.items()
    ]
    leaders = frame[frame["leads"] & (frame["column"] == ALL)].sort_values(["section", "rank"], kind="stable")
    said = [
        f"{name}: {', '.join(leaders[leaders['section'] == section]['label'])}"
        for section, name in book.document.titles.items()
    ]
    return finish_chart(
        alt.vconcat(*views, spacing=26),
        title,
        claim,
        "Heat maps, one for each section: the share of sentences, in per cent, that carry each theme, in the "
        f"section as a whole and by paragraph, {themes.describe_source(book)}. "
        f"{COLUMNS} Themes are in the order of their shares in the section, and the leading "
        f"{themes.LEADING} are bold and framed: {'; '.join(said)}.",
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


def _draw_divisions(book: Book, title: str, claim: str) -> alt.Chart:
    """Draw one heat map of the parts of a long document, with themes in the order of their shares."""
    document = book.document
    divisions = divide(document)
    parts = divisions.frame.set_index("unit")
    coded, every = (divisions.assign_to(rows) for rows in (themes.sentence_themes(book), document.sentences))
    frame = themes.share_sentences(coded, every, themes.labels(book), "unit")
    frame = frame.assign(
        column=frame["unit"].map(parts["title"]),
        shade=_shade(frame),
        number=_write_cells(frame),
        href=link_themes(book, frame["theme"]).where(frame["sentences"] > 0, ""),
        head=[f"{parts['title'][row.unit]} ({row.of})" for row in iterate_rows(frame)],
    )
    frame["said"] = [
        f"{row.label}, {row.column}: {row.sentences} of {pluralize(row.of)}" for row in iterate_rows(frame)
    ]
    order = themes.shares(book).sort_values("rank", kind="stable")["label"]
    y = alt.Y("label:N", sort=list(order), title=None, axis=label_axis("width"))
    x = head_columns("head:N", frame["head"].unique())
    return finish_chart(
        heat_map(frame, x=x, y=y, value="shade", steps=SHARES),
        title,
        claim,
        f"Heat map: the share of sentences, in per cent, that carry each theme, by {divisions.kind}, "
        f"{themes.describe_source(book)}. {COLUMNS} Themes are in the order of their shares in the document.",
        frame[frame["sentences"] > 0] if (frame["sentences"] > 0).any() else frame,
        {
            "label": "Theme",
            "column": divisions.kind.capitalize(),
            "sentences": "Sentences that carry it",
            "of": "Of",
            "share": "Share",
        },
        height=alt.Step(26),
    )


def _shade(frame: pd.DataFrame) -> pd.Series[float]:
    """Return the share that decides the colour of each cell.

    A column of few sentences easily has all of a theme. It would be as dark as a whole section.
    """
    return frame["share"].where((frame["of"] >= LEAST) | (frame["sentences"] == 0), SHARES[0])


def _build_glance(book: Book) -> pd.DataFrame:
    """Return a row for each theme and column of the heat maps: whole sections first, then paragraphs."""
    sections = themes.shares(book, by="section").assign(column=ALL)
    paragraphs = themes.shares(book, by="paragraph")
    named = book.document.paragraphs.set_index("paragraph")["title"]
    paragraphs = paragraphs.assign(
        section=paragraphs["paragraph"].map(book.document.section_of),
        column=paragraphs["paragraph"].map(named),
    )
    ranks = sections[sections["sentences"] > 0].set_index(["section", "theme"])["rank"]
    frame = pd.concat([sections, paragraphs], ignore_index=True)
    # A theme that no sentence of the section has leads nothing: its rank is NaN here.
    leads = ranks.reindex(pd.MultiIndex.from_frame(frame[["section", "theme"]])).to_numpy() <= themes.LEADING
    whole = frame["column"] == ALL
    parts = frame["paragraph"].where(~whole, next(iter(book.document.section_of)))
    href = _link_sections(book, frame).where(whole, link_themes(book, frame["theme"], parts))
    frame = frame.assign(
        heading=frame["section"].map(book.document.titles),
        head=[f"{row.column} ({row.of})" for row in iterate_rows(frame)],
        leads=leads,
        framed=leads & whole,
        # The entry of a theme lists sentences of all sections: no link where this one has none.
        href=href.where(frame["sentences"] > 0, ""),
        shade=_shade(frame),
        number=_write_cells(frame),
    )
    frame["said"] = [
        f"{row.label}, {row.heading if row.column == ALL else row.column}: "
        f"{row.sentences} of {pluralize(row.of)}"
        for row in iterate_rows(frame)
    ]
    return frame.drop(columns=["paragraph"])


def _draw_section(frame: pd.DataFrame, heading: str) -> alt.LayerChart | alt.FacetChart:
    """Draw the heat map of a section, with themes in the order of their ranks."""
    whole = frame[frame["column"] == ALL].sort_values("rank", kind="stable")
    order = list(whole["label"])
    leading = list(whole[whole["leads"]]["label"])
    y = alt.Y(
        "label:N", sort=order, title=None, axis=label_axis("width", labelFontWeight=_bold_labels(leading))
    )
    bold = _bold_labels(list(whole["head"].unique()))
    x = head_columns("head:N", frame["head"].unique(), labelFontWeight=bold)
    cells = heat_map(frame, x=x, y=y, value="shade", steps=SHARES, framed="framed", legend=LEADERS)
    named = alt.TitleParams(heading, color=INK, fontSize=14, offset=8, frame="group")
    return cells.properties(title=named, height=alt.Step(26))


def _bold_labels(names: list[str]) -> Any:
    """Return a font weight for the labels of an axis that is bold for the given names."""
    among = f"indexof({json.dumps(names)}, datum.label) >= 0"
    return alt.condition(among, alt.value("bold"), alt.value("normal"))


def _write_cells(frame: pd.DataFrame) -> pd.Series[str]:
    """Return the text of each cell: a share, or counts of few sentences. Empty where none has the theme."""
    percent = frame["share"].map(lambda share: format_share(share).removesuffix("%"))
    counts = frame["sentences"].astype(str) + "/" + frame["of"].astype(str)
    return percent.where(frame["of"] >= LEAST, counts).where(frame["sentences"] > 0, "")


@chart
def lexicon_validity(book: Book, *, title: str, claim: str) -> alt.Chart:
    """F1 of the lexicons with intervals; precision and recall are in the table."""
    require_themes(book)
    if not book.coding.passes:
        raise NotYet(NO_CODES)
    # The lexicon that was written first comes first.
    lexicons = dict(reversed(themes.name_lexicons(book).items()))
    measures = {"precision": "Precision", "recall": "Recall", "f1": "F1"}
    judged = lexicon_themes(book).assign(label=lambda rows: rows["theme"].map(themes.labels(book)))
    parts = [
        rows.assign(lexicon=lexicons[lexicon], measure=name, value=rows[measure]).assign(
            low=rows[f"{measure}_low"], high=rows[f"{measure}_high"]
        )
        for lexicon in lexicons
        for rows in [judged[judged["lexicon"] == lexicon]]
        for measure, name in measures.items()
    ]
    frame = pd.concat(parts, ignore_index=True).dropna(subset="value")
    if frame.empty:
        raise NotYet(NO_HITS)
    frame = round_columns(frame, {"value": 2, "low": 2, "high": 2}).assign(
        href=link_themes(book, frame["theme"]),
    )
    frame["said"] = [
        f"{row.label}, {row.lexicon}: {row.measure} {row.value}"
        + (f" ({row.low} to {row.high})" if pd.notna(row.low) else "")
        for row in iterate_rows(frame)
    ]
    names = list(lexicons.values())
    offset = alt.YOffset("lexicon:N", sort=names)
    # Neither lexicon has a section's colour.
    fill, stroke, shape = (
        channel(
            "lexicon:N",
            scale=alt.Scale(domain=names, range=values[-len(names) :]),
            legend=alt.Legend(title=None),
        )
        for channel, values in [
            (alt.Fill, ["var(--page)", INK]),
            (alt.Stroke, [INK, INK]),
            (alt.Shape, ["diamond", "circle"]),
        ]
    )
    y = alt.Y("label:N", sort=list(themes.labels(book).values()), title=None, axis=label_axis("width"))
    x = alt.Scale(domain=[0, 1])
    axis = alt.Axis(grid=True, values=[0, 0.25, 0.5, 0.75, 1], format=".2~f")
    base = alt.Chart(frame).transform_filter(alt.datum.measure == measures["f1"]).encode(y=y, yOffset=offset)
    spans = base.mark_rule(color=REST, strokeWidth=3, aria=False).encode(
        x=alt.X("low:Q", scale=x, title="F1", axis=axis), x2="high:Q"
    )
    dots = base.mark_point(strokeWidth=1.5, size=60, opacity=1).encode(
        x=alt.X("value:Q", scale=x, title="F1"),
        fill=fill,
        stroke=stroke,
        shape=shape,
        description="said:N",
        href="href:N",
    )
    return finish_chart(
        alt.layer(spans.transform_filter("isValid(datum.low)"), dots),
        title,
        claim,
        f"Dot chart of the F1 of each theme, from 0 to 1, by the {' and by the '.join(names)}, against "
        f"the sentences as coded, with 95 % intervals. {_describe_marks(names)}The table has precision and "
        "recall as well.",
        frame,
        {
            "label": "Theme",
            "lexicon": "Lexicon",
            "measure": "Measure",
            "value": "Value",
            "low": "Interval from",
            "high": "to",
        },
        height=alt.Step(15),
    )


def _describe_marks(names: list[str]) -> str:
    """Return a sentence that says which mark is which lexicon's; empty where there is one lexicon."""
    if len(names) < 2:
        return ""
    return f"A hollow diamond is the value of the {names[0]}, a full circle that of the {names[1]}. "


@chart
def theme_shares(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Shares of themes in each section, with intervals and the verdict of the test.

    Where there are many sections, the shares are those in the document.
    """
    require_themes(book)
    if not has_colours(book):
        return _draw_shares(book, title, claim)
    frame = _compare_sections(book)
    first = next(iter(book.document.titles))
    verdicts = frame[frame["section"] == first].set_index("theme")["verdict"]
    told = {
        keyness.Verdict.MORE: "told apart",
        keyness.Verdict.LESS: "told apart",
        keyness.Verdict.NEITHER: "not told apart",
        keyness.Verdict.TOO_RARE: "too rare to tell",
    }
    order = themes.shares(book).sort_values("rank", kind="stable")["label"]
    frame = frame.assign(
        heading=frame["section"].map(book.document.titles),
        told=frame["theme"].map(verdicts).map(told),
        href=_link_sections(book, frame),
        **{name: frame[name].map(per_cent) for name in ("share", "share_low", "share_high")},
        **{name: round_column(frame[name], STORED_P_PLACES) for name in ("p_adjusted", "p_paragraphs")},
    )
    frame["said"] = [
        f"{row.label} in “{row.heading}”: {row.sentences} of {pluralize(row.of)}; {row.told}"
        for row in iterate_rows(frame)
    ]
    names = list(book.document.titles.values())
    y = alt.Y("label:N", sort=list(order), title=None, axis=label_axis("width"))
    base = alt.Chart(frame).encode(y=y, yOffset=alt.YOffset("heading:N", sort=names))
    # With one section there is nothing to tell apart.
    has_verdicts = len(names) > 1
    # The space beyond 100 per cent is for the verdicts.
    scale = alt.Scale(domain=[0, 165 if has_verdicts else 100])
    unit = "Per cent of the section\u2019s sentences"
    spans = base.mark_rule(color=REST, strokeWidth=3, aria=False).encode(
        x=alt.X(
            "share_low:Q", scale=scale, title=unit, axis=alt.Axis(grid=True, values=[0, 25, 50, 75, 100])
        ),
        x2="share_high:Q",
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
    return finish_chart(
        alt.layer(
            spans.transform_filter("isValid(datum.share_low)"), dots, *([verdict] if has_verdicts else [])
        ),
        title,
        claim,
        f"Dot chart of the share of sentences that carry each theme, {themes.describe_source(book)}, by "
        f"section, with exact 95 % intervals; a share of fewer than {LEAST} sentences has none."
        + (
            " At the right, whether the exact test of sentences tells the sections apart."
            if has_verdicts
            else ""
        ),
        frame,
        {
            "label": "Theme",
            "heading": "Section",
            "sentences": "Sentences",
            "of": "Of",
            "share": "Per cent",
            "share_low": "Interval from",
            "share_high": "to",
            "p_adjusted": "p, adjusted",
            "p_paragraphs": "p, paragraphs shuffled",
            "verdict": "Verdict",
        },
        height=alt.Step(15),
    )


def _draw_shares(book: Book, title: str, claim: str) -> alt.Chart:
    """Draw the share of each theme in the document, and count the sections that are told apart."""
    frame = themes.shares(book)
    verdicts = _compare_sections(book)
    differs = verdicts["verdict"].isin([keyness.Verdict.MORE, keyness.Verdict.LESS])
    frame = frame.assign(
        apart=frame["theme"].map(differs.groupby(verdicts["theme"]).sum()),
        href=link_themes(book, frame["theme"]),
        **{name: frame[name].map(per_cent) for name in ("share", "share_low", "share_high")},
    )
    frame["said"] = [f"{row.label}: {row.sentences} of {pluralize(row.of)}" for row in iterate_rows(frame)]
    order = frame.sort_values("rank", kind="stable")["label"]
    base = alt.Chart(frame).encode(y=alt.Y("label:N", sort=list(order), title=None, axis=label_axis("width")))
    scale, unit = alt.Scale(domain=[0, 100]), "Per cent of the document\u2019s sentences"
    spans = base.mark_rule(color=REST, strokeWidth=3, aria=False).encode(
        x=alt.X("share_low:Q", scale=scale, title=unit, axis=alt.Axis(grid=True, tickCount=5)),
        x2="share_high:Q",
    )
    dots = base.mark_point(filled=True, size=70, opacity=1, color=INK).encode(
        x=alt.X("share:Q", scale=scale, title=unit), description="said:N", href="href:N"
    )
    return finish_chart(
        alt.layer(spans.transform_filter("isValid(datum.share_low)"), dots),
        title,
        claim,
        f"Dot chart of the share of sentences that carry each theme, {themes.describe_source(book)}, with "
        f"exact 95 % intervals; a share of fewer than {LEAST} sentences has none. The table also has the "
        "number of sections that the exact test of sentences tells from the rest of the document.",
        frame,
        {
            "label": "Theme",
            "sentences": "Sentences",
            "of": "Of",
            "share": "Per cent",
            "share_low": "Interval from",
            "share_high": "to",
            "apart": "Sections told apart",
        },
        height=alt.Step(24),
    )


def _compare_sections(book: Book) -> pd.DataFrame:
    """The themes of sentences by section, also where terms find them: see `theme_counts.compare_sections`."""
    return themes.compare_sections(themes.sentence_themes(book), book.document.sentences, themes.labels(book))


def _link_sections(book: Book, frame: pd.DataFrame) -> pd.Series[str]:
    """Return for each theme and section where the sentences of the section start in the list of the theme."""
    coded = book.document.sentences[SENTENCE].merge(themes.sentence_themes(book), on=SENTENCE)
    by = ["theme", "section"]
    starts = coded.drop_duplicates(by).set_index(by)["paragraph"]
    first = starts.reindex(pd.MultiIndex.from_frame(frame[by])).to_numpy()
    return link_themes(book, frame["theme"], pd.Series(first, frame.index))
