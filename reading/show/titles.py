"""Decides whether a title may stand above a chart: a claim proves it, or it only says what is shown."""

from __future__ import annotations

import re
from typing import NamedTuple

from reading.data.claims import Claim
from reading.files.errors import suggest
from reading.tables.figures import Figures

PLAIN_TITLES = {
    "paragraph_profile": "Its themes and actors, beside the rest",
    "paragraph_terms": "Words that the paragraph repeats",
}
"""The titles of the charts of a paragraph that need no claim, by the names of the charts."""


class Fault(NamedTuple):
    """Why a title may not stand there, and how to correct it."""

    problem: str
    hint: str


def find_fault(
    figures: Figures | None, title: str, claim: str, *, chart: str = "", says: str = ""
) -> Fault | None:
    """What is wrong with the title of a chart. None where its claim is true, or where it needs none.

    figures: those of the book; None where its data cannot be read, and claims are not looked up
    claim: the name of its claim; may be empty
    chart: the name of a chart of a paragraph, whose plain title needs no claim
    says: what another chart shows; a title that says the same needs no claim
    """
    if not claim:
        plain = PLAIN_TITLES.get(chart, says or title)
        hint = f"add a claim, or write {plain!r}" if chart else "add a claim, or leave out `says`"
        hint += ", where the title only says what is shown"
        return None if title.strip() == plain.strip() else Fault(f"no claim proves the title {title!r}", hint)
    if figures is None:
        return None
    claims = {each.name: each for each in figures.book.claims}
    if claim not in claims:
        hint = suggest(claim, claims) or "claims are in data/claims.yml"
        return Fault(f"there is no claim {claim!r}", hint)
    # What is no figure or no number is a mistake of the claim, which the check names where it stands.
    if any(claims[claim].mistakes(figures, str)):
        return None
    if failures := claims[claim].failures(figures):
        hint = "say what the figures show now, name another claim, or correct it in data/claims.yml"
        return Fault(f"the title says {title!r}, but the claim {claim} is false: {failures}", hint)
    if amount := claims[claim].find_unproven(title, figures):
        hint = "correct the title, or add the comparison to data/claims.yml, in the order of the title"
        return Fault(f"the title says {amount!r}, which no comparison of {claim} proves: {title!r}", hint)
    if named := _find_uncompared(figures, title, claims[claim]):
        problem = f"the title names {named!r}, which {claim} does not compare: {title!r}"
        return Fault(problem, "name an actor that the claim compares, or add the comparison")
    return None


def _find_uncompared(figures: Figures, title: str, claim: Claim) -> str:
    """The first actor that a title names beside those that its claim compares. Empty without one."""
    sides = {side for each in claim.comparisons for side in (each.left, each.right)}
    parts = {part for side in sides if side.startswith("actors") for part in side.split(".")}
    others = (actor.name for actor in figures.book.lexicon.actors if actor.id not in parts)
    return next((name for name in others if parts and re.search(rf"\b{re.escape(name)}\b", title)), "")
