"""One function a chart: a book in, an `altair.Chart` out; the caller gives the title and its claim."""

from reading.charts.parts import CHART, SITE, names
from reading.charts.sizes import paragraph_sizes, rank_frequency
from reading.charts.terms import (
    distinctive_terms,
    linked_terms,
    paragraph_terms,
    repeated_bigrams,
    section_rates,
    term_map,
    top_terms,
)

__all__ = [
    "CHART",
    "SITE",
    "distinctive_terms",
    "linked_terms",
    "names",
    "paragraph_sizes",
    "paragraph_terms",
    "rank_frequency",
    "repeated_bigrams",
    "section_rates",
    "term_map",
    "top_terms",
]
