"""A book goes in; what becomes of its findings about themes, coded or found otherwise, comes out."""

from __future__ import annotations

import pandas as pd

from reading.analysis import themes
from reading.data.book import Book
from reading.measures import keyness


def rankings(book: Book) -> pd.DataFrame:
    """The shares of each section under each source: [source, section, theme, label, share, rank, told, more].

    `source` is as readers call it; `told` says whether the verdict tells the section from the rest, and
    `more` whether by a higher share.
    """
    parts = [
        themes.verdicts(book, source).assign(source=name) for source, name in themes.sources(book).items()
    ]
    frame = pd.concat(parts, ignore_index=True)
    frame["more"] = frame["verdict"] == keyness.Verdict.MORE
    frame["told"] = frame["more"] | (frame["verdict"] == keyness.Verdict.LESS)
    return frame[["source", "section", "theme", "label", "share", "rank", "told", "more"]]


def findings(book: Book) -> pd.DataFrame:
    """What is found under any source: [kind, theme, section, finding, held, of, without, own, frozen].

    The kinds: "leads", a theme of rank `themes.LEADING` or above in a section, equals included; "more", one
    that the verdict finds in more sentences of the section than of the rest. `finding` says it in words. It
    holds under `held` sources `of` so many, `without` names the others, `own` says whether under the
    consensus, and `frozen` whether under the lexicon that owes the codes nothing. Rows go by `held`, most
    first, then by kind, section and theme in their order.
    """
    every = list(themes.sources(book).values())
    ranked = rankings(book)
    leads = ranked[(ranked["rank"] <= themes.LEADING) & (ranked["share"] > 0)].assign(kind="leads")
    found = pd.concat([leads, ranked[ranked["more"]].assign(kind="more")], ignore_index=True)
    grouped = found.groupby(["kind", "section", "theme"], as_index=False).agg(under=("source", frozenset))
    titles = book.document.titles
    names = themes.labels(book)
    said = {
        "leads": "“{theme}” is among the {most} leading themes of “{section}”",
        "more": "more sentences carry “{theme}” in “{section}” than elsewhere",
    }
    grouped = grouped.assign(
        finding=[
            said[kind].format(theme=names[theme], section=titles[section], most=themes.LEADING)
            for kind, theme, section in zip(
                grouped["kind"], grouped["theme"], grouped["section"], strict=True
            )
        ],
        held=grouped["under"].map(len),
        of=len(every),
        without=[", ".join(name for name in every if name not in under) for under in grouped["under"]],
        own=[themes.CONSENSUS in under for under in grouped["under"]],
        frozen=[themes.LEXICONS[themes.FROZEN] in under for under in grouped["under"]],
    )
    places = {name: place for place, name in enumerate([*said, *titles, *names])}

    def placed(column: pd.Series) -> pd.Series:
        return -column if column.name == "held" else column.map(places)

    ordered = grouped.sort_values(["held", "kind", "section", "theme"], key=placed, ignore_index=True)
    return ordered[["kind", "theme", "section", "finding", "held", "of", "without", "own", "frozen"]]
