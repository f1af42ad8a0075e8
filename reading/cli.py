"""The `reading` command. It prints one line for each mistake in the book, and never a traceback for one."""

from __future__ import annotations

import argparse
import gc
import os
import re
import shlex
import sys
import textwrap
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from reading.files.errors import ReadingError, ReadingErrors

MAX_FIGURES, MAX_SAID = 40, 80
"""Figures that `reading figures` lists at most, and characters of the description of each."""

NEW = "new"
"""The command that needs no book around it."""

MISTAKES, USAGE, INTERRUPTED = 1, 2, 130
"""Exit statuses. 0 means that there is no problem."""


Run = Callable[[Path, argparse.Namespace], int]
"""Does what a command is for, in the folder of a book, and returns the exit status."""

Argument = tuple[str, dict[str, Any]]
"""The name of an argument, and the options that `add_argument` takes with it."""

COMMANDS: list[tuple[str, str, tuple[Argument, ...], Run]] = []
"""Each command: its name, what it does, its arguments and its function."""


def argument(name: str, **options: Any) -> Argument:
    """An argument of a command, as `argparse` takes it."""
    return name, options


def command(name: str, says: str, *arguments: Argument) -> Callable[[Run], Run]:
    """Make a command of a function."""

    def add(run: Run) -> Run:
        COMMANDS.append((name, says, arguments, run))
        return run

    return add


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    options = _build_parser().parse_args(arguments)
    here = Path.cwd()
    # Garbage collection takes a quarter of the time of imports, and frees little memory.
    gc.disable()
    try:
        run: Run = options.run
        return run(here if options.command == NEW else _find_book(here), options)
    except ReadingErrors as group:
        return _print_errors(list(group.exceptions))  # type: ignore[arg-type]
    except BrokenPipeError:
        # The reader of the output has closed it. Without this, Python would print an error at its own exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return MISTAKES
    except OSError as error:
        print(f"{error.filename or 'reading'}: {error.strerror or error}", file=sys.stderr)
        return MISTAKES
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    finally:
        gc.enable()


def _build_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="reading", description="Works on the book in the current directory or above it.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for name, says, arguments, run in COMMANDS:
        added = commands.add_parser(name, help=says)
        added.set_defaults(run=run)
        for each, options in arguments:
            added.add_argument(each, **options)
    return parser


