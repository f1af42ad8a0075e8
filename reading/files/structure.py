"""Finds what the structure of a parsed text swallows or does not show, from its tokens.

Examples are code that was meant as text, cells that a table drops, blocks that are not closed, levels of
headings that are skipped, and notes that nothing refers to. A mistake is a line, what is wrong, and what was
expected.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from pygments.lexers import find_lexer_class_by_name
from pygments.token import Error
from pygments.util import ClassNotFound

Mistake = tuple[int, str, str]

FORMULA = (
    "a formula: the site shows none",
    "write it in words, or with characters such as x\u00b2; \\$ is the sign",
)

SUBSTITUTION = ("'{{' is not replaced by anything", "write a figure as {fig}`name`")

_SHOWN = re.compile(
    r"""
    (?:paragraph|heading|bullet_list|ordered_list|list_item|blockquote|footnote_reference|dl|dt|dd
      |table|thead|tbody|tr|th|td|field_?list(?:_name|_body)?|em|strong|s|link|span)_(?:open|close)
    | inline|hr|fence|colon_fence|html_block|html_inline|front_matter|myst_target|myst_line_comment|myst_role
    | code_block|code_inline|text|text_special|softbreak|hardbreak|image|footnote_ref|footnote_anchor
    | attrs_block
    """,
    re.VERBOSE,
)
"""The types of tokens that the site shows, or that are checked elsewhere."""

_CODE_NAMES = frozenset({"none", "default", "guess", "ipython", "ipython2", "ipython3"})
"""Names of languages that Sphinx and MyST-NB add to those of Pygments."""


def find_mistakes(
    tokens: Sequence[Token], lines: Sequence[str], first: int, within: str, env: dict[str, Any]
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
    env : dict
        The environment of the parser, which the texts of a page share.
    """
    last = 0
    notes, used = env.setdefault("note_lines", {}), env.setdefault("used_labels", set())
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
            yield from _check_fence(token, line, lines)
        elif token.type == "table_open":
            yield from _check_table(tokens[number:], lines, first)
        elif token.type == "footnote_reference_open":
            label = token.meta["label"]
            if label in notes:
                yield line, f"a second footnote [^{label}]", f"first in line {notes[label]}"
            notes.setdefault(label, line)
            if tokens[number + 1].type == "footnote_reference_close":
                yield line, f"the footnote [^{label}] has no text", "write it after the colon"
        elif token.type == "ordered_list_open":
            yield from _check_numbers(tokens[number:], first)
        elif token.type == "myst_line_comment" and number and token.map:
            before = tokens[number - 1]
            if before.type == "paragraph_close" and lines[token.map[0] - 1].strip():
                hint = "leave a line empty before a comment; put the sign % elsewhere in the line"
                yield line, "the line begins with %, so that it is a comment and not shown", hint
        elif not _SHOWN.fullmatch(token.type):
            yield line, *_describe_hidden(token)
        yield from (
            (
                line,
                f"the sign {sign} has no twin",
                "write *emphasis* or **bold** with as many signs on both sides",
            )
            for sign in _find_odd_signs(token.children or [])
        )
        for child in token.children or ():
            used.add(child.meta.get("label", ""))
            if child.type == "image" and not child.content.strip():
                hint = "describe the picture for readers who do not see it: ![what it shows](file)"
                yield line, "the image has no description", hint
            elif (
                child.type == "link_open"
                and child.markup == "autolink"
                and "%7C" in str(child.attrGet("href"))
            ):
                yield line, "the address of the link holds the sign |", "write [text](address)"
            elif child.type == "link_open" and not child.attrGet("href"):
                yield line, "the link has no address", "write [text](address)"
            if not _SHOWN.fullmatch(child.type):
                yield line, *_describe_hidden(child)
    if not within:
        yield from _check_rules([token for token in tokens if token.level == 0], lines, first)
    definitions = env.setdefault("definition_lines", {})
    for label, definition in env.get("references", {}).items():
        definitions.setdefault(label, first + definition["map"][0])
    for definition in env.pop("duplicate_refs", ()):
        line = first + definition["map"][0]
        yield line, f"a second definition of the link [{definition['label']}]", "remove one, or rename it"


