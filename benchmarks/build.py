"""Compares the build time of this book with that of stock Jupyter Book 1 on the same chapters and notebooks.

Run it from the book's folder:  python benchmarks/build.py --stock BIN

BIN is the `bin` folder of an environment with the newest Jupyter Book 1, altair and pandas, and with the same
Python as this one. The two take turns to build copies of the book, `--runs` times. There are three phases:

- cold: nothing is built yet; stock executes with `force`
- results: the results of notebooks are kept, but the site and its doctrees are not; stock executes with
  `cache`
- kept: all of `_build` is kept, and every source has a new time, as in a fresh checkout of a CI
- edit: one chapter has a new word

The stock copy has the default theme and configuration. It leaves out what needs the extension of this book:
`{fig}` and `{n}` become text, and `{s}`, `{chart}` and the generated parts of pages are removed. Its
notebooks run the same code with the default renderer of Altair. Packages that its environment lacks come
from this one. The build of this book also checks the book, which stock does not.

`--large` generates a book of 200 chapters and 20 notebooks, and measures only `results` and `kept`.
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
from derive import english_forms, generate_text

from reading.data.book import Book
from reading.data.derive import derive
from reading.evidence.sentences import PARTS
from reading.figures import Figure, registry

ROOT = Path(__file__).parents[1]

MAX_RATIOS = {"cold": 0.7, "results": 1.0, "kept": 0.5, "edit": 0.9}
"""The limit of our time divided by that of stock, for each phase."""

MAX_LARGE_RATIOS = {"results": 0.5, "kept": 0.2}
"""The same for the large book. Most of `results` is the work of Sphinx, which stock does as well."""

CHAPTERS, NOTEBOOKS = 200, 20

STOP_WORDS = "data/lexicon/stopwords.txt"

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""The environment of both builds. They may write bytecode, as is usual."""

OUTPUT_FOLDERS = ("html", ".doctrees", "jupyter_execute")
"""The folders of `_build` that are not caches."""


# Books ------------------------------------------------------------------------------------------------------


def copy_book(folder: Path) -> Path:
    """Copy this book into a folder. Return the page to edit."""
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


