"""Compares the build time of this book with that of stock Jupyter Book 1 on the same chapters and notebooks.

Run it from the book's folder:  python -m benchmarks.build --stock BIN

BIN is the `bin` folder of an environment with the newest Jupyter Book 1, altair and pandas, and with the same
Python as this one. The two take turns to build copies of the book, `--runs` times. There are three phases:

- cold: nothing is built yet
- kept: all of `_build` is kept, and every source has a new time, as in a fresh checkout of a CI
- edit: one chapter has a new word

The stock copy has the default theme and configuration. It leaves out what needs the extension of this book:
`{fig}` and `{n}` become text, and `{s}`, `{chart}` and the generated parts of pages are removed. Its
notebooks run the same code, in which `show` displays the chart with the default renderer of Altair. Packages
that its environment lacks come from this one. The build of this book also checks the book, which stock does
not.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from reading.data.book import Book
from reading.tables.figures import Figures
from reading.tables.table import Figure

ROOT = Path(__file__).parents[1]

LIMITS = {"cold": 0.7, "kept": 0.8, "edit": 1.0}
"""The limit of our time divided by that of stock, for each phase."""

FOLDERS = ("about", "chapters", "data", "notebooks")
FILES = ("_config.yml", "_toc.yml", "CITATION.cff")

PAGE = "chapters/sino-russian-cooperation/new-areas.md"
"""The chapter that gets a new word."""

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""The environment of both builds. They may write bytecode, as is usual."""


# The copies -------------------------------------------------------------------------------------------------


def copy_book(folder: Path) -> None:
    """Copy this book into a folder."""
    folder.mkdir()
    for path in [*map(ROOT.joinpath, FOLDERS + FILES), *ROOT.glob("[a-z]*.md")]:
        (shutil.copytree if path.is_dir() else shutil.copy2)(path, folder / path.name)


def make_stock_copy(ours: Path, folder: Path) -> None:
    """Copy a book into a folder, with only what stock Jupyter Book can build."""
    figures = Figures(Book.load(ours))
    shutil.copytree(ours, folder)
    for path in folder.rglob("*.md"):
        path.write_text(_make_plain(path.read_text(encoding="utf-8"), figures), encoding="utf-8")
    for path in folder.rglob("*.ipynb"):
        notebook = _make_stock_notebook(json.loads(path.read_bytes()), figures)
        path.write_text(json.dumps(notebook), encoding="utf-8")


def configure(folder: Path) -> None:
    """Write the configuration of the stock copy."""
    configuration = {
        "title": "Stock",
        "author": "Nobody",
        "only_build_toc_files": True,
        "execute": {"execute_notebooks": "cache", "stderr_output": "error", "timeout": 120},
        "bibtex_bibfiles": [path.relative_to(folder).as_posix() for path in folder.rglob("*.bib")],
    }
    (folder / "_config.yml").write_text(yaml.safe_dump(configuration), encoding="utf-8")


def _make_plain(text: str, figures: Mapping[str, Figure]) -> str:
    """Replace or remove the markup that needs the extension of this book."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    directives = r"^```\{(?:chart|codebook|evidence|explorer)\}.*?^```\n"
    text = re.sub(directives, "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"\{s\}`[^`]*`", "", text)
    text = re.sub(r"\{n\}`([^`]*)`", r"\1", text)
    return re.sub(r"\{fig\}`([^`]*)`", lambda match: str(figures[match[1]]), text)


def _make_stock_notebook(notebook: dict[str, Any], figures: Mapping[str, Figure]) -> dict[str, Any]:
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        cell["source"] = _make_plain(source, figures) if cell["cell_type"] == "markdown" else source
    first = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    folders = [str(ROOT), sysconfig.get_paths()["purelib"]]
    start = f"import altair, sys\nsys.path.extend({folders})"
    show = "def show(what, *_, **__):\n    return what"
    first["source"] = f"{start}\n{first['source']}\naltair.renderers.enable('default')\n{show}"
    return notebook


# Builds -----------------------------------------------------------------------------------------------------


def prepare(book: Path, phase: str) -> None:
    """Bring a book into the state in which a phase begins."""
    if phase == "cold":
        shutil.rmtree(book / "_build", ignore_errors=True)
    elif phase == "kept":
        for path in book.rglob("*"):
            if path.is_file() and "_build" not in path.parts:
                path.touch()
    else:
        text = (book / PAGE).read_text(encoding="utf-8")
        (book / PAGE).write_text(text.rstrip("\n") + " Indeed.\n", encoding="utf-8")


def time_build(command: list[str], book: Path) -> float:
    """The seconds of a build, which must succeed."""
    start = time.perf_counter()
    result = subprocess.run(command, cwd=book, capture_output=True, text=True, check=False, env=ENVIRONMENT)
    seconds = time.perf_counter() - start
    if result.returncode:
        sys.exit(f"{' '.join(command)} failed in {book}:\n{result.stdout[-2000:]}{result.stderr[-4000:]}")
    return seconds


def measure(stock_bin: Path, runs: int) -> dict[str, dict[str, float]]:
    """The median seconds of stock and of ours in each phase."""
    commands = {
        "stock": [str(stock_bin / "jupyter-book"), "build", "."],
        "ours": [str(Path(sys.executable).with_name("reading")), "build"],
    }
    times: dict[str, dict[str, list[float]]] = {phase: {name: [] for name in commands} for phase in LIMITS}
    with tempfile.TemporaryDirectory() as folder:
        books = {name: Path(folder) / name for name in commands}
        copy_book(books["ours"])
        make_stock_copy(books["ours"], books["stock"])
        configure(books["stock"])
        for _ in range(runs):
            for phase in LIMITS:
                for name, book in books.items():
                    prepare(book, phase)
                    times[phase][name].append(time_build(commands[name], book))
    return {
        phase: {name: statistics.median(taken) for name, taken in by_name.items()}
        for phase, by_name in times.items()
    }


def main() -> int:
    """Print the median times and their ratios. Return 1 if a ratio is above its limit, else 0."""
    parser = argparse.ArgumentParser(description="Compare the build time of this book with stock.")
    parser.add_argument("--stock", type=Path, required=True, metavar="BIN", help="of its environment")
    parser.add_argument("--runs", type=int, default=5, help="builds of each phase")
    arguments = parser.parse_args()
    is_above = False
    print("phase    stock    ours  ratio    limit")
    for phase, times in measure(arguments.stock, arguments.runs).items():
        ratio = times["ours"] / times["stock"]
        is_above |= ratio > LIMITS[phase]
        print(f"{phase:<8} {times['stock']:>6.2f} {times['ours']:>7.2f}  {ratio:>5.2f}  {LIMITS[phase]:>7}")
    return int(is_above)


if __name__ == "__main__":
    sys.exit(main())
