"""Derives the tables of the reference from a folder of plain texts.

The texts are split with the tokeniser and the lemmas of the document, by the processes of an executor.
Results come back in the order of the texts, so the same texts give the same bytes, however many
processes count them. If a text or the settings are not right, nothing is written.
"""

from __future__ import annotations

import hashlib
import re
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache, lru_cache, partial
from itertools import chain, groupby
from pathlib import Path
from typing import Any, NamedTuple

from tqdm import tqdm

from reading.cache.processes import CONTEXT
from reading.data.reference import FOLDER, SETTINGS, Settings, find_folder, read_settings
from reading.derive.package import Row, TableSchema, count_field, text_field, write_tables
from reading.files.errors import ReadingError, attempt, raise_any, single_error
from reading.files.models import find_unknown
from reading.files.read import list_files, read_bytes, read_text
from reading.files.yaml import line_of
from reading.text.phrases import Match, PhraseMatcher
from reading.text.sentences import split_blocks, split_sentences
from reading.text.tokens import lower_case
from reading.text.wildcards import match_terms

CHUNK = 8
"""How many texts a process counts at a time."""

HASH_DIGITS = 16
"""How many hexadecimal digits of the SHA-256 of a text are stored: enough to tell whether it is the same."""

LONGEST_QUOTATION = 400
"""The number of characters that a quoted sentence may have."""

MOST_QUOTED = 6
"""How many texts of the first year of a term are quoted."""


@contextmanager
def open_executor() -> Iterator[Executor]:
    """Open a process for each core."""
    # An interrupt ends the parent, which ends its processes.
    pool = ProcessPoolExecutor(None, CONTEXT, signal.signal, (signal.SIGINT, signal.SIG_IGN))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def derive(folder: Path, root: Path, executor: Executor) -> list[str]:
    """Write the tables of the reference of the book at `root`. Returns a summary in a few lines.

    folder: holds the texts, also in folders below it
    executor: counts the texts

    Raises `ReadingErrors` with every mistake, and writes nothing then.
    """
    reference = find_folder(root)
    if reference is None:
        hint = f"describe the texts in {FOLDER}/NAME/{SETTINGS}, see contributing/data.md"
        raise single_error(root / FOLDER, 0, "the book has no reference", hint)
    tree, settings = read_settings(reference / SETTINGS)
    texts = _list_texts(folder.absolute(), settings)
    raise_any(list(_find_missing_texts(reference / SETTINGS, tree, settings, texts, folder)))
    phrases = tuple(each for term in settings.terms for each in term.alternatives if " " in each)
    terms = tuple(tuple(map(lower_case, term.alternatives)) for term in settings.terms)
    plan = Plan(phrases, terms)
    counted = _count_texts(texts, plan, executor)
    rows: dict[str, Iterable[Row]] = {
        "texts": map(_list_text, counted),
        "first": _list_first_uses(settings, plan, counted),
    }
    about = _describe(reference.name, settings, phrases)
    written = write_tables(reference, SCHEMAS, FIELDS, rows, about, citation=settings.title)
    speakers, tokens = {text.speaker for text, _ in counted}, sum(result.tokens for _, result in counted)
    used = {number for _, result in counted for number in result.terms}
    unused = ", ".join(term.name for number, term in enumerate(settings.terms) if number not in used)
    sizes = f"texts: {len(counted):,}, speakers: {len(speakers)}, tokens: {tokens:,}"
    return [sizes, *written, *([f"terms that no text has: {unused}"] if unused else [])]


# The texts --------------------------------------------------------------------------------------------------


class Text(NamedTuple):
    """A text: its name, its file and its fields."""

    name: str
    path: Path
    speaker: str
    session: str | None
    year: int


def _list_texts(folder: Path, settings: Settings) -> list[Text]:
    """The texts of a folder, sorted by name. Raises `ReadingErrors` for misnamed ones and for no texts."""
    errors: list[ReadingError] = []
    found: dict[str, Text] = {}
    for path in list_files(folder, f"**/*{settings.suffix}"):
        fields = settings.parse_name(path.stem)
        if fields is None:
            problem = f"the name {path.stem!r} does not fit the pattern {settings.pattern!r}"
            errors.append(ReadingError(path, 0, problem, f"rename it, or correct `pattern` in {SETTINGS}"))
        elif path.stem in found:
            hint = f"the first one is {found[path.stem].path}"
            errors.append(ReadingError(path, 0, f"a second text {path.stem!r}", hint))
        else:
            year = int(fields["year"])
            found[path.stem] = Text(path.stem, path, fields["speaker"], fields.get("session"), year)
            # A mistake cannot be sent from one process to another.
            attempt(errors, partial(read_text, path), None)
    raise_any(errors)
    return [found[name] for name in sorted(found)]


