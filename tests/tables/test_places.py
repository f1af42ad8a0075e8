"""Places: every mention counts for one place, and the longest name wins."""

from dataclasses import replace

import pandas as pd

from reading.data import places
from reading.data.book import Book
from reading.tables.actor_counts import count_places


def test_a_longer_name_takes_its_words_from_the_place_of_a_shorter_one(book):
    rows = [
        ("a", 1, "phrase", "east asia", 1),
        ("a", 1, "word", "asia", 2),
        ("a", 1, "word", "east", 1),
        ("a", 2, "phrase", "east asia", 1),
        ("a", 2, "word", "asia", 1),
    ]
    incidence = pd.DataFrame(rows, columns=["paragraph", "sentence", "kind", "lemma", "count"])
    listed = {
        name: {"names": names, "latitude": 0, "longitude": 0}
        for name, names in {"asia": ["Asia", "Asian"], "east-asia": ["East Asia"]}.items()
    }

    class OfPlaces(Book):
        places = places.Places.model_validate({"places": listed})

    made = OfPlaces(
        book.root,
        replace(book.document, incidence=incidence),
        replace(book.lexicon, phrases=("East Asia",)),
        {},
        book.coding,
    )
    counted = count_places(made).set_index(["place", "sentence"])["count"].to_dict()
    assert counted == {("asia", 1): 1, ("east-asia", 1): 1, ("east-asia", 2): 1}
