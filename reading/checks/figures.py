"""Checks the figures of a page: that they exist, and are about what the words around them are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from reading.checks.known import KnownPage
from reading.checks.rules import rule
from reading.checks.slips import SENTENCE
from reading.files.markdown import Mistake


@rule("figure", "page", firm=True)
def check_figures(known: KnownPage) -> Iterator[Mistake]:
    """Find the name of a figure that does not exist."""
    figures = known.book.figures
    for role in known.page.roles if figures is not None else ():
        if figures is not None and role.name == "fig" and (name := role.text.strip()) not in figures:
            yield Mistake(role.line, f"there is no figure {name!r}", figures.hint(name))


@rule("other-subject", "page")
def check_subjects(known: KnownPage) -> Iterator[Mistake]:
    """Find a figure of another paragraph, or of another state than the words around it name.

    A block with a link may be about another paragraph.
    """
    figures, actors, paragraph = known.book.figures, known.book.actors, known.paragraph
    if figures is None:
        return
    for block in known.page.blocks:
        roles = iter([piece for piece in block.pieces if piece.name == "fig"])
        text = "".join("\0" if piece.name == "fig" else piece.text for piece in block.pieces)
        is_linked = any(piece.kind == "link" for piece in block.pieces)
        before = ""
        for sentence in SENTENCE.split(text):
            # A pronoun may refer to the sentence before.
            said = _find_actors(before + sentence, actors) if "\0" in sentence else set()
            for piece in islice(roles, sentence.count("\0")):
                if (figure := figures.get(name := piece.text.strip())) is None:
                    continue
                keys = dict(zip(figure.table.keys, figure.keys, strict=True))
                other, own = keys.get("paragraph", paragraph), {*actors.values()}.intersection(keys.values())
                if paragraph and other != paragraph and not is_linked:
                    hint = f"write {paragraph} for {other} in its name, or link the page of the other one"
                    yield Mistake(piece.line, f"{name} is of another paragraph", hint)
                elif own and said and not own & said:
                    hint = f"name {own.pop()}, or write another figure"
                    yield Mistake(piece.line, f"no word here names what {name} counts", hint)
            before = f"{sentence} "


def _find_actors(text: str, actors: Mapping[str, str]) -> set[str]:
    return {actors[name] for name in actors if re.search(rf"\b{re.escape(name)}\b", text)}
