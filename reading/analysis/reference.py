"""A document in; its words against their rates in general English out."""

from __future__ import annotations

import pandas as pd
from wordfreq import get_frequency_dict

from reading.data.document import Document
from reading.measures.reference import against_reference


def against_english(document: Document) -> pd.DataFrame:
    """Each token type of a document against its rate in general English, as `against_reference` has it.

    The rates are wordfreq's: words as they stand, from books, news, subtitles, encyclopaedias and the web
    (Speer 2022, doi:10.5281/zenodo.7199437). What it does not list, such as hyphenated words, is not tested.
    """
    vocabulary = document.vocabulary.groupby("token", as_index=False)["count"].sum()
    counts = dict(zip(vocabulary["token"], vocabulary["count"], strict=True))
    tokens = int(document.sentences["tokens"].sum())
    return against_reference(counts, tokens, get_frequency_dict("en"))
