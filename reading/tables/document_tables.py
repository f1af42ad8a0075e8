"""Publishes the sizes of the document, of its sections and of its paragraphs."""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.measures import frequency, readability
from reading.tables.counting import count_words
from reading.tables.table import WORDS, Column, published

OUTLINE, VOCABULARY, INCIDENCE = (
    f"data/document/{name}" for name in ("outline.yml", "vocabulary.csv", "incidence.csv")
)

_SIZES = {
    "tokens": Column("tokens", "tokens in {0}"),
    "share": Column("share", "tokens in {0}, as a share of the document's"),
    "sentences": Column("sentences", "sentences in {0}"),
}


def _describe(part: str) -> dict[str, Column]:
    """The sizes of a part, whose key is named."""
    return {name: column._replace(says=column.says.replace("{0}", part)) for name, column in _SIZES.items()}


@published(
    (),
    {
        "sections": Column("sections", "sections of the document"),
        "paragraphs": Column("paragraphs", "paragraphs of the document"),
        "sentences": Column("sentences", "sentences in the document, headings left out"),
        "tokens": Column("tokens", "tokens in the document, headings left out"),
        "types": Column("types", "different tokens in the document"),
        "hapaxes": Column("types", "types that occur once in the document"),
        "hapax_share": Column("share", "types that occur once in the document, as a share of all types"),
        "most_paragraphs": Column("paragraphs", "the most paragraphs that any one content word stands in"),
        "heaviest_shared": Column(
            "terms", "terms that have the highest TF-IDF weight in more than one paragraph"
        ),
    },
    file=INCIDENCE,
)
def document(book: Book) -> pd.DataFrame:
    """The size of the document and the variety of its words.

    >>> document()[["tokens", "types", "hapaxes"]]  # doctest: +SKIP
       tokens  types  hapaxes
    0     835    371      242
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


_FORMULAS = {
    "ari": (readability.ari, "automated readability index, a grade of US schools,"),
    "coleman_liau": (readability.coleman_liau, "Coleman-Liau index, a grade of US schools,"),
    "lix": (readability.lix, "Lix"),
}


@published(
    ["section"],
    {
        **_describe("the section {section}"),
        "types": Column("types", "different tokens in the section {section}"),
        "mattr": Column(
            "ratio", "MATTR of the section {section}, over its tokens in order", "measures/diversity.py"
        ),
        "mtld": Column(
            "ratio", "MTLD of the section {section}, over its tokens in order", "measures/diversity.py"
        ),
        **{
            name: Column("grade", f"{words} of the section {{section}}", "measures/readability.py")
            for name, (_, words) in _FORMULAS.items()
        },
    },
    file=OUTLINE,
)
def sections(book: Book) -> pd.DataFrame:
    """The sections: their length, the variety of their words and how hard they are to read.

    >>> sections()[["section", "tokens", "mattr"]]  # doctest: +SKIP
                        section  tokens     mattr
    0    diplomacy-and-politics     415  0.739208
    1  sino-russian-cooperation     420  0.721091
    """
    frame = book.document.diversity_by_section
    words = dict(iter(book.document.vocabulary.groupby("section")))
    sentences = book.document.sentences.groupby("section").size()
    return frame.assign(
        label=frame["title"],
        share=frame["tokens"] / frame["tokens"].sum(),
        sentences=frame["section"].map(sentences),
        **{
            name: [formula(words[section], int(sentences[section])) for section in frame["section"]]
            for name, (formula, _) in _FORMULAS.items()
        },
    )


@published(
    ["paragraph"],
    {
        "section": Column(WORDS, "the section of the paragraph {paragraph}"),
        **_describe("the paragraph {paragraph}"),
        "rank": Column("rank", "paragraphs with at least as many tokens as the paragraph {paragraph}"),
    },
    file=OUTLINE,
)
def paragraphs(book: Book) -> pd.DataFrame:
    """The paragraphs and their length.

    >>> paragraphs()[["paragraph", "tokens", "rank"]].head(3)  # doctest: +SKIP
                            paragraph  tokens  rank
    0  diplomacy-and-politics-opening      23     9
    1                    great-powers     150     1
    2           surrounding-countries     110     4
    """
    frame = book.document.paragraphs
    return frame.assign(
        paragraph=frame["paragraph"].map(book.document.short),
        label=frame["title"],
        share=frame["tokens"] / frame["tokens"].sum(),
        rank=frame["tokens"].rank(method="max", ascending=False),
    )
