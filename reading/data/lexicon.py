"""Reads and validates the stop words, phrases, actors and themes in `data/lexicon`."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, ValidationInfo, model_validator
from pydantic.dataclasses import dataclass as validated

from reading.data import coding
from reading.data.terms import SearchTerm, WithIds, check_term, explain_phrase, explain_word
from reading.files.errors import ReadingError, attempt, find_repeated, raise_any
from reading.files.models import Id, NonEmptyStr, StrictModel, find_unknown, validate_tree
from reading.files.read import read_list, read_model, read_yaml
from reading.files.yaml import KeyPath, line_of
from reading.text.phrases import pattern
from reading.text.tokens import lower_case as lower_case

FOLDER = Path("data/lexicon")

PHRASES, STOPWORDS, ACTORS, THEMES = "phrases.txt", "stopwords.txt", "actors.yml", "themes.yml"

ActorKind = Literal["state", "organisation", "person", "group"]


@validated(frozen=True, config=ConfigDict(extra="forbid"))
class Actor:
    """An actor of a document. Aliases are other names; metonyms name something that stands for the actor."""

    id: str
    name: NonEmptyStr
    kind: ActorKind
    aliases: tuple[SearchTerm, ...] = ()
    metonyms: tuple[SearchTerm, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name, the aliases and the metonyms, as people write them."""
        return (self.name, *self.aliases, *self.metonyms)

    @model_validator(mode="after")
    def _check_name(self, info: ValidationInfo) -> Self:
        # An actor with aliases may have a name that is only shown, and is not counted.
        if len(self.names) == 1:
            check_term(self.name, info)
        return self


