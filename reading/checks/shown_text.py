"""Shows the blocks of a page as plain text, in which each place knows its line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from reading.files.markdown import Block, Piece

CODE, ROLE, ESCAPED = "\ue000\ue001\ue002"
"""Characters that stand for code, a role, and a character behind a backslash."""

_URL = re.compile(r"(?:https?://|www\.|mailto:)\S+|\S+@\S+")


class ShownText(NamedTuple):
    """A text. `starts` holds places in it, each with its line on the page."""

    text: str
    starts: tuple[tuple[int, int], ...]

    def line(self, place: int) -> int:
        """The line on the page of a place in the text."""
        return self.starts[bisect_right(self.starts, place, key=itemgetter(0)) - 1][1]


def show_block(block: Block) -> ShownText:
    """The text of a block. A heading begins with the character of escapes: no list starts its line."""
    opening = [Piece("text", "x", block.line, "escape")] * (block.type != "text")
    texts, starts, length = list[str](), list[tuple[int, int]](), 0
    for piece in (*opening, *block.pieces):
        starts.append((length, piece.line))
        texts.append(_show_piece(piece))
        length += len(texts[-1])
    return ShownText("".join(texts), tuple(starts) or ((0, block.line),))


def show_asides(blocks: Iterable[Block]) -> list[ShownText]:
    """The texts that stand in no paragraph, such as the description of an image."""
    pieces = [piece for block in blocks for piece in block.pieces if piece.type == "aside"]
    return [ShownText(piece.text, ((0, piece.line),)) for piece in pieces]


def _show_piece(piece: Piece) -> str:
    """The text of a piece, or the character that stands for it."""
    if piece.type in {"text", "link"} and piece.name:
        return ESCAPED
    # The mark of a sentence is small and above the line. An aside may be a picture, and stands like code.
    shown = {"text": piece.text, "link": _URL.sub("x", piece.text), "role": ROLE * (piece.name != "s")}
    return shown.get(piece.type, CODE)
