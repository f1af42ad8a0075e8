"""The folder `data/lexicon` goes in; its stop words, phrases, actors and themes come out, validated."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from reading.files.errors import ReadingError, attempt, raise_any, suggest
from reading.files.models import Id, NonEmptyStr, StrictModel, validate_tree
from reading.files.read import Line, read_list, read_yaml
from reading.files.yaml import line_of
from reading.text.closed_class import CLOSED_CLASS
from reading.text.words import fold as fold
from reading.text.words import is_name, normalize, pattern, read_words

FOLDER = Path("data/lexicon")

PHRASES, STOPWORDS, ACTORS = "phrases.txt", "stopwords.txt", "actors.yml"
THEMES, FROZEN, REASONS = "themes.yml", "themes-frozen.yml", "themes-reasons.yml"

SEAL = "themes-frozen.sha256"
"""What the frozen lexicon was, as `sha256sum` writes it."""

SHORTEST_PHRASE, LONGEST_PHRASE = 2, 5
"""NonEmptyStr. One word is counted anyway; more than five would be a piece of the text."""

WILDCARD = "*"
"""In a term, any letters or none."""

LETTERS = 3
"""How many a term with a wildcard has at least: with fewer it would stand for half the dictionary."""

Kind = Literal["state", "organisation", "person", "group"]


@dataclass(frozen=True)
class Actor:
    """Who acts in a document. Aliases are its other names; metonyms name something that stands for it."""

    id: str
    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, as people write them."""
        return (self.name, *self.aliases, *self.metonyms)


@dataclass(frozen=True)
class Theme:
    """A theme of the codebook, with the terms by which it is found: lemmas, phrases and wildcards, folded."""

    id: str
    label: str
    terms: tuple[str, ...]


class Reason(StrictModel):
    """Why a lexicon misses a theme of a sentence, or finds one that it does not carry."""

    theme: str
    paragraph: str
    sentence: int
    reason: NonEmptyStr


