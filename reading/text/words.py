"""Plain English text goes in; blocks, sentences, words with their lemmas, and phrases come out.

What counts here, once for the whole book:

- A *word* is a token with a letter or a digit. Hyphenated words are one word. The possessive (`'s`, or a bare
  apostrophe after a plural) is split off and is none. Words fold to lower case.
- Two words are *adjacent* when only a space or a possessive stands between them; any other mark breaks.
- A *name* keeps its form: an acronym in capitals anywhere, and a capitalised word that does not open its
  sentence, have their folded form as lemma. An acronym is no closed-class word, so that `US` is never `us`.
- Other words get the lemma that simplemma gives, in British and American spelling alike.

Nothing is downloaded: Punkt takes the abbreviations below, simplemma's tables come with its wheel.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

import simplemma
from simplemma.strategies import DictionaryLookupStrategy

from reading.text.closed_class import CLOSED_CLASS, PREPOSITIONS

CORRECTIONS = {
    # Nouns to the lemmatiser, while it puts `strengthening` or `taking` down to their verbs.
    "building": "build",
    "undertaking": "undertake",
    # Mistakes of its table: the comparative of `bad`, and plurals taken for verbs or for other nouns.
    "worse": "bad",
    "lives": "life",
    "axes": "axis",
    # A noun of its own in today's English.
    "media": "media",
    # Pieces of contractions.
    "sha": "shall",
    "'em": "they",
}
"""Lemmas where simplemma's answer is wrong, or not like its answers for words of the same kind."""

_PLAIN = {
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc", "'"),
    **dict.fromkeys("\u2010\u2011", "-"),
    "\u2026": "...",
    # Marks that nobody sees: the soft hyphen, spaces without width, and the byte order mark.
    **dict.fromkeys("\u00ad\u200b\u2060\ufeff", ""),
}

_SENTENCE_END = re.compile(r"[.!?:][\"')\]]*$")
_POINT = re.compile(
    r"(?:\d{1,3}[.)]|\(?[a-z]\)|\((?:\d{1,3}|[ivx]{1,4})\)|[-*+\u2022\u2013\u2014\u25cf\u25aa])[ \t]+(?=\S)"
)
_POINT_BEFORE = re.compile(r"[.!?:;,][\"')\]]*$|\b(?:and|or)$")
_ORDINAL_ENDING = re.compile(r"(?:st|nd|rd|th)\b")
_CLITICS = frozenset(["n't", "'ll", "'re", "'ve", "'d", "'m", "'em"])


DIGEST = "sha256:"
"""What the digest of a heading opens with."""

Breaks = Literal["line", "blank"]
"""What ends a paragraph: a line that ends like a sentence, or a blank line alone."""


class Block(NamedTuple):
    """A heading or a paragraph on one line, and the line of the copy that it opens in."""

    line: int
    text: str
    heading: bool


class Word(NamedTuple):
    """A word as it is counted: its form in lower case, its lemma, and whether its class is closed."""

    token: str
    lemma: str
    closed: bool


class Sentence(NamedTuple):
    """What is read off a sentence: its words in order, None where a mark stands, and its phrases in order."""

    words: list[Word | None]
    phrases: list[str]


# The copy ---------------------------------------------------------------------------------------------------


def blocks(text: str, *, headings: Iterable[str] = (), breaks: Breaks = "line") -> list[Block]:
    r"""The headings and paragraphs of a raw copy, each repaired to one line.

    Quotation marks and apostrophes become plain, Unicode is composed (NFC), white space is single spaces.
    A line goes on with the next one unless it ends like a sentence or is one of the `headings`, which nothing
    else tells from a broken line; a line in lower case always goes on with the one before. The ending of an
    ordinal that was set as a superscript goes back to its number. Empty lines separate, too; where `breaks`
    is `blank`, they alone do, as in a copy whose lines are all broken at a margin.

    The mark or number of a point in a list begins a paragraph, and is none of its words. A line without a
    letter or a digit is as an empty one. A heading may be given by its `digest` in place of its words.

    >>> [block.text for block in blocks("The 20\nth of May was\na “fine” day.")]
    ['The 20th of May was a "fine" day.']
    >>> [block.text for block in blocks("It asks for two things:\n1. Ships.\n2. Ports.")]
    ['It asks for two things:', 'Ships.', 'Ports.']
    """
    known = {plain(heading) for heading in headings}
    hidden = any(heading.startswith(DIGEST) for heading in known)
    found: list[Block] = []
    opened, lines, listed = 0, list[str](), False

    def close() -> None:
        nonlocal listed
        if lines:
            found.append(Block(opened, _joined(lines), heading=False))
            lines.clear()
        listed = False

    for number, line in enumerate(re.split(r"\r\n?|\n", text), 1):
        line = plain(line)
        if not any(map(str.isalnum, line)):
            close()
        elif line in known or (hidden and digest(line) in known):
            close()
            found.append(Block(number, line, heading=True))
        else:
            # A number in running prose may come to stand at the start of a line as well.
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


