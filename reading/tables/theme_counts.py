"""Lists the themes of sentences, and shares them out.

The book goes by the consensus of its passes, or by terms: see `goes_by_terms`. In all frames, themes are in
the order of the codebook, and sections and paragraphs in that of the document.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

import pandas as pd

from reading.data.book import Book
from reading.measures import agreement
from reading.measures.incidence import SENTENCE
from reading.tables.labels import Labels, labels_of
from reading.tables.sample_counts import find_terms, sort_themes


def goes_by_terms(book: Book) -> bool:
    """Whether the themes of the book are those that terms find.

    That is so where the codebook has terms of its own, until a finished pass codes one of its themes.
    """
    return book.coding.codebook.has_own_terms and not book.coding.leading


@labels_of("theme")
def labels(book: Book) -> Labels:
    """Return the label of each theme, by its id."""
    return {theme: entry.label for theme, entry in book.coding.codebook.themes.items()}


def leave_uncoded(book: Book, rows: pd.DataFrame) -> pd.DataFrame:
    """Return a frame [theme, ...] of counts without those of themes that nobody coded: they are missing."""
    known = rows["theme"].isin(labels(book) if goes_by_terms(book) else book.coding.leading)
    counted = rows.columns.difference(["theme", "section", "paragraph", "actor"])
    return rows.assign(**{column: rows[column].where(known) for column in counted})


@functools.lru_cache(maxsize=16)
def sentence_themes(book: Book) -> pd.DataFrame:
    """Return the themes of each sentence: a frame [section, paragraph, sentence, theme].

    There is a row for each theme of a sentence.
    """
    if goes_by_terms(book):
        rows = find_terms(book)[[*SENTENCE, "theme"]].drop_duplicates()
    else:
        rows = book.coding.consensus
    # Sentences keep the order of the document, and the themes of each that of the codebook.
    ordered = sort_themes(rows, labels(book))
    return book.document.sentences[["section", *SENTENCE]].merge(ordered, on=SENTENCE)


def share_sentences(
    carried: pd.DataFrame,
    sentences: pd.DataFrame,
    codes: Iterable[str],
    *,
    of: str = "theme",
    by: str = "whole",
) -> pd.DataFrame:
    """Share sentences out: a frame [`of`, sentences, of, share].

    `carried` has a row for each code of a sentence, in the column `of`; `sentences` a row for each sentence.
    `sentences` of the `of` sentences have the code. With `by`, a column of both frames, all this is within
    each of its parts, which are in a first column of that name.
    """
    carried, sentences = carried.assign(whole=""), sentences.assign(whole="")
    sizes = sentences.groupby(by, sort=False).size()
    grid = pd.MultiIndex.from_product([sizes.index, codes], names=[by, of])
    counts = carried.groupby([by, of]).size().reindex(grid, fill_value=0)
    frame = counts.rename("sentences").reset_index().assign(of=lambda rows: rows[by].map(sizes))
    return frame.assign(share=frame["sentences"] / frame["of"])


def measure_agreement(
    codes: pd.DataFrame,
    item: Sequence[str] = (*SENTENCE, "theme"),
    *,
    cluster: Sequence[str] = SENTENCE,
) -> dict[str, float]:
    """Return Krippendorff's alpha with its interval, and on how many of the items coders differ.

    Takes a frame [coder, code, ...], the columns of what is coded, and those of what belongs together. The
    keys are those of `themes`; `of` is the number of all items.
    """
    differences = agreement.disagreement(codes, item=item)
    low, high = agreement.alpha_interval(codes, item=item, cluster=cluster)
    return {
        "alpha": agreement.krippendorff_alpha(codes, item=item),
        "alpha_low": low,
        "alpha_high": high,
        "differing": differences.differing,
        "differing_share_high": differences.high,
        "of": differences.items,
    }
