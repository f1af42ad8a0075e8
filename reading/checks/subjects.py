"""Finds figures that are about something else than the words around them: another paragraph or state."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reading.checks.known_names import KnownNames
from reading.checks.rules import rule
from reading.checks.slips import SENTENCE
from reading.files.markdown import Block, Finding, Page, Piece
from reading.tables.figures import Figure, Figures

ACTORS = ("actor", "other_actor", "speaker")
"""The keys of tables that stand for a state or another actor."""

_FIGURE = "\x00"
"""Stands for a figure in a sentence."""


@rule("other-subject")
def find_other_subjects(page: Page, known: KnownNames, paragraph: str) -> Iterator[Finding]:
    """Yield a finding for each figure of another paragraph or state than the words around it are about.

    `paragraph` is that of a chapter; empty on other pages. A block with a link may be about another one.
    """
    for block in page.blocks if known.figures is not None else ():
        is_linked = any(piece.kind == "link" for piece in block.pieces)
        for piece, figure, words in _list_figures(block, known.figures):
            keys = dict(zip(figure.table.keys, figure.keys, strict=True))
            other = keys.get("paragraph", "")
            if paragraph and other not in ("", paragraph) and not is_linked:
                hint = f"write {paragraph} for {other} in its name, or link the page of the other paragraph"
                yield Finding(piece.line, f"the figure {figure.name} is of another paragraph", hint)
            own = {keys.get(key, "") for key in ACTORS} & set(known.actors.values())
            said = {
                known.actors[name] for name in known.actors if re.search(rf"\b{re.escape(name)}\b", words)
            }
            if own and said and not own & said:
                hint = "name the one that the figure counts, or write another figure"
                yield Finding(piece.line, f"no word here names {own.pop()}, which {figure.name} is of", hint)


def _list_figures(block: Block, figures: Figures | None) -> Iterator[tuple[Piece, Figure, str]]:
    """The figures of a block, each with its sentence and the one before, to which a pronoun may refer."""
    roles = [piece for piece in block.pieces if piece.name == "fig"]
    texts = [_FIGURE if piece in roles else piece.text for piece in block.pieces]
    before = ""
    for sentence in SENTENCE.split("".join(texts)):
        for _ in range(sentence.count(_FIGURE)):
            piece = roles.pop(0)
            if figures and (figure := figures.get(piece.text.strip())):
                yield piece, figure, f"{before} {sentence}"
        before = sentence
