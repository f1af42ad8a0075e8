"""Texts in any of the usual encodings are read, and the encoding is named."""

from pathlib import Path

import pytest

from reading.files.encoding import decode
from reading.files.errors import ReadingErrors

ENGLISH = "The café\u2019s “naïve” \u2013 plan costs £5 and 3 €. " * 5


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_english_is_decoded_and_its_encoding_named(codec, name):
    assert decode(Path("a.txt"), ENGLISH.encode(codec)) == (ENGLISH, name)


def test_text_without_quotation_marks_of_windows_is_taken_for_latin_1():
    text = "The café is in São Tomé."
    assert decode(Path("a.txt"), text.encode("latin-1")) == (text, "Latin-1")


@pytest.mark.parametrize(
    ("text", "codec"),
    [("Паром сегодня опаздывает. " * 20, "cp1251"), ("中国与世界秩序的新愿景。" * 30, "gb18030")],
)
def test_other_alphabets_are_told_apart_so_that_the_language_can_be_named(text, codec):
    assert decode(Path("a.txt"), text.encode(codec))[0] == text


def test_bytes_that_are_not_the_encoding_of_their_mark_are_refused_with_the_line():
    with pytest.raises(ReadingErrors) as caught:
        decode(Path("a.txt"), b"\xef\xbb\xbfone\ntwo \xff\n")
    [error] = caught.value.exceptions
    assert (error.line, error.problem) == (2, "the file looks like UTF-8, but is not")
