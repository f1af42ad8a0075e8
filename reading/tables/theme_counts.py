"""Lists the themes of sentences, shares them out, and compares sections by them.

A *source* says where the themes come from: the consensus of the codings, one coding pass, or a lexicon. The
book goes by one of them, see `find_source`. In all frames, themes are in the order of the codebook, and
sections and paragraphs in that of the document.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from reading.data.book import Book
from reading.data.lexicon import Theme
from reading.measures import agreement, keyness
from reading.measures.incidence import SENTENCE
from reading.measures.intervals import share_interval
from reading.tables import matching

CONSENSUS, PEOPLE, FROZEN, REFINED, GENERAL = "consensus", "people", "frozen", "refined", "general"

LEXICONS: Mapping[str, str] = {
    FROZEN: "frozen lexicon",
    REFINED: "refined lexicon",
    GENERAL: "general lexicon",
}

TERMS = "terms of the codebook"
"""What the lexicon is called where the codebook gives the terms, and there is no other lexicon."""

LEADING = 3
"""The last rank of the themes that lead a section. Themes of equal rank are included."""


def sources(book: Book) -> dict[str, str]:
    """Return the name of each source: the consensus first, then the people's, the passes and the lexicons.

    The people's consensus is a source of its own where the book goes by passes of models and there are two
    by people. Like a pass, it is a source only if it covers all sentences.
    """
    size, people = len(book.document.sentences), book.coding.passes_by("person")
    passes = {coder: f"pass {coder}" for coder, rows in book.coding.passes.items() if len(rows) == size}
    apart = book.coding.leading == "model" and len(people) > 1 and not passes.keys().isdisjoint(people)
    return {
        CONSENSUS: CONSENSUS,
        **({PEOPLE: "people\u2019s consensus"} if apart else {}),
        **passes,
        **name_lexicons(book),
    }


def name_lexicons(book: Book) -> dict[str, str]:
    """Return the name of each lexicon of the book for its own document; none without themes."""
    if book.coding.codebook.has_own_terms:
        return {REFINED: TERMS} if labels(book) else {}
    return {lexicon: LEXICONS[lexicon] for lexicon in (REFINED, FROZEN)}


def describe_source(book: Book) -> str:
    """Return how the book knows which sentence has which theme, in words."""
    return "as coded" if find_source(book) == CONSENSUS else f"as found by the {TERMS}"


def find_source(book: Book) -> str:
    """Return the source that the book goes by: the consensus, or the terms of the codebook.

    The terms count only if the codebook has its own, and only until the leading passes cover the document.
    """
    is_coded = 0 < book.coding.coded_sentences == len(book.document.sentences)
    has_terms = book.coding.codebook.has_own_terms and bool(labels(book))
    return REFINED if has_terms and not is_coded else CONSENSUS


def shows_codes(book: Book) -> bool:
    """Return whether the book goes by codes, and has some."""
    return find_source(book) == CONSENSUS and bool(book.coding.passes)


def labels(book: Book) -> dict[str, str]:
    """Return the label of each theme, by its id."""
    return {theme: coded.label for theme, coded in book.coding.codebook.themes.items()}


@functools.lru_cache(maxsize=16)
def sentence_themes(book: Book, source: str = "") -> pd.DataFrame:
    """Return the themes of each sentence: a frame [section, paragraph, sentence, theme].

    There is a row for each theme of a sentence. An empty source stands for the one of `find_source`. Raises
    `ValueError` for an unknown source.
    """
    coding, source = book.coding, source or find_source(book)
    if source == CONSENSUS:
        rows = coding.consensus
    elif source == PEOPLE:
        rows = coding.find_consensus(coding.passes_by("person"))
    elif source in LEXICONS:
        rows = find_terms(book, source)[[*SENTENCE, "theme"]].drop_duplicates()
    elif source in coding.passes:
        rows = coding.codes[coding.codes["coder"] == source].drop(columns="coder")
    else:
        raise ValueError(f"the source {source!r} is none of {', '.join(sources(book))}")
    # Sentences keep the order of the document, and the themes of each that of the codebook.
    ordered = sort_themes(rows, labels(book))
    return book.document.sentences[["section", *SENTENCE]].merge(ordered, on=SENTENCE)


def sort_themes(rows: pd.DataFrame, themes: Iterable[str]) -> pd.DataFrame:
    """Return a frame [theme, ...] with its rows in the order of `themes`, and otherwise as they were."""
    order = {theme: place for place, theme in enumerate(themes)}
    return rows.sort_values("theme", key=lambda names: names.map(order), kind="stable", ignore_index=True)


@functools.lru_cache(maxsize=8)
def find_terms(book: Book, lexicon: str = REFINED) -> pd.DataFrame:
    """Find the terms of a lexicon in each sentence: see `matching.find_terms`."""
    return matching.find_terms(book.document.incidence, themes_of(book, lexicon), book.lexicon.phrases)


def themes_of(book: Book, lexicon: str) -> tuple[Theme, ...]:
    """Return the themes of a lexicon, with their terms."""
    words = book.lexicon
    return {REFINED: words.themes, FROZEN: words.frozen, GENERAL: words.general}[lexicon]


def shares(book: Book, source: str = "", *, by: str | None = None) -> pd.DataFrame:
    """Return the share of sentences that have each theme: see `share_sentences`."""
    return share_sentences(sentence_themes(book, source), book.document.sentences, labels(book), by)


def share_sentences(
    coded: pd.DataFrame, sentences: pd.DataFrame, themes: Mapping[str, str], by: str | None = None
) -> pd.DataFrame:
    """Return a frame [theme, label, sentences, of, share, rank, low, high] from the themes of sentences.

    `coded` has a row for each theme of a sentence, `sentences` a row for each sentence, `themes` the labels.
    `sentences` of the `of` sentences have the theme. Rank 1 is the highest share; equal shares have equal
    ranks. For the interval see `intervals.share_interval`. With `by`, a column of both frames, all this is
    within each of its parts, which are in a first column of that name.
    """
    # The whole is one part.
    part = by or "whole"
    coded, sentences = (rows if by else rows.assign(whole="") for rows in (coded, sentences))
    frame = sentences.groupby(part, sort=False).size().rename("of").reset_index()
    frame = frame.merge(pd.DataFrame(themes.items(), columns=["theme", "label"]), how="cross")
    counts = coded.groupby([part, "theme"], sort=False).size().rename("sentences").reset_index()
    frame = frame.merge(counts, on=[part, "theme"], how="left").fillna({"sentences": 0})
    frame = frame.astype({"sentences": int}).assign(share=lambda rows: rows["sentences"] / rows["of"])
    ranks = frame.groupby(part)["share"].rank(method="min", ascending=False).astype(int)
    low, high = share_interval(frame["sentences"], frame["of"])
    frame = frame.assign(rank=ranks, low=low, high=high)
    places = [by] if by else []
    return frame[[*places, "theme", "label", "sentences", "of", "share", "rank", "low", "high"]]


def compare_sections(coded: pd.DataFrame, sentences: pd.DataFrame, themes: Mapping[str, str]) -> pd.DataFrame:
    """Compare the shares in each section with the rest of the document.

    Returns `share_sentences` by section with the columns `p`, `p_adjusted`, `p_paragraphs` and `verdict` of
    `keyness.keyness`.
    """
    tests = keyness.keyness(*as_counts(coded, sentences)).rename(columns={"lemma": "theme"})
    numbers = ["p", "p_adjusted", "p_paragraphs"]
    # Of one section there is no test, and so no type of its numbers.
    tests = tests[["section", "theme", *numbers, "verdict"]].astype(dict.fromkeys(numbers, float))
    frame = share_sentences(coded, sentences, themes, "section")
    frame = frame.merge(tests, on=["section", "theme"], how="left")
    return frame.fillna({"verdict": keyness.Verdict.TOO_RARE})


def as_counts(coded: pd.DataFrame, sentences: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the arguments for measures of terms: themes as lemmas, and sentences of one token each.

    Rates per token are then shares of sentences.
    """
    return coded.rename(columns={"theme": "lemma"}).assign(count=1), sentences.assign(tokens=1)


def expand_codes(passes: Mapping[str, pd.DataFrame], themes: Iterable[str]) -> pd.DataFrame:
    """Return each coder's code, `yes` or `no`, for each theme of each sentence that the coder has coded.

    A frame [coder, paragraph, sentence, theme, code].
    """
    themes = list(themes)
    rows = [
        (coder, *place, theme, "yes" if theme in given else "no")
        for coder, coded in passes.items()
        for *place, given in coded.itertuples(index=False, name=None)
        for theme in themes
    ]
    return pd.DataFrame(rows, columns=["coder", *SENTENCE, "theme", "code"])


class Agreement(NamedTuple):
    """How far coders agree: Krippendorff's alpha with its interval, and `differing` of the `of` codes."""

    alpha: float
    low: float
    high: float
    differing: int
    of: int


def measure_agreement(codes: pd.DataFrame) -> Agreement:
    """Return the agreement on the codes of `expand_codes`."""
    unit = [*SENTENCE, "theme"]
    low, high = agreement.alpha_interval(codes, unit=unit, cluster=SENTENCE)
    differences = agreement.disagreement(codes, unit=unit)
    alpha = agreement.krippendorff_alpha(codes, unit=unit)
    return Agreement(alpha, low, high, differences.differing, differences.units)
