"""Measures themes of sentences: shares, comparisons of sections, validity of lexicons, agreement of coders.

A *source* says where the themes come from: the consensus of the codings, one coding pass, or a lexicon. In
all frames, themes are in the order of the codebook, and sections and paragraphs in that of the document.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from typing import Literal

import pandas as pd

from reading.analysis import matching
from reading.data.book import Book
from reading.data.lexicon import Theme
from reading.measures import agreement, association, clusters, keyness, validation
from reading.measures.incidence import SENTENCE, matrix
from reading.measures.intervals import share_interval

CONSENSUS, REFINED, FROZEN, GENERAL = "consensus", "refined", "frozen", "general"

LEXICONS: Mapping[str, str] = {REFINED: "refined lexicon", FROZEN: "frozen lexicon"}

LEADING = 3
"""The last rank of the themes that lead a section. Themes of equal rank are included."""

Place = Literal["section", "paragraph"]


def sources(book: Book) -> dict[str, str]:
    """Return the name of each source: the consensus first, then the passes, then the lexicons."""
    passes = {coder: f"pass {coder}" for coder in book.coding.passes}
    return {CONSENSUS: CONSENSUS, **passes, **LEXICONS}


def labels(book: Book) -> dict[str, str]:
    """Return the label of each theme, by its id."""
    return {theme: coded.label for theme, coded in book.coding.codebook.themes.items()}


def sentence_themes(book: Book, source: str = CONSENSUS) -> pd.DataFrame:
    """Return the themes of each sentence: a frame [section, paragraph, sentence, theme].

    There is a row for each theme of a sentence. Raises `ValueError` for an unknown source.
    """
    if source == CONSENSUS:
        rows = book.coding.consensus
    elif source in (*LEXICONS, GENERAL):
        rows = find_terms(book, source)[[*SENTENCE, "theme"]].drop_duplicates()
    elif source in book.coding.passes:
        codes = book.coding.codes
        rows = codes[codes["coder"] == source].drop(columns="coder")
    else:
        raise ValueError(f"the source {source!r} is none of {', '.join(sources(book))}")
    ordered = book.document.sentences[["section", *SENTENCE]].merge(rows, on=SENTENCE)
    return _sort_rows(book, ordered, [*SENTENCE, "theme"])


@functools.lru_cache(maxsize=8)
def find_terms(book: Book, lexicon: str = REFINED) -> pd.DataFrame:
    """Find the terms of a lexicon in each sentence: see `matching.find_terms`."""
    return matching.find_terms(book.document.incidence, themes_of(book, lexicon), book.lexicon.phrases)


def themes_of(book: Book, lexicon: str) -> tuple[Theme, ...]:
    """Return the themes of a lexicon, with their terms."""
    words = book.lexicon
    return {REFINED: words.themes, FROZEN: words.frozen, GENERAL: words.general}[lexicon]


def shares(book: Book, source: str = CONSENSUS, *, by: Place | None = None) -> pd.DataFrame:
    """Return the share of sentences that have each theme: [theme, label, sentences, of, share, rank].

    With `by`, the shares are those within each section or paragraph, whose id is in a first column of that
    name. `sentences` of the `of` sentences have the theme. Rank 1 is the highest share; equal shares have
    equal ranks.
    """
    return _compute_shares(book, sentence_themes(book, source), by)


def _compute_shares(book: Book, rows: pd.DataFrame, by: Place | None) -> pd.DataFrame:
    """Return `shares` for rows of `sentence_themes`."""
    every = book.document.sentences
    places = [by] if by else []
    sizes = every.groupby(places, sort=False).size().rename("of").reset_index() if by else None
    themes = pd.DataFrame(labels(book).items(), columns=["theme", "label"])
    frame = sizes.merge(themes, how="cross") if sizes is not None else themes.assign(of=len(every))
    counts = rows.groupby([*places, "theme"], sort=False).size().rename("sentences").reset_index()
    frame = frame.merge(counts, on=[*places, "theme"], how="left")
    frame["sentences"] = frame["sentences"].fillna(0).astype(int)
    frame["share"] = frame["sentences"] / frame["of"]
    grouped = frame.groupby(places)["share"] if by else frame["share"]
    frame["rank"] = grouped.rank(method="min", ascending=False).astype(int)
    return frame[[*places, "theme", "label", "sentences", "of", "share", "rank"]]


def compare_sections(book: Book, source: str = CONSENSUS) -> pd.DataFrame:
    """Return `verdicts` with the columns `low` and `high`, the ends of the interval of the share.

    The interval is that of `intervals.share_interval`.
    """
    return _add_intervals(verdicts(book, source))


def verdicts(book: Book, source: str = CONSENSUS) -> pd.DataFrame:
    """Compare the shares in each section with the rest of the document.

    Returns `shares` by section with the columns `p`, `p_adjusted`, `p_paragraphs` and `verdict` of
    `keyness.keyness`.
    """
    return _compute_verdicts(book, sentence_themes(book, source))


def _compute_verdicts(book: Book, rows: pd.DataFrame) -> pd.DataFrame:
    """Return `verdicts` for rows of `sentence_themes`."""
    tests = keyness.keyness(*_as_counts(book, rows)).rename(columns={"lemma": "theme"})
    tests = tests[["section", "theme", "p", "p_adjusted", "p_paragraphs", "verdict"]]
    frame = _compute_shares(book, rows, "section").merge(tests, on=["section", "theme"], how="left")
    return frame.assign(verdict=frame["verdict"].fillna(keyness.Verdict.TOO_RARE))


def shares_with_intervals(book: Book, source: str = CONSENSUS) -> pd.DataFrame:
    """Return `shares` in the document with the columns `low` and `high`: see `intervals.share_interval`."""
    return _add_intervals(shares(book, source))


def _add_intervals(frame: pd.DataFrame) -> pd.DataFrame:
    """Add the columns `low` and `high` to rows with `sentences` of `of`."""
    low, high = share_interval(frame["sentences"], frame["of"])
    return frame.assign(low=low, high=high)


def pairs(book: Book, source: str = CONSENSUS) -> pd.DataFrame:
    """Count and test the sentences that each two themes share: see `association.pairs`.

    There is a row for each two themes of sentences. Returns a frame [first, second, together, expected, p,
    p_adjusted]. The first theme of a pair comes before the second in the codebook.
    """
    rows, sentences = _as_counts(book, sentence_themes(book, source))
    frame = association.pairs(rows, sentences=sentences)
    order = _number_names(book)
    wrong = frame["first"].map(order) > frame["second"].map(order)
    swapped = frame[["second", "first"]].set_axis(["first", "second"], axis=1)
    frame[["first", "second"]] = frame[["first", "second"]].where(~wrong, swapped)
    return _sort_rows(book, frame, ["first", "second"])


def likeness_within_paragraphs(book: Book) -> pd.DataFrame:
    """Return how alike the sentences of a paragraph are: a frame [theme, icc].

    `icc` is the intraclass correlation of a theme, see `clusters.intraclass_correlation`. There is a row for
    each theme that a sentence has.
    """
    rows, sentences = _as_counts(book, sentence_themes(book))
    counts, names = matrix(rows, sentences, SENTENCE)
    icc = clusters.intraclass_correlation(counts, pd.factorize(sentences["paragraph"])[0])
    return _sort_rows(book, pd.DataFrame({"theme": names, "icc": icc}), ["theme"])


def validity(book: Book, lexicon: str = REFINED) -> pd.DataFrame:
    """Compare a lexicon with the consensus: see `validation.validity`. There is a column `label`, too."""
    frame = validation.validity(
        sentence_themes(book, lexicon),
        sentence_themes(book),
        sentences=book.document.sentences,
        themes=list(labels(book)),
    )
    frame.insert(1, "label", frame["theme"].map(labels(book)))
    return frame


def misclassified(book: Book, lexicon: str = REFINED) -> pd.DataFrame:
    """Return the misses and false alarms of a lexicon, compared with the consensus.

    - theme, label, paragraph, sentence, kind: see `validation.misclassified`
    - where, page: the name of the sentence, and its address below the site's folder
    - terms: the terms that were found in the sentence, separated by commas; empty for a miss
    - reason: what people wrote about the error; empty where nobody has
    """
    errors = validation.misclassified(sentence_themes(book, lexicon), sentence_themes(book))
    found = find_terms(book, lexicon)
    found = found.assign(terms=found["lemma"].map(book.lexicon.label))
    terms = found.groupby(["theme", *SENTENCE])["terms"].agg(", ".join).reset_index()
    titles = book.document.paragraphs.set_index("paragraph")["title"]
    number = errors["sentence"].astype(str)
    errors = errors.assign(
        where=errors["paragraph"].map(titles) + " " + number,
        page=errors["paragraph"].map(book.page_of) + ".html#s" + number,
    )
    frame = errors.merge(terms, on=["theme", *SENTENCE], how="left").fillna({"terms": ""})
    reasons = {(entry.theme, entry.paragraph, entry.sentence): entry.reason for entry in book.lexicon.reasons}
    frame["reason"] = [
        reasons.get(key, "") for key in frame[["theme", *SENTENCE]].itertuples(index=False, name=None)
    ]
    frame.insert(1, "label", frame["theme"].map(labels(book)))
    return _sort_rows(book, frame, ["theme", *SENTENCE])


def agreement_of_passes(book: Book) -> pd.DataFrame:
    """Return the agreement of the passes: [theme, label, alpha, low, high, kappa, differing, of, most].

    For each theme, the code of a sentence says whether it has the theme.

    - alpha, low, high: Krippendorff's alpha with its interval, which is NaN where the passes never differ
    - kappa: Cohen's kappa; NaN unless there are two passes
    - differing, of: the number of sentences on which the passes differ, and of all sentences
    - most: the high end of the exact interval of differing / of
    """
    codes = _expand_codes(book)
    return pd.DataFrame(
        [
            (theme, label, *_measure_agreement(codes[codes["theme"] == theme]))
            for theme, label in labels(book).items()
        ],
        columns=["theme", "label", "alpha", "low", "high", "kappa", "differing", "of", "most"],
    )


def agreement_overall(book: Book) -> tuple[float, float, float]:
    """Return Krippendorff's alpha over all themes of all sentences, and the ends of its interval."""
    codes = _expand_codes(book)
    unit = [*SENTENCE, "theme"]
    alpha = agreement.krippendorff_alpha(codes, unit=unit)
    low, high = agreement.alpha_interval(codes, unit=unit, cluster=SENTENCE)
    return alpha, low, high


