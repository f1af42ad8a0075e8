"""Measures themes of sentences: shares, comparisons of sections, validity of lexicons, agreement of coders.

A *source* says where the themes come from: the consensus of the codings, one coding pass, or a lexicon. The
book goes by one of them, see `find_source`. In all frames, themes are in the order of the codebook, and
sections and paragraphs in that of the document.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from typing import Literal, NamedTuple

import pandas as pd

from reading.data.book import Book
from reading.data.lexicon import Theme
from reading.formatting import name_sentence
from reading.measures import agreement, association, clusters, keyness, validation
from reading.measures.incidence import SENTENCE, matrix
from reading.measures.intervals import share_interval
from reading.tables import matching
from reading.tables.divisions import Divisions

CONSENSUS, PEOPLE, REFINED, FROZEN, GENERAL = "consensus", "people", "refined", "frozen", "general"

LEXICONS: Mapping[str, str] = {REFINED: "refined lexicon", FROZEN: "frozen lexicon"}

TERMS = "terms of the codebook"
"""What the lexicon is called where the codebook gives the terms, and there is no other lexicon."""

LEADING = 3
"""The last rank of the themes that lead a section. Themes of equal rank are included."""

Place = Literal["section", "paragraph"]


def sources(book: Book) -> dict[str, str]:
    """Return the name of each source: the consensus first, then the people's, the passes and the lexicons.

    The people's consensus is a source of its own where the book goes by passes of models and there are two
    by people. Like a pass, it is a source only if it covers all sentences.
    """
    size = len(book.document.sentences)
    passes = {coder: f"pass {coder}" for coder, rows in book.coding.passes.items() if len(rows) == size}
    people = book.coding.passes_by("person")
    apart = book.coding.leading == "model" and len(people) > 1 and covers_document(book)
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
    return dict(LEXICONS)


def describe_source(book: Book) -> str:
    """Return how the book knows which sentence has which theme, in words."""
    return "as coded" if find_source(book) == CONSENSUS else f"as found by the {TERMS}"


def find_source(book: Book) -> str:
    """Return the source that the book goes by: the consensus, or the terms of the codebook.

    The terms count only if the codebook has its own, and only until the passes cover the document.
    """
    has_terms = book.coding.codebook.has_own_terms and bool(labels(book))
    return REFINED if has_terms and not is_coded(book) else CONSENSUS


def is_coded(book: Book) -> bool:
    """Return whether the leading passes cover all sentences."""
    return 0 < book.coding.coded_sentences == len(book.document.sentences)


def covers_document(book: Book) -> bool:
    """Return whether a person has coded every sentence."""
    size = len(book.document.sentences)
    return any(len(rows) == size for rows in book.coding.passes_by("person").values())


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


def shares(book: Book, source: str = "", *, by: Place | None = None) -> pd.DataFrame:
    """Return the share of sentences that have each theme: [theme, label, sentences, of, share, rank].

    With `by`, the shares are those within each section or paragraph, whose id is in a first column of that
    name. `sentences` of the `of` sentences have the theme. Rank 1 is the highest share; equal shares have
    equal ranks.
    """
    return _compute_shares(book, sentence_themes(book, source), by)


def shares_in_divisions(book: Book, divisions: Divisions) -> pd.DataFrame:
    """Return `shares` within each division of the document, whose id is in the first column, `unit`."""
    return _compute_shares(book, divisions.assign_to(sentence_themes(book)), "unit", divisions)


def _compute_shares(
    book: Book, rows: pd.DataFrame, by: Place | Literal["unit"] | None, divisions: Divisions | None = None
) -> pd.DataFrame:
    """Return `shares` for rows of `sentence_themes`. With `by="unit"` they are within the divisions."""
    every = book.document.sentences
    every = divisions.assign_to(every) if divisions else every
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


def compare_sections(book: Book, source: str = "") -> pd.DataFrame:
    """Return `verdicts` with the columns `low` and `high`, the ends of the interval of the share.

    The interval is that of `intervals.share_interval`.
    """
    return _add_intervals(verdicts(book, source))


def verdicts(book: Book, source: str = "") -> pd.DataFrame:
    """Compare the shares in each section with the rest of the document.

    Returns `shares` by section with the columns `p`, `p_adjusted`, `p_paragraphs` and `verdict` of
    `keyness.keyness`.
    """
    return _compute_verdicts(book, sentence_themes(book, source))


def _compute_verdicts(book: Book, rows: pd.DataFrame) -> pd.DataFrame:
    """Return `verdicts` for rows of `sentence_themes`."""
    tests = keyness.keyness(*_as_counts(book, rows)).rename(columns={"lemma": "theme"})
    numbers = ["p", "p_adjusted", "p_paragraphs"]
    # Of one section there is no test, and so no type of its numbers.
    tests = tests[["section", "theme", *numbers, "verdict"]].astype(dict.fromkeys(numbers, float))
    frame = _compute_shares(book, rows, "section").merge(tests, on=["section", "theme"], how="left")
    return frame.assign(verdict=frame["verdict"].fillna(keyness.Verdict.TOO_RARE))


def shares_with_intervals(book: Book, source: str = "", *, by: Place | None = None) -> pd.DataFrame:
    """Return `shares` with the columns `low` and `high`: see `intervals.share_interval`."""
    return _add_intervals(shares(book, source, by=by))


def _add_intervals(frame: pd.DataFrame) -> pd.DataFrame:
    """Add the columns `low` and `high` to rows with `sentences` of `of`."""
    low, high = share_interval(frame["sentences"], frame["of"])
    return frame.assign(low=low, high=high)


def pairs(book: Book, source: str = "") -> pd.DataFrame:
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
    """Compare a lexicon with the consensus: see `validation.validity`. There is a column `label`, too.

    Only sentences that somebody has coded are compared.
    """
    frame = validation.validity(
        _select_coded(book, sentence_themes(book, lexicon)),
        sentence_themes(book, CONSENSUS),
        sentences=_select_coded(book, book.document.sentences),
        themes=list(labels(book)),
    )
    frame.insert(1, "label", frame["theme"].map(labels(book)))
    return frame


def _select_coded(book: Book, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of sentences that the leading passes have."""
    passes = book.coding.leading_passes.values()
    coded = pd.concat([pd.DataFrame(columns=SENTENCE), *(each[SENTENCE] for each in passes)])
    return rows.merge(coded.drop_duplicates().astype({"sentence": int}), on=SENTENCE)


