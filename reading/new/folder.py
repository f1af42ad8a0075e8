"""A copy of a document and a book in; the folder of a new book on that document out, or nothing.

What the books share is taken from the book at hand: its notebooks and pages without their findings, its look
and its lock. The rest is laid out by the templates in `skeleton/`. All is made in a folder beside the one
that is asked for, which takes its place whole.
"""

from __future__ import annotations

import ast
import contextlib
import datetime
import filecmp
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import jinja2

import reading
from reading import charts
from reading.charts.plain_titles import TITLES
from reading.charts.tables import Table
from reading.checks.run import check
from reading.data import citation, document
from reading.data import full_text as kept
from reading.data.book import Book
from reading.data.chapters import page_of
from reading.data.contents import CONTENTS
from reading.data.derive import derive
from reading.files.errors import ReadingError, ReadingErrors, raise_any
from reading.files.markdown import escaped
from reading.files.read import read_text
from reading.new import chapter, names, outline, shared
from reading.new.outline import Proposal, slug

PUBLISH = ".github/workflows/publish.yml"

COPIED = (
    "_static",
    "_templates",
    ".gitattributes",
    ".gitignore",
    PUBLISH,
    "requirements.txt",
    "data/lexicon/stopwords.txt",
    "tests/browser/chromium.py",
    "tests/browser/conftest.py",
    "tests/browser/server.py",
    "tests/browser/shown.py",
)
"""What a new book has as it is here."""

PAGES = (
    "evidence.md",
    "explorer.md",
    "codebook.md",
    "about/glossary.md",
    "about/method.md",
    "about/reuse.md",
    "about/references.md",
)
"""Pages that a new book has without the findings of this one."""

SOURCES = "about/references.bib"

SETTINGS = "pyproject.toml"

TOOLS = ("[tool.pytest", "[tool.ruff", "[tool.codespell")
"""What a new book takes of the settings."""

NOTEBOOKS = ("corpus", "term_frequency", "actors", "robustness")
"""The notebooks likewise; that on themes comes with a codebook, which nobody has written yet."""

SKELETON = Path(__file__).parent / "skeleton"
TEMPLATE = ".template"
"""How templates end that would be taken for tests."""

VENDOR = "vendor"

MANY = 60
"""Paragraphs, up to which the landing page lists them all."""

EARLIEST = "315532800"
"""Seconds to the first date that an archive can hold: the same package makes the same wheel."""

STORES = {
    False: "The text is not stored here, only figures: counts, and which words occur in which sentence.",
    True: "The text is stored here, and shown sentence by sentence.",
}
"""What a book holds of its document, by whether it keeps the text."""

UNDRAWN = "*There is nothing of this kind in the document.*"
ALONE = "*This needs two sections, and the document has one.*"


class Made(NamedTuple):
    """The folder of a book, and what there is to say of it, a line each."""

    folder: Path
    lines: list[str]


def begin(copy: Path, folder: Path, root: Path, *, keep: bool = False, dry_run: bool = False) -> Made:
    """Make the folder of a book on a document, from the book at `root`.

    With `keep`, the text is stored. Where the folder is there, or with `dry_run`, nothing is written; of a
    folder with a book it is told what would be there instead.

    Raises `ReadingErrors` where the copy is no text or the folder is there, `OSError` where none can be made.
    """
    proposal = outline.propose(copy, keep=keep)
    existing = folder.exists() or folder.is_symlink()
    if existing and not (folder / CONTENTS).is_file():
        hint = "name one that does not exist yet"
        raise_any([ReadingError(folder, 0, "the folder is there already, and is no book", hint)])
    place = Path(tempfile.gettempdir()) if existing or dry_run else folder.parent
    if not place.is_dir():
        raise_any([ReadingError(place, 0, "there is no such folder to make the book in", "make it first")])
    with _workshop(place, folder.name) as made:
        try:
            _lay_out(made, copy, proposal, root, _day(folder), keep=keep)
        except ReadingErrors as group:
            raise_any([_within(error, made) for error in group.exceptions])  # type: ignore[arg-type]
        size = proposal.outline.paragraphs()
        said = [f"{len(list(size))} paragraphs in {len(proposal.outline.sections)} sections", STORES[keep]]
        if existing:
            changes = list(_differences(made, folder))
            raise_any(_kept(folder, changes, dry_run=dry_run))
            return Made(folder, [*changes, "nothing was written"])
        if dry_run:
            listed = [f"would be made: {name}" for name in _files(made)]
            return Made(folder, [*listed, *said, "nothing was written"])
        os.rename(made, folder)  # noqa: PTH104 - it refuses a folder that has come to be there
    return Made(folder, [*said, f"{folder}: next, `make site` there; README.md says what waits for you"])


@contextlib.contextmanager
def _workshop(place: Path, name: str) -> Iterator[Path]:
    """A folder to make another in; whatever is left of it goes."""
    around = Path(tempfile.mkdtemp(dir=place, prefix=f".{name}-"))
    try:
        made = around / name
        made.mkdir()
        yield made
    finally:
        shutil.rmtree(around, ignore_errors=True)


