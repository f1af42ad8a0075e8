"""Checks the figures of a page: that they exist, and are about what the words around them are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from reading.checks.known_names import KnownNames
from reading.checks.rules import rule
from reading.checks.slips import SENTENCE
from reading.files.markdown import Finding, Page


@rule("figure")
def check_figures(page: Page, known: KnownNames, paragraph: str) -> Iterator[Finding]:
    """Yield a finding for each name of no figure, and each figure of another paragraph or state.

    `paragraph` is that of a chapter; empty on other pages. A block with a link may be about another one.
    """
    if known.figures is None:
        return
    states = set(known.actors.values())
    for block in page.blocks:
        roles = iter([piece for piece in block.pieces if piece.name == "fig"])
        text = "".join("\0" if piece.name == "fig" else piece.text for piece in block.pieces)
        is_linked = any(piece.kind == "link" for piece in block.pieces)
        before = ""
        for sentence in SENTENCE.split(text):
            # A pronoun may refer to the sentence before.
            said = _find_actors(before + sentence, known) if "\0" in sentence else set()
            for piece in islice(roles, sentence.count("\0")):
                figure = known.figures.get(name := piece.text.strip())
                if figure is None:
                    yield Finding(piece.line, f"there is no figure {name!r}", known.figures.hint(name))
                    continue
                keys = dict(zip(figure.table.keys, figure.keys, strict=True))
                other, own = keys.get("paragraph", paragraph), states.intersection(keys.values())
                if paragraph and other != paragraph and not is_linked:
                    hint = f"write {paragraph} for {other} in its name, or link the page of the other one"
                    yield Finding(piece.line, f"{name} is of another paragraph", hint, "other-subject")
                elif own and said and not own & said:
                    hint = f"name {own.pop()}, or write another figure"
                    yield Finding(piece.line, f"no word here names what {name} counts", hint, "other-subject")
            before = f"{sentence} "


def _find_actors(text: str, known: KnownNames) -> set[str]:
    return {known.actors[name] for name in known.actors if re.search(rf"\b{re.escape(name)}\b", text)}
