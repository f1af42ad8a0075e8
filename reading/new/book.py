"""Creates the folder of a book on another document, for `reading new`.

Pages, notebooks, style sheets and the locks come from this book, without its findings. The rest comes
from the templates in `skeleton/`. The folder is made in a temporary place and then moved as a whole.
"""

from __future__ import annotations

import contextlib
import datetime
import filecmp
import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import reading
from reading import charts
from reading.analysis.counting import count_words
from reading.charts.plain_titles import TITLES
from reading.checks.linters import find_misspelt
from reading.checks.pages import check_words
from reading.checks.quotations import read_titles
from reading.checks.run import check
from reading.data import chapters, citation, coding, document, full_text, reference
from reading.data.book import Book, find_book
from reading.data.chapters import list_required, page_of
from reading.data.contents import CONTENTS, read_extensions
from reading.data.derive import derive
from reading.execution.prose import read_page
from reading.files.errors import ReadingError, ReadingErrors, attempt, raise_any, single_error
from reading.files.read import list_files, read_text
from reading.files.write import temporary_folder
from reading.measures import frequency
from reading.new import preflight, settings, wheel
from reading.new.chapter import render_chapter
from reading.new.names import Proposal as Names
from reading.new.names import propose_names
from reading.new.notebooks import write_notebooks
from reading.new.outline import Proposal, fit_outline, make_id, make_unique, propose_outline
from reading.new.shared_pages import remove_findings_from_page
from reading.new.templates import STORED_TEXT, SUFFIX, Templates, list_templates
from reading.text.phrases import pattern

PUBLISH = ".github/workflows/publish.yml"

COPIED = (
    "_static",
    "_templates",
    ".gitattributes",
    ".gitignore",
    PUBLISH,
    "requirements.txt",
    "requirements-editions.txt",
    "tests/requirements.txt",
    "tests/browser/chromium.py",
    "tests/browser/conftest.py",
    "tests/browser/server.py",
    "tests/browser/visits.py",
    "tests/browser/waiting.py",
)
"""Files and folders that a new book copies from this one."""

PAGES = (
    "evidence.md",
    "explorer.md",
    "your-copy.md",
    "coding.md",
    "codebook.md",
    "about/glossary.md",
    "about/method.md",
    "about/reuse.md",
    "about/references.md",
)
"""Pages that a new book takes over without findings."""

INTRODUCTIONS = {
    "about/method.md": "% finding\n*Not written yet: what is read here, by whom, and for what.*\n\n"
    "% finding\n{stores} Titles, phrases and actors are proposals of a program, until somebody has gone "
    "through them. In its chapter, a sentence that "
    "nobody has retold says *Not yet retold*.",
    "about/reuse.md": "% finding\n"
    "*Not written yet: who the author of this book is, and what others may do with it.*",
}
"""What the new author has to write at the top of a page. A book that is made from it leaves this out."""

BIBLIOGRAPHY = "about/references.bib"

MAX_SUGGESTED, MIN_SUGGESTED = 12, 3
"""How many words the codebook suggests for themes at most, and how often each of them occurs at least."""

OPENING = 8
"""How many words of a paragraph stand above it in the outline of a book that keeps the text."""


class NewBook(NamedTuple):
    """The folder of a new book, lines to print, and whether the book is as it was asked for."""

    folder: Path
    lines: list[str]
    complete: bool = True


class Wishes(NamedTuple):
    """What a person sets instead of a proposal. Empty where the proposal stands.

    title, author: those of the document
    outline: an outline that the person has written
    """

    title: str = ""
    author: str = ""
    outline: Path | None = None


Approve = Callable[[list[str]], bool]
"""Takes the description of a book, and returns whether to write it."""

STEPS = ("counting the words", "running the notebooks", "computing the figures")
"""What is done once a book is to be written, and takes seconds or minutes."""

Progress = Callable[[str], None]
"""Is called with each of `STEPS` when it begins."""


