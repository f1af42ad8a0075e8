"""Creates the folder of a book on another document, for `reading new`.

Pages, notebooks and style sheets come from this book, without its findings. The rest comes from the templates
in `skeleton/`. The folder is made in a temporary place and then moved as a whole.
"""

from __future__ import annotations

import datetime
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import reading
from reading.checks.run import check
from reading.data import document
from reading.data.chapters import list_required, page_of
from reading.data.derive import derive
from reading.data.document_text import decode_text, is_markdown
from reading.data.full_text import TEXTS
from reading.files.errors import raise_any, single_error
from reading.files.read import read_text
from reading.files.write import temporary_folder
from reading.formatting import pluralize
from reading.new import templates
from reading.new.chapter import render_chapter
from reading.new.outline import Proposal, propose_outline
from reading.new.shared_pages import remove_findings_from_notebook, remove_findings_from_page
from reading.new.text_copy import name_converter

COPIED = ("_static", "_templates", ".gitattributes", ".gitignore")
"""Files and folders that a new book copies from this one."""

_ABOUT = "about/glossary about/tables about/package about/method about/reuse about/references"
_TOOLS = "evidence explorer your-copy take-part coding codebook"
PAGES = tuple(f"{name}.md" for name in f"{_TOOLS} {_ABOUT}".split())
"""Pages that a new book takes over without findings."""

NOTEBOOKS = tuple(
    f"notebooks/{name}.ipynb"
    for name in ("corpus", "comparison", "term_frequency", "themes", "actors", "robustness")
)
"""Notebooks that a new book takes over without findings. A chart with nothing to show says so."""

STYLE = "notebooks/.ruff.toml"
"""The style of the code in notebooks."""

INTRODUCTIONS = {
    "about/method.md": "% finding\n*Not written yet: what is read here, by whom, and for what.*\n\n"
    "% finding\n{stores}",
    "about/reuse.md": "% finding\n"
    "*Not written yet: who the author of this book is, and what others may do with it.*",
}
"""What the new author has to write at the top of a page. A book that is made from it leaves this out."""

BIBLIOGRAPHY = "about/references.bib"

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


def create_book(copy: Path, folder: Path, root: Path, *, approve: Approve) -> list[str]:
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

    Raises
    ------
    ReadingErrors
        If the copy is not in Markdown or has no sentences, or the folder exists.
    OSError
        If the folder cannot be created.
    """
    if not is_markdown(copy):
        raise_any([name_converter(copy)])
    if folder.exists() or folder.is_symlink() or not folder.parent.is_dir():
        problem = "the folder exists already" if folder.parent.is_dir() else "there is no folder for it"
        raise single_error(folder, 0, problem, "name a new folder in one that exists")
    proposal = propose_outline(copy, keep=True)
    keep = approve(list(_describe(proposal)))
    if keep is None:
        return []
    with temporary_folder(folder.parent, folder.name) as draft:
        _write_book(draft, copy, propose_outline(copy, keep=keep).outline, root, keep=keep)
        # Unlike `replace`, this fails if somebody has created the folder in the meantime.
        os.rename(draft, folder)  # noqa: PTH104
    return [STORED_TEXT[keep], f"{folder}: the book is written; README.md there says what to write next"]


def _describe(proposal: Proposal) -> Iterator[str]:
    """Say in lines what the book will be: its title, its parts and its size."""
    source, sections = proposal.outline.source, proposal.outline.sections
    yield source.title
    yield from (f"  {name}: {value}" for name in ("author", "published") if (value := getattr(source, name)))
    yield from (f"  {note}" for note in proposal.notes)
    for section in sections:
        count = sum(paragraph.sentences for paragraph in section.paragraphs)
        paragraphs = pluralize(len(section.paragraphs), "paragraph")
        yield f"    {section.title}: {paragraphs}, {pluralize(count, 'sentence')}"
        yield from (f"      {heading}" for paragraph in section.paragraphs for heading in paragraph.heading)
    sentences = [sentence for part in proposal.sentences.values() for sentence in part]
    sizes = {"section": sections, "paragraph": proposal.sentences, "sentence": sentences}
    sizes["word"] = " ".join(sentences).split()
    yield "  " + ", ".join(pluralize(len(parts), noun) for noun, parts in sizes.items())


def _write_book(folder: Path, copy: Path, outline: document.Outline, root: Path, *, keep: bool) -> None:
    """Write the whole book into an empty folder."""
    first_chapter = f"{page_of(outline.sections[0].paragraphs[0].id)}.md"
    paragraphs = [paragraph.id for _, paragraph in outline.paragraphs()]
    required = list_required(paragraphs)
    values: dict[str, object] = {
        "title": outline.source.title,
        "outline": outline,
        "chapters": required,
        "is_long": len(required) < len(paragraphs),
        "is_single": len(paragraphs) == 1,
        "keep": keep,
        "stores": STORED_TEXT[keep],
        "today": datetime.date.today().isoformat(),
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
    _write(folder / STYLE, read_text(root / STYLE))
    for name in NOTEBOOKS:
        _write(folder / name, remove_findings_from_notebook(read_text(root / name), first_chapter))
    _write(folder / BIBLIOGRAPHY, templates.select_cited_entries(read_text(root / BIBLIOGRAPHY), folder))
    # Removed cells leave imports behind that nothing uses. Only ruff would report them.
    for command in (["format"], ["check", "--fix"], ["format"]) if importlib.util.find_spec("ruff") else ():
        ruff = [sys.executable, "-P", "-m", "ruff", *command, "--quiet", "--no-cache", "notebooks"]
        subprocess.run(ruff, cwd=folder, check=True)
    raise_any(check(folder))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
