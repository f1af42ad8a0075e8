"""Create a book on each document of the tests, build and test it, and print the time and size of each.

    .venv/bin/python -m benchmarks.new [brief speech report note] [--folder FOLDER] [--text keep]

Each book gets its own environment, installed from the wheel in its folder, as on another machine.
"""

from __future__ import annotations

import argparse
import gzip
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bs4 import BeautifulSoup

from tests.new import documents
from tests.site.weight import heavy

ROOT = Path(__file__).parents[1]

DOCUMENTS = {
    "brief": ("brief.txt", documents.BRIEF),
    "speech": ("speech.txt", documents.SPEECH),
    "report": ("report.md", documents.long_report()),
    "note": ("note.txt", documents.NOTE),
}


def main() -> int:
    """Measure each book. Return 1 if a step fails or a page is too large, else 0."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(DOCUMENTS))
    parser.add_argument("--folder", type=Path, help="the folder for the books (default: a temporary folder)")
    parser.add_argument(
        "--text", choices=["keep", "figures"], default="figures", help="the option of `reading new`"
    )
    options = parser.parse_args()
    print("| document | new (s) | set up (s) | site (s) | test (s) | pages | largest page, compressed (KB) |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        results = [measure_book(name, folder, options.text) for name in options.names or DOCUMENTS]
    return int(not all(results))


def measure_book(name: str, folder: Path, text: str) -> bool:
    """Create, build and test a book, and print its measurements. Return whether all is within the limits."""
    file, content = DOCUMENTS[name]
    document, book = folder / file, folder / name
    document.write_text(content, encoding="utf-8")
    reading = str(Path(sys.executable).with_name("reading"))
    steps = [([reading, "new", str(document), str(book), "--text", text, "--yes"], ROOT)]
    steps += [(["make", target], book) for target in ("setup", "site", "test")]
    times = []
    for command, working_folder in steps:
        start = time.perf_counter()
        done = subprocess.run(command, cwd=working_folder, capture_output=True, text=True, check=False)
        times.append(f"{time.perf_counter() - start:.0f}")
        if done.returncode:
            print(f"{name}: {' '.join(command)} failed\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
            return False
    site = book / "_build" / "html"
    pages = {
        path.relative_to(site).as_posix(): BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        for path in site.rglob("*.html")
    }
    largest = max(len(gzip.compress((site / page).read_bytes())) for page in pages) / 1000
    print(f"| {name} | {' | '.join(times)} | {len(pages)} | {largest:.0f} |", flush=True)
    too_large = heavy(site, pages)
    for page, size in too_large.items():
        print(f"{name}: {page} is too large: {size / 1000:.0f} KB")
    return not too_large


if __name__ == "__main__":
    sys.exit(main())
