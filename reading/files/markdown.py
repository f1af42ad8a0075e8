"""Parses Markdown pages into text, roles, directives, links, targets and glossary terms, each with its line.

Pages are parsed by the parser that the build uses. Text that looks like a role, a directive or an option but
is none is a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, starmap
from typing import Any, Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLinkText
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.directives import parse_directive_text
from myst_parser.parsers.mdit import create_md_parser

from reading.files import structure
from reading.files.errors import suggest


def _split_names(text: str) -> frozenset[str]:
    """The names in a text, with spaces between them."""
    return frozenset(text.split())


EXTENSIONS = frozenset({"colon_fence", "smartquotes"})
"""The syntax extensions of MyST that the configuration of a book enables."""

ROLES = _split_names("s fig n cite cite:p cite:t cite:author cite:year term abbr sup sub")
"""The roles that pages use."""

TEXT_DIRECTIVES = _split_names(
    """
    note warning tip hint important caution attention danger error seealso admonition figure glossary
    """
)
"""The directives whose content is text."""

TITLED_DIRECTIVES = TEXT_DIRECTIVES - {"figure", "glossary"}
"""The directives whose argument is text."""

DIRECTIVES = TEXT_DIRECTIVES | _split_names(
    """
    chart evidence explorer codebook coding own-copy recoding sentences tables texts
    bibliography code-block image
    """
)
"""The directives that pages use."""

SHOWN_OPTIONS = ("title", "caption", "alt")
"""The options of directives that readers see or hear."""

_DIRECTIVE = re.compile(r"\{([^\s{}]+)\}(?:\s+(.*))?")
_STRAY = re.compile(r"(?<!\{)\{\s*([A-Za-z][\w:+-]*)\s*\}(?!\})")


QUOTE = 'put text with # or quotes in quotes: "..."'


class _AnyOption(dict[str, Any]):
    """Takes any option, and any value of it."""

    def __missing__(self, name: str) -> Any:
        return str


class _AnyOptions:
    """What the parser of directives needs to know of one."""

    option_spec = _AnyOption(class_=str)
    has_content, final_argument_whitespace = True, True
    required_arguments, optional_arguments = 0, 1


class Piece(NamedTuple):
    """A part of a block: text, the text of a link, inline code, or a role.

    An `aside` is text that is not part of the paragraph: the description of an image, the title of a link or
    of a chart.
    `name` is the name of a role, and "escape" for a character behind a backslash.
    """

    type: Literal["text", "link", "code", "role", "aside"]
    text: str
    line: int
    name: str = ""


class Block(NamedTuple):
    """A paragraph, list item, table cell or heading, or the texts among the options of a directive.

    within: the directive or note around it
    stands_alone: whether it is a paragraph of the text itself, in no list, table or quotation
    """

    type: Literal["text", "h1", "h2", "h3"]
    pieces: tuple[Piece, ...]
    line: int
    within: str = ""
    stands_alone: bool = False

    @property
    def text(self) -> str:
        """The words without markup, with single spaces."""
        return join_words(self.pieces)


class Directive(NamedTuple):
    """A directive with its argument, its options and the text below them."""

    name: str
    argument: str
    options: dict[str, str]
    line: int
    content: str = ""


class Link(NamedTuple):
    """A link to a page or an address, or to a file that the page shows or offers for download."""

    type: Literal["link", "file"]
    target: str
    line: int


class Target(NamedTuple):
    """A target of links: a label, or a term of a glossary."""

    type: Literal["label", "term"]
    name: str
    line: int


class Mistake(NamedTuple):
    """A mistake in a page: its line, what is wrong, what was expected, and the check that found it."""

    line: int
    problem: str
    hint: str
    check: str = ""


@dataclass(frozen=True)
class Page:
    """The parts of a page, each in the order of its lines.

    front_matter: None where there is none
    mistakes: text that looks like a role, a directive or an option but is none; what the site does not show
    """

    front_matter: str | None
    blocks: tuple[Block, ...]
    directives: tuple[Directive, ...]
    links: tuple[Link, ...]
    targets: tuple[Target, ...]
    mistakes: tuple[Mistake, ...]

    @property
    def roles(self) -> list[Piece]:
        """The roles of all blocks."""
        return [piece for block in self.blocks for piece in block.pieces if piece.type == "role"]

    @property
    def headings(self) -> list[Block]:
        """The headings, of three levels. Deeper ones count as the third."""
        return [block for block in self.blocks if block.type != "text" and not block.within]

    @property
    def is_open(self) -> bool:
        """Whether a block that is not closed holds what follows it. What else the page lacks is not known."""
        return any(mistake.problem.endswith(structure.NOT_CLOSED) for mistake in self.mistakes)

    @property
    def sections(self) -> dict[str, int]:
        """The line of each heading of second level, of the first where there are several of a name."""
        return {block.text: block.line for block in reversed(self.headings) if block.type == "h2"}

    def section(self, line: int) -> str:
        """The heading of second level above a line. Empty before the first."""
        headings = [block for block in self.headings if block.type == "h2" and block.line <= line]
        return headings[-1].text if headings else ""


# Several checks parse the same page.
@lru_cache(maxsize=512)
def parse_page(text: str) -> Page:
    """Parse a page of Markdown."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    environment: dict[str, Any] = {}
    parts = list(_find_parts(text, 1, "", _make_parser(), environment))
    front = next((part for part in parts if isinstance(part, str)), None)
    blocks = sorted((part for part in parts if isinstance(part, Block)), key=lambda block: block.line)
    directives = [part for part in parts if isinstance(part, Directive)]
    links = tuple(part for part in parts if isinstance(part, Link))
    targets = tuple(part for part in parts if isinstance(part, Target))
    mistakes = [part for part in parts if isinstance(part, Mistake)]
    mistakes += [mistake for block in blocks for mistake in _check_roles(block)]
    mistakes += [mistake for directive in directives for mistake in _check_name(directive)]
    named = tuple(sorted(mistake._replace(check="markup") for mistake in mistakes))
    return Page(front, tuple(blocks), tuple(directives), links, targets, named)


