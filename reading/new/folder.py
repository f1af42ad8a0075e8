"""Creates the folder of a book on a document, for `reading new`.

The pages and notebooks come from the templates in `skeleton/`. Scripts and styles are in none of them: the
package has them. The folder is made in a temporary place and then moved as a whole.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from reading.checks.run import check_book
from reading.data import document
from reading.data.chapters import page_of
from reading.data.lexicon import FOLDER as LEXICON
from reading.data.lexicon import STOPWORDS, read_words
from reading.data.terms import explain_word
from reading.derive.document import derive
from reading.derive.document_text import is_markdown
from reading.files.errors import raise_any, single_error
from reading.files.write import temporary_folder
from reading.formatting import pluralize
from reading.new import templates
from reading.new.outline import PANDOC, Proposal, propose_outline
from reading.new.package import pin_package
from reading.text.phrases import pattern

SEEDS = 3
"""The frequent words that stand for themes until the author names some."""


def create_book(copy: Path, folder: Path) -> list[str]:
    """Create the folder of a book on a document. Returns lines that say what the book has.

    Parameters
    ----------
    copy : Path
        The document, in Markdown.
    folder : Path
        The folder to create.

    Raises
    ------
    ReadingErrors
        If the copy is not in Markdown or no book can be made of it, or the folder exists.
    OSError
        If the folder cannot be created.
    """
    if not is_markdown(copy):
        hint = f"`{PANDOC}` makes it; rename plain text to .md, with # before headings"
        raise single_error(copy, 0, "a book is made of Markdown", hint)
    folder = folder.parent.resolve() / folder.name
    if folder.exists() or folder.is_symlink() or not folder.parent.is_dir():
        problem = "the folder exists already" if folder.parent.is_dir() else "there is no folder for it"
        raise single_error(folder, 0, problem, "name a new folder in one that exists")
    proposal = propose_outline(copy)
    with temporary_folder(folder.parent, folder.name) as draft:
        pinned, line = pin_package(draft)
        size, *_ = _write_book(draft, copy, proposal, pinned)
        # Unlike `replace`, this fails if somebody has created the folder in the meantime.
        os.rename(draft, folder)  # noqa: PTH104
    written = f"{folder}: the book is written; README.md there says what to write next"
    return [*_describe(proposal), f"  {size}", line, written]


def _describe(proposal: Proposal) -> Iterator[str]:
    """Say in lines what the book is: its title and its parts, and what is left out."""
    publication, sections = proposal.outline.publication, proposal.outline.sections
    yield publication.title
    stated = publication.model_dump(include={"author", "published", "licence"})
    yield from (f"  {name}: {value}" for name, value in stated.items() if value)
    yield from (f"  left out: {part}" for part in proposal.left_out)
    yield from (f"  {note}" for note in proposal.notes)
    for section in sections:
        count = sum(paragraph.sentences for paragraph in section.paragraphs)
        paragraphs = pluralize(len(section.paragraphs), "paragraph")
        yield f"    {section.title}: {paragraphs}, {pluralize(count, 'sentence')}"
        yield from (f"      {paragraph.title}" for paragraph in section.paragraphs if paragraph.heading)


def _write_book(folder: Path, copy: Path, proposal: Proposal, pinned: str) -> list[str]:
    """Write the whole book into a folder. Returns what `derive` says of it."""
    outline = proposal.outline
    values: dict[str, object] = {
        "title": outline.publication.title,
        "outline": outline,
        "left_out": proposal.left_out,
        "sections": [section.id for section in outline.sections],
        "package": pinned,
        "today": datetime.date.today().isoformat(),
    }
    for name in templates.list_templates():
        text = templates.render(name, **values)
        if name.endswith(".ipynb"):
            text = templates.select_cells(text, several=len(outline.sections) > 1)
        _write(folder / name, text)
    lines = derive(copy, folder)
    themes = list(_propose_themes(folder))
    _write(folder / templates.CODEBOOK, templates.render(templates.CODEBOOK, themes=themes))
    for section in outline.sections:
        page = page_of(section.paragraphs[0].id, {section.id})
        _write(folder / f"{page}.md", templates.render(templates.SECTION, section=section))
    raise_any(check_book(folder))
    return lines


def _propose_themes(folder: Path) -> Iterator[tuple[str, str, str]]:
    """The id, the label and the term of each of the most frequent words."""
    counts = document.load(folder / document.FOLDER).incidence.groupby("lemma")["count"].sum()
    counts = counts.drop(read_words(folder / LEXICON / STOPWORDS), errors="ignore")
    words = (
        lemma
        for lemma in counts.nlargest(len(counts)).index
        if lemma.isascii() and lemma.isalpha() and len(lemma) > 2
    )
    # A name keeps its form, and is written with a capital.
    terms = (lemma if pattern(lemma) == (lemma,) else lemma.capitalize() for lemma in words)
    for term in islice((term for term in terms if not explain_word(term)), SEEDS):
        yield term.lower(), term.capitalize(), term


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