def find_unused(env: dict[str, Any]) -> Iterator[Mistake]:
    """The footnotes and the definitions of links that nothing on a page uses."""
    references = env.get("footnotes", {}).get("refs", {})
    for label, line in env.get("note_lines", {}).items():
        if references.get(f":{label}", 0) < 0:
            yield line, f"nothing refers to the footnote [^{label}]", f"write [^{label}] where it belongs"
    for label, line in env.get("definition_lines", {}).items():
        if label not in env["used_labels"]:
            name = label.lower()
            hint = f"write [{name}] where it belongs; \\[ is the bracket itself"
            yield line, f"the line [{name}]: defines a link that nothing uses, and is not shown", hint


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
    if not text.strip():
        yield line, "a heading without words", "write some, or remove it"
    if within:
        yield line, f"a heading in {within}", "write it in bold, or as the title of the directive"
    elif level > last + 1 and last:
        yield (
            line,
            f"the heading skips a level: {'#' * level} after {'#' * last}",
            f"write {'#' * (last + 1)}",
        )
    if is_meant_as_text(token, text):
        assert token.map
        opening = " ".join(text.split()[:4])
        hint = f"leave a line empty above it; a heading is written {'#' * level} Heading"
        if token.markup[0] == "=":
            hint = "delete the line; it may be left from a merge"
        yield (
            line + token.map[1] - token.map[0] - 1,
            f"the line of {token.markup[0]} makes a heading of the text that begins with {opening!r}",
            hint,
        )


def is_meant_as_text(token: Token, text: str) -> bool:
    """Whether a heading is one only because of a line of signs below it, and reads as a paragraph."""
    if token.markup[0] not in "-=" or not token.map:
        return False
    return token.map[1] - token.map[0] > 2 or _ends_sentence(text)


def _find_odd_signs(tokens: Sequence[Token]) -> Iterator[str]:
    """The signs of emphasis that are left beside an emphasis."""
    for before, after in pairwise(tokens):
        for text, sign, beside in ((after, after.content[:1], before), (before, before.content[-1:], after)):
            closes = beside is before
            kinds = {"em_close", "strong_close"} if closes else {"em_open", "strong_open"}
            if text.type == "text" and beside.type in kinds and sign and sign == beside.markup[:1]:
                yield sign


def _check_numbers(tokens: Sequence[Token], first: int) -> Iterator[Mistake]:
    """An item that has another number on the page. All may have the same, or count from the first."""
    items = []
    for token in tokens:
        if token.type == "ordered_list_close" and token.level == tokens[0].level:
            break
        if token.type == "list_item_open" and token.level == tokens[0].level + 1 and token.map:
            items.append((int(token.info), first + token.map[0]))
    start = items[0][0]
    if {number for number, _ in items} != {start}:
        for expected, (number, line) in enumerate(items, start):
            if number != expected:
                yield line, f"the number {number} is shown as {expected}", f"write {expected}"
                return


def _ends_sentence(text: str) -> bool:
    """Whether a text is a sentence, or a line such as `key: value`, rather than a heading."""
    return bool(re.search(r"[.!?:;,]['\"\u2019\u201d)*_]*$|^\w+: ", text.strip()))


def _check_fence(token: Token, line: int, lines: Sequence[str]) -> Iterator[Mistake]:
    info = token.info.strip()
    if not is_closed(token, lines):
        if token.type == "fence" and not info.startswith("{"):
            yield line, "the block of code is not closed", f"end it with a line {token.markup}"
        return
    opening = re.compile(rf"[ >]*{re.escape(token.markup)}+\{{?[a-zA-Z]")
    for number, text in enumerate(token.content.split("\n"), line + 1):
        if opening.match(text):
            marks = token.markup[0] * (len(token.markup) + 1)
            problem = f"another block begins in line {number}, before this one is closed"
            yield line, problem, f"end it with a line {token.markup}; around other blocks, write {marks}"
            return


def check_code(language: str, code: str, line: int) -> Iterator[Mistake]:
    """Code in a language that Pygments does not know, or that it cannot read in that language."""
    if not language or language.lower() in _CODE_NAMES:
        return
    try:
        lexer = find_lexer_class_by_name(language)()
    except ClassNotFound:
        yield line, f"there is no language {language[:40]!r} of code", "write ```text where none fits"
        return
    wrong = next((text for kind, text in lexer.get_tokens(code) if kind in Error), None)
    # A block that is not closed has a finding of its own.
    if wrong is not None and "\n```" not in code:
        hint = "correct the code, or write ```text"
        yield line, f"the code is not valid {language[:40]}: {wrong[:20]!r}", hint


