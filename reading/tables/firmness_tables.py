"""Publishes how firm the inferential claims are: what would overturn them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from reading.data.book import Book
from reading.data.claims import Claim
from reading.measures.fragility import MOST_FLIPS, Flags, fewest_flips, simulate
from reading.tables.firmness_counts import LEAST, Coded, Inference, list_codes
from reading.tables.labels import LABELS
from reading.tables.table import published

MOST = {"words": LEAST}
"""The most changes that are tried where there are many codes."""


@published("claim")
def firmness(book: Book) -> pd.DataFrame:
    """How firm the inferential claims are.

    - flips: the smallest number of codes that would have to change for the inference to fall: {claim}
      [codes; measures/fragility.py]
    - ways: sets of that many codes whose change makes it fall: {claim} [combinations]
    - sets: all sets of that many codes: {claim} [combinations]
    - falls_by: the codes in such sets: {claim} [word]
    - doubtful: of the sentences in such sets, those that a pass or another rule codes so, or all if there is
      one set: {claim} [sentences]
    - doubts: these sentences: {claim} [word]
    - survival: share of simulated codings in which it holds, with as many errors as two passes differ:
      {claim} [share; measures/fragility.py]
    - survival_twice: the same with twice as many errors: {claim} [share]
    - survival_high: the same with the most errors that two passes leave likely, the upper end of the interval
      of their differences: {claim} [share]
    - errors_high: this upper end, for the code that has the highest: {claim} [share]
    - choices: the book's choices of coding or counting: {claim} [combinations]
    - choices_held: of these choices, those under which it holds: {claim} [combinations]
    - falls_under: the choices under which it does not: {claim} [word]
    - paragraphs_held: paragraphs without each of which it holds: {claim} [paragraphs]
    - falls_without: the paragraphs without each of which it does not: {claim} [word]

    >>> firmness()[["claim", "flips", "ways"]].head(1)
            claim  flips  ways
    0  works-lead      1     2
    """
    rows = [_measure(book, claim) for claim in book.claims if claim.rests]
    return pd.DataFrame(rows, columns=None if rows else ["claim"])


def _measure(book: Book, claim: Claim) -> dict[str, Any]:
    assert claim.rests is not None
    coded = list_codes(book, claim.rests.codes)
    inference = Inference(book, claim, coded.held)
    most = MOST.get(claim.rests.codes, MOST_FLIPS)
    flips = fewest_flips(inference.counts, inference.sizes, inference.holds, most=most)
    doubts = list(_find_doubts(coded, flips.moves[inference.groups], every=flips.ways == 1))
    changed = coded.held.columns[np.flatnonzero(flips.moves.any(axis=(0, 2)))]
    names = [f"{book.document.short[paragraph]}#{number}" for paragraph, number in doubts]
    held = {name: _holds(book, claim, codes) for name, codes in coded.choices.items()}
    paragraphs = coded.held.index.get_level_values("paragraph")
    left = {name: _holds(book, claim, coded.held[paragraphs != name]) for name in paragraphs.unique()}
    rates = {}
    if coded.rates:
        observed, high = coded.rates
        rates = {"survival": observed, "survival_twice": 2 * observed, "survival_high": high}
    number = None if flips.number is None else math.comb(coded.held.size, flips.number)
    cases = coded.held.to_numpy(bool)
    return {
        "claim": claim.key,
        "label": claim.short,
        "flips": flips.number,
        "ways": flips.ways,
        "sets": number,
        "falls_by": ", ".join(LABELS[coded.kind](book).get(code, code) for code in changed),
        "doubtful": len(doubts),
        "doubts": " ".join(names),
        **{name: simulate(cases, inference.groups, rate, inference.holds) for name, rate in rates.items()},
        "errors_high": coded.rates[1].max() if coded.rates else None,
        "choices": len(held),
        "choices_held": sum(held.values()),
        "falls_under": "; ".join(name for name, holds in held.items() if not holds),
        "paragraphs_held": sum(left.values()),
        "falls_without": " ".join(book.document.short[name] for name, holds in left.items() if not holds),
    }


def _holds(book: Book, claim: Claim, codes: pd.DataFrame) -> bool:
    inference = Inference(book, claim, codes)
    return bool(inference.holds(inference.counts[np.newaxis])[0])


def _find_doubts(coded: Coded, moves: Flags, *, every: bool) -> Iterator[tuple[str, int]]:
    """The sentences whose code is in doubt, or every one, of those whose change is among the moves."""
    held = coded.held.to_numpy(bool)
    otherwise = np.full(held.shape, every)
    for name in coded.doubts:
        otherwise |= coded.choices[name].to_numpy(bool) != held
    movable = np.where(held, moves[..., 1], moves[..., 0])
    for _, paragraph, number in coded.held.index[np.flatnonzero((otherwise & movable).any(axis=1))]:
        yield paragraph, number
