"""Publishes how much the ranks of terms depend on the analyst's choices."""

from __future__ import annotations

import functools
from collections.abc import Iterable

import pandas as pd

from reading.data.book import Book
from reading.measures import frequency
from reading.tables.counting import ALL_CHOICES, BOOK_CHOICES, Choices, count_words
from reading.tables.table import published
from reading.text.tokens import slug

TOP = 10
"""The last rank of the top terms. Terms of equal rank are included."""


@functools.lru_cache(maxsize=len(ALL_CHOICES))
def _rank_lemmas(book: Book, choices: Choices) -> pd.DataFrame:
    """The top terms under the given choices: [lemma, count, rank]."""
    terms = frequency.counts(count_words(book, choices), ["lemma"])
    terms["rank"] = frequency.rank(terms["count"])
    return terms[terms["rank"] <= TOP]


def _correlate_rankings(book: Book, choices: Choices, terms: Iterable[str]) -> float:
    """Kendall's tau-b of the counts of terms with those under the choices of the book, from -1 to 1.

    Kendall (1945), doi:10.1093/biomet/33.3.239.
    """
    # SciPy's statistics take half a second to import.
    from scipy.stats import kendalltau

    counts = (count_words(book, each).groupby("lemma")["count"].sum() for each in (BOOK_CHOICES, choices))
    return float(kendalltau(*(each.reindex(sorted(terms), fill_value=0) for each in counts)).statistic)


@published("term", needs=("actors",))
def top_terms(book: Book) -> pd.DataFrame:
    """The terms that are at the top under any combination of choices.

    - choices: combinations of choices under which {term} is of the ranks 1 to 10 [combinations]

    >>> top_terms().head(2)
          term    label  choices
    0    build    build       12
    1  country  country       12
    """
    tops = pd.concat([_rank_lemmas(book, choices) for choices in ALL_CHOICES])
    frame = tops.groupby("lemma", as_index=False).agg(choices=("rank", "size"))
    frame = frame.sort_values(["choices", "lemma"], ascending=[False, True])
    # Under some choices a name counts that is no term of the document: that of an actor for its metonyms.
    return frame.assign(term=frame["lemma"].map(slug), label=frame["lemma"].map(book.lexicon.label))


@published(needs=("actors",))
def robustness(book: Book) -> pd.DataFrame:
    """How much the ranks of terms depend on the analyst's choices.

    - choices: combinations of choices: stop list, phrases, metonyms [combinations]
    - tau_lowest: the lowest Kendall's tau of a ranking of terms with that under the book's choices
      [ratio; Kendall 1945]
    - always_top: terms of the ranks 1 to 10 under every combination [terms]

    >>> robustness()[["choices", "always_top"]]
       choices  always_top
    0       12          15
    """
    tops = {choices: set(_rank_lemmas(book, choices)["lemma"]) for choices in ALL_CHOICES}
    own = tops[BOOK_CHOICES]
    taus = [_correlate_rankings(book, choices, own | top) for choices, top in tops.items()]
    row = {
        "choices": len(ALL_CHOICES),
        "tau_lowest": pd.Series(taus).min(),
        "always_top": len(own.intersection(*tops.values())),
    }
    return pd.DataFrame([row])
