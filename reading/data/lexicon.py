"""Reads and validates the stop words, phrases, actors and themes in `data/lexicon`."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

from pydantic import Field

from reading.data import coding
from reading.files.errors import ReadingError, attempt, raise_any, suggest
from reading.files.models import Id, NonEmptyStr, StrictModel, find_unknown, validate_tree
from reading.files.read import Line, read_list, read_model, read_yaml
from reading.files.yaml import KeyPath, line_of
from reading.text.closed_class import CLOSED_CLASS
from reading.text.phrases import is_name, pattern
from reading.text.sentences import normalize
from reading.text.tokens import fold as fold
from reading.text.tokens import split_words
from reading.text.wildcards import WILDCARD

FOLDER = Path("data/lexicon")

PHRASES, STOPWORDS, ACTORS = "phrases.txt", "stopwords.txt", "actors.yml"
THEMES, FROZEN, REASONS = "themes.yml", "themes-frozen.yml", "themes-reasons.yml"

GENERAL = "themes-general.yml"
"""The themes of the lexicon for other texts. A book may have none."""

SEALS = {FROZEN: "themes-frozen.sha256", GENERAL: "themes-general.sha256"}
"""The checksums of the lexicons of themes that never change, in the format of `sha256sum`."""

SHORTEST_PHRASE, LONGEST_PHRASE = 2, 5
"""Number of words. Single words are counted anyway; more than five would be a piece of the text."""

MIN_LETTERS = 3
"""Letters of a term with a wildcard. With fewer it would match half the dictionary."""

Kind = Literal["state", "organisation", "person", "group"]


@dataclass(frozen=True)
class Actor:
    """An actor of a document. Aliases are other names; metonyms name something that stands for the actor."""

    id: str
    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name, the aliases and the metonyms, as people write them."""
        return (self.name, *self.aliases, *self.metonyms)


@dataclass(frozen=True)
class Theme:
    """A theme of the codebook, and the terms that find it: lemmas, phrases and wildcards, folded.

    exceptions: phrases whose words do not find the theme: "food security" is not about security
    """

    id: str
    label: str
    terms: tuple[str, ...]
    exceptions: tuple[str, ...] = ()


class Reason(StrictModel):
    """Why the lexicon misses a theme that a sentence carries, or finds one that it does not carry."""

    theme: str
    paragraph: str
    sentence: int
    reason: NonEmptyStr


@dataclass(frozen=True)
class Lexicon:
    """The word lists that contributors tune.

    stopwords: lemmas
    phrases, actors: as people write them
    themes: with their terms as lemmas, those of the codebook where the lexicon has none
    spellings: how names that are no actors are written
    compounds: names that name two actors or more at once, as people write them, with the ids of the actors
    frozen: the themes of the first version, which was written before people's coding was looked at
    reasons: why the themes that the terms find differ from those that people coded
    general: the themes with terms for other texts, made from sentences of such texts; may be empty
    general_phrases: the phrases of these themes, as people write them
    """

    stopwords: frozenset[str]
    phrases: tuple[str, ...]
    actors: tuple[Actor, ...]
    themes: tuple[Theme, ...]
    spellings: tuple[str, ...] = ()
    frozen: tuple[Theme, ...] = ()
    reasons: tuple[Reason, ...] = ()
    general: tuple[Theme, ...] = ()
    general_phrases: tuple[str, ...] = ()
    compounds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def actor_of(self) -> dict[str, str]:
        """The id of the actor that each lemma or phrase names."""
        return {fold(name): actor.id for actor in self.actors for name in actor.names}

    @cached_property
    def actors_of(self) -> dict[str, tuple[str, ...]]:
        """The ids of the actors that each lemma or phrase names: one, or those of a compound."""
        single = {name: (actor,) for name, actor in self.actor_of.items()}
        return single | {fold(name): actors for name, actors in self.compounds.items()}

    def label(self, lemma: str) -> str:
        """A lemma as readers see it: `Norway`, `UN`, `Red Cross`. One that is no name stays the same."""
        return self._labels.get(lemma, lemma)

    @cached_property
    def _labels(self) -> ChainMap[str, str]:
        names = [name for actor in self.actors for name in actor.names]
        whole = {fold(name): name for name in (*self.phrases, *names, *self.spellings, *self.compounds)}
        # The words of a phrase such as "Ada Lovelace" are counted, too, and are names as well.
        joined = {fold(phrase) for phrase in self.phrases} & self.actors_of.keys()
        parts = {fold(part): part for name in sorted(joined) for part in whole[name].split()}
        return ChainMap(whole, parts)


