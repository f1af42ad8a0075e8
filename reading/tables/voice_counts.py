"""Lists who speaks: the view that each sentence gives, and its modal verbs."""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.data.voices import VoiceRule
from reading.measures.incidence import SENTENCE
from reading.tables import actor_counts

VOICE, SOURCE, MODALITY = "voice", "source", "modality"
"""What is asked: does a sentence give the view of one state, that of any source, has it a modal verb?"""


def require_rule(book: Book) -> VoiceRule:
    """Return the rule by which it is coded whose view a sentence gives."""
    assert book.voices.rule is not None
    return book.voices.rule


def voices(book: Book) -> pd.DataFrame:
    """Return the view that each sentence gives: a frame [section, paragraph, sentence, voice]."""
    return book.document.sentences[["section", *SENTENCE]].merge(book.voices.consensus, on=SENTENCE)


def modals(book: Book) -> pd.DataFrame:
    """Return the modal verbs of each sentence: a frame [section, paragraph, sentence, verb, count]."""
    return book.document.sentences[["section", *SENTENCE]].merge(book.document.modals, on=SENTENCE)


def find_naming(book: Book) -> pd.DataFrame:
    """Return the sentences that name the state asked about, or who speaks for it: [paragraph, sentence]."""
    mentions = actor_counts.mentions(book)
    return mentions[mentions["actor"].isin(require_rule(book).asked.names)][SENTENCE].drop_duplicates()


def answer(book: Book) -> pd.DataFrame:
    """Return a row for each sentence and each question that it answers with yes.

    A frame [section, paragraph, sentence, feature], where `feature` is the question.
    """
    rule, rows = require_rule(book), voices(book)
    answers = {
        VOICE: rows[rows["voice"] == rule.asked.view],
        SOURCE: rows[~rows["voice"].isin(rule.own)],
        MODALITY: modals(book),
    }
    frames = [held[["section", *SENTENCE]].assign(feature=name) for name, held in answers.items()]
    return pd.concat(frames, ignore_index=True).drop_duplicates(ignore_index=True)
