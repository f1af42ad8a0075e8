"""Repairs a text: ligatures, invisible characters, words broken at a margin."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial

_CHARACTERS = str.maketrans(
    {
        # Ligatures, which are a matter of type. Full compatibility (NFKC) would also turn 5² into 52.
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
        # Characters for private use, which pages take for icons.
        **dict.fromkeys(map(chr, range(0xE000, 0xF900)), ""),
        # The soft hyphen is invisible unless it breaks a word at the end of a line: see `join_broken_words`.
        "\u00a0": " ",
        "\u202f": " ",
        "\u2007": " ",
        # Line breaks of other programs.
        **dict.fromkeys("\x0b\x85\u2028\u2029", " "),
        # What nobody can read: control characters, and characters that each font defines for itself.
        **dict.fromkeys([*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)]),
        **dict.fromkeys([0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070)]),
        **dict.fromkeys([*range(0xE000, 0xF900), *range(0xFFF0, 0x10000)]),
    }
)

_LINE_END = re.compile(r"(?<=\S)[ \t]++(\S++)[ \t]*+\n[ \t]*+(?=([^\W\d_]+))")
"""The last word of a line of several words, and the first of the next line."""

_SOFT_HYPHEN = "\u00ad"


def replace_characters(text: str) -> str:
    r"""Return a text without ligatures, special spaces, and characters that nobody can read.

    >>> replace_characters("\ufb01ve\u00a0m²\uf0c1")
    'five m²'
    """
    return text.translate(_CHARACTERS)


def join_broken_words(text: str) -> str:
    r"""Join words that are broken at the end of a line, and remove soft hyphens. Lines keep their numbers.

    The start of a word moves down to its rest, unless it is alone on its line. The hyphen stays in words that
    are written with one: where the text has the word elsewhere, it decides; else what words simplemma knows.

    >>> join_broken_words("an associ-\nation of deep-\nwater ports")
    'an\nassociation of\ndeep-water ports'
    """
    forms = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()))

    def join(found: re.Match[str]) -> str:
        broken, rest = found.groups()
        head = broken[:-1].replace(_SOFT_HYPHEN, "")
        first = re.split(r"[\W\d_]", head)[-1]
        if not first or broken[-1] not in f"-\u2010{_SOFT_HYPHEN}":
            return found[0]
        is_kept = broken[-1] != _SOFT_HYPHEN and _keeps_hyphen(first, rest, forms)
        return f"\n{head}-" if is_kept else f"\n{head}"

    return _LINE_END.sub(join, text).replace(_SOFT_HYPHEN, "")


def _keeps_hyphen(first: str, rest: str, forms: Counter[str]) -> bool:
    """Whether a word that is broken after a hyphen has the hyphen also within a line."""
    if rest[0].isupper():
        # A capital letter opens a name of its own: `Franco-` and `German`.
        return not first.isupper()
    first, rest = first.lower(), rest.lower()
    with_hyphen, without = forms[f"{first}-{rest}"], forms[f"{first}{rest}"]
    if with_hyphen != without:
        return with_hyphen > without
    # Few texts have a broken word.
    import simplemma

    is_known = partial(simplemma.is_known, lang="en")
    return not is_known(f"{first}{rest}") and is_known(first) and is_known(rest)