class _Parser(argparse.ArgumentParser):
    """Prints one line for a wrong argument, without the usage."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.exit(USAGE, f"{self.prog}: {message} (see {self.prog} --help)\n")


# Each command imports what only it needs: NLTK alone takes a second.


def _find_book(here: Path) -> Path:
    from reading.data.book import find_book
    from reading.files.tracked import refuse_made

    root = find_book(here)
    refuse_made(root)
    return root


@command(
    "derive",
    "compute data/document from a copy of the text",
    argument("text", type=Path, metavar="TEXT", help="a copy of the text: plain text or Markdown"),
)
def _derive(root: Path, options: argparse.Namespace) -> int:
    from reading.derive.document import derive

    for line in derive(options.text, root):
        print(line)
    return 0


@command(
    "reference",
    "compute data/reference from other texts",
    argument("derive", choices=["derive"], metavar="derive", help="count a folder of plain texts"),
    argument("folder", type=Path, metavar="FOLDER", help="plain texts, UTF-8, in English"),
)
def _derive_reference(root: Path, options: argparse.Namespace) -> int:
    from reading.derive.reference import derive, open_executor

    with open_executor() as executor:
        print(*derive(options.folder, root, executor), sep="\n")
    return 0


@command("check", "list every mistake in the book; with a copy of the text in DOCUMENT, copied sentences too")
def _check(root: Path, options: argparse.Namespace) -> int:
    from reading.checks.run import check_whole, find_document_copy

    errors, left = check_whole(root, document=find_document_copy())
    if left:
        first = replace(min(left), path=_shorten_path(min(left).path))
        print(f"left to write: {len(left)} places, the first of them in {first}")
    return _print_errors(errors)


@command("build", "check the book and build its site in _build/html")
def _build(root: Path, options: argparse.Namespace) -> int:
    begun = time.monotonic()
    status = build_site(root)
    from reading.site.build import SITE

    place = f"open {SITE / 'index.html'}" if status == 0 else f"{SITE} is as it was"
    print(f"{'not built' if status else 'built'} after {time.monotonic() - begun:.0f} s: {place}")
    return status


def build_site(root: Path | None = None) -> int:
    """Check the book in a folder, by default the current one, and build its site. Returns the exit status."""
    from reading.checks.run import start_check

    # Garbage collection takes a quarter of the time of imports, and frees little memory.
    gc.disable()
    root = root or Path.cwd()
    checking = start_check(root)
    # Imported meanwhile.
    from reading.site.build import build

    return build(root, checking)


@command("epub", "make an EPUB from the built site: _build/book.epub")
def _epub(root: Path, options: argparse.Namespace) -> int:
    from reading.editions.epub import write_epub

    return _print_file(root, write_epub(root))


@command("pdf", "make a PDF from the built site: _build/book.pdf")
def _pdf(root: Path, options: argparse.Namespace) -> int:
    from reading.editions.pdf import write_pdf

    gc.enable()  # the layout of a whole book takes much memory
    return _print_file(root, write_pdf(root))


def _print_file(root: Path, path: Path) -> int:
    from reading.formatting import format_number

    print(f"{path.relative_to(root)}: {format_number(path.stat().st_size / 1e6, 1)} MB")
    return 0


@command(
    "preview",
    "serve the site, and rebuild it when files are saved",
    argument("--port", type=int, default=8000, help="0 for any free port (default: 8000)"),
)
def _preview(root: Path, options: argparse.Namespace) -> int:
    from reading.site.preview import preview

    gc.enable()
    return preview(root, port=options.port)


@command("links", "check that every external link works")
def _links(root: Path, options: argparse.Namespace) -> int:
    from reading.site.dead_links import find_dead_links

    return _print_errors(find_dead_links(root))


@command(
    "figures",
    "list figures: names with their values and what they are",
    argument("words", nargs="*", metavar="WORD", help="what the name or its description holds"),
)
def _figures(root: Path, options: argparse.Namespace) -> int:
    from reading.data.book import Book
    from reading.tables.figures import Figures

    figures = Figures(Book.load(root))
    words = [word.casefold() for word in options.words]
    names = [name for name in figures if all(map(f"{name} {figures[name].says}".casefold().count, words))]
    if not names:
        print(f"no figure has {' '.join(options.words)!r} in its name or its words", file=sys.stderr)
        return MISTAKES
    # First those whose name has the words, and of these `document.tokens` before single terms.
    names.sort(key=lambda name: (not {*words} <= {*re.split(r"[.-]", name)}, name.count(".")))
    for name in names[:MAX_FIGURES]:
        says = textwrap.shorten(figures[name].says, MAX_SAID, placeholder=" ...")
        print(f"{name}\t{figures[name]}\t{says}")
    if (others := len(names) - MAX_FIGURES) > 0:
        print(f"and {others} more: add a word", file=sys.stderr)
    return 0


@command(
    "tables",
    "write the published tables as CSV, with datapackage.json",
    argument("folder", type=Path, metavar="FOLDER", help="where to write them"),
)
def _tables(root: Path, options: argparse.Namespace) -> int:
    from reading.data.book import Book
    from reading.tables.package import write_package

    write_package(Book.load(root), options.folder)
    return 0


@command(
    NEW,
    "create a book on another document",
    argument("copy", type=Path, metavar="TEXT.md", help="in Markdown and English, 50 to 65,000 words"),
    argument("folder", type=Path, metavar="FOLDER", help="the book's folder, which must not exist yet"),
)
def _new(here: Path, options: argparse.Namespace) -> int:
    from reading.new.folder import create_book

    lines = create_book(options.copy, options.folder.absolute())
    command = shlex.join([sys.argv[0] if Path(sys.argv[0]).is_file() else "reading", "build"])
    print(*lines, f"build its site: cd {shlex.quote(str(options.folder))} && {command}", sep="\n")
    return 0


@command(
    "compare",
    "report in Markdown which published numbers changed, and which pages show them",
    argument("base", metavar="BASE", help="a git ref, whose own code writes its tables, or published tables"),
)
def _compare(root: Path, options: argparse.Namespace) -> int:
    from reading.compare import compare

    print(compare(root, options.base), end="")
    return 0


def _shorten_path(path: Path) -> Path:
    """A path relative to the current directory where it lies below it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _print_errors(errors: list[ReadingError]) -> int:
    """Print each error on one line, and how many there are. Returns the exit status."""
    for error in errors:
        line = str(replace(error, path=_shorten_path(error.path)))
        print(" ".join(line.splitlines()), file=sys.stderr)
    if not errors:
        print("no problems")
        return 0
    print(f"{len(errors)} problem{'s' * (len(errors) != 1)}", file=sys.stderr)
    return MISTAKES
