"""Publishes how well the lexicon finds the themes of sentences, in the document and in other texts."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reading.data.book import Book
from reading.measures import validation
from reading.tables import sample_counts as counts
from reading.tables.sample_counts import DEVELOPMENT, DOCUMENT, HELD_OUT, find_samples
from reading.tables.table import published
from reading.tables.theme_counts import labels, measure_agreement


@published("theme", needs=("coding",))
def lexicon_themes(book: Book) -> pd.DataFrame:
    """How the lexicon finds the themes of the document's sentences.

    - precision: precision, the share of the sentences found by the lexicon for {theme} that are coded so, in
      the document [ratio; measures/validation.py]
    - recall: recall, the share of the sentences coded with {theme} that are found by the lexicon, in the
      document [ratio; measures/validation.py]
    - f1: harmonic mean of precision and recall, F1, of the lexicon for the theme {theme}, in the document
      [ratio; measures/validation.py]
    - misses: sentences coded with {theme} that the lexicon for the theme {theme} does not find, in the
      document [sentences]
    - false_alarms: sentences not coded with {theme} that the lexicon for the theme {theme} finds, in the
      document [sentences]

    >>> lexicon_themes()[["theme", "f1"]]
          theme        f1
    0  commerce  1.000000
    1     works  0.857143
    """
    return _judge_themes(book, DOCUMENT)


@published("theme", needs=("coding", "samples"), leads=None)
def held_out_themes(book: Book) -> pd.DataFrame:
    """How well the lexicon finds themes in sentences of other texts, which it was not made from.

    - coded: held-out sentences that are coded with the theme {theme} [sentences]
    - precision: precision, the share of the sentences found by the lexicon for {theme} that are coded so, in
      the held-out sentences of other texts [ratio; measures/validation.py]
    - recall: recall, the share of the sentences coded with {theme} that are found by the lexicon, in the
      held-out sentences of other texts [ratio; measures/validation.py]
    - f1, f1_low, f1_high: harmonic mean of precision and recall, F1, of the lexicon for the theme {theme}, in
      the held-out sentences of other texts [ratio; measures/validation.py]
    - misses: sentences coded with {theme} that the lexicon for the theme {theme} does not find, in the
      held-out sentences of other texts [sentences]
    - false_alarms: sentences not coded with {theme} that the lexicon for the theme {theme} finds, in the
      held-out sentences of other texts [sentences]

    >>> held_out_themes()[["theme", "coded", "f1"]]
          theme  coded   f1
    0  commerce      1  1.0
    1     works      1  1.0
    """
    return _judge_themes(book, HELD_OUT)


def _judge_themes(book: Book, sample: str) -> pd.DataFrame:
    """How the lexicon finds each theme in a sample: see `validation.validity`.

    Themes that nobody coded there have no values. No row where there is no lexicon or nothing is coded.
    """
    themes = counts.list_coded(book, sample)
    if not themes or not book.lexicon.themes:
        return pd.DataFrame(columns=["theme", "f1"], dtype=float)
    found, given = counts.find_terms(book, sample), counts.coded(book, sample)
    judged = validation.validity(found, given, sentences=counts.sentences(book, sample), themes=themes)
    return pd.DataFrame({"theme": list(labels(book))}).merge(judged, how="left")


@published(needs=("coding", "samples"))
def lexicon(book: Book) -> pd.DataFrame:
    """How the lexicon does over all themes, in the document and in samples of other texts.

    - f1: mean of the F1 of the themes by the lexicon, in the document [ratio; measures/validation.py]
    - held_out, held_out_low, held_out_high: mean of the F1 of the themes by the lexicon, in the held-out
      sentences of other texts [ratio; measures/validation.py]
    - development: mean of the F1 of the themes by the lexicon, in the sentences of other texts that it was
      made from [ratio; measures/validation.py]
    - judged: whether the lexicon is the one that the held-out sentences judged [word]

    >>> lexicon()[["f1", "held_out", "judged"]]
             f1  held_out                    judged
    0  0.928571       1.0  the one that they judged
    """
    means = {
        column: _judge_themes(book, sample)["f1"].mean()
        for column, sample in (("f1", DOCUMENT), ("held_out", HELD_OUT), ("development", DEVELOPMENT))
    }
    return pd.DataFrame([means | _judge_held_out(book)])


def _judge_held_out(book: Book) -> dict[str, Any]:
    """The interval of the mean in the held-out sentences, and whether they judged this very lexicon."""
    themes, drawn = counts.list_coded(book, HELD_OUT), counts.sentences(book, HELD_OUT)
    if not themes:
        return {}
    # Whole texts are drawn anew, since the sentences of a text are alike.
    codes = counts.find_terms(book, HELD_OUT), counts.coded(book, HELD_OUT)
    low, high = validation.macro_f1_interval(*codes, sentences=drawn, themes=themes)
    hashes = {part.description.judged for part in find_samples(book, HELD_OUT)}
    judged = "the one" if hashes == {book.lexicon.theme_hash} else "no longer the one"
    return {"held_out_low": low, "held_out_high": high, "judged": f"{judged} that they judged"}


@published("sample", needs=("coding", "samples"))
def samples(book: Book) -> pd.DataFrame:
    """The samples of sentences of other texts, which were coded by the same codebook.

    - sentences: sentences of other texts in the sample {sample} [sentences]
    - texts: texts of the sentences of the sample {sample} [texts]
    - alpha, alpha_low, alpha_high: Krippendorff's alpha of the passes over all themes of all sentences of
      the sample {sample}, the sentences of a text belonging together [agreement; Krippendorff 2022]

    >>> samples()[["sample", "sentences", "texts"]]
            sample  sentences  texts
    0     held-out          2      2
    1  development          2      1
    """
    rows = []
    for sample in (HELD_OUT, DEVELOPMENT):
        if counts.list_coded(book, sample):
            codes = pd.concat([part.codes.query("leads") for part in find_samples(book, sample)])
            drawn = counts.sentences(book, sample)
            row = {"sample": sample, "sentences": len(drawn), "texts": drawn["paragraph"].nunique()}
            codes = codes.rename(columns={"text": "paragraph"})
            rows.append(row | measure_agreement(codes, cluster=["paragraph"]))
    return pd.DataFrame(rows, columns=["sample", *samples.columns])
