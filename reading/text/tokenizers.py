"""NLTK's tokenisers as the book sets them, imported once a text needs them: NLTK takes a second to import."""

from __future__ import annotations

import re
from typing import ClassVar

from nltk.tokenize import NLTKWordTokenizer
from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from reading.text.closed_class import CLOSED_CLASS, listed

ABBREVIATIONS = listed(
    """
    mr mrs ms dr prof rev hon gen col lt maj capt sgt adm gov sen rep pres amb st mt jr sr messrs
    e.g i.e etc vs cf al ca approx viz ibid op vol vols pp ed eds trans fig figs eq ch sec para nos
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri
    a.m p.m a.d b.c u.s u.s.a u.k u.n e.u d.c p.r.c ph.d m.a b.a inc ltd corp co bros dept univ assn est
    """
)
"""Without their last full stop, in lower case; a full stop after them ends no sentence by itself."""


def _punkt() -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = set(ABBREVIATIONS)
    # So that "... in the U.S. The ..." is two sentences: a function word in capitals opens one.
    parameters.sent_starters = set(CLOSED_CLASS)
    return PunktSentenceTokenizer(parameters)


class _WordTokenizer(NLTKWordTokenizer):
    """Without the rules that cut `cannot` and `gonna` in two, a fifth of its time."""

    CONTRACTIONS2: ClassVar[list[re.Pattern[str]]] = []
    CONTRACTIONS3: ClassVar[list[re.Pattern[str]]] = []


SENTENCES = _punkt()
WORDS = _WordTokenizer()
