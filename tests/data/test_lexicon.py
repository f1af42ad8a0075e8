"""The lexicon: what people tune, and how names and terms meet the lemmas of the tables."""

import pytest

from reading.data import lexicon
from reading.data.lexicon import Actor, Lexicon, Theme


@pytest.fixture
def folder(small_root):
    return small_root / lexicon.FOLDER


def test_a_lexicon_holds_stop_words_phrases_actors_and_themes(folder):
    read = lexicon.load(folder)
    assert read.stopwords == {"matter", "consider"}
    assert read.phrases == ("free trade", "strategic priority")
    assert read.actors[0] == Actor("northport", "Northport", "state", metonyms=("council",))
    assert read.themes[1] == Theme("works", ("island", "harbour", "quay"), ("free trade",))
    assert lexicon.load(folder, lemmas=False) == read


def test_three_letters_are_enough_beside_a_wildcard(folder):
    path = folder / lexicon.THEMES
    path.write_text(path.read_text().replace("timber*", "tim*"))
    assert "tim*" in lexicon.load(folder).themes[0].terms


def test_a_lemma_is_shown_as_its_name_is_written():
    actors = (
        Actor("us", "United States", "state", aliases=("US",), metonyms=("Washington",)),
        Actor("korea", "North Korea", "state", metonyms=("Pyongyang",)),
    )
    read = Lexicon(frozenset(), ("Belt and Road", "United States", "common value"), actors, (), ("Eurasia",))
    shown = {
        "us": "US",
        "washington": "Washington",
        "united states": "United States",
        "united": "United",
        "belt and road": "Belt and Road",
        "belt": "belt",
        "north": "north",
        "eurasia": "Eurasia",
        "common value": "common value",
        "trade": "trade",
    }
    assert {lemma: read.label(lemma) for lemma in shown} == shown


def test_a_name_of_several_words_may_be_for_show_where_others_are_counted(folder):
    path = folder / lexicon.ACTORS
    path.write_text(path.read_text().replace("name: Northport", "name: Town of Northport"))
    assert lexicon.load(folder).actors[0].name == "Town of Northport"


def test_every_state_and_capital_that_the_document_names_is_an_actors(book):
    named = {
        "china", "beijing", "prc", "russia", "moscow", "united states", "us", "washington", "india", "japan",
        "pyongyang", "seoul", "ukrainian", "sco", "brics", "cpc", "nato-isation", "xi jinping", "biden",
        "west",
    }  # fmt: skip
    assert named <= set(book.lexicon.actors_of)
    assert named <= set(book.document.incidence["lemma"])