@validated(frozen=True, config=ConfigDict(extra="forbid"))
class Theme:
    """A theme of the codebook, and the terms that find it: lemmas, phrases and wildcards.

    exceptions: phrases whose words do not find the theme: "food security" is not about security
    """

    id: str
    terms: Annotated[tuple[SearchTerm, ...], Field(min_length=1)]
    exceptions: tuple[SearchTerm, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """The word lists that contributors tune.

    stopwords: lemmas
    phrases, actors: as people write them
    themes: with their terms as people write them, those of the codebook where the lexicon has none
    spellings: how names that are no actors are written
    compounds: names that name two actors or more at once, as people write them, with the ids of the actors
    """

    stopwords: frozenset[str]
    phrases: tuple[str, ...]
    actors: tuple[Actor, ...]
    themes: tuple[Theme, ...]
    spellings: tuple[str, ...] = ()
    compounds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def actors_of(self) -> dict[str, tuple[str, ...]]:
        """The ids of the actors that each lemma or phrase names: one, or those of a compound."""
        single = {lower_case(name): (actor.id,) for actor in self.actors for name in actor.names}
        return single | {lower_case(name): actors for name, actors in self.compounds.items()}

    def label(self, lemma: str) -> str:
        """A lemma as readers see it: `Norway`, `UN`, `Red Cross`. One that is no name stays the same."""
        return self._labels.get(lemma, lemma)

    @cached_property
    def _labels(self) -> ChainMap[str, str]:
        names = [name for actor in self.actors for name in actor.names]
        whole = {lower_case(name): name for name in (*self.phrases, *names, *self.spellings, *self.compounds)}
        # The words of a phrase such as "Ada Lovelace" are counted, too, and are names as well.
        joined = {lower_case(phrase) for phrase in self.phrases} & self.actors_of.keys()
        parts = {lower_case(part): part for name in sorted(joined) for part in whole[name].split()}
        return ChainMap(whole, parts)


class _Actors(StrictModel):
    """Actors, compounds of their names, and spellings of other names."""

    actors: Annotated[dict[Id, Actor], WithIds]
    compounds: dict[SearchTerm, tuple[Id, ...]] = Field(default_factory=dict)
    spellings: tuple[NonEmptyStr, ...] = ()

    def listed(self) -> Iterator[Located]:
        """All names, and their places in the file."""
        for id_, actor in self.actors.items():
            yield from ((("actors", id_), name) for name in actor.names)
        yield from ((("compounds", name), name) for name in self.compounds)
        yield from ((("spellings", number), name) for number, name in enumerate(self.spellings))


class _Themes(StrictModel):
    themes: Annotated[dict[Id, Theme], WithIds, Field(min_length=1)]


def load(folder: Path, *, lemmas: bool = True) -> Lexicon:
    """Read the lexicon of a folder. Raises `ReadingErrors` with all mistakes of all its files.

    Without `lemmas`, neither words nor phrases are checked: it takes a fifth of a second to load the table of
    lemmas.
    """
    errors: list[ReadingError] = []
    phrases = attempt(errors, lambda: read_phrases(folder / PHRASES, lemmas=lemmas), ())
    context = {"phrases": set(map(lower_case, phrases)) or None} if lemmas else None
    stopwords = attempt(errors, lambda: read_words(folder / STOPWORDS, lemmas=lemmas), frozenset())
    names = attempt(errors, lambda: _read_actors(folder / ACTORS, context), _Actors(actors={}))

    def read_themes() -> tuple[Theme, ...]:
        if not (folder / THEMES).exists():
            return _read_codebook_terms(folder.parents[len(FOLDER.parts) - 1] / coding.FOLDER, context)
        return tuple(read_model(folder / THEMES, _Themes, context).themes.values())

    themes = attempt(errors, read_themes, ())
    raise_any(errors)
    actors = tuple(names.actors.values())
    return Lexicon(stopwords, phrases, actors, themes, names.spellings, names.compounds)


def read_phrases(path: Path, *, lemmas: bool = True) -> tuple[str, ...]:
    """Read a list of phrases, each of two to five words, with single spaces.

    Raises `ReadingErrors` where a phrase can never be counted or two have the same lemmas, unless `lemmas` is
    false.
    """
    phrases = {line.number: " ".join(line.text.split()) for line in read_list(path)}
    if lemmas:
        errors = [
            ReadingError(path, number, f"the phrase {phrase[:40]!r} cannot be counted", problem)
            for number, phrase in phrases.items()
            if (problem := explain_phrase(phrase))
        ]
        words = ((pattern(phrase), number) for number, phrase in phrases.items())
        for _, number, first in find_repeated(words):
            problem = f"the phrase {phrases[number][:40]!r} has the same words as {phrases[first][:40]!r}"
            hint = f"the other one is in line {first}; remove one of them"
            errors.append(ReadingError(path, number, problem, hint))
        raise_any(errors)
    return tuple(phrases.values())


def read_words(path: Path, *, lemmas: bool = False) -> frozenset[str]:
    """Read a list of words in lower case, one a line.

    Raises `ReadingErrors` where a line is no such word, and with `lemmas`, where a word is no lemma.
    """
    errors = []
    for number, word in read_list(path):
        hint = explain_word(word) if lemmas else ""
        if word != word.lower() or " " in word:
            hint = "write words in lower case, each on a line of its own"
        if hint:
            errors.append(ReadingError(path, number, f"the word {word[:40]!r} is not valid", hint))
    raise_any(errors)
    return frozenset(line.text for line in read_list(path))


def _read_actors(path: Path, context: Any) -> _Actors:
    tree = read_yaml(path)
    file = validate_tree(path, tree, _Actors, context)
    joined = ((name, actor) for name, actors in file.compounds.items() for actor in actors)
    used = ((("compounds", name), actor, file.actors) for name, actor in joined)
    errors = list(find_unknown(path, tree, used, "there is no actor {!r}"))
    raise_any([*errors, *find_repeats(path, tree, file.listed(), "the actors")])
    return file


def _read_codebook_terms(folder: Path, context: Any) -> tuple[Theme, ...]:
    """The themes of a codebook that has their terms, see `Codebook.has_own_terms`; none of any other."""
    if not (folder / coding.CODEBOOK).exists():
        return ()
    codebook = coding.read_codebook(folder, context)
    themes = codebook.themes.items() if codebook.has_own_terms else ()
    return tuple(Theme(name, theme.terms) for name, theme in themes)


Located = tuple[KeyPath, str]
"""A name, with its place in the file."""


def find_repeats(path: Path, tree: Any, names: Iterable[Located], owner: str) -> Iterator[ReadingError]:
    """Yield an error for each name that an owner has twice. Capitals do not count."""
    located = ((lower_case(name), (name, line_of(tree, place))) for place, name in names)
    for _, (name, line), (_, first) in find_repeated(located):
        hint = f"first in line {first}; capitals do not count"
        yield ReadingError(path, line, f"{name!r} appears twice in {owner}", hint)