def misclassified(book: Book, lexicon: str = REFINED) -> pd.DataFrame:
    """Return the misses and false alarms of a lexicon, compared with the consensus.

    - theme, label, paragraph, sentence, kind: see `validation.misclassified`
    - where, page: the name of the sentence, and its address below the site's folder
    - terms: the terms that were found in the sentence, separated by commas; empty for a miss
    - reason: what people wrote about the error; empty where nobody has
    """
    found_here = _select_coded(book, sentence_themes(book, lexicon))
    errors = validation.misclassified(found_here, sentence_themes(book, CONSENSUS))
    found = find_terms(book, lexicon)
    found = found.assign(terms=found["lemma"].map(book.lexicon.label))
    terms = found.groupby(["theme", *SENTENCE])["terms"].agg(", ".join).reset_index()
    titles = book.document.paragraphs.set_index("paragraph")["title"]
    errors = errors.assign(
        where=list(map(name_sentence, errors["paragraph"].map(titles), errors["sentence"])),
        page=errors["paragraph"].map(book.page_of) + ".html#s" + errors["sentence"].astype(str),
    )
    frame = errors.merge(terms, on=["theme", *SENTENCE], how="left").fillna({"terms": ""})
    reasons = {(entry.theme, entry.paragraph, entry.sentence): entry.reason for entry in book.lexicon.reasons}
    frame["reason"] = [
        reasons.get(key, "") for key in frame[["theme", *SENTENCE]].itertuples(index=False, name=None)
    ]
    frame.insert(1, "label", frame["theme"].map(labels(book)))
    return _sort_rows(book, frame, ["theme", *SENTENCE])


