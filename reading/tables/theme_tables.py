"""Publishes which themes sentences carry, as coded, and how far coders and lexicons agree on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from reading.data import coding as data
from reading.data import lexicon
from reading.data.book import Book
from reading.data.cached import STOP_WORDS, TIMELINE
from reading.data.samples import FOLDER, SENTENCES, Use
from reading.measures import keyness
from reading.tables import sample_counts
from reading.tables import theme_counts as counts
from reading.tables.actor_tables import both_directions
from reading.tables.table import Column, published
from reading.tables.term_tables import count_told_apart, describe_pair, describe_test

CODES, PASSES = ((data.FOLDER / name).as_posix() for name in (data.CONSENSUS, data.PASSES))
LEXICON, DRAWN = (lexicon.FOLDER / lexicon.THEMES).as_posix(), (FOLDER / "*" / SENTENCES).as_posix()

WITHOUT = ("data/reference/", STOP_WORDS, "data/lexicon/actors", TIMELINE)
"""The data on which counts of themes do not depend."""

SAMPLES: dict[str, Use] = {"held-out": sample_counts.HELD_OUT, "development": sample_counts.DEVELOPMENT}
"""The use of the samples of other texts, by their key."""

_CARRY = "that carry the theme {theme}, as coded"


def _shows_codes(book: Book) -> bool:
    """Whether there are codes that cover the document, or a consensus of passes that are to cover it."""
    return counts.is_coded(book) or bool(book.coding.passes and not book.coding.codebook.has_own_terms)


def _describe_shares(where: str) -> dict[str, Column]:
    return {
        "sentences": Column("sentences", f"sentences {where}"),
        **Column("share", f"share of the sentences {where}").interval("share"),
        "rank": Column("rank", f"rank of the share of the sentences {where}"),
    }


@published(
    ["theme"],
    {
        **_describe_shares(_CARRY),
        "icc": Column(
            "ratio",
            "intraclass correlation: how alike sentences of a paragraph are in carrying the theme {theme}",
            "measures/clusters.py",
        ),
        **Column(
            "agreement", "Krippendorff's alpha of the passes on the theme {theme}", "Krippendorff 2018"
        ).interval("alpha"),
        "kappa": Column("agreement", "Cohen's kappa of the two passes on the theme {theme}", "Cohen 1960"),
        "differing": Column("sentences", "sentences on which the passes differ over the theme {theme}"),
        "differing_high": Column(
            "share",
            "high end of the exact 95 % interval of the share of such sentences, for {theme}",
        ),
    },
    file=CODES,
    parts=["coding"],
    without=WITHOUT,
)
def themes(book: Book) -> pd.DataFrame:
    """The themes: how many sentences carry each, and how far the passes of coding agree.

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


_IN_SECTION = f"of the section {{section}} {_CARRY}"


@published(
    ["section", "theme"],
    {**_describe_shares(_IN_SECTION), **describe_test(f"the sentences {_IN_SECTION}", "themes")},
    file=CODES,
    parts=["coding"],
    without=WITHOUT,
)
def themes_by_section(book: Book) -> pd.DataFrame:
    """The themes of each section, compared with the rest of the document.

    >>> themes_by_section()[["section", "theme", "share"]].head(2)  # doctest: +SKIP
                      section                theme     share
    0  diplomacy-and-politics  great-power-rivalry  0.181818
    1  diplomacy-and-politics          partnership  0.090909
    """
    frame = _rename_ends(counts.compare_sections(book))
    return frame if _shows_codes(book) else frame.head(0)


@published(
    ["paragraph", "theme"],
    {
        "sentences": Column("sentences", f"sentences of the paragraph {{paragraph}} {_CARRY}"),
        "share": Column("share", f"share of the sentences of the paragraph {{paragraph}} {_CARRY}"),
    },
    file=CODES,
    parts=["coding"],
    without=WITHOUT,
)
def themes_by_paragraph(book: Book) -> pd.DataFrame:
    """The themes of each paragraph.

    >>> themes_by_paragraph().head(2)  # doctest: +SKIP
                            paragraph                theme  sentences  share
    0  diplomacy-and-politics-opening  great-power-rivalry          0    0.0
    1  diplomacy-and-politics-opening          partnership          0    0.0
    """
    frame = counts.shares(book, by="paragraph")
    frame = frame.assign(paragraph=frame["paragraph"].map(book.document.short))
    return frame if _shows_codes(book) else frame.head(0)


