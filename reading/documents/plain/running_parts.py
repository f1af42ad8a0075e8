"""Finds the parts of a plain text that only its running heads name, such as the opinions of a judgment."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from reading.documents.plain.running_lines import EDGE, SENTENCE_END

MIN_PARTS, MIN_PAGES = 3, 2
"""Parts from which on running heads name them, and pages of each of these. Other parts may have one page."""

LONGEST_NAME = 8
"""Words of a running head that names a part."""

CAPTION, MIN_AGAIN = 20, 3
"""Lines at the start of a part that may be its caption, and parts that have the same lines there."""

_PAGE_NUMBER = re.compile(r"^\W*\d+\W+|\W+\d+\W*$")
_JUDGE = re.compile(r", (?:C\. ?)?J\.$|, JJ\.$")
"""The letter of a judge behind a name, as in *Opinion of BERG, J.*"""


class RunningParts(NamedTuple):
    """The row of each page from its top that names a part, from 0, and the name of each page's part.

    The name is empty where a page has no lines.
    """

    row: int
    names: list[str]


def find_running_parts(pages: Sequence[Sequence[str]], *, is_case: bool = False) -> RunningParts | None:
    """Find the row in which running heads name parts. None where there is no such row.

    pages: the lines of each page that are not blank
    is_case: whether this is a court's paper, in which two parts are enough, and the caption may name one

    All pages have a name in the row. The pages of a part follow one another, and few names stand elsewhere as
    lines: names that do are headings of the text.
    """
    texts = [[" ".join(line.split()) for line in page] for page in pages if page]
    for row in range(min([EDGE, *map(len, texts)])):
        names = [_PAGE_NUMBER.sub("", page[row]) for page in texts]
        known = [name for name, _ in groupby(names)]
        counts = Counter(names)
        least = MIN_PARTS - is_case
        is_whole = len(counts) == len(known) and sum(map(MIN_PAGES.__le__, counts.values())) >= least
        if not is_whole or not all(map(_may_name_part, known)):
            continue
        others = {_make_key(line) for page in texts for place, line in enumerate(page) if place != row}
        if is_case or 2 * sum(_make_key(name) in others for name in known) < len(known):
            found = iter(names)
            return RunningParts(row, [next(found) if page else "" for page in pages])
    return None


def find_captions(starts: Sequence[Sequence[str]]) -> set[str]:
    """The lines that stand at the start of several parts, such as the names of the parties to a case.

    starts: the lines of the first page of each part
    """
    counts = Counter(
        line for lines in starts for line in {" ".join(line.split()) for line in lines[:CAPTION]}
    )
    return {line for line, count in counts.items() if count >= MIN_AGAIN}


def _make_key(text: str) -> str:
    return "".join(filter(str.isalpha, text)).casefold()


def _may_name_part(name: str) -> bool:
    has_letters = sum(map(str.isalpha, name)) > 2
    ends_sentence = SENTENCE_END.search(name) and not _JUDGE.search(name)
    return has_letters and len(name.split()) <= LONGEST_NAME and not ends_sentence
