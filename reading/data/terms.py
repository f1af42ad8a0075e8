"""Says what a word, a phrase or a term of the lexicon may be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ValidationInfo

from reading.files.models import NonEmptyStr
from reading.text.closed_class import CLOSED_CLASS
from reading.text.phrases import is_name, pattern
from reading.text.sentences import normalize
from reading.text.tokens import lower_case, split_words
from reading.text.wildcards import WILDCARD

SHORTEST_PHRASE, LONGEST_PHRASE = 2, 5
"""Number of words. Single words are counted anyway; more than five would be a piece of the text."""

MIN_LETTERS = 3
"""Letters of a term with a wildcard. With fewer it would match half the dictionary."""


def explain_phrase(phrase: str) -> str:
    """Why a phrase can never be counted, or must not be. Empty where it may be listed."""
    # People count words by spaces, the tokeniser otherwise: `river 's` is one word to it.
    sizes = (len(phrase.split()), len(pattern(phrase)))
    if not all(SHORTEST_PHRASE <= size <= LONGEST_PHRASE for size in sizes):
        return f"it has {min(sizes)} words; a phrase has {SHORTEST_PHRASE} to {LONGEST_PHRASE}"
    return "a phrase has no punctuation mark" if None in split_words(normalize(phrase)) else ""


def explain_word(word: str) -> str:
    """Why a word can be no lemma of the tables. Empty where it is one, and for a name, its own lemma."""
    if " " in word or is_name(word):
        return ""
    lemmas = pattern(word)
    if len(lemmas) != 1:
        return f"it is read as {len(lemmas)} words; write one word, or a phrase"
    if lower_case(word) in CLOSED_CLASS:
        return "it is a function word and is never counted; remove it"
    return "" if lemmas == (word,) else f"it is not in its dictionary form, {lemmas[0]!r}"


def check_term(term: str, info: ValidationInfo) -> str:
    """Return a lemma, a phrase or a wildcard. Raises `ValueError` for one that finds nothing, or too much.

    The context of the validation has the listed phrases in lower case, or None where any phrase may stand.
    Without context, neither words nor phrases are looked up, which takes a fifth of a second.
    """
    if WILDCARD in term:
        if " " in term:
            raise ValueError("a wildcard matches one word; write the phrase out")
        if sum(map(str.isalnum, term)) < MIN_LETTERS:
            raise ValueError(f"it matches too many words; write {MIN_LETTERS} letters or more")
    elif info.context is not None:
        phrases = info.context["phrases"]
        if " " in term and phrases is not None and lower_case(term) not in phrases:
            raise ValueError("it has several words, and is no listed phrase: list it, and derive anew")
        if problem := explain_phrase(term) if " " in term else explain_word(term):
            raise ValueError(problem)
    return term


SearchTerm = Annotated[NonEmptyStr, AfterValidator(check_term)]
"""A term as people write it."""


def _add_ids(entries: Any) -> Any:
    if not isinstance(entries, Mapping):
        return entries
    return {
        id_: {**entry, "id": id_} if isinstance(entry, Mapping) else entry for id_, entry in entries.items()
    }


WithIds = BeforeValidator(_add_ids)
"""Gives each entry of a mapping its key as its `id`."""