def find_source_book(here: Path) -> Path:
    """The book that a new one takes its pages from: that around a folder, else that beside the package.

    The package has a book beside it where it was installed from a clone as editable.

    Raises `ReadingErrors` where there is neither.
    """
    around = attempt([], lambda: find_book(here), None)
    for root in filter(None, (around, Path(reading.__file__).parents[1])):
        if all((root / name).exists() for name in (*COPIED, *PAGES)):
            return root
    problem = "there is no book to take pages from, neither here or above nor beside the package"
    hint = "run the command of a clone, CLONE/.venv/bin/reading, or run it in the folder of a book"
    raise single_error(here, 0, problem, hint)


def create_book(
    copy: Path,
    folder: Path,
    root: Path,
    *,
    keep: bool = False,
    reference_folder: Path | None = None,
    dry_run: bool = False,
    wishes: Wishes = Wishes(),  # noqa: B008  it cannot be changed
    approve: Approve = lambda _: True,
    progress: Progress = lambda _: None,
) -> NewBook:
    """Create the folder of a book on a document.

    Parameters
    ----------
    copy : Path
        The document: plain text, Markdown, PDF, Word or HTML.
    folder : Path
        The folder to create. If it holds a book already, nothing is written: the lines say what would differ.
    root : Path
        The folder of this book.
    keep : bool, optional
        Whether the new book stores the text.
    reference_folder : Path, optional
        A reference that the document is measured beside, such as `data/reference/NAME` of another book.
    dry_run : bool, optional
        Whether to list the files without writing any.
    wishes : Wishes, optional
        What is set instead of a proposal.
    approve : callable, optional
        Is called with a description of the book before anything is written. If it returns False, nothing is.
    progress : callable, optional
        Is called with each of `STEPS` when it begins.

    Raises
    ------
    ReadingErrors
        If the copy is no document or too long, an outline or a reference has mistakes, or the folder exists.
    OSError
        If the folder cannot be created.
    """
    if reference_folder is not None:
        if not (reference_folder / reference.SETTINGS).is_file():
            hint = "name a folder such as data/reference/NAME of a book"
            raise single_error(reference_folder, 0, "the folder holds no reference", hint)
        reference.check_reference(reference_folder)
    proposal = _propose(copy, wishes, keep=keep)
    size = preflight.measure(proposal)
    raise_any(preflight.find_excess(copy, size))
    exists = folder.exists() or folder.is_symlink()
    if exists and not (folder / CONTENTS).is_file():
        hint = "name a folder that does not exist yet"
        raise single_error(folder, 0, "the folder exists already, and holds no book", hint)
    place = Path(tempfile.gettempdir()) if exists or dry_run else folder.parent
    if not place.is_dir():
        raise single_error(place, 0, "there is no such folder to create the book in", "create it first")
    names = propose_names(sentence for part in proposal.sentences.values() for sentence in part)
    described = preflight.describe(proposal, names, size)
    is_written = not (exists or dry_run)
    if is_written and not approve(described):
        return NewBook(folder, ["nothing was written"], complete=False)
    with temporary_folder(place, folder.name) as draft:
        try:
            if reference_folder is not None:
                _copy(reference_folder, draft / reference.FOLDER / reference_folder.resolve().name)
            own = wishes.outline and read_text(wishes.outline)
            plan = _Plan(copy, proposal, names, _find_day(folder), own_outline=own or "", keep=keep)
            _write_book(draft, plan, root, progress)
        except ReadingErrors as group:
            errors = [_relative_to(draft, error, wishes.outline) for error in group.exceptions]  # type: ignore[arg-type]
            raise_any(errors)
        if exists:
            differences = list(_list_differences(draft, folder))
            if not dry_run:
                hint = "name a folder that does not exist yet"
                problems = [ReadingError(folder, 0, difference) for difference in differences]
                refusal = ReadingError(folder, 0, "there is a book already, and nothing was written", hint)
                raise_any([*problems, refusal])
            return NewBook(folder, [*differences, "nothing was written"])
        if dry_run:
            listed = [f"would be written: {name}" for name in _list_files(draft)]
            return NewBook(folder, [*described, *listed, STORED_TEXT[keep], "nothing was written"])
        # Unlike `replace`, this fails if somebody has created the folder in the meantime.
        os.rename(draft, folder)  # noqa: PTH104
    return NewBook(folder, [STORED_TEXT[keep], *_list_next_steps(folder)])


