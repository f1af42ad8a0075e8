"""Splits plain English text into blocks, sentences and words, and finds lemmas and phrases.

The rules for the whole book:

- A *word* is a token with a letter or a digit, in lower case. A hyphenated word is one word. The possessive
  (`'s`, or an apostrophe after a plural) is split off and is not a word.
- Two words are *adjacent* where only a space or a possessive is between them, and no other mark.
- A *name* has its own form as its lemma. Names are acronyms in capitals, and capitalised words that do not
  open their sentence. An acronym is never a word of a closed class, so that `US` is not `us`.
- All other words have the lemma that simplemma gives, in British and American spelling.

Nothing is downloaded: Punkt uses a list of abbreviations, and simplemma's tables are in its wheel.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

import simplemma
from simplemma.strategies import DictionaryLookupStrategy

from reading.text.closed_class import CLOSED_CLASS, PREPOSITIONS

CORRECTIONS = {
    # Simplemma takes these for nouns, but `strengthening` or `taking` for forms of verbs.
    "building": "build",
    "undertaking": "undertake",
    # Mistakes in its table: the comparative of `bad`, and plurals taken for verbs or for other nouns.
    "worse": "bad",
    "lives": "life",
    "axes": "axis",
    # A noun in its own right in today's English.
    "media": "media",
    # Parts of contractions.
    "sha": "shall",
    "'em": "they",
}
"""Lemmas of words for which simplemma is wrong or inconsistent."""

_PLAIN = {
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc", "'"),
    **dict.fromkeys("\u2010\u2011", "-"),
    "\u2026": "...",
    # Invisible characters: the soft hyphen, spaces without width, and the byte order mark.
    **dict.fromkeys("\u00ad\u200b\u2060\ufeff", ""),
}

_SENTENCE_END = re.compile(r"[.!?:][\"')\]]*$")
_POINT = re.compile(
    r"(?:\d{1,3}[.)]|\(?[a-z]\)|\((?:\d{1,3}|[ivx]{1,4})\)|[-*+\u2022\u2013\u2014\u25cf\u25aa])[ \t]+(?=\S)"
)
_POINT_BEFORE = re.compile(r"[.!?:;,][\"')\]]*$|\b(?:and|or)$")
_ORDINAL_ENDING = re.compile(r"(?:st|nd|rd|th)\b")
_CLITICS = frozenset(["n't", "'ll", "'re", "'ve", "'d", "'m", "'em"])


HASH_PREFIX = "sha256:"
"""The start of the hash of a heading."""

Breaks = Literal["line", "blank"]
"""How paragraphs end: with a line that ends like a sentence, or only with a blank line."""


class Block(NamedTuple):
    """A heading or a paragraph, joined to one line, and the number of the line in which it starts."""

    line: int
    text: str
    heading: bool


class Word(NamedTuple):
    """A word: its form in lower case, its lemma, and whether it belongs to a closed class."""

    token: str
    lemma: str
    closed: bool


class Sentence(NamedTuple):
    """The words of a sentence in order, with None for each mark, and its phrases in order."""

    words: list[Word | None]
    phrases: list[str]


# Blocks -----------------------------------------------------------------------------------------------------


def split_blocks(text: str, *, headings: Iterable[str] = (), breaks: Breaks = "line") -> list[Block]:
    r"""Split a raw copy into headings and paragraphs, each joined to one line.

    Characters are normalised, see `normalize`. A line is joined with the next one unless it ends like a
    sentence or is one of the `headings`, which could not be told from broken lines otherwise. A line that
    starts in lower case is always joined with the one before. The ending of an ordinal on a line of its own,
    which was a superscript, is joined with its number. An empty line ends a paragraph. With `breaks="blank"`
    only empty lines do: use this for a copy whose lines are broken at a margin.

    The bullet or number of a list item starts a paragraph, and is removed. A line without a letter or a digit
    counts as empty. Headings may be given by their hashes, see `hash_heading`.

    >>> [block.text for block in split_blocks("The 20\nth of May was\na “fine” day.")]
    ['The 20th of May was a "fine" day.']
    >>> [block.text for block in split_blocks("It asks for two things:\n1. Ships.\n2. Ports.")]
    ['It asks for two things:', 'Ships.', 'Ports.']
    """
    known = {normalize(heading) for heading in headings}
    hashed = any(heading.startswith(HASH_PREFIX) for heading in known)
    found: list[Block] = []
    opened, lines, listed = 0, list[str](), False

    def close() -> None:
        nonlocal listed
        if lines:
            found.append(Block(opened, _join_lines(lines), heading=False))
            lines.clear()
        listed = False

    for number, line in enumerate(re.split(r"\r\n?|\n", text), 1):
        line = normalize(line)
        if not any(map(str.isalnum, line)):
            close()
        elif line in known or (hashed and hash_heading(line) in known):
            close()
            found.append(Block(number, line, heading=True))
        else:
            # A number at the start of a line may also belong to the running text.
            point = _POINT.match(line) if not lines or listed or _POINT_BEFORE.search(lines[-1]) else None
            if point:
                close()
                listed, line = True, line[point.end() :]
            elif breaks == "line" and lines and _SENTENCE_END.search(lines[-1]) and not line[0].islower():
                close()
            if not lines:
                opened = number
            lines.append(line)
    close()
    return found


def hash_heading(heading: str) -> str:
    """Return the hash of a heading, which is published where the words of the heading must not be."""
    return f"{HASH_PREFIX}{hashlib.sha256(normalize(heading).encode()).hexdigest()}"


def normalize(line: str) -> str:
    """Return a line with plain quotation marks and apostrophes, composed Unicode (NFC) and single spaces."""
    for mark, replacement in _PLAIN.items():
        line = line.replace(mark, replacement)
    return " ".join(unicodedata.normalize("NFC", line).split())


def _join_lines(lines: Sequence[str]) -> str:
    parts = [lines[0]]
    for before, line in pairwise(lines):
        superscript = before[-1].isdigit() and _ORDINAL_ENDING.match(line)
        parts.append(line if superscript else f" {line}")
    return "".join(parts)


# Sentences and words ----------------------------------------------------------------------------------------


_PLAIN_SENTENCE = re.compile(r"[\w -]+(?:[.,](?![.,])[\w -]*)*")
_COMMA = re.compile(r",(?!\d)")


def split_sentences(block: str) -> list[str]:
    """Return the sentences of a block.

    >>> split_sentences("Dr. Lee left at 9 a.m. sharp. Was it late?")
    ['Dr. Lee left at 9 a.m. sharp.', 'Was it late?']
    """
    from reading.text.tokenizers import SENTENCE_TOKENIZER

    return list(SENTENCE_TOKENIZER.tokenize(block))


def tokenize(sentence: str) -> list[str]:
    """Return the words and marks of a sentence, as NLTK's tokeniser splits them.

    A sentence without other marks than commas and a full stop is split here, with the same result: of NLTK's
    two dozen rules only two apply to it, and most sentences are like that.

    >>> tokenize("Norway's low-carbon plans")
    ['Norway', "'s", 'low-carbon', 'plans']
    """
    if "--" in sentence or not _PLAIN_SENTENCE.fullmatch(sentence):
        from reading.text.tokenizers import WORD_TOKENIZER

        return list(WORD_TOKENIZER.tokenize(sentence))
    sentence = sentence.rstrip()
    if sentence.endswith("."):
        sentence = f"{sentence[:-1]} ."
    return _COMMA.sub(" , ", sentence).split() if "," in sentence else sentence.split()


def split_words(sentence: str) -> list[Word | None]:
    """Return the words of a sentence in order, with None for each mark between them.

    >>> [word and word.lemma for word in split_words("Yes, the US sees its allies' doubts.")]
    ['yes', None, 'the', 'us', 'see', 'its', 'ally', 'doubt', None]
    """
    tokens = tokenize(sentence)
    if "'" in tokens:
        tokens = _drop_plural_possessives(tokens)
    words = list(map(_INSIDE.__getitem__, tokens))
    for position, word in enumerate(words):
        if word is not None and word is not _POSSESSIVE:
            words[position] = _OPENING[tokens[position]]
            break
    return [word for word in words if word is not _POSSESSIVE]


def _drop_plural_possessives(tokens: Iterable[str]) -> list[str]:
    """Drop an apostrophe after a plural, unless it closes a quotation."""
    remaining: list[str] = []
    quoted = False
    for token in tokens:
        if token == "'":
            if not quoted and remaining and remaining[-1][-1:] in ("s", "S"):
                continue
            quoted = not quoted
        remaining.append(token)
    return remaining


_POSSESSIVE = Word("'s", "'s", True)


class _WordCache(dict[str, Word | None]):
    """The word of each token that was met. A lookup here is faster than a call of a cached function."""

    def __init__(self, *, opening: bool) -> None:
        self._opening = opening

    def __missing__(self, form: str) -> Word | None:
        self[form] = word = _read_word(form, opening=self._opening)
        return word


def _read_word(form: str, *, opening: bool) -> Word | None:
    """Return the word of a token, or None for a mark. `opening` says whether it opens its sentence."""
    if form.isalpha() and form.islower():
        # Most tokens are like this; the rest of the function is about capitals, digits and marks.
        return Word(form, _lemmatize(form), form in CLOSED_CLASS)
    if form in ("'s", "'S"):
        return _POSSESSIVE
    if form.lower() not in _CLITICS:
        form = form.strip("'`\"-_/|~+=^")
    if not any(character.isalnum() for character in form):
        return None
    token = form.lower()
    if form.isupper() and sum(map(str.isalpha, form)) > 1:
        return Word(token, token, False)
    if token in CLOSED_CLASS:
        return Word(token, _lemmatize(token), True)
    if form[0].isupper() and (not opening or _is_name(form)):
        return Word(token, CORRECTIONS.get(token, token) if opening else token, False)
    return Word(token, _lemmatize(token), False)


def _is_name(form: str) -> bool:
    """Whether simplemma knows a capitalised word only as a name."""
    return str(simplemma.lemmatize(form, lang="en"))[0].isupper()


def _lemmatize(token: str) -> str:
    if token in CORRECTIONS:
        return CORRECTIONS[token]
    if token in PREPOSITIONS:
        return token
    if token.isalpha() and token.isascii() and (lemma := _TABLE.get_lemma(token, "en")):
        # For such a token, `simplemma.lemmatize` gives the same result in five times the time.
        return lemma.lower()
    if "-" in token and not simplemma.is_known(token, lang="en"):
        return _lemmatize_compound(token)
    return str(simplemma.lemmatize(token, lang="en")).lower()


def _lemmatize_compound(token: str) -> str:
    """Reduce a plural at the end to its singular; other compounds, such as `us-led`, are their own lemmas."""
    front, _, last = token.rpartition("-")
    if not last.endswith("s") or last in CLOSED_CLASS:
        return token
    return f"{front}-{_lemmatize(last)}"


_TABLE = DictionaryLookupStrategy()
_INSIDE = _WordCache(opening=False)
_OPENING = _WordCache(opening=True)


# Phrases ----------------------------------------------------------------------------------------------------


class PhraseMatcher:
    """Finds phrases in sentences. A phrase that is found is given in its folded form, see `fold`.

    A phrase with a capital letter is a name: it is matched by the forms of its words, which become their
    lemmas. Any other phrase is a set term in its dictionary form, matched by lemmas. Names are matched before
    terms, and of phrases that start at the same word the longest is matched. Matches do not overlap.

    >>> PhraseMatcher(["United Nations", "trade war"]).match("The United Nations fears trade wars.").phrases
    ['united nations', 'trade war']
    """

    def __init__(self, phrases: Iterable[str] = ()) -> None:
        names: dict[tuple[str, ...], str] = {}
        terms: dict[tuple[str, ...], str] = {}
        for phrase in phrases:
            (names if is_name(phrase) else terms)[pattern(phrase)] = fold(phrase)
        self._names = _SequenceMatcher(names)
        self._terms = _SequenceMatcher(terms)

    def match(self, sentence: str) -> Sentence:
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
        lemmas = [word.lemma if word else "" for word in words]
        if self._terms.may_match(lemmas):
            free = ["" if place in inside else lemma for place, lemma in enumerate(lemmas)]
            labels += [(start, label) for start, _, label in self._terms.spans(free)]
        return Sentence(words, [label for _, label in sorted(labels)])


def is_name(phrase: str) -> bool:
    """Whether a phrase is a name and not a set term: it has a capital letter."""
    return phrase != phrase.lower()


def pattern(phrase: str) -> tuple[str, ...]:
    """Return what a phrase is matched by: the forms of its words if it is a name, else their lemmas.

    >>> pattern("great powers"), pattern("United Nations")
    (('great', 'power'), ('united', 'nations'))
    """
    words = [word for word in split_words(normalize(phrase)) if word]
    return tuple(word.token if is_name(phrase) else word.lemma for word in words)


def fold(text: str) -> str:
    """Return a word or phrase as it is written in the tables: in lower case, with single spaces."""
    return " ".join(text.lower().split())


def slug(lemma: str) -> str:
    """Return a lemma as it is written in names of figures and in addresses: with hyphens for spaces."""
    return lemma.replace(" ", "-")


class _SequenceMatcher:
    """Finds sequences of words in a list of words, with NLTK's multi-word tokeniser."""

    # No token holds a space, so a joined one can be told from the others.
    _GAP = " "

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
