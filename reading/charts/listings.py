"""Shapes the tables that only a notebook shows: names, differences of coders, errors of lexicons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from reading.data.book import Book
from reading.data.samples import Sample
from reading.formatting import name_sentence, round_columns
from reading.measures.incidence import SENTENCE
from reading.tables import theme_counts
from reading.tables.lexicon_tables import held_out_themes, lexicon_themes
from reading.tables.sample_counts import (
    DOCUMENT,
    HELD_OUT,
    LEXICONS,
    REFINED,
    compare_codes,
    find_errors,
    find_samples,
    list_lexicons,
    sentences,
    sort_themes,
)
from reading.tables.theme_counts import labels


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

    A frame [group, label, passes, alpha, alpha_low, alpha_high, differing, of] with a row for each group that
    can be measured: `models` and `people` where there are two passes of the kind, `between` and `all` where
    there are both kinds. Between them, the consensus of the models is compared with that of the people, on
    the sentences that both have coded. `differing` of the `of` codes, themes of sentences, differ between
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
    rows = []
    for group, passes in groups.items():
        measured = theme_counts.measure_agreement(theme_counts.expand_codes(passes, labels(book)))
        rows.append({"group": group, "label": GROUPS[group], "passes": len(passes), **measured})
    columns = ["group", "label", "passes", "alpha", "alpha_low", "alpha_high", "differing", "of"]
    return pd.DataFrame(rows, columns=columns)


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


def explain_errors(book: Book, lexicon: str = REFINED) -> pd.DataFrame:
    """Return the misses and false alarms of a lexicon in the document: see `sample_counts.find_errors`.

    Within each theme they are in the order of the document. There are three columns more:

    - where, page: the name of the sentence, and its address below the site's folder
    - reason: what people wrote about the error; empty where nobody has
    """
    found, coded = compare_codes(book, lexicon, DOCUMENT)
    found = found.assign(lemma=found["lemma"].map(book.lexicon.label))
    frame = book.document.sentences[SENTENCE].merge(find_errors(found, coded, labels(book)), on=SENTENCE)
    titles = book.document.paragraphs.set_index("paragraph")["title"]
    reasons = {(entry.theme, entry.paragraph, entry.sentence): entry.reason for entry in book.lexicon.reasons}
    keys = frame[["theme", *SENTENCE]].itertuples(index=False, name=None)
    frame = frame.assign(
        where=list(map(name_sentence, frame["paragraph"].map(titles), frame["sentence"])),
        page=frame["paragraph"].map(book.page_of) + ".html#s" + frame["sentence"].astype(str),
        reason=[reasons.get(key, "") for key in keys],
    )
    return sort_themes(frame, labels(book))


def misclassified(book: Book, lexicon: str, sample: str = HELD_OUT) -> pd.DataFrame:
    """Return the misses and false alarms of a lexicon in a sample: see `sample_counts.find_errors`.

    There are two columns more, and `paragraph` is the text:

    - where: who speaks, the year and the number of the sentence
    - words: the sentence
    """
    errors = find_errors(*compare_codes(book, lexicon, sample), labels(book))
    frame = errors.merge(sentences(book, sample), on=SENTENCE, how="left")
    places = {
        text: _name_text(book, part, text)
        for part in find_samples(book, sample)
        for text in part.sentences["text"].unique()
    }
    return frame.assign(where=list(map(name_sentence, frame["paragraph"].map(places), frame["sentence"])))


def _name_text(book: Book, sample: Sample, name: str) -> str:
    """Who speaks in a text, and when. The file's name where that is not known."""
    reference = book.references.get(sample.description.reference)
    fields = reference.settings.parse_name(name) if reference else None
    if reference is None or fields is None:
        return name
    return f"{reference.settings.name_of(fields['speaker'])}, {fields['year']}"


def compare_lexicons(book: Book) -> pd.DataFrame:
    """Compare F1 of each theme by each lexicon, in the document and in the held-out sentences.

    Returns a frame [label, coded, frozen, frozen_held_out, refined, refined_held_out, general,
    general_held_out], where `coded` is the number of held-out sentences that are coded with the theme. A
    lexicon that the book does not have has no columns.
    """
    inside, outside = lexicon_themes(book), held_out_themes(book)
    frame = pd.DataFrame(labels(book).items(), columns=["theme", "label"]).set_index("theme")
    frame["coded"] = outside.groupby("theme")["coded"].first()
    for lexicon in list_lexicons(book):
        for name, table in ((lexicon, inside), (f"{lexicon}_held_out", outside)):
            frame[name] = table[table["lexicon"] == lexicon].set_index("theme")["f1"]
    return round_columns(frame, dict.fromkeys(frame.columns[2:], 2))


def list_errors(book: Book, lexicons: Sequence[str]) -> pd.DataFrame:
    """Return `misclassified` for several lexicons, with the name of each in a first column `lexicon`."""
    parts = [misclassified(book, lexicon).assign(lexicon=LEXICONS[lexicon]) for lexicon in lexicons]
    return pd.concat(parts, ignore_index=True)
