"""Finds text that was meant as markup: the marks that are left in a page after it was parsed.

Prose rarely uses the characters that Markdown and its dialects write as markup. So each of them that the
parser left in the text is a finding, except where prose does use it: `5 * 3`, `[sic]`, `$5`, `p < 0.05`.
A backslash before a mark makes it text, and so does code.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from reading.files.markdown import ROLES, Block, Directive, Finding, Piece

CODE, ROLE, ESCAPED, OPENED, CLOSED = "\ue000\ue001\ue002\ue003\ue004"
"""Characters that stand for code, a role, and a character behind a backslash: any other, (, and )."""

NOT_MARKUP = "{!r} is shown as text, not as markup"

LEFT = "{!r} is left in the text"

FORMULA = "{!r} is a formula: the site shows none"


class Mark(NamedTuple):
    """A mark that is left in text.

    hint: what to write instead
    patterns: regular expressions, of which one fits
    problem: what is wrong; `{}` stands for the text
    """

    hint: str
    patterns: tuple[str, ...]
    problem: str = NOT_MARKUP


_LINE = r"^[ \t]*"
"""The start of a line."""

_TARGET = r"(?:[a-z]+:|[./#]|www\.|[^\s()]+\.(?:md|ipynb|html?|png|svg|pdf)\b)"
"""The start of the address of a link."""

_ROLE = "|".join(sorted(map(re.escape, ROLES), key=len, reverse=True))

_INVISIBLE = (
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]"
    r"|[\ue005-\uf8ff]"
)

_BULLET = r"[\u2022\u00b7\u2023\u2043\u25a0-\u25ff\u2610-\u2612\u2700-\u27bf]"

_NUMBER = r"(?:[a-i]|[ivx]{1,4}|\d{1,2})"

_LINK = "write a link as [text](address)"

_CITE = "cite as {cite:p}`key`"

_HEADING = "write a heading as ## Heading, with an empty line before"

_LIST = "write an item of a list as - item or 1. item, with an empty line before the list"

_TABLE = "write a table as | a | b |, below it | --- | --- |, and as many cells in each row"

_DIRECTIVE = "write a directive as :::{name}, its text, and :::"

_ROLE_HINT = "write a role as {name}`text`"

_EMPHASIS = "write *emphasis* or **bold**, without a space inside the marks, and \\* for the sign itself"

_WORDS = "write it in words, or with characters such as x\u00b2"

_LEAVE_OUT = "leave it out: pages have no such marks"

MARKS: tuple[Mark, ...] = (
    # What waits for its author, and what other programs left.
    Mark("write it, or leave it out", (r"\b(?:TODO|FIXME|TBD)\b|\b[Tt]odo:|\?{3,}|[Ll]orem [Ii]psum",), LEFT),
    Mark("write the reference again", (r"Error! [A-Z]\w+ [^.\n]*",), LEFT),
    Mark(
        "delete it; word processors write it",
        (_INVISIBLE, r"\u00a0{2,}"),
        "the character {!a} cannot be read",
    ),
    Mark(
        "type the character again, and save the file in UTF-8",
        ("\u00c3[\u0080-\u00bf]|\u00e2\u20ac|\u00c2[\u00a0-\u00bf]",),
        "{!r} is a character in the wrong encoding",
    ),
    Mark("type the character with a Latin keyboard", (r"[\uff03\uff0a\uff40\uff5b\uff5c\uff5d]+",)),
    Mark("choose one side of the merge, and delete the marks", (r"[<>]{3,}|={7}",)),
    # Notes, links and citations.
    Mark("write the note below: [^name]: Text of the note", (r"\[\^[^\]\n]*\]?(?!\()", r"\^\[")),
    Mark("write a link as [text](page.md), a term as {term}`name`", (r"!?\[\[",)),
    Mark(
        "cite as {cite:p}`key`, or write a note: [^name]",
        (r"\[\d{1,3}\]",),
        "{!r} is the number of a reference, but references have no numbers",
    ),
    Mark(_CITE, (r"\[(?:[^\[\]\n]*[\s;-])?@", r"(?<![\w.@/])@[A-Za-z][\w:.-]*", r"\\cite\w*")),
    Mark(
        "write a link without a space before or in its address: [text](address)",
        (rf"\[[^\[\]\n]*\]\s+\({_TARGET}[^\s)]*\)?", r"\[[^\[\]\n]*\]\(", r"\]\("),
    ),
    Mark(
        "no line [name]: address defines the link; write [text](address)",
        (r"\[[^\[\]\n]*\]\s?\[[^\]\n]*\]?",),
    ),
    Mark(
        "write <https://...>, or [text](https://...)",
        (r"(?:https?://|ftp://|www\.)[^\s<>)\]]+",),
        "the address {!r} is no link",
    ),
    Mark(_LINK, (r"\([^()\n]*\)\[", r"\[[^\[\]\n]*\|[^\[\]\n]*\]")),
    Mark("write a note as :::{note}, its text, and :::", (r"\[![A-Za-z]+\]",)),
    Mark("write a list without boxes", (_LINE + r"\[[ xX]?\](?= )",)),
    # Roles, directives and attributes.
    Mark(
        _ROLE_HINT,
        (
            rf"(?<![\w:]):[A-Za-z][\w.+-]*(?::[a-z]+)?:[{CODE}{ROLE}]?",
            rf"[\[(<]?(?:{_ROLE})[\])>]?{CODE}(?!\w)",
            rf"{CODE}(?::[a-z]+:|_)",
        ),
    ),
    Mark(
        _DIRECTIVE,
        (_LINE + r"\.\. \S+", r":::+", r"::(?=\s|$)", r"!!! \w+"),
    ),
    Mark("write a figure as {fig}`name`", (r"\{\{",), "'{{{{' is not replaced by anything"),
    Mark(_LEAVE_OUT, (r"\{[.#%<][^}\n]*\}?", r"\{[\w-]+=[^}\n]*\}?")),
    # Formulas.
    Mark(
        _WORDS,
        (
            r"\$\$(?:[^$]*\$\$)?",
            r"\$(?!\d)[^\s$][^$\n]*\$(?!\d)",
            r"\$\d[^$\n]*[\\^_=][^$\n]*\$(?!\d)",
            rf"{OPENED}[^\n]*{CLOSED}",
        ),
        FORMULA,
    ),
    # Marks at the start of a line.
    Mark(
        f"{_HEADING} and a space after the marks",
        (
            _LINE + r"#{2,}[^\n]*",
            _LINE + r"#(?:[^\s\d#]| )[^\n]*",
            r"(?<=\S) #{2,}[ \t]*$",
        ),
    ),
    Mark(
        _LIST,
        (
            _LINE + rf"{_BULLET}\s*\S*",
            _LINE + r"[\u2013\u2014] [^\n]*(?=\n[\u2013\u2014] )",
            _LINE + r"(?:[-+*]|\d{1,2}[.)])[^\S \t\n]\S*",
            _LINE + r"[o\u00a7](?: {2,}|\t)\S*",
            _LINE + r"(?:[-+]|\d{1,2}[.)])[A-Za-z]\S*",
            r"(?<=:\n)\d{1,2}[.)] ",
            r"(?<=\n)\d{1,2}[.)] (?=[^\n]*\n\d{1,2}[.)] )",
            _LINE + rf"\(?{_NUMBER}[.)] [^\n]*(?=\n[ \t]*\(?{_NUMBER}[.)] )",
        ),
    ),
    Mark("write the definition as a sentence, or the term in a {glossary}", (_LINE + r": [^\n]*",)),
    # Tables.
    Mark(
        _TABLE,
        (
            r"\|[ \t:]*-{2,}[-|: \t]*",
            r"-{2,}[ \t:]*\|[-|: \t]*",
            r"\+-{2,}[-+]*",
            r"-{4,}(?: +-{3,})*",
            r"={3,}(?: +={3,})*",
            _LINE + r"\|(?: [^|\n]*\||[^\n]*\|[ \t]*$)[^\n]*",
            r"\|\|",
            r"\b\w+\t+\S[^\n]*",
        ),
    ),
    Mark("leave it out: the page decides on the size", (r"\|\d+(?:x\d+)?\Z",)),
    # Emphasis, code and other marks of text.
    Mark(
        _EMPHASIS,
        (
            r"\*{2,}[^*\n]*(?:\*{2,})?",
            r"(?:(?<=\s)|\A)\* [^\W\d]\w+(?: [^\W\d]\w+){0,5} \*(?=[\s.,;:!?]|$)",
            rf"(?<![\w{CODE}{ROLE}{ESCAPED}{CLOSED}])\*[^\s*][^\n]*",
            r"(?<=[^\W\d] )\* [^\W\d][^\n*]*\w\*",
            r"==+(?=\S)[^=\n]*(?:==)?|(?<=\S)==",
        ),
    ),
    Mark(
        f"{_EMPHASIS}; a link as [text](address)",
        (r"(?<![\w_])_+[^\s_][^\n_]*_?", r"\b\w+_(?![\w_])", r"\]_"),
    ),
    Mark("close the code: `code`, a role: {name}`text`", (r"`[^`\n]*`?|(?<!\w)\u00b4[^\u00b4\n]*\u00b4?",)),
    Mark("write it without the signs; an index is {sub}`i`", (r"~~[^~\n]*(?:~~)?|~[\w-]+~|[^\s(~]~\w",)),
    Mark("write {sup}`th` for a raised text", (r"\^[\w.-]+\^|(?<=\s)\^[\w-]+$",)),
    Mark("type the dash itself: \u2013 or \u2014", (r"(?<=[\w\u201d)])--+(?=\w)|(?<=\s)--+(?=\s)",)),
    Mark(_LEAVE_OUT, (r"%%|(?<!\w)!{3,}|\|[A-Za-z][\w -]+\|",)),
    Mark(
        "type the character itself",
        (r"(?<!\w)&[A-Za-z]+;|&#x?\w+;?", r"&(?:nbsp|amp|lt|gt|quot)\b"),
    ),
    Mark(
        "say it in Markdown; an address stands in <https://...>",
        (r"<!--|-->|</?[A-Za-z!][^\n>]*>?|<<|>>",),
    ),
    Mark("leave the backslash out, or write code as `code`", (r"(?<!\w)\\[A-Za-z]*|\\[A-Za-z]{3,}",)),
    # Other brackets than those around the words of an editor.
    Mark(f"close the bracket, or leave it out; {_LINK}", (r"[\[\]][^\[\]\n]*",)),
    Mark(f"{_ROLE_HINT}; \\{{ is the brace itself", (r"[{}][^{}\n]*\}?",)),
)
"""Of the marks in a line, the one that stands first here is reported: special before general ones."""

Marks = tuple[Mark, ...]


@cache
def _compile(marks: Marks) -> tuple[tuple[re.Pattern[str], Mark], ...]:
    return tuple((re.compile("|".join(mark.patterns), re.MULTILINE), mark) for mark in marks)


_RUN = re.compile(r"\{?(?:r|python|julia)\}? \S")
"""Code in a text that other tools run: R Markdown and Quarto."""

_URL = re.compile(r"(?:https?://|www\.|mailto:)\S+|\S+@\S+")

_EDITED = re.compile(
    rf"(?<![\[\])^!:\w{CODE}])\[(?!\d{{1,3}}\]|![A-Za-z]|[\^@ ]|-?@|[xX]\])[^\[\]|\n{CODE}]+\]"
    rf"(?![(\[\]_{CODE}])(?!\s+\({_TARGET})"
)
"""Words of an editor in brackets, such as `[sic]`."""

_INTERVAL = re.compile(r"[\[(](?=[^\])]{0,40}[,;])[\d.,;\s%\u2013\u2212-]+[\])]")


def find_marks(
    blocks: Iterable[Block], directives: Iterable[Directive], marks: Marks = MARKS
) -> Iterator[Finding]:
    """Yield a finding for each line of a page with one of the marks: those meant as markup, or others."""
    for block in blocks:
        yield from _find_in_block(block, marks)
        for piece in block.pieces:
            if piece.kind == "aside":
                yield from _find_in_text(piece.text, ((0, piece.line),), marks)
            elif marks is MARKS and piece.kind == "code" and _RUN.match(piece.text):
                yield Finding(piece.line, f"the code {piece.text[:40]!r} is shown, not run", _ROLE_HINT)
    for directive in directives:
        for option in ("title", "caption", "alt"):
            for finding in _find_in_text(directive.options.get(option, ""), ((0, directive.line),), marks):
                yield finding._replace(problem=f"{finding.problem}, in the {option}")


def _find_in_block(block: Block, marks: Marks) -> Iterator[Finding]:
    # A heading has no list or table at the start of its line.
    parts = [] if block.kind == "text" else [ESCAPED]
    starts, length = [(0, block.line)], len(parts)
    for piece in block.pieces:
        parts.append(_show_piece(piece))
        starts.append((length, piece.line))
        length += len(parts[-1])
    yield from _find_in_text("".join(parts), tuple(starts), marks)


def _show_piece(piece: Piece) -> str:
    """The text of a piece, or the character that stands for it."""
    if piece.kind in {"text", "link"} and piece.name:
        # LaTeX writes formulas as \(x\).
        return {"(": OPENED, ")": CLOSED}.get(piece.text, ESCAPED)
    if piece.kind == "link":
        return _URL.sub("x", piece.text)
    # An aside may be a picture.
    return piece.text if piece.kind == "text" else CODE if piece.kind == "code" else ROLE


# A preview looks at all pages after each save, most of which are as they were.
@lru_cache(maxsize=16384)
def _find_in_text(text: str, starts: tuple[tuple[int, int], ...], marks: Marks) -> tuple[Finding, ...]:
    """Return a finding for each line with a mark. `starts` holds places in the text, each with its line."""
    # Brackets may hold others.
    plain = text
    for pattern in (_EDITED, _EDITED, _INTERVAL):
        plain = pattern.sub(lambda match: f"x{match[0][1:-1]}x", plain)
    found: dict[int, Finding] = {}
    for pattern, mark in _compile(marks):
        for match in pattern.finditer(plain):
            start = match.start() + len(match[0]) - len(match[0].lstrip(" \t\n"))
            line = starts[bisect_right(starts, start, key=itemgetter(0)) - 1][1]
            previous = found.get(line - 1)
            # A broken table has a finding for its first line.
            if line not in found and not (previous and previous.hint == mark.hint == _TABLE):
                shown = _shorten(text[start : max(match.end(), start + 1)])
                found[line] = Finding(line, mark.problem.format(shown), mark.hint)
    return tuple(found.values())


def _shorten(text: str) -> str:
    """The start of a text, as it stands on the page."""
    text = text.split("\n")[0].replace(CODE, "`...`").replace(ROLE, "{...}").replace(ESCAPED, "\\")
    text = text.replace(OPENED, "\\(").replace(CLOSED, "\\)")
    return (text if len(text) <= 40 else f"{text[:37]}...").strip() or text
