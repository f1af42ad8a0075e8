"""Finds the headings of plain text with their levels, and the title with which it begins.

A heading is a short line that is set apart from the text: by blank lines, capitals, a number, a label such as
*Article 1*, or an underline. `_static/text_headings.js` holds the same rules for the browser.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reading.documents.plain.lines import count_indent, is_title_case, list_runs
from reading.documents.typography.annexes import ANNEXES
from reading.documents.typography.number_forms import find_depths, name_forms
from reading.text.sentences import Breaks, normalize

LONGEST_HEADING = 12
"""Words of a line up to which it may be a heading."""

LONGEST_LABELLED = 16
"""Words of a line with a label, such as *Sec. 2.*, up to which it may be a heading."""

LONGEST_LOUD = 20
"""Words of a line in capitals up to which it may be a heading, if several shorter ones are set like it."""

LONGEST_TITLE, LONGEST_LOUD_TITLE = 25, 40
"""Words of the title of a document; the second is for one in capitals, which no sentence is."""

SHORT_ENTRY = 5
"""Characters from which on an entry of a list of contents tells its heading from other lines."""

SHORT_NAME = 5
"""Words of a numbered line with a full stop up to which it needs no capitals to be a heading."""

MIN_LIST = 3
"""Short lines in a row from which on they are a list and not headings. At the start they are a title page."""

MAX_ABOVE = 4
"""Groups of lines that may stand above a title in the middle, such as a note."""

MARGIN = 40
"""Characters from which on a line may be broken at a margin."""

LONGEST_LINE = 120
"""Characters of a line from which on no margin breaks it."""

SLACK = 2
"""Columns by which a heading may stand to the right of the text without being in the middle."""

NUMBER = re.compile(
    r"(?:(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z](?:\.\d{1,2})*)[.):]|\d{1,2}(?:\.\d{1,2})+)\s+(?=\S)"
    r"|\d{1,2}\.(?=[A-Z][a-z])"
)
"""The number of a heading, such as *2.1*, *IV.* or *A.*"""

_KINDS = "Act|Annex|Appendix|Article|Attachment|Book|Chapter|Clause|Division|Exhibit|Part|Rule|Scene"
_KINDS += "|Schedule|Section|Title|Volume|Art\\.|Sec\\."
_SHORT_KINDS = {"art.": "article", "sec.": "section"}
_ORDINALS = "First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth|Last"
_NUMERALS = (
    r"\d+[A-Z]?|[IVXLC]+|[A-Z]|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Thirteen"
)
_NUMERALS += "|Fourteen|Fifteen|Sixteen|Seventeen|Eighteen|Nineteen|Twenty"
LABEL = re.compile(
    rf"(?:(?P<kind>{_KINDS})\s+(?:{_NUMERALS}|(?:the\s+)?(?:{_ORDINALS})(?=[.:]|\s+--?|\s*$))"
    rf"|(?:{_ORDINALS})\s+(?P<last>{_KINDS})"
    r"|(?P<alone>Annex|Appendix|Scene(?=\.?$))(?=[:.]|$))\b(?P<mark>[.:]|\s+--?)?",
    re.IGNORECASE,
)
"""The label of a part, such as *Article 1*. Its line is a heading also right above the text.

