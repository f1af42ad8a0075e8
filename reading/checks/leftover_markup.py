"""Finds text that was meant as markup, and that is left in a page after it was parsed.

Prose rarely uses the characters that Markdown and its dialects write as markup. So each of them that the
parser left in the text is a mistake, except where prose does use it: `5 * 3`, `[sic]`, `$5`, `p < 0.05`.
A backslash before a sign makes it text, and so does code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from reading.checks.known import CheckedPage
from reading.checks.registry import check
from reading.checks.shown_text import CODE, ESCAPED, ROLE, ShownText, show_asides
from reading.files.markdown import ROLES, Mistake


class Leftover(NamedTuple):
    """Markup that is left in text.

    hint: what to write instead
    problem: what is wrong; `{}` stands for the text
    """

    hint: str
    pattern: str
    problem: str = "{!r} is shown as text, not as markup"


_LINE = r"^[ \t]*"
"""The start of a line."""

_TARGET = r"(?:[a-z]+:|[./#]|www\.|[^\s()]+\.(?:md|ipynb|html?|png|svg|pdf)\b)"
"""The start of the address of a link."""

_ROLE = "|".join(sorted(map(re.escape, ROLES), key=len, reverse=True))

_UNREADABLE = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ue003-\uf8ff]"
"""Control characters and those that no font has. `reading.checks.characters` finds others in any file."""

_WAITING = r"(?i:add|insert|your)\b[^\[\]\n]*"
"""What waits for its author where it stands in brackets: `[insert citation here]`."""

_OTHER = r"[\u0370-\u03ff\u0400-\u04ff]"
"""A letter of Greek or Cyrillic. Many look like Latin ones."""

_MIXED = rf"[\ufb00-\ufb06]|\w*(?:[A-Za-z]{_OTHER}|{_OTHER}[A-Za-z])\w*"
"""A ligature from a PDF, and a Latin word with such a letter."""

_BULLET = r"[\u2022\u00b7\u2023\u2043\u25a0-\u25ff\u2610-\u2612\u2700-\u27bf]"

_NUMBER = r"\(?(?:[a-i]|[ivx]{1,4}|\d{1,2})[.)]"

_TABLE = "write a table as | a | b |, below it | --- | --- |, and as many cells in each row"

LEFTOVERS: tuple[Leftover, ...] = (
    Leftover(
        "write it, or leave it out",
        rf"\b(?:TODO|FIXME|TBD|TK|[xX]{{3,}})\b|\?{{3,}}|[Ll]orem [Ii]psum|[Cc]itation needed|\[{_WAITING}\]",
        problem="{!r} is left in the text",
    ),
    Leftover(
        "type it again, or delete it, and save the file in UTF-8",
        rf"{_UNREADABLE}|\u00c3[\u0080-\u00bf]|\u00e2\u20ac",
        problem="the character {!a} cannot be read",
    ),
    Leftover("write the note below: [^name]: Text of the note", r"\[\^[^\]\n]*\]?(?!\()"),
    Leftover(
        "cite as {cite:p}`key`; references have no numbers",
        r"\[\d{1,3}\]|\[(?:[^\[\]\n]*[\s;-])?@|(?<![\w.@/])@[A-Za-z][\w:.-]*|\\\w*cite\w*\S*",
    ),
    Leftover(
        "write a link as [text](address), without a space in between",
        rf"!?\[\[|\[[^\[\]\n]*\]\s+\({_TARGET}[^\s)]*\)?|\[[^\[\]\n]*\]\(|\]\("
        r"|\[[^\[\]\n]*\]\s?\[[^\]\n]*\]?|\([^()\n]*\)\[",
    ),
    Leftover(
        "write <https://...>, or [text](https://...)",
        r"(?:https?://|www\.)[^\s<>)\]]+",
        problem="the address {!r} is no link",
    ),
    Leftover(
        "write a role as {name}`text`",
        rf"(?<![\w:]):[A-Za-z][\w.+-]*(?::[a-z]+)?:[{CODE}{ROLE}]?|[\[(<]?(?:{_ROLE})[\])>]?{CODE}(?!\w)",
    ),
    Leftover(
        "write a directive such as :::{note}, its text, and :::", _LINE + r"\.\. \S+|:::+|^\[![A-Za-z]+\]?"
    ),
    Leftover("write a figure as {fig}`name`", r"\{\{", problem="'{{{{' is not replaced by anything"),
    Leftover(
        "write it in words, or with characters such as x\u00b2",
        r"\$\$(?:[^$]*\$\$)?|\$(?!\d)[^\s$][^$\n]*\$(?!\d)|\$\d[^$\n]*[\\^_=][^$\n]*\$(?!\d)",
        problem="{!r} is a formula: the site shows none",
    ),
    Leftover(
        "write a heading as ## Heading, with an empty line before and a space after the signs",
        _LINE + r"#(?:#[^\n]*|[^\s\d#][^\n]*)",
    ),
    Leftover(
        "write an item of a list as - item or 1. item, with an empty line before the list",
        rf"{_LINE}(?:{_BULLET}\s*|\[[ xX]?\]\s|(?:[-+]|\d{{1,2}}[.)])[A-Za-z])\S*"
        rf"|{_LINE}{_NUMBER} [^\n]*(?=\n[ \t]*{_NUMBER} )",
    ),
    Leftover(
        _TABLE,
        r"\|[ \t:]*-{2,}[-|: \t]*|-{2,}[ \t:]*\|[-|: \t]*|\b\w+\t+\S[^\n]*"
        rf"|{_LINE}\|(?: [^|\n]*\||[^\n]*\|[ \t]*$)[^\n]*",
    ),
    Leftover(
        "write *emphasis* or **bold**, without a space inside the signs, and \\* for the sign itself",
        rf"\*{{2,}}[^*\n]*(?:\*{{2,}})?|(?<![\w{CODE}{ROLE}{ESCAPED})])\*[^\s*][^\n]*|~~[^~\n]*(?:~~)?"
        r"|==[^\s=][^=\n]*=="
        r"|(?<=[^\W\d]{2} )([*_]) [^\W\d]{2}[^\n*_]*(?:\w|[^\W\d] )\1|(?<![\w_])_+[^\s_][^\n_]*_?",
    ),
    Leftover("close the code: `code`, a role: {name}`text`", r"`[^`\n]*`?"),
    Leftover("type the dash itself: \u2013 or \u2014", r"(?<=[\w\u201d)])--+(?=\w)|(?<=\s)--+(?=\s)"),
    Leftover("type it again, in one alphabet", _MIXED, problem="{!a} holds other letters than it seems to"),
    Leftover("write words or a space between them", f"{ROLE}{{2,}}", problem="nothing stands between {!r}"),
    Leftover("say it in Markdown; an address stands in <https://...>", r"</?[A-Za-z!][^\n>]*>?"),
    Leftover("leave the backslash out, or write code as `code`", r"(?<!\w)\\[A-Za-z]*|\\[A-Za-z]{3,}"),
    # Other brackets than those around the words of an editor.
    Leftover("close the bracket, or leave it out; a link is [text](address)", r"[\[\]][^\[\]\n]*"),
    Leftover("write a role as {name}`text`; \\{ is the brace itself", r"[{}][^{}\n]*\}?"),
)
"""Of several in a line, the one that stands first here is reported: special before general ones."""

_EDITED = re.compile(
    rf"(?<![\[\])^!:\w{CODE}])\[(?!{_WAITING}\]|\d{{1,3}}\]|![A-Za-z]|[\^@ ]|-?@|[xX]\])[^\[\]|\n{CODE}]+\]"
    rf"(?![(\[\]_{CODE}])(?!\s+\({_TARGET})"
)
"""Words of an editor in brackets, such as `[sic]`."""

_INTERVAL = re.compile(r"[\[(](?=[^\])]{0,40}[,;])[\d.,;\s%\u2013\u2212-]+[\])]")


@check("leftover-markup", "page", after=("markup",))
def find_leftovers(known: CheckedPage) -> Iterator[Mistake]:
    """Find text that was meant as markup, such as `**` or `[[page]]`."""
    for shown in (*known.shown, *show_asides(known.page.blocks)):
        yield from _find_in_text(shown)


# A preview looks at all pages after each save, most of which are as they were.
@lru_cache(maxsize=16384)
def _find_in_text(shown: ShownText) -> tuple[Mistake, ...]:
    # Brackets may hold others.
    text = plain = shown.text
    for pattern in (_EDITED, _EDITED, _INTERVAL):
        plain = pattern.sub(lambda match: f"x{match[0][1:-1]}x", plain)
    found: dict[int, Mistake] = {}
    for leftover in LEFTOVERS:
        for match in re.finditer(leftover.pattern, plain, re.MULTILINE):
            start = match.start() + len(match[0]) - len(match[0].lstrip(" \t\n"))
            line = shown.line(start)
            # A broken table has a mistake for its first line.
            is_row = leftover.hint == _TABLE and any(one.hint == _TABLE for one in found.values())
            if line not in found and not is_row:
                problem = leftover.problem.format(_shorten(text[start : max(match.end(), start + 1)]))
                found[line] = Mistake(line, problem, leftover.hint)
    return tuple(found.values())


def _shorten(text: str) -> str:
    """The start of a text, as it stands on the page."""
    text = text.split("\n")[0].replace(CODE, "`...`").replace(ROLE, "{...}").replace(ESCAPED, "\\")
    return (text if len(text) <= 40 else f"{text[:37]}...").strip() or text
