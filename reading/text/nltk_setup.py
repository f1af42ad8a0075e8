"""Configures NLTK's tokenisers. Import this module late: NLTK takes a second to import."""

from __future__ import annotations

import re
from typing import ClassVar

from nltk.tokenize import NLTKWordTokenizer
from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from reading.text.closed_class import CLOSED_CLASS, parse_list

ABBREVIATIONS = parse_list(
    """
    mr mrs ms dr prof rev hon gen col lt maj capt sgt adm gov sen rep pres amb st mt jr sr messrs
    e.g i.e etc vs cf al ca approx viz ibid op vol vols pp ed eds trans fig figs eq ch sec para nos
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri
    a.m p.m a.d b.c u.s u.s.a u.k u.n e.u d.c p.r.c ph.d m.a b.a inc ltd corp co bros dept univ assn est
    """
)
"""Abbreviations in lower case, without the last full stop. A full stop after them does not end a sentence."""

_MARK_OF_NEXT_WORD = re.compile(r"(\s\S*?\w)(?:[?!]|\.[\"')\]])\S*$")


class _SentenceTokenizer(PunktSentenceTokenizer):
    """Punkt, which asks of each full stop only whether itself ends a sentence.

    NLTK asks whether it or the punctuation after the next word does, and so splits `Mr. Holmes?"` after *Mr*.
    """

    def text_contains_sentbreak(self, text: str) -> bool:
        return bool(super().text_contains_sentbreak(_MARK_OF_NEXT_WORD.sub(r"\1", text)))


def _build_punkt() -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = set(ABBREVIATIONS)
    # A function word with a capital letter starts a sentence: "... in the U.S. The ..." is two sentences.
    parameters.sent_starters = set(CLOSED_CLASS)
    return _SentenceTokenizer(parameters)


class _WordTokenizer(NLTKWordTokenizer):
    """NLTK's tokeniser without the rules that split `cannot` and `gonna`, which take a fifth of its time."""

    CONTRACTIONS2: ClassVar[list[re.Pattern[str]]] = []
    CONTRACTIONS3: ClassVar[list[re.Pattern[str]]] = []


SENTENCE_TOKENIZER = _build_punkt()
WORD_TOKENIZER = _WordTokenizer()
