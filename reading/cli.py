"""The `reading` command: arguments go in, one line for each mistake and an exit status come out."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from reading.data.book import Book, find
from reading.files import github
from reading.files.errors import ReadingError, ReadingErrors, attempt

MISTAKES, USAGE, INTERRUPTED = 1, 2, 130
"""Exit statuses; 0 stands for no problem."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, and give its exit status. A person's mistake never shows a traceback."""
    options = _parser().parse_args(arguments)
    here = Path.cwd()
    try:
        return int(options.run(find(here), options))
    except ReadingErrors as group:
        return _tell(list(group.exceptions), here)  # type: ignore[arg-type]
    except BrokenPipeError:
        # Whoever read the output has gone; Python would complain once more when it closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return MISTAKES
    except OSError as error:
        print(f"{error.filename or 'reading'}: {error.strerror or error}", file=sys.stderr)
        return MISTAKES
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="reading", description="Works on the book that the current directory is part of.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    derive = commands.add_parser("derive", help="rebuild data/document from a copy of the text")
    derive.add_argument("text", type=Path, metavar="TEXT", help="plain text or Markdown, UTF-8, up to 20 MB")
    derive.set_defaults(run=_derive)
    check = commands.add_parser(
        "check", help="say what is wrong with the book; DOCUMENT in the environment names a copy of the text"
    )
    check.set_defaults(run=_check)
    build = commands.add_parser("build", help="check the book, and build its site in _build/html")
    build.set_defaults(run=_build)
    preview = commands.add_parser("preview", help="serve the site, and build it anew as files are saved")
    preview.add_argument("--port", type=int, default=8000, help="0 for any free one (default: 8000)")
    preview.set_defaults(run=_preview)
    links = commands.add_parser("links", help="ask every site that the book links to whether it is there")
    links.set_defaults(run=_links)
    page = commands.add_parser("new-page", help="begin the chapter of a paragraph")
    page.add_argument("paragraph", metavar="SECTION/PARAGRAPH", help="its id in data/document/outline.yml")
    page.set_defaults(run=_new_page)
    figures = commands.add_parser("figures", help="print every published figure as JSON")
    figures.set_defaults(run=_figures)
    new = commands.add_parser(
        "new", help="begin a book on another document, from what this one shares with it"
    )
    new.add_argument(
        "copy",
        type=Path,
        metavar="DOCUMENT",
        help="plain text or Markdown, UTF-8, in English, up to 20 MB",
    )
    new.add_argument("folder", type=Path, metavar="FOLDER", help="where the book is to be; not there yet")
    new.add_argument(
        "--text",
        choices=["keep", "figures"],
        default="figures",
        help="what of the text to store: all of it, or figures alone (default)",
    )
    new.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")
    new.set_defaults(run=_new)
    compare = commands.add_parser(
        "compare", help="say in Markdown which published numbers moved since a git ref, or between two files"
    )
    compare.add_argument(
        "base", metavar="BASE", help="a git ref, whose own code is run for its figures, or a figures.json"
    )
    compare.add_argument(
        "after", nargs="?", type=Path, metavar="AFTER", help="a figures.json; else the book as it is"
    )
    compare.add_argument("--output", type=Path, metavar="FILE", help="write to a file, instead of printing")
    compare.add_argument(
        "--site", type=_address, default="", metavar="URL", help="link to pages of a preview"
    )
    compare.set_defaults(run=_compare)
    return parser


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.exit(USAGE, f"{self.prog}: {message} (see {self.prog} --help)\n")


# What only one command needs is imported there: NLTK alone takes a second.


def _derive(root: Path, options: argparse.Namespace) -> int:
    from reading.data.derive import derive

    for line in derive(options.text, root):
        print(line)
    return 0


def _check(root: Path, options: argparse.Namespace) -> int:
    from reading.checks import tools
    from reading.checks.run import check, named_copy

    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(tools.mistakes, root)
        errors = check(root, document=named_copy())
        found = attempt(errors, waiting.result, [])
    errors += list(tools.beside(errors, found))
    if errors:
        return _tell(sorted(set(errors)), Path.cwd())
    print("no problems")
    return 0


def _build(root: Path, options: argparse.Namespace) -> int:
    from reading.site.build import build

    return build(root)


def _preview(root: Path, options: argparse.Namespace) -> int:
    from reading.site.preview import preview

    return preview(root, port=options.port)


def _links(root: Path, options: argparse.Namespace) -> int:
    from reading.site.dead_links import find_dead_links

    errors = find_dead_links(root)
    if errors:
        return _tell(errors, Path.cwd())
    print("every link leads somewhere")
    return 0


def _new_page(root: Path, options: argparse.Namespace) -> int:
    from reading.new.chapter import begin

    for line in begin(root, options.paragraph):
        print(line)
    return 0


def _figures(root: Path, options: argparse.Namespace) -> int:
    from reading.figures import as_json, kept_registry

    json.dump(as_json(kept_registry(Book.load(root))), sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


def _new(root: Path, options: argparse.Namespace) -> int:
    from reading.new import begin

    keep = options.text == "keep"
    made = begin(options.copy, options.folder.absolute(), root, keep=keep, dry_run=options.dry_run)
    print(*made.lines, sep="\n")
    return 0


def _compare(root: Path, options: argparse.Namespace) -> int:
    from reading.compare import compare
    from reading.files.read import write_all

    report = compare(root, options.base, options.after, site=options.site)
    if options.output is None:
        print(report, end="")
    else:
        write_all(options.output.parent, {options.output.name: report})
    return 0


def _address(text: str) -> str:
    """An address that a link can hold, without the slash at its end; empty where there is none."""
    if not re.fullmatch(r"(https?://[^\s<>()]+)?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no address: it opens with https://")
    return text.rstrip("/")


def _tell(errors: list[ReadingError], here: Path) -> int:
    """Print each mistake on a line of its own, with the path as seen from the current directory."""
    for error in errors:
        path = error.path
        near = path.relative_to(here) if path.is_relative_to(here) else path
        shown = str(ReadingError(near, error.line, error.problem, error.hint))
        print(" ".join(shown.splitlines()), file=sys.stderr)
        if github.annotating():
            print(github.annotation(error, here))
    print(f"{len(errors)} problem{'s' * (len(errors) != 1)}", file=sys.stderr)
    return MISTAKES
