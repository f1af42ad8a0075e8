"""How frequent words are in general English."""

from wordfreq import get_frequency_dict

from reading.text.english import read_rates


def test_rates_are_those_of_wordfreq():
    stored, published = read_rates(), get_frequency_dict("en")
    differing = [word for word in stored.keys() | published.keys() if stored.get(word) != published.get(word)]
    assert sorted(differing)[:5] == []
