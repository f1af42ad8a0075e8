"""Reads and checks the chapters, which retell the document sentence by sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from reading.files.errors import ReadingError, attempt, find_repeated, raise_any, suggest, suggest_or_list
from reading.files.markdown import Block, Page, Piece, join_words, parse_page
from reading.files.read import MAX_PAGE, list_files, read_text

FOLDER = Path("chapters")

NOT_RETOLD = "Not yet retold"
"""What a chapter says in the place of its retelling until somebody writes it."""

RETELLING = "What the document says"
"""The heading of the section that retells the paragraph. Sentence marks belong there."""


@dataclass(frozen=True)
class Retelling:
    """The words before a mark: the sentence that they retell, their line, and their anchor on the page."""

    sentence: int
    text: str
    line: int
    anchor: str


@dataclass(frozen=True)
class Chapter:
    """The page of a paragraph."""

    path: Path
    paragraph: str
    title: str
    retellings: tuple[Retelling, ...]


MAX_REQUIRED = 24
"""Paragraphs up to which each needs a chapter. In a longer document, the first of each section does."""


def anchor(sentence: int | str, time: int) -> str:
    """The anchor of the `time`-th mark of a sentence on its page: `s3`, then `s3-2`."""
    return f"s{sentence}" if time == 1 else f"s{sentence}-{time}"


def page_of(paragraph: str) -> str:
    """The page of a paragraph, below the book's folder and without suffix: `chapters/section/paragraph`."""
    section, name = paragraph.split("/")
    return f"{FOLDER}/{section}/{'index' if name == 'opening' else name}"


def paragraph_of(page: str) -> str:
    """The paragraph of a page that is named as by `page_of`."""
    return re.sub(r"/index$", "/opening", page.removeprefix(f"{FOLDER}/"))


def list_required(paragraphs: Collection[str]) -> list[str]:
    """The paragraphs that need a chapter, in the order of the document. Others may have one."""
    if len(paragraphs) <= MAX_REQUIRED:
        return list(paragraphs)
    firsts: dict[str, str] = {}
    for paragraph in paragraphs:
        firsts.setdefault(paragraph.partition("/")[0], paragraph)
    return list(firsts.values())


def load(root: Path, sizes: Mapping[str, int] | None) -> dict[str, Chapter]:
    """Read the chapters, by paragraph. Raises `ReadingErrors`. For `sizes` see `read_chapters`."""
    chapters, errors = read_chapters(root, sizes)
    raise_any(errors)
    return chapters


def read_chapters(
    root: Path, sizes: Mapping[str, int] | None
) -> tuple[dict[str, Chapter], list[ReadingError]]:
    """Read the chapters that can be read, by paragraph. Also returns the mistakes of all.

    `sizes` gives the number of sentences of each paragraph, in the document's order. Without it, chapters are
    not compared with the document.
    """
    errors: list[ReadingError] = []
    chapters: dict[str, Chapter] = {}
    for path in list_files(root, f"{FOLDER}/**/*.md"):
        page = path.relative_to(root).with_suffix("").as_posix()
        paragraph = paragraph_of(page)
        if sizes is not None and (paragraph not in sizes or page_of(paragraph) != page):
            hint = suggest_or_list(page, map(page_of, sizes))
            errors.append(ReadingError(path, 0, "no paragraph has a chapter of this name", hint))
        elif text := attempt(errors, partial(read_text, path, MAX_PAGE), None):
            chapter, mistakes = parse_chapter(path, text, paragraph, sizes[paragraph] if sizes else None)
            errors += mistakes
            chapters[paragraph] = chapter
    for paragraph in list_required(sizes or ()):
        path = root / f"{page_of(paragraph)}.md"
        if not path.is_file():
            hint = f"`reading new-page {paragraph}` begins one"
            errors.append(ReadingError(path, 0, f"the chapter of the paragraph {paragraph} is missing", hint))
    return {name: chapters[name] for name in sizes or chapters if name in chapters}, errors


def tabulate_retellings(chapters: Mapping[str, Chapter]) -> pd.DataFrame:
    """paragraph, sentence, text, anchor, path: one row for each retelling, in the chapters' order."""
    rows = [
        (chapter.paragraph, retelling.sentence, retelling.text, retelling.anchor, chapter.path)
        for chapter in chapters.values()
        for retelling in chapter.retellings
    ]
    return pd.DataFrame(rows, columns=["paragraph", "sentence", "text", "anchor", "path"])


def parse_chapter(
    path: Path, text: str, paragraph: str, size: int | None
) -> tuple[Chapter, list[ReadingError]]:
    """Parse the chapter of a paragraph. Also returns its mistakes.

    path: the file, for messages
    size: the number of sentences of the paragraph; None if not known
    """
    page = parse_page(text)
    errors = [*_check_front_matter(path, page, paragraph), *_check_sections(path, page)]
    parts = list(_find_retellings(path, page))
    retellings = [part for part in parts if isinstance(part, Retelling)]
    misplaced = [part for part in parts if isinstance(part, ReadingError)]
    unread = [finding for finding in page.findings if page.section(finding.line) == RETELLING]
    errors += [*misplaced, *(ReadingError(path, *finding) for finding in unread)]
    # A mark that is not closed hides those after it.
    if not unread and size is not None:
        errors += _check_coverage(path, page, retellings, size, len(misplaced))
    title = next((block.text for block in page.headings if block.kind == "h1"), "")
    return Chapter(path, paragraph, title, tuple(retellings)), errors


