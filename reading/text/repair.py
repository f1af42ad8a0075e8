"""Repairs the lines of a text: ligatures, invisible characters, words broken at a margin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from reading.files.read import Line

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

SOFT_HYPHEN = "\u00ad"
_INNER_SOFT_HYPHEN = re.compile(r"\u00ad(?!\s*\Z)")

# Some PDFs have a space before the hyphen, which comes from another font.
_BROKEN = re.compile(r"(?P<word>[^\W\d_][\w'\u2019-]*)(?P<hyphen>[-\u00ad]| ?\u2010)$")
_REST = re.compile(r"\s*(?P<rest>[^\W\d_]+)(?P<more>\S*)\s*")


def replace_characters(text: str) -> str:
    r"""Return a text without ligatures, special spaces, and characters that nobody can read.

    >>> replace_characters("\ufb01ve\u00a0m²\uf0c1")
    'five m²'
    """
    return text.translate(_CHARACTERS)


def join_broken_words(lines: Sequence[Line]) -> list[Line]:
    """Join words that are broken at the end of a line, and remove the other soft hyphens.

    The rest of the word moves up to the line where it begins. The hyphen stays in words that are written with
    one: where the text has the word elsewhere, it decides; else what words simplemma knows.

    >>> join_broken_words([Line(1, "an associ-"), Line(2, "ation of deep-"), Line(3, "water")])
    [Line(number=1, text='an association'), Line(number=2, text='of deep-water')]
    """
    joined: list[Line] = []
    forms: Counter[str] | None = None
    for number, text in lines:
        line = Line(number, _INNER_SOFT_HYPHEN.sub("", text))
        before = joined[-1].text.rstrip() if joined else ""
        broken, rest = _BROKEN.search(before), _REST.match(line.text)
        # `mid- and long-term` has a hyphen before a space, which must not come to stand at the end of a line.
        is_followed = rest and rest.end() < len(line.text) and _BROKEN.search(f"a{rest['more']}")
        if broken and rest and not is_followed:
            if forms is None:
                forms = _count_forms(lines)
            first = broken["word"].rpartition("-")[2]
            hyphen = "-"
            if broken["hyphen"] == SOFT_HYPHEN or not _keeps_hyphen(first, rest["rest"], forms):
                hyphen = ""
            head = before[: broken.start("hyphen")]
            joined[-1] = Line(joined[-1].number, f"{head}{hyphen}{rest['rest']}{rest['more']}")
            if remaining := line.text[rest.end() :]:
                joined.append(Line(line.number, remaining))
        else:
            joined.append(line)
    return [Line(line.number, line.text.replace(SOFT_HYPHEN, "")) for line in joined]


def _count_forms(lines: Iterable[Line]) -> Counter[str]:
    """The words of a text in lower case, with their hyphens, but without those that end a line."""
    return Counter(
        form for line in lines for form in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text.lower())
    )


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
