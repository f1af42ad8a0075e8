"""Tells whether a text is in English, and names the language of one that is not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from reading.text.closed_class import CLOSED_CLASS

ENGLISH = "English"

MIN_WORDS = 20
"""Words below which nothing can be told."""

MIN_SHARE = 0.22
"""Share of words of closed classes from which on a text is English. English prose has 0.4 to 0.6."""

MIN_PART = 60
"""Words of neighbouring paragraphs from which on a part of a text is looked at."""

MIN_OTHER = 0.1
"""Share of the words of a text from which on another language in it is named."""

MIN_LEAD = 0.25
"""By how much more of the words of a part another language has to know than English."""

MIN_KNOWN = 0.6
"""Share of words that English has from which on a text with few words of closed classes is English.

Technical papers have 0.8, and texts in languages that are not listed here 0.1 to 0.2.
"""

_SAMPLE = 200_000
"""Characters that are looked at."""

_SCRIPTS = {
    "CJK": "Chinese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "CYRILLIC": "a language in Cyrillic letters",
    "GREEK": "Greek",
    "ARABIC": "a language in Arabic letters",
    "HEBREW": "Hebrew",
    "DEVANAGARI": "a language in Devanagari letters",
    "THAI": "Thai",
}
"""Languages by the scripts that they are written in, as the names of Unicode's characters begin."""

_LATIN = {"de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch"}
"""Languages in Latin letters that a text may be in instead of English."""


def name_language(text: str) -> str:
    """Name the language of a text: `English`, another, or `a language other than English`.

    A short text, in which nothing can be told, counts as English.

    >>> name_language("Die Fähre kommt zu spät, und niemand im Hafen weiß, warum wir warten. " * 2)
    'German'
    """
    start = text[:_SAMPLE]
    scripts = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in start if letter.isalpha())
    if scripts and scripts["LATIN"] * 2 < scripts.total():
        # Japanese is written in Chinese characters as well.
        kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
        script = "HIRAGANA" if kana * 10 > scripts.total() else scripts.most_common(1)[0][0]
        return _SCRIPTS.get(script, f"a language in {script.capitalize()} letters")
    if _is_english(start):
        return ENGLISH
    words = re.findall(r"[^\W\d_]+", start.lower())
    (best, share), *_ = _detect(words).items()
    if best == "en" and share >= MIN_KNOWN:
        return ENGLISH
    return _LATIN.get(best, "") if best in _LATIN and share >= 0.3 else "a language other than English"


def find_other_language(paragraphs: Iterable[str]) -> tuple[str, int]:
    """Name a language in which a part of an English text is, and about how many words it has there.

    Empty and 0 where no part is, or only a small one.
    """
    parts = list(_join_paragraphs(paragraphs))
    total = sum(len(part.split()) for part in parts)
    words = Counter[str]()
    for part in parts:
        name = ENGLISH if _is_english(part) else name_language(part)
        # Names are known in many languages, English among them.
        if name in _LATIN.values():
            shares = _detect(re.findall(r"[^\W\d_]+", part.lower()))
            name = ENGLISH if max(shares[code] for code in _LATIN) < shares["en"] + MIN_LEAD else name
        words[name] += len(part.split())
    named = [(name, words[name]) for name in (*_LATIN.values(), *_SCRIPTS.values()) if words[name]]
    name, count = max(named, key=lambda found: found[1], default=("", 0))
    return (name, count) if count >= MIN_OTHER * total else ("", 0)


def _join_paragraphs(paragraphs: Iterable[str]) -> Iterator[str]:
    """Neighbouring paragraphs joined to parts that are long enough to be told apart."""
    part: list[str] = []
    for paragraph in paragraphs:
        part += paragraph.split()
        if len(part) >= MIN_PART:
            yield " ".join(part)
            part = []
    yield " ".join(part)


def _detect(words: list[str]) -> dict[str, float]:
    """The share of words that are known in each language, the highest first."""
    # Imported here because the tables of other languages are large, and rarely needed.
    from simplemma import langdetect

    return dict(langdetect(" ".join(words[:1000]), lang=(*_LATIN, "en")))


def _is_english(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.lower())
    return len(words) < MIN_WORDS or sum(word in CLOSED_CLASS for word in words) >= MIN_SHARE * len(words)
