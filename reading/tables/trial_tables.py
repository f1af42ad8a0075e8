"""Publishes which findings hang on the analyst's choices."""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.tables import theme_counts, trials
from reading.tables.table import published
from reading.text.words import slug

CHOICES = ("stop list", "phrases", "metonyms")


@published("finding")
def findings(book: Book) -> pd.DataFrame:
    """The findings about terms that hold under any combination of choices.

    - kind: what is found: the first term, a frequent one, one that is told apart, a weight [word]
    - choices: combinations of choices under which it is found that {finding} [combinations]
    - level: under how many of the combinations it holds: all, most or few [word]
    - depends_on: the choices that make or break it while all others stay the same [word]

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


@published("term")
def top_terms(book: Book) -> pd.DataFrame:
    """The terms that are at the top under any combination of choices.

    - choices: combinations of choices under which {term} is of rank 10 or above [combinations]

    >>> top_terms().head(2)  # doctest: +SKIP
          term  label  choices
    0    china  China       12
    1  country country      12
    """
    frame = trials.findings(book)
    frame = frame[frame["kind"] == "frequent"]
    labels = frame["lemma"].map(book.lexicon.label)
    return frame.assign(term=frame["lemma"].map(slug), label=labels, choices=frame["held"])


@published("finding", needs=("coding",))
def theme_findings(book: Book) -> pd.DataFrame:
    """The findings about themes that hold by any coder or lexicon.

    - kind: what is found: a theme leads a section, or has more of its sentences [word]
    - sources: ways to say which sentence carries which theme under which {finding} [sources]
    - fails_under: the ways under which it does not hold [word]

    >>> theme_findings()[["finding", "sources"]].head(1)  # doctest: +SKIP
                                          finding  sources
    0  leads-diplomacy-and-politics-neighbourhood        5
    """
    if not _is_coded(book):
        return pd.DataFrame(columns=["finding"])
    frame = trials.theme_findings(book)
    names = frame[["kind", "section", "theme"]].agg("-".join, axis=1)
    return frame.assign(finding=names, label=frame["finding"], sources=frame["held"])


def _is_coded(book: Book) -> bool:
    return theme_counts.find_source(book) == theme_counts.CONSENSUS and bool(book.coding.passes)


@published()
def robustness(book: Book) -> pd.DataFrame:
    """How many findings hold whatever the analyst chooses.

    - choices: combinations of choices (stop list, phrases, metonyms) [combinations]
    - findings_all: findings about terms that hold under all of the combinations [findings]
    - findings_most: findings about terms that hold under most of the combinations [findings]
    - findings_few: findings about terms that hold under few of the combinations [findings]
    - hinge_stop_list: findings about terms that hang on the choice of stop list, the others kept
      [findings]
    - hinge_phrases: findings about terms that hang on the choice of phrases, the others kept [findings]
    - hinge_metonyms: findings about terms that hang on the choice of metonyms, the others kept [findings]
    - tau_lowest: the lowest Kendall's tau of a ranking of terms with that under the book's choices
      [ratio; Kendall 1945]
    - overlap_lowest: of the top terms, the fewest that are at the top under other choices [terms]
    - overlap_of: terms of rank 10 and above under the book's choices [terms]
    - always_top: terms of rank 10 and above under every combination [terms]
    - theme_sources: ways to say which sentence carries which theme: coders and lexicons [sources]
    - theme_findings: findings about themes that hold under some of these ways [findings]
    - theme_findings_all: findings about themes that hold under all of these ways [findings]

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
    return pd.DataFrame([row])
