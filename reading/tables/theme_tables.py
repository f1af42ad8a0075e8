"""Publishes which themes sentences carry, and how far coders agree on them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reading.data.book import Book
from reading.measures import agreement
from reading.measures.incidence import SENTENCE
from reading.tables import theme_counts as counts
from reading.tables.table import published


@published("theme", needs=("coding",))
def themes(book: Book) -> pd.DataFrame:
    """The themes: how many sentences carry each, and how far the passes of coding agree.

    - sentences: sentences that carry the theme {theme} [sentences]
    - share: share of the sentences that carry the theme {theme} [share]
    - alpha: Krippendorff's alpha of the passes on the theme {theme} [agreement; Krippendorff 2022]
    - kappa: Cohen's kappa of the two passes on the theme {theme} [agreement; Cohen 1960]
    - differing: sentences on which the passes differ over the theme {theme} [sentences]

    >>> themes()[["theme", "sentences", "share"]].head(2)
          theme  sentences     share
    0  commerce          3  0.428571
    1     works          4  0.571429
    """
    frame = counts.share_sentences(counts.sentence_themes(book), book.document.sentences, counts.labels(book))
    frame = counts.leave_uncoded(book, frame)
    codes = book.coding.codes.query("leads")
    codes = codes[codes.duplicated(list(book.coding.item_columns), keep=False)]
    measured = [{"theme": theme, **_measure_agreement(rows)} for theme, rows in codes.groupby("theme")]
    return frame.merge(pd.DataFrame(measured), on="theme", how="left") if measured else frame


def _measure_agreement(codes: pd.DataFrame) -> dict[str, float]:
    """How far coders agree on one theme."""
    measured = counts.measure_agreement(codes, SENTENCE)
    if codes["coder"].nunique() == 2:
        measured["kappa"] = agreement.cohen_kappa(codes, item=SENTENCE)
    return measured


@published("section", "theme", needs=("coding", "sections"))
def themes_by_section(book: Book) -> pd.DataFrame:
    """The themes of each section.

    - sentences: sentences of the section {section} that carry the theme {theme} [sentences]
    - share: share of the sentences of the section {section} that carry the theme {theme} [share]

    >>> themes_by_section()[["section", "theme", "share"]].head(2)
       section     theme  share
    0  harbour  commerce   0.25
    1  harbour     works   0.75
    """
    carried = counts.sentence_themes(book)
    frame = counts.share_sentences(carried, book.document.sentences, counts.labels(book), by="section")
    return counts.leave_uncoded(book, frame)


@published("paragraph", "theme", needs=("coding",))
def themes_by_paragraph(book: Book) -> pd.DataFrame:
    """The themes of each paragraph.

    - sentences: sentences of the paragraph {paragraph} that carry the theme {theme} [sentences]
    - share: share of the sentences of the paragraph {paragraph} that carry the theme {theme}
      [share]

    >>> themes_by_paragraph().head(2)
             paragraph     theme  sentences  share
    0  harbour-opening  commerce          0    0.0
    1  harbour-opening     works          1    1.0
    """
    carried = counts.sentence_themes(book)
    frame = counts.share_sentences(carried, book.document.sentences, counts.labels(book), by="paragraph")
    return counts.leave_uncoded(book, frame.assign(paragraph=frame["paragraph"].map(book.document.short)))


@published(needs=("coding",))
def coding(book: Book) -> pd.DataFrame:
    """All themes together.

    - themes: themes of the codebook [themes]
    - without_theme: sentences that carry no theme [sentences]
    - alpha: Krippendorff's alpha of the passes of coding, over all themes of all sentences [agreement;
      Krippendorff 2022]
    - differing: themes of sentences that some passes give and others do not [codes]

    >>> coding()[["themes", "without_theme", "alpha"]]
       themes  without_theme     alpha
    0       2              0  0.861538
    """
    carrying = counts.sentence_themes(book).drop_duplicates(SENTENCE)
    row: dict[str, Any] = {
        "themes": len(counts.labels(book)),
        "without_theme": len(book.document.sentences) - len(carrying),
    }
    if book.coding.leading:
        codes = book.coding.codes.query("leads")
        row |= {**counts.measure_agreement(codes), "differing": len(book.coding.differences)}
    return pd.DataFrame([row])