@published(
    ["theme", "other_theme"],
    describe_pair("sentences that carry both the themes {theme} and {other_theme}, as coded", "themes"),
    file=CODES,
    parts=["coding"],
    without=WITHOUT,
)
def theme_pairs(book: Book) -> pd.DataFrame:
    """The themes that share sentences, each pair in both directions.

    >>> theme_pairs()[["theme", "other_theme", "sentences"]].head(2)  # doctest: +SKIP
                     theme  other_theme  sentences
    0  great-power-rivalry  partnership          5
    1  great-power-rivalry    stability          1
    """
    frame = both_directions(counts.pairs(book), "theme")
    return frame if _shows_codes(book) else frame.head(0)


@published(
    (),
    {
        "themes": Column("themes", "themes of the codebook"),
        "codes": Column("codes", "themes of sentences, each pair counted, as agreed"),
        "uncoded": Column("sentences", "sentences that carry no theme"),
        "tested": Column("themes", "themes that could pass, and so are tested between the sections"),
        "told_apart": Column(
            "themes", "themes that a section can be told to have more or less of than the rest"
        ),
        "pairs_tested": Column("pairs", "pairs of themes that could pass, and so are tested"),
        "pairs_told_apart": Column(
            "pairs", "of the tested pairs of themes those that share more or fewer sentences than by chance"
        ),
        "icc_highest": Column(
            "ratio", "the highest intraclass correlation of all themes", "measures/clusters.py"
        ),
        **Column(
            "agreement",
            "Krippendorff's alpha of the passes of coding, over all themes of all sentences",
            "Krippendorff 2018",
        ).interval("alpha"),
        "differing": Column("codes", "themes of sentences that some passes give and others do not"),
    },
    file=CODES,
    parts=["coding"],
    without=WITHOUT,
)
def coding(book: Book) -> pd.DataFrame:
    """All themes together.

    >>> coding()[["themes", "codes", "alpha"]]  # doctest: +SKIP
       themes  codes    alpha
    0      10     78  0.98576
    """
    row: dict[str, Any] = {"themes": len(book.coding.codebook.themes)}
    if not row["themes"]:
        return pd.DataFrame(columns=list(coding.columns))
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
    return pd.DataFrame([row]).reindex(columns=list(coding.columns))


# Lexicons ---------------------------------------------------------------------------------------------------

_MEASURES = {
    "precision": "of the sentences that {0} finds, the share that is coded so: precision",
    "recall": "of the sentences that are coded so, the share that {0} finds: recall",
    "f1": "harmonic mean of precision and recall, F1, of {0}",
}


def _describe_validity(where: str) -> dict[str, Column]:
    """The columns of a theme by a lexicon."""
    by = "the {lexicon} lexicon for the theme {theme}"
    columns: dict[str, Column] = {}
    for name, said in _MEASURES.items():
        column = Column("ratio", f"{said.replace('{0}', by)}, {where}", "measures/validation.py")
        columns |= column.interval(name)
    return columns | {
        "misses": Column("sentences", f"sentences coded with {{theme}} that {by} does not find, {where}"),
        "false_alarms": Column("sentences", f"sentences not coded with {{theme}} that {by} finds, {where}"),
    }


def _list_lexicons(book: Book) -> list[str]:
    return sample_counts.list_lexicons(book)


@published(
    ["lexicon", "theme"],
    {
        "share": Column("share", "share of the sentences with a term of the {lexicon} lexicon for {theme}"),
        **_describe_validity("in the document"),
    },
    file=LEXICON,
    parts=["coding"],
    without=WITHOUT,
)
def lexicon_themes(book: Book) -> pd.DataFrame:
    """How each lexicon finds the themes of the document's sentences.

    >>> lexicon_themes()[["lexicon", "theme", "f1"]].head(2)  # doctest: +SKIP
      lexicon                theme        f1
    0  frozen  great-power-rivalry  0.916667
    1  frozen          partnership  0.896552
    """
    frames = []
    for name in _list_lexicons(book):
        frame = counts.shares(book, name)[["theme", "share"]].assign(lexicon=name)
        frames.append(frame.merge(counts.validity(book, name), on="theme") if book.coding.passes else frame)
    return _concat(frames, list(lexicon_themes.columns), ["lexicon", "theme"])


