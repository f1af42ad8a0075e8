"""A document in; its sections side by side, by size, variety and difficulty, out."""

from __future__ import annotations

import pandas as pd

from reading.data.document import Document
from reading.measures import readability


def described(document: Document) -> pd.DataFrame:
    """A row a section: [section, title, tokens, types, mattr, mtld, ari, coleman_liau, lix]."""
    frame = document.diversity_by_section
    words = dict(iter(document.vocabulary.groupby("section")))
    sentences = document.sentences.groupby("section").size()
    formulas = {"ari": readability.ari, "coleman_liau": readability.coleman_liau, "lix": readability.lix}
    return frame.assign(
        **{
            name: [formula(words[section], int(sentences[section])) for section in frame["section"]]
            for name, formula in formulas.items()
        }
    )
