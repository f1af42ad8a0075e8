"""The names of `reading.tables` for editors; `python -m tests.show.test_help` writes them."""

from collections.abc import Callable
from typing import Any

from reading.tables.actor_tables import actors as actors
from reading.tables.actor_tables import actors_by_paragraph as actors_by_paragraph
from reading.tables.actor_tables import actors_by_section as actors_by_section
from reading.tables.deal_tables import deals as deals
from reading.tables.document_tables import document as document
from reading.tables.document_tables import paragraphs as paragraphs
from reading.tables.history_tables import histories as histories
from reading.tables.history_tables import histories_by_speaker as histories_by_speaker
from reading.tables.history_tables import history as history
from reading.tables.lexicon_tables import lexicon as lexicon
from reading.tables.lexicon_tables import lexicon_themes as lexicon_themes
from reading.tables.rows import coded as coded
from reading.tables.rows import coders as coders
from reading.tables.rows import codes as codes
from reading.tables.rows import matches as matches
from reading.tables.rows import mentions as mentions
from reading.tables.rows import modals as modals
from reading.tables.rows import phrases as phrases
from reading.tables.rows import sentences as sentences
from reading.tables.rows import stop_words as stop_words
from reading.tables.rows import themes_of_sentences as themes_of_sentences
from reading.tables.rows import tokens as tokens
from reading.tables.rows import voice_codes as voice_codes
from reading.tables.rows import voices_of_sentences as voices_of_sentences
from reading.tables.rows import words as words
from reading.tables.rows import years as years
from reading.tables.table import Table
from reading.tables.term_tables import pairs as pairs
from reading.tables.term_tables import terms as terms
from reading.tables.term_tables import terms_by_paragraph as terms_by_paragraph
from reading.tables.term_tables import terms_by_section as terms_by_section
from reading.tables.theme_tables import coding as coding
from reading.tables.theme_tables import themes as themes
from reading.tables.theme_tables import themes_by_paragraph as themes_by_paragraph
from reading.tables.theme_tables import themes_by_section as themes_by_section
from reading.tables.voice_tables import modal_verbs as modal_verbs
from reading.tables.voice_tables import modals_by_paragraph as modals_by_paragraph
from reading.tables.voice_tables import voice_coding as voice_coding
from reading.tables.voice_tables import voices as voices
from reading.tables.voice_tables import voices_by_paragraph as voices_by_paragraph

PUBLISHED: dict[str, Table]
ROWS: dict[str, Callable[..., Any]]