def digest(heading: str) -> str:
    """What stands for a heading where its words are not to be told."""
    return f"{DIGEST}{hashlib.sha256(plain(heading).encode()).hexdigest()}"


def plain(line: str) -> str:
    """A line with plain quotation marks, composed characters (NFC) and single spaces."""
    for mark, replacement in _PLAIN.items():
        line = line.replace(mark, replacement)
    return " ".join(unicodedata.normalize("NFC", line).split())


def _joined(lines: Sequence[str]) -> str:
    parts = [lines[0]]
    for before, line in pairwise(lines):
        superscript = before[-1].isdigit() and _ORDINAL_ENDING.match(line)
        parts.append(line if superscript else f" {line}")
    return "".join(parts)


# Sentences and words ----------------------------------------------------------------------------------------


_PLAIN_SENTENCE = re.compile(r"[\w -]+(?:[.,](?![.,])[\w -]*)*")
_COMMA = re.compile(r",(?!\d)")


def sentences(block: str) -> list[str]:
    """The sentences of a block, in order.

    >>> sentences("Dr. Lee left at 9 a.m. sharp. Was it late?")
    ['Dr. Lee left at 9 a.m. sharp.', 'Was it late?']
    """
    from reading.text.tokenizers import SENTENCES

    return list(SENTENCES.tokenize(block))


def tokens(sentence: str) -> list[str]:
    """The words and marks of a sentence as NLTK's own tokeniser splits them, possessives apart.

    Of its two dozen rules all but those for a comma and the last full stop leave a sentence alone that has no
    other marks: most sentences are done with these two.

    >>> tokens("Norway's low-carbon plans")
    ['Norway', "'s", 'low-carbon', 'plans']
    """
    if "--" in sentence or not _PLAIN_SENTENCE.fullmatch(sentence):
        from reading.text.tokenizers import WORDS

        return list(WORDS.tokenize(sentence))
    sentence = sentence.rstrip()
    if sentence.endswith("."):
        sentence = f"{sentence[:-1]} ."
    return _COMMA.sub(" , ", sentence).split() if "," in sentence else sentence.split()


def words(sentence: str) -> list[Word | None]:
    """The words of a sentence in order, None where a mark breaks their adjacency; phrases are not looked for.

    >>> [word and word.lemma for word in words("Yes, the US sees its allies' doubts.")]
    ['yes', None, 'the', 'us', 'see', 'its', 'ally', 'doubt', None]
    """
    marks = tokens(sentence)
    if "'" in marks:
        marks = _without_bare_possessives(marks)
    read = list(map(_INSIDE.__getitem__, marks))
    for position, word in enumerate(read):
        if word is not None and word is not _POSSESSIVE:
            read[position] = _OPENING[marks[position]]
            break
    return [word for word in read if word is not _POSSESSIVE]


def _without_bare_possessives(marks: Iterable[str]) -> list[str]:
    """Drop the apostrophe after a plural; where a single quotation mark is open, it closes that instead."""
    kept: list[str] = []
    quoted = False
    for mark in marks:
        if mark == "'":
            if not quoted and kept and kept[-1][-1:] in ("s", "S"):
                continue
            quoted = not quoted
        kept.append(mark)
    return kept


_POSSESSIVE = Word("'s", "'s", True)


class _Read(dict[str, Word | None]):
    """Every form that was met, with its reading: each is read once, whatever the length of the text."""

    def __init__(self, read: Callable[[str], Word | None]) -> None:
        self._read = read

    def __missing__(self, form: str) -> Word | None:
        self[form] = word = self._read(form)
        return word


def _inside(form: str) -> Word | None:
    return _word(form, opening=False)


def _opening(form: str) -> Word | None:
    return _word(form, opening=True)


def _word(form: str, *, opening: bool) -> Word | None:
    """How a token is read inside a sentence, or as the first word of one."""
    if form.isalpha() and form.islower():
        # Most forms of a text: the rest is about capitals, digits and marks.
        return Word(form, _lemma(form), form in CLOSED_CLASS)
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
        return Word(token, _lemma(token), True)
    if form[0].isupper() and (not opening or _is_name(form)):
        return Word(token, CORRECTIONS.get(token, token) if opening else token, False)
    return Word(token, _lemma(token), False)


def _is_name(form: str) -> bool:
    """Whether the lemmatiser knows a capitalised word as a name, and as nothing else."""
    return str(simplemma.lemmatize(form, lang="en"))[0].isupper()


