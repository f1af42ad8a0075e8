"""Themes of the book: as coded and as found, shared out, compared, and held against each other."""

import numpy as np
import pandas as pd
import pytest
from nltk.metrics.agreement import AnnotationTask

from reading import themes
from reading.measures import keyness, resampling
from reading.measures.incidence import SENTENCE


@pytest.fixture(scope="module")
def consensus(book):
    return themes.carried(book)


def test_every_source_has_a_name_and_sentences(book):
    assert list(themes.sources(book)) == ["consensus", "a", "b", "refined", "frozen"]
    for source in themes.sources(book):
        assert len(themes.carried(book, source)) > 50


def test_a_source_that_there_is_not_is_refused(book):
    with pytest.raises(ValueError, match="none of consensus"):
        themes.carried(book, "nobody")


def test_the_consensus_lies_between_the_passes(book, consensus):
    keys = [*SENTENCE, "theme"]
    sets = [set(themes.carried(book, coder)[keys].itertuples(index=False, name=None)) for coder in "ab"]
    agreed = set(consensus[keys].itertuples(index=False, name=None))
    assert sets[0] & sets[1] <= agreed <= sets[0] | sets[1]


@pytest.mark.parametrize("source", ["consensus", "refined"])
def test_rows_go_by_the_document_and_then_by_the_codebook(book, source):
    rows = themes.carried(book, source)
    paragraphs, order = list(book.document.section_of), list(themes.labels(book))
    keys = [
        (paragraphs.index(row.paragraph), row.sentence, order.index(row.theme)) for row in rows.itertuples()
    ]
    assert keys == sorted(keys)


def test_a_sentence_is_found_by_any_of_its_terms_once(book):
    found = themes.carried(book, "refined")
    assert not found.duplicated([*SENTENCE, "theme"]).any()
    hits = themes.hits(book)
    assert set(hits[[*SENTENCE, "theme"]].itertuples(index=False, name=None)) == set(
        found[[*SENTENCE, "theme"]].itertuples(index=False, name=None)
    )


def test_shares_of_parts_add_up_to_those_of_the_document(book):
    whole = themes.shares(book).set_index("theme")["sentences"]
    for place in ("section", "paragraph"):
        parts = themes.shares(book, by=place)
        assert parts.groupby("theme")["sentences"].sum().to_dict() == whole.to_dict()
        assert (parts["share"] * parts["of"]).to_numpy() == pytest.approx(parts["sentences"].to_numpy())
        assert len(parts) == 10 * parts[place].nunique()


def test_ranks_begin_anew_in_each_section(book):
    parts = themes.shares(book, by="section")
    for _, rows in parts.groupby("section"):
        assert rows.loc[rows["rank"] == 1, "share"].eq(rows["share"].max()).all()


def test_intervals_hold_the_shares_they_belong_to(book):
    for frame in (themes.intervals(book), themes.compared(book)):
        known = frame.dropna(subset="low")
        assert (known["low"] <= known["share"]).all()
        assert (known["share"] <= known["high"]).all()
        assert frame["share"].le(1).all()


def test_a_share_that_is_nowhere_has_no_interval(book):
    frame = themes.compared(book)
    assert frame[frame["sentences"] == 0]["low"].isna().all()


def test_verdicts_follow_the_rule_of_the_terms(book, consensus):
    """By hand: sentences shuffled between the sections, and the shares compared."""
    frame = themes.compared(book).set_index(["section", "theme"])
    sentences = book.document.sentences
    first = sentences["section"].iloc[0]
    inside = (sentences["section"] == first).to_numpy()
    held = consensus[consensus["theme"] == "partnership"]
    places = pd.MultiIndex.from_frame(sentences[SENTENCE])
    has = places.isin(pd.MultiIndex.from_frame(held[SENTENCE])).astype(float)
    orders = resampling.permuted(inside.astype(int), permutations=10_000, seed=3) == 1
    drawn = np.abs((orders @ has) / inside.sum() - (~orders @ has) / (~inside).sum())
    observed = abs(has[inside].mean() - has[~inside].mean())
    chance = (drawn >= observed - 1e-9).mean()
    assert frame.loc[(first, "partnership"), "p"] == pytest.approx(chance, abs=0.001)
    assert frame.loc[(first, "partnership"), "verdict"] == keyness.Verdict.LESS


def test_rare_themes_are_not_tested(book):
    frame = themes.compared(book)
    totals = frame.groupby("theme")["sentences"].sum()
    rare = frame["theme"].map(totals) < keyness.LEAST
    assert (frame["verdict"] == keyness.Verdict.TOO_RARE).equals(rare)


def test_pairs_are_every_two_themes_once_in_the_codebooks_order(book):
    frame = themes.pairs(book)
    order = list(themes.labels(book))
    keys = [(order.index(row.first), order.index(row.second)) for row in frame.itertuples()]
    assert keys == [(one, other) for one in range(10) for other in range(one + 1, 10)]


def test_validity_says_of_each_lexicon_what_its_disputes_add_up_to(book):
    for lexicon in themes.LEXICONS:
        frame, apart = themes.validity(book, lexicon), themes.disputed(book, lexicon)
        assert frame["misses"].sum() == (apart["kind"] == "miss").sum()
        assert frame["false_alarms"].sum() == (apart["kind"] == "false alarm").sum()


def test_a_false_alarm_names_what_misled_and_a_miss_names_nothing(book):
    for lexicon in themes.LEXICONS:
        apart = themes.disputed(book, lexicon)
        assert (apart["terms"] == "").equals(apart["kind"] == "miss")


def test_every_miss_and_false_alarm_of_the_book_has_its_reason(book):
    for lexicon in themes.LEXICONS:
        assert (themes.disputed(book, lexicon)["reason"] != "").all()


def test_the_refined_lexicon_agrees_better_with_what_it_was_fitted_to(book):
    scores = {lexicon: themes.validity(book, lexicon)["f1"].mean() for lexicon in themes.LEXICONS}
    assert scores["refined"] > scores["frozen"]
    assert scores["refined"] >= 0.85


def test_agreement_is_that_of_nltk(book):
    frame = themes.agreement_of_passes(book).set_index("theme")
    sentences = list(book.document.sentences[SENTENCE].itertuples(index=False, name=None))
    given = set(book.coding.codes.itertuples(index=False, name=None))
    every = []
    for theme in themes.labels(book):
        data = [
            (coder, f"{paragraph}#{number}", (coder, paragraph, number, theme) in given)
            for coder in book.coding.passes
            for paragraph, number in sentences
        ]
        task = AnnotationTask(data)
        assert frame.loc[theme, "alpha"] == pytest.approx(task.alpha())
        assert frame.loc[theme, "kappa"] == pytest.approx(task.kappa())
        every += [(coder, f"{unit} {theme}", code) for coder, unit, code in data]
    alpha, low, high = themes.agreement_overall(book)
    assert alpha == pytest.approx(AnnotationTask(every).alpha())
    assert low < alpha <= high


def test_where_passes_never_differ_the_most_that_they_may_is_given_instead_of_an_interval(book):
    frame = themes.agreement_of_passes(book)
    never = frame["differing"] == 0
    assert frame["low"].isna().equals(never)
    assert frame.loc[never, "most"].to_numpy() == pytest.approx(0.084, abs=5e-4)
