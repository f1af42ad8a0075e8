"""All charts by their names. `reading.charts` imports this module when one of them is first used."""

from reading.charts.actors import actor_names, actor_pairs, actor_sections, actor_themes, stances
from reading.charts.common import names
from reading.charts.maps import places_map
from reading.charts.samples import lexicons_elsewhere, themes_elsewhere
from reading.charts.sizes import paragraph_sizes
from reading.charts.themes import document_at_a_glance, lexicon_validity, theme_shares

__all__ = [
    "actor_names",
    "actor_pairs",
    "actor_sections",
    "actor_themes",
    "document_at_a_glance",
    "lexicon_validity",
    "lexicons_elsewhere",
    "names",
    "paragraph_sizes",
    "places_map",
    "stances",
    "theme_shares",
    "themes_elsewhere",
]
