"""Reads and checks the chapters, which retell the document sentence by sentence.

A paragraph has a page of its own, `chapters/section/paragraph.md`, or all paragraphs of a section share one,
`chapters/section.md`. There a mark names the place of the paragraph in its section, too: `2.3` is the third
sentence of the second paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reading.files.errors import ReadingError, attempt, suggest, suggest_or_list
from reading.files.markdown import Block, Page, Piece, join_words, parse_page
from reading.files.read import list_files, read_markdown

FOLDER = Path("chapters")

RETELLING = "What the document says"
"""The heading of the section that retells the paragraph. Sentence marks belong there."""


@dataclass(frozen=True)
class Retelling:
    """The words before a mark, with their line and their anchor on the page."""

    mark: str
    text: str
    line: int
    anchor: str

    @property
    def sentence(self) -> int:
        """The number of the sentence in its paragraph."""
        return int(self.mark.rpartition(".")[2])


Chapters = dict[str, list[Retelling]]
"""What is retold of each paragraph, by its id."""

_NUMBER = "[1-9][0-9]{0,5}"


def anchor(mark: int | str, time: int) -> str:
    """The anchor of the `time`-th use of a mark on its page: `s3`, then `s3-2`."""
    return f"s{mark}" if time == 1 else f"s{mark}-{time}"


def find_shared_pages(root: Path) -> frozenset[str]:
    """The sections whose paragraphs share a page."""
    return frozenset(path.stem for path in list_files(root, f"{FOLDER}/*.md"))


def page_of(paragraph: str, shared: Collection[str] = ()) -> str:
    """The page of a paragraph, below the book's folder and without suffix: `chapters/section/paragraph`.

    shared: the sections whose paragraphs share a page
    """
    section, name = paragraph.split("/")
    if section in shared:
        return f"{FOLDER}/{section}"
    return f"{FOLDER}/{section}/{'index' if name == 'opening' else name}"


def paragraph_of(page: str) -> str:
    """The paragraph of a page that is named as by `page_of`, or the section whose paragraphs share it."""
    return re.sub(r"/index$", "/opening", page.removeprefix(f"{FOLDER}/"))


def read_chapters(root: Path, sizes: Mapping[str, int]) -> tuple[Chapters, list[ReadingError]]:
    """Read the chapters that can be read, by paragraph. Also returns the mistakes of all.

    `sizes` gives the number of sentences of each paragraph, in the document's order.
    """
    errors: list[ReadingError] = []
    chapters: Chapters = {}
    shared = find_shared_pages(root)
    pages = dict[str, dict[str, int]]()
    for paragraph, size in sizes.items():
        pages.setdefault(page_of(paragraph, shared), {})[paragraph] = size
    for path in list_files(root, f"{FOLDER}/**/*.md"):
        page = path.relative_to(root).with_suffix("").as_posix()
        if page not in pages:
            hint = suggest_or_list(page, pages)
            errors.append(ReadingError(path, 0, "no paragraph has a chapter of this name", hint))
        elif text := attempt(errors, partial(read_markdown, path), None):
            found, mistakes = parse_chapters(path, text, page, pages[page])
            errors += mistakes
            chapters |= found
    for page in pages:
        path = root / f"{page}.md"
        if not path.is_file():
            hint = f"write it, and list it in _toc.yml: - file: {page}"
            errors.append(ReadingError(path, 0, f"the chapter of {', '.join(pages[page])} is missing", hint))
    return {name: chapters[name] for name in sizes if name in chapters}, errors


def parse_chapters(
    path: Path, text: str, name: str, sizes: Mapping[str, int]
) -> tuple[Chapters, list[ReadingError]]:
    """Parse a page: what is retold of its paragraphs. Also returns its mistakes.

    path: the file, for messages
    name: the name of the page, as `page_of` gives it
    sizes: the number of sentences of each paragraph of the page
    """
    page = parse_page(text)
    place = paragraph_of(name)
    is_shared = "/" not in place
    errors = [*_check_front_matter(path, page, "section" if is_shared else "paragraph", place)]
    errors += _check_sections(path, page)
    parts = list(_find_retellings(path, page, is_shared=is_shared))
    retellings = [part for part in parts if isinstance(part, Retelling)]
    misplaced = [part for part in parts if isinstance(part, ReadingError)]
    unread = [mistake for mistake in page.mistakes if page.section(mistake.line) == RETELLING]
    errors += [*misplaced, *(ReadingError(path, *mistake) for mistake in unread)]
    # A mark that is not closed hides those after it.
    if not unread:
        marks = [
            [f"{number}.{sentence}" if is_shared else str(sentence) for sentence in range(1, size + 1)]
            for number, size in enumerate(sizes.values(), 1)
        ]
        errors += _check_coverage(path, page, retellings, marks, len(misplaced))
    chapters = {
        paragraph: [one for one in retellings if not is_shared or one.mark.startswith(f"{number}.")]
        for number, paragraph in enumerate(sizes, 1)
    }
    return chapters, errors


def _check_front_matter(path: Path, page: Page, key: str, name: str) -> Iterator[ReadingError]:
    """Yield an error unless the front matter names the paragraph or the section, as the file's name does."""
    is_open = any(mistake.line == 1 for mistake in page.mistakes)
    lines, right = (page.front_matter or "").strip().splitlines(), f"{key}: {name}"
    if lines != [right] and not is_open:
        problem = f"the front matter does not name the {key}"
        if right in lines:
            problem = f"the front matter holds more than the {key}"
        yield ReadingError(path, 1, problem, f"begin the page with three lines: ---, {right}, ---")


