"""Begin a book on each document of the tests, build and test it in its own folder, and say what it cost.

    .venv/bin/python -m benchmarks.new [brief speech report note] [--folder FOLDER] [--text keep]

Each book gets an environment of its own, from the wheel that it brings, as on a machine of somebody else.
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
    """Run it, and give 1 where a step failed or a page is too heavy."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(DOCUMENTS))
    parser.add_argument("--folder", type=Path, help="where to make the books; else in a temporary folder")
    parser.add_argument("--text", choices=["keep", "figures"], default="figures")
    options = parser.parse_args()
    print("| document | new (s) | set up (s) | site (s) | test (s) | pages | largest page, packed (KB) |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as place:
        folder = options.folder or Path(place)
        results = [tried(name, folder, options.text) for name in options.names or DOCUMENTS]
    return int(not all(results))


def tried(name: str, folder: Path, text: str) -> bool:
    """Make, build and test one book, and print what it took."""
    file, content = DOCUMENTS[name]
    copy, book = folder / file, folder / name
    copy.write_text(content, encoding="utf-8")
    reading = str(Path(sys.executable).with_name("reading"))
    steps = [([reading, "new", str(copy), str(book), "--text", text], ROOT)]
    steps += [(["make", target], book) for target in ("setup", "site", "test")]
    times = []
    for command, place in steps:
        start = time.perf_counter()
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
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
    weights = heavy(site, pages)
    for page, size in weights.items():
        print(f"{name}: {page} takes {size / 1000:.0f} KB, which is too much")
    return not weights


if __name__ == "__main__":
    sys.exit(main())
