"""Lines with their numbers, for the tests of what is left out of a plain text."""

from reading.files.read import Line


def number(text):
    return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]


def list_texts(stripped):
    return [line.text for line in stripped.lines if line.text.strip()]