def _list_next_steps(folder: Path) -> list[str]:
    command = Path(sys.executable).with_name("reading")
    build = f"{shlex.quote(str(command))} build" if command.is_file() else "make site"
    return [
        f"{folder}: the book is written; README.md there says what to write next",
        f"build its site: cd {shlex.quote(str(folder))} && {build}",
    ]


def _find_day(folder: Path) -> str:
    """The day of the book that a folder holds, else today."""
    with contextlib.suppress(OSError, ReadingErrors):
        return citation.read(folder).released
    return datetime.date.today().isoformat()


def _propose(copy: Path, wishes: Wishes, *, keep: bool) -> Proposal:
    """The outline that a person has written, or a proposal with the title and author wished for."""
    if wishes.outline:
        return fit_outline(copy, wishes.outline)
    # Headings and what is left out are no words of the book.
    proposal = propose_outline(copy, keep=keep, most=2 * preflight.MAX_WORDS)
    known = {name: value for name in ("title", "author") if (value := getattr(wishes, name))}
    outline = proposal.outline
    source = outline.source.model_copy(update=known)
    is_named_by_file = proposal.is_named_by_file and not wishes.title
    named = outline.model_copy(update={"source": source})
    return proposal._replace(outline=named, is_named_by_file=is_named_by_file)


def _relative_to(draft: Path, error: ReadingError, own_outline: Path | None) -> ReadingError:
    """An error whose path is relative to the new book, or is that of a person's own outline."""
    if own_outline and error.path == draft / document.FOLDER / document.OUTLINE:
        return ReadingError(own_outline, error.line, error.problem, error.hint)
    inside = error.path.is_relative_to(draft)
    path = error.path.relative_to(draft) if inside else error.path
    return ReadingError(path, error.line, error.problem, error.hint)


def _list_differences(draft: Path, folder: Path) -> Iterator[str]:
    """A line for each file of a new book that an existing book lacks or has changed."""
    for name in _list_files(draft):
        existing = folder / name
        if not existing.exists():
            yield f"would be added: {name}"
        elif not filecmp.cmp(draft / name, existing, shallow=False):
            yield f"would differ, and is left as it is: {name}"


def _list_files(folder: Path) -> list[str]:
    """The files of a book, without those that builds write."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in paths if path.parts[0] != "_build")


# The parts of a new book ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Plan:
    """What a new book is made from.

    copy: the document
    proposal: its outline and its sentences
    names: the phrases and actors to propose
    day: the day of the book, as an ISO date
    own_outline: the text of an outline that a person has written; empty where the proposal stands
    keep: whether the book keeps the text
    """

    copy: Path
    proposal: Proposal
    names: Names
    day: str
    own_outline: str
    keep: bool


def _write_book(folder: Path, plan: _Plan, root: Path, progress: Progress) -> None:
    """Write the whole book into a folder that holds at most its reference."""
    progress(STEPS[0])
    proposal, keep = plan.proposal, plan.keep
    openings = {name: _quote_opening(sentences) for name, sentences in proposal.sentences.items()}
    templates = Templates(proposal.outline, plan.day, keep=keep, openings=openings if keep else {})
    first_chapter = f"{templates.first_chapter}.md"
    for name in COPIED:
        _copy(root / name, folder / name)
    _write_templates(folder, templates, plan.names, read_text(root / PUBLISH))
    if plan.own_outline:
        _write(folder / document.FOLDER / document.OUTLINE, plan.own_outline)
    pyproject, configuration = read_text(root / "pyproject.toml"), read_text(root / "_config.yml")
    _write(folder / "pyproject.toml", settings.select_tool_settings(pyproject))
    _write(folder / "_config.yml", settings.set_title(configuration, proposal.outline.source.title))
    if keep:
        _write(folder / document.FOLDER / full_text.name_copy(proposal.source), proposal.source.source)
    derive(plan.copy, folder)
    for name in PAGES:
        page = remove_findings_from_page(read_text(root / name), first_chapter)
        if name in INTRODUCTIONS:
            heading, _, rest = page.partition("\n\n")
            page = f"{heading}\n\n{INTRODUCTIONS[name].format(stores=STORED_TEXT[keep])}\n\n{rest}"
        _write(folder / name, page)
    text = document.load(folder / document.FOLDER)
    required = list_required([paragraph.id for _, paragraph in text.outline.paragraphs()])
    for section, paragraph in text.outline.paragraphs():
        if paragraph.id in required:
            chapter = render_chapter(text, section, paragraph, keep=keep)
            _write(folder / f"{page_of(paragraph.id)}.md", chapter)
    (folder / wheel.FOLDER).mkdir()
    wheel.build_wheel(root, folder / wheel.FOLDER)
    book = Book.load(folder)
    picture, glance = _select_charts(book)
    _write(folder / "index.md", templates.render("index.md", picture=picture, glance=glance))
    codebook = coding.FOLDER / coding.CODEBOOK
    _write(folder / codebook, templates.render(codebook.as_posix(), words=_suggest_words(book)))
    # What follows runs notebooks, and takes nearly all the time.
    raise_any(_check_words(folder))
    one_section = len(proposal.outline.sections) == 1
    has_reference = (folder / reference.FOLDER).is_dir()
    progress(STEPS[1])
    write_notebooks(folder, root, first_chapter, one_section=one_section, has_reference=has_reference)
    _write(folder / BIBLIOGRAPHY, settings.select_cited_entries(read_text(root / BIBLIOGRAPHY), folder))
    allowed = [word for word, _ in find_misspelt(folder)]
    _write(folder / "pyproject.toml", settings.allow_words(read_text(folder / "pyproject.toml"), allowed))
    progress(STEPS[2])
    raise_any(check(folder))


def _check_words(folder: Path) -> list[ReadingError]:
    """The mistakes in the pages that are made of the document's titles."""
    titles, extensions = read_titles(folder), read_extensions(folder)
    pages = [folder / "index.md", *list_files(folder, f"{chapters.FOLDER}/**/*.md")]
    files = [read_page(path, extensions) for path in pages]
    return [file.locate(finding) for file in files for finding in check_words(file.page, titles=titles)]


