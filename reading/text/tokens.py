"""Splits English sentences into words and finds their lemmas.

The rules for the whole book:

- A *word* is a token with a letter or a digit, in lower case. A hyphenated word is one word. The possessive
  (`'s`, or an apostrophe after a plural) is split off and is not a word.
- Two words are *adjacent* where only a space or a possessive is between them, and no punctuation mark.
- A *name* has its own form as its lemma. Names are acronyms in capitals, and capitalised words that do not
  open their sentence. An acronym is never a word of a closed class, so that `US` is not `us`.
- All other words have the lemma that simplemma gives, in British and American spelling.
- In a multiword such as `in the face of`, all words count as function words, also `face`. The lemma of that
  word is the multiword, so that the counts of `face` hold no prepositions.

Nothing is downloaded: Punkt uses a list of abbreviations, and simplemma's tables are in its wheel.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple

from reading.text.closed_class import CLOSED_CLASS, MULTIWORDS, PREPOSITIONS
from reading.text.word_patterns import CLITICS, ENDS, POSSESSIVE

CORRECTIONS = {
    # Simplemma takes these for nouns, but `strengthening` or `taking` for forms of verbs.
    "building": "build",
    "undertaking": "undertake",
    # Mistakes in its table: the comparative of `bad`, and plurals taken for verbs or for other nouns.
    "worse": "bad",
    "lives": "life",
    "axes": "axis",
    "capita": "capita",
    "defences": "defense",
    "gone": "go",
    "negatively": "negatively",
    "unreservedly": "unreservedly",
    "untold": "untold",
    # A noun in its own right in today's English.
    "media": "media",
    # Parts of contractions.
    "sha": "shall",
    "'em": "they",
}
"""Lemmas of words for which simplemma is wrong or inconsistent."""

WRONG_LEMMAS = {
    "assaile": "assail",
    "cancell": "cancel",  # codespell:ignore
    "crafte": "craft",
    "deposite": "deposit",
    "determin": "determine",  # codespell:ignore
    "develope": "develop",  # codespell:ignore
    "drenche": "drench",
    "exemplifie": "exemplify",
    "fantasie": "fantasy",
    "fixe": "fix",  # codespell:ignore
    "growe": "grow",
    "guarde": "guard",
    "labell": "label",
    "mixe": "mix",
    "modell": "model",  # codespell:ignore
    "playe": "play",
    "preferr": "prefer",  # codespell:ignore
    "proclaime": "proclaim",
    "signall": "signal",  # codespell:ignore
    "springe": "spring",
    "sweare": "swear",
    "swinge": "swing",
    "thanke": "thank",
    "thinke": "think",
    "travell": "travel",
    "unfolde": "unfold",
}
"""Lemmas of simplemma that are no words: such as `thinke` for `thinking`.

