"""How frequent words are in general English."""

import pytest

from reading.text.english import read_rates


@pytest.mark.extended
def test_rates_are_those_of_wordfreq():
    from wordfreq import get_frequency_dict

    stored, published = read_rates(), get_frequency_dict("en")
    differing = [word for word in stored.keys() | published.keys() if stored.get(word) != published.get(word)]
    assert sorted(differing)[:5] == []
