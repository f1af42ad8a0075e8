"""A copy of the text goes in; the figures of `data/document` come out, without the order of its words.

Of that order only repeated pairs and the listed phrases are told. The outline that people wrote says what
the text must be made of: a text that does not fit is refused with the place where it stops fitting, and
nothing is written. The same text gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any, NamedTuple, get_args

from nltk.probability import ConditionalFreqDist, FreqDist
from pydantic.fields import FieldInfo

from reading.data.document import (
    FOLDER,
    KEYS,
    OUTLINE,
    PACKAGE,
    TABLES,
    BigramRow,
    DiversityRow,
    IncidenceRow,
    Lines,
    Outline,
    Paragraph,
    Source,
    VocabularyRow,
    checksum,
    hash_of,
    outline_of,
    read_outline,
    table_name,
)
from reading.data.lexicon import FOLDER as LEXICON
from reading.data.lexicon import PHRASES, read_phrases
from reading.files import plain_yaml
from reading.files.errors import ReadingError, ReadingErrors, attempt, raise_any
from reading.files.read import Entry, read_bytes, write_all
from reading.measures.diversity import mattr, mtld
from reading.text import plain_text
from reading.text.words import Block, Phrases, Word, blocks, digest, plain, sentences

LONGEST = 50_000
"""Characters of a paragraph; a longer one is a file without line breaks."""

REPEATED = 2
"""How often a pair must stand in the document to be told: pairs met once would give its order away."""

DIFFERS = "its wording is not that of the text the book was made from"

LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}


def derive(text: Path, root: Path) -> list[str]:
    """Write the figures of the text into the book at `root`, and tell in a few lines what was written.

    Raises `ReadingErrors`, and writes nothing, where the text, the outline or the phrases are not right.
    """
    folder = root / FOLDER
    phrases = read_phrases(root / LEXICON / PHRASES)
    lines, outline = read_outline(folder / OUTLINE)
    found, checked = read_copy(text, outline)
    fitting = fit(text, found, outline)
    raise_any(_other_text(lines, outline, checked))
    figures = _count(fitting, outline, Phrases(phrases))
    raise_any(_wordless(text, outline, figures))
    tables = {table_name(name): table for name, table in figures.tables().items()}
    written = {
        OUTLINE: with_derived(lines, outline, checked, figures.tokens),
        **tables,
        PACKAGE: descriptor(outline.source, phrases, tables),
    }
    write_all(folder, written)
    return _summary(outline, figures, tables)


# What goes in -----------------------------------------------------------------------------------------------


def read_copy(path: Path, outline: Outline) -> tuple[list[Block], str]:
    """The blocks of a copy, and the checksum of its repaired text."""
    found = blocks(plain_text.read(path), headings=outline.headings, breaks=outline.breaks)
    return found, checksum("\n".join(block.text for block in found))


def fit(path: Path, found: Sequence[Block], outline: Outline) -> dict[str, list[str]]:
    """The sentences of each paragraph of the outline, from the blocks of a text.

    Raises `ReadingErrors`: one for each paragraph with another number of sentences than the outline gives it;
    or, where headings and paragraphs do not follow one another as they should, the first place of all.
    """
    raise_any([_endless(path, block) for block in found if len(block.text) > LONGEST])
    fitting: dict[str, list[str]] = {}
    errors: list[ReadingError] = []
    for part, block in zip_longest(outline.parts(), found):
        if isinstance(part, Paragraph) and block and not block.heading:
            fitting[part.id] = split = sentences(block.text)
            if len(split) != part.sentences:
                problem = f"sentences of {_called(part)}: expected {part.sentences}, found {len(split)}"
                errors.append(ReadingError(path, block.line, problem, f"it opens with {_opening(block)}"))
        elif not (isinstance(part, str) and block and block.heading and _is(part, block.text)):
            problem = f"expected {_called(part)}, found {_shown(block)}"
            line = (block or found[-1]).line
            errors.append(ReadingError(path, line, problem, f"the text does not fit {OUTLINE} from here on"))
            # What does not fit after the first place may only be shifted.
            raise_any(errors[:1])
    raise_any(errors)
    return fitting


def _is(heading: str, line: str) -> bool:
    """Whether a line is a heading of the outline, given by its words or its digest."""
    return line == plain(heading) or heading == digest(line)


def _endless(path: Path, block: Block) -> ReadingError:
    problem = f"a paragraph of {len(block.text):,} characters"
    return ReadingError(path, block.line, problem, f"at most {LONGEST:,}; does the file have line breaks?")


def _called(part: str | Paragraph | None) -> str:
    if part is None:
        return "the end of the text"
    return f"the heading {part!r}" if isinstance(part, str) else f"paragraph {part.id!r}"


def _shown(block: Block | None) -> str:
    if block is None:
        return "the end of the text"
    opening = _opening(block)
    return f"the heading {opening}" if block.heading else f"a paragraph that opens with {opening}"


def _opening(block: Block) -> str:
    """The first words, and no more than tell the place: the text is somebody's copyright."""
    words = block.text[:80].split()
    return repr(" ".join(word[:20] for word in words[:3]) + (" ..." if len(words) > 3 else ""))


