from pathlib import Path

from reading import charts, neutral
from reading.checks.prose import charts as known


def test_every_plain_title_is_of_a_chart():
    assert set(neutral.TITLES) <= set(charts.names())
    assert set(neutral.TITLES) <= set(known(Path(charts.__file__).parent))


def test_a_plain_title_states_no_number_and_only_its_own_chart_has_it():
    assert not any(character.isdigit() for title in neutral.TITLES.values() for character in title)
    assert neutral.is_neutral("top_terms", "The most frequent terms")
    assert not neutral.is_neutral("term_map", "The most frequent terms")
    assert not neutral.is_neutral("no_chart", "")
