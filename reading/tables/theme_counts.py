"""Lists the themes of sentences and the terms that find them, and shares themes out.

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
from reading.tables import matching
from reading.tables.labels import Labels, labels_of


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
    order = {theme: place for place, theme in enumerate(labels(book))}
    ordered = rows.sort_values("theme", key=lambda names: names.map(order), kind="stable", ignore_index=True)
    return book.document.sentences[["section", *SENTENCE]].merge(ordered, on=SENTENCE)


@functools.lru_cache(maxsize=8)
def find_terms(book: Book) -> pd.DataFrame:
    """Find the terms of the lexicon in each sentence: see `matching.find_terms`."""
    return matching.find_terms(book.document.incidence, book.lexicon.themes, book.lexicon.phrases)


def mark_codes(book: Book) -> pd.DataFrame:
    """Whether each sentence is coded with each theme: a frame [paragraph, sentence, theme, coded].

    Themes that nobody coded are left out.
    """
    coded_themes = [theme for theme in labels(book) if theme in book.coding.leading]
    themes = pd.DataFrame({"theme": coded_themes}, dtype=object)
    every = book.document.sentences[SENTENCE].merge(themes, how="cross")
    marked = every.merge(book.coding.consensus, how="left", indicator="coded")
    return marked.assign(coded=marked["coded"] == "both")


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


def measure_agreement(codes: pd.DataFrame, item: Sequence[str] = (*SENTENCE, "theme")) -> dict[str, float]:
    """Return Krippendorff's alpha, and on how many of the items coders differ.

    Takes a frame [coder, code, ...] with the columns of what is coded. The keys are those of `themes`; `of`
    is the number of all items.
    """
    differing, items = agreement.count_differences(codes, item=item)
    alpha = agreement.krippendorff_alpha(codes, item=item)
    return {"alpha": alpha, "differing": differing, "of": items}
