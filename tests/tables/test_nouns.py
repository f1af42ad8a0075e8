"""The nouns whose rows the small book does not have, on this book, against the files in `data/`."""

import yaml

from reading import tables
from tests import independent


def test_the_gazetteer_has_each_place_at_its_position_and_its_name_where_it_is_set(book):
    text = (independent.DATA / "lexicon/places.yml").read_text(encoding="utf-8")
    expected = {}
    for place, entry in yaml.safe_load(text)["places"].items():
        at = entry.get("label", entry)
        expected[place] = (entry["names"][0].lower(), entry["latitude"], entry["longitude"])
        expected[place] += (at["latitude"], at["longitude"])
    found = tables.gazetteer(book).itertuples(index=False, name=None)
    assert {place: tuple(values) for place, *values in found} == expected
