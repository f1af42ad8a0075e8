"""Decodes the bytes of a text whose encoding nobody has stated, and says which encoding was assumed."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from reading.files.errors import single_error

UTF_8 = "UTF-8"
"""The name of the encoding that needs no mention."""

_MARKS = {
    codecs.BOM_UTF8: ("utf-8-sig", UTF_8),
    codecs.BOM_UTF32_LE: ("utf-32", "UTF-32"),
    codecs.BOM_UTF32_BE: ("utf-32", "UTF-32"),
    codecs.BOM_UTF16_LE: ("utf-16", "UTF-16"),
    codecs.BOM_UTF16_BE: ("utf-16", "UTF-16"),
}
"""Byte order marks, each with its codec and the name to print. Those of UTF-32 start like those of UTF-16."""

_SAMPLE = 100_000
"""Bytes from which an encoding is guessed."""

_MOSTLY_ASCII = 0.7
"""Share of ASCII bytes from which on a text uses Latin letters. Other alphabets need more other bytes."""


def decode(path: Path, data: bytes) -> tuple[str, str]:
    """Decode the bytes of a text file.

    Returns the text and the name of its encoding: UTF-8, UTF-16, UTF-32, or an older encoding, which is a
    guess. The path is for messages. Raises `ReadingErrors` where the bytes are no text.
    """
    for mark, (codec, name) in _MARKS.items():
        if data.startswith(mark):
            return _decode_as(path, data, codec, name), name
    if codec := _guess_utf_16(data):
        return _decode_as(path, data, codec, "UTF-16"), "UTF-16"
    try:
        return data.decode("utf-8"), UTF_8
    except UnicodeDecodeError:
        codec, name = _guess_older(data)
        return _decode_as(path, data, codec, name), name


def _decode_as(path: Path, data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "save it with the encoding UTF-8"
        raise single_error(path, line, f"the file looks like {name}, but is not", hint) from None


def _guess_utf_16(data: bytes) -> str:
    """The codec of UTF-16 without a byte order mark: in English every other byte is zero. Else empty."""
    start = data[:_SAMPLE]
    if len(start) < 2 or len(data) % 2:
        return ""
    even, odd = start[::2].count(0), start[1::2].count(0)
    most = 0.6 * len(start) / 2
    if odd > most and not even:
        return "utf-16-le"
    return "utf-16-be" if even > most and not odd else ""


def _guess_older(data: bytes) -> tuple[str, str]:
    """The codec of a text that is not Unicode, and its name.

    Texts in Western European languages are taken for Windows-1252, or for Latin-1 where none of their bytes
    tells the two apart.
    """
    start = data[:_SAMPLE]
    is_western = sum(byte < 128 for byte in start) >= _MOSTLY_ASCII * len(start)
    if not is_western:
        from charset_normalizer import from_bytes

        best = from_bytes(start).best()
        if best is not None and best.encoding not in ("cp1252", "latin_1", "iso8859_1", "ascii"):
            return best.encoding, best.encoding.upper().replace("_", "-")
    # Windows-1252 has quotation marks and dashes where Latin-1 has invisible control characters.
    if re.search(rb"[\x80-\x9f]", data) and not re.search(rb"[\x81\x8d\x8f\x90\x9d]", data):
        return "cp1252", "Windows-1252"
    return "latin-1", "Latin-1"
