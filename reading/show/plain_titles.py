"""The plain titles of the charts of a paragraph: they say what a chart shows, and need no claim."""

from __future__ import annotations

PLAIN_TITLES = {
    "paragraph_profile": "Its themes and actors, beside the rest",
    "paragraph_terms": "Words that the paragraph repeats",
}
"""The titles by the names of the charts."""
