"""Ranks the followed speakers by their likeness to the document, with the texts of each year in turn.

The book keeps the words of one year. Whether a finding hangs on that year, the texts themselves can tell:

    python -m benchmarks.likeness_by_year FOLDER [YEAR ...]

FOLDER holds the texts of the reference. A line for each year and way of measuring goes to standard output.
Nothing is written: the tables of each year are derived in a temporary folder. It takes about 5 s a year.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from concurrent.futures import Executor
from pathlib import Path

import yaml

from reading.data.book import Book
from reading.data.derive_reference import derive, open_executor
from reading.data.reference import FOLDER, SETTINGS, Reference
from reading.tables import nearness as likeness

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Print the ranks by year."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="the texts of the reference")
    parser.add_argument("years", type=int, nargs="*", help="default: three before and two after the book's")
    options = parser.parse_args()
    reference = likeness.find_reference(Book.on_demand(ROOT))
    assert reference is not None
    [year] = reference.settings.comparison.year
    print("year,texts,measure,names," + ",".join(reference.settings.followed))
    with open_executor() as executor:
        for each in options.years or range(year - 3, year + 3):
            print_ranks(reference, options.folder, each, executor)


def print_ranks(reference: Reference, folder: Path, year: int, executor: Executor) -> None:
    """Print the ranks among the texts of a year, a line for each way of measuring."""
    with tempfile.TemporaryDirectory() as scratch:
        root, texts = Path(scratch) / "book", Path(scratch) / "texts"
        shutil.copytree(ROOT / "data", root / "data")
        texts.mkdir()
        speakers = set()
        for path in folder.rglob(f"*{Path(reference.settings.pattern).suffix}"):
            fields = reference.settings.parse_name(path.stem)
            if fields and int(fields["year"]) == year:
                shutil.copy(path, texts)
                speakers.add(fields["speaker"])
        path = root / FOLDER / reference.name / SETTINGS
        settings = yaml.safe_load(path.read_text(encoding="utf-8"))
        settings |= {"comparison": {"year": year}, "terms": [], "quotations": False}
        settings["speakers"] = {code: name for code, name in settings["speakers"].items() if code in speakers}
        path.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
        derive(texts, reference.name, root, executor)
        book = Book.on_demand(root)
        of_year = book.references[reference.name]
        ranked = likeness.compare_with_texts(book, of_year)
        ranked = ranked[ranked["part"] == likeness.DOCUMENT]
        for (measure, names), rows in ranked.groupby(["measure", "names"], sort=False):
            ranks = rows.set_index("speaker")["rank"].reindex(reference.settings.followed)
            shown = ["" if rank != rank else f"{rank:g}" for rank in ranks]
            print(year, len(of_year.comparison), measure, names, *shown, sep=",", flush=True)


if __name__ == "__main__":
    main()
