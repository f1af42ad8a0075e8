"""A book in; charts of what becomes of its findings under other choices, out."""

from __future__ import annotations

import altair as alt

from reading import robustness
from reading.book import Book
from reading.charts.parts import HEAT, INK, chart, evidence_of, finished
from reading.choices import EVERY, StopList


@chart
def choice_ranks(book: Book, *, title: str, claim: str) -> alt.Chart:
    """The ranks of the top terms under every combination of choices; what is told apart has a frame."""
    frame = robustness.rankings(book)
    order = frame.groupby("lemma").agg(held=("rank", "size"), best=("rank", "mean")).reset_index()
    order = order.sort_values(["held", "best", "lemma"], ascending=[False, True, True])
    frame = frame.assign(
        term=frame["lemma"].map(book.lexicon.label),
        href=evidence_of(book, frame["lemma"]),
        verdict=frame["told"].map({True: "told apart", False: "not told apart"}),
    )
    frame["label"] = (
        frame["term"]
        + ": rank "
        + frame["rank"].astype(str)
        + ", "
        + frame["verdict"]
        + "; "
        + frame["choices"]
    )
    frame["heading"] = "Stop list: " + frame["stop_list"]
    counting = list(dict.fromkeys(choices.counting for choices in EVERY))
    base = alt.Chart(frame).encode(
        y=alt.Y("term:N", sort=[book.lexicon.label(lemma) for lemma in order["lemma"]], title=None),
        x=alt.X(
            "counting:N",
            sort=counting,
            title=None,
            axis=alt.Axis(orient="bottom", labelAngle=-50, labelLimit=170, domain=False, ticks=False),
        ),
    )
    scale = alt.Scale(type="threshold", domain=[2, 4, 7], range=HEAT[:0:-1])
    cells = base.mark_rect(stroke="var(--page)", strokeWidth=2).encode(
        color=alt.Color("rank:Q", scale=scale, legend=None), description="label:N", href="href:N"
    )
    frames = base.mark_rect(filled=False, stroke=INK, strokeWidth=2, aria=False)
    numbers = base.mark_text(aria=False).encode(
        text="rank:Q",
        color=alt.condition("datum.rank < 2", alt.value("var(--on-heat)"), alt.value(INK)),
    )
    lists = [f"Stop list: {one}" for one in StopList]
    facets = (
        alt.layer(cells, frames.transform_filter("datum.told"), numbers)
        .properties(height=alt.Step(22))
        .facet(
            facet=alt.Facet("heading:N", sort=lists, title=None, header=alt.Header(labelAnchor="start")),
            columns=len(lists),
            spacing=18,
        )
    )
    return finished(
        facets,
        title,
        claim,
        f"Heat maps, one a stop list: the rank of each term under each way of counting, where it is "
        f"{robustness.TOP} or above; darker is more frequent. A cell has a frame where the test tells the "
        "sections apart.",
        frame,
        {
            "term": "Term",
            "stop_list": "Stop list",
            "counting": "Counting",
            "count": "Occurrences",
            "rank": "Rank",
            "verdict": "Between the sections",
        },
    )