def _day(folder: Path) -> str:
    """The day of which a book is, or else today."""
    with contextlib.suppress(OSError, ReadingErrors):
        return citation.read(folder).released
    return datetime.date.today().isoformat()


# An author's book -------------------------------------------------------------------------------------------


def _differences(made: Path, folder: Path) -> Iterator[str]:
    """What a book would have otherwise, were it begun anew: a line a file."""
    for name in _files(made):
        there = folder / name
        if not there.exists():
            yield f"would be added: {name}"
        elif not filecmp.cmp(made / name, there, shallow=False):
            yield f"would be changed, and is left as it is: {name}"


def _kept(folder: Path, changes: Iterable[str], *, dry_run: bool) -> list[ReadingError]:
    """Why a book is not begun again, where somebody asked for it in earnest."""
    if dry_run:
        return []
    told = [ReadingError(folder, 0, change) for change in changes]
    hint = "name a folder that does not exist yet"
    return [*told, ReadingError(folder, 0, "there is a book already, and nothing was written", hint)]


def _files(folder: Path) -> list[str]:
    """The files of a book; what was measured for it already is none."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in found if path.parts[0] != "_build")


# A new book -------------------------------------------------------------------------------------------------


def _lay_out(made: Path, copy: Path, proposal: Proposal, root: Path, day: str, *, keep: bool) -> None:
    """Write the whole of a book, begun on a `day`, into an empty folder."""
    found = names.propose(sentence for said in proposal.sentences.values() for sentence in said)
    title = proposal.outline.source.title
    parts = _Parts(proposal, title, day, keep=keep)
    pins = _Pins(read_text(root / PUBLISH))
    for name in COPIED:
        _copy(root / name, made / name)
    for template in sorted(path for path in SKELETON.rglob("*") if path.is_file()):
        name = template.relative_to(SKELETON).as_posix()
        if name != "index.md":
            taken = set[str]()
            actors = [(outline.unlike(slug(one.text), taken, "-"), one) for one in found.actors]
            _write(
                made / name.removesuffix(TEMPLATE),
                parts.filled(name, names=found, actors=actors, action=pins),
            )
    _write(made / SETTINGS, _settings(read_text(root / SETTINGS)))
    _write(made / "_config.yml", _configured(read_text(root / "_config.yml"), title))
    if keep:
        _write(made / document.FOLDER / kept.name_for(copy), read_text(copy))
    derive(copy, made)
    for name in PAGES:
        text = shared.page_without_findings(read_text(root / name), f"{parts.first}.md")
        _write(made / name, parts.introduced(name, text))
    _chapters(made, keep=keep)
    (made / VENDOR).mkdir()
    wheel(root, made / VENDOR)
    _write(made / "index.md", parts.filled("index.md", glance=_glance(made)))
    _notebooks(made, root, parts)
    _write(made / SOURCES, _cited(read_text(root / SOURCES), made))
    raise_any(check(made))


def _within(error: ReadingError, made: Path) -> ReadingError:
    """A mistake of a book that is not there yet, by its name within it."""
    within = error.path.is_relative_to(made)
    path = error.path.relative_to(made) if within else error.path
    return ReadingError(path, error.line, error.problem, error.hint)


class _Parts:
    """What the templates are filled in with."""

    def __init__(self, proposal: Proposal, title: str, day: str, *, keep: bool) -> None:
        self.outline = proposal.outline
        self.first = page_of(self.outline.sections[0].paragraphs[0].id)
        self._keep = keep
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(SKELETON),
            autoescape=False,
            block_start_string="[%",
            block_end_string="%]",
            variable_start_string="[[",
            variable_end_string="]]",
            comment_start_string="[#",
            comment_end_string="#]",
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            undefined=jinja2.StrictUndefined,
        )
        self._environment.filters |= {"quoted": _quoted, "listed": _listed, "plain": escaped}
        self._environment.globals |= {
            "title": title,
            "outline": self.outline,
            "sections": self.outline.sections,
            "many": sum(1 for _ in self.outline.paragraphs()) > MANY,
            "page": page_of,
            "link": lambda text, paragraph: f"[{escaped(text)}]({page_of(paragraph)}.md)",
            "first": self.first,
            "keep": keep,
            "stores": STORES[keep],
            "neutral": TITLES,
            "today": day,
        }

    def filled(self, name: str, **more: Any) -> str:
        """A template, filled in."""
        return self._environment.get_template(name).render(more)

    def introduced(self, name: str, text: str) -> str:
        """A page that the books share, with what this one's author is to say at its top."""
        said = {
            "about/method.md": "*Not written yet: what is read here, by whom, and for what.*\n\n"
            f"{STORES[self._keep]} Titles, phrases and actors are proposals of a program, until somebody has "
            "gone through them; nobody has coded themes or stances.",
            "about/reuse.md": "*Not written yet: who the author of this book is, and what others may do with "
            "it.*",
        }
        heading, _, rest = text.partition("\n\n")
        return f"{heading}\n\n{said[name]}\n\n{rest}" if name in said else text


