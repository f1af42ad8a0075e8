"""Publishes how well lexicons find the themes of sentences, in the document and in samples of other texts."""

from __future__ import annotations

import functools
from typing import Any

import pandas as pd

from reading.data.book import Book
from reading.measures import validation
from reading.tables import sample_counts as counts
from reading.tables.sample_counts import DEVELOPMENT, DOCUMENT, HELD_OUT, find_samples, list_lexicons
from reading.tables.table import published
from reading.tables.theme_counts import expand_codes, labels, measure_agreement


@published("lexicon", "theme", needs=("coding",))
def lexicon_themes(book: Book) -> pd.DataFrame:
    """How each lexicon finds the themes of the document's sentences.

    - precision: precision, the share of the sentences found by the
      {lexicon} lexicon for {theme} that are coded so, in the document [ratio; measures/validation.py]
    - recall: recall, the share of the sentences coded with {theme} that are
      found by the {lexicon} lexicon, in the document [ratio; measures/validation.py]
    - f1, f1_low, f1_high: harmonic mean of precision and recall, F1, of the {lexicon} lexicon for the
      theme {theme}, in the document [ratio; measures/validation.py]
    - misses: sentences coded with {theme} that the {lexicon} lexicon for the theme {theme} does not find,
      in the document [sentences]
    - false_alarms: sentences not coded with {theme} that the {lexicon} lexicon for the theme {theme}
      finds, in the document [sentences]

    >>> lexicon_themes()[["lexicon", "theme", "f1"]].head(2)
      lexicon     theme        f1
    0  frozen  commerce  1.000000
    1  frozen     works  0.666667
    """
    return _judge_lexicons(book, DOCUMENT)


def _list_samples(book: Book) -> list[str]:
    """The samples that are coded."""
    others = [sample for sample in (HELD_OUT, DEVELOPMENT) if find_samples(book, sample)]
    return [DOCUMENT, *others] if book.coding.passes else []


@functools.lru_cache(maxsize=16)
def _judge_lexicon(book: Book, lexicon: str, sample: str) -> pd.DataFrame:
    """How a lexicon finds the themes of a sample: see `validation.validity`."""
    codes, every = counts.compare_codes(book, lexicon, sample), counts.sentences(book, sample)
    judged = validation.validity(*codes, sentences=every, themes=list(labels(book)))
    return judged.assign(lexicon=lexicon)


def _judge_lexicons(book: Book, sample: str) -> pd.DataFrame:
    """How each lexicon finds the themes of a sample. No row where the sample is not coded."""
    lexicons = list_lexicons(book) if sample in _list_samples(book) else []
    frames = [_judge_lexicon(book, lexicon, sample) for lexicon in lexicons]
    return pd.concat([pd.DataFrame(columns=["lexicon", "theme"]), *frames], ignore_index=True)


@published("lexicon", "theme", needs=("coding", "samples"))
def held_out_themes(book: Book) -> pd.DataFrame:
    """How well each lexicon finds themes in sentences of other texts, which it was not made from.

    - coded: held-out sentences that are coded with the theme {theme} [sentences]
    - precision: precision, the share of the sentences found by the
      {lexicon} lexicon for {theme} that are coded so, in the held-out sentences of other texts [ratio;
      measures/validation.py]
    - recall: recall, the share of the sentences coded with {theme} that are
      found by the {lexicon} lexicon, in the held-out sentences of other texts [ratio;
      measures/validation.py]
    - f1, f1_low, f1_high: harmonic mean of precision and recall, F1, of the {lexicon} lexicon for the
      theme {theme}, in the held-out sentences of other texts [ratio; measures/validation.py]
    - misses: sentences coded with {theme} that the {lexicon} lexicon for the theme {theme} does not find,
      in the held-out sentences of other texts [sentences]
    - false_alarms: sentences not coded with {theme} that the {lexicon} lexicon for the theme {theme}
      finds, in the held-out sentences of other texts [sentences]

    >>> held_out_themes()[["lexicon", "theme", "coded"]].head(2)
      lexicon     theme  coded
    0  frozen  commerce      1
    1  frozen     works      1
    """
    return _judge_lexicons(book, HELD_OUT)


@published("sample", "lexicon", needs=("coding", "samples"))
def lexicons(book: Book) -> pd.DataFrame:
    """How the lexicons do over all themes, in the document and in samples of other texts.

    - f1, f1_low, f1_high: mean of the F1 of the themes by the {lexicon} lexicon, in the sentences of the
      sample {sample} [ratio; measures/validation.py]
    - highest_low: the highest low end of the intervals of F1 of the themes by the {lexicon} lexicon, in
      the sentences of the sample {sample} [ratio]
    - lowest_high: the lowest high end of the intervals of F1 of the themes by the {lexicon} lexicon, in
      the sentences of the sample {sample} [ratio]

    >>> lexicons()[["sample", "lexicon", "f1"]].head(2)
         sample lexicon        f1
    0  document  frozen  0.833333
    1  held-out  frozen  0.833333
    """
    rows = [
        _judge_overall(book, lexicon, sample)
        for lexicon in list_lexicons(book)
        for sample in _list_samples(book)
    ]
    return pd.DataFrame(rows, columns=["sample", "lexicon", *lexicons.columns])


def _judge_overall(book: Book, lexicon: str, sample: str) -> dict[str, Any]:
    """A row of `lexicons`. What is neither found nor coded has no F1."""
    judged = _judge_lexicon(book, lexicon, sample)
    row = {
        "sample": sample,
        "lexicon": lexicon,
        "f1": judged["f1"].mean(),
        "highest_low": judged["f1_low"].max(),
        "lowest_high": judged["f1_high"].min(),
    }
    if sample != DOCUMENT:
        # Whole texts are drawn anew, since the sentences of a text are alike.
        codes, every = counts.compare_codes(book, lexicon, sample), counts.sentences(book, sample)
        ends = validation.macro_f1_interval(*codes, sentences=every, themes=list(labels(book)))
        row["f1_low"], row["f1_high"] = ends
    return row


@published("sample", needs=("coding", "samples"))
def samples(book: Book) -> pd.DataFrame:
    """The samples of sentences of other texts, which were coded by the same codebook.

    - sentences: sentences of other texts in the sample {sample} [sentences]
    - texts: texts of the sentences of the sample {sample} [texts]
    - alpha, alpha_low, alpha_high: Krippendorff's alpha of the passes over all themes of all sentences of
      the sample {sample}, the sentences of a text belonging together [agreement; Krippendorff 2018]

    >>> samples()[["sample", "sentences", "texts"]]
            sample  sentences  texts
    0     held-out          2      2
    1  development          2      1
    """
    rows = []
    for sample in _list_samples(book)[1:]:
        codes = [expand_codes(part.leading_passes, labels(book)) for part in find_samples(book, sample)]
        drawn = counts.sentences(book, sample)
        row = {"sample": sample, "sentences": len(drawn), "texts": drawn["paragraph"].nunique()}
        rows.append(row | measure_agreement(pd.concat(codes), cluster=["paragraph"]))
    return pd.DataFrame(rows, columns=["sample", *samples.columns])
