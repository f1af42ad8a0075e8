"""Creates the folder of a book on a document, for `reading new`.

The pages and notebooks come from the templates in `skeleton/`. Scripts and styles are in none of them: the
package has them. The folder is made in a temporary place and then moved as a whole.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from pathlib import Path

from reading.checks.run import check
from reading.data import document
from reading.data.chapters import page_of
from reading.data.lexicon import FOLDER as LEXICON
from reading.data.lexicon import STOPWORDS, read_words
from reading.derive.document import derive
from reading.derive.document_text import is_markdown
from reading.files.errors import raise_any, single_error
from reading.files.write import temporary_folder
from reading.formatting import pluralize
from reading.new import templates
from reading.new.outline import Proposal, propose_outline
from reading.new.package import pin_package
from reading.text.phrases import pattern
from reading.text.tokens import slug_ascii

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
        hint = "pandoc makes it of Word files and web pages; rename plain text to .md, with # before headings"
        raise single_error(copy, 0, "a book is made of Markdown", hint)
    if folder.exists() or folder.is_symlink() or not folder.parent.is_dir():
        problem = "the folder exists already" if folder.parent.is_dir() else "there is no folder for it"
        raise single_error(folder, 0, problem, "name a new folder in one that exists")
    proposal = propose_outline(copy)
    with temporary_folder(folder.parent, folder.name) as draft:
        pinned, line = pin_package(draft)
        _write_book(draft, copy, proposal.outline, pinned)
        # Unlike `replace`, this fails if somebody has created the folder in the meantime.
        os.rename(draft, folder)  # noqa: PTH104
    written = f"{folder}: the book is written; README.md there says what to write next"
    return [*_describe(proposal), line, written]


def _describe(proposal: Proposal) -> Iterator[str]:
    """Say in lines what the book is: its title, its parts and its size."""
    source, sections = proposal.outline.source, proposal.outline.sections
    yield source.title
    yield from (f"  {name}: {value}" for name in ("author", "published") if (value := getattr(source, name)))
    yield from (f"  {note}" for note in proposal.notes)
    for section in sections:
        count = sum(paragraph.sentences for paragraph in section.paragraphs)
        paragraphs = pluralize(len(section.paragraphs), "paragraph")
        yield f"    {section.title}: {paragraphs}, {pluralize(count, 'sentence')}"
        yield from (f"      {paragraph.title}" for paragraph in section.paragraphs if paragraph.heading)
    sentences = [sentence for part in proposal.sentences.values() for sentence in part]
    sizes = {"section": sections, "paragraph": proposal.sentences, "sentence": sentences}
    sizes["word"] = " ".join(sentences).split()
    yield "  " + ", ".join(pluralize(len(parts), noun) for noun, parts in sizes.items())


def _write_book(folder: Path, copy: Path, outline: document.Outline, pinned: str) -> None:
    """Write the whole book into a folder."""
    values: dict[str, object] = {
        "title": outline.source.title,
        "outline": outline,
        "sections": [section.id for section in outline.sections],
        "package": pinned,
        "today": datetime.date.today().isoformat(),
    }
    for name in templates.list_templates():
        text = templates.render(name, **values)
        if name.endswith(".ipynb"):
            text = templates.select_cells(text, several=len(outline.sections) > 1)
        _write(folder / name, text)
    derive(copy, folder)
    themes = list(_propose_themes(folder))
    _write(folder / templates.CODEBOOK, templates.render(templates.CODEBOOK, themes=themes))
    for section in outline.sections:
        page = page_of(section.paragraphs[0].id, {section.id})
        _write(folder / f"{page}.md", templates.render(templates.SECTION, section=section))
    raise_any(check(folder))


def _propose_themes(folder: Path) -> Iterator[tuple[str, str, str]]:
    """The id, the label and the term of each of the most frequent words."""
    counts = document.load(folder / document.FOLDER).incidence.groupby("lemma")["count"].sum()
    counts = counts.drop(read_words(folder / LEXICON / STOPWORDS), errors="ignore")
    words = [lemma for lemma in counts.nlargest(2 * SEEDS).index if lemma.isascii() and lemma.isalpha()]
    for lemma in words[:SEEDS]:
        # A name keeps its form, and is written with a capital.
        term = lemma if pattern(lemma) == (lemma,) else lemma.capitalize()
        yield slug_ascii(lemma), lemma.capitalize(), term


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
