"""What a chart's title says where it claims nothing: the chart's name in, plain words for what it shows out.

Such a title needs no claim: it is true of any document.
"""

from __future__ import annotations

TITLES: dict[str, str] = {
    "actor_names": "Who is named, and by which names",
    "actor_network": "Who shares sentences with whom",
    "actor_sections": "Who is named in which section",
    "choice_ranks": "Ranks of the terms under each choice",
    "collocates": "Which terms share its sentences",
    "distinctive_terms": "The heaviest terms of each part",
    "english_ratios": "Words more frequent here than in general English",
    "linked_terms": "Frequent terms and where they stand",
    "paragraph_sizes": "How long the parts are",
    "paragraph_terms": "Words that the paragraph repeats",
    "rank_frequency": "Words by rank and frequency",
    "repeated_bigrams": "Pairs of words that recur",
    "section_log_ratios": "How far the tested terms part the sections",
    "term_map": "Where the frequent terms occur",
    "term_places": "The frequent terms from first sentence to last",
    "term_rates": "Rates of the frequent terms, with intervals",
    "top_terms": "The most frequent terms",
}
"""By the chart's name; a chart of codings has none, since it comes after somebody has read and found."""


def is_neutral(chart: str, title: str) -> bool:
    """Whether a title is the chart's own, and claims nothing."""
    return TITLES.get(chart) == title.strip()
