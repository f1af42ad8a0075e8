"""A notebook can say what it runs with."""

import platform

import nltk

from reading.show import versions


def test_versions_are_those_of_python_and_of_each_library():
    assert versions("nltk") == {"python": platform.python_version(), "nltk": nltk.__version__}