@dataclass(frozen=True)
class Lexicon:
    """What contributors tune. Phrases and names are as people write them, stop words and terms lemmas.

    frozen: the themes as they were first found, before anything that people coded was looked at
    reasons: why themes as found and as coded part ways
    """

    stopwords: frozenset[str]
    phrases: tuple[str, ...]
    actors: tuple[Actor, ...]
    themes: tuple[Theme, ...]
    spellings: tuple[str, ...] = ()
    frozen: tuple[Theme, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @cached_property
    def actor_of(self) -> dict[str, str]:
        """The id of the actor that a lemma or phrase names."""
        return {fold(name): actor.id for actor in self.actors for name in actor.names}

    def names_of(self, actor: str) -> tuple[str, ...]:
        """The lemmas and phrases that name the actor of an id: its name, then aliases, then metonyms."""
        return next(tuple(map(fold, one.names)) for one in self.actors if one.id == actor)

    def label(self, lemma: str) -> str:
        """A lemma as it is shown: `Norway`, `UN`, `Red Cross`; one that is no name stays as it is."""
        return self._labels.get(lemma, lemma)

    @cached_property
    def _labels(self) -> ChainMap[str, str]:
        names = [name for actor in self.actors for name in actor.names]
        whole = {fold(name): name for name in (*self.phrases, *names, *self.spellings)}
        # "Ada Lovelace" is counted as a phrase and by its words, which are names as well.
        joined = {fold(phrase) for phrase in self.phrases} & self.actor_of.keys()
        parts = {fold(part): part for name in sorted(joined) for part in whole[name].split()}
        return ChainMap(whole, parts)


class _OnDemand(Lexicon):
    """A lexicon that reads each file of its folder when it is first asked for what it holds.

    Whether several words are a phrase is not asked: that would read the phrases with every file.
    """

    _folder: Path

    def __init__(self, folder: Path) -> None:
        object.__setattr__(self, "_folder", folder)

    @cached_property
    def stopwords(self) -> frozenset[str]:
        return read_stopwords(self._folder / STOPWORDS)

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        return tuple(read_phrases(self._folder / PHRASES))

    @cached_property
    def _named(self) -> tuple[tuple[Actor, ...], tuple[str, ...]]:
        return read_actors(self._folder / ACTORS, None)

    @property
    def actors(self) -> tuple[Actor, ...]:
        return self._named[0]

    @property
    def spellings(self) -> tuple[str, ...]:
        return self._named[1]

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        return read_themes(self._folder / THEMES, None) if has_themes(self._folder) else ()

    @cached_property
    def frozen(self) -> tuple[Theme, ...]:
        return read_themes(self._folder / FROZEN, None) if has_themes(self._folder) else ()

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        return read_reasons(self._folder / REASONS) if has_themes(self._folder) else ()


def on_demand(folder: Path) -> Lexicon:
    """The lexicon of a folder, each file read when it is needed."""
    return _OnDemand(folder)


def load(folder: Path) -> Lexicon:
    """The lexicon of a folder. Raises `ReadingErrors` with all mistakes of all its files."""
    errors: list[ReadingError] = []
    phrases = attempt(errors, lambda: read_phrases(folder / PHRASES), None)
    # Where the phrases cannot be read, nobody can say which are missing.
    known = None if phrases is None else {fold(phrase) for phrase in phrases}
    stopwords = attempt(errors, lambda: read_stopwords(folder / STOPWORDS), frozenset[str]())
    actors, spellings = attempt(errors, lambda: read_actors(folder / ACTORS, known), ((), ()))
    themes: tuple[Theme, ...] = ()
    frozen: tuple[Theme, ...] = ()
    reasons: tuple[Reason, ...] = ()
    if has_themes(folder):
        themes = attempt(errors, lambda: read_themes(folder / THEMES, known), ())
        frozen = attempt(errors, lambda: read_themes(folder / FROZEN, known), ())
        reasons = attempt(errors, lambda: read_reasons(folder / REASONS), ())
    raise_any(errors)
    return Lexicon(stopwords, tuple(phrases or ()), actors, themes, spellings, frozen, reasons)


def has_themes(folder: Path) -> bool:
    """Whether a lexicon has anything of themes: they come with a codebook, and are whole then."""
    return any((folder / name).exists() for name in (THEMES, FROZEN, REASONS))


def read_phrases(path: Path) -> list[str]:
    """The phrases of a list, two to five words each, with single spaces."""
    errors, phrases = [], []
    first: dict[object, Line] = {}
    for line in read_list(path):
        phrase = " ".join(line.text.split())
        found_by = pattern(phrase)
        for problem, hint in _not_a_phrase(phrase, found_by):
            errors.append(ReadingError(path, line.number, f"the phrase {phrase[:40]!r} {problem}", hint))
        called = first.setdefault(fold(phrase), line)
        found = first.setdefault((is_name(phrase), found_by), line)
        twin = called if called is not line else found
        if twin is not line:
            problem = f"the phrase {phrase[:40]!r} is found by the same words as {twin.text[:40]!r}"
            hint = f"that is in line {twin.number}; keep one of them"
            errors.append(ReadingError(path, line.number, problem, hint))
        phrases.append(phrase)
    raise_any(errors)
    return phrases


def _not_a_phrase(phrase: str, found_by: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Why a phrase could never be counted, or may not be."""
    # As people count words, and as the text's are: `river 's` is one.
    for size in (len(phrase.split()), len(found_by)):
        if not SHORTEST_PHRASE <= size <= LONGEST_PHRASE:
            yield (
                f"has {size} word{'s' * (size != 1)}",
                f"a phrase has {SHORTEST_PHRASE} to {LONGEST_PHRASE} words",
            )
            return
    if None in read_words(normalize(phrase)):
        yield "has a mark beside its words", "words that a mark parts are no phrase"


def read_stopwords(path: Path) -> frozenset[str]:
    """The stop words of a list, one a line: lemmas, so in lower case."""
    lines = read_list(path)
    raise_any(
        [
            ReadingError(path, line.number, f"the stop word {line.text[:40]!r} {problem}", hint)
            for line in lines
            for problem, hint in _odd(line.text)
        ]
    )
    return frozenset(line.text for line in lines)


def _odd(word: str) -> Iterator[tuple[str, str]]:
    if len(word.split()) > 1:
        yield "has a space", "one word a line; phrases are never left out"
    elif word != word.lower():
        yield "is not in lower case", f"write {word.lower()!r}"
    else:
        yield from _never_counted(word)


def _never_counted(word: str) -> Iterator[tuple[str, str]]:
    """Why a word of the lexicon, if it is one without capitals, could be no lemma of the tables.

    One with a capital is a name, and a name keeps whatever form it has.
    """
    if " " in word or is_name(word):
        return
    found_by = pattern(word)
    if len(found_by) != 1:
        yield f"is read as {len(found_by)} words", "write one word, or a phrase"
    elif fold(word) in CLOSED_CLASS:
        yield "is a function word and is never counted", "leave it out"
    elif found_by != (word,):
        yield "is not in its dictionary form and is never counted", f"write {found_by[0]!r}"


class _Actor(StrictModel):
    name: NonEmptyStr
    kind: Kind
    aliases: tuple[NonEmptyStr, ...] = ()
    metonyms: tuple[NonEmptyStr, ...] = ()


class _Actors(StrictModel):
    actors: dict[Id, _Actor]
    spellings: tuple[NonEmptyStr, ...] = ()


class _Theme(StrictModel):
    label: NonEmptyStr
    terms: tuple[NonEmptyStr, ...] = Field(min_length=1)


class _Themes(StrictModel):
    themes: dict[Id, _Theme] = Field(min_length=1)


class _Reasons(StrictModel):
    reasons: tuple[Reason, ...]


def read_actors(path: Path, phrases: set[str] | None) -> tuple[tuple[Actor, ...], tuple[str, ...]]:
    """The actors of a file, and how it spells names that are no actors.

    Raises `ReadingErrors` where two actors share a name, or one has it twice; and where an alias or metonym
    of several words is none of the phrases (folded), unless those are not known, or one of one word in lower
    case can be no lemma.
    """
    tree = read_yaml(path)
    file = validate_tree(path, tree, _Actors)
    errors: list[ReadingError] = []
    owner: dict[str, str] = {}
    for identifier, actor in file.actors.items():
        placed = list(_placed(identifier, actor))
        for place, name in placed:
            taken = owner.setdefault(fold(name), identifier)
            if taken != identifier:
                problem = f"{name!r} names two actors: {taken} and {identifier}"
                errors.append(ReadingError(path, line_of(tree, place), problem, "leave it with one of them"))
        # The name may be for show alone where others are counted.
        counted = placed[1:] or placed
        errors += _unknown(path, tree, counted, phrases)
        errors += _uncounted(path, tree, counted)
        errors += _repeated(path, tree, placed, f"the actor {identifier}")
    raise_any(errors)
    return tuple(Actor(name, **dict(actor)) for name, actor in file.actors.items()), file.spellings


def read_themes(path: Path, phrases: set[str] | None) -> tuple[Theme, ...]:
    """The themes of a file, their terms folded.

    Raises `ReadingErrors` where a theme has a term twice, and where a term of several words is none of the
    phrases (folded), unless those are not known, or one of one word in lower case can be no lemma. A wildcard
    stands within one word, beside a few letters.
    """
    tree = read_yaml(path)
    file = validate_tree(path, tree, _Themes)
    errors: list[ReadingError] = []
    for identifier, theme in file.themes.items():
        placed = [(("themes", identifier, "terms", number), term) for number, term in enumerate(theme.terms)]
        whole = [(place, term) for place, term in placed if WILDCARD not in term]
        errors += _unknown(path, tree, whole, phrases)
        errors += _uncounted(path, tree, whole)
        errors += _wild(path, tree, placed)
        errors += _repeated(path, tree, placed, f"the theme {identifier}")
    raise_any(errors)
    return tuple(
        Theme(name, theme.label, tuple(map(fold, theme.terms))) for name, theme in file.themes.items()
    )


def read_reasons(path: Path) -> tuple[Reason, ...]:
    """The reasons of a file; whether anything is left of what they explain, the check says."""
    return validate_tree(path, read_yaml(path), _Reasons).reasons


Placed = tuple[tuple[str | int, ...], str]


def _placed(identifier: str, actor: _Actor) -> Iterator[Placed]:
    """Each name of an actor, with its place in the file."""
    yield ("actors", identifier, "name"), actor.name
    for part, names in (("aliases", actor.aliases), ("metonyms", actor.metonyms)):
        yield from ((("actors", identifier, part, number), name) for number, name in enumerate(names))


def _repeated(path: Path, tree: Any, placed: Iterable[Placed], owner: str) -> Iterator[ReadingError]:
    seen: dict[str, tuple[str | int, ...]] = {}
    for place, name in placed:
        if seen.setdefault(fold(name), place) != place:
            hint = f"first in line {line_of(tree, seen[fold(name)])}; capitals do not count"
            yield ReadingError(path, line_of(tree, place), f"{name!r} stands twice in {owner}", hint)


def _unknown(
    path: Path, tree: Any, placed: Iterable[Placed], phrases: set[str] | None
) -> Iterator[ReadingError]:
    for place, name in placed:
        if phrases is not None and " " in name and fold(name) not in phrases:
            hint = suggest(name, phrases) or f"add it to {PHRASES} and run `reading derive TEXT`"
            yield ReadingError(
                path, line_of(tree, place), f"{name!r} has several words and is no phrase", hint
            )


def _wild(path: Path, tree: Any, placed: Iterable[Placed]) -> Iterator[ReadingError]:
    for place, name in placed:
        if WILDCARD not in name:
            continue
        line = line_of(tree, place)
        if " " in name:
            hint = "a wildcard stands within one word; write the phrase out"
            yield ReadingError(path, line, f"{name!r} has a wildcard and several words", hint)
        elif sum(map(str.isalnum, name)) < LETTERS:
            hint = f"give {LETTERS} letters or more"
            yield ReadingError(path, line, f"{name!r} stands for too many words", hint)


def _uncounted(path: Path, tree: Any, placed: Iterable[Placed]) -> Iterator[ReadingError]:
    for place, name in placed:
        for problem, hint in _never_counted(name):
            yield ReadingError(path, line_of(tree, place), f"{name!r} {problem}", hint)