def join_words(pieces: tuple[Piece, ...] | list[Piece]) -> str:
    """The words of pieces without markup, citations and sentence marks.

    A role with a target, such as {term}`two poles <multipolar world>`, has the words before the target.
    """
    pieces = [piece for piece in pieces if piece.type != "aside" and not re.match(r"s$|cite", piece.name)]
    texts = (re.sub(r"\s*<[^<>]*>$", "", piece.text) if piece.name else piece.text for piece in pieces)
    return " ".join("".join(texts).split())


@cache
def _make_parser() -> MarkdownIt:
    """The parser of the build, except that it parses raw HTML and links to any address.

    The build shows the former as text and the latter as HTML. Here the check can report them.
    """
    parser = create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), RendererHTML)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    # Characters behind a backslash stay apart from the text around them.
    parser.disable("text_join")
    return parser


PageElement = str | Block | Directive | Link | Target | Mistake


def _find_parts(
    text: str, first: int, within: str, parser: MarkdownIt, environment: dict[str, Any]
) -> Iterator[PageElement]:
    """The parts of a text whose first line is the page's line `first`."""
    lines = text.split("\n")
    block_type: Literal["text", "h1", "h2", "h3"] = "text"
    notes = 0
    tokens = parser.parse(text, environment)
    yield from starmap(Mistake, structure.find_mistakes(tokens, lines, first, within))
    for number, token in enumerate(tokens):
        line = first + (token.map[0] if token.map else 0)
        if token.type == "front_matter":
            yield token.content
        elif token.type == "heading_open":
            block_type = "h1" if token.tag == "h1" else "h2" if token.tag == "h2" else "h3"
            if token.markup[0] in "-=":
                block_type = "text"
        elif token.type == "heading_close":
            block_type = "text"
        elif token.type in {"footnote_reference_open", "footnote_reference_close"}:
            notes += 1 if token.type == "footnote_reference_open" else -1
        elif token.type == "inline":
            parts = list(_find_pieces(token.children or [], line))
            pieces = _end_at_unclosed([part for part in parts if isinstance(part, Piece)])
            before = tokens[number - 1]
            alone = before.type == "paragraph_open" and before.level == 0
            yield Block(block_type, pieces, line, "a footnote" if notes else within, alone)
            yield from (part for part in parts if not isinstance(part, Piece))
        elif token.type == "myst_target":
            yield Target("label", token.content, line)
        elif token.type == "html_block":
            yield _refuse_html(token.content.strip(), line)
        elif token.type in {"fence", "colon_fence"}:
            yield from _parse_fence(token, line, lines, parser, environment)