def _find_missing_texts(
    path: Path, tree: Any, settings: Settings, texts: Sequence[Text], folder: Path
) -> Iterator[ReadingError]:
    """Where there is no text, and speakers that are named in the settings and have none."""
    if not texts:
        line, problem = line_of(tree, ("pattern",)), f"there is no text in {folder}"
        yield ReadingError(path, line, problem, f"their suffix is {settings.suffix}")
        return
    speakers = sorted({text.speaker for text in texts})
    used: list[Any] = [(("followed", at), name, speakers) for at, name in enumerate(settings.followed)]
    used += [(("speakers", name), name, speakers) for name in settings.speakers]
    yield from find_unknown(path, tree, used, "the speaker {!r} has no text")


# Counting ---------------------------------------------------------------------------------------------------


class Plan(NamedTuple):
    """What a process must know to count a text.

    phrases: those of the terms that are followed, as people write them
    terms: of each term that is followed, the lemmas, phrases and wildcards, in lower case
    """

    phrases: tuple[str, ...]
    terms: tuple[tuple[str, ...], ...]


class TextCounts(NamedTuple):
    """What is counted in a text.

    terms: the numbers of the followed terms that occur, sorted
    """

    tokens: int
    sentences: int
    terms: list[int]


Counted = Sequence[tuple[Text, TextCounts]]
"""All texts, sorted by name, with what is counted in each."""

_SPACE_AFTER_HYPHEN = re.compile(r"(?<=[^\W_]-) (?=[^\W_])(?!(?:and|or|nor|to) )")
"""Where a compound is broken at the end of a line. The hyphen of *mid- and long-term* has a space of its own.

The hyphen is kept: of 8,000 lines of the General Debate that end with one, half a dozen cut a plain word.
"""


def _count_texts(texts: Sequence[Text], plan: Plan, executor: Executor) -> Counted:
    # Here already, so that processes that are forked have the libraries and the table of lemmas.
    _get_counter(plan).match("A first sentence.")
    results = executor.map(partial(count_text, plan), texts, chunksize=CHUNK)
    # No thread watches the bar: processes are forked while it is shown. Without a terminal, there is no bar.
    tqdm.monitor_interval = 0
    shown = tqdm(results, total=len(texts), unit=" texts", disable=None, leave=False)
    counted = list(zip(texts, shown, strict=True))
    empty = [text.path for text, result in counted if not result.tokens]
    raise_any([ReadingError(path, 0, "the text has no words", "take it out") for path in empty])
    return counted


def count_text(plan: Plan, text: Text) -> TextCounts:
    """Count a text. Runs in another process."""
    counter = _get_counter(plan)
    matches = list(map(counter.match, _split(text)))
    tokens = sum(word is not None for match in matches for word in match.words)
    return TextCounts(tokens, len(matches), sorted(counter.find_terms(matches)))


def _split(text: Text) -> Iterator[str]:
    """The sentences of a text."""
    for block in split_blocks(read_text(text.path)):
        yield from split_sentences(_SPACE_AFTER_HYPHEN.sub("", block.text))


class _TermCounter:
    """Finds the terms of a plan. It keeps which terms each lemma belongs to."""

    def __init__(self, plan: Plan) -> None:
        self._terms = plan.terms
        self.match = PhraseMatcher(plan.phrases).match
        self._find_terms = cache(self._find_terms_anew)

    def find_terms(self, matches: Iterable[Match]) -> set[int]:
        """The numbers of the terms that content lemmas and phrases of sentences belong to."""
        lemmas = {word.lemma for match in matches for word in match.words if word and not word.closed}
        lemmas |= {phrase for match in matches for phrase in match.phrases}
        return {number for lemma in lemmas for number in self._find_terms(lemma)}

    def find_sentence(self, text: Text, number: int) -> tuple[int, str] | None:
        """The first sentence of a text that has a term and may be quoted, and its number from 1.

        A sentence that starts in lower case is the rest of one that was split in the wrong place. Where each
        sentence with the term is such a rest, or too long for a quotation, there is none.
        """
        for position, sentence in enumerate(_split(text), 1):
            may_be_quoted = len(sentence) <= LONGEST_QUOTATION and not sentence[0].islower()
            if may_be_quoted and number in self.find_terms([self.match(sentence)]):
                return position, sentence
        return None

    def _find_terms_anew(self, lemma: str) -> list[int]:
        # Few lemmas belong to any term.
        if not match_terms(chain.from_iterable(self._terms), [lemma]):
            return []
        return [number for number, terms in enumerate(self._terms) if match_terms(terms, [lemma])]


