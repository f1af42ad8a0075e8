"""Lets the PDF library know how wide spaces are, so that it finds all between words and none within.

A page may widen all spaces of a piece of text (the operator `Tw`). The library takes them to be as wide as
those of the font. What follows the piece then seems to stand apart from it, and a word is cut in two.

The fonts of some programs have no spaces: gaps part the words. The library then takes a space to be so wide
that the gaps of a tight line are none, and all its words are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

_SPACE = b" "

_OWN = "/OwnWidths"
"""The entry in which a font keeps the widths that it has in the file."""

_USUAL = 250
"""The width of a space in common fonts, in thousandths of their size."""


def correct_spaces(page: Any, generic: Any) -> None:
    """Write the width that a page adds to spaces into its text, and give spaces to fonts that show none.

    generic: the module of the library with its objects
    """
    contents = page.get("/Contents")
    if contents is None:
        return
    stream = generic.ContentStream(contents, page.pdf, "bytes")
    # The library counts gaps, so the width is written as one.
    composite = {name for name, font in _list_fonts(page) if font.get("/Subtype") == "/Type0"}
    spaced = set[str]()
    stream.operations = list(_rewrite(stream.operations, composite, spaced, generic))
    page[generic.NameObject("/Contents")] = stream
    for name, font in _list_fonts(page):
        if name not in composite:
            _set_space_width(font, generic, has_spaces=name in spaced)


def _set_space_width(font: Any, generic: Any, *, has_spaces: bool) -> None:
    """Give a font spaces of the usual width where its page shows none, and its own ones elsewhere."""
    widths = font.get(_OWN, font.get("/Widths"))
    first = int(font.get("/FirstChar", 0))
    place = ord(_SPACE) - first
    if widths is None or place < 0:
        return
    numbers = list(widths.get_object())
    font[generic.NameObject(_OWN)] = generic.ArrayObject(numbers)
    if not has_spaces and place < len(numbers):
        numbers[place] = generic.NumberObject(_USUAL)
    font[generic.NameObject("/Widths")] = generic.ArrayObject(numbers)


def _list_fonts(page: Any) -> list[tuple[str, Any]]:
    """The names of the fonts of a page, and the fonts."""
    fonts = page.get("/Resources", {}).get_object().get("/Font", {}).get_object()
    return [(name, font.get_object()) for name, font in fonts.items()]


def _rewrite(
    operations: Iterable[tuple[Any, bytes]], composite: set[str], spaced: set[str], generic: Any
) -> Iterator[tuple[Any, bytes]]:
    """The operations, where pieces with spaces that are widened say so by gaps.

    composite: the names of fonts whose characters have several bytes; their spaces are never widened
    spaced: takes the names of the fonts that show spaces
    """
    state, saved = (0.0, 1.0, ""), list[tuple[float, float, str]]()
    for operands, operator in operations:
        spacing, size, font = state
        if operator == b"q":
            saved.append(state)
        elif operator == b"Q" and saved:
            state = saved.pop()
        elif operator == b"Tw":
            state = (float(operands[0]), size, font)
        elif operator == b"Tf":
            state = (spacing, float(operands[1]), str(operands[0]))
        elif operator in (b"Tj", b"TJ", b"'", b'"'):
            pieces = operands[0] if operator == b"TJ" else operands[-1:]
            if any(_SPACE in _read_bytes(piece) for piece in pieces):
                spaced.add(font)
            if operator in (b"Tj", b"TJ") and spacing and size and font not in composite:
                widened = [part for piece in pieces for part in _widen(piece, spacing / size, generic)]
                yield [generic.ArrayObject(widened)], b"TJ"
                continue
        yield operands, operator


def _widen(piece: Any, spacing: float, generic: Any) -> list[Any]:
    """A piece of text, with the width that is added to its spaces behind the last of them.

    There the library puts no space of its own.

    spacing: the width that is added to each space, in sizes of type
    """
    raw = _read_bytes(piece)
    if _SPACE not in raw:
        return [piece]
    end = raw.rindex(_SPACE) + 1
    gap = generic.FloatObject(-1000 * spacing * raw.count(_SPACE))
    parts = [generic.ByteStringObject(raw[:end]), gap, generic.ByteStringObject(raw[end:])]
    return parts if end < len(raw) else parts[:2]


def _read_bytes(piece: Any) -> bytes:
    """The bytes of a piece of text; none for a number."""
    raw = getattr(piece, "original_bytes", piece)
    return raw if isinstance(raw, bytes) else b""