def _write_templates(folder: Path, templates: Templates, names: Names, workflow: str) -> None:
    """Write every template but the landing page and the codebook, which need the derived data."""
    has_reference = (folder / reference.FOLDER).is_dir()
    taken = set[str]()
    actors = [(make_unique(make_id(actor.text), taken, "-"), actor) for actor in names.actors]
    action = settings.read_pinned_actions(workflow).__getitem__
    for name in list_templates():
        if name not in ("index.md", (coding.FOLDER / coding.CODEBOOK).as_posix()):
            text = templates.render(
                name, names=names, actors=actors, action=action, has_reference=has_reference
            )
            _write(folder / name.removesuffix(SUFFIX), text)


def _quote_opening(sentences: Sequence[str]) -> str:
    """The first words of a paragraph, in one line."""
    words = " ".join(sentences).split()
    return " ".join(words[:OPENING]) + (" ..." if len(words) > OPENING else "")


def _suggest_words(book: Book) -> list[str]:
    """The most frequent content words that name no actor: an author may find themes in them."""
    counts = frequency.counts(count_words(book), ["lemma"]).sort_values(
        ["count", "lemma"], ascending=[False, True]
    )
    often = counts[(counts["count"] >= MIN_SUGGESTED) & ~counts["lemma"].isin(book.lexicon.actor_of)]
    # A word that is only written with a capital is a term as it is written.
    return [
        lemma if pattern(lemma) == (lemma,) else lemma.capitalize()
        for lemma in often["lemma"].head(MAX_SUGGESTED)
    ]


def _select_charts(book: Book) -> tuple[str, list[str]]:
    """The charts of the landing page: the picture of its first screen, and those of its overview.

    The picture shows the nearest texts, and is empty for a book without a reference. The overview has the map
    of terms and the sizes of parts, else the most frequent terms.
    """

    def can_draw(name: str) -> bool:
        try:
            getattr(charts, name)(book, title=TITLES[name])
        except ValueError:
            return False
        return True

    picture = "nearest_at_a_glance" if can_draw("nearest_at_a_glance") else ""
    by_part = [name for name in ("term_map", "paragraph_sizes") if can_draw(name)]
    return picture, by_part or [name for name in ("top_terms",) if can_draw(name)]


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