def agreement_of_passes(book: Book) -> pd.DataFrame:
    """Return how far the leading passes agree: [theme, label, alpha, low, high, kappa, differing, of, most].

    For each theme, the code of a sentence says whether it has the theme.

    - alpha, low, high: Krippendorff's alpha with its interval, which is NaN where the passes never differ
    - kappa: Cohen's kappa; NaN unless there are two passes
    - differing, of: the number of sentences on which the passes differ, and of all sentences
    - most: the high end of the exact interval of differing / of

    There is no row where there are fewer than two passes.
    """
    passes = book.coding.leading_passes
    codes = _expand_codes(book, passes if len(passes) > 1 else {})
    return pd.DataFrame(
        [
            (theme, label, *_measure_agreement(codes[codes["theme"] == theme]))
            for theme, label in labels(book).items()
            if len(codes)
        ],
        columns=["theme", "label", "alpha", "low", "high", "kappa", "differing", "of", "most"],
    )


def agreement_overall(book: Book) -> tuple[float, float, float]:
    """Return Krippendorff's alpha of the leading passes over all themes of sentences, and its interval."""
    measured = _measure_overall(_expand_codes(book, book.coding.leading_passes))
    return measured.alpha, measured.low, measured.high


def list_passes(book: Book) -> pd.DataFrame:
    """Return who made each pass, and how: [coder, kind, date, basis, sentences, of, codes].

    The coder has coded `sentences` of the `of` sentences of the document, with `codes` themes in all.
    """
    of = len(book.document.sentences)
    rows = [
        (coder.name, coder.kind, coder.date, coder.basis, len(coded), of, int(coded["themes"].map(len).sum()))
        for coder, coded in ((book.coding.coders[name], rows) for name, rows in book.coding.passes.items())
    ]
    return pd.DataFrame(rows, columns=["coder", "kind", "date", "basis", "sentences", "of", "codes"])


def agreement_by_kind(book: Book) -> pd.DataFrame:
    """Return the agreement within models, within people, between both, and of all passes.

    A frame [group, label, passes, alpha, low, high, differing, of] with a row for each group that can be
    measured: `models` and `people` where there are two passes of the kind, `between` and `all` where there
    are both kinds. Between them, the consensus of the models is compared with that of the people, on the
    sentences that both have coded. `differing` of the `of` codes, themes of sentences, differ between
    some passes.
    """
    by_kind = {"models": book.coding.passes_by("model"), "people": book.coding.passes_by("person")}
    groups = {group: passes for group, passes in by_kind.items() if len(passes) > 1}
    if all(by_kind.values()):
        groups["between"] = {
            "models": _expand_consensus(book.coding.find_consensus(by_kind["models"]), by_kind["models"]),
            "people": _expand_consensus(book.coding.find_consensus(by_kind["people"]), by_kind["people"]),
        }
        groups["all"] = dict(book.coding.passes)
    rows = [
        (group, GROUPS[group], len(passes), *_measure_overall(_expand_codes(book, passes)))
        for group, passes in groups.items()
    ]
    return pd.DataFrame(rows, columns=["group", "label", "passes", *_Overall._fields])


GROUPS = {
    "models": "the passes by models",
    "people": "the passes by people",
    "between": "the consensus of the models and that of the people",
    "all": "all passes, by models and by people",
}
"""The groups of passes whose agreement is measured, in words."""


def _expand_consensus(consensus: pd.DataFrame, passes: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return a consensus in the form of a pass: a row for each sentence that any of the passes has."""
    codes = consensus.groupby(SENTENCE)["theme"].agg(tuple).to_dict()
    places = pd.concat([rows[SENTENCE] for rows in passes.values()]).drop_duplicates()
    keys = places.itertuples(index=False, name=None)
    return places.assign(themes=[codes.get(key, ()) for key in keys])


class _Overall(NamedTuple):
    """Agreement over all themes of all sentences."""

    alpha: float
    low: float
    high: float
    differing: int
    of: int


def _measure_overall(codes: pd.DataFrame) -> _Overall:
    unit = [*SENTENCE, "theme"]
    low, high = agreement.alpha_interval(codes, unit=unit, cluster=SENTENCE)
    differences = agreement.disagreement(codes, unit=unit)
    alpha = agreement.krippendorff_alpha(codes, unit=unit)
    return _Overall(alpha, low, high, differences.differing, differences.units)


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


def _expand_codes(book: Book, passes: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return each coder's code, `yes` or `no`, for each theme of each sentence that the coder has coded.

    A frame [coder, paragraph, sentence, theme, code].
    """
    rows = [
        (coder, paragraph, sentence, theme, "yes" if theme in given else "no")
        for coder, coded in passes.items()
        for paragraph, sentence, given in coded.itertuples(index=False, name=None)
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
