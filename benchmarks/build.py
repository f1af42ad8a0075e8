"""This book's build beside stock Jupyter Book 1, on the same chapters and notebooks: medians in seconds.

Run it from the book's folder:  python benchmarks/build.py --stock BIN

BIN is the `bin` folder of an environment with the newest Jupyter Book 1, altair and pandas, of the same
Python as this one. Both build copies of the book, in turn, `--runs` times:

- cold: nothing is built yet, and set-up is done; stock executes with `force`
- ci: what notebooks gave is kept, the site and its doctrees are not; stock executes with `cache`
- edit: after that, with another word in one chapter

The stock copy has the default theme and configuration. What only this book's extension knows is left out of
it or made plain: `{fig}` and `{n}` become text, `{s}` nothing, `{chart}` in chapters is dropped, so that
stock shows less. Its notebooks run the same code with Altair's own renderer; where its environment lacks a
package that the code needs, this one's lends it. Ours checks the book as well, which stock does not.

`--large` makes a book of 200 chapters and 20 notebooks of a made-up text, and measures `ci` alone.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import yaml
from derive import forms_of_english, made

from reading.data.book import Book
from reading.data.derive import derive
from reading.figures import Figure, registry

ROOT = Path(__file__).parents[1]

MOST = {"cold": 0.7, "ci": 0.35, "edit": 1.0}
"""How many times stock's time a phase may take."""

CHAPTERS, NOTEBOOKS = 200, 20

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Both may keep their bytecode, as they do where people build."""

MADE = ("html", ".doctrees", "jupyter_execute")
"""What of `_build` is no cache, so that a CI does not keep it."""


# Books ------------------------------------------------------------------------------------------------------


def small(folder: Path) -> Path:
    """A copy of this book; the page of the edit."""
    names = [
        "_config.yml",
        "_toc.yml",
        "_static",
        "_templates",
        "data",
        "chapters",
        "notebooks",
        "CITATION.cff",
        "about",
    ]
    for path in [*map(ROOT.joinpath, names), *ROOT.glob("[a-z]*.md")]:
        (shutil.copytree if path.is_dir() else shutil.copy2)(path, folder / path.name)
    return Path("chapters/sino-russian-cooperation/new-areas.md")


def large(folder: Path) -> Path:
    """A book of a made-up text: a chapter for each of its paragraphs, and notebooks of three charts each."""
    text, outline = made(CHAPTERS * 95, forms_of_english()[:700], 5)
    for name in ("_config.yml", "_static", "_templates", "data/lexicon", "data/coding", "CITATION.cff"):
        path = ROOT / name
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if path.is_dir() else shutil.copy2)(path, folder / name)
    for name, content in {
        "copy.txt": text,
        "data/document/outline.yml": outline,
        "data/claims.yml": "claims:\n  claims.any: {says: There are words., holds: [document.tokens > 0]}\n",
        "data/lexicon/actors.yml": "actors: {}\n",
        "references.bib": "@misc{one, title = {One}, author = {A. Nobody}, year = {2020}}\n",
        "index.md": "# A made-up book\n\nIt has {fig}`document.tokens` words {cite:p}`one`.\n",
        "references.md": "# References\n\n```{bibliography}\n```\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    derive(folder / "copy.txt", folder)
    return _pages(folder, yaml.safe_load(outline)["sections"])


def _pages(folder: Path, sections: list[dict[str, list[dict[str, str]]]]) -> Path:
    """The chapters, the notebooks, the table of contents and the coding of a made-up book."""
    chance, words = random.Random(1), forms_of_english()[:700]
    parts: list[dict[str, object]] = []
    coding = ["paragraph,sentence,themes"]
    for section in sections:
        files = []
        for paragraph in section["paragraphs"]:
            name, sentences = paragraph["id"], int(paragraph["sentences"])
            prose = [" ".join(chance.choices(words, k=90)).capitalize() + "." for _ in range(3)]
            told = [
                f"{' '.join(chance.choices(words, k=15))}.{{s}}`{one}`" for one in range(1, sentences + 1)
            ]
            lines = [
                "---",
                f"paragraph: {name}",
                "---",
                "",
                f"# About {name}",
                "",
                "## In brief",
                "",
                prose[0],
            ]
            lines += ["", "## What the document says", "", *told, "", "## How it says it", ""]
            lines += [
                "It has {fig}`document.tokens` words in all.",
                "",
                "## Context",
                "",
                prose[1],
                "",
                prose[2],
            ]
            path = folder / f"chapters/{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            files.append({"file": f"chapters/{name}"})
            coding += [f"{name},{one}," for one in range(1, sentences + 1)]
        parts.append({"caption": f"Part {len(parts) + 1}", "chapters": files})
    for of_this_book in ("pass-b.csv", "stances*"):
        for path in (folder / "data/coding").glob(of_this_book):
            path.unlink()
    (folder / "data/coding/pass-a.csv").write_text("\n".join(coding) + "\n", encoding="utf-8")
    named = [f"notebooks/counts-{number}" for number in range(NOTEBOOKS)]
    (folder / "notebooks").mkdir()
    for name in named:
        (folder / f"{name}.ipynb").write_text(json.dumps(_notebook()), encoding="utf-8")
    parts.append(
        {"caption": "Counts", "chapters": [*({"file": name} for name in named), {"file": "references"}]}
    )
    contents = {"format": "jb-book", "root": "index", "parts": parts}
    (folder / "_toc.yml").write_text(yaml.safe_dump(contents, sort_keys=False), encoding="utf-8")
    return Path(f"chapters/{sections[0]['paragraphs'][0]['id']}.md")


def _notebook() -> dict[str, object]:
    start = "from reading import charts\nfrom reading.data.book import Book\n\nbook = Book.here()"
    calls = [
        f'charts.{chart}(book, title="Words", claim="claims.any")' for chart in ("top_terms", "term_map")
    ]
    cells: list[dict[str, object]] = [
        {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# Counts"}
    ]
    cells += [
        {"cell_type": "code", "id": f"c{number}", "metadata": {}, "source": source, "outputs": []}
        | {"execution_count": None}
        for number, source in enumerate([start, *calls, calls[0]])
    ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def stock(ours: Path, folder: Path) -> None:
    """A copy of a book as stock Jupyter Book takes it."""
    figures = registry(Book.load(ours))
    for path in ours.rglob("*"):
        if path.is_file() and "_build" not in path.parts:
            target = folder / path.relative_to(ours)
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix == ".md":
                target.write_text(_plain(path.read_text(encoding="utf-8"), figures), encoding="utf-8")
            elif path.suffix == ".ipynb":
                target.write_text(_stock_notebook(json.loads(path.read_bytes()), figures), encoding="utf-8")
            else:
                shutil.copy2(path, target)


def configure(folder: Path, execute: str) -> None:
    """Write stock's configuration."""
    configuration = {
        "title": "Stock",
        "author": "Nobody",
        "only_build_toc_files": True,
        "execute": {"execute_notebooks": execute, "stderr_output": "error", "timeout": 120},
        "bibtex_bibfiles": ["references.bib"],
    }
    (folder / "_config.yml").write_text(yaml.safe_dump(configuration), encoding="utf-8")


