"""Lets the PDF library know how wide spaces are, so that it puts none within words.

A page may widen all spaces of a piece of text (the operator `Tw`). The library takes them to be as wide as
those of the font. What follows the piece then seems to stand apart from it, and a word is cut in two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

_SPACE = b" "


def write_out_spacing(page: Any, generic: Any) -> None:
    """Write the width that a page adds to spaces into its pieces of text, as gaps, which the library counts.

    generic: the module of the library with its objects
    """
    contents = page.get("/Contents")
    if contents is None:
        return
    stream = generic.ContentStream(contents, page.pdf, "bytes")
    if b"Tw" not in stream.get_data():
        return
    fonts = page.get("/Resources", {}).get_object().get("/Font", {}).get_object()
    composite = {name for name, font in fonts.items() if font.get_object().get("/Subtype") == "/Type0"}
    stream.operations = list(_rewrite(stream.operations, composite, generic))
    page[generic.NameObject("/Contents")] = stream


def _rewrite(
    operations: Iterable[tuple[Any, bytes]], composite: set[str], generic: Any
) -> Iterator[tuple[Any, bytes]]:
    """The operations, where pieces with spaces that are widened say so by gaps.

    composite: the names of fonts whose characters have several bytes; their spaces are never widened
    """
    state, saved = (0.0, 1.0, False), list[tuple[float, float, bool]]()
    for operands, operator in operations:
        spacing, size, is_composite = state
        if operator == b"q":
            saved.append(state)
        elif operator == b"Q" and saved:
            state = saved.pop()
        elif operator == b"Tw":
            state = (float(operands[0]), size, is_composite)
        elif operator == b"Tf":
            state = (spacing, float(operands[1]), str(operands[0]) in composite)
        elif operator in (b"Tj", b"TJ") and spacing and size and not is_composite:
            pieces = operands if operator == b"Tj" else operands[0]
            widened = [part for piece in pieces for part in _widen(piece, spacing / size, generic)]
            yield [generic.ArrayObject(widened)], b"TJ"
            continue
        yield operands, operator


def _widen(piece: Any, spacing: float, generic: Any) -> list[Any]:
    """A piece of text, with the width that is added to its spaces behind the last of them.

    There the library puts no space of its own.

    spacing: the width that is added to each space, in sizes of type
    """
    raw = getattr(piece, "original_bytes", piece)
    if not isinstance(raw, bytes) or _SPACE not in raw:
        return [piece]
    end = raw.rindex(_SPACE) + 1
    gap = generic.FloatObject(-1000 * spacing * raw.count(_SPACE))
    parts = [generic.ByteStringObject(raw[:end]), gap, generic.ByteStringObject(raw[end:])]
    return parts if end < len(raw) else parts[:2]
