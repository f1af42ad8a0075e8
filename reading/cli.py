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
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from reading.files.errors import MAX_LISTED, ReadingError, ReadingErrors

MAX_FIGURES, MAX_SAID = 40, 80
"""Figures that `reading figures` lists at most, and characters of the description of each."""

MISTAKES, USAGE, INTERRUPTED = 1, 2, 130
"""Exit statuses. 0 means that there is no problem."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    options = _build_parser().parse_args(arguments)
    here = Path.cwd()
    # Garbage collection takes a quarter of the time of imports, and frees little memory.
    collects = gc.isenabled()
    gc.disable()
    try:
        return int(options.run(options.find(here), options))
    except ReadingErrors as group:
        return _print_errors(list(group.exceptions), here)  # type: ignore[arg-type]
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
        if collects:
            gc.enable()


def _build_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="reading", description="Works on the book in the current directory or above it.")
    parser.set_defaults(find=_find_book)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    derive = commands.add_parser("derive", help="compute data/document from a copy of the text")
    derive.add_argument("text", type=Path, metavar="TEXT", help="a copy of the text: plain text or Markdown")
    derive.set_defaults(run=_derive)
    _add_reference_parser(commands)
    check = commands.add_parser(
        "check",
        help="list every mistake in the book; with a copy of the text in DOCUMENT, copied sentences too",
    )
    check.set_defaults(run=_check)
    build = commands.add_parser("build", help="check the book and build its site in _build/html")
    build.set_defaults(run=_build)
    epub = commands.add_parser("epub", help="make an EPUB from the built site: _build/book.epub")
    epub.set_defaults(run=_epub)
    pdf = commands.add_parser("pdf", help="make a PDF from the built site: _build/book.pdf")
    pdf.set_defaults(run=_pdf)
    archive = commands.add_parser("archive", help="pack site, editions and source: _build/archive.zip")
    archive.set_defaults(run=_archive)
    preview = commands.add_parser("preview", help="serve the site, and rebuild it when files are saved")
    preview.add_argument("--port", type=int, default=8000, help="0 for any free port (default: 8000)")
    preview.set_defaults(run=_preview)
    links = commands.add_parser("links", help="check that every external link works")
    links.set_defaults(run=_links)
    figures = commands.add_parser("figures", help="list figures: names with their values and what they are")
    figures.add_argument("words", nargs="*", metavar="WORD", help="what the name or its description holds")
    figures.set_defaults(run=_figures)
    tables = commands.add_parser("tables", help="write the published tables as CSV, with datapackage.json")
    tables.add_argument("folder", type=Path, metavar="FOLDER", help="where to write them")
    tables.set_defaults(run=_tables)
    new = commands.add_parser("new", help="create a book on another document")
    new.add_argument(
        "copy",
        type=Path,
        metavar="TEXT.md",
        help="the document in Markdown, in English, 50 to 65,000 words",
    )
    new.add_argument(
        "folder", type=Path, metavar="FOLDER", help="the book's folder, which must not exist yet"
    )
    new.add_argument(
        "--yes", action="store_true", help="write the book without asking; needed without a terminal"
    )
    new.set_defaults(run=_new, find=lambda here: here)
    compare = commands.add_parser(
        "compare", help="report in Markdown which published numbers, retellings and pages changed"
    )
    compare.add_argument(
        "base",
        metavar="BASE",
        help="a git ref, whose own code writes its tables, or the data.zip of a published site",
    )
    compare.set_defaults(run=_compare)
    return parser


def _add_reference_parser(commands: Any) -> None:
    reference = commands.add_parser("reference", help="compute data/reference from other texts")
    kinds = reference.add_subparsers(required=True, metavar="COMMAND", dest="kind")
    derive = kinds.add_parser("derive", help="count a folder of plain texts")
    derive.add_argument("folder", type=Path, metavar="FOLDER", help="plain texts, UTF-8, in English")
    derive.add_argument(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help="count on a Dask cluster (default: on this machine)",
    )
    derive.set_defaults(run=_derive_reference)


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


def _derive(root: Path, options: argparse.Namespace) -> int:
    from reading.derive.document import derive

    for line in derive(options.text, root):
        print(line)
    return 0


def _derive_reference(root: Path, options: argparse.Namespace) -> int:
    from reading.derive.reference import derive, open_executor

    with open_executor(options.scheduler) as executor:
        lines = derive(options.folder, root, executor)
    print(*lines, sep="\n")
    return 0


def _check(root: Path, options: argparse.Namespace) -> int:
    from reading.checks.run import check_whole, find_document_copy

    errors, left = check_whole(root, document=find_document_copy())
    _print_left(left, Path.cwd())
    if errors:
        return _print_errors(errors, Path.cwd())
    print("no problems")
    return 0


def _build(root: Path, options: argparse.Namespace) -> int:
    from reading.checks.run import start_check

    begun = time.monotonic()
    checking = start_check(root)
    # Imported meanwhile.
    from reading.site.build import SITE, build

    status = build(root, checking)
    place = f"open {SITE / 'index.html'}" if status == 0 else f"{SITE} is as it was"
    print(f"{'not built' if status else 'built'} after {time.monotonic() - begun:.0f} s: {place}")
    return status


def _epub(root: Path, options: argparse.Namespace) -> int:
    from reading.editions.epub import write_epub

    return _print_file(root, write_epub(root))


def _pdf(root: Path, options: argparse.Namespace) -> int:
    from reading.editions.pdf import write_pdf

    gc.enable()  # the layout of a whole book takes much memory
    return _print_file(root, write_pdf(root))


def _archive(root: Path, options: argparse.Namespace) -> int:
    from reading.editions.archive import write_archive

    return _print_file(root, write_archive(root))


def _print_file(root: Path, path: Path) -> int:
    from reading.formatting import format_number

    print(f"{path.relative_to(root)}: {format_number(path.stat().st_size / 1e6, 1)} MB")
    return 0


def _preview(root: Path, options: argparse.Namespace) -> int:
    from reading.site.preview import preview

    gc.enable()
    return preview(root, port=options.port)


def _links(root: Path, options: argparse.Namespace) -> int:
    from reading.site.dead_links import find_dead_links

    errors = find_dead_links(root)
    if errors:
        return _print_errors(errors, Path.cwd())
    print("every link works")
    return 0


def _figures(root: Path, options: argparse.Namespace) -> int:
    from reading.data.book import Book
    from reading.tables.figures import Figures

    figures = Figures(Book.load(root))
    words = {word.casefold() for word in options.words}
    # A word is a part of the name; where no name has all words, it may stand anywhere.
    names = [name for name in figures if words <= {*re.split(r"[.-]", name), *name.split(".")}]
    if not names:
        names = [name for name in figures if all(map(f"{name} {figures[name].says}".casefold().count, words))]
    if not names:
        print(f"no figure has {' '.join(options.words)!r} in its name or its words", file=sys.stderr)
        return MISTAKES
    # Figures with fewer keys come first: `document.tokens` before those of single terms.
    names.sort(key=lambda name: name.count("."))
    for name in names[:MAX_FIGURES]:
        says = textwrap.shorten(figures[name].says, MAX_SAID, placeholder=" ...")
        print(f"{name}\t{figures[name]}\t{says}")
    if (others := len(names) - MAX_FIGURES) > 0:
        tables = ", ".join(dict.fromkeys(name.partition(".")[0] for name in names))
        print(f"and {others} more in {tables}: add a word, such as one of these", file=sys.stderr)
    return 0


def _tables(root: Path, options: argparse.Namespace) -> int:
    from reading.data.book import Book
    from reading.tables.write_tables import write_package

    write_package(Book.load(root), options.folder)
    return 0


def _new(here: Path, options: argparse.Namespace) -> int:
    from reading.new.folder import create_book

    approve = partial(_approve, is_approved=options.yes)
    lines = create_book(options.copy, options.folder.absolute(), approve=approve)
    if not lines:
        print("nothing was written")
        return MISTAKES
    command = shlex.join([sys.argv[0] if Path(sys.argv[0]).is_file() else "reading", "build"])
    print(*lines, f"build its site: cd {shlex.quote(str(options.folder))} && {command}", sep="\n")
    return 0


def _approve(lines: list[str], *, is_approved: bool) -> bool:
    """Print the description of a book. Return whether it is wanted."""
    print(*lines, sep="\n", flush=True)
    if is_approved:
        return True
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print("there is no terminal to ask on: add --yes to write the book")
        return False
    try:
        return input("Write the book? [Y/n] ").strip().lower() in ("", "y", "yes")
    except EOFError:
        return False


def _compare(root: Path, options: argparse.Namespace) -> int:
    from reading.compare import compare

    print(compare(root, options.base), end="")
    return 0


def _print_left(left: list[ReadingError], here: Path) -> None:
    """Print how many places of each file wait for text, and the line of the first."""
    files = [list(places) for _, places in groupby(sorted(left), key=attrgetter("path"))]
    for first, *others in files[:MAX_LISTED]:
        more = f", and {len(others)} more in this file" if others else ""
        print(f"{_shorten_path(first.path, here)}:{first.line}: left to write: {first.problem}{more}")
    if left:
        print(f"left to write: {len(left)} in all")


def _shorten_path(path: Path, here: Path) -> Path:
    """A path relative to the current directory where it lies below it."""
    return path.relative_to(here) if path.is_relative_to(here) else path


def _print_errors(errors: list[ReadingError], here: Path) -> int:
    """Print each error on one line, with its path relative to the current directory."""
    for error in errors:
        line = str(replace(error, path=_shorten_path(error.path, here)))
        print(" ".join(line.splitlines()), file=sys.stderr)
    print(f"{len(errors)} problem{'s' * (len(errors) != 1)}", file=sys.stderr)
    return MISTAKES