An ordinal behind the kind ends the label, as in *Act First*: *Act First, Think Later* has none.
"""

OPENINGS = {
    "abstract",
    "acknowledgements",
    "acknowledgments",
    "afterword",
    "author's note",
    "background",
    "bibliography",
    "characters",
    "conclusion",
    "conclusions",
    "contents",
    "dedication",
    "dramatis personae",
    "editor's note",
    "epilogue",
    "executive summary",
    "foreword",
    "glossary",
    "introduction",
    "introductory note",
    "overview",
    "persons",
    "persons in the play",
    "preamble",
    "preface",
    "proceedings",
    "prologue",
    "publisher's note",
    "publishers' note",
    "references",
    "summary",
    "table of contents",
    "the persons in the play",
    "translator's note",
}
"""Names of parts that all kinds of documents have, in lower case. None of them is the title of a document."""

_SENTENCE_END = re.compile(r"(?:[.!?:;,][\"')\]]*(?:[(\[]\d{1,3}[)\]])?|--?)$")
"""The end of a sentence, also before the mark of a note."""

_TITLE_END = re.compile(r"[.:;,]$")
_SENTENCE_INSIDE = re.compile(r"[a-z]{3}[.!?]\s+[A-Z]")
"""The end of a sentence within a line. Such a line opens a paragraph, and is no heading."""

_WHOLE_NUMBER = re.compile(r"([0-9]{1,2})[.):](?![0-9])")

_FIELD = "____"
"""A place to fill in, such as that of a signature."""

_WORD = re.compile(r"[^\W\d_]{2}")

_STOP_INSIDE = re.compile(r"(?<![\W\d_][A-Z])(?<!^[A-Z])[.!?;:]\s")
"""A stop within a line, unless it is that of an abbreviation such as *U.S.*"""

_BYLINE = re.compile(r"(?:.*\s)?by", re.IGNORECASE)
"""A line below which the name of a person stands."""

_PERSON = re.compile(
    r"(?:[A-Z]\. ?)+[A-Z][A-Za-z'-]+(?:,? (?:Jr|JR|D\.D|M\.D|Ph\.D)\.?)?\.?"
    r"|[A-Z][A-Za-z'-]+ (?:[A-Z]\. ?)+[A-Z][A-Za-z'-]+\.?"
)
"""The name of a person with initials, such as one who signs a text."""

MIN_DATELINES = 3
"""Datelines from which on they are the headings of a diary. A letter has one, perhaps two."""

LONGEST_PERSON = 4
"""Words of the name of a person in capitals who signs a text."""

_PLACE_OR_DATE = re.compile(
    r"(?!Dear\b|My\b|Sir|Madam|To\b)[A-Z][a-z]+(?: [A-Z][a-z]+){0,2},"
    r"|(?:\d{1,2}(?:st|nd|rd|th)? )?[A-Z][a-z]+(?: \d{1,2},?)? \d{4}\.?"
)
"""What stands below the name of one who signs: a place with a comma, or a date."""

_DATELINE = re.compile(
    r"[A-Z][A-Za-z. ]{2,40}, (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
    r" [0-9]{1,2}(?:st|nd|rd|th)?,? [0-9]{4}\.?",
    re.IGNORECASE,
)
"""A place and a date, which stand above or below a letter. In a diary, each of its parts begins with one."""

_ITEM = re.compile(r"\(?[a-z]{1,4}[.)]\s")
"""The letter of an item. Unlike other small letters, it does not go on with the line before it."""

_ADDRESS = re.compile(r"(?=.*[\d_/-])\S{6,}")
"""The name of a file or an address. A line that is only this does not go on with the line before it."""

_BULLET = re.compile(r"[-*+o\u2022\u2013\u2014\u25cf\u25aa]\s")
_UNDERLINE = re.compile(r"([=\-~^*+#_])\1{2,}")
_COLUMNS = re.compile(r"\S {3,}\S|(?:\. ?){4,}")
"""Wide gaps inside a line, or dots that lead to a page number."""

_NUMBER_BEFORE_GAP = re.compile(r"^\s*(?:[0-9]+(?:\.[0-9]+)+[.)]?|[0-9]+[.)]) +")
"""The number of a heading, after which a gap may be wide."""

CAPTION = re.compile(r"(?:Figure|Fig\.|Table|Plate) (?:[0-9]{1,3}|[IVXLC]+)\b", re.IGNORECASE)
"""The start of the caption of a picture or a table."""

_COPYRIGHT = re.compile(
    r"(?:copyright\s*)?(?:\(c\)|\u00a9|\[)|copyright\s+[\d\[{(<]|last (?:modified|updated)\b", re.IGNORECASE
)
_OPENING_OF = re.compile(
    r"(?:afterword|author's note|epilogue|foreword|introduction|preface|prologue) (?:of|to)\b", re.IGNORECASE
)
"""The start of the name of a part, such as *Preface to the Second Edition*, unless it is a title."""

_IMPRINT = re.compile(
    r"(?i:(?:(?:compiled|edited|prepared|written) )?by\b|version\b|.*\b(?:\d{4}|\d{1,2}:\d{2})\b)"
    r"|(?:[A-Z]\. ?)+[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?$"
)
"""What stands on a title page below the title: an author, a version, a year or a time."""


class Headings(NamedTuple):
    """The headings of a text and their levels from 1; a line of the title page has level 0. And its title."""

    levels: dict[str, int]
    title: str = ""


class _Line(NamedTuple):
    """A line of text and how it is set.

    indent: columns before it
    blank_before, blank_after: whether a line without letters and digits is next to it
    underline: the mark with which it is underlined; empty where it is not
    has_columns: whether it has wide gaps inside
    """

    text: str
    indent: int
    blank_before: bool
    blank_after: bool
    underline: str
    has_columns: bool


def is_wrapped(text: str) -> bool:
    """Whether lines are broken at a margin, so that only blank lines end paragraphs."""
    groups = [
        [line for line in map(normalize, group.split("\n")) if line]
        for group in re.split(r"\n\s*\n", text.strip())
    ]
    inside = [line for group in groups for line, _ in pairwise(group)]
    # Short lines, such as the name of a speaker, tell nothing about the margin.
    inside = [line for line in inside if len(line) >= MARGIN] or inside
    broken = sum(not _SENTENCE_END.search(line) for line in inside)
    return len(groups) > 1 and 2 * broken > len(inside)


def find_headings(text: str, breaks: Breaks, contents: Sequence[str] = ()) -> Headings:
    """Find the headings and the title of a plain text, whose paragraphs end as `breaks` says.

    `contents` are the headings that its list of contents names.
    """
    page = _Page(text, breaks, contents)
    lines = page.lines
    titled = page.find_title()
    likely: list[bool] = []
    for place in range(len(lines)):
        is_title = titled.start <= place < titled.end
        # Above the title there are no headings.
        may_be = place >= titled.start and page.may_be_heading(place, below_heading=place > 0 and likely[-1])
        likely.append(is_title or may_be)
    likely = _drop_items(lines, likely)
    underlines = {line.text: line.underline for line in lines if line.underline and line.blank_before}
    if len(underlines) < 2:
        underlines = {}
    runs: list[list[str]] = []
    front: list[str] = []
    for start, end in list_runs(likely):
        texts = [line.text for line in lines[start:end]]
        if start == titled.start:
            size = titled.end - titled.start
            size += page.count_front_lines(texts[size:])
            front, texts = texts[:size], texts[size:]
        if underlines:
            # Where headings are underlined, all are.
            texts = [text for text in [*front, *texts] if text in underlines]
            front = [text for text in front if text not in underlines]
        elif len(texts) >= MIN_LIST and not _are_nested(texts):
            # A list of contents ends where its first entry comes again, as a heading.
            texts = texts[-1:] if texts[-1] in texts[:-1] else []
        runs.append(texts)
    others = [text for run in runs for text in run]
    has_more = len(front) > titled.end - titled.start and not underlines
    if has_more and _is_section_name(front[-1], others):
        runs.insert(0, [front.pop()])
    levels = dict.fromkeys(front, 0)
    centred = {line.text for line in lines if page.is_centred(line)}
    for text, level in _rank(runs, underlines, centred):
        levels.setdefault(text, level)
    return Headings(levels, titled.title)


# Lines ------------------------------------------------------------------------------------------------------


class _Titled(NamedTuple):
    """The title, and the places of its first line and of the line after it. Empty where there is none."""

    start: int
    end: int
    title: str


class _Page:
    """The lines of a text that have letters or digits, and how the text is set as a whole."""

    def __init__(self, text: str, breaks: Breaks, contents: Sequence[str]) -> None:
        self.by_blank_lines = breaks == "blank"
        self.contents = tuple(name for name in contents if len(name) >= SHORT_ENTRY)
        self.lines = list(_list_lines(text))
        indents, ends = Counter[int](), Counter[int]()
        for line in self.lines:
            indents[line.indent] += len(line.text)
            ends[line.indent + len(line.text)] += 1
        self.indent = max(indents, key=lambda indent: (indents[indent], -indent), default=0)
        self.width = sorted(ends.elements())[len(self.lines) * 9 // 10] if self.lines else 0
        outside = Counter(line.indent for line in self.lines if self._is_numbered_outside(line))
        self.hanging = outside.most_common(1)[0][0] if outside.total() >= MIN_LIST else None
        self.loud = Counter(
            _find_setting(line)
            for line in self.lines
            if _is_loud(line.text) and _is_apart(line) and len(line.text.split()) <= LONGEST_HEADING
        )
        datelines = sum(bool(_DATELINE.fullmatch(line.text)) for line in self.lines)
        self.is_diary = datelines >= MIN_DATELINES
        # The name `L. Peter` begins with a letter and a full stop, but is no part of a list from A on.
        self.letters = {line.text[0] for line in self.lines if re.match(r"[A-Z][.):]", line.text)}

    def is_centred(self, line: _Line) -> bool:
        """Whether a line stands in the middle, to the right of where the text begins."""
        middle = line.indent + len(line.text) / 2
        return line.indent > self.indent + SLACK and abs(2 * middle - self.width - self.indent) <= 12

    def _is_numbered_outside(self, line: _Line) -> bool:
        """Whether a line with a number of the highest level stands to the left of the text."""
        number = NUMBER.match(line.text) if line.blank_before and line.indent < self.indent else None
        return number is not None and _count_points(number) == 0

    def hangs(self, line: _Line) -> bool:
        """Whether a line stands to the left of the text, as the numbered headings of this text do."""
        return self.hanging is not None and line.indent <= self.hanging

    def match_number(self, text: str) -> re.Match[str] | None:
        """The number of a heading. A letter is one after the letter before it, and *A* before *B*."""
        number = NUMBER.match(text)
        is_letter = number and number[0][0].isalpha() and not re.match("[IVX]", text)
        neighbour = "B" if text[:1] == "A" else chr(ord(text[0]) - 1)
        return number if not is_letter or neighbour in self.letters else None

    def count_front_lines(self, texts: Sequence[str]) -> int:
        """Headings at the start that belong to the title page: those before the first part."""
        for place, text in enumerate(texts):
            if self.is_diary and _DATELINE.fullmatch(text):
                return place
            if _opens_part(text) or _OPENING_OF.match(text) or self.match_number(text):
                return place
        return len(texts)

    def find_title(self) -> _Titled:
        """The lines of the title: the first lines, or those in the middle below a head in columns."""
        start = 0
        for _ in range(3):
            group = self._read_group(start)
            is_last = start + len(group) == len(self.lines)
            if not group or is_last:
                break
            if self._is_title(start, group) and (start == 0 or all(map(self.is_centred, group))):
                size = _count_title_lines(group)
                title = " ".join(line.text for line in group[:size])
                return _Titled(start, start + len(group), title)
            if start == 0 and not any(line.has_columns for line in group):
                break
            start += len(group)
        return self._find_title_below_note()

    def _find_title_below_note(self) -> _Titled:
        """The only lines in the middle of a text, which stand near its start, below a note."""
        centred = [place for place, line in enumerate(self.lines) if self.is_centred(line)]
        start = centred[0] if centred else 0
        is_run = centred == list(range(start, start + len(centred)))
        above = sum(line.blank_before for line in self.lines[:start])
        if not start or not is_run or above > MAX_ABOVE or centred[-1] + 1 == len(self.lines):
            return _Titled(0, 0, "")
        group = self._read_group(start)
        if not all(map(self.is_centred, group)) or not self._is_title(start, group):
            return _Titled(0, 0, "")
        title = " ".join(line.text for line in group[: _count_title_lines(group)])
        return _Titled(start, start + len(group), title)

    def _read_group(self, start: int) -> list[_Line]:
        """The lines from a place on up to a blank line; where lines end paragraphs, only one line."""
        end = start + 1
        while self.by_blank_lines and end < len(self.lines) and not self.lines[end].blank_before:
            end += 1
        return self.lines[start:end]

    def _is_title(self, start: int, group: Sequence[_Line]) -> bool:
        first, last = group[0].text, group[-1]
        words = sum(len(line.text.split()) for line in group)
        after = self.lines[start + len(group)].text
        is_loud = all(line.text.isupper() for line in group)
        longest = LONGEST_LOUD_TITLE if is_loud else LONGEST_TITLE
        if len(group) > MIN_LIST or words > longest or _TITLE_END.search(last.text):
            return False
        if any(line.has_columns or _SENTENCE_INSIDE.search(line.text) for line in group):
            return False
        if not first[0].isupper() and not first[0].isdigit() and first[0] not in "\"'":
            return False
        if _opens_part(first) or self.match_number(first) or _BULLET.match(first):
            return False
        if after[0].islower() and not _BULLET.match(after):
            return False
        return last.blank_after or _opens_part(after)

    def may_be_heading(self, place: int, *, below_heading: bool) -> bool:
        """Whether a line may be a heading; `below_heading` says whether the line before it may be one."""
        line = self.lines[place]
        if line.underline and line.blank_before:
            return True
        text = line.text
        label, number = LABEL.match(text), self.match_number(text)
        start = number or label
        is_apart = _is_apart(line)
        if line.blank_after and text in self.contents:
            return True
        # The list may shorten a long heading, and a page break may be before it.
        if line.blank_after and self.contents and text.startswith(self.contents):
            return len(text.split()) <= LONGEST_HEADING
        is_label = label is not None and (label.end() == len(text) or bool(label["mark"]))
        # A full stop may also end a heading with a number of its own.
        is_hanging = self.hangs(line) and text.endswith(":") and " " in text
        is_named = bool(start or _is_loud(text)) and _is_name(text)
        is_name = is_apart and (is_named or is_hanging or is_opening(text))
        ends_like_sentence = _SENTENCE_END.search(text) and not is_name
        goes_on = _SENTENCE_INSIDE.search(text[start.end() :] if start else text)
        is_like_others = is_apart and _is_loud(text) and self.loud[_find_setting(line)] >= MIN_LIST
        longest = LONGEST_LABELLED if is_label else LONGEST_HEADING
        longest = LONGEST_LOUD if is_like_others else longest
        if not 0 < len(text.split()) <= longest or ends_like_sentence or goes_on:
            return False
        if (number and not _WORD.search(text, number.end())) or _FIELD in text:
            # The rows of a table have numbers, too, and those of a form have names.
            return False
        if not (text[0].isupper() or text[0].isdigit()) or _BULLET.match(text) or line.has_columns:
            return False
        if CAPTION.match(text) or _COPYRIGHT.match(text):
            return False
        is_dateline = not self.is_diary and _DATELINE.fullmatch(text)
        if (_PERSON.fullmatch(text) or is_dateline) and not (number or below_heading):
            return False
        if not self.is_centred(line) and (
            line.indent > self.indent + SLACK
            or (self.hanging is not None and not start and not self.hangs(line))
        ):
            return False
        after = self.lines[place + 1].text if place + 1 < len(self.lines) else ""
        # A sentence may go on below a name, but not below a label that blank lines set apart.
        is_closed = is_apart and (is_label or (start and _ITEM.match(after)))
        if not after or (after[0].islower() and not is_closed and not _ADDRESS.fullmatch(after)):
            return False
        if (
            text.isupper()
            and len(text.split()) <= LONGEST_PERSON
            and not start
            and _PLACE_OR_DATE.fullmatch(after)
        ):
            return False
        before = self.lines[place - 1].text if place else ""
        if (
            before.endswith(",")
            or text.lower().endswith(" by")
            or (_BYLINE.fullmatch(before) and not below_heading)
        ):
            return False
        if self.by_blank_lines:
            # A line that reaches the margin goes on in the next one, also where it has a number or capitals.
            is_short = 5 * (line.indent + len(text)) < 4 * self.width
            is_marked = (text.isupper() and not after.isupper()) or number or is_label
            stands_out = line.blank_after or bool(is_marked and is_short)
            is_below_label = below_heading and line.blank_after and LABEL.fullmatch(before)
            is_first = below_heading and number and _is_first_within(number, before)
            is_whole = is_short or line.blank_after or text.endswith((")", "]"))
            return bool((line.blank_before and stands_out) or is_below_label or (is_first and is_whole))
        starts = line.blank_before or not before or below_heading or bool(_SENTENCE_END.search(before))
        return starts and (line.blank_after or len(after) > len(text))


def _list_lines(text: str) -> Iterator[_Line]:
    raw = text.split("\n")
    lines = [normalize(line) for line in raw]
    filled = [any(map(str.isalnum, line)) for line in lines]
    for number, line in enumerate(lines):
        if filled[number]:
            after = lines[number + 1] if number + 1 < len(lines) else ""
            # A row of marks that is far shorter than a line frames something else.
            underline = _UNDERLINE.fullmatch(after) if 3 * len(after) >= len(line) else None
            yield _Line(
                line,
                count_indent(raw[number].expandtabs()),
                number == 0 or not filled[number - 1] or _is_whole(lines[number - 1]),
                number + 1 < len(raw) and not filled[number + 1],
                underline[1] if underline else "",
                bool(_COLUMNS.search(_NUMBER_BEFORE_GAP.sub("", raw[number], count=1))),
            )


def _drop_items(lines: Sequence[_Line], likely: Sequence[bool]) -> list[bool]:
    """Whether lines may be headings. A number above 1 is that of an item if no heading has one next to it.

    A heading between two with numbers may have none.
    """
    found = [
        _WHOLE_NUMBER.match(line.text) if known else None for line, known in zip(lines, likely, strict=True)
    ]
    numbers = [int(number[1]) if number else 0 for number in found]
    near = {number + step for number in numbers if number for step in (-2, -1, 1, 2)}
    return [known and (number <= 1 or number in near) for known, number in zip(likely, numbers, strict=True)]


def _is_first_within(number: re.Match[str], before: str) -> bool:
    """Whether a number such as *2.1* is the first below that of another heading, such as *2*."""
    above = NUMBER.match(before)
    return above is not None and number[0].rstrip(" .):") == f"{above[0].rstrip(' .):')}.1"


def _is_whole(text: str) -> bool:
    """Whether no margin breaks a line, which is a whole paragraph. A heading below it needs no blank line."""
    return len(text) > LONGEST_LINE and bool(_SENTENCE_END.search(text))


def _opens_part(text: str) -> bool:
    """Whether a line is the label of a part, or a name that parts of all kinds of documents have."""
    return bool(LABEL.match(text)) or is_opening(text)


def is_opening(text: str) -> bool:
    """Whether a line is a name that parts of all kinds of documents have, such as *Preface*."""
    return text.lower().replace("\u00e6", "ae").removesuffix(".") in OPENINGS


def _is_loud(text: str) -> bool:
    """Whether a line is several words in capitals. One word may be the name of a speaker."""
    return text.isupper() and " " in text


def _is_apart(line: _Line) -> bool:
    return line.blank_before and line.blank_after


def _find_setting(line: _Line) -> tuple[int, bool]:
    """How a heading in capitals is set: the columns before it, and whether it ends with a full stop."""
    return line.indent, line.text.endswith(".")


def _is_name(text: str) -> bool:
    """Whether a numbered line with a full stop reads like a heading: short or with capitals, and no stop."""
    start = NUMBER.match(text) or LABEL.match(text)
    rest = text[start.end() :].strip() if start else text
    if not rest:
        return True
    words = rest.split()
    is_named = start is not None and start[0].rstrip().endswith((":", "-"))
    is_question = NUMBER.match(text) is not None and rest.endswith("?")
    is_capitalised = is_title_case(words)
    has_stop = _STOP_INSIDE.search(rest) or (", " in rest and not (is_capitalised or is_question))
    return (
        rest.endswith((".", "?", "!"))
        and rest[0] not in "\"'"
        and (len(words) <= SHORT_NAME or is_capitalised or is_named or is_question)
        and not has_stop
    )


# The title page ---------------------------------------------------------------------------------------------


def _count_title_lines(group: Sequence[_Line]) -> int:
    """Lines of a title that is broken: those that are set like the first, and name no author or date."""
    first = group[0].text
    size = 1
    while size < len(group):
        text = group[size].text
        if text.isupper() != first.isupper() or _IMPRINT.match(text):
            break
        size += 1
    return size


def _is_section_name(text: str, others: Iterable[str]) -> bool:
    """Whether the last line of a title page is the name of the first section: others are set like it."""
    if _IMPRINT.match(text):
        return False
    return any(
        other.isupper() == text.isupper() and not NUMBER.match(other) and not LABEL.match(other)
        for other in others
    )


# Levels -----------------------------------------------------------------------------------------------------


def _count_points(number: re.Match[str]) -> int:
    """Count the points inside a number: 1 in `2.1.` and `A.0`, none in `2.` and `2.0`."""
    return re.sub(r"(?<=[0-9])\.0$", "", number[0].strip(" .):")).count(".")


def _are_nested(texts: Sequence[str]) -> bool:
    """Whether headings follow one another, such as a part, its chapter and its title, and are no list."""
    kinds = [_get_kind(match) for text in texts if (match := LABEL.match(text))]
    points = [_count_points(number) for text in texts if (number := NUMBER.match(text))]
    forms = list(zip(points, name_forms(texts), strict=False))
    is_numbered = len(points) == len(texts) == len(set(forms))
    goes_down = is_numbered and all(before <= after for before, after in pairwise(points))
    has_kinds = 0 < len(set(kinds)) == len(kinds) and len(texts) <= 2 * len(kinds) + 1
    return goes_down or has_kinds


def _get_kind(label: re.Match[str]) -> str:
    kind = (label["kind"] or label["last"] or label["alone"]).lower()
    return _SHORT_KINDS.get(kind, kind)


def _rank(
    runs: Sequence[Sequence[str]], underlines: dict[str, str], centred: Collection[str]
) -> Iterator[tuple[str, int]]:
    """The headings with their levels. Of two kinds of labels, the rarer is the higher.

    Below the labels come numbers, by their points and their forms. Where some headings without either are in
    capitals, what is not in capitals is below them, unless both are `centred`. A heading right after a label
    is the name of its part.
    """
    if underlines:
        marks = list(dict.fromkeys(underlines.values()))
        for run in runs:
            yield from ((text, marks.index(underlines[text]) + 1) for text in run)
        return
    headings = [text for run in runs for text in run]
    kinds = Counter(_get_kind(label) for text in headings if (label := LABEL.match(text)))
    order = sorted((kind for kind in kinds if kind not in ANNEXES), key=kinds.__getitem__)
    plain = [text for text in headings if not NUMBER.match(text) and not LABEL.match(text)]
    has_capitals = any(map(str.isupper, plain))
    has_centred_capitals = any(text.isupper() and text in centred for text in plain)
    has_number_in_capitals = any(text.isupper() for text in headings if NUMBER.match(text))
    numbered = [text for text in headings if (number := NUMBER.match(text)) and not _count_points(number)]
    depths = dict(zip(numbered, find_depths(numbered), strict=True))
    labels = [(place, label) for place, text in enumerate(headings) if (label := LABEL.match(text))]
    parts = [place for place, label in labels if _get_kind(label) in order and kinds[_get_kind(label)] > 1]
    passed = 0
    for run in runs:
        levels: list[int] = []
        for place, text in enumerate(run):
            label, number = LABEL.match(text), NUMBER.match(text)
            is_within = bool(parts) and parts[0] < passed + place < parts[-1]
            before = LABEL.fullmatch(run[place - 1]) if place else None
            is_like_capitals = (number and has_number_in_capitals) or (
                has_centred_capitals and text in centred
            )
            below = has_capitals and not text.isupper() and not is_like_capitals
            if label:
                kind = _get_kind(label)
                level = 1 if kind in ANNEXES else order.index(kind) + 1
            elif before and not number:
                level = levels[-1]
            elif number:
                level = len(order) + 1 + below + depths.get(text, 0) + _count_points(number)
            elif is_opening(text) or _OPENING_OF.match(text):
                # Each part may have an introduction of its own.
                level = len(order) + 1 if is_within else 1
            else:
                is_above = any(map(LABEL.match, run[place + 1 :]))
                level = (1 if is_above else len(order) + 1) + below
            levels.append(level)
        passed += len(run)
        yield from zip(run, levels, strict=True)