They were found in 14 million words of speeches, by comparing lemmas with how frequent they are in English.
"""


class Word(NamedTuple):
    """A word: its form in lower case, its lemma, and whether it belongs to a closed class."""

    token: str
    lemma: str
    closed: bool


_PLAIN_SENTENCE = re.compile(r"[\w -]+(?:[.,](?![.,])[\w -]*)*")

_COMMA = re.compile(r",(?!\d)")


def tokenize(sentence: str) -> list[str]:
    """Return the words and punctuation marks of a sentence, as NLTK's tokeniser splits them.

    A sentence with no punctuation but commas and a full stop is split here, with the same result: of NLTK's
    two dozen rules only two apply to it, and most sentences are like that.

    >>> tokenize("Norway's low-carbon plans")
    ['Norway', "'s", 'low-carbon', 'plans']
    """
    if "--" in sentence or not _PLAIN_SENTENCE.fullmatch(sentence):
        from reading.text.nltk_setup import WORD_TOKENIZER

        return list(WORD_TOKENIZER.tokenize(sentence))
    sentence = sentence.rstrip()
    if sentence.endswith("."):
        sentence = f"{sentence[:-1]} ."
    return _COMMA.sub(" , ", sentence).split() if "," in sentence else sentence.split()


def split_words(sentence: str) -> list[Word | None]:
    """Return the words of a sentence in order, with None for each punctuation mark between them.

    >>> [word and word.lemma for word in split_words("Yes, the US sees its allies' doubts.")]
    ['yes', None, 'the', 'us', 'see', 'its', 'ally', 'doubt', None]
    """
    tokens = tokenize(sentence)
    if "'" in tokens:
        tokens = _drop_plural_possessives(tokens)
    words = [_read_word(token, opening=False) for token in tokens]
    for position, word in enumerate(words):
        if word is not None and word is not _POSSESSIVE:
            words[position] = _read_word(tokens[position], opening=True)
            break
    words = [word for word in words if word is not _POSSESSIVE]
    return words if _MULTIWORD_FORMS.isdisjoint(tokens) else _read_multiwords(words)


def _read_multiwords(words: Sequence[Word | None]) -> list[Word | None]:
    """Replace those words of a sentence that are of a closed class only within a multiword.

    Of multiwords that start at the same word, the longest is taken.
    """
    forms = [word.token if word else "" for word in words]
    marked = list(words)
    for place, form in enumerate(forms):
        for multiword in _MULTIWORDS_BY_START.get(form, ()):
            if tuple(forms[place : place + len(multiword)]) == multiword:
                for inside, token in enumerate(multiword, place):
                    if token not in CLOSED_CLASS:
                        marked[inside] = Word(token, " ".join(multiword), True)
                break
    return marked


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


_POSSESSIVE = Word(POSSESSIVE, POSSESSIVE, True)

_POSSESSIVES = (POSSESSIVE, POSSESSIVE.upper())


@functools.cache
def _read_word(form: str, *, opening: bool) -> Word | None:
    """Return the word of a token, or None for punctuation. `opening` says whether it opens its sentence."""
    if form.isalpha() and form.islower():
        # Most tokens are like this; the rest of the function is about capitals, digits and punctuation.
        return Word(form, _lemmatize(form), form in CLOSED_CLASS)
    if form in _POSSESSIVES:
        return _POSSESSIVE
    form = _strip_punctuation(form)
    if not form:
        return None
    token = form.lower()
    if form.isupper() and sum(map(str.isalpha, form)) > 1:
        return Word(token, token, False)
    if token in CLOSED_CLASS:
        return Word(token, _lemmatize(token), True)
    if form[0].isupper() and (not opening or _is_name(form)):
        return Word(token, CORRECTIONS.get(token, token) if opening else token, False)
    return Word(token, _lemmatize(token), False)


def _strip_punctuation(form: str) -> str:
    """Return a token without the punctuation at its ends; empty where it is nothing else."""
    if form.lower() not in CLITICS:
        form = form.strip(ENDS)
    return form if any(character.isalnum() for character in form) else ""


def split_tokens(sentence: str) -> list[str]:
    """Return the tokens of the words of a sentence, as `split_words` does, without looking up their lemmas.

    >>> split_tokens("Yes, the US sees its allies' doubts.")
    ['yes', 'the', 'us', 'sees', 'its', 'allies', 'doubts']
    """
    tokens = [form for form in _drop_plural_possessives(tokenize(sentence)) if form not in _POSSESSIVES]
    return [form.lower() for form in map(_strip_punctuation, tokens) if form]


def find_lemma(token: str) -> str:
    """The lemma of a word in lower case, which a capital letter hides where it makes the word a name.

    >>> find_lemma("powers")
    'power'
    """
    word = _read_word(token, opening=False)
    return word.lemma if word else token


def _is_name(form: str) -> bool:
    """Whether simplemma knows a capitalised word only as a name."""
    import simplemma

    return str(simplemma.lemmatize(form, lang="en"))[0].isupper()


def _lemmatize(token: str) -> str:
    import simplemma

    if token in CORRECTIONS:
        return CORRECTIONS[token]
    if token in PREPOSITIONS:
        return token
    if token.isalpha() and token.isascii() and (lemma := str(_table().get_lemma(token, "en") or "")):
        # For such a token, `simplemma.lemmatize` gives the same result in five times the time.
        lemma = WRONG_LEMMAS.get(lemma, lemma).lower()
        # Simplemma takes `meeting` for a form of a verb, but its plural for a noun.
        is_plural = lemma.endswith("ing") and token == f"{lemma}s" and lemma not in CLOSED_CLASS
        return _lemmatize(lemma) if is_plural else lemma
    if "-" in token and not simplemma.is_known(token, lang="en"):
        return _lemmatize_compound(token)
    return str(simplemma.lemmatize(token, lang="en")).lower()


def _lemmatize_compound(token: str) -> str:
    """Reduce a plural at the end to its singular; other compounds, such as `us-led`, are their own lemmas."""
    front, _, last = token.rpartition("-")
    if not last.endswith("s") or last in CLOSED_CLASS:
        return token
    return f"{front}-{_lemmatize(last)}"


def list_forms(lemmas: Iterable[str]) -> dict[str, set[str]]:
    """Return for each lemma the other forms that simplemma knows of it, such as `goes` for `go`."""
    from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

    forms: dict[str, set[str]] = {lemma: set() for lemma in lemmas}
    for form, lemma in DEFAULT_DICTIONARY_FACTORY.get_dictionary("en").items():
        lemma = WRONG_LEMMAS.get(lemma, lemma).lower()
        # What has no vowel is an abbreviation, such as `yr` for `year`.
        if lemma in forms and form.isalpha() and not set("aeiou").isdisjoint(form := form.lower()):
            forms[lemma].add(form)
    for lemma, found in forms.items():
        found.discard(lemma)
    return forms


@functools.cache
def _table() -> Any:
    from simplemma.strategies import DictionaryLookupStrategy

    return DictionaryLookupStrategy()


_MULTIWORDS_BY_START: dict[str, list[tuple[str, ...]]] = defaultdict(list)
for _multiword in sorted(MULTIWORDS, key=lambda multiword: (-len(multiword), multiword)):
    _MULTIWORDS_BY_START[_multiword[0]].append(_multiword)

_MULTIWORD_FORMS = {*chain.from_iterable(MULTIWORDS)} - CLOSED_CLASS
_MULTIWORD_FORMS |= {*map(str.capitalize, _MULTIWORD_FORMS)}
"""The words that only a multiword makes words of a closed class. A sentence without them is not searched."""


def lower_case(text: str) -> str:
    """Return a word or phrase as it is written in the tables: in lower case, with single spaces."""
    return " ".join(text.lower().split())


def slug(lemma: str) -> str:
    """Return a lemma as names of figures and addresses have it: with hyphens for spaces and dots."""
    return re.sub(r"[ .]", "-", lemma)


def slug_ascii(name: str) -> str:
    """Return a name of any script as lower-case ASCII words joined by hyphens: `St. Lucia` is `st-lucia`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))