def _parse_fence(
    token: Token, line: int, lines: list[str], parser: MarkdownIt, environment: dict[str, Any]
) -> Iterator[PageElement]:
    info = token.info.strip()
    word = info.split()[0] if info else ""
    match = _DIRECTIVE.fullmatch(info)
    if not match:
        if token.type == "colon_fence" or word.startswith("{") or word in DIRECTIVES:
            name = re.sub(r"\W+", " ", info).strip().split(" ")[0]
            hint = f"write {token.markup}{{{name or 'name'}}}, then a space and the argument"
            yield Mistake(line, f"{token.markup}{info[:40]} does not begin a directive", hint)
        return
    name, argument = match[1], (match[2] or "").strip()
    within = f"the directive {{{name}}}"
    is_closed = structure.is_closed(token, lines)
    if not is_closed:
        yield Mistake(line, f"{within} is {structure.NOT_CLOSED}", f"end it with a line {token.markup}")
    # A colon fence at the start of the content is no option.
    content = token.content.replace(":::", "\n:::", 1) if token.content.startswith(":::") else token.content
    parsed = parse_directive_text(_AnyOptions, "", content)
    options = {option: " ".join(str(value or "").split()) for option, value in parsed.options.items()}
    body, skipped = parsed.body, parsed.body_offset - (content != token.content)
    if parsed.warnings:
        reason = parsed.warnings[0].msg.split(":")[-1].split(",")[0].strip()
        yield Mistake(line, f"the options cannot be read: {reason}", QUOTE)
    else:
        yield Directive(name, argument, options, line, "\n".join(body))
        if shown := [options[option] for option in SHOWN_OPTIONS if options.get(option)]:
            yield Block("text", tuple(Piece("aside", text, line) for text in shown), line, within)
    if name in {"image", "figure"}:
        yield Link("file", argument, line)
    if "target" in options:
        yield Link("link", options["target"], line)
    if options.get("name"):
        yield Target("label", options["name"], line)
    start = line + 1 + skipped
    if name in TITLED_DIRECTIVES:
        yield from _find_parts(argument, line, within, parser, environment)
    # What was meant to stand below a block that is not closed is no part of it.
    if name in TEXT_DIRECTIVES and is_closed and not any(structure.check_fence(token, line, lines)):
        yield from _find_parts("\n".join(body), start, within, parser, environment)
    if name == "glossary":
        yield from _find_terms(body, start, parser)


def _find_terms(lines: list[str], first: int, parser: MarkdownIt) -> Iterator[Target | Mistake]:
    """The terms of a glossary. For Sphinx these are the lines without indentation that are no comments."""
    for number, (line, below) in enumerate(pairwise([*lines, ""]), first):
        if line.strip() and not line[0].isspace() and not below.strip():
            problem = "this line of the glossary explains nothing"
            yield Mistake(number, problem, "indent an explanation by two spaces")
        if line.strip() and not line[0].isspace() and not line.startswith(".. "):
            term = re.split(" +: +", line)[0]
            pieces = _find_pieces(parser.parseInline(term)[0].children or [], number)
            yield Target("term", join_words([piece for piece in pieces if isinstance(piece, Piece)]), number)


