"""A book goes in; the themes of its sentences, by whom or what, and how far to trust them, come out.

A *source* says by whom or what: the consensus of the codings, one of their passes, or a lexicon. In all
frames themes are in the codebook's order, places in the document's.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal

import pandas as pd

from reading.analysis import matching
from reading.data.book import Book
from reading.measures import agreement, association, frequency, keyness, resampling, validation
from reading.measures.incidence import SENTENCE

CONSENSUS, REFINED, FROZEN = "consensus", "refined", "frozen"

LEXICONS: Mapping[str, str] = {REFINED: "refined lexicon", FROZEN: "frozen lexicon"}

LEADING = 3
"""Themes of this rank and above lead a section, equals included."""

Place = Literal["section", "paragraph"]


def sources(book: Book) -> dict[str, str]:
    """How each source is called: the consensus first, then the passes, then the lexicons."""
    passes = {coder: f"pass {coder}" for coder in book.coding.passes}
    return {CONSENSUS: CONSENSUS, **passes, **LEXICONS}


def labels(book: Book) -> dict[str, str]:
    """The themes' labels by their ids."""
    return {theme: coded.label for theme, coded in book.coding.codebook.themes.items()}


def carried(book: Book, source: str = CONSENSUS) -> pd.DataFrame:
    """The themes of sentences: a frame [section, paragraph, sentence, theme], a row for each pair of them.

    Raises `ValueError` for a source that there is not.
    """
    if source == CONSENSUS:
        rows = book.coding.consensus
    elif source in LEXICONS:
        rows = hits(book, source)[[*SENTENCE, "theme"]].drop_duplicates()
    elif source in book.coding.passes:
        codes = book.coding.codes
        rows = codes[codes["coder"] == source].drop(columns="coder")
    else:
        raise ValueError(f"the source {source!r} is none of {', '.join(sources(book))}")
    ordered = book.document.sentences[["section", *SENTENCE]].merge(rows, on=SENTENCE)
    return _in_order(book, ordered, [*SENTENCE, "theme"])


def hits(book: Book, lexicon: str = REFINED) -> pd.DataFrame:
    """The terms of a lexicon in each sentence: see `matching.hits`."""
    themes = book.lexicon.themes if lexicon == REFINED else book.lexicon.frozen
    return matching.hits(book.document.incidence, themes, book.lexicon.phrases)


def shares(book: Book, source: str = CONSENSUS, *, by: Place | None = None) -> pd.DataFrame:
    """The share of sentences that carry each theme: [theme, label, sentences, of, share, rank].

    With `by`, in each section or paragraph: a column of that name comes first. `sentences` carry the theme,
    `of` so many there; rank 1 has the highest share there, and equal shares have equal ranks.
    """
    return _shares(book, carried(book, source), by)


def _shares(book: Book, rows: pd.DataFrame, by: Place | None) -> pd.DataFrame:
    """`shares` of what is carried."""
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


def compared(book: Book, source: str = CONSENSUS) -> pd.DataFrame:
    """Each section's shares with verdicts and intervals: `verdicts`, with these columns more.

    - low, high: the interval of the share from sentences drawn anew, see `resampling.bootstrap_rates`
    """
    rows = carried(book, source)
    rates = resampling.bootstrap_rates(*_counted(book, rows), by="section").rename(columns={"lemma": "theme"})
    rates = rates.assign(**{end: rates[end] / frequency.PER for end in ("low", "high")})
    ends = rates[["section", "theme", "low", "high"]]
    return _verdicts(book, rows).merge(ends, on=["section", "theme"], how="left")


def verdicts(book: Book, source: str = CONSENSUS) -> pd.DataFrame:
    """Each section's shares against the rest of the document: `shares` by section, with these columns more.

    - p, p_adjusted, verdict: by the rule of `keyness.keyness`, a sentence counting as one token
    """
    return _verdicts(book, carried(book, source))


def _verdicts(book: Book, rows: pd.DataFrame) -> pd.DataFrame:
    """`verdicts` on what is carried."""
    told = keyness.keyness(*_counted(book, rows)).rename(columns={"lemma": "theme"})
    told = told[["section", "theme", "p", "p_adjusted", "verdict"]]
    frame = _shares(book, rows, "section").merge(told, on=["section", "theme"], how="left")
    return frame.assign(verdict=frame["verdict"].fillna(keyness.Verdict.TOO_RARE))


def intervals(book: Book, source: str = CONSENSUS) -> pd.DataFrame:
    """The shares in the document, with the ends of their intervals: `shares` with low and high."""
    rows = carried(book, source)
    rates = resampling.bootstrap_rates(*_counted(book, rows)).rename(columns={"lemma": "theme"})
    rates = rates.assign(**{end: rates[end] / frequency.PER for end in ("low", "high")})
    return _shares(book, rows, None).merge(rates[["theme", "low", "high"]], on="theme", how="left")


def pairs(book: Book, source: str = CONSENSUS) -> pd.DataFrame:
    """How many sentences each two themes share: [first, second, together, expected, p, p_adjusted].

    See `association.shared_sentences`; the first of a pair stands before the second in the codebook.
    """
    rows, every = _counted(book, carried(book, source))
    found = association.shared_sentences(rows, sentences=every)
    order = _order(book)
    turned = found["first"].map(order) > found["second"].map(order)
    swapped = found[["second", "first"]].set_axis(["first", "second"], axis=1)
    found[["first", "second"]] = found[["first", "second"]].where(~turned, swapped)
    return _in_order(book, found, ["first", "second"])