def _concat(frames: list[pd.DataFrame], columns: list[str], keys: list[str]) -> pd.DataFrame:
    """Frames below each other. Columns that none of them has are empty."""
    return pd.concat([pd.DataFrame(columns=keys), *frames], ignore_index=True).reindex(
        columns=[*keys, *columns]
    )


@published(
    ["lexicon", "theme"],
    {
        "coded": Column("sentences", "held-out sentences that are coded with the theme {theme}"),
        **_describe_validity("in the held-out sentences of other texts"),
    },
    file=LEXICON,
    parts=["coding", "samples"],
    without=WITHOUT,
)
def held_out_themes(book: Book) -> pd.DataFrame:
    """How each lexicon finds the themes of sentences of other texts that nobody had seen before.

    >>> held_out_themes()[["lexicon", "theme", "coded"]].head(2)  # doctest: +SKIP
      lexicon                theme  coded
    0  frozen  great-power-rivalry      3
    1  frozen          partnership     25
    """
    found = [
        sample_counts.validity(book, name).assign(lexicon=name)
        for name in _list_lexicons(book)
        if _is_sampled(book, sample_counts.HELD_OUT)
    ]
    return _concat(found, list(held_out_themes.columns), ["lexicon", "theme"])


def _is_sampled(book: Book, use: Use) -> bool:
    return bool(book.coding.passes and sample_counts.find_samples(book, use))


_IN = "by the {lexicon} lexicon, in the sentences of the sample {sample}"


@published(
    ["sample", "lexicon"],
    {
        **Column("ratio", f"mean of the F1 of the themes {_IN}", "measures/validation.py").interval("f1"),
        "precision": Column("ratio", f"mean of the precision of the themes {_IN}"),
        "recall": Column("ratio", f"mean of the recall of the themes {_IN}"),
        "misses": Column("codes", f"themes of sentences that are missed {_IN}"),
        "false_alarms": Column("codes", f"themes of sentences that are found without being coded {_IN}"),
        "highest_low": Column("ratio", f"the highest low end of the intervals of F1 of the themes {_IN}"),
        "lowest_high": Column("ratio", f"the lowest high end of the intervals of F1 of the themes {_IN}"),
    },
    file=LEXICON,
    parts=["coding", "samples"],
    without=WITHOUT,
)
def lexicons(book: Book) -> pd.DataFrame:
    """How the lexicons do over all themes, in the document and in samples of other texts.

    >>> lexicons()[["sample", "lexicon", "f1"]].head(2)  # doctest: +SKIP
         sample  lexicon        f1
    0  document   frozen  0.880282
    1  document  refined  0.964224
    """
    rows = list(_judge_lexicons(book)) if book.coding.passes else []
    return pd.DataFrame(rows, columns=["sample", "lexicon", *lexicons.columns])


def _judge_lexicons(book: Book) -> Iterator[dict[str, Any]]:
    for name in _list_lexicons(book):
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
        **{measure: frame[measure].mean() for measure in _MEASURES},
        "misses": frame["misses"].sum(),
        "false_alarms": frame["false_alarms"].sum(),
        "highest_low": frame["f1_low"].max(),
        "lowest_high": frame["f1_high"].min(),
    }


@published(
    ["sample"],
    {
        "sentences": Column("sentences", "sentences of other texts in the sample {sample}"),
        "texts": Column("texts", "texts of the sentences of the sample {sample}"),
        "codes": Column("codes", "themes of sentences of the sample {sample} that all passes give"),
        **Column(
            "agreement",
            "Krippendorff's alpha of the passes over all themes of all sentences of the sample {sample}",
            "Krippendorff 2018",
        ).interval("alpha"),
    },
    file=DRAWN,
    parts=["coding", "samples"],
    without=WITHOUT,
)
def samples(book: Book) -> pd.DataFrame:
    """The samples of sentences of other texts, which were coded by the same codebook.

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
