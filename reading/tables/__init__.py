"""The book as tidy frames: `tables.words()` is a frame of the book in the current directory.

Published tables are the files of the site's data package, and each of their cells is a figure:
`terms.china.count` is the column `count` of the row `china` of `terms`.
"""

from __future__ import annotations

import importlib
from typing import Any

_MODULES = {
    "document_tables": "document sections paragraphs",
    "term_tables": "terms terms_by_section terms_by_paragraph pairs keyness_tests collocation_tests",
    "actor_tables": "actors actors_by_section actors_by_paragraph actor_pairs actor_themes naming places "
    "stances stance_holders stance_coding",
    "agency_tables": "agency agency_by_section agency_coding agency_doubts agency_elsewhere processes "
    "subjects subjects_by_paragraph",
    "theme_tables": "themes themes_by_section themes_by_paragraph coding",
    "lexicon_tables": "lexicon_themes held_out_themes lexicons samples",
    "robustness_tables": "findings top_terms theme_findings robustness theme_robustness",
    "likeness_tables": "likeness ways kind_terms left_out",
    "user_tables": "whose_words whose_names whose_speeches whose_shown whose",
    "history_tables": "histories histories_by_speaker history",
}
"""The published tables, by the module that declares them."""

PUBLISHED = {name: module for module, names in _MODULES.items() for name in names.split()}
"""The module of each published table, in the order in which tables are listed."""

_WORDS = "sentences words phrases phrase_words stop_words tokens"
_PEOPLE = (
    "mentions clauses clause_codes coders codes themes_of_sentences stance_codes stance_consensus stance_rule"
)
_LEXICONS = "coded hits sampled reasons"
_OTHER_TEXTS = "place_mentions gazetteer speeches compared_words years uses"
_SPEAKERS = "spoken_words users user_ranks shares_elsewhere word_kinds"
NOUNS = tuple(f"{_WORDS} {_PEOPLE} {_LEXICONS} {_OTHER_TEXTS} {_SPEAKERS}".split())
"""What published tables are counted from."""


def __getattr__(name: str) -> Any:
    """A table or a noun. Modules are imported when one of their tables is asked for."""
    if name not in PUBLISHED and name not in NOUNS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{PUBLISHED.get(name, 'nouns')}"), name)