def load(folder: Path, *, lemmas: bool = True) -> Lexicon:
    """Read the lexicon of a folder. Raises `ReadingErrors` with all mistakes of all its files.

    Without `lemmas`, neither words nor phrases are checked: it takes a fifth of a second to load the table of
    lemmas.
    """
    errors: list[ReadingError] = []
    phrases = attempt(errors, lambda: tuple(read_phrases(folder / PHRASES, lemmas=lemmas)), None)
    known = set(map(fold, phrases)) if lemmas and phrases is not None else None
    stopwords = attempt(errors, lambda: read_words(folder / STOPWORDS, lemmas=lemmas), frozenset())
    names = attempt(errors, lambda: read_actors(folder / ACTORS, known), None)
    frozen, reasons = tuple[Theme, ...](), tuple[Reason, ...]()
    if has_themes(folder):
        themes = attempt(errors, lambda: read_themes(folder / THEMES, known), ())
        frozen = attempt(errors, lambda: read_themes(folder / FROZEN, known), ())
        reasons = attempt(errors, lambda: read_model(folder / REASONS, _Reasons).reasons, ())
    else:
        codebook = folder.parents[len(FOLDER.parts) - 1] / coding.FOLDER / coding.CODEBOOK
        themes = attempt(errors, lambda: read_codebook_terms(codebook, known), ())
    general = attempt(errors, lambda: read_general(folder / GENERAL), ((), ()))
    raise_any(sorted(set(errors)))
    assert phrases is not None
    assert names is not None
    return Lexicon(
        stopwords, phrases, names.actors, themes, names.spellings, frozen, reasons, *general, names.compounds
    )


def has_themes(folder: Path) -> bool:
    """Whether a lexicon has any file of themes. A book with a codebook has all of them."""
    return any((folder / name).exists() for name in (THEMES, FROZEN, REASONS))


def read_phrases(path: Path, *, lemmas: bool = True) -> list[str]:
    """Read a list of phrases, each of two to five words, with single spaces.

    Raises `ReadingErrors` where a phrase can never be counted or two have the same lemmas, unless `lemmas` is
    false.
    """
    if not lemmas:
        return [" ".join(line.text.split()) for line in read_list(path)]
    errors, phrases = [], []
    first: dict[object, Line] = {}
    for line in read_list(path):
        phrase = " ".join(line.text.split())
        words = pattern(phrase)
        for problem, hint in check_phrase(phrase, words):
            errors.append(ReadingError(path, line.number, f"the phrase {phrase[:40]!r} {problem}", hint))
        same_name = first.setdefault(fold(phrase), line)
        same_lemmas = first.setdefault((is_name(phrase), words), line)
        other = same_name if same_name is not line else same_lemmas
        if other is not line:
            problem = f"the phrase {phrase[:40]!r} has the same words as {other.text[:40]!r}"
            hint = f"the other one is in line {other.number}; remove one of them"
            errors.append(ReadingError(path, line.number, problem, hint))
        phrases.append(phrase)
    raise_any(errors)
    return phrases


