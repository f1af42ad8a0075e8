"""Publishes the sizes of the document, of its sections and of its paragraphs."""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.measures import frequency
from reading.tables.counting import count_words
from reading.tables.table import published


@published()
def document(book: Book) -> pd.DataFrame:
    """The size of the document and the variety of its words.

    - sections: sections of the document [sections]
    - paragraphs: paragraphs of the document [paragraphs]
    - sentences: sentences in the document, headings left out [sentences]
    - tokens: tokens in the document, headings left out [tokens]
    - types: different tokens in the document [types]
    - hapaxes: types that occur once in the document [types]
    - hapax_share: types that occur once in the document, as a share of all types [share]
    - most_paragraphs: the most paragraphs that any one content word stands in [paragraphs]
    - heaviest_shared: terms that have the highest TF-IDF weight in more than one paragraph [terms]

    >>> document()[["tokens", "types", "hapaxes"]]
       tokens  types  hapaxes
    0      50     34       26
    """
    document, words = book.document, count_words(book)
    tokens = document.vocabulary.groupby("token")["count"].sum()
    weights = frequency.tf_idf(words, unit="paragraph")
    heaviest = weights[weights["weight"] == weights.groupby("paragraph")["weight"].transform("max")]
    row = {
        "sections": len(document.sections),
        "paragraphs": len(document.paragraphs),
        "sentences": len(document.sentences),
        "tokens": document.sentences["tokens"].sum(),
        "types": len(tokens),
        "hapaxes": (tokens == 1).sum(),
        "hapax_share": (tokens == 1).mean(),
        "most_paragraphs": words.groupby("lemma")["paragraph"].nunique().max(),
        "heaviest_shared": (heaviest["lemma"].value_counts() > 1).sum(),
    }
    return pd.DataFrame([row])


@published("section")
def sections(book: Book) -> pd.DataFrame:
    """The sections: their length and the variety of their words.

    - tokens: tokens in the section {section} [tokens]
    - share: tokens in the section {section}, as a share of the document's [share]
    - sentences: sentences in the section {section} [sentences]
    - types: different tokens in the section {section} [types]
    - mattr: MATTR of the section {section}, over its tokens in order [ratio; measures/diversity.py]
    - mtld: MTLD of the section {section}, over its tokens in order [ratio; measures/diversity.py]

    >>> sections()[["section", "tokens", "mattr"]]
       section  tokens     mattr
    0  harbour      29  0.724138
    1     ties      21  0.761905
    """
    frame = book.document.diversity_by_section
    sentences = book.document.sentences.groupby("section").size()
    return frame.assign(
        label=frame["title"],
        share=frame["tokens"] / frame["tokens"].sum(),
        sentences=frame["section"].map(sentences),
    )


@published("paragraph")
def paragraphs(book: Book) -> pd.DataFrame:
    """The paragraphs and their length.

    - section: the section of the paragraph {paragraph} [word]
    - tokens: tokens in the paragraph {paragraph} [tokens]
    - share: tokens in the paragraph {paragraph}, as a share of the document's [share]
    - sentences: sentences in the paragraph {paragraph} [sentences]
    - rank: paragraphs with at least as many tokens as the paragraph {paragraph} [rank]

    >>> paragraphs()[["paragraph", "tokens", "rank"]].head(3)
             paragraph  tokens  rank
    0  harbour-opening      11     3
    1             quay      18     1
    2     ties-opening       8     4
    """
    frame = book.document.paragraphs
    return frame.assign(
        paragraph=frame["paragraph"].map(book.document.short),
        label=frame["title"],
        share=frame["tokens"] / frame["tokens"].sum(),
        rank=frame["tokens"].rank(method="max", ascending=False),
    )
