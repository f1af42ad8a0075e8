"""Actors: every name counts once, and what is counted adds up to what the tables hold."""

from dataclasses import replace

import pandas as pd
import pytest

from reading import figures
from reading.analysis import actors
from reading.data import coding, stances
from reading.data.book import Book
from reading.data.lexicon import Actor
from reading.measures import keyness


@pytest.fixture(scope="module")
def mentions(book):
    return actors.mentions(book)


def test_mentions_have_positive_counts_and_one_row_for_each_name_and_sentence(mentions, book):
    assert (mentions["count"] > 0).all()
    assert not mentions.duplicated(["paragraph", "sentence", "actor", "lemma"]).any()
    assert list(mentions["section"]) == list(mentions["paragraph"].map(book.document.section_of))


def test_words_of_a_longer_name_are_not_counted_as_names_again(mentions):
    counts = mentions.groupby("lemma")["count"].sum()
    assert counts["biden administration"] == 1
    assert counts["cpc congress"] == 2
    assert not {"biden", "cpc"} & set(counts.index)


def test_no_sentence_has_more_mentions_than_naming_words(mentions, book):
    """Each mention takes a word of its own, so that none is counted twice, but for those of a compound."""
    lexicon = book.lexicon
    parts = {word for name in lexicon.actors_of for word in (name, *name.split())}
    mentions = mentions.drop_duplicates(["paragraph", "sentence", "lemma"])
    words = book.document.incidence.query("kind == 'word'")
    available = words[words["lemma"].isin(parts)].groupby(["paragraph", "sentence"])["count"].sum()
    size = mentions["lemma"].str.split().str.len()
    used = mentions.assign(used=mentions["count"] * size).groupby(["paragraph", "sentence"])["used"].sum()
    assert (used <= available.reindex(used.index)).all()


def test_phrase_counts_before_a_word_in_it_that_names_another_actor(small_root):
    book = Book.load(small_root)
    small = replace(
        book,
        lexicon=replace(
            book.lexicon,
            actors=(
                Actor("shippers", "Shippers", "group", metonyms=("free trade",)),
                Actor("dealers", "Dealers", "group", metonyms=("trade",)),
            ),
        ),
    )
    found = actors.mentions(small).groupby("actor")["count"].sum()
    words = book.document.incidence.groupby("lemma")["count"].sum()
    assert found["shippers"] == words["free trade"] == 1
    assert found["dealers"] == words["trade"] - 1 == 2


def test_adjective_is_an_alias_and_capital_city_is_a_metonym(mentions):
    naming = dict(zip(mentions["lemma"], mentions["naming"], strict=True))
    assert naming["china"] == actors.Naming.NAME
    assert naming["chinese"] == actors.Naming.ALIAS
    assert naming["beijing"] == actors.Naming.METONYM


def test_compound_is_one_mention_of_each_of_its_actors(mentions, book):
    words = book.document.incidence.groupby("lemma")["count"].sum()
    compounds = mentions[mentions["naming"] == actors.Naming.COMPOUND]
    counts = compounds.groupby(["lemma", "actor"])["count"].sum().to_dict()
    assert counts == {
        ("sino-russian", "china"): words["sino-russian"],
        ("sino-russian", "russia"): words["sino-russian"],
        ("sino-us", "china"): words["sino-us"],
        ("sino-us", "united-states"): words["sino-us"],
    }


def test_compound_that_the_lexicon_does_not_list_counts_for_no_actor(book):
    single = replace(book, lexicon=replace(book.lexicon, compounds={}))
    named = actors.mentions(single)
    assert not {"sino-russian", "sino-us"} & set(named["lemma"])
    before, after = (actors.count_mentions(each).set_index("actor")["mentions"] for each in (single, book))
    assert (after - before)[lambda more: more > 0].to_dict() == {"china": 3, "russia": 2, "united-states": 1}


def test_compound_of_several_words_takes_its_words_with_it(small_root):
    book = Book.load(small_root)
    shipping = (Actor("shippers", "Shippers", "group"), Actor("dealers", "trade", "group"))
    compounds = {"Free trade": ("shippers", "dealers")}
    small = replace(book, lexicon=replace(book.lexicon, actors=shipping, compounds=compounds))
    found = actors.mentions(small).groupby("actor")["count"].sum()
    assert (found["shippers"], found["dealers"]) == (1, 3)


def test_shares_of_actors_add_up_to_one_and_metonyms_are_no_compounds(book):
    totals = actors.count_mentions(book).set_index("actor")
    assert totals["share"].sum() == pytest.approx(1)
    assert totals.loc["china", ["metonyms", "compounds"]].tolist() == [10, 3]


def test_totals_add_up_and_list_every_actor_of_the_lexicon(book, mentions):
    totals = actors.count_mentions(book)
    assert set(totals["actor"]) == {actor.id for actor in book.lexicon.actors}
    assert totals["mentions"].sum() == mentions["count"].sum()
    assert (totals["metonyms"] <= totals["mentions"]).all()
    assert (totals["sentences"] <= totals["mentions"]).all()
    assert list(totals["mentions"]) == sorted(totals["mentions"], reverse=True)


def test_counts_by_section_add_up_to_the_document(book):
    whole = actors.rates(book).set_index("actor")["count"]
    parts = actors.rates(book, by_section=True).groupby("actor")["count"].sum()
    assert whole.to_dict() == parts.to_dict()


