"""Finds text that was meant as markup: the marks that are left in a page after it was parsed.

Prose rarely uses the characters that Markdown and its dialects write as markup. So each of them that the parser
left in the text is a finding, except where prose does use it: `5 * 3`, `[sic]`, `$5`, `p < 0.05`. A backslash
before a mark makes it text, and so does code.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from reading.files.markdown import ROLES, Block, Directive, Finding, Piece

CODE, ROLE, ESCAPED = "\ue000\ue001\ue002"
"""Characters that stand for code, a role and a character behind a backslash."""

_URL = re.compile(r"(?:https?://|www\.|mailto:)\S+|\S+@\S+")

_ROLE_NAMES = "|".join(sorted(map(re.escape, ROLES), key=len, reverse=True))


class Mark(NamedTuple):
    """A mark that is left in text: its pattern, what to write, and what is wrong. `{}` stands for the text."""

    pattern: str
    hint: str
    problem: str = "{!r} is shown as text, not as markup"


_INVISIBLE = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff\ue003-\uf8ff]"

_LINE = r"(?:(?<=\n)|\A)[ \t]*"
"""The start of a line."""

_TABLE = "write a table as | a | b |, below it | --- | --- |, and as many cells in each row"

MARKS = (
    # What was left to write, and what other programs left.
    Mark(r"\b(?:TODO|FIXME|TBD)\b|\b[Tt]odo:|\?{3,}", "write it, or leave it out", "{!r} is left in the text"),
    Mark(r"\b[Ll]orem [Ii]psum\b", "write the text", "{!r} is left in the text"),
    Mark(_INVISIBLE, "delete it; it may come from a word processor", "the character {!a} cannot be read"),
    Mark(
        "\u00c3[\u0080-\u00bf]|\u00e2\u20ac|\u00c2[\u00a0-\u00bf]",
        "type the character again, and save the file in UTF-8",
        "{!r} is a character in the wrong encoding",
    ),
    Mark(r"Error! [A-Z]\w+ [^.\n]*", "write the reference again", "{!r} is left in the text"),
    Mark(r"[<>]{3,}|={7}", "choose one side of the merge, and delete the marks"),
    # Links, notes and citations.
    Mark(r"\[\^[^\]\n]*\]?(?!\()", "write the note below: [^name]: Text of the note"),
    Mark(r"\^\[", "write [^name] here, and the note below: [^name]: Text of the note"),
    Mark(r"!?\[\[", "write a link as [text](page.md), a term as {term}`name`"),
    Mark(r"\[(?:[^\[\]\n]*[\s;-])?@|\[-?@|(?<![\w.@/])@[A-Za-z][\w:.-]*", "cite as {cite:p}`key`"),
    Mark(
        r"\[[^\[\]\n]*\]\s+\((?:[a-z]+:|[./#]|www\.|[^\s()]+\.(?:md|ipynb|html?|png|svg|pdf)\b)[^\n]*",
        "write a link without a space: [text](address)",
    ),
    Mark(r"\[[^\[\]\n]*\]\(|\]\(", "close the link, and write no space in its address: [text](address)"),
    Mark(r"\[[^\[\]\n]*\]\s?\[[^\]\n]*\]?", "no line [name]: address defines the link; write [text](address)"),
    Mark(r"\([^()\n]*\)\[", "write a link as [text](address)"),
    Mark(r"(?:https?://|ftp://|www\.)[^\s<>)\]]+", "write <https://...>, or [text](https://...)"),
    Mark(r"\[![A-Za-z]+\]", "write a note as :::{note}, its text, and :::"),
    Mark(r"\[(?:TOC|toc)\]", "leave it out: the sidebar lists the pages"),
    Mark(_LINE + r"\[[ xX]?\](?= )", "write a list without boxes"),
    Mark(r"\[/?[a-z]{1,6}\](?=[^\n]*\[/)|\[/[a-z]{1,6}\]", "write **bold**, *emphasis*, [text](address)"),
    Mark(r"\[[^\[\]\n]*\|[^\[\]\n]*\]", "write a link as [text](address)"),
    # Roles, directives and options.
    Mark(rf"(?<![\w:]):[A-Za-z][\w.+-]*(?::[a-z]+)?:[{CODE}{ROLE}]?", "write a role as {name}`text`"),
    Mark(rf"[\[(<]?(?:{_ROLE_NAMES})[\])>]?{CODE}(?!\w)", "write a role as {name}`text`"),
    Mark(rf"{CODE}(?::[a-z]+:|_)", "write a role as {name}`text`, a link as [text](address)"),
    Mark(_LINE + r"\.\. \S+|:::+|::", "write a directive as :::{name}, its text, and :::"),
    Mark(r"\{\{", "write a figure as {fig}`name`", "'{{{{' is not replaced by anything"),
    Mark(r"\{[.#%<=:][^}\n]*\}?|\{[\w-]+=[^}\n]*\}?", "leave it out: pages have no such attributes"),
    # Formulas and LaTeX.
    Mark(
        r"\$\$(?:[^$]*\$\$)?|\$(?!\d)[^\s$][^$\n]*\$(?!\d)|\$\d[^$\n]*[\\^_=][^$\n]*\$(?!\d)|\\begin\b",
        "write it in words, or with characters such as x\u00b2",
        "{!r} is a formula: the site shows none",
    ),
    Mark(r"\\cite\w*", "cite as {cite:p}`key`"),
    # Marks at the start of a line.
    Mark(_LINE + r"#{2,}[^\n]*|" + _LINE + r"#[^\s\d#][^\n]*", "write a space after # and an empty line before"),
    Mark(_LINE + r"#{1,6}(?: [^\n]*|$)", "write the heading at the start of the line, with an empty line before"),
    Mark(_LINE + r"h[1-6]\. ", "write a heading as ## Heading"),
    Mark(_LINE + r"(?:!{3,}|={2,}|\+{3,}|-{3,})", "write a heading as ## Heading, a note as :::{note}"),
    Mark(
        _LINE + r"(?:[\u2022\u00b7\u25aa\u25a0\u25e6\u25cf\u25cb\u2023\u2043]\s*|[o\u00a7](?: {2,}|\t))\S*",
        "write an item of a list as - item",
    ),
    Mark(_LINE + r"(?:[-+][A-Za-z]\S*|\d{1,2}[.)][A-Za-z]\S*)", "write a space after the mark of the list"),
    Mark(r"(?<=:\n)\d{1,2}[.)] |(?<=\n)\d{1,2}[.)] (?=[^\n]*\n\d{1,2}[.)] )", "leave a line empty before a list"),
    Mark(_LINE + r"\(?[a-h][.)] [^\n]*\n[ \t]*\(?[b-i][.)] ", "write the items of a list as 1. item"),
    Mark(_LINE + r": ", "write the definition as a sentence, or the term in a {glossary}"),
    # Tables.
    Mark(
        r"\|[ \t:]*-{2,}[-|: \t]*|-{2,}[ \t:]*\|[-|: \t]*|\+-{2,}[-+]*|-{4,}(?: +-{3,})*|={3,}(?: +={3,})*",
        _TABLE,
    ),
    Mark(_LINE + r"\|[^|\n]*\|[^\n]*|\|\|", _TABLE),
    Mark(r"\|[A-Za-z][\w -]+\|", "write the words themselves"),
    # Emphasis and other marks of text.
    Mark(r"\*{2,}[^*\n]*(?:\*{2,})?", "write **bold** without a space inside its marks"),
    Mark(r"(?:(?<=\s)|\A)\* [^\W\d]\w+[^*\n]* \*(?=[\s.,;:!?]|$)", "write *emphasis* without a space inside its marks"),
    Mark(rf"(?<![\w{CODE}{ROLE}{ESCAPED}])\*[^\s*][^\n]*", "close the emphasis: *words*"),
    Mark(r"\*[^\n*]*\S\*", "write *emphasis* without a space inside its marks"),
    Mark(r"(?<![\w_])_+[^\s_][^\n_]*_?|[\w\])]_(?![\w_])", "write *emphasis*, a link as [text](address)"),
    Mark(r"`[^`\n]*`?", "close the code: `code`, a role: {name}`text`"),
    Mark(r"~~[^~\n]*(?:~~)?|~\w[^~\n]*~|[^\s(~]~\w", "write it without the signs; {sub}`i` is an index"),
    Mark(r"==+(?=\S)[^=\n]*(?:==)?|(?<=\S)==|(?<!\w)\+\+\S[^+\n]*\+\+", "write **bold** or *emphasis*"),
    Mark(r"\^[\w.-]+\^|(?<=\s)\^[\w-]+$", "write {sup}`th` for a raised text"),
    Mark(r"(?<=\w)--+(?=\w)|(?<=\s)--+(?=\s)|(?<=\w)---+", "type the dash itself: \u2013 or \u2014"),
    Mark(r"['\u2018\u2019]{2,}[^\n'\u2018\u2019]*", "write *emphasis* or **bold**; a quotation stands in \"...\""),
    Mark(r"%%|\+{3,}|(?<!\w)!{3,}", "leave it out"),
    Mark(r"&(?:[A-Za-z]+|#\d+|#x[0-9a-fA-F]+);|&(?:nbsp|amp|lt|gt|quot)\b", "type the character itself"),
    Mark(r"<!--|-->|</?[A-Za-z!][^\n>]*>?|<<|>>", "say it in Markdown; an address stands in <https://...>"),
    Mark(r"\\[A-Za-z]*", "leave the backslash out, or write code as `code`"),
    # Brackets that are no words of an editor.
    Mark(r"[\[\]][^\[\]\n]*", "close the bracket; a link is written [text](address)"),
    Mark(r"[{}][^{}\n]*\}?", "write a role as {name}`text`; \\{ is the brace itself"),
)  # fmt: skip
"""The first that fits a line is reported, so that special ones stand before general ones."""

_SUSPICIOUS = re.compile(
    rf"[][*_`{{}}<>|#~^=\\@&+$%\n\u2018\u2019\u2022\u00b7\u25aa\u25a0\u25e6\u25cf\u25cb\u2023\u2043\u00a7]|--|::|(?<!\w):\w|TODO|FIXME|TBD|odo:|\?\?\?"
    rf"|!!!|www|https?:|[Ii]psum|Error!|\u00c3|\u00e2|\u00c2|\A(?:\w[.)]|[o:.(!+-]|h\d)|{CODE}|{_INVISIBLE}"
)
"""What a text without it has no mark. Most text is clean, and this finds it out fast."""

_COMPILED = tuple((re.compile(mark.pattern), mark) for mark in MARKS)

_EDITED = re.compile(
    rf"(?<![\[\])^!\w{CODE}])\[(?![\^@!/ ]|-?@|[xX]\])[^\[\]|\n{CODE}]*\](?![(\[\]_])(?!\s+\()"
)
"""Words of an editor in brackets, such as `[sic]`."""

_TAG = re.compile(r"\[/?[a-z]{1,6}\](?=[^\n]*\[/)|\[TOC\]|\[toc\]")

_INTERVAL = re.compile(r"[\[(](?=[^\])]*\d)[\d.,;\s%\u2013\u2212-]+[\])]")


def find_marks(blocks: Iterable[Block], directives: Iterable[Directive]) -> Iterator[Finding]:
    """Yield a finding for each line of a page with a mark that was meant as markup."""
    for block in blocks:
        yield from _find_in_block(block)
        for piece in block.pieces:
            if piece.kind == "aside":
                yield from _find_in_text(piece.text, [(0, piece.line)])
    for directive in directives:
        for option in ("title", "caption", "alt"):
            for finding in _find_in_text(directive.options.get(option, ""), [(0, directive.line)]):
                yield finding._replace(problem=f"{finding.problem}, in the {option}")


def _find_in_block(block: Block) -> Iterator[Finding]:
    parts, starts, length = [], [], 0
    for piece in block.pieces:
        if piece.kind != "aside":
            parts.append(_show_piece(piece))
            starts.append((length, piece.line))
            length += len(parts[-1])
    yield from _find_in_text("".join(parts), starts)


def _show_piece(piece: Piece) -> str:
    """The text of a piece, or the character that stands for it."""
    if piece.kind == "link":
        return _URL.sub("x", piece.text)
    if piece.kind == "text":
        return ESCAPED if piece.name else piece.text
    return CODE if piece.kind == "code" else ROLE


def _find_in_text(text: str, starts: list[tuple[int, int]]) -> Iterator[Finding]:
    """Yield a finding for each line with a mark. `starts` holds places in the text, each with its line."""
    if not _SUSPICIOUS.search(text):
        return
    # Brackets may hold others.
    plain = text
    for _ in range(2):
        plain = _EDITED.sub(_blank_brackets, plain)
    plain = _INTERVAL.sub(_blank_brackets, plain)
    found: dict[int, Finding] = {}
    for pattern, mark in _COMPILED:
        for match in pattern.finditer(plain):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            line = starts[bisect_right(starts, start, key=itemgetter(0)) - 1][1]
            previous = found.get(line - 1)
            if line not in found and not (previous and previous.hint == mark.hint == _TABLE):
                shown = _shorten(text[start : max(match.end(), start + 1)])
                found[line] = Finding(line, mark.problem.format(shown), mark.hint)
    yield from found.values()


def _blank_brackets(match: re.Match[str]) -> str:
    """The words in brackets, without the brackets."""
    return match[0] if _TAG.match(match.string, match.start()) else f"x{match[0][1:-1]}x"


def _shorten(text: str) -> str:
    """The start of a text, as it stands on the page."""
    text = text.split("\n")[0].replace(CODE, "`...`").replace(ROLE, "{...}").replace(ESCAPED, "\\")
    return (text if len(text) <= 40 else f"{text[:37]}...").strip() or text
