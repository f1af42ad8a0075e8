"""The book's colours, by computation: contrast in both modes, and what deficient colour vision tells apart.

Contrast is that of WCAG 2.2: text 4.5 (1.4.3), running text 7 (1.4.6), marks 3 (1.4.11).

Two colours are told apart where at least half of viewers notice a difference on marks of that size, by Stone,
Szafir and Setlur, "An Engineering Model for Color Difference as a Function of Size" (Color and Imaging
Conference, 2014): on some axis of CIELAB they are further apart than half of `NOTICED`. Deficient vision is
simulated in full severity, after Machado, Oliveira and Fernandes (2009).
"""

import itertools
import re

import pytest
from coloraide import Color

from tests.conftest import ROOT

MODES = ["light", "dark"]
CONTRASTS = ["usual", "more"]
VISIONS = [None, "protan", "deutan", "tritan"]
GROUNDS = ["page", "color-background-secondary"]
SECTIONS = [f"section-{number}" for number in range(1, 5)]
HEAT = [f"heat-{step}" for step in range(5)]

NOTICED = [(10.16, 1.50), (10.68, 3.08), (10.70, 5.74)]
"""What everybody notices on each axis: the first on the largest marks, the second over the size more."""
BAR, CELL = 1 / 3, 1 / 2
"""Degrees that a thin bar and a cell of a heat map take up: 16 and 24 pixels."""

COLOUR = re.compile(r"--([\w-]+): light-dark\((#\w+), (#\w+)\);")


@pytest.fixture(scope="module", params=itertools.product(MODES, CONTRASTS), ids="-".join)
def palette(request):
    """The colours of one mode, for readers who ask for more contrast or not, by their names."""
    mode, contrast = request.param
    style = (ROOT / "reading/site/static/book.css").read_text()
    if contrast == "usual":
        # The colours for more contrast come later in the style sheet and replace these.
        style = style.partition("@media (prefers-contrast: more)")[0]
    return {name: Color(values[MODES.index(mode)]) for name, *values in COLOUR.findall(style)}


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(
    ("names", "least"),
    [
        (["ink"], 7),
        (["ink-quiet", "color-brand-content"], 4.5),
        ([*SECTIONS, "rest"], 3),
    ],
)
def test_ink_and_marks_stand_out_from_the_page(palette, ground, names, least):
    contrasts = {name: round(palette[name].contrast(palette[ground]), 2) for name in names}
    assert {name: found for name, found in contrasts.items() if found < least} == {}


def test_numbers_can_be_read_in_the_cells_of_a_heat_map(palette):
    contrasts = [round(palette["ink"].contrast(palette[cell]), 2) for cell in HEAT]
    assert min(contrasts) >= 4.5, contrasts


def test_heat_goes_one_way_from_the_page_in_steps_that_are_seen(palette):
    steps = [palette[name] for name in HEAT]
    way = [colour.convert("oklab")["lightness"] for colour in [palette[GROUNDS[0]], *steps]]
    assert way in (sorted(way), sorted(way, reverse=True))
    for vision in VISIONS:
        noticed = [_noticed(*pair, vision, CELL) for pair in itertools.pairwise(steps)]
        assert min(noticed) >= 0.5, (vision, noticed)


@pytest.mark.parametrize("vision", VISIONS)
def test_every_viewer_tells_the_sections_apart(palette, vision):
    noticed = {
        pair: round(_noticed(*(palette[name] for name in pair), vision, BAR), 2)
        for pair in itertools.combinations([*SECTIONS, "rest"], 2)
    }
    assert {pair: share for pair, share in noticed.items() if share < 0.5} == {}


def _noticed(one, other, vision, size):
    """The share of viewers who notice that two colours differ on marks of so many degrees; from 1, all."""
    seen = [colour.filter(vision, method="machado") if vision else colour for colour in (one, other)]
    axes = zip(*(colour.convert("lab-d65").coords() for colour in seen), NOTICED, strict=True)
    return max(abs(here - there) / (always + more / size) for here, there, (always, more) in axes)
