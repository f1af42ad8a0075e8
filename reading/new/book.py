"""Creates the folder of a book on another document, for `reading new`.

Pages, notebooks and style sheets come from this book, without its findings. The rest comes from the templates
in `skeleton/`. The folder is made in a temporary place and then moved as a whole.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import reading
from reading import charts
from reading.charts.plain_titles import TITLES
from reading.checks.linters import find_misspelt
from reading.checks.run import check
from reading.data import document, reference
from reading.data.book import Book
from reading.data.chapters import list_required, page_of
from reading.data.derive import derive
from reading.data.document_text import decode_text, is_markdown
from reading.data.full_text import TEXTS
from reading.files.errors import ReadingError, ReadingErrors, raise_any, single_error
from reading.files.read import read_text
from reading.files.write import temporary_folder
from reading.formatting import pluralize
from reading.new import templates
from reading.new.chapter import render_chapter
from reading.new.names import Names, propose_names
from reading.new.notebooks import write_notebooks
from reading.new.outline import Proposal, make_id, make_unique, propose_outline
from reading.new.shared_pages import remove_findings_from_page
from reading.new.text_copy import name_converter

COPIED = ("_static", "_templates", ".gitattributes", ".gitignore")
"""Files and folders that a new book copies from this one."""

_ABOUT = "about/glossary about/method about/reuse about/references"
PAGES = tuple(f"{name}.md" for name in f"evidence explorer your-copy coding codebook {_ABOUT}".split())
"""Pages that a new book takes over without findings."""

INTRODUCTIONS = {
    "about/method.md": "% finding\n*Not written yet: what is read here, by whom, and for what.*\n\n"
    "% finding\n{stores} Phrases and actors are proposals of a program, until somebody has sifted them.",
    "about/reuse.md": "% finding\n"
    "*Not written yet: who the author of this book is, and what others may do with it.*",
}
"""What the new author has to write at the top of a page. A book that is made from it leaves this out."""

BIBLIOGRAPHY = "about/references.bib"

MAX_LINES, MAX_NAMES = 40, 8
"""Lines of the outline and proposed names that are shown before the book is written."""

STORED_TEXT = {
    False: "The text is not stored here, only figures: counts, and which words occur in which sentence.",
    True: "The text is stored here, and shown sentence by sentence.",
}
"""What a book stores of its document, by whether it keeps the text."""

Approve = Callable[[list[str]], bool | None]
"""Takes the description of a book. Returns whether the book keeps the text, or None if it is not wanted."""


def find_source_book() -> Path:
    """The book that a new one takes its pages from: the clone that the package is installed from.

    Raises `ReadingErrors` where the package has no book beside it.
    """
    root = Path(reading.__file__).parents[1]
    if not all((root / name).exists() for name in (*COPIED, *PAGES)):
        problem = "there is no book beside the package to take pages from"
        raise single_error(root, 0, problem, "run the command of a clone: CLONE/.venv/bin/reading")
    return root


def create_book(
    copy: Path, folder: Path, root: Path, *, approve: Approve, reference_folder: Path | None = None
) -> list[str]:
    """Create the folder of a book on a document. Returns lines to print; none where the book is not wanted.

    Parameters
    ----------
    copy : Path
        The document, in Markdown.
    folder : Path
        The folder to create.
    root : Path
        The folder of this book.
    approve : callable
        Is called with a description of the book before anything is written.
    reference_folder : Path, optional
        A reference that the document is measured beside, such as `data/reference/NAME` of another book.

    Raises
    ------
    ReadingErrors
        If the copy is not in Markdown or has no sentences, the reference has mistakes, or the folder exists.
    OSError
        If the folder cannot be created.
    """
    if not is_markdown(copy):
        raise_any([name_converter(copy)])
    if folder.exists() or folder.is_symlink():
        raise single_error(folder, 0, "the folder exists already", "name a folder that does not exist yet")
    if not folder.parent.is_dir():
        raise single_error(
            folder.parent, 0, "there is no such folder to create the book in", "create it first"
        )
    if reference_folder is not None:
        if not (reference_folder / reference.SETTINGS).is_file():
            hint = "name a folder such as data/reference/NAME of a book"
            raise single_error(reference_folder, 0, "the folder holds no reference", hint)
        reference.check_reference(reference_folder)
    proposal = propose_outline(copy, keep=True)
    names = propose_names(sentence for part in proposal.sentences.values() for sentence in part)
    keep = approve(list(_describe(proposal, names)))
    if keep is None:
        return []
    with temporary_folder(folder.parent, folder.name) as draft:
        if reference_folder is not None:
            shutil.copytree(reference_folder, draft / reference.FOLDER / reference_folder.resolve().name)
        try:
            _write_book(draft, copy, propose_outline(copy, keep=keep).outline, names, root, keep=keep)
        except ReadingErrors as group:
            raise_any([_shorten_path(draft, error) for error in group.exceptions])  # type: ignore[arg-type]
        # Unlike `replace`, this fails if somebody has created the folder in the meantime.
        os.rename(draft, folder)  # noqa: PTH104
    return [STORED_TEXT[keep], f"{folder}: the book is written; README.md there says what to write next"]


def _shorten_path(draft: Path, error: ReadingError) -> ReadingError:
    path = error.path.relative_to(draft) if error.path.is_relative_to(draft) else error.path
    return ReadingError(path, error.line, error.problem, error.hint)


def _describe(proposal: Proposal, names: Names) -> Iterator[str]:
    """Say in lines what the book will be: its title, its size, its parts, and the names that it proposes."""
    source, sections = proposal.outline.source, proposal.outline.sections
    yield source.title
    yield from (f"  {name}: {value}" for name in ("author", "published") if (value := getattr(source, name)))
    yield from (f"  {note}" for note in proposal.notes)
    sentences = [sentence for part in proposal.sentences.values() for sentence in part]
    sizes = {"section": sections, "paragraph": proposal.sentences, "sentence": sentences}
    sizes["word"] = " ".join(sentences).split()
    yield "  " + ", ".join(pluralize(len(parts), noun) for noun, parts in sizes.items())
    lines = list(_draw_outline(proposal))
    yield from lines[:MAX_LINES]
    if len(lines) > MAX_LINES:
        yield f"    ... and {len(lines) - MAX_LINES} more"
    found = list(dict.fromkeys([*names.actors, *names.phrases]))
    yield f"  {pluralize(len(found), 'proposed name')}: {', '.join(found[:MAX_NAMES])}".removesuffix(": ")


def _draw_outline(proposal: Proposal) -> Iterator[str]:
    """A line for each section with its size, and for each heading below it."""
    for section in proposal.outline.sections:
        count = sum(paragraph.sentences for paragraph in section.paragraphs)
        paragraphs = pluralize(len(section.paragraphs), "paragraph")
        yield f"    {section.title}: {paragraphs}, {pluralize(count, 'sentence')}"
        yield from (f"      {heading}" for paragraph in section.paragraphs for heading in paragraph.heading)


def _write_book(
    folder: Path, copy: Path, outline: document.Outline, names: Names, root: Path, *, keep: bool
) -> None:
    """Write the whole book into a folder that holds at most its reference."""
    first_chapter = f"{page_of(outline.sections[0].paragraphs[0].id)}.md"
    has_reference = (folder / reference.FOLDER).is_dir()
    taken = set[str]()
    required = list_required(paragraphs := [paragraph.id for _, paragraph in outline.paragraphs()])
    values: dict[str, object] = {
        "title": outline.source.title,
        "outline": outline,
        "chapters": required,
        "is_long": len(required) < len(paragraphs),
        "keep": keep,
        "stores": STORED_TEXT[keep],
        "today": datetime.date.today().isoformat(),
        "phrases": names.phrases,
        "actors": [(make_unique(make_id(actor), taken, "-"), actor) for actor in names.actors],
        "has_reference": has_reference,
    }
    for name in COPIED:
        (shutil.copytree if (root / name).is_dir() else shutil.copy)(root / name, folder / name)
    for name in templates.list_templates():
        _write(folder / name, templates.render(name, **values))
    pyproject, configuration = read_text(root / "pyproject.toml"), read_text(root / "_config.yml")
    _write(folder / "pyproject.toml", templates.select_tool_settings(pyproject))
    _write(folder / "_config.yml", templates.set_title(configuration, outline.source.title))
    if keep:
        _write(folder / document.FOLDER / TEXTS[-1], decode_text(copy))
    derive(copy, folder)
    for name in PAGES:
        heading, _, rest = remove_findings_from_page(read_text(root / name), first_chapter).partition("\n\n")
        introduction = INTRODUCTIONS.get(name, "").format(stores=STORED_TEXT[keep])
        _write(folder / name, "\n\n".join(filter(None, (heading, introduction, rest))))
    text = document.load(folder / document.FOLDER)
    for paragraph in required:
        _write(folder / f"{page_of(paragraph)}.md", render_chapter(text, paragraph, keep=keep))
    values |= _select_charts(Book.load(folder))
    _write(folder / templates.LANDING, templates.render(templates.LANDING, **values))
    is_one = len(outline.sections) == 1
    write_notebooks(folder, root, first_chapter, one_section=is_one, has_reference=has_reference)
    _write(folder / BIBLIOGRAPHY, templates.select_cited_entries(read_text(root / BIBLIOGRAPHY), folder))
    # The document may be misspelt.
    allowed = [word for word, _ in find_misspelt(folder)]
    _write(folder / "pyproject.toml", templates.select_tool_settings(pyproject, allowed))
    raise_any(check(folder))


def _select_charts(book: Book) -> dict[str, object]:
    """The charts of the landing page: the picture of its first screen, and those of its overview.

    The picture shows the nearest texts, and is empty for a book without a reference. The overview has the map
    of terms and the sizes of parts, else the most frequent terms.
    """
    drawn = list[str]()
    for name in ("nearest_at_a_glance", "term_map", "paragraph_sizes", "top_terms"):
        with contextlib.suppress(ValueError):
            getattr(charts, name)(book, title=TITLES[name])
            drawn.append(name)
    by_part = [name for name in drawn if name in ("term_map", "paragraph_sizes")]
    glance = by_part or [name for name in drawn if name == "top_terms"]
    return {"picture": next((name for name in drawn if name == "nearest_at_a_glance"), ""), "glance": glance}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