def _measure_agreement(codes: pd.DataFrame) -> tuple[float, float, float, float, int, int, float]:
    """Return a row of `agreement_of_passes` for the codes of one theme."""
    differences = agreement.disagreement(codes, unit=SENTENCE)
    low, high = (
        agreement.alpha_interval(codes, unit=SENTENCE) if differences.differing else (math.nan, math.nan)
    )
    two = codes["coder"].nunique() == 2
    kappa = agreement.cohen_kappa(codes, unit=SENTENCE) if two else math.nan
    alpha = agreement.krippendorff_alpha(codes, unit=SENTENCE)
    return alpha, low, high, kappa, differences.differing, differences.units, differences.high


def _expand_codes(book: Book) -> pd.DataFrame:
    """Return each coder's code, `yes` or `no`, for each theme of each sentence.

    A frame [coder, paragraph, sentence, theme, code].
    """
    given = set(book.coding.codes.itertuples(index=False, name=None))
    rows = [
        (coder, paragraph, sentence, theme, "yes" if (coder, paragraph, sentence, theme) in given else "no")
        for coder in book.coding.passes
        for paragraph, sentence in book.document.sentences[SENTENCE].itertuples(index=False, name=None)
        for theme in labels(book)
    ]
    return pd.DataFrame(rows, columns=["coder", *SENTENCE, "theme", "code"])


def _as_counts(book: Book, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the arguments for measures of terms: themes as lemmas, and sentences of one token each.

    Rates per token are then shares of sentences.
    """
    return rows.rename(columns={"theme": "lemma"}).assign(count=1), book.document.sentences.assign(tokens=1)


def _number_names(book: Book) -> dict[str, int]:
    """Return the position of each theme in the codebook and of each paragraph in the document."""
    names = [*labels(book), *book.document.section_of]
    return {name: place for place, name in enumerate(names)}


def _sort_rows(book: Book, frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Sort rows by columns that identify themes, paragraphs and sentences."""
    order = _number_names(book)

    def sort_key(column: pd.Series) -> pd.Series:
        return column if column.name == "sentence" else column.map(order)

    return frame.sort_values(columns, key=sort_key, kind="stable", ignore_index=True)
