"""The plain titles of charts. A plain title says what a chart shows, not a finding, and needs no claim."""

from __future__ import annotations

from reading.show.plain_titles import PLAIN_TITLES

TITLES: dict[str, str] = {
    **PLAIN_TITLES,
}
"""Plain titles by the names of charts. Charts that few books can have are without one."""

_CODED = {
    "document_at_a_glance": "coding",
    "lexicon_validity": "coding",
    "lexicons_elsewhere": "coding",
    "paragraph_profile": "coding",
    "theme_shares": "coding",
    "themes_elsewhere": "coding",
}


def is_neutral(chart: str, title: str) -> bool:
    """Whether a title is the plain title of a chart."""
    return TITLES.get(chart) == title.strip()


def find_coding(chart: str) -> str:
    """The part of a book whose codes a chart shows, `coding` or `stances`. Empty where it shows none."""
    return _CODED.get(chart.replace("-", "_"), "")