def _plain(text: str, figures: Mapping[str, Figure]) -> str:
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    text = re.sub(r"^```\{chart\}.*?^```\n", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"\{s\}`[^`]*`", "", text)
    text = re.sub(r"\{n\}`([^`]*)`", r"\1", text)
    return re.sub(r"\{fig\}`([^`]*)`", lambda found: str(figures[found[1]]), text)


def _stock_notebook(notebook: dict[str, list[dict[str, object]]], figures: Mapping[str, Figure]) -> str:
    lent = [str(ROOT), sysconfig.get_paths()["purelib"]]
    first = True
    for cell in notebook["cells"]:
        source = "".join(cell["source"])  # type: ignore[arg-type]
        if cell["cell_type"] == "markdown":
            source = _plain(source, figures)
        elif first:
            source = (
                f"import altair, sys\nsys.path.extend({lent})\n{source}\naltair.renderers.enable('default')"
            )
            first = False
        cell["source"] = source
    return json.dumps(notebook)


# Builds -----------------------------------------------------------------------------------------------------


def clean(book: Path, *names: str) -> None:
    """Remove what a build has made, all of it or what is named."""
    for path in map((book / "_build").joinpath, names or ("",)):
        shutil.rmtree(path, ignore_errors=True)


def timed(command: list[str], book: Path) -> float:
    """Seconds of a build, which must succeed."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=book, capture_output=True, text=True, check=False, env=ENVIRONMENT)
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed in {book}:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return seconds


def edit(page: Path) -> None:
    """Another word at the end of a chapter."""
    page.write_text(page.read_text(encoding="utf-8").rstrip("\n") + " Indeed.\n", encoding="utf-8")


def measure(
    make: Callable[[Path], Path], bin_of_stock: Path, runs: int, phases: list[str]
) -> dict[str, dict[str, float]]:
    """Medians by phase, of stock and of ours."""
    commands = {
        "stock": [str(bin_of_stock / "jupyter-book"), "build", "."],
        "ours": [str(Path(sys.executable).with_name("reading")), "build"],
    }
    took: dict[str, dict[str, list[float]]] = {phase: {name: [] for name in commands} for phase in phases}
    with tempfile.TemporaryDirectory() as folder:
        books = {name: Path(folder) / name for name in commands}
        for book in books.values():
            book.mkdir()
        page = make(books["ours"])
        stock(books["ours"], books["stock"])
        for _run in range(runs):
            for phase in phases:
                for name, book in books.items():
                    if name == "stock":
                        configure(book, "force" if phase == "cold" else "cache")
                    if phase == "cold":
                        clean(book)
                    elif phase == "ci":
                        timed(commands[name], book)
                        clean(book, *MADE)
                    else:
                        edit(book / page)
                    took[phase][name].append(timed(commands[name], book))
    return {
        phase: {name: statistics.median(times) for name, times in by.items()} for phase, by in took.items()
    }


def main() -> int:
    """Measure and print; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description="Time this book's build beside stock Jupyter Book's.")
    parser.add_argument(
        "--stock", type=Path, required=True, metavar="BIN", help="its environment's bin folder"
    )
    parser.add_argument("--runs", type=int, default=5, help="builds of each phase")
    parser.add_argument("--large", action="store_true", help="a made-up book of 200 chapters, 20 notebooks")
    arguments = parser.parse_args()
    if arguments.large:
        figures = measure(large, arguments.stock, arguments.runs, ["ci"])
    else:
        figures = measure(small, arguments.stock, arguments.runs, list(MOST))
    print("phase    stock    ours  ratio  at most")
    missed = False
    for phase, times in figures.items():
        ratio = times["ours"] / times["stock"]
        missed |= ratio > MOST[phase]
        print(f"{phase:<6} {times['stock']:>7.2f} {times['ours']:>7.2f}  {ratio:>5.2f}  {MOST[phase]:>7}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
