"""All charts by their names. `reading.charts` imports this module when one of them is first used."""

from reading.charts.actors import actor_names, actor_pairs, actor_sections, actor_themes, stances
from reading.charts.common import names
from reading.charts.history import first_uses, word_histories
from reading.charts.likeness import likeness_choices, nearest_at_a_glance, nearest_texts, own_terms
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
    "first_uses",
    "lexicon_validity",
    "lexicons_elsewhere",
    "likeness_choices",
    "names",
    "nearest_at_a_glance",
    "nearest_texts",
    "own_terms",
    "paragraph_sizes",
    "places_map",
    "stances",
    "theme_shares",
    "themes_elsewhere",
    "word_histories",
]
