"""A small book with a made-up reference, for tests: six speeches about two towns, in three years."""

from concurrent.futures import ThreadPoolExecutor

from reading.derive.reference import derive

NAME = "speeches"

SETTINGS = """\
title: Speeches on two towns
corpus:
  citations: ["Doe, Jo (2020): Speeches on two towns."]
  url: https://example.org/speeches
licence:
  name: CC0-1.0
  path: https://creativecommons.org/publicdomain/zero/1.0/
  title: CC0 1.0 Universal
pattern: "{speaker}_{session}_{year}.txt"
speakers:
  ANN: Anna Bell
followed: [ANN]
terms:
  - harbour
  - label: calm
    alternatives: [stabil*, stable water]
  - clean water
"""

TEXTS = {
    "ANN_1_2001": "The harbours of the Upper Valley are old.\n",
    "BOB_1_2001": "We have clean water. Is the harbour closed?\n",
    "ANN_2_2002": "Stable waters stabilise the valley.\n",
    "CAT_2_2002": "Nobody speaks of ships.\n",
    "ANN_3_2003": "The harbour and the other harbour have stability, and the US has clean water.\n",
    "BOB_3_2003": "Clean water is good.\n",
}


def write_book(root):
    """Write what a book needs for its reference into a folder, and the speeches beside it."""
    folder = root / "data/reference" / NAME
    for made in (folder, root / "speeches"):
        made.mkdir(parents=True)
    (folder / "reference.yml").write_text(SETTINGS, encoding="utf-8")
    for name, text in TEXTS.items():
        (root / "speeches" / f"{name}.txt").write_text(text, encoding="utf-8")
    return root


def derive_here(root):
    """Derive the reference in this process. Returns the summary."""
    with ThreadPoolExecutor(1) as executor:
        return derive(root / "speeches", root, executor)


def contents(root):
    """The files of the reference, by name."""
    return {path.name: path.read_bytes() for path in (root / "data/reference" / NAME).iterdir()}
