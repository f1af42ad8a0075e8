"""Themes for new books, as an author begins them, and passes as readers make them."""

from __future__ import annotations

from pathlib import Path

from reading.data import coding
from reading.data.document import read_outline

THEMES = """\
  safety:
    label: Safety and damage
    definition: What makes a harbour safer or less safe, and what is damaged.
    terms: [safe, damage, "repair*", risk]
  kosten:
    label: Geld und Bef\u00f6rderung
    definition: Who pays for what.
    include: fees and funds
    terms: [cost, fund, fee, pay]
  climate:
    label: Climate
    definition: A changing climate.
    terms: [climate]
"""
"""Three themes, of which one stands nowhere in the brief."""


def name_themes(root: Path, themes: str = THEMES) -> Path:
    """Write themes below the last line of a new codebook, and return its path."""
    path = root / coding.FOLDER / coding.CODEBOOK
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\nthemes:\n")
    path.write_text(text + themes, encoding="utf-8")
    return path


def write_pass(root: Path, name: str, themes: str, *, first: str = "", sentences: int | None = None) -> Path:
    """Write a pass of a person that gives every sentence the same themes, but the first one others.

    It ends after some `sentences`, else with the document.
    """
    _, outline = read_outline(root / "data/document/outline.yml")
    places = [
        f"{paragraph.id},{number}"
        for _, paragraph in outline.paragraphs()
        for number in range(1, paragraph.sentences + 1)
    ][:sentences]
    coder = f"{name.capitalize()},person,2026-11-27,document,1"
    rows = [f"{place},{themes if row else first},{coder}" for row, place in enumerate(places)]
    path = root / coding.FOLDER / f"pass-{name}.csv"
    header = "paragraph,sentence,themes,coder,kind,date,basis,codebook"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path