def _lemma(token: str) -> str:
    if token in CORRECTIONS:
        return CORRECTIONS[token]
    if token in PREPOSITIONS:
        return token
    if token.isalpha() and token.isascii() and (lemma := _TABLE.get_lemma(token, "en")):
        # What simplemma's own chain of strategies comes to for such a token, in a fifth of the time.
        return lemma.lower()
    if "-" in token and not simplemma.is_known(token, lang="en"):
        return _compound_lemma(token)
    return str(simplemma.lemmatize(token, lang="en")).lower()


def _compound_lemma(token: str) -> str:
    """Only a plural at the end is put down to its lemma: `low-lying` and `us-led` are words of their own."""
    front, _, last = token.rpartition("-")
    if not last.endswith("s") or last in CLOSED_CLASS:
        return token
    return f"{front}-{_lemma(last)}"


_TABLE = DictionaryLookupStrategy()
_INSIDE = _Read(_inside)
_OPENING = _Read(_opening)


# Phrases ----------------------------------------------------------------------------------------------------


class Phrases:
    """Phrases to look for; each is called by its folded form.

    One written with a capital letter is a name: it is matched on the folded words, and they keep their forms
    as lemmas. Any other is a set term in its dictionary form, matched by lemmas. Names bind before terms, and
    of phrases that start at the same word the longest binds.

    >>> Phrases(["United Nations", "trade war"]).read("The United Nations fears trade wars.").phrases
    ['united nations', 'trade war']
    """

    def __init__(self, phrases: Iterable[str] = ()) -> None:
        names: dict[tuple[str, ...], str] = {}
        terms: dict[tuple[str, ...], str] = {}
        for phrase in phrases:
            (names if is_name(phrase) else terms)[pattern(phrase)] = fold(phrase)
        self._names = _Matcher(names)
        self._terms = _Matcher(terms)

    def read(self, sentence: str) -> Sentence:
        """The words and the phrases of a sentence."""
        found = words(sentence)
        labels: list[tuple[int, str]] = []
        inside = set[int]()
        forms = [word.token if word else "" for word in found]
        if self._names.may_match(forms):
            for start, end, label in self._names.spans(forms):
                labels.append((start, label))
                inside.update(range(start, end))
            found = [word and _kept(word) if place in inside else word for place, word in enumerate(found)]
        lemmas = [word.lemma if word else "" for word in found]
        if self._terms.may_match(lemmas):
            free = ["" if place in inside else lemma for place, lemma in enumerate(lemmas)]
            labels += [(start, label) for start, _, label in self._terms.spans(free)]
        return Sentence(found, [label for _, label in sorted(labels)])


def is_name(phrase: str) -> bool:
    """Whether a phrase is a name, not a set term: it has a capital letter."""
    return phrase != phrase.lower()


def pattern(phrase: str) -> tuple[str, ...]:
    """What a phrase is found by: the forms of its words where it is a name, else their lemmas.

    >>> pattern("great powers"), pattern("United Nations")
    (('great', 'power'), ('united', 'nations'))
    """
    read = [word for word in words(plain(phrase)) if word]
    return tuple(word.token if is_name(phrase) else word.lemma for word in read)


def fold(text: str) -> str:
    """What a word or phrase is called in the tables: in lower case, its words a single space apart."""
    return " ".join(text.lower().split())


def slug(lemma: str) -> str:
    """A lemma as it stands in the name of a figure and in an address: with hyphens for spaces."""
    return lemma.replace(" ", "-")


def _kept(word: Word) -> Word:
    return word._replace(lemma=word.token)


class _Matcher:
    """Finds phrases in a list of words, by NLTK's multi-word tokeniser."""

    # No token holds a space, so the joined ones are told from the others.
    _GAP = " "

    def __init__(self, phrases: dict[tuple[str, ...], str]) -> None:
        from nltk.tokenize import MWETokenizer

        self._labels = {self._GAP.join(phrase): label for phrase, label in phrases.items()}
        self._starts = frozenset(phrase[0] for phrase in phrases)
        self._tokenizer = MWETokenizer(list(phrases), separator=self._GAP)

    def may_match(self, items: list[str]) -> bool:
        """Whether the first word of some phrase is there: most sentences are done with that."""
        return not self._starts.isdisjoint(items)

    def spans(self, items: list[str]) -> Iterator[tuple[int, int, str]]:
        """Start, end and name of each phrase."""
        place = 0
        for piece in self._tokenizer.tokenize(items):
            length = piece.count(self._GAP) + 1
            if length > 1:
                yield place, place + length, self._labels[piece]
            place += length
