"""Themes for new books, as an author begins them, and passes as readers make them."""

from __future__ import annotations

from pathlib import Path

from reading.data import coding

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
