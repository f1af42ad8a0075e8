"""All charts by their names. `reading.charts` imports this module when one of them is first used."""

from reading.charts.common import names
from reading.charts.samples import lexicons_elsewhere, themes_elsewhere
from reading.charts.themes import document_at_a_glance, lexicon_validity, theme_shares

__all__ = [
    "document_at_a_glance",
    "lexicon_validity",
    "lexicons_elsewhere",
    "names",
    "theme_shares",
    "themes_elsewhere",
]
