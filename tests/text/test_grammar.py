"""Modal verbs, negations, what is ranked first, and the order of joined names."""

import pytest

from reading.text.grammar import find_emphases, find_first_named, find_modals, find_negations, find_ranks


@pytest.mark.parametrize(
    ("sentence", "verbs"),
    [
        ("Ships may come, and they won't wait.", ["may", "will"]),
        ("In May the political will was there, and so was the might of the fleet.", []),
        ("May we ask what can be done?", ["may", "can"]),
        ("This will help the towns that will grow.", ["will", "will"]),
        ("We cannot wait; we can't, and nobody can not wait.", ["can", "can", "can"]),
        ("They ought to go. They CAN.", ["ought", "can"]),
        ("The can-do council willed it.", []),
    ],
)
def test_modal_verbs_are_told_from_their_namesakes(sentence, verbs):
    assert [modal.verb for modal in find_modals(sentence)] == verbs


@pytest.mark.parametrize(
    ("sentence", "formula"),
    [
        ("It should be noted that ships come.", True),
        ("It must be said, too, that ships come.", False),
        ("They should be noted.", False),
    ],
)
def test_a_formula_begins_with_it_and_leads_to_that(sentence, formula):
    assert [modal.formula for modal in find_modals(sentence)] == [formula]


def test_negations_are_words_and_never_parts_of_words():
    assert find_negations("No one can't; nothing, north, not I, non-members, cannot.") == [
        "no",
        "n't",
        "not",
        "cannot",
    ]


@pytest.mark.parametrize(
    ("sentence", "ranks"),
    [
        (
            "The most distant harbour is most useful, and most recently the town's least costly.",
            ["most", "most", "most", "least"],
        ),
        ("At most two ships, at least one, most of them; most towns need them most.", []),
        ("The least developed countries, for the most part, are in the west.", []),
        ("Its best interest is the largest forest, and the worst guest.", ["best", "largest", "worst"]),
        ("They see it as their only long-term rival; only ships come, and it is only a ship.", ["only"]),
        (
            "First, the first ships are the first: people come first; we must, first, wait.",
            ["first"],
        ),
        ("On top of that, top threats, key priorities and a MAIN goal.", ["top", "key", "priority", "main"]),
        ("It is decisive, especially here.", ["decisive", "especially"]),
    ],
)
def test_what_is_ranked_first_is_told_from_its_namesakes(sentence, ranks):
    assert [*find_ranks(sentence)] == ranks


def test_the_wider_list_has_words_that_say_that_something_matters():
    sentence = "Above all, a particularly important, not unimportant majority."
    assert find_emphases(sentence) == ["above all", "particularly", "important"]


@pytest.mark.parametrize(
    ("sentence", "first"),
    [
        ("Northport and Eastland", [0]),
        ("Eastland, Northport and the isles", [1]),
        ("Eastland-Northport ties, Northport or Eastland", [1, 0]),
        ("Northport with Eastland; Northportians and Eastland", []),
    ],
)
def test_names_are_joined_where_nothing_but_and_or_a_comma_or_a_hyphen_stands_between(sentence, first):
    assert find_first_named(sentence, (["Northport"], ["Eastland"])) == first
