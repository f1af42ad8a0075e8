"""A small book with a made-up reference, for tests: six speeches about two towns, in three years."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd

from reading.data.reference import Reference, Settings
from reading.derive import document
from reading.derive.package import write_tables
from reading.derive.reference import derive
from tests.data.tables import with_parts

NAME = "speeches"

SETTINGS = """\
title: Speeches on two towns
source:
  citations: ["Doe, Jo (2020): Speeches on two towns."]
  url: https://example.org/speeches
licence:
  name: CC0-1.0
  path: https://creativecommons.org/publicdomain/zero/1.0/
  title: CC0 1.0 Universal
pattern: "{speaker}_{session}_{year}.txt"
comparison:
  year: 2003
speakers:
  ANN: Anna Bell
followed: [ANN]
terms:
  - harbour
  - label: calm
    terms: [stabil*, stable water]
  - clean water
users:
  years: [2002, 2003]
  texts: 1
  sample: 4
  most: 1
  passage: 2
  shown:
    word: [BOB]
    name: []
"""

PHRASES = "clean water\nUpper Valley\n"

TEXTS = {
    "ANN_1_2001": "The harbours of the Upper Valley are old.\n",
    "BOB_1_2001": "We have clean water. Is the harbour closed?\n",
    "ANN_2_2002": "Stable waters stabilise the valley.\n",
    "CAT_2_2002": "Nobody speaks of ships.\n",
    "ANN_3_2003": "The harbour and the other harbour have stability, and the US has clean water.\n",
    "BOB_3_2003": "Clean water is good.\n",
}


LEMMAS = {"globalisation": 1, "harbour": 1, "trade": 2, "whale": 1}
"""How often the document has each lemma."""


def write_book(root, settings=SETTINGS, phrases=PHRASES, texts=TEXTS):
    """Write what a book needs for its reference into a folder, and the speeches beside it."""
    folder = root / "data/reference" / NAME
    for made in (folder, root / "data/lexicon", root / "speeches"):
        made.mkdir(parents=True, exist_ok=True)
    (folder / "reference.yml").write_text(settings, encoding="utf-8")
    (root / "data/lexicon/phrases.txt").write_text(phrases, encoding="utf-8")
    for name, text in texts.items():
        (root / "speeches" / f"{name}.txt").write_text(text, encoding="utf-8")
    rows = [("a/b", 1, "word", lemma, count) for lemma, count in LEMMAS.items()]
    rows.append(("a/b", 2, "phrase", "clean water", 1))
    write_tables(
        root / "data/document",
        {"incidence": document.TABLES["incidence"]},
        document.FIELDS,
        {"incidence": rows},
        {"licenses": [], "phrases": []},
        citation="nothing",
    )
    return root


def derive_here(root):
    """Derive the reference in this process. Returns the summary."""
    with ThreadPoolExecutor(1) as executor:
        return derive(root / "speeches", root, executor)


def contents(root):
    """The files of the reference, by name."""
    return {path.name: path.read_bytes() for path in (root / "data/reference" / NAME).iterdir()}


def make_reference(terms, of=200, *, turns=True):
    """A reference from 1990 on: for each term, the number of texts that have it in each year, of as many.

    Each speaker has a text a year. They use a term in turn, or else always the same ones do.
    """
    settings = Settings.model_validate(
        {
            "title": "Made",
            "source": {"citations": ["Made"]},
            "licence": {"name": "CC0-1.0", "path": "https://example.org", "title": "CC0"},
            "pattern": "{speaker}_{year}.txt",
            "comparison": {"year": 1990},
            "terms": list(terms),
            "followed": [],
            "users": {"years": (1990, 1990), "texts": 1, "sample": 1, "most": 1, "passage": 1, "shown": {}},
        }
    )
    uses = defaultdict(list)
    for number, counts in enumerate(terms.values(), 1):
        used = 0
        for year, count in enumerate(counts, 1990):
            for place in range(count):
                uses[f"S{(used + place) % of:03}", year].append(str(number))
            used += count if turns else 0
    rows = [
        (f"S{place:03}_{year}", f"S{place:03}", None, year, " ".join(uses[f"S{place:03}", year]))
        for place in range(of)
        for year in range(1990, 1990 + max(map(len, terms.values())))
    ]
    texts = pd.DataFrame(rows, columns=["text", "speaker", "session", "year", "terms"])
    first = pd.DataFrame(columns=["term", "year", "text", "speaker", "sentence", "quotation"])
    return with_parts(Reference(Path("made")), settings=settings, texts=texts, first=first)
