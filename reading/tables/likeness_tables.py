"""Publishes how like the document is to other texts, and which of its words they have."""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.measures.frequency import PER
from reading.tables import likeness_counts as counts
from reading.tables.followed_terms import key_speakers
from reading.tables.table import published
from reading.text.tokens import slug

UPPER = 0.95
"""The share of the texts that do not exceed a rate: the upper end of their usual range."""


@published("measure", "speaker", needs=("reference",))
def likeness(book: Book) -> pd.DataFrame:
    """How like the document is to the nearest text of each speaker, by each measure.

    - value: cosine of a text of {speaker} and the document; for divergence and delta a distance; by {measure}
      [ratio; measures/likeness.py]
    - rank: rank of {speaker} by the likeness of a text to the document, by {measure}; 1 is the nearest [rank]

    >>> likeness()[["measure", "speaker", "rank"]].head(2)
      measure  speaker  rank
    0  tf-idf    mayor     1
    1  tf-idf  captain     2
    """
    texts = book.reference.comparison
    speakers, frames = key_speakers(book.reference, texts["speaker"]), []
    for measure, values in counts.compare_with_texts(book).items():
        frame = pd.DataFrame({"measure": measure, "speaker": speakers, "value": values})
        frame["rank"] = frame["value"].rank(method="min", ascending=not measure.startswith("tf-idf"))
        frames.append(frame.sort_values("rank", kind="stable").drop_duplicates("speaker"))
    return pd.concat(frames)


@published("term", needs=("reference",))
def reference_terms(book: Book) -> pd.DataFrame:
    """The terms of the document beside the texts that it is compared with.

    - median: median of the rates of {term} in the other texts, per thousand tokens [per thousand tokens]
    - upper: rate of {term} that 95 % of the other texts do not exceed, per thousand tokens [per thousand
      tokens]
    - texts: other texts that have {term} [texts]

    >>> reference_terms()[["term", "texts"]].head(2)
           term  texts
    0     build      0
    1  consider      0
    """
    found, sizes = counts.count_terms(book), book.reference.comparison["tokens"].to_numpy()
    rates = found.div(sizes, axis=0) * PER
    frame = pd.DataFrame({"median": rates.median(), "upper": rates.quantile(UPPER, interpolation="higher")})
    frame["texts"] = (found > 0).sum()
    return frame.rename_axis("lemma").reset_index().assign(term=lambda rows: rows["lemma"].map(slug))
