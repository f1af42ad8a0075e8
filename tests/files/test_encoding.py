"""Texts in any of the usual encodings are read."""

from pathlib import Path

import pytest

from reading.files.encoding import decode
from reading.files.errors import ReadingErrors

ENGLISH = "The caf\u00e9\u2019s \u201cna\u00efve\u201d \u2013 plan costs \u00a35 and 3 \u20ac. " * 5


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_in_a_usual_encoding_is_read(codec):
    assert decode(Path("text.txt"), ENGLISH.encode(codec)) == ENGLISH


def test_a_text_in_another_alphabet_without_unicode_is_refused():
    text = "\u041f\u0430\u0440\u043e\u043c \u043e\u043f\u0430\u0437\u0434\u044b\u0432\u0430\u0435\u0442"
    with pytest.raises(ReadingErrors) as raised:
        decode(Path("text.txt"), text.encode("koi8-r"))
    assert raised.value.exceptions[0].problem == "the encoding of the file is not known"


def test_bytes_that_are_not_what_their_mark_says_are_refused():
    with pytest.raises(ReadingErrors):
        decode(Path("text.txt"), b"\xff\xfea")