def check_phrase(phrase: str, lemmas: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Why a phrase can never be counted, or must not be: the problem, and a hint."""
    # People count words by spaces, the tokeniser otherwise: `river 's` is one word to it.
    for size in (len(phrase.split()), len(lemmas)):
        if not SHORTEST_PHRASE <= size <= LONGEST_PHRASE:
            yield (
                f"has {size} word{'s' * (size != 1)}",
                f"a phrase has {SHORTEST_PHRASE} to {LONGEST_PHRASE} words",
            )
            return
    if None in split_words(normalize(phrase)):
        yield "has a punctuation mark", "a phrase is words without punctuation"


def read_words(path: Path, *, lemmas: bool = False) -> frozenset[str]:
    """Read a list of words in lower case, one a line.

    Raises `ReadingErrors` where a line is no such word, and with `lemmas`, where a word is no lemma.
    """
    lines = read_list(path)
    raise_any(
        [
            ReadingError(path, line.number, f"the word {line.text[:40]!r} {problem}", hint)
            for line in lines
            for problem, hint in _check_word(line.text, lemmas)
        ]
    )
    return frozenset(line.text for line in lines)


def _check_word(word: str, lemmas: bool) -> Iterator[tuple[str, str]]:
    if len(word.split()) > 1:
        yield "has a space", "write each word on a line of its own"
    elif word != word.lower():
        yield "is not in lower case", f"write {word.lower()!r}"
    elif lemmas:
        yield from _check_lemma(word)


def _check_lemma(word: str) -> Iterator[tuple[str, str]]:
    """Why a word of the lexicon can be no lemma of the tables: the problem, and a hint.

    Names, which have a capital, and phrases are not checked: a name is its own lemma.
    """
    if " " in word or is_name(word):
        return
    lemmas = pattern(word)
    if len(lemmas) != 1:
        yield f"is read as {len(lemmas)} words", "write one word, or a phrase"
    elif fold(word) in CLOSED_CLASS:
        yield "is a function word and is never counted", "remove it"
    elif lemmas != (word,):
        yield "is not in its dictionary form", f"write {lemmas[0]!r}"


class _Actor(StrictModel):
    name: NonEmptyStr
    kind: Kind
    aliases: tuple[NonEmptyStr, ...] = ()
    metonyms: tuple[NonEmptyStr, ...] = ()


class _Actors(StrictModel):
    actors: dict[Id, _Actor]
    compounds: dict[NonEmptyStr, tuple[Id, ...]] = Field(default_factory=dict)
    spellings: tuple[NonEmptyStr, ...] = ()


class ActorNames(NamedTuple):
    """What the file of actors holds: actors, compounds of their names, and spellings of other names."""

    actors: tuple[Actor, ...]
    compounds: dict[str, tuple[str, ...]]
    spellings: tuple[str, ...]


class _Theme(StrictModel):
    label: NonEmptyStr
    terms: tuple[NonEmptyStr, ...] = Field(min_length=1)
    exceptions: tuple[NonEmptyStr, ...] = ()


class _Themes(StrictModel):
    themes: dict[Id, _Theme] = Field(min_length=1)


class _Reasons(StrictModel):
    reasons: tuple[Reason, ...]


def read_actors(path: Path, phrases: set[str] | None = None) -> ActorNames:
    """Read the actors of a file, compounds of their names, and the spellings of names that are no actors.

    `phrases` are the listed ones, folded. Without them, neither words nor phrases are looked up.

    Raises `ReadingErrors` where a name appears twice, where an alias, a metonym or a compound of several
    words is no listed phrase, where one in lower case can be no lemma, and where a compound names an actor
    that is not in the file.
    """
    tree = read_yaml(path)
    file = validate_tree(path, tree, _Actors)
    compounds: list[Located] = [(("compounds", name), name) for name in file.compounds]
    every, counted = list[Located](), compounds[:]
    for identifier, actor in file.actors.items():
        names = list(_locate_names(identifier, actor))
        every += names
        # An actor with aliases may have a name that is only shown, and is not counted.
        counted += names[1:] or names
    every += [*compounds, *((("spellings", number), name) for number, name in enumerate(file.spellings))]
    joined = ((name, actor) for name, actors in file.compounds.items() for actor in actors)
    named = ((("compounds", name), actor, file.actors) for name, actor in joined)
    errors = list(find_unknown(path, tree, named, "there is no actor {!r}"))
    errors += _find_wrong_words(path, tree, counted, phrases)
    errors += find_repeats(path, tree, every, "the actors")
    raise_any(errors)
    actors = tuple(Actor(name, **dict(actor)) for name, actor in file.actors.items())
    return ActorNames(actors, file.compounds, file.spellings)


def read_themes(path: Path, phrases: set[str] | None = None) -> tuple[Theme, ...]:
    """Read the themes of a file, with their terms folded.

    `phrases` are the listed ones, folded. Without them, neither words nor phrases are looked up.

    Raises `ReadingErrors` where a theme has a term twice, where a term of several words is no listed phrase,
    where one in lower case can be no lemma, and where a wildcard is in a phrase or matches too many words.
    """
    tree = read_yaml(path)
    themes = validate_tree(path, tree, _Themes).themes
    raise_any(list(_check_terms(path, tree, themes, phrases)))
    return _fold_themes(themes)


def read_codebook_terms(path: Path, phrases: set[str] | None = None) -> tuple[Theme, ...]:
    """Read the themes of a codebook that has their terms, see `Codebook.has_own_terms`.

    Takes what `read_themes` takes. There is none where the codebook is missing, has no terms or has
    mistakes of its own, which `reading.data.coding` reports.

    Raises `ReadingErrors` where `read_themes` does, and where a theme has no term.
    """
    codebook = attempt([], lambda: coding.read_codebook(path.parent), None) if path.exists() else None
    if codebook is None or not codebook.has_own_terms:
        return ()
    themes = {
        name: _Theme.model_construct(label=theme.label, terms=theme.terms or (), exceptions=())
        for name, theme in codebook.themes.items()
    }
    raise_any(list(_check_terms(path, read_yaml(path), themes, phrases)))
    return _fold_themes(themes)


def _check_terms(
    path: Path, tree: Any, themes: Mapping[str, _Theme], phrases: set[str] | None
) -> Iterator[ReadingError]:
    """Yield an error for each term that `read_themes` refuses, and for each theme without a term."""
    for identifier, theme in themes.items():
        terms: list[Located] = [
            (("themes", identifier, "terms", number), term) for number, term in enumerate(theme.terms)
        ]
        plain_terms = [(place, term) for place, term in terms if WILDCARD not in term]
        yield from _find_wrong_words(path, tree, plain_terms, phrases)
        yield from check_wildcards(path, tree, terms)
        yield from find_repeats(path, tree, terms, f"the theme {identifier}")
        if not terms:
            hint = "add the words that find it: terms: [word, another]"
            line = line_of(tree, ("themes", identifier))
            yield ReadingError(path, line, f"the theme {identifier} has no terms", hint)


def _fold_themes(themes: Mapping[str, _Theme]) -> tuple[Theme, ...]:
    return tuple(
        Theme(name, theme.label, tuple(map(fold, theme.terms)), tuple(map(fold, theme.exceptions)))
        for name, theme in themes.items()
    )


def read_general(path: Path) -> tuple[tuple[Theme, ...], tuple[str, ...]]:
    """Read the themes of the lexicon for other texts, and its phrases, which need not be listed ones.

    Its terms are not checked: it never changes, and its checksum says whether it has. There are none where
    there is no file.
    """
    themes = read_model(path, _Themes).themes if path.exists() else {}
    terms = (term for theme in themes.values() for term in (*theme.terms, *theme.exceptions))
    return _fold_themes(themes), tuple({fold(term): term for term in terms if " " in term}.values())


Located = tuple[KeyPath, str]
"""A name or a term, with its place in the file."""


def _locate_names(identifier: str, actor: _Actor) -> Iterator[Located]:
    yield ("actors", identifier, "name"), actor.name
    for part, names in (("aliases", actor.aliases), ("metonyms", actor.metonyms)):
        yield from ((("actors", identifier, part, number), name) for number, name in enumerate(names))


def find_repeats(path: Path, tree: Any, names: Iterable[Located], owner: str) -> Iterator[ReadingError]:
    """Yield an error for each name or term that an owner has twice. Capitals do not count."""
    first: dict[str, KeyPath] = {}
    for place, name in names:
        if first.setdefault(fold(name), place) != place:
            hint = f"first in line {line_of(tree, first[fold(name)])}; capitals do not count"
            yield ReadingError(path, line_of(tree, place), f"{name!r} appears twice in {owner}", hint)


Listed = TypeVar("Listed", bound=StrictModel)


def read_listed(
    path: Path, model: type[Listed], list_names: Callable[[Listed], Iterable[Located]], owner: str
) -> Listed:
    """Read a file of names that a book may do without: then the model has its defaults.

    Raises `ReadingErrors` with all mistakes of the file, such as a name that its `owner` has twice.
    """
    if not path.exists():
        return model()
    tree = read_yaml(path)
    file = validate_tree(path, tree, model)
    raise_any(list(find_repeats(path, tree, list_names(file), owner)))
    return file


def _find_wrong_words(
    path: Path, tree: Any, names: Sequence[Located], phrases: set[str] | None
) -> Iterator[ReadingError]:
    """Yield an error for each phrase that is not listed, and for each word that can be no lemma."""
    if phrases is None:
        return
    yield from find_wrong_lemmas(path, tree, names)
    for place, name in names:
        if " " in name and fold(name) not in phrases:
            hint = f"add it to {PHRASES} and run `reading derive TEXT`"
            if match := suggest(name, phrases):
                hint = f"{match} If not, {hint}"
            yield ReadingError(
                path, line_of(tree, place), f"{name!r} has several words, but is not a phrase", hint
            )


def check_wildcards(path: Path, tree: Any, names: Iterable[Located]) -> Iterator[ReadingError]:
    """Yield an error for each wildcard that is in a phrase or matches too many words."""
    for place, name in names:
        if WILDCARD not in name:
            continue
        line = line_of(tree, place)
        if " " in name:
            hint = "a wildcard matches one word; write the phrase out"
            yield ReadingError(path, line, f"{name!r} has a wildcard and several words", hint)
        elif sum(map(str.isalnum, name)) < MIN_LETTERS:
            hint = f"write {MIN_LETTERS} letters or more"
            yield ReadingError(path, line, f"{name!r} matches too many words", hint)


def find_wrong_lemmas(path: Path, tree: Any, names: Iterable[Located]) -> Iterator[ReadingError]:
    """Yield an error for each word in lower case that can be no lemma of the tables."""
    for place, name in names:
        for problem, hint in _check_lemma(name):
            yield ReadingError(path, line_of(tree, place), f"{name!r} {problem}", hint)