def _other_text(lines: Lines, outline: Outline, checked: str) -> list[ReadingError]:
    if outline.sha256 in ("", checked):
        return []
    problem = f"the text fits the outline, but {DIFFERS}"
    hint = "to take up a new text on purpose, remove this line and derive again"
    return [ReadingError(lines.path, lines.of("sha256"), problem, hint)]


def _wordless(path: Path, outline: Outline, figures: _Figures) -> list[ReadingError]:
    return [
        ReadingError(path, 0, f"section {section.id!r} has no words", "the copy lacks its text")
        for section in outline.sections
        if not any(sum(figures.tokens[paragraph.id]) for paragraph in section.paragraphs)
    ]


# Counting ---------------------------------------------------------------------------------------------------


@dataclass
class _Figures:
    """The figures as they grow; sentences go in, in the document's order."""

    vocabulary: ConditionalFreqDist = field(default_factory=ConditionalFreqDist)
    bigrams: Counter[tuple[str, str]] = field(default_factory=Counter)
    incidence: list[str] = field(default_factory=list)
    """Lines as they are written: by far the longest table is not held as rows."""
    diversity: list[tuple[str, str, str]] = field(default_factory=list)
    tokens: dict[str, list[int]] = field(default_factory=dict)

    def tables(self) -> dict[str, str]:
        """Each table as it is written."""
        vocabulary = (
            (section, *form, counts[form])
            for section, counts in self.vocabulary.items()
            for form in sorted(counts)
        )
        repeated = sorted((*pair, count) for pair, count in self.bigrams.items() if count >= REPEATED)
        return {
            "vocabulary": _written(vocabulary, VocabularyRow),
            "incidence": _written([], IncidenceRow) + "".join(self.incidence),
            "bigrams": _written(repeated, BigramRow),
            "diversity": _written(self.diversity, DiversityRow),
        }


def _count(fitting: Mapping[str, Sequence[str]], outline: Outline, phrases: Phrases) -> _Figures:
    figures = _Figures()
    for section in outline.sections:
        words: list[Word] = []
        for paragraph in section.paragraphs:
            sizes = figures.tokens[paragraph.id] = []
            for number, sentence in enumerate(fitting[paragraph.id], 1):
                read = phrases.read(sentence)
                before = len(words)
                words += [word for word in read.words if word]
                sizes.append(len(words) - before)
                content = [word.lemma if word and not word.closed else "" for word in read.words]
                figures.bigrams.update([(one, two) for one, two in pairwise(content) if one and two])
                place = f"{paragraph.id},{number}"
                figures.incidence += _incidence(f"{place},phrase", read.phrases)
                figures.incidence += _incidence(f"{place},word", filter(None, content))
        running = [word.token for word in words]
        lemmas = [word.lemma for word in words]
        # Counted before it is a distribution, whose own counting is many times slower.
        figures.vocabulary[section.id] = FreqDist(Counter(zip(running, lemmas, strict=True)))
        figures.diversity.append((section.id, "mattr", f"{mattr(running):.6f}"))
        figures.diversity.append((section.id, "mtld", f"{mtld(running):.4f}"))
    return figures


