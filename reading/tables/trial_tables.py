"""Publishes which findings hang on the analyst's choices."""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.data.cached import TIMELINE
from reading.tables import theme_counts, trials
from reading.tables.document_tables import INCIDENCE
from reading.tables.table import WORDS, Column, published
from reading.text.words import slug

WITHOUT = ("data/reference/", TIMELINE)

CHOICES = ("stop list", "phrases", "metonyms")


@published(
    ["finding"],
    {
        "kind": Column(
            WORDS, "what is found: the first term, a frequent one, one that is told apart, a weight"
        ),
        "choices": Column("combinations", "combinations of choices under which it is found that {finding}"),
        "level": Column(WORDS, "under how many of the combinations it holds: all, most or few"),
        "depends_on": Column(WORDS, "the choices that make or break it while all others stay the same"),
    },
    file=INCIDENCE,
    without=("data/coding/", *WITHOUT),
)
def findings(book: Book) -> pd.DataFrame:
    """The findings about terms that hold under any combination of choices.

    >>> findings()[["label", "choices"]].head(2)  # doctest: +SKIP
                                           label  choices
    0  China is among the 10 most frequent terms       12
    1  ...                                            ...
    """
    frame = trials.findings(book)
    keys = frame[["kind", "place", "lemma"]].itertuples(index=False, name=None)
    names = ["-".join(slug(part.replace("/", "-")) for part in key if part) for key in keys]
    return frame.assign(
        finding=names, label=frame["finding"], choices=frame["held"], level=frame["level"].map(str)
    )


@published(
    ["term"],
    {
        "choices": Column(
            "combinations", f"combinations of choices under which {{term}} is of rank {trials.TOP} or above"
        )
    },
    file=INCIDENCE,
    without=("data/coding/", *WITHOUT),
)
def top_terms(book: Book) -> pd.DataFrame:
    """The terms that are at the top under any combination of choices.

    >>> top_terms().head(2)  # doctest: +SKIP
          term  label  choices
    0    china  China       12
    1  country country      12
    """
    frame = trials.findings(book)
    frame = frame[frame["kind"] == "frequent"]
    labels = frame["lemma"].map(book.lexicon.label)
    return frame.assign(term=frame["lemma"].map(slug), label=labels, choices=frame["held"])


@published(
    ["finding"],
    {
        "kind": Column(WORDS, "what is found: a theme leads a section, or has more of its sentences"),
        "sources": Column("sources", "ways to say which sentence carries which theme under which {finding}"),
        "fails_under": Column(WORDS, "the ways under which it does not hold"),
    },
    file="data/coding/consensus.csv",
    parts=["coding"],
    without=WITHOUT,
)
def theme_findings(book: Book) -> pd.DataFrame:
    """The findings about themes that hold by any coder or lexicon.

    >>> theme_findings()[["finding", "sources"]].head(1)  # doctest: +SKIP
                                          finding  sources
    0  leads-diplomacy-and-politics-neighbourhood        5
    """
    if not _is_coded(book):
        return pd.DataFrame(columns=["finding", *theme_findings.columns])
    frame = trials.theme_findings(book)
    names = frame[["kind", "section", "theme"]].agg("-".join, axis=1)
    return frame.assign(finding=names, label=frame["finding"], sources=frame["held"])


def _is_coded(book: Book) -> bool:
    return theme_counts.find_source(book) == theme_counts.CONSENSUS and bool(book.coding.passes)


@published(
    (),
    {
        "choices": Column("combinations", "combinations of choices (stop list, phrases, metonyms)"),
        **{
            f"findings_{level}": Column(
                "findings", f"findings about terms that hold under {level} of the combinations"
            )
            for level in trials.Level
        },
        **{
            f"hinge_{slug(choice).replace('-', '_')}": Column(
                "findings", f"findings about terms that hang on the choice of {choice}, the others kept"
            )
            for choice in CHOICES
        },
        "tau_lowest": Column(
            "ratio",
            "the lowest Kendall's tau of a ranking of terms with that under the book's choices",
            "Kendall 1945",
        ),
        "overlap_lowest": Column(
            "terms", "of the top terms, the fewest that are at the top under other choices"
        ),
        "overlap_of": Column("terms", f"terms of rank {trials.TOP} and above under the book's choices"),
        "always_top": Column("terms", f"terms of rank {trials.TOP} and above under every combination"),
        "theme_sources": Column(
            "sources", "ways to say which sentence carries which theme: coders and lexicons"
        ),
        "theme_findings": Column("findings", "findings about themes that hold under some of these ways"),
        "theme_findings_all": Column("findings", "findings about themes that hold under all of these ways"),
    },
    file=INCIDENCE,
    without=WITHOUT,
)
def robustness(book: Book) -> pd.DataFrame:
    """How many findings hold whatever the analyst chooses.

    >>> robustness()[["choices", "findings_all", "always_top"]]  # doctest: +SKIP
       choices  findings_all  always_top
    0       12            16           8
    """
    found, top, rankings, about = (
        findings(book),
        top_terms(book),
        trials.stability(book),
        theme_findings(book),
    )
    every = len(rankings)
    row = {
        "choices": every,
        **{f"findings_{level}": (found["level"] == level).sum() for level in trials.Level},
        **{
            f"hinge_{slug(choice).replace('-', '_')}": found["depends_on"].str.contains(choice).sum()
            for choice in CHOICES
        },
        "tau_lowest": rankings["tau"].min(),
        "overlap_lowest": rankings["overlap"].min(),
        "overlap_of": rankings["of"].max(),
        "always_top": (top["choices"] == every).sum(),
    }
    if _is_coded(book):
        sources = len(theme_counts.sources(book))
        all_of_them = (about["sources"] == sources).sum()
        row |= {"theme_sources": sources, "theme_findings": len(about), "theme_findings_all": all_of_them}
    return pd.DataFrame([row]).reindex(columns=list(robustness.columns))
