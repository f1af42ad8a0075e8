"""The charts that stand once on each paragraph's page, and compare it with the rest of the document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd

from reading import tables
from reading.data.book import Book
from reading.show.display import ShownChart, describe_chart
from reading.show.theme import REST, SECTIONS
from reading.tables.labels import label_key

HERE, REST_OF_IT = "This paragraph", "The rest"

MOST = 20
"""The words that the chart of a paragraph's words shows at most: those that it repeats most."""

_PER_CENT = alt.Scale(domain=[0, 100])


def paragraph_terms(book: Book, paragraph: str, title: str, claim: str = "") -> ShownChart:
    """The content words that a paragraph repeats: how often they occur here, and in the whole document."""
    words, name = tables.words(book), _find_name(book, paragraph)
    frame = words[words["paragraph"] == name].groupby(["paragraph", "lemma"], as_index=False)["count"].sum()
    frame["of"] = frame["lemma"].map(words.groupby("lemma")["count"].sum())
    frame = frame[frame["count"] > 1].nlargest(MOST, ["count", "of"], keep="all")
    frame["occurrences"] = frame["count"].astype(str) + " of " + frame["of"].astype(str)
    frame["elsewhere"] = frame["of"] - frame["count"]
    frame = frame.sort_values(["elsewhere", "count", "lemma"], ascending=[True, False, True])
    base = alt.Chart(frame).encode(y=alt.Y("lemma", sort=list(frame["lemma"]), title=None))
    across = alt.X("count", title="Occurrences: here, and in grey elsewhere")
    here = base.mark_bar(color=_find_colour(book, paragraph)).encode(x=across)
    elsewhere = base.mark_bar(color=REST).encode(x="count", x2="of")
    numbers = base.mark_text(align="left", dx=5).encode(x="of", text="occurrences")
    says = "The words that occur at least twice in this paragraph: how often here, and in the whole document"
    table = frame[["paragraph", "lemma", "count", "of"]]
    chart = here + elsewhere + numbers
    return describe_chart(book, chart, title, claim=claim, name="paragraph-terms", says=says, table=table)


def paragraph_profile(book: Book, paragraph: str, title: str, claim: str = "") -> ShownChart:
    """The themes and the actors of a paragraph: their shares of its sentences and of the other sentences."""
    rows = {"theme": tables.themes_of_sentences(book), "actor": tables.mentions(book)}
    compared = {name: _compare(book, found, name, paragraph) for name, found in rows.items()}
    shown = {name: frame for name, frame in compared.items() if not frame.empty}
    if not shown:
        raise ValueError(f"no sentence of {paragraph} has a theme or names an actor")
    colours = alt.Scale(domain=[HERE, REST_OF_IT], range=[_find_colour(book, paragraph), REST])
    views = [_draw(frame, name, colours) for name, frame in shown.items()]
    says = "The themes and the actors of its sentences: their shares here, and in the rest of the document"
    table = pd.concat(shown.values())[["name", "where", "sentences", "of", "per_cent"]]
    chart = alt.vconcat(*views, spacing=16).resolve_scale(x="shared")
    return describe_chart(book, chart, title, claim=claim, name="paragraph-profile", says=says, table=table)


CHARTS: dict[str, Callable[..., ShownChart]] = {
    "paragraph_profile": paragraph_profile,
    "paragraph_terms": paragraph_terms,
}
"""The charts of a paragraph, by the names that pages give."""


def _compare(book: Book, rows: pd.DataFrame, name: str, paragraph: str) -> pd.DataFrame:
    """Two rows for each theme or actor of a paragraph, the most frequent first: here, and in the rest."""
    here = _find_name(book, paragraph)
    rows = rows.drop_duplicates(["paragraph", "sentence", name])
    where = (rows["paragraph"] == here).map({True: HERE, False: REST_OF_IT})
    counts = pd.crosstab(rows[name], where).reindex(columns=[HERE, REST_OF_IT], fill_value=0)
    counts = counts[counts[HERE] > 0].sort_values(HERE, ascending=False, kind="stable")
    stacked: Any = counts.rename_axis(columns="where").stack()
    frame: pd.DataFrame = stacked.rename("sentences").reset_index()
    sizes = book.document.paragraphs.set_index("paragraph")["sentences"]
    of = frame["where"].map({HERE: sizes[paragraph], REST_OF_IT: sizes.sum() - sizes[paragraph]})
    frame["name"] = frame[name]
    frame["per_cent"] = 100 * frame["sentences"] / of.where(of > 0, 1)
    frame["text"] = frame["sentences"].astype(str) + " of " + of.astype(str)
    return frame.assign(of=of, paragraph=frame["where"].map({HERE: here}))


def _find_name(book: Book, paragraph: str) -> str:
    return label_key(book, "paragraph", book.document.short[paragraph])


def _draw(frame: pd.DataFrame, name: str, colours: alt.Scale) -> alt.LayerChart:
    base = alt.Chart(frame).encode(
        x=alt.X("per_cent", title="Per cent of sentences", scale=_PER_CENT),
        y=alt.Y(name, sort=list(dict.fromkeys(frame[name])), title=None),
        yOffset=alt.YOffset("where", sort=[HERE, REST_OF_IT]),
    )
    bars = base.mark_bar().encode(color=alt.Color("where", scale=colours, title=None))
    numbers = base.mark_text(align="left", dx=4).encode(text="text")
    heading = alt.TitleParams(f"{name.capitalize()}s", fontSize=13, frame="group", offset=6)
    chart: alt.LayerChart = (bars + numbers).properties(title=heading, height=alt.Step(13))
    return chart


def _find_colour(book: Book, paragraph: str) -> str:
    """The colour of a paragraph's section."""
    place = list(book.document.titles).index(book.document.section_of[paragraph])
    return SECTIONS[place % len(SECTIONS)]
