"""Finds what the structure of a parsed text swallows or does not show, from its tokens.

Examples are code that was meant as text, cells that a table drops, blocks that are not closed, and levels of
headings that are skipped. A mistake is a line, what is wrong, and what was expected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

Mistake = tuple[int, str, str]

NOT_CLOSED = "not closed"
"""How the problem of a block ends that holds what follows it."""

MAX_SIGNS = 1_000
"""Signs of Markdown in a paragraph. Its parser compares each with those before. This book has 308 in one."""

MAX_DEFINITIONS = 100
"""Definitions of links on a page. The parser reads all lines again after each."""


def find_excess(text: str) -> Mistake | None:
    """The first line of a text of Markdown that would keep its parser busy for minutes, if there is one."""
    signs = definitions = 0
    for number, line in enumerate(text.split("\n"), 1):
        signs = signs + len(re.findall(r"[*_~<>,\[\]]", line)) if line.strip() else 0
        definitions += bool(re.match(r" {0,3}\[[^\]]*\]:", line))
        if signs > MAX_SIGNS:
            problem = f"the paragraph has more than {MAX_SIGNS:,} commas and signs * _ ~ [ ] < >"
            return number, problem, "make several paragraphs of it"
        if definitions > MAX_DEFINITIONS:
            problem = f"the page defines more than {MAX_DEFINITIONS} links"
            return number, problem, "write their addresses into the text: [words](address)"
    return None


def find_mistakes(
    tokens: Sequence[Token], lines: Sequence[str], first: int, within: str
) -> Iterator[Mistake]:
    """The mistakes in the structure of a text.

    Parameters
    ----------
    tokens : sequence of Token
        The tokens of the text.
    lines : sequence of str
        Its lines.
    first : int
        The line of the page that it begins in.
    within : str
        The directive around it. Empty for the text of the page itself.
    """
    last = 0
    for number, token in enumerate(tokens):
        line = first + (token.map[0] if token.map else 0)
        if token.type == "heading_open":
            level = int(token.tag[1])
            yield from _check_heading(token, tokens[number + 1].content, line, level, last, within)
            last = level
        elif token.type == "code_block":
            opening = " ".join(token.content.split()[:4])
            hint = "indent it by less than four spaces; code stands between lines ```"
            yield line, f"the indentation makes code of the text that begins with {opening!r}", hint
        elif token.type in {"fence", "colon_fence"}:
            yield from check_fence(token, line, lines)
        elif token.type == "table_open":
            yield from _check_table(tokens[number:], lines, first)
        elif token.type == "myst_line_comment" and number and token.map:
            before = tokens[number - 1]
            if before.type == "paragraph_close" and lines[token.map[0] - 1].strip():
                hint = "leave a line empty before a comment; put the sign % elsewhere in the line"
                yield line, "the line begins with %, so that it is a comment and not shown", hint
        for child in token.children or ():
            if child.type == "image" and not child.content.strip():
                hint = "describe the picture for readers who do not see it: ![what it shows](file)"
                yield line, "the image has no description", hint
    if not within:
        yield from _check_front_matter(tokens, lines, first)


def is_closed(token: Token, lines: Sequence[str]) -> bool:
    """Whether the last line of a fenced block closes it."""
    if not token.map:
        return True
    start, end = token.map
    last = lines[min(end, len(lines)) - 1].strip(" \t>")
    return end - 1 > start and set(last) == {token.markup[0]} and len(last) >= len(token.markup)


def _check_heading(
    token: Token, text: str, line: int, level: int, last: int, within: str
) -> Iterator[Mistake]:
    if within:
        yield line, f"a heading in {within}", "write it in bold, or as the title of the directive"
    elif level > last + 1 and last:
        problem = f"the heading skips a level: {'#' * level} after {'#' * last}"
        yield line, problem, f"write {'#' * (last + 1)}"
    elif not text:
        yield line, "a heading without words", "write them after the signs, or delete the signs"
    if token.markup[0] in "-=" and token.map:
        opening = " ".join(text.split()[:4])
        problem = f"the line of {token.markup[0]} makes a heading of the text that begins with {opening!r}"
        hint = f"delete it, or write {'#' * level} Heading"
        yield line + token.map[1] - token.map[0] - 1, problem, hint


def check_fence(token: Token, line: int, lines: Sequence[str]) -> Iterator[Mistake]:
    """The mistake of a block that is not closed, or only by the end of the next one."""
    info = token.info.strip()
    if not is_closed(token, lines):
        if token.type == "fence" and not info.startswith("{"):
            yield line, f"the block of code is {NOT_CLOSED}", f"end it with a line {token.markup}"
        return
    opening = re.compile(rf"[ >]*{re.escape(token.markup)}+\{{?[a-zA-Z]")
    for number, text in enumerate(token.content.split("\n"), line + 1):
        if opening.match(text):
            marks = token.markup[0] * (len(token.markup) + 1)
            problem = f"another block begins in line {number}, and this one is {NOT_CLOSED}"
            yield line, problem, f"end it with a line {token.markup}; around other blocks, write {marks}"
            return


def _check_table(tokens: Sequence[Token], lines: Sequence[str], first: int) -> Iterator[Mistake]:
    """Rows that have not as many cells as the header. The parser drops or adds cells."""
    end = next(number for number, token in enumerate(tokens) if token.type == "table_close")
    columns = sum(token.type == "th_open" for token in tokens[:end])
    rows = [token.map[0] for token in tokens[:end] if token.type == "tr_open" and token.map]
    for row in rows[1:]:
        text = re.sub(r"^[\s>]*", "", lines[row]).rstrip()
        cells = escapedSplit(text)
        cells = cells[cells[:1] == [""] : len(cells) - (len(cells) > 1 and not cells[-1])]
        if len(cells) != columns:
            hint = "correct the signs |, write \\| for the sign itself, and leave a line empty after a table"
            count = f"{len(cells)} cell{'s' * (len(cells) != 1)}"
            yield first + row, f"the row has {count}, and the table {columns} columns", hint


def _check_front_matter(tokens: Sequence[Token], lines: Sequence[str], first: int) -> Iterator[Mistake]:
    """Front matter that is not closed."""
    if lines[0].startswith("---"):
        # The build reads keys up to the first such line, even where the parser of Markdown ends elsewhere.
        ends = (number for number, line in enumerate(lines[1:], 2) if line.startswith(("---", "...")))
        if tokens[0].type != "front_matter" or not tokens[0].map or tokens[0].map[1] != next(ends, 0):
            yield first, "the front matter is not closed", "end it with a line ---"