def _check_front_matter(path: Path, page: Page, paragraph: str) -> Iterator[ReadingError]:
    """Yield an error unless the front matter names the paragraph, as the name of the file does."""
    is_open = any(finding.line == 1 for finding in page.findings)
    if (page.front_matter or "").strip() != f"paragraph: {paragraph}" and not is_open:
        problem, hint = "the front matter does not name the paragraph", f"paragraph: {paragraph}"
        yield ReadingError(path, 1, problem, f"begin the page with three lines: ---, {hint}, ---")


def _check_sections(path: Path, page: Page) -> Iterator[ReadingError]:
    """Yield an error for a repeated section, and for a missing or misspelt section of the retelling."""
    sections = [(block.text, block.line) for block in page.headings if block.kind == "h2" and block.text]
    for name, line, first in find_repeated(sections):
        yield ReadingError(path, line, f"a second section {name!r}", f"first in line {first}")
    if RETELLING not in dict(sections) and not page.is_open:
        line = next((block.line for block in page.headings if suggest(block.text, [RETELLING])), 0)
        # A heading that skips a level has its finding.
        if line not in {finding.line for finding in page.findings}:
            problem = f"the section {RETELLING!r} is missing"
            yield ReadingError(path, line, problem, f"write ## {RETELLING}")


def measured_sections(page: Page) -> set[str]:
    """The headings of the sections that show a figure or a chart. No number is typed there."""
    lines = [role.line for role in page.roles if role.name == "fig"]
    lines += [directive.line for directive in page.directives if directive.name == "chart"]
    return {page.section(line) for line in lines} - {RETELLING}


def _find_retellings(path: Path, page: Page) -> Iterator[Retelling | ReadingError]:
    """The retellings of a page, and mistakes for the marks and the words that belong to none."""
    if RETELLING not in [block.text for block in page.headings if block.kind == "h2"]:
        # Without its heading, each mark of the section would seem to stand outside it.
        return
    times: Counter[int] = Counter()
    for block in page.blocks:
        if block.kind == "text" and not block.within and page.section(block.line) == RETELLING:
            yield from _find_in_block(path, page, block, times)
        else:
            where = f"in {block.within}" if block.within else "outside the retelling"
            for piece in block.pieces:
                if piece.name == "s":
                    hint = f"marks belong in the text of the section {RETELLING!r}"
                    yield ReadingError(path, piece.line, f"the mark {piece.text!r} is {where}", hint)


def _find_in_block(
    path: Path, page: Page, block: Block, times: Counter[int]
) -> Iterator[Retelling | ReadingError]:
    if _waits(block):
        return
    pending: list[Piece] = []
    for piece in block.pieces:
        if piece.name != "s":
            pending.append(piece)
            continue
        text = join_words(pending).lstrip(" .,;:!?)\u2019\u201d")
        pending = []
        if not re.fullmatch(r"[1-9][0-9]{0,5}", piece.text.strip()):
            problem = f"the mark {piece.text[:40]!r} is not the number of a sentence"
            yield ReadingError(path, piece.line, problem, "write {s}`3` for the third sentence")
        elif not re.search(r"\w", text):
            problem = f"the mark {piece.text} has no words before it"
            yield ReadingError(path, piece.line, problem, "put it after the words that retell the sentence")
        else:
            number = int(piece.text)
            times[number] += 1
            yield Retelling(number, text, piece.line, anchor(number, times[number]))
    lines = {finding.line for finding in page.findings}
    if re.search(r"\w", join_words(pending)) and not lines & {piece.line for piece in pending}:
        line = next(piece.line for piece in pending if re.search(r"\w", piece.text))
        opening = " ".join(join_words(pending).split()[:4])
        problem = f"there is no mark after the text that begins with {opening!r}"
        yield ReadingError(path, line, problem, "name the sentence that it retells after it: {s}`number`")


def _waits(block: Block) -> bool:
    """Whether a block says that nobody has retold the paragraph yet. It has no mark."""
    is_marked = any(piece.name == "s" for piece in block.pieces)
    return not is_marked and join_words(list(block.pieces)).startswith(NOT_RETOLD)


def _check_coverage(
    path: Path, page: Page, retellings: list[Retelling], size: int, broken: int
) -> Iterator[ReadingError]:
    """Marks for sentences that do not exist or are out of order, and sentences that are not retold.

    Missing sentences are reported only where they are more than the broken marks, which are reported already.
    """
    last = 0
    for retelling in retellings:
        sentence, line = retelling.sentence, retelling.line
        if sentence > size:
            yield ReadingError(path, line, f"the paragraph has no sentence {sentence}", f"it has {size}")
        elif sentence < last and retelling.anchor == anchor(sentence, 1):
            problem = f"sentence {sentence} is retold after sentence {last}"
            yield ReadingError(
                path, line, problem, "keep the document's order; only repeated retellings may go back"
            )
        else:
            last = max(last, sentence)
    if not retellings and any(map(_waits, page.blocks)):
        return
    missing = sorted(set(range(1, size + 1)) - {retelling.sentence for retelling in retellings})
    section = [block for block in page.headings if block.kind == "h2" and block.text == RETELLING]
    if len(missing) > broken and section:
        names = ", ".join(map(str, missing))
        problem = (
            f"sentence {names} is not retold" if len(missing) == 1 else f"sentences {names} are not retold"
        )
        # Where a mark was forgotten, the next one takes its words.
        later = (retelling.line for retelling in retellings if retelling.sentence > missing[0])
        line = next(later, section[0].line)
        yield ReadingError(path, line, problem, f"end its retelling with the mark {{s}}`{missing[0]}`")
