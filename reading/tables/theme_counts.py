"""Lists the themes of sentences, and shares them out.

A *source* says where the themes come from: the consensus of the codings, one coding pass, or a lexicon. The
book goes by one of them, see `find_source`. In all frames, themes are in the order of the codebook, and
sections and paragraphs in that of the document.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from reading.data.book import Book
from reading.measures import agreement
from reading.measures.incidence import SENTENCE
from reading.tables.sample_counts import FROZEN, LEXICONS, REFINED, find_terms, sort_themes

CONSENSUS = "consensus"

TERMS = "terms of the codebook"
"""What the lexicon is called where the codebook gives the terms, and there is no other lexicon."""


def sources(book: Book) -> dict[str, str]:
    """Return the name of each source: the consensus first, then the passes and the lexicons.

    A pass is a source only if it covers all sentences.
    """
    size = len(book.document.sentences)
    passes = {coder: f"pass {coder}" for coder, rows in book.coding.passes.items() if len(rows) == size}
    return {CONSENSUS: CONSENSUS, **passes, **name_lexicons(book)}


def name_lexicons(book: Book) -> dict[str, str]:
    """Return the name of each lexicon of the book for its own document."""
    if book.coding.codebook.has_own_terms:
        return {REFINED: TERMS}
    return {lexicon: LEXICONS[lexicon] for lexicon in (REFINED, FROZEN)}


def find_source(book: Book) -> str:
    """Return the source that the book goes by: the consensus, or the terms of the codebook.

    The terms count only if the codebook has its own, and only until the leading passes cover the document.
    """
    is_coded = 0 < book.coding.coded_sentences == len(book.document.sentences)
    return REFINED if book.coding.codebook.has_own_terms and not is_coded else CONSENSUS


def labels(book: Book) -> dict[str, str]:
    """Return the label of each theme, by its id."""
    return {theme: coded.label for theme, coded in book.coding.codebook.themes.items()}


@functools.lru_cache(maxsize=16)
def sentence_themes(book: Book, source: str = "") -> pd.DataFrame:
    """Return the themes of each sentence: a frame [section, paragraph, sentence, theme].

    There is a row for each theme of a sentence. An empty source stands for the one of `find_source`.
    """
    coding, source = book.coding, source or find_source(book)
    if source == CONSENSUS:
        rows = coding.consensus
    elif source in LEXICONS:
        rows = find_terms(book, source)[[*SENTENCE, "theme"]].drop_duplicates()
    else:
        values = coding.list_values(coding.passes[source])
        rows = pd.DataFrame([code for code, carried in values.items() if carried], columns=list(coding.unit))
    # Sentences keep the order of the document, and the themes of each that of the codebook.
    ordered = sort_themes(rows, labels(book))
    return book.document.sentences[["section", *SENTENCE]].merge(ordered, on=SENTENCE)


def share_sentences(
    coded: pd.DataFrame,
    sentences: pd.DataFrame,
    codes: Iterable[str],
    *,
    of: str = "theme",
    by: str = "whole",
) -> pd.DataFrame:
    """Share sentences out: a frame [`of`, sentences, of, share].

    `coded` has a row for each code of a sentence, in the column `of`; `sentences` a row for each sentence.
    `sentences` of the `of` sentences have the code. With `by`, a column of both frames, all this is within
    each of its parts, which are in a first column of that name.
    """
    coded, sentences = coded.assign(whole=""), sentences.assign(whole="")
    sizes = sentences.groupby(by, sort=False).size()
    grid = pd.MultiIndex.from_product([sizes.index, codes], names=[by, of])
    counts = coded.groupby([by, of]).size().reindex(grid, fill_value=0)
    frame = counts.rename("sentences").reset_index().assign(of=lambda rows: rows[by].map(sizes))
    return frame.assign(share=frame["sentences"] / frame["of"])


def expand_codes(passes: Mapping[str, pd.DataFrame], themes: Iterable[str]) -> pd.DataFrame:
    """Return each coder's code, `yes` or `no`, for each theme of each sentence that the coder has coded.

    A frame [coder, paragraph, sentence, theme, code].
    """
    themes = list(themes)
    rows = [
        (coder, *place, theme, "yes" if theme in given else "no")
        for coder, coded in passes.items()
        for *place, given in coded.itertuples(index=False, name=None)
        for theme in themes
    ]
    return pd.DataFrame(rows, columns=["coder", *SENTENCE, "theme", "code"])


def measure_agreement(
    codes: pd.DataFrame,
    unit: Sequence[str] = (*SENTENCE, "theme"),
    *,
    cluster: Sequence[str] = SENTENCE,
) -> dict[str, float]:
    """Return Krippendorff's alpha with its interval, and on how many of the units coders differ.

    Takes a frame [coder, code, ...], the columns of what is coded, and those of what belongs together. The
    keys are those of `themes`; `of` is the number of all units.
    """
    differences = agreement.disagreement(codes, unit=unit)
    low, high = agreement.alpha_interval(codes, unit=unit, cluster=cluster)
    return {
        "alpha": agreement.krippendorff_alpha(codes, unit=unit),
        "alpha_low": low,
        "alpha_high": high,
        "differing": differences.differing,
        "differing_share_high": differences.high,
        "of": differences.units,
    }