def _chapters(made: Path, *, keep: bool) -> None:
    """A chapter for each paragraph, with a mark for each sentence."""
    text = document.load(made / document.FOLDER)
    for section, paragraph in text.outline.paragraphs():
        _write(made / f"{page_of(paragraph.id)}.md", chapter.beginning(text, section, paragraph, keep=keep))


class _Pins:
    """The versions of actions that a workflow runs, by their names."""

    def __init__(self, workflow: str) -> None:
        self._pinned: dict[str, str] = {
            line.partition("@")[0]: line for line in re.findall(r"uses: (.+)", workflow)
        }

    def __call__(self, action: str) -> str:
        """An action with its version, as a step names it."""
        return self._pinned[action]


def _glance(made: Path) -> list[str]:
    """The charts that show a document at a glance: what is where and how much, or what there is at all."""
    book = Book.load(made)

    def drawn(name: str) -> bool:
        try:
            getattr(charts, name)(book, title=TITLES[name])
        except ValueError:
            return False
        return True

    where = [name for name in ("term_map", "paragraph_sizes") if drawn(name)]
    return where or list(filter(drawn, ["top_terms"]))


def _notebooks(made: Path, root: Path, parts: _Parts) -> None:
    """The notebooks, run once to see which of their cells have something to show."""
    for name in NOTEBOOKS:
        path = Path("notebooks") / f"{name}.ipynb"
        text = read_text(root / path)
        cells = shared.notebook_without_findings(text, f"{parts.first}.md")
        with contextlib.chdir(made), contextlib.redirect_stdout(io.StringIO()):
            cells = list(shared.shown(cells, _Show(alone=len(parts.outline.sections) == 1)))
        _write(made / path, shared.notebook(cells, text))
    _tidied(made)


class _Show:
    """Runs the code of a notebook, cell by cell, and says where one shows nothing."""

    def __init__(self, *, alone: bool) -> None:
        self._names: dict[str, Any] = {}
        self._alone = alone

    def __call__(self, code: str) -> str:
        """The sentence that takes the place of the cell, or nothing."""
        *before, last = ast.parse(code).body
        try:
            exec(compile(ast.Module(before, []), "<cell>", "exec"), self._names)
            if not isinstance(last, ast.Expr):
                exec(compile(ast.Module([last], []), "<cell>", "exec"), self._names)
                return ""
            made = eval(compile(ast.Expression(last.value), "<cell>", "eval"), self._names)
        except ValueError as nothing:
            return ALONE if self._alone and "two sections" in str(nothing) else UNDRAWN
        return UNDRAWN if isinstance(made, Table) and not made.content["rows"] else ""


def wheel(root: Path, folder: Path) -> None:
    """The package `reading`, built from its source, or as the book at hand has it."""
    if kept := sorted((root / VENDOR).glob("*.whl")):
        shutil.copy2(kept[-1], folder)
        return
    # Imported here since nothing else builds.
    from flit_core.wheel import make_wheel_in

    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = EARLIEST
    try:
        make_wheel_in(Path(reading.__file__).parents[1] / "pyproject.toml", folder)
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before


def _configured(text: str, title: str) -> str:
    """The configuration under the new book's title."""
    named = {
        "title": f"{title}: a close and distant reading",
        "copyright": "The authors of the reading",
        "html_title": title,
    }
    lines = []
    for line in text.split("\n"):
        key = line.strip().partition(":")[0]
        indent = line[: len(line) - len(line.lstrip())]
        lines.append(f"{indent}{key}: {_quoted(named.pop(key))}" if key in named else line)
    return "\n".join(lines)


def _settings(text: str) -> str:
    """What tests and tools go by; not what makes a package."""
    parts = re.split(r"\n(?=\[)", text)
    kept = [part.strip() for part in parts if part.startswith(TOOLS)]
    first_party = '[tool.ruff.lint.isort]\nknown-first-party = ["reading"]'
    return "\n\n".join([*kept, *([] if first_party in kept else [first_party])]) + "\n"


def _tidied(made: Path) -> None:
    """Have the notebooks' code laid out, and imports left out that cells which went had need of."""
    for command in (["check", "--fix"], ["format"]):
        subprocess.run([sys.executable, "-m", "ruff", *command, "--quiet", "notebooks"], cwd=made, check=True)


def _cited(bibliography: str, made: Path) -> str:
    """The entries that the pages of a book cite."""
    pages = [path for pattern in ("*.md", "about/*.md", "notebooks/*.ipynb") for path in made.glob(pattern)]
    keys = {
        key.strip()
        for path in pages
        for cited in re.findall(r"\{cite:\w+\}`([^`]+)`", path.read_text(encoding="utf-8"))
        for key in cited.split(",")
    }
    entries = re.split(r"\n(?=@)", f"\n{bibliography.strip()}")
    kept = [
        entry.strip()
        for entry in entries
        if (found := re.match(r"@\w+\{([^,]+),", entry)) and found[1] in keys
    ]
    return "\n\n".join(kept) + "\n"


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _quoted(text: str) -> str:
    """Text as YAML holds it whatever is in it."""
    return json.dumps(text, ensure_ascii=False)


def _listed(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"