def check_content(name: str, tokens: Sequence[Token], lines: Sequence[str], first: int) -> Iterator[Mistake]:
    """The mistakes in the content of a directive, whose first line is `first` and which has these tokens."""
    kinds = [token.type for token in tokens if token.level == 0]
    if name == "table" and kinds != ["table_open", "table_close"]:
        yield (
            first,
            "the directive {table} holds not exactly one table",
            "write | a | b |, below it | --- | --- |",
        )
    elif name == "list-table":
        rows = [token for token in tokens if token.type == "list_item_open" and token.level == 1]
        cells = [
            token.map[0]
            for token in tokens
            if token.type == "list_item_open" and token.level == 3 and token.map
        ]
        ends = [row.map[1] for row in rows if row.map]
        counts = [sum(start < end for start in cells) for end in ends]
        sizes = {after - before for before, after in zip([0, *counts], counts, strict=False)}
        if kinds != ["bullet_list_open", "bullet_list_close"] or len(sizes) != 1 or 0 in sizes:
            hint = "write each row as * - cell, its other cells below as   - cell, and as many in each row"
            yield first, "the directive {list-table} holds no list of equal rows", hint
    elif name == "csv-table":
        try:
            list(csv.reader(lines, strict=True))
        except csv.Error as error:
            yield first, f"the directive {{csv-table}} holds no table: {error}", "check quotes and commas"
    elif name == "glossary":
        yield from _check_glossary(lines, first)


def _check_glossary(lines: Sequence[str], first: int) -> Iterator[Mistake]:
    """Terms without a definition, and definitions and terms that Sphinx would not tell apart."""
    hint = "write the term, the definition below it with two spaces before, and an empty line"
    before = ""
    term: tuple[int, str] | None = None
    for number, text in enumerate([*lines, "", "end"], first):
        if not text.strip() or text.startswith(".. "):
            before = ""
            continue
        if text[0].isspace():
            if term is None and before == "":
                yield number, "the definition stands below no term", hint
            term, before = None, "definition"
        elif before == "term" and re.search(r"\w\.$", text.rstrip()):
            yield number, "the definition is not indented", "put two spaces before it"
            term, before = None, "definition"
        else:
            if term is not None and before == "":
                yield term[0], f"the term {term[1][:60]!r} has no definition", hint
            elif before == "definition":
                yield number, f"no empty line stands before the term {text[:60]!r}", hint
            term, before = (number, text), "term"


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


def _check_rules(tokens: Sequence[Token], lines: Sequence[str], first: int) -> Iterator[Mistake]:
    """Rules (lines such as `---`) at the start or the end of a page or a section, where the build stops."""
    if first == 1 and lines[0].startswith("---"):
        # The build reads keys up to the first such line, even where the parser of Markdown ends elsewhere.
        ends = (number for number, line in enumerate(lines[1:], 2) if line.startswith(("---", "...")))
        if tokens[0].type != "front_matter" or not tokens[0].map or tokens[0].map[1] != next(ends, 0):
            yield 1, "the front matter is not closed", "end it with a line ---"
            return
    kinds = [token for token in tokens if token.type not in {"myst_line_comment", "myst_target"}]
    for number, token in enumerate(kinds):
        if token.type == "hr" and token.map and re.search("-- +--", lines[token.map[0]]):
            hint = "write a table as | a | b |, below it | --- | --- |"
            yield first + token.map[0], "the line is shown as a rule, not as the head of a table", hint
        elif token.type == "hr" and token.map:
            before = kinds[number - 1].type if number else "front_matter"
            if number == len(kinds) - 1 or before in {"front_matter", "heading_close", "hr"}:
                problem = f"the rule {lines[token.map[0]].strip()} has no text on one of its sides"
                yield first + token.map[0], problem, "remove it; front matter stands in the first line"


def _describe_hidden(token: Token) -> tuple[str, str]:
    """What is wrong with a token that the site does not show, and what was expected."""
    if "math" in token.type:
        return FORMULA
    if token.type.startswith("substitution"):
        return SUBSTITUTION
    shown = (token.markup or token.content or token.type).strip()[:40]
    return f"{shown!r} is not shown on the site", "remove it, or write it in another way"
