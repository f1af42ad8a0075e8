from pathlib import Path

from reading import charts
from reading.charts import plain_titles
from reading.checks.known_names import list_charts


def test_every_plain_title_is_of_a_chart():
    assert set(plain_titles.TITLES) <= set(charts.names())
    assert set(plain_titles.TITLES) <= set(list_charts(Path(charts.__file__).parent))


def test_a_plain_title_states_no_number_and_only_its_own_chart_has_it():
    assert not any(character.isdigit() for title in plain_titles.TITLES.values() for character in title)
    assert plain_titles.is_neutral("top_terms", "The most frequent terms")
    assert not plain_titles.is_neutral("term_map", "The most frequent terms")
    assert not plain_titles.is_neutral("no_chart", "")