def _check_sections(path: Path, page: Page) -> Iterator[ReadingError]:
    """Yield an error for a repeated section, and for a missing or misspelt section of the retelling."""
    for block in page.headings:
        if block.type == "h2" and block.text and block.line > page.sections[block.text]:
            hint = f"the first is in line {page.sections[block.text]}"
            yield ReadingError(path, block.line, f"a second section {block.text!r}", hint)
    if RETELLING not in page.sections and not page.is_open:
        line = next((block.line for block in page.headings if suggest(block.text, [RETELLING])), 0)
        # A heading that skips a level has its mistake.
        if line not in {mistake.line for mistake in page.mistakes}:
            problem = f"the section {RETELLING!r} is missing"
            yield ReadingError(path, line, problem, f"write ## {RETELLING}")


def _find_retellings(path: Path, page: Page, *, is_shared: bool) -> Iterator[Retelling | ReadingError]:
    """The retellings of a page, and mistakes for the marks and the words that belong to none."""
    if RETELLING not in page.sections:
        # Without its heading, each mark of the section would seem to stand outside it.
        return
    times: Counter[str] = Counter()
    for block in page.blocks:
        if block.type == "text" and not block.within and page.section(block.line) == RETELLING:
            yield from _find_in_block(path, page, block, times, is_shared=is_shared)
        else:
            where = f"in {block.within}" if block.within else "outside the retelling"
            for piece in block.pieces:
                if piece.name == "s":
                    hint = f"marks belong in the text of the section {RETELLING!r}"
                    yield ReadingError(path, piece.line, f"the mark {piece.text!r} is {where}", hint)


def _find_in_block(
    path: Path, page: Page, block: Block, times: Counter[str], *, is_shared: bool
) -> Iterator[Retelling | ReadingError]:
    pattern, example = (rf"{_NUMBER}\.{_NUMBER}", "2.3") if is_shared else (_NUMBER, "3")
    pending: list[Piece] = []
    for piece in block.pieces:
        if piece.name != "s":
            pending.append(piece)
            continue
        mark, text = piece.text.strip(), join_words(pending).lstrip(" .,;:!?)\u2019\u201d")
        pending = []
        if not re.fullmatch(pattern, mark):
            problem = f"the mark {piece.text[:40]!r} is not the number of a sentence"
            yield ReadingError(path, piece.line, problem, f"write {{s}}`{example}` for the third sentence")
        elif not re.search(r"\w", text):
            problem = f"the mark {piece.text} has no words before it"
            yield ReadingError(path, piece.line, problem, "put it after the words that retell the sentence")
        else:
            times[mark] += 1
            yield Retelling(mark, text, piece.line, anchor(mark, times[mark]))
    lines = {mistake.line for mistake in page.mistakes}
    if re.search(r"\w", join_words(pending)) and not lines & {piece.line for piece in pending}:
        line = next(piece.line for piece in pending if re.search(r"\w", piece.text))
        opening = " ".join(join_words(pending).split()[:4])
        problem = f"there is no mark after the text that begins with {opening!r}"
        yield ReadingError(path, line, problem, "name the sentence that it retells after it: {s}`number`")


def _check_coverage(
    path: Path, page: Page, retellings: list[Retelling], marks: list[list[str]], broken: int
) -> Iterator[ReadingError]:
    """Marks for sentences that do not exist or are out of order, and sentences that are not retold.

    Missing sentences are reported only where they are more than the broken marks, which are reported already.
    A paragraph on a shared page may wait to be retold.

    marks: of each paragraph, the marks of its sentences
    """
    order = {mark: place for place, mark in enumerate(mark for each in marks for mark in each)}
    last = ""
    for retelling in retellings:
        mark, line = retelling.mark, retelling.line
        if mark not in order:
            hint = f"its last sentence is {marks[-1][-1]}"
            yield ReadingError(path, line, f"the page has no sentence {mark}", hint)
        elif last and order[mark] < order[last] and retelling.anchor == anchor(mark, 1):
            problem = f"sentence {mark} is retold after sentence {last}"
            hint = "keep the document's order; only repeated retellings may go back"
            yield ReadingError(path, line, problem, hint)
        elif not last or order[mark] > order[last]:
            last = mark
    retold = {retelling.mark for retelling in retellings}
    is_shared = "." in marks[0][0]
    begun = [each for each in marks if not is_shared or retold.intersection(each)]
    missing = [mark for each in begun for mark in each if mark not in retold]
    if len(missing) > broken and RETELLING in page.sections:
        verb = "is" if len(missing) == 1 else "are"
        problem = f"sentence{'s' * (len(missing) > 1)} {', '.join(missing)} {verb} not retold"
        # Where a mark was forgotten, the next one takes its words.
        later = (one.line for one in retellings if order.get(one.mark, -1) > order[missing[0]])
        line = next(later, page.sections[RETELLING])
        yield ReadingError(path, line, problem, f"end its retelling with the mark {{s}}`{missing[0]}`")