def validity(book: Book, lexicon: str = REFINED) -> pd.DataFrame:
    """How well a lexicon finds what the consensus has: see `validation.validity`, with a column label."""
    frame = validation.validity(
        carried(book, lexicon),
        carried(book),
        sentences=book.document.sentences,
        themes=list(labels(book)),
    )
    frame.insert(1, "label", frame["theme"].map(labels(book)))
    return frame


def disputed(book: Book, lexicon: str = REFINED) -> pd.DataFrame:
    """Where a lexicon and the consensus part ways, a row for each theme of a sentence.

    - theme, label, paragraph, sentence; kind: see `validation.misclassified`
    - where, page: what the sentence is called, and its place below the site's folder
    - terms: those found there, parted by commas as charts spell them; none for a miss
    - reason: what people wrote about it, empty where nobody has
    """
    apart = validation.misclassified(carried(book, lexicon), carried(book))
    found = hits(book, lexicon)
    found = found.assign(terms=found["lemma"].map(book.lexicon.label))
    terms = found.groupby(["theme", *SENTENCE])["terms"].agg(", ".join).reset_index()
    titles = book.document.paragraphs.set_index("paragraph")["title"]
    number = apart["sentence"].astype(str)
    apart = apart.assign(
        where=apart["paragraph"].map(titles) + " " + number,
        page=apart["paragraph"].map(book.page_of) + ".html#s" + number,
    )
    frame = apart.merge(terms, on=["theme", *SENTENCE], how="left").fillna({"terms": ""})
    said = {(one.theme, one.paragraph, one.sentence): one.reason for one in book.lexicon.reasons}
    frame["reason"] = [
        said.get(key, "") for key in frame[["theme", *SENTENCE]].itertuples(index=False, name=None)
    ]
    frame.insert(1, "label", frame["theme"].map(labels(book)))
    return _in_order(book, frame, ["theme", *SENTENCE])


def agreement_of_passes(book: Book) -> pd.DataFrame:
    """How far the passes agree on each theme: [theme, label, alpha, low, high, kappa, differing, of, most].

    A code is whether a sentence carries the theme. `low` and `high` are the interval of alpha from sentences
    drawn anew, not a number where the passes never differ; `differing` of the sentences they differ on; and
    `most` is the high end of the exact interval of that share. Kappa is of two passes, not a number for more.
    """
    codes = _every_code(book)
    return pd.DataFrame(
        [(theme, label, *_agreed(codes[codes["theme"] == theme])) for theme, label in labels(book).items()],
        columns=["theme", "label", "alpha", "low", "high", "kappa", "differing", "of", "most"],
    )


def agreement_overall(book: Book) -> tuple[float, float, float]:
    """Krippendorff's alpha over all themes of all sentences, and its interval from sentences drawn anew."""
    codes = _every_code(book)
    unit = [*SENTENCE, "theme"]
    alpha = agreement.krippendorff_alpha(codes, unit=unit)
    low, high = agreement.alpha_interval(codes, unit=unit, cluster=SENTENCE)
    return alpha, low, high


def _agreed(codes: pd.DataFrame) -> tuple[float, float, float, float, int, int, float]:
    apart = agreement.disagreement(codes, unit=SENTENCE)
    low, high = agreement.alpha_interval(codes, unit=SENTENCE) if apart.differing else (math.nan, math.nan)
    two = codes["coder"].nunique() == 2
    kappa = agreement.cohen_kappa(codes, unit=SENTENCE) if two else math.nan
    alpha = agreement.krippendorff_alpha(codes, unit=SENTENCE)
    return alpha, low, high, kappa, apart.differing, apart.units, apart.high


def _every_code(book: Book) -> pd.DataFrame:
    """coder, paragraph, sentence, theme, code: each coder's yes or no to each theme of each sentence."""
    given = set(book.coding.codes.itertuples(index=False, name=None))
    rows = [
        (coder, paragraph, sentence, theme, "yes" if (coder, paragraph, sentence, theme) in given else "no")
        for coder in book.coding.passes
        for paragraph, sentence in book.document.sentences[SENTENCE].itertuples(index=False, name=None)
        for theme in labels(book)
    ]
    return pd.DataFrame(rows, columns=["coder", *SENTENCE, "theme", "code"])


def _counted(book: Book, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What is carried as measures of terms take it, and sentences, each of one token: rates are shares."""
    return rows.rename(columns={"theme": "lemma"}).assign(count=1), book.document.sentences.assign(tokens=1)


def _order(book: Book) -> dict[str, int]:
    """The place of each theme and of each paragraph."""
    names = [*labels(book), *book.document.section_of]
    return {name: place for place, name in enumerate(names)}


def _in_order(book: Book, frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """The rows sorted by columns that name themes, paragraphs and sentences."""
    order = _order(book)

    def placed(column: pd.Series) -> pd.Series:
        return column if column.name == "sentence" else column.map(order)

    return frame.sort_values(columns, key=placed, kind="stable", ignore_index=True)