def test_log_ratios_of_two_sections_are_opposite(book):
    found = actors.compare_sections(book)
    assert found.groupby("actor")["log_ratio"].sum().abs().max() == pytest.approx(0)


def test_pair_shares_the_sentences_that_name_both_actors(book, mentions):
    where = {
        actor: set(zip(rows["paragraph"], rows["sentence"], strict=True))
        for actor, rows in mentions.groupby("actor")
    }
    for row in actors.pairs(book).itertuples():
        assert row.together == len(where[row.first] & where[row.second])
        assert (row.of_first, row.of_second) == (len(where[row.first]), len(where[row.second]))
        assert row.of_first >= row.of_second


def test_pairs_share_a_sentence_or_could_pass_and_stand_once(book):
    found = actors.pairs(book)
    assert ((found["together"] > 0) | found["p"].notna()).all()
    assert not found.apply(lambda row: frozenset(row[["first", "second"]]), axis=1).duplicated().any()
    tested = found[found["p"].notna()]
    assert (tested["p_adjusted"] >= tested["p"]).all()
    assert (found["told"] == (found["p_adjusted"] <= keyness.Q)).all()


def test_p_value_of_a_pair_equals_a_convolution_over_sections(book, mentions):
    from scipy.stats import hypergeom

    row = actors.pairs(book).iloc[0]
    sizes = book.document.sentences.groupby("section").size()
    named = mentions.drop_duplicates(["actor", "paragraph", "sentence"]).groupby(["actor", "section"]).size()
    chances, expected = {0: 1.0}, 0.0
    for section, size in sizes.items():
        first, second = (int(named.get((row[end], section), 0)) for end in ("first", "second"))
        drawn = hypergeom(int(size), first, second)
        expected += drawn.mean()
        chances = {
            total: sum(chances.get(total - own, 0) * drawn.pmf(own) for own in range(total + 1))
            for total in range(max(chances) + min(first, second) + 1)
        }
    own = chances[row["together"]] * (1 + 1e-9)
    assert row["expected"] == pytest.approx(expected)
    assert row["p"] == pytest.approx(sum(chance for chance in chances.values() if chance <= own))


def test_theme_is_counted_with_an_actor_where_the_consensus_codes_it(book, mentions):
    agreed = set(book.coding.consensus.itertuples(index=False, name=None))
    where = {
        actor: set(zip(rows["paragraph"], rows["sentence"], strict=True))
        for actor, rows in mentions.groupby("actor")
    }
    found = {(row.actor, row.theme): row.sentences for row in actors.count_themes(book).itertuples()}
    assert found == {
        (actor, theme): sum((*sentence, theme) in agreed for sentence in sentences)
        for actor, sentences in where.items()
        for theme in book.coding.codebook.themes
    }


def test_differences_of_one_sentence_with_the_same_decision_share_a_row(small_root):
    small = Book.load(small_root)
    a, b = (rows.groupby(rows["paragraph"] == "ties/trade") for rows in small.stances.passes.values())
    passes = {
        "a": a.get_group(False),
        "b": pd.concat([b.get_group(False), b.get_group(True), a.get_group(True)]),
    }
    rows = actors.stance_differences(replace(small, stances=replace(small.stances, passes=passes)))
    assert rows["pairs"].tolist() == ["Northport towards Eastland; Eastland towards Northport"]
    assert rows["read"].tolist() == ["A: not coded, B: neutral"]
    assert len(actors.stance_differences(small)) == 2


def test_matrix_of_stances_has_every_coded_pair(book):
    table = actors.count_stances(book)
    assert table[["favourable", "adverse", "neutral"]].to_numpy().sum() == len(book.stances.coded)
    assert (table["actor"] != table["target"]).all()
    order = list(book.stances.rule.actors)
    places = [(order.index(row.actor), order.index(row.target)) for row in table.itertuples()]
    assert places == sorted(places)


def test_book_without_coding_still_has_actors(book):
    uncoded = replace(book, coding=coding.NO_CODING, stances=stances.NO_STANCES)
    assert actors.theme_sentences(uncoded).empty
    assert actors.count_themes(uncoded).empty
    assert not actors.pairs(uncoded).empty


def test_book_without_actors_in_its_lexicon_has_no_mentions(small_root):
    book = Book.load(small_root)
    nobody = replace(book, lexicon=replace(book.lexicon, actors=()), stances=stances.NO_STANCES, claims=())
    for frame in (
        actors.mentions,
        actors.count_mentions,
        actors.count_metonyms,
        actors.rates,
        actors.pairs,
        actors.count_themes,
    ):
        assert frame(nobody).empty, frame
    assert figures.registry(nobody)["actors.mentions"].value == 0


def test_book_without_stances_has_an_empty_matrix(book):
    assert actors.count_stances(replace(book, stances=stances.NO_STANCES)).empty


def test_names_by_section_add_up_for_actors_with_several_names(book, mentions):
    found, sections = actors.count_names(book), list(book.document.sections["section"])
    several = mentions.groupby("actor")["lemma"].nunique()
    several = set(several.index[several > 1])
    assert found["count"].sum() == mentions.loc[mentions["actor"].isin(several), "count"].sum()
    for section in sections:
        own = mentions[(mentions["section"] == section) & mentions["actor"].isin(several)]
        assert found[section].sum() == own["count"].sum()
    assert (found.groupby("label").size() > 1).all()
