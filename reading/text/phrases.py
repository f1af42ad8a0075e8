"""Finds phrases in sentences: names by their forms, set terms by their lemmas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reading.text.sentences import normalize
from reading.text.tokens import Word, find_lemma, lower_case, split_tokens, split_words


class Match(NamedTuple):
    """The words of a sentence in order, with None for each punctuation mark, and its phrases in order."""

    words: list[Word | None]
    phrases: list[str]


class PhraseMatcher:
    """Finds phrases in sentences. A phrase that is found is given in lower case, see `lower_case`.

    A phrase with a capital letter is a name: it is matched by the forms of its words, which become their
    lemmas. Any other phrase is a set term in its dictionary form, matched by lemmas, whatever its capitals:
    the words of *great Powers* are no names. A comparative keeps its form: *greater powers* does not match
    the phrase *great powers*. Names are matched before terms, and of phrases that start at the same word the
    longest is matched. Matches do not overlap.

    >>> PhraseMatcher(["United Nations", "trade war"]).match("The United Nations fears Trade Wars.").phrases
    ['united nations', 'trade war']
    """

    def __init__(self, phrases: Iterable[str] = ()) -> None:
        names: dict[tuple[str, ...], str] = {}
        terms: dict[tuple[str, ...], str] = {}
        for phrase in phrases:
            (names if is_name(phrase) else terms)[pattern(phrase)] = lower_case(phrase)
        self._names = _SequenceMatcher(names)
        self._terms = _SequenceMatcher(terms)

    def match(self, sentence: str) -> Match:
        """Return the words and the phrases of a sentence."""
        words = split_words(sentence)
        labels: list[tuple[int, str]] = []
        inside = set[int]()
        forms = [word.token if word else "" for word in words]
        if self._names.may_match(forms):
            for start, end, label in self._names.spans(forms):
                labels.append((start, label))
                inside.update(range(start, end))
            words = [
                word._replace(lemma=word.token) if word and place in inside else word
                for place, word in enumerate(words)
            ]
        lemmas = [_find_term_lemma(word) if word else "" for word in words]
        if self._terms.may_match(lemmas):
            free = ["" if place in inside else lemma for place, lemma in enumerate(lemmas)]
            for start, end, label in self._terms.spans(free):
                labels.append((start, label))
                words[start:end] = [
                    word and word._replace(lemma=lemma)
                    for word, lemma in zip(words[start:end], lemmas[start:end], strict=True)
                ]
        return Match(words, [label for _, label in sorted(labels)])


def _find_term_lemma(word: Word) -> str:
    """What a word is matched by in a set term: its lemma, of a name as if it had no capital."""
    lemma = word.lemma if word.lemma != word.token else find_lemma(word.token)
    return word.token if word.token.endswith(_COMPARED) and not lemma.endswith(_COMPARED) else lemma


_COMPARED = ("er", "est")


def is_name(phrase: str) -> bool:
    """Whether a phrase is a name and not a set term: it has a capital letter."""
    return phrase != phrase.lower()


def pattern(phrase: str) -> tuple[str, ...]:
    """Return what a phrase is matched by: the forms of its words if it is a name, else their lemmas.

    A comparative is matched by its form.

    >>> pattern("great powers"), pattern("better worlds"), pattern("United Nations")
    (('great', 'power'), ('better', 'world'), ('united', 'nations'))
    """
    if is_name(phrase):
        return tuple(split_tokens(normalize(phrase)))
    return tuple(_find_term_lemma(word) for word in split_words(normalize(phrase)) if word)


class _SequenceMatcher:
    """Finds sequences of words in a list of words, with NLTK's multi-word tokeniser."""

    # No token or lemma holds a line break, so a joined one can be told from the others.
    _GAP = "\n"

    def __init__(self, phrases: dict[tuple[str, ...], str]) -> None:
        from nltk.tokenize import MWETokenizer

        self._labels = {self._GAP.join(phrase): label for phrase, label in phrases.items()}
        self._starts = frozenset(phrase[0] for phrase in phrases)
        self._tokenizer = MWETokenizer(list(phrases), separator=self._GAP)

    def may_match(self, items: list[str]) -> bool:
        """Whether the first word of any phrase is there: a fast test, which most sentences do not pass."""
        return not self._starts.isdisjoint(items)

    def spans(self, items: list[str]) -> Iterator[tuple[int, int, str]]:
        """Yield the start, the end and the label of each phrase."""
        place = 0
        for piece in self._tokenizer.tokenize(items):
            length = piece.count(self._GAP) + 1
            if length > 1:
                yield place, place + length, self._labels[piece]
            place += length
