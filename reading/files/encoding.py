"""Decodes the bytes of a text whose encoding nobody has stated."""

from __future__ import annotations

import codecs
from pathlib import Path

from reading.files.errors import single_error

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""Byte order marks, each with its codec."""

_MOSTLY_ASCII = 0.7
"""Share of ASCII bytes from which on a text uses Latin letters. Other alphabets need more other bytes."""

HINT = "save it with the encoding UTF-8"


def decode(path: Path, data: bytes) -> str:
    """Decode the bytes of a text file: UTF-8, UTF-16, or Windows-1252 and Latin-1, which are a guess.

    The path is for messages. Raises `ReadingErrors` where the bytes are in no such encoding.
    """
    codec = next((codec for mark, codec in _MARKS.items() if data.startswith(mark)), "")
    try:
        return data.decode(codec or "utf-8")
    except UnicodeDecodeError as error:
        if codec or sum(byte < 128 for byte in data) < _MOSTLY_ASCII * len(data):
            line = data.count(b"\n", 0, error.start) + 1
            raise single_error(path, line, "the encoding of the file is not known", HINT) from None
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
