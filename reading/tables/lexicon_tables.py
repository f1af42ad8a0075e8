"""Publishes how well the lexicon finds the themes of sentences."""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.measures import validation
from reading.tables import theme_counts as counts
from reading.tables.table import published


@published("theme", needs=("coding",))
def lexicon_themes(book: Book) -> pd.DataFrame:
    """How the lexicon finds the themes of the document's sentences. Themes that nobody coded have no values.

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
    themes = list(book.coding.leading)
    if not themes or not book.lexicon.themes:
        return pd.DataFrame(columns=["theme", "f1"], dtype=float)
    found, sentences = counts.find_terms(book), book.document.sentences
    judged = validation.validity(found, book.coding.consensus, sentences=sentences, themes=themes)
    return pd.DataFrame({"theme": list(counts.labels(book))}).merge(judged, how="left")


@published(needs=("coding",))
def lexicon(book: Book) -> pd.DataFrame:
    """How the lexicon does over all themes.

    - f1: mean of the F1 of the themes by the lexicon [ratio; measures/validation.py]

    >>> lexicon()
             f1
    0  0.928571
    """
    return pd.DataFrame([{"f1": lexicon_themes(book)["f1"].mean()}])
