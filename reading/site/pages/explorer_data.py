"""Gathers what the explorer shows of each term of a book, as data that JSON can hold.

The numbers are cells of published tables, so the script of the page only adds up counts.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from reading import tables
from reading.data.book import Book
from reading.data.cached import get_cached
from reading.formatting import round_columns
from reading.measures import association, keyness
from reading.measures.incidence import SENTENCE
from reading.site.pages.explorer_forms import list_forms
from reading.site.pages.other_texts import cached_other_texts
from reading.tables.locations import terms
from reading.text.tokens import slug

SPREAD = ("dp", "dp_norm", "juilland_d")
"""The measures of dispersion, as columns of the table of terms."""

UNITS = {"paragraph": "", "sentence": "sentence_"}
"""The units over which they are measured, with what the columns begin with."""

COUNTED = ("all", "tested", "significant")
"""What is counted of the collocates of a term, see `_list_terms`."""

DECIMALS = 5
"""The decimals of numbers that are not counts. The page shows fewer, and rounds them again."""

SHOWN_DECIMALS = {f"{start}{name}": 2 for start in UNITS.values() for name in SPREAD}
"""The decimals of measures of dispersion, which the page shows as they are. More would weigh a tenth more."""

REFERENCE = ("median", "upper", "texts")
SHOWN_RATES = {"median": 1, "upper": 1}
"""The decimals of rates in other texts. More, which nobody sees, would make the data a tenth larger."""

ALL_COLLOCATES = 100
"""A term with at most so many collocates has data of all of them."""

STRONGEST = 20
"""A term with more collocates has data of so many of the strongest by each measure."""

MAX_PARAGRAPHS = 24
"""The paragraphs up to which a term is shown by paragraph; where there are more, by section."""

Data = dict[str, Any]

Rows = dict[str, list[Data]]


def explorer_data(book: Book) -> Data:
    """All data that the explorer shows.

    - sections: `id`, `title` and `tokens` of each section
    - paragraphs: `id`, `title` and `tokens` of each paragraph; the index of its `section`; and its number of
      `sentences`
    - terms: the data of each content lemma, see `_list_terms`
    - first_term: the `id` of the most frequent ranked term, the first by name among equals
    - unit: the unit of the page's first view, "section" where there are many paragraphs, else "paragraph"
    - q: the largest adjusted p-value of a significant test
    - only_significant: whether the table of pairs is so long that it has only those that pass. Else absent
    - reference, through_time: what is shown of other texts, see `list_other_texts`. Books without a reference
      have none

    None stands for a number that is not finite or that a measure does not define.
    """
    document, frame = book.document, terms(book)
    of_texts, followed, _ = cached_other_texts(book)
    sections = document.sections.rename(columns={"section": "id"})[["id", "title", "tokens"]]
    places = {section: index for index, section in enumerate(sections["id"])}
    paragraphs = document.paragraphs.assign(
        id=document.paragraphs["paragraph"].map(document.short),
        section=document.paragraphs["paragraph"].map(document.section_of).map(places),
    )[["id", "title", "section", "tokens", "sentences"]]
    return {
        "sections": sections.to_dict("records"),
        "paragraphs": paragraphs.to_dict("records"),
        "terms": [_add_history(data, followed.get(data["id"])) for data in _list_terms(book, frame)],
        "first_term": find_first_term(frame),
        "unit": "section" if len(paragraphs) > MAX_PARAGRAPHS and len(sections) > 1 else "paragraph",
        "q": keyness.Q,
        **({"only_significant": True} if _has_only_significant(book) else {}),
        **of_texts,
    }


def _add_history(data: Data, history: Data | None) -> Data:
    """The data of a term, with its course in other texts."""
    return {**data, "followed": history and history["name"], "history": history}


def find_first_term(frame: pd.DataFrame) -> str:
    """The most frequent ranked term of a frame like `terms`. Empty where there is none."""
    ranked = frame[frame["rank"].notna()].sort_values(["rank", "lemma"])["term"]
    return str(ranked.iloc[0]) if len(ranked) else ""


def _list_terms(book: Book, frame: pd.DataFrame) -> Iterator[Data]:
    """The data of each term of a frame like `terms`.

    - id: the anchor of its evidence
    - label, kind, count, ranked: those of the frame
    - forms: what else finds it: other forms of its word, and other names of its actor
    - occurrences: for each sentence with the term, its index in the document, `sentence`, and the `count`
    - rate, rates: `count`, `rate`, `low` and `high` in the document, and a list of those in each section
    - dispersion: for each of `UNITS` the number with the term, `range`, and the measures of `SPREAD`
    - keyness: `log_ratio` with its interval, `g2`, p-values and the verdict of each section, which is empty
      where the term is not among those tested
    - collocate_counts: the number of words that share at least two sentences with the term (`all`); with how
      many of them the pair is `tested`; and how many share significantly many or few (`significant`)
    - collocates: of each of the strongest, in descending order of logDice, its `id`, the measures of
      `association.NAMES`, and how many and which sentences it shares: `together` and `shared`. The adjusted
      p-value is that of the pair in the family of all pairs of ranked words; pairs that could not pass have
      none, nor have phrases and words that are not ranked
    - reference: rates per thousand tokens in other texts, and the number of those that have it; None for a
      phrase that was not counted there. Books without a reference have none

    `explorer_data` adds the `history` of a term that is followed in other texts, see `list_other_texts`, and
    the name under which it is `followed`; None for other terms.
    """
    occurrences, forms = _list_occurrences(book), get_cached(book, "forms", list_forms)
    by_section = _complete_sections(book, frame["term"])
    ends = {"low": "rate_low", "high": "rate_high"}
    rates, section_rates = (_list_rows(rows, "count", "rate", **ends) for rows in (frame, by_section))
    rounded = round_columns(frame, SHOWN_DECIMALS)
    spread = {
        unit: _list_rows(rounded, range=f"{unit}s", **{name: f"{start}{name}" for name in SPREAD})
        for unit, start in UNITS.items()
    }
    compared = _list_keyness(by_section) if len(book.document.sections) > 1 else {}
    counts, collocates = _list_collocates(tables.pairs(book))
    has_others = bool(book.references)
    others = _list_rows(round_columns(tables.kind_terms(book), SHOWN_RATES), *REFERENCE)
    columns = ["term", "label", "kind", "ranked", "count", "lemma"]
    for term, label, kind, ranked, count, lemma in frame[columns].itertuples(index=False, name=None):
        here = {row["sentence"] for row in occurrences[term]}
        strongest = [
            {**row, "shared": [one["sentence"] for one in occurrences[row["id"]] if one["sentence"] in here]}
            for row in collocates.get(term, ())
        ]
        yield {
            "id": term,
            "label": label,
            "kind": kind,
            "ranked": ranked,
            "count": int(count),
            "forms": forms.get(lemma, []),
            "occurrences": occurrences[term],
            "rate": rates[term][0],
            "rates": section_rates[term],
            "dispersion": {unit: rows[term][0] for unit, rows in spread.items()},
            "keyness": compared.get(term, []),
            "collocate_counts": counts.get(term, [dict.fromkeys(COUNTED, 0)])[0],
            "collocates": strongest,
            **({"reference": others.get(term, [None])[0]} if has_others else {}),
        }


def _list_occurrences(book: Book) -> Rows:
    """The index of each sentence with a term, and how often it has it."""
    sentences = book.document.sentences[SENTENCE].assign(index=range(len(book.document.sentences)))
    rows = book.document.incidence.merge(sentences, on=SENTENCE)
    return _list_rows(rows.assign(term=rows["lemma"].map(slug)), "count", sentence="index")


def _complete_sections(book: Book, names: pd.Series[str]) -> pd.DataFrame:
    """The terms by section, with a row for each section and each term that it lacks, too."""
    keys = ["section", "term"]
    index = pd.MultiIndex.from_product([book.document.sections["section"], names], names=keys)
    rows: pd.DataFrame = tables.terms_by_section(book).set_index(keys).reindex(index)
    return rows.fillna({"count": 0, "rate": 0}).reset_index()


def _list_collocates(pairs: pd.DataFrame) -> tuple[Rows, Rows]:
    """The `collocate_counts` of each term, and the rows of its strongest collocates, without `shared`."""
    p, by_term = pairs["p_adjusted"], pairs["term"]
    counted = pd.DataFrame({"term": by_term, "all": 1, "tested": p.notna(), "significant": p <= keyness.Q})
    ranks = pairs.groupby("term")[list(association.NAMES)].rank(method="min", ascending=False)
    is_shown = (by_term.map(by_term.value_counts()) <= ALL_COLLOCATES) | (ranks <= STRONGEST).any(axis=1)
    sums = counted.groupby("term", as_index=False).sum()
    strongest = _list_rows(
        pairs[is_shown], "p_adjusted", *association.NAMES, id="other_term", together="sentences"
    )
    return _list_rows(sums, *COUNTED), strongest


def _list_keyness(terms: pd.DataFrame) -> Rows:
    """The `keyness` of each term."""
    columns = ("log_ratio", "g2", "p_adjusted", "p_paragraphs", "verdict")
    return _list_rows(terms, *columns, low="log_ratio_low", high="log_ratio_high")


def _has_only_significant(book: Book) -> bool:
    pairs = tables.pairs(book)
    return len(pairs) > 0 and bool((pairs["p_adjusted"] <= keyness.Q).all())


def _list_rows(frame: pd.DataFrame, *columns: str, **renamed: str) -> Rows:
    """The values of some columns, a list of rows for each term; `renamed` has other names for columns."""
    names = {**dict(zip(columns, columns, strict=True)), **renamed}
    rows: Rows = {}
    for term, *values in frame[["term", *names.values()]].itertuples(index=False, name=None):
        rows.setdefault(term, []).append(dict(zip(names, map(_to_json, values), strict=True)))
    return rows


def _to_json(value: Any) -> str | int | float | None:
    if isinstance(value, str):
        return str(value)
    if value is None or not math.isfinite(value):
        return None
    rounded = round(float(value), DECIMALS)
    return int(rounded) if rounded.is_integer() else rounded
