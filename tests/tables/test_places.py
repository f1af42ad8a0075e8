"""Places: every mention counts for one place, and the longest name wins."""

from dataclasses import replace

import pandas as pd

from reading.data import places
from reading.tables.actor_counts import count_places
from tests.data.tables import with_parts


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
        name: {"names": names}
        for name, names in {"asia": ["Asia", "Asian"], "east-asia": ["East Asia"]}.items()
    }

    made = with_parts(
        book,
        document=replace(book.document, incidence=incidence),
        lexicon=replace(book.lexicon, phrases=("East Asia",)),
        places=places.Places.model_validate({"places": listed}),
    )
    counted = count_places(made).set_index(["place", "sentence"])["count"].to_dict()
    assert counted == {("asia", 1): 1, ("east-asia", 1): 1, ("east-asia", 2): 1}
