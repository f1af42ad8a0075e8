"""Publishes which themes sentences carry, as coded, and how far coders and lexicons agree on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from reading.data.book import Book
from reading.data.samples import Use
from reading.measures import keyness
from reading.tables import sample_counts
from reading.tables import theme_counts as counts
from reading.tables.actor_tables import both_directions
from reading.tables.table import published
from reading.tables.term_tables import count_told_apart

SAMPLES: dict[str, Use] = {"held-out": sample_counts.HELD_OUT, "development": sample_counts.DEVELOPMENT}
"""The use of the samples of other texts, by their key."""


def _shows_codes(book: Book) -> bool:
    """Whether there are codes that cover the document, or a consensus of passes that are to cover it."""
    return counts.is_coded(book) or bool(book.coding.passes and not book.coding.codebook.has_own_terms)


@published("theme", needs=("coding",))
def themes(book: Book) -> pd.DataFrame:
    """The themes: how many sentences carry each, and how far the passes of coding agree.

    - sentences: sentences that carry the theme {theme}, as coded [sentences]
    - share, share_low, share_high: share of the sentences that carry the theme {theme}, as coded [share]
    - rank: rank of the share of the sentences that carry the theme {theme}, as coded [rank]
    - icc: intraclass correlation: how alike sentences of a paragraph are in carrying the theme {theme}
      [ratio; measures/clusters.py]
    - alpha, alpha_low, alpha_high: Krippendorff's alpha of the passes on the theme {theme} [agreement;
      Krippendorff 2018]
    - kappa: Cohen's kappa of the two passes on the theme {theme} [agreement; Cohen 1960]
    - differing: sentences on which the passes differ over the theme {theme} [sentences]
    - differing_high: high end of the exact 95 % interval of the share of such sentences, for {theme}
      [share]

    >>> themes()[["theme", "sentences", "share"]].head(2)  # doctest: +SKIP
                     theme  sentences     share
    0  great-power-rivalry         12  0.285714
    1          partnership         16  0.380952
    """
    shares = _rename_ends(counts.shares_with_intervals(book))
    if not _shows_codes(book):
        shares = shares.assign(**dict.fromkeys(["sentences", "share", "share_low", "share_high", "rank"]))
    agreed = counts.agreement_of_passes(book).rename(
        columns={"low": "alpha_low", "high": "alpha_high", "most": "differing_high"}
    )
    frame = shares.merge(agreed.drop(columns=["label", "of"]), on="theme", how="left")
    return frame.merge(counts.likeness_within_paragraphs(book), on="theme", how="left")


def _rename_ends(shares: pd.DataFrame) -> pd.DataFrame:
    return shares.rename(columns={"low": "share_low", "high": "share_high"})


@published("section", "theme", needs=("coding",))
def themes_by_section(book: Book) -> pd.DataFrame:
    """The themes of each section, compared with the rest of the document.

    - sentences: sentences of the section {section} that carry the theme {theme}, as coded [sentences]
    - share, share_low, share_high: share of the sentences of the section {section} that carry the theme
      {theme}, as coded [share]
    - rank: rank of the share of the sentences of the section {section} that carry the theme {theme}, as
      coded [rank]
    - p: p-value, by Fisher's exact test, of the sentences of the section {section} that carry the theme
      {theme}, as coded against the rest of the document [probability; measures/exact.py]
    - p_adjusted: p-value, by Fisher's exact test, of the sentences of the section {section} that carry
      the theme {theme}, as coded against the rest of the document, adjusted by Benjamini and Hochberg for
      the themes that could pass [probability; Benjamini & Hochberg 1995]
    - p_paragraphs: p-value, by shuffling whole paragraphs between the sections, of the sentences of the
      section {section} that carry the theme {theme}, as coded, for itself alone [probability;
      measures/clusters.py]
    - verdict: what can be said of the sentences of the section {section} that carry the theme {theme}, as
      coded against the rest of the document [word]

    >>> themes_by_section()[["section", "theme", "share"]].head(2)  # doctest: +SKIP
                      section                theme     share
    0  diplomacy-and-politics  great-power-rivalry  0.181818
    1  diplomacy-and-politics          partnership  0.090909
    """
    frame = _rename_ends(counts.compare_sections(book))
    return frame if _shows_codes(book) else frame.head(0)


@published("paragraph", "theme", needs=("coding",))
def themes_by_paragraph(book: Book) -> pd.DataFrame:
    """The themes of each paragraph.

    - sentences: sentences of the paragraph {paragraph} that carry the theme {theme}, as coded [sentences]
    - share: share of the sentences of the paragraph {paragraph} that carry the theme {theme}, as coded
      [share]

    >>> themes_by_paragraph().head(2)  # doctest: +SKIP
                            paragraph                theme  sentences  share
    0  diplomacy-and-politics-opening  great-power-rivalry          0    0.0
    1  diplomacy-and-politics-opening          partnership          0    0.0
    """
    frame = counts.shares(book, by="paragraph")
    frame = frame.assign(paragraph=frame["paragraph"].map(book.document.short))
    return frame if _shows_codes(book) else frame.head(0)


@published("theme", "other_theme", needs=("coding",))
def theme_pairs(book: Book) -> pd.DataFrame:
    """The themes that share sentences, each pair in both directions.

    - sentences: sentences that carry both the themes {theme} and {other_theme}, as coded [sentences]
    - expected: sentences that carry both the themes {theme} and {other_theme}, as coded, expected by
      chance within each section [expected; measures/exact.py]
    - p: p-value, by the exact test within sections, of sentences that carry both the themes {theme} and
      {other_theme}, as coded [probability; measures/exact.py]
    - p_adjusted: p-value, by the exact test within sections, of sentences that carry both the themes
      {theme} and {other_theme}, as coded, adjusted by Benjamini and Hochberg for the pairs of themes that
      could pass [probability; Benjamini & Hochberg 1995]

    >>> theme_pairs()[["theme", "other_theme", "sentences"]].head(2)  # doctest: +SKIP
                     theme  other_theme  sentences
    0  great-power-rivalry  partnership          5
    1  great-power-rivalry    stability          1
    """
    frame = both_directions(counts.pairs(book), "theme")
    return frame if _shows_codes(book) else frame.head(0)


@published(needs=("coding",))
def coding(book: Book) -> pd.DataFrame:
    """All themes together.

    - themes: themes of the codebook [themes]
    - codes: themes of sentences, each pair counted, as agreed [codes]
    - uncoded: sentences that carry no theme [sentences]
    - tested: themes that could pass, and so are tested between the sections [themes]
    - told_apart: themes that a section can be told to have more or less of than the rest [themes]
    - pairs_tested: pairs of themes that could pass, and so are tested [pairs]
    - pairs_told_apart: of the tested pairs of themes those that share more or fewer sentences than by
      chance [pairs]
    - icc_highest: the highest intraclass correlation of all themes [ratio; measures/clusters.py]
    - alpha, alpha_low, alpha_high: Krippendorff's alpha of the passes of coding, over all themes of all
      sentences [agreement; Krippendorff 2018]
    - differing: themes of sentences that some passes give and others do not [codes]

    >>> coding()[["themes", "codes", "alpha"]]  # doctest: +SKIP
       themes  codes    alpha
    0      10     78  0.98576
    """
    row: dict[str, Any] = {"themes": len(book.coding.codebook.themes)}
    if not row["themes"]:
        return pd.DataFrame()
    if _shows_codes(book):
        coded = counts.sentence_themes(book)
        tested, pairs = counts.verdicts(book), counts.pairs(book)
        tested = tested[tested["p"].notna()]
        row |= {
            "codes": len(coded),
            "uncoded": len(book.document.sentences) - len(coded.drop_duplicates(["paragraph", "sentence"])),
            "tested": tested["theme"].nunique(),
            "told_apart": count_told_apart(tested, "theme"),
            "pairs_tested": pairs["p"].notna().sum(),
            "pairs_told_apart": (pairs["p_adjusted"] <= keyness.Q).sum(),
            "icc_highest": counts.likeness_within_paragraphs(book)["icc"].max(),
        }
    if book.coding.passes:
        ends = dict(zip(("alpha", "alpha_low", "alpha_high"), counts.agreement_overall(book), strict=True))
        row |= {**ends, "differing": len(book.coding.differences)}
    return pd.DataFrame([row])


# Lexicons ---------------------------------------------------------------------------------------------------


@published("lexicon", "theme", needs=("coding",))
def lexicon_themes(book: Book) -> pd.DataFrame:
    """How each lexicon finds the themes of the document's sentences.

    - share: share of the sentences with a term of the {lexicon} lexicon for {theme} [share]
    - precision, precision_low, precision_high: of the sentences that the {lexicon} lexicon for the theme
      {theme} finds, the share that is coded so: precision, in the document [ratio;
      measures/validation.py]
    - recall, recall_low, recall_high: of the sentences that are coded so, the share that the {lexicon}
      lexicon for the theme {theme} finds: recall, in the document [ratio; measures/validation.py]
    - f1, f1_low, f1_high: harmonic mean of precision and recall, F1, of the {lexicon} lexicon for the
      theme {theme}, in the document [ratio; measures/validation.py]
    - misses: sentences coded with {theme} that the {lexicon} lexicon for the theme {theme} does not find,
      in the document [sentences]
    - false_alarms: sentences not coded with {theme} that the {lexicon} lexicon for the theme {theme}
      finds, in the document [sentences]

    >>> lexicon_themes()[["lexicon", "theme", "f1"]].head(2)  # doctest: +SKIP
      lexicon                theme        f1
    0  frozen  great-power-rivalry  0.916667
    1  frozen          partnership  0.896552
    """
    frames = []
    for name in sample_counts.list_lexicons(book):
        frame = counts.shares(book, name)[["theme", "share"]].assign(lexicon=name)
        frames.append(frame.merge(counts.validity(book, name), on="theme") if book.coding.passes else frame)
    return _concat(frames)


def _concat(frames: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat([pd.DataFrame(columns=["lexicon", "theme"]), *frames], ignore_index=True)


@published("lexicon", "theme", needs=("coding", "samples"))
def held_out_themes(book: Book) -> pd.DataFrame:
    """How each lexicon finds the themes of sentences of other texts that nobody had seen before.

    - coded: held-out sentences that are coded with the theme {theme} [sentences]
    - precision, precision_low, precision_high: of the sentences that the {lexicon} lexicon for the theme
      {theme} finds, the share that is coded so: precision, in the held-out sentences of other texts
      [ratio; measures/validation.py]
    - recall, recall_low, recall_high: of the sentences that are coded so, the share that the {lexicon}
      lexicon for the theme {theme} finds: recall, in the held-out sentences of other texts [ratio;
      measures/validation.py]
    - f1, f1_low, f1_high: harmonic mean of precision and recall, F1, of the {lexicon} lexicon for the
      theme {theme}, in the held-out sentences of other texts [ratio; measures/validation.py]
    - misses: sentences coded with {theme} that the {lexicon} lexicon for the theme {theme} does not find,
      in the held-out sentences of other texts [sentences]
    - false_alarms: sentences not coded with {theme} that the {lexicon} lexicon for the theme {theme}
      finds, in the held-out sentences of other texts [sentences]

    >>> held_out_themes()[["lexicon", "theme", "coded"]].head(2)  # doctest: +SKIP
      lexicon                theme  coded
    0  frozen  great-power-rivalry      3
    1  frozen          partnership     25
    """
    found = [
        sample_counts.validity(book, name).assign(lexicon=name)
        for name in sample_counts.list_lexicons(book)
        if _is_sampled(book, sample_counts.HELD_OUT)
    ]
    return _concat(found)


def _is_sampled(book: Book, use: Use) -> bool:
    return bool(book.coding.passes and sample_counts.find_samples(book, use))


@published("sample", "lexicon", needs=("coding", "samples"))
def lexicons(book: Book) -> pd.DataFrame:
    """How the lexicons do over all themes, in the document and in samples of other texts.

    - f1, f1_low, f1_high: mean of the F1 of the themes by the {lexicon} lexicon, in the sentences of the
      sample {sample} [ratio; measures/validation.py]
    - precision: mean of the precision of the themes by the {lexicon} lexicon, in the sentences of the
      sample {sample} [ratio]
    - recall: mean of the recall of the themes by the {lexicon} lexicon, in the sentences of the sample
      {sample} [ratio]
    - misses: themes of sentences that are missed by the {lexicon} lexicon, in the sentences of the sample
      {sample} [codes]
    - false_alarms: themes of sentences that are found without being coded by the {lexicon} lexicon, in
      the sentences of the sample {sample} [codes]
    - highest_low: the highest low end of the intervals of F1 of the themes by the {lexicon} lexicon, in
      the sentences of the sample {sample} [ratio]
    - lowest_high: the lowest high end of the intervals of F1 of the themes by the {lexicon} lexicon, in
      the sentences of the sample {sample} [ratio]

    >>> lexicons()[["sample", "lexicon", "f1"]].head(2)  # doctest: +SKIP
         sample  lexicon        f1
    0  document   frozen  0.880282
    1  document  refined  0.964224
    """
    rows = list(_judge_lexicons(book)) if book.coding.passes else []
    return pd.DataFrame(rows, columns=["sample", "lexicon", *lexicons.columns])


def _judge_lexicons(book: Book) -> Iterator[dict[str, Any]]:
    for name in sample_counts.list_lexicons(book):
        yield _average("document", name, counts.validity(book, name))
        for sample, use in SAMPLES.items():
            if _is_sampled(book, use):
                frame = sample_counts.validity(book, name, use)
                low, high = sample_counts.macro_f1_interval(book, name, use)
                yield {**_average(sample, name, frame), "f1_low": low, "f1_high": high}


def _average(sample: str, name: str, frame: pd.DataFrame) -> dict[str, Any]:
    """A row of `lexicons`. What is never found has no precision, what is never coded no recall."""
    return {
        "sample": sample,
        "lexicon": name,
        **{measure: frame[measure].mean() for measure in ("precision", "recall", "f1")},
        "misses": frame["misses"].sum(),
        "false_alarms": frame["false_alarms"].sum(),
        "highest_low": frame["f1_low"].max(),
        "lowest_high": frame["f1_high"].min(),
    }


@published("sample", needs=("coding", "samples"))
def samples(book: Book) -> pd.DataFrame:
    """The samples of sentences of other texts, which were coded by the same codebook.

    - sentences: sentences of other texts in the sample {sample} [sentences]
    - texts: texts of the sentences of the sample {sample} [texts]
    - codes: themes of sentences of the sample {sample} that all passes give [codes]
    - alpha, alpha_low, alpha_high: Krippendorff's alpha of the passes over all themes of all sentences of
      the sample {sample} [agreement; Krippendorff 2018]

    >>> samples()[["sample", "sentences", "texts"]]  # doctest: +SKIP
            sample  sentences  texts
    0     held-out        120     12
    1  development       1440    180
    """
    rows = []
    for sample, use in SAMPLES.items():
        if _is_sampled(book, use):
            drawn = sample_counts.sentences(book, use)
            numbers = len(drawn), drawn["paragraph"].nunique(), len(sample_counts.coded(book, use))
            rows.append((sample, *numbers, *sample_counts.agreement(book, use)))
    return pd.DataFrame(rows, columns=["sample", *samples.columns])