@lru_cache(maxsize=2)
def _get_counter(plan: Plan) -> _TermCounter:
    """The counter of a plan. A process keeps it from one text to the next."""
    return _TermCounter(plan)


# The tables -------------------------------------------------------------------------------------------------


def _list_text(counted: tuple[Text, TextCounts]) -> Row:
    text, result = counted
    sha256 = hashlib.sha256(read_bytes(text.path)).hexdigest()[:HASH_DIGITS]
    terms = " ".join(str(number + 1) for number in result.terms)
    fields = text.name, text.speaker, text.session, text.year
    return (*fields, result.tokens, result.sentences, sha256, terms)


def _list_first_uses(settings: Settings, plan: Plan, counted: Counted) -> Iterator[Row]:
    """The first text of each speaker that has a term; of two texts in one year, the first by name.

    The first text of each followed speaker is quoted, and so are up to `MOST_QUOTED` texts of the first year
    of each term, in the order of their names. In the first year of all texts of a speaker, or of all texts,
    no use is known to be the first, and nothing is quoted.
    """
    began: dict[str, int] = {}
    first: dict[tuple[int, str], Text] = {}
    for text, result in sorted(counted, key=lambda pair: pair[0].year):
        began.setdefault(text.speaker, text.year)
        for number in result.terms:
            first.setdefault((number, text.speaker), text)
    uses = [
        (settings.terms[number].name, text.year, text.name, number, text)
        for (number, _), text in first.items()
    ]
    for term, group in groupby(sorted(uses), key=lambda use: use[0]):
        of_term = list(group)
        earliest = of_term[0][1]
        for place, (_, year, name, number, text) in enumerate(of_term):
            is_early = year == earliest > min(began.values()) and place < MOST_QUOTED
            is_followed = text.speaker in settings.followed and year > began[text.speaker]
            is_quoted = settings.quotations and (is_early or is_followed)
            sentence = _get_counter(plan).find_sentence(text, number) if is_quoted else None
            yield term, year, name, text.speaker, *(sentence or (None, None))


SCHEMAS = {
    "texts": TableSchema(
        "A text: its speaker and year, its size, and the start of its file's checksum; sorted by its name. "
        "`terms` are the numbers of the followed terms that the text has, from 1 in the order of the "
        "settings, with spaces.",
        "text speaker session year tokens sentences sha256 terms",
        1,
    ),
    "first": TableSchema(
        "The first text of each speaker that uses a followed term; sorted by year within a term. Some first "
        "uses have the number of a sentence, and the sentence itself, see `contributing/data.md`.",
        "term year text speaker sentence quotation",
        3,
    ),
}
"""The tables, which `reading.data.reference.Reference` reads."""

FIELDS = {
    "text": text_field("Name of the text: its file's name without suffix"),
    "speaker": text_field("Speaker, as the file's name has it"),
    "session": text_field("Session, as the file's name has it", optional=True),
    "year": count_field("Year, as the file's name has it", 1000),
    "tokens": count_field("Number of words"),
    "sentences": count_field("Number of sentences"),
    "sha256": text_field(f"First {HASH_DIGITS} hexadecimal digits of the SHA-256 of the file"),
    "terms": text_field(
        f"Numbers of the terms that the text has, from 1 in the order of {SETTINGS}", optional=True
    ),
    "term": text_field(f"Label of a term in {SETTINGS}"),
    "sentence": count_field(
        "Number of the sentence in its text, from 1; empty where none is quoted", optional=True
    ),
    "quotation": text_field(
        "The sentence, with plain quotation marks and single spaces; empty where none is quoted",
        optional=True,
    ),
}
"""What each column holds."""


def _describe(name: str, settings: Settings, phrases: Sequence[str]) -> dict[str, Any]:
    """The properties of the data package of a reference."""
    path = {"path": settings.corpus.url} if settings.corpus.url else {}
    return {
        "name": f"reference-{name}",
        "title": f"Figures of reference texts: {settings.title}",
        "description": "Which texts use which terms, derived from texts that are not part of this package.",
        "licenses": [settings.licence.model_dump()],
        "sources": [{"title": citation, **path} for citation in settings.corpus.citations],
        "phrases": list(phrases),
        "settings": settings.derived_from(),
    }
