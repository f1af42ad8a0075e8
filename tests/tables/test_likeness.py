"""The document beside the texts of a reference, on the real book and on small ones."""

from dataclasses import dataclass, replace

import pandas as pd
import pytest

from reading.tables.nearness import compare_with_texts, list_names
from tests.data.tables import with_parts


@dataclass(frozen=True, eq=False)
class Texts:
    """What is used of a reference."""

    comparison: pd.DataFrame
    counts: pd.DataFrame
    phrases: tuple[str, ...]
    names: frozenset[str]
    capitals: pd.DataFrame


def make_reference(texts, *, closed=None, phrases=(), names=(), capitals=()):
    """A reference of texts, each a dictionary of counts of its words."""
    kinds = [("word", texts), ("closed", closed or {})]
    rows = [
        (name, kind, lemma, count)
        for kind, counted in kinds
        for name, counts in counted.items()
        for lemma, count in counts.items()
    ]
    return Texts(
        pd.DataFrame({"text": list(texts), "speaker": list(texts), "tokens": 1000}),
        pd.DataFrame(rows, columns=["text", "kind", "lemma", "count"]),
        tuple(phrases),
        frozenset(names),
        pd.DataFrame({"lemma": list(capitals)}),
    )


def leave_out(book, left_out):
    """The book with some rows of its incidence left out."""
    incidence = book.document.incidence
    return with_parts(book, document=replace(book.document, incidence=incidence[~left_out(incidence)]))


# Likeness ---------------------------------------------------------------------------------------------------


def test_text_with_the_documents_own_counts_is_the_nearest_by_words(book):
    words = book.document.incidence.query("kind == 'word'").groupby("lemma")["count"].sum().to_dict()
    some = dict(list(words.items())[:60])
    made = make_reference({"SAME": words, "SOME": some, "NONE": {"zebra": 500}})
    found = compare_with_texts(book, made)
    for _, group in found.groupby(["measure", "names"]):
        assert group["speaker"].tolist() == ["SAME", "SOME", "NONE"]
    divergences = found.query("measure == 'divergence' and names == 'names-in'").set_index("speaker")["value"]
    assert divergences["SAME"] == pytest.approx(0, abs=1e-9)
    assert divergences["NONE"] == pytest.approx(1)


# Names ------------------------------------------------------------------------------------------------------


def test_names_are_those_of_the_reference_and_of_the_states_and_persons(book):
    names = list_names(book, make_reference({}, names=["zanzibar"], capitals=["council"]))
    assert names["names-in"] == frozenset()
    assert {"zanzibar", "china", "chinese", "us-led", "xi"} <= names["names-out"]
    assert not {"leadership", "administration", "peace", "eurasia", "nato", "council"} & names["names-out"]
    bodies = {"nato", "nato-isation", "cpc", "congress", "sco", "brics", "west"}
    assert bodies <= names["bodies-out"] - names["names-out"]
    assert names["capitals-out"] >= names["bodies-out"] | {"eurasia", "council"}


def test_names_of_the_reference_are_left_out_of_document_and_texts(book):
    texts = {"ONE": {"security": 20, "relation": 1}, "TWO": {"security": 3, "relation": 40}}
    bare = {name: {"relation": counts["relation"]} for name, counts in texts.items()}
    named = compare_with_texts(book, make_reference(texts, names=["security"]))
    without = leave_out(book, lambda rows: rows["lemma"] == "security")
    gone = compare_with_texts(without, make_reference(bare, names=["zanzibar"]))
    pd.testing.assert_frame_equal(*(frame.query("names == 'names-out'") for frame in (named, gone)))
    assert not named.query("names == 'names-in'").equals(gone.query("names == 'in'"))


# Key terms --------------------------------------------------------------------------------------------------


# References -------------------------------------------------------------------------------------------------