def _incidence(place: str, lemmas: Iterable[str]) -> list[str]:
    """The lines of one sentence, sorted by name, so that they keep nothing of the order of its words."""
    ordered = sorted(lemmas)
    if len(set(ordered)) == len(ordered):
        return [f"{place},{_cell(lemma)},1\n" for lemma in ordered]
    return [f"{place},{_cell(lemma)},{count}\n" for lemma, count in Counter(ordered).items()]


# What comes out ---------------------------------------------------------------------------------------------


def _written(rows: Iterable[Sequence[object]], model: type[Entry]) -> str:
    """A table with the columns of its model."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(model.model_fields)
    writer.writerows(rows)
    return file.getvalue()


def _cell(text: str) -> str:
    """A cell as a table holds it, in quotes where it must be; a lemma has no line breaks."""
    if "," in text or '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def with_derived(lines: Lines, outline: Outline, checked: str, tokens: Mapping[str, Sequence[int]]) -> str:
    """The outline's own text, with the checksum and the tokens of sentences set.

    All else stays as it is to the byte: comments, line ends, and the byte order mark where there is one. Only
    a comment within a value that gives way goes with it.

    Raises `ReadingErrors` where the outline is written in a way that this cannot be done to.
    """
    raw = read_bytes(lines.path).decode("utf-8")
    mark = "\ufeff" if raw.startswith("\ufeff") else ""
    text = raw.removeprefix(mark)
    edits = sorted(_edits(lines, text, checked, tokens))
    edited = _edited(text, edits)
    expected = _derived(outline, checked, tokens)

    def spoils(edit: Edit) -> bool:
        alone = attempt([], lambda: outline_of(lines.path, _edited(text, [edit])), None)
        return alone is None or _derived(alone, checked, tokens) != expected

    # What is read as meant is not always what an edit leaves: nothing is written that was not read again.
    if attempt([], lambda: outline_of(lines.path, edited), None) != expected:
        line = next((text.count("\n", 0, edit.start) + 1 for edit in edits if spoils(edit)), 0)
        problem = "a derived value cannot be set in what is there"
        raise_any([ReadingError(lines.path, line, problem, PLAINLY)])
    return mark + edited


class Edit(NamedTuple):
    """The characters, from 0, that give way to a text."""

    start: int
    end: int
    text: str


PLAINLY = "write each key on a line of its own: `key: value`"

_END_OF_LINE = re.compile(r"[\r\n]|\Z")


def _edits(lines: Lines, text: str, checked: str, tokens: Mapping[str, Sequence[int]]) -> Iterator[Edit]:
    try:
        root = _keys(plain_yaml.nodes(text))
    except plain_yaml.NotPlainError:
        problem = "the checksum and the tokens cannot be set in it"
        raise ReadingErrors("a mistake", [ReadingError(lines.path, 0, problem, PLAINLY)]) from None
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    if "sha256" in root:
        yield _replacing(text, *root["sha256"], checked)
    else:
        start = root["sections"][0].start_mark
        yield Edit(start.index, start.index, f"sha256: {checked}{end_of_line * 2}{' ' * start.column}")
    errors = []
    for number, section in enumerate(root["sections"][1].value):
        for place, node in enumerate(_keys(section)["paragraphs"][1].value):
            entry = _keys(node)
            identifier = entry["id"][1].value
            value = f"[{', '.join(map(str, tokens[identifier]))}]"
            if node.flow_style:
                line = lines.of("sections", number, "paragraphs", place)
                problem = f"paragraph {identifier!r} is written in braces"
                errors.append(ReadingError(lines.path, line, problem, PLAINLY))
            elif "tokens" in entry:
                yield _replacing(text, *entry["tokens"], value)
            else:
                key, size = entry["sentences"]
                end = _END_OF_LINE.search(text, size.end_mark.index)
                start = end.start() if end else len(text)
                indent = " " * key.start_mark.column
                yield Edit(start, start, f"{end_of_line}{indent}tokens: {value}")
    raise_any(errors)


def _keys(mapping: Any) -> dict[str, tuple[Any, Any]]:
    """The nodes of a mapping's keys and values, by the key."""
    return {key.value: (key, value) for key, value in mapping.value}


