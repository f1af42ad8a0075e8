"""Finds words by which a retelling endorses what the document says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reading.checks.known import CheckedPage
from reading.checks.registry import check
from reading.checks.shown_text import show_block
from reading.data.chapters import RETELLING
from reading.files.markdown import Mistake

_SPEAKER = r"(?:document|article|text|paragraph|passage|section|author|he|it)"

_VERB = (
    r"shows?|showed|demonstrates?|demonstrated|proves?|proved|reveals?|revealed|confirms?|confirmed"
    r"|points? out|pointed out|notes? that|noted that|recogni[sz]es?|acknowledges?|admits?|reali[sz]es?"
    r"|makes (?:it )?clear|establishes|exposes|reminds"
)

_ENDORSING = re.compile(
    rf"\b{_SPEAKER},? (?:\w+ly )?(?:{_VERB})\b"
    rf"|\b[A-Z]\w+ (?:\w+ly )?(?:{_VERB}) that\b"
    r"|\b(?i:rightly|correctly|convincingly|aptly|of course|obviously|clearly|undoubtedly)\b"
    r"|\b(?i:(?:as|it) is (?:clear|obvious|evident|true|well known))\b"
)


@check("endorsing-word", "page")
def find_endorsing_words(known: CheckedPage) -> Iterator[Mistake]:
    """Find words of a retelling that say that the document is right."""
    for block in known.page.blocks if known.paragraph is not None else ():
        if block.type == "text" and known.page.section(block.line) == RETELLING:
            shown = show_block(block)
            for match in _ENDORSING.finditer(shown.text):
                hint = "attribute it and judge nothing: the document holds, says, expects, calls for"
                yield Mistake(shown.line(match.start()), f"{match[0]!r} endorses the document", hint)