def generate_book(folder: Path) -> Path:
    """Generate a book in a folder: a chapter for each paragraph, and notebooks with three charts each.

    Return the page to edit.
    """
    text, outline = generate_text(CHAPTERS * 95, english_forms()[:700], 5)
    for name in ("_config.yml", "_static", "_templates", STOP_WORDS, "CITATION.cff"):
        path = ROOT / name
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if path.is_dir() else shutil.copy2)(path, folder / name)
    for name, content in {
        "copy.txt": text,
        "data/document/outline.yml": outline,
        "data/claims.yml": "claims:\n  claims.any: {says: There are words., holds: [document.tokens > 0]}\n",
        "data/lexicon/actors.yml": "actors: {}\n",
        "data/lexicon/phrases.txt": "# There are no phrases.\n",
        "about/references.bib": "@misc{one, title = {One}, author = {A. Nobody}, year = {2020}}\n",
        "index.md": "# A made-up book\n\nIt has {fig}`document.tokens` words {cite:p}`one`.\n",
        "evidence.md": "# Evidence\n\n" + "".join(f"```{{evidence}} {part}\n```\n\n" for part in PARTS),
        "codebook.md": "# The codebook\n\n```{codebook}\n```\n",
        "references.md": "# References\n\n```{bibliography}\n```\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    derive(folder / "copy.txt", folder)
    return _write_pages(folder, yaml.safe_load(outline)["sections"])


def _write_pages(folder: Path, sections: list[dict[str, list[dict[str, str]]]]) -> Path:
    """Write the chapters, notebooks and table of contents of a generated book."""
    chance, words = random.Random(1), english_forms()[:700]
    parts: list[dict[str, object]] = []
    for section in sections:
        files = []
        for paragraph in section["paragraphs"]:
            name, sentences = paragraph["id"], int(paragraph["sentences"])
            prose = [" ".join(chance.sample(words, k=90)).capitalize() + "." for _ in range(3)]
            retold = [
                f"{' '.join(chance.sample(words, k=15))}.{{s}}`{number}`"
                for number in range(1, sentences + 1)
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
            lines += ["", "## What the document says", "", *retold, "", "## How it says it", ""]
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
        parts.append({"caption": f"Part {len(parts) + 1}", "chapters": files})
    notebooks = [f"notebooks/counts-{number}" for number in range(NOTEBOOKS)]
    (folder / "notebooks").mkdir()
    for name in notebooks:
        (folder / f"{name}.ipynb").write_text(json.dumps(_make_notebook()), encoding="utf-8")
    parts.append(
        {
            "caption": "Counts",
            "chapters": [{"file": name} for name in [*notebooks, "evidence", "codebook", "references"]],
        }
    )
    contents = {"format": "jb-book", "root": "index", "parts": parts}
    (folder / "_toc.yml").write_text(yaml.safe_dump(contents, sort_keys=False), encoding="utf-8")
    return Path(f"chapters/{sections[0]['paragraphs'][0]['id']}.md")


def _make_notebook() -> dict[str, object]:
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


def make_stock_copy(ours: Path, folder: Path) -> None:
    """Copy a book into a folder, with only what stock Jupyter Book can build."""
    figures = registry(Book.load(ours))
    for path in ours.rglob("*"):
        if path.is_file() and "_build" not in path.parts:
            target = folder / path.relative_to(ours)
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix == ".md":
                target.write_text(_make_plain(path.read_text(encoding="utf-8"), figures), encoding="utf-8")
            elif path.suffix == ".ipynb":
                target.write_text(
                    _make_stock_notebook(json.loads(path.read_bytes()), figures), encoding="utf-8"
                )
            else:
                shutil.copy2(path, target)


def configure(folder: Path, execute: str) -> None:
    """Write the configuration of the stock copy."""
    configuration = {
        "title": "Stock",
        "author": "Nobody",
        "only_build_toc_files": True,
        "execute": {"execute_notebooks": execute, "stderr_output": "error", "timeout": 120},
        "bibtex_bibfiles": [path.relative_to(folder).as_posix() for path in folder.rglob("*.bib")],
    }
    (folder / "_config.yml").write_text(yaml.safe_dump(configuration), encoding="utf-8")


def _make_plain(text: str, figures: Mapping[str, Figure]) -> str:
    """Replace or remove the markup that needs the extension of this book."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    text = re.sub(
        r"^```\{(?:chart|codebook|evidence|explorer)\}.*?^```\n", "", text, flags=re.DOTALL | re.MULTILINE
    )
    text = re.sub(r"\{s\}`[^`]*`", "", text)
    text = re.sub(r"\{n\}`([^`]*)`", r"\1", text)
    return re.sub(r"\{fig\}`([^`]*)`", lambda match: str(figures[match[1]]), text)


def _make_stock_notebook(notebook: dict[str, list[dict[str, object]]], figures: Mapping[str, Figure]) -> str:
    folders = [str(ROOT), sysconfig.get_paths()["purelib"]]
    is_first_code = True
    for cell in notebook["cells"]:
        source = "".join(cell["source"])  # type: ignore[arg-type]
        if cell["cell_type"] == "markdown":
            source = _make_plain(source, figures)
        elif is_first_code:
            start = f"import altair, sys\nsys.path.extend({folders})"
            source = f"{start}\n{source}\naltair.renderers.enable('default')"
            is_first_code = False
        cell["source"] = source
    return json.dumps(notebook)


# Builds -----------------------------------------------------------------------------------------------------


def clean_build(book: Path, *names: str) -> None:
    """Remove the `_build` folder of a book, or only these folders in it."""
    for path in map((book / "_build").joinpath, names or ("",)):
        shutil.rmtree(path, ignore_errors=True)


def time_build(command: list[str], book: Path) -> float:
    """The seconds of a build, which must succeed."""
    start = time.perf_counter()
    result = subprocess.run(command, cwd=book, capture_output=True, text=True, check=False, env=ENVIRONMENT)
    seconds = time.perf_counter() - start
    if result.returncode:
        sys.exit(f"{' '.join(command)} failed in {book}:\n{result.stdout[-2000:]}{result.stderr[-4000:]}")
    return seconds


def renew_times(book: Path) -> None:
    """Give every source of a book a new time."""
    for path in book.rglob("*"):
        if path.is_file() and "_build" not in path.parts:
            path.touch()


def edit_page(page: Path) -> None:
    """Add a word at the end of a page."""
    page.write_text(page.read_text(encoding="utf-8").rstrip("\n") + " Indeed.\n", encoding="utf-8")


def measure(
    make_book: Callable[[Path], Path], stock_bin: Path, runs: int, phases: list[str]
) -> dict[str, dict[str, float]]:
    """The median seconds of stock and of ours in each phase."""
    commands = {
        "stock": [str(stock_bin / "jupyter-book"), "build", "."],
        "ours": [str(Path(sys.executable).with_name("reading")), "build"],
    }
    all_times: dict[str, dict[str, list[float]]] = {
        phase: {name: [] for name in commands} for phase in phases
    }
    with tempfile.TemporaryDirectory() as folder:
        books = {name: Path(folder) / name for name in commands}
        for book in books.values():
            book.mkdir()
        page = make_book(books["ours"])
        make_stock_copy(books["ours"], books["stock"])
        for _run in range(runs):
            for phase in phases:
                for name, book in books.items():
                    if name == "stock":
                        configure(book, "force" if phase == "cold" else "cache")
                    if phase == "cold":
                        clean_build(book)
                    elif phase == "results":
                        time_build(commands[name], book)
                        clean_build(book, *OUTPUT_FOLDERS)
                    elif phase == "kept":
                        renew_times(book)
                    else:
                        edit_page(book / page)
                    all_times[phase][name].append(time_build(commands[name], book))
    return {
        phase: {name: statistics.median(times) for name, times in by_name.items()}
        for phase, by_name in all_times.items()
    }


def main() -> int:
    """Print the median times and their ratios. Return 1 if a ratio is above its limit, else 0."""
    parser = argparse.ArgumentParser(
        description="Compare the build time of this book with stock Jupyter Book."
    )
    parser.add_argument(
        "--stock", type=Path, required=True, metavar="BIN", help="the bin folder of its environment"
    )
    parser.add_argument("--runs", type=int, default=5, help="builds of each phase")
    parser.add_argument(
        "--large", action="store_true", help="generate a book of 200 chapters and 20 notebooks"
    )
    arguments = parser.parse_args()
    make_book, limits = (generate_book, MAX_LARGE_RATIOS) if arguments.large else (copy_book, MAX_RATIOS)
    medians = measure(make_book, arguments.stock, arguments.runs, list(limits))
    print("phase    stock    ours  ratio    limit")
    is_above = False
    for phase, times in medians.items():
        ratio = times["ours"] / times["stock"]
        limit = limits[phase]
        is_above |= ratio > limit
        print(f"{phase:<8} {times['stock']:>6.2f} {times['ours']:>7.2f}  {ratio:>5.2f}  {limit:>7}")
    return int(is_above)


if __name__ == "__main__":
    sys.exit(main())