def _find_pieces(tokens: list[Token], line: int) -> Iterator[Piece | Link | Mistake]:
    links = 0
    for number, token in enumerate(tokens):
        if token.type in {"softbreak", "hardbreak"}:
            yield Piece("text", "\n", line)
            line += 1
        elif token.type in {"link_open", "link_close"}:
            links += 1 if token.type == "link_open" else -1
            is_empty = token.type == "link_close" and tokens[number - 1].type == "link_open"
            # A link to a page takes its title.
            if is_empty and not str(tokens[number - 1].attrs["href"]).endswith(".md"):
                yield Mistake(line, "a link without words", "write the words: [words](address)")
        elif token.type in {"text", "text_special"} and token.content:
            # A backslash before a letter is text.
            name = "escape" if token.type == "text_special" and token.content != token.markup else ""
            yield Piece("link" if links else "text", token.content, line, name)
        elif token.type == "code_inline":
            yield Piece("code", token.content, line)
        elif token.type == "myst_role":
            yield Piece("role", token.content, line, token.meta["name"])
        elif token.type == "html_inline":
            yield _refuse_html(token.content, line)
            line += token.content.count("\n")
        if target := token.attrGet("href") or token.attrGet("src"):
            link_type: Literal["link", "file"] = "file" if token.type == "image" else "link"
            yield Link(link_type, normalizeLinkText(str(target)), line)
        for text in (token.content if token.type == "image" else "", str(token.attrGet("title") or "")):
            if text:
                yield Piece("aside", text, line)


def _refuse_html(text: str, line: int) -> Mistake:
    hint = "a comment is a line that begins with %" if text.startswith("<!--") else "say it in Markdown"
    return Mistake(line, f"raw HTML: {text[:40]!r}", hint)


def _end_at_unclosed(pieces: list[Piece]) -> tuple[Piece, ...]:
    """The pieces up to a role without its closing backtick, which is text here.

    Its content runs up to the next role, and what follows would be read the wrong way round.
    """
    for number, piece in enumerate(pieces):
        if piece.type == "role" and re.search(r"\{[A-Za-z][\w:+-]*\}$", piece.text):
            text = f"{{{piece.name}}}`{piece.text.split()[0]}"
            return *pieces[:number], piece._replace(type="text", text=text, name="")
    return tuple(pieces)


def _check_roles(block: Block) -> Iterator[Mistake]:
    for piece in block.pieces:
        if piece.type == "role" and piece.name not in ROLES:
            hint = suggest(piece.name, ROLES) or f"link [words](address), or use {', '.join(sorted(ROLES))}"
            yield Mistake(piece.line, f"there is no role {{{piece.name}}}", hint)
        stray = _STRAY.search(piece.text) if piece.type in {"text", "link"} else _STRAY.match(piece.text)
        if stray and piece.type != "role" and (piece.type != "code" or stray[1] in ROLES | DIRECTIVES):
            unclosed = re.match(r"`\S+", piece.text[stray.end() :])
            problem = f"{stray[0]} is not a complete role or directive"
            hint = f"write a role as {{{stray[1]}}}`text`, without a space"
            if unclosed:
                problem = f"the role {stray[0]}{unclosed[0]} is not closed"
                hint = f"write the backtick that ends it: {{{stray[1]}}}`text`"
            yield Mistake(piece.line, problem, hint)


def _check_name(directive: Directive) -> Iterator[Mistake]:
    if directive.name not in DIRECTIVES:
        hint = suggest(directive.name, DIRECTIVES) or f"directives are {', '.join(sorted(DIRECTIVES))}"
        yield Mistake(directive.line, f"there is no directive {{{directive.name}}}", hint)


def escape(text: str) -> str:
    """Escape the characters that have a meaning in Markdown or in one of its dialects."""
    return re.sub(r"[\\`*_{}\[\]<>#$|~@^]|&(?=#?\w+;)|([-=:'!?%+/])(?=\1)|:(?=[A-Za-z])", r"\\\g<0>", text)
