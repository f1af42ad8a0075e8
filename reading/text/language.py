"""Tells whether a text is in English, and names the language of one that is not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from reading.text.closed_class import CLOSED_CLASS

ENGLISH = "English"

MIN_WORDS = 20
"""Words below which nothing can be told."""

MIN_SHARE = 0.22
"""Share of words of closed classes from which on a text is English. English prose has 0.4 to 0.6."""

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
    words = re.findall(r"[^\W\d_]+", start.lower())
    if len(words) < MIN_WORDS or sum(word in CLOSED_CLASS for word in words) >= MIN_SHARE * len(words):
        return ENGLISH
    # Imported here because the tables of other languages are large, and rarely needed.
    from simplemma import langdetect

    best, share = langdetect(" ".join(words[:1000]), lang=(*_LATIN, "en"))[0]
    return _LATIN.get(best, "") if best in _LATIN and share >= 0.3 else "a language other than English"
