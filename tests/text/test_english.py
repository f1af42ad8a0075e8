"""How frequent words are in general English."""

from wordfreq import get_frequency_dict

from reading.text.english import read_rates


def test_rates_are_those_of_wordfreq():
    assert read_rates() == get_frequency_dict("en")