def _replacing(text: str, key: Any, value: Any, replacement: str) -> Edit:
    # A list with hyphens ends where the next thing starts: its last item tells where it is over.
    last = value.value[-1] if isinstance(value.value, list) and not value.flow_style else value
    # So does a text below `>` or `|`.
    old = text[key.end_mark.index : last.end_mark.index].rstrip()
    return Edit(key.end_mark.index, key.end_mark.index + len(old), f": {replacement}")


def _edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits made to it that are sorted by their places."""
    parts, place = [], 0
    for start, end, replacement in edits:
        parts += [text[place:start], replacement]
        place = end
    return "".join(parts) + text[place:]


def _derived(outline: Outline, checked: str, tokens: Mapping[str, Sequence[int]]) -> Outline:
    """The outline with its derived part set."""
    sections = [
        section.model_copy(
            update={
                "paragraphs": [
                    paragraph.model_copy(update={"tokens": list(tokens.get(paragraph.id, []))})
                    for paragraph in section.paragraphs
                ]
            }
        )
        for section in outline.sections
    ]
    return outline.model_copy(update={"sha256": checked, "sections": sections})


def descriptor(source: Source, phrases: Sequence[str], tables: Mapping[str, str]) -> str:
    """The Frictionless data package (version 1) that describes the tables."""
    citation = str(source)
    package = {
        "profile": "tabular-data-package",
        "name": "figures-of-the-document",
        "title": f"Figures of the document: {source.title}",
        "description": (
            "Counts of words, lemmas and phrases, derived from a text that is not part of this package and "
            f"stays under its own copyright. Sections, paragraphs and sentences are those of {OUTLINE}."
        ),
        "licenses": [LICENCE],
        "sources": [{"title": citation, **({"path": source.url} if source.url else {})}],
        "phrases": list(phrases),
        "resources": [
            _resource(name, model, tables[table_name(name)], citation) for name, model in TABLES.items()
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resource(name: str, model: type[Entry], table: str, citation: str) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": table_name(name),
        "description": " ".join((model.__doc__ or "").split()),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(table.encode()),
        "hash": hash_of(table),
        "licenses": [LICENCE],
        "citation": f"Derived from {citation}",
        "schema": {
            "fields": [_field(column, info) for column, info in model.model_fields.items()],
            "primaryKey": KEYS[name],
        },
    }


DESCRIPTIONS = {
    "section": "Id of a section",
    "paragraph": "Full id of a paragraph: section/paragraph",
    "sentence": "Number of a sentence in its paragraph, from 1",
    "token": "A word's form in lower case",
    "lemma": "Dictionary form in lower case; a name's own form; a phrase as it is called",
    "kind": "What the lemma is of: a word, or a phrase, whose words are counted on their own as well",
    "first": "Lemma of the first word",
    "second": "Lemma of the word that follows it",
    "measure": "mattr: mean type-token ratio of windows of 50 tokens; mtld: mean length of varied runs",
    "value": "The figure, rounded",
    "count": "Number of occurrences",
}


def _field(column: str, info: FieldInfo) -> dict[str, object]:
    types = {int: "integer", float: "number"}
    kind = types.get(info.annotation, "string") if isinstance(info.annotation, type) else "string"
    constraints: dict[str, object] = {"required": True}
    if kind == "integer":
        constraints["minimum"] = next(rule.ge for rule in info.metadata if hasattr(rule, "ge"))
    if choices := get_args(info.annotation):
        constraints["enum"] = list(choices)
    return {"name": column, "type": kind, "description": DESCRIPTIONS[column], "constraints": constraints}


def _summary(outline: Outline, figures: _Figures, tables: Mapping[str, str]) -> list[str]:
    sizes = figures.tokens.values()
    return [
        f"{len(outline.sections)} sections, {len(sizes)} paragraphs, {sum(map(len, sizes))} sentences, "
        f"{sum(map(sum, sizes))} tokens",
        *(f"{name}: {table.count(chr(10)) - 1} rows" for name, table in tables.items()),
    ]
