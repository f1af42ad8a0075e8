"""Derives the figures in `data/document` from a copy of the text.

The figures keep nothing of the order of words except repeated pairs and the listed phrases. The text must fit
the outline that people wrote. A text that does not fit is refused with the place where it stops fitting, and
nothing is written. The same text gives the same bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from reading.data.changed_sentences import Place, Words, find_changed, find_codes, name_places, read_words
from reading.data.descriptor import PACKAGE, Table, checksum, describe_package, format_table, table_name
from reading.data.document import (
    FOLDER,
    KEYS,
    OUTLINE,
    TABLES,
    BigramRow,
    DiversityRow,
    IncidenceRow,
    Outline,
    Paragraph,
    Source,
    VocabularyRow,
    read_outline,
)
from reading.data.document_text import find_long_paragraphs, read_blocks
from reading.data.lexicon import FOLDER as LEXICON
from reading.data.lexicon import GENERAL, PHRASES, fold, read_general, read_phrases
from reading.files.errors import ReadingError, attempt, raise_any, single_error
from reading.files.models import validate_tree
from reading.files.read import read_bytes, read_text
from reading.files.write import write_files
from reading.files.yaml import compose_yaml, line_of, parse_yaml
from reading.formatting import pluralize
from reading.measures.diversity import mattr, mtld
from reading.text.phrases import PhraseMatcher
from reading.text.sentences import Block, hash_heading, normalize, split_sentences
from reading.text.words import Word

MIN_PAIR_COUNT = 2
"""Occurrences of a pair of words that is published. Pairs that occur once would reveal the order of words."""

DIFFERS = "its wording is not that of the text the book was made from"

LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}


def derive(text: Path, root: Path, *, keep_codes: bool = False) -> list[str]:
    """Write the figures of the text into the book at `root`. Returns a summary in a few lines.

    Raises `ReadingErrors`, and writes nothing, where the text, the outline or the phrases are not right, and
    where passes code sentences whose words have changed, unless `keep_codes`.
    """
    folder = root / FOLDER
    phrases = read_phrases(root / LEXICON / PHRASES)
    path = folder / OUTLINE
    tree, outline = read_outline(path)
    copy = read_copy(text, outline)
    sentences = fit(text, copy.blocks, outline)
    figures = _count(sentences, outline, PhraseMatcher(phrases))
    if outline.sha256 != copy.sha256:
        before, after = _read_counted(folder, outline), read_words(figures.incidence, figures.tokens)
        raise_any(_compare_checksums(path, tree, outline, find_changed(before, after)))
        raise_any([] if keep_codes else list(find_codes(root, before, after)))
    raise_any(_find_unlisted_phrases(root / LEXICON / GENERAL, phrases, sentences))
    raise_any(_find_empty_sections(text, outline, figures))
    tables = {table_name(name): table for name, table in figures.tables().items()}
    files = {
        OUTLINE: set_derived_values(path, outline, copy.sha256, figures.tokens),
        **tables,
        PACKAGE: descriptor(outline.source, phrases, tables),
    }
    write_files(folder, files)
    return _summarise(outline, figures, tables)


# Reading the copy -------------------------------------------------------------------------------------------


class Copy(NamedTuple):
    """The blocks of a copy, and the checksum of its repaired text."""

    blocks: list[Block]
    sha256: str


def read_copy(path: Path, outline: Outline) -> Copy:
    """Read a copy of the document, in plain text or Markdown."""
    blocks = read_blocks(path, outline.headings, outline.breaks)
    return Copy(blocks, checksum("\n".join(block.text for block in blocks)))


def fit(
    path: Path, blocks: Sequence[Block], outline: Outline, *, name: str = OUTLINE
) -> dict[str, list[str]]:
    """Split the blocks of a text into the sentences of each paragraph of the outline.

    The path of the text and the name of the outline are for messages.

    Raises `ReadingErrors` for each paragraph whose number of sentences is not the outline's. Where headings
    and paragraphs are not those of the outline, raises only the first mistake.
    """
    raise_any(find_long_paragraphs(path, blocks))
    sentences: dict[str, list[str]] = {}
    errors: list[ReadingError] = []
    for part, block in zip_longest(outline.parts(), blocks):
        if isinstance(part, Paragraph) and block and not block.heading:
            sentences[part.id] = split_sentences(block.text)
            count = len(sentences[part.id])
            if count != part.sentences:
                problem = f"sentences of {_describe_part(part)}: expected {part.sentences}, found {count}"
                errors.append(
                    ReadingError(path, block.line, problem, f"it opens with {_quote_opening(block)}")
                )
        elif not (isinstance(part, str) and block and block.heading and is_heading(part, block.text)):
            problem = f"expected {_describe_part(part)}, found {_describe_block(block)}"
            line = (block or blocks[-1]).line
            errors.append(ReadingError(path, line, problem, f"the text does not fit {name} from here on"))
            # After the first place the rest may only be shifted.
            raise_any(errors[:1])
    raise_any(errors)
    return sentences


def is_heading(heading: str, line: str) -> bool:
    """Whether a line is a heading of the outline, which is given by its words or its digest."""
    return line == normalize(heading) or heading == hash_heading(line)


def _describe_part(part: str | Paragraph | None) -> str:
    if part is None:
        return "the end of the text"
    return f"the heading {part!r}" if isinstance(part, str) else f"paragraph {part.id!r}"


def _describe_block(block: Block | None) -> str:
    if block is None:
        return "the end of the text"
    opening = _quote_opening(block)
    return f"the heading {opening}" if block.heading else f"a paragraph that opens with {opening}"


def _quote_opening(block: Block) -> str:
    """The first three words, enough to find the place: the text is under copyright."""
    words = block.text[:80].split()
    return repr(" ".join(word[:20] for word in words[:3]) + (" ..." if len(words) > 3 else ""))


def _read_counted(folder: Path, outline: Outline) -> dict[Place, Words]:
    """The words of each sentence as the tables of a book have them. Empty where there are no tables yet."""
    lines = attempt([], lambda: read_text(folder / table_name("incidence")).splitlines(), [])
    tokens = {
        paragraph.id: paragraph.tokens
        for _, paragraph in outline.paragraphs()
        if len(paragraph.tokens) == paragraph.sentences
    }
    return read_words(lines[1:], tokens) if lines else {}


def _compare_checksums(
    path: Path, tree: Any, outline: Outline, changed: Sequence[Place]
) -> list[ReadingError]:
    if not outline.sha256:
        return []
    problem = f"the text fits the outline, but {DIFFERS}"
    problem += f": {name_places(changed)} changed" if changed else ""
    hint = "to use a new text on purpose, remove this line and derive again"
    return [ReadingError(path, line_of(tree, ("sha256",)), problem, hint)]


def _find_empty_sections(path: Path, outline: Outline, figures: _Figures) -> list[ReadingError]:
    return [
        ReadingError(path, 0, f"section {section.id!r} has no words", "the copy lacks its text")
        for section in outline.sections
        if not any(sum(figures.tokens[paragraph.id]) for paragraph in section.paragraphs)
    ]


# Counting ---------------------------------------------------------------------------------------------------


@dataclass
class _Figures:
    """The figures, counted sentence by sentence in the document's order."""

    vocabulary: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)
    """By section, the number of occurrences of each token with its lemma."""
    bigrams: Counter[tuple[str, str]] = field(default_factory=Counter)
    incidence: list[str] = field(default_factory=list)
    """The lines of the file. This is by far the longest table, and rows would take more memory."""
    diversity: list[tuple[str, str, str]] = field(default_factory=list)
    tokens: dict[str, list[int]] = field(default_factory=dict)

    def tables(self) -> dict[str, str]:
        """The text of each table."""
        vocabulary = (
            (section, *form, counts[form])
            for section, counts in self.vocabulary.items()
            for form in sorted(counts)
        )
        repeated = sorted((*pair, count) for pair, count in self.bigrams.items() if count >= MIN_PAIR_COUNT)
        return {
            "vocabulary": format_table(vocabulary, VocabularyRow),
            "incidence": format_table([], IncidenceRow) + "".join(self.incidence),
            "bigrams": format_table(repeated, BigramRow),
            "diversity": format_table(self.diversity, DiversityRow),
        }


def _find_unlisted_phrases(
    path: Path, listed: Sequence[str], sentences: Mapping[str, Sequence[str]]
) -> list[ReadingError]:
    """An error for each phrase of the lexicon for other texts that the document has and the list has not.

    The tables would not have it, and the lexicon would seem to miss what it finds.
    """
    if not path.exists():
        return []
    known = set(map(fold, listed))
    phrases = {fold(phrase): phrase for phrase in read_general(path)[1] if fold(phrase) not in known}
    matcher = PhraseMatcher([*listed, *phrases.values()])
    every = (sentence for part in sentences.values() for sentence in part)
    found = {phrase for sentence in every for phrase in matcher.match(sentence).phrases} - known
    hint = f"add it to {PHRASES}"
    return [
        ReadingError(path, 0, f"the document has the phrase {phrases[phrase]!r}, which is not listed", hint)
        for phrase in sorted(found)
    ]


def _count(sentences: Mapping[str, Sequence[str]], outline: Outline, phrases: PhraseMatcher) -> _Figures:
    figures = _Figures()
    for section in outline.sections:
        words: list[Word] = []
        for paragraph in section.paragraphs:
            sizes = figures.tokens[paragraph.id] = []
            for number, sentence in enumerate(sentences[paragraph.id], 1):
                match = phrases.match(sentence)
                before = len(words)
                words += [word for word in match.words if word]
                sizes.append(len(words) - before)
                content = [word.lemma if word and not word.closed else "" for word in match.words]
                figures.bigrams.update([pair for pair in pairwise(content) if all(pair)])
                place = f"{paragraph.id},{number}"
                figures.incidence += _format_incidence(f"{place},phrase", match.phrases)
                figures.incidence += _format_incidence(f"{place},word", filter(None, content))
        tokens = [word.token for word in words]
        lemmas = [word.lemma for word in words]
        figures.vocabulary[section.id] = Counter(zip(tokens, lemmas, strict=True))
        figures.diversity.append((section.id, "mattr", f"{mattr(tokens):.6f}"))
        figures.diversity.append((section.id, "mtld", f"{mtld(tokens):.4f}"))
    return figures


def _format_incidence(place: str, lemmas: Iterable[str]) -> list[str]:
    """The lines of one sentence, sorted by lemma, so that they keep nothing of the order of its words."""
    return [f"{place},{_quote_cell(lemma)},{count}\n" for lemma, count in Counter(sorted(lemmas)).items()]


# Writing the figures ----------------------------------------------------------------------------------------


def _quote_cell(text: str) -> str:
    """A cell of a table, in quotes where needed. A lemma has no line breaks."""
    if "," in text or '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def set_derived_values(path: Path, outline: Outline, sha256: str, tokens: Mapping[str, Sequence[int]]) -> str:
    """The text of an outline's file with the checksum and the tokens of sentences set.

    All else stays the same to the byte: comments, line ends and the byte order mark. Only a comment within a
    value that is replaced goes with it.

    path: the file
    outline: what the file holds
    tokens: the number of tokens of each sentence, by paragraph

    Raises `ReadingErrors` where the values cannot be set in the way that the file is written.
    """
    raw = read_bytes(path).decode("utf-8")
    mark = "\ufeff" if raw.startswith("\ufeff") else ""
    text = raw.removeprefix(mark)
    edits = sorted(_find_edits(path, text, sha256, tokens))
    edited = _apply_edits(text, edits)
    expected = _update_outline(outline, sha256, tokens)

    def parse(text: str) -> Outline | None:
        return attempt([], lambda: validate_tree(path, parse_yaml(path, text), Outline), None)

    def spoils_file(edit: Edit) -> bool:
        outline = parse(_apply_edits(text, [edit]))
        return outline is None or _update_outline(outline, sha256, tokens) != expected

    # An edit can change how the rest is read, so the result is read again before it is written.
    if parse(edited) != expected:
        line = next((text.count("\n", 0, edit.start) + 1 for edit in edits if spoils_file(edit)), 0)
        raise single_error(path, line, "a derived value cannot be set in what is there", PLAINLY)
    return mark + edited


class Edit(NamedTuple):
    """The characters from `start` to `end`, counted from 0, are replaced by a text."""

    start: int
    end: int
    text: str


PLAINLY = "write each key on a line of its own: `key: value`"

_END_OF_LINE = re.compile(r"[\r\n]|\Z")


def _find_edits(path: Path, text: str, sha256: str, tokens: Mapping[str, Sequence[int]]) -> Iterator[Edit]:
    root = _index_nodes(compose_yaml(text))
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    if "sha256" in root:
        yield _replace_value(text, *root["sha256"], sha256)
    else:
        start = root["sections"][0].start_mark
        yield Edit(start.index, start.index, f"sha256: {sha256}{end_of_line * 2}{' ' * start.column}")
    errors = []
    for section in root["sections"][1].value:
        for node in _index_nodes(section)["paragraphs"][1].value:
            paragraph = _index_nodes(node)
            identifier = paragraph["id"][1].value
            value = f"[{', '.join(map(str, tokens[identifier]))}]"
            if node.flow_style:
                problem = f"paragraph {identifier!r} is written in braces"
                errors.append(ReadingError(path, node.start_mark.line + 1, problem, PLAINLY))
            elif "tokens" in paragraph:
                yield _replace_value(text, *paragraph["tokens"], value)
            else:
                key, size = paragraph["sentences"]
                end = _END_OF_LINE.search(text, size.end_mark.index)
                start = end.start() if end else len(text)
                indent = " " * key.start_mark.column
                yield Edit(start, start, f"{end_of_line}{indent}tokens: {value}")
    raise_any(errors)


def _index_nodes(mapping: Any) -> dict[str, tuple[Any, Any]]:
    """The nodes of each key and value of a mapping, by the key."""
    return {key.value: (key, value) for key, value in mapping.value}


def _replace_value(text: str, key: Any, value: Any, replacement: str) -> Edit:
    # The node of a list with hyphens ends where the next thing starts, so its last item tells the end.
    last = value.value[-1] if isinstance(value.value, list) and not value.flow_style else value
    # A text below `>` or `|` ends there as well, hence `rstrip`.
    old = text[key.end_mark.index : last.end_mark.index].rstrip()
    return Edit(key.end_mark.index, key.end_mark.index + len(old), f": {replacement}")


def _apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits applied, which are sorted by their places."""
    parts, place = [], 0
    for start, end, replacement in edits:
        parts += [text[place:start], replacement]
        place = end
    return "".join(parts) + text[place:]


def _update_outline(outline: Outline, sha256: str, tokens: Mapping[str, Sequence[int]]) -> Outline:
    """The outline with its derived values set."""
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
    return outline.model_copy(update={"sha256": sha256, "sections": sections})


def descriptor(source: Source, phrases: Sequence[str], tables: Mapping[str, str]) -> str:
    """The Frictionless data package (version 1) that describes the tables."""
    citation = str(source)
    return describe_package(
        {
            "name": "figures-of-the-document",
            "title": f"Figures of the document: {source.title}",
            "description": (
                "Counts of words, lemmas and phrases, derived from a text that is not part of this package "
                "and stays under its own copyright. Sections, paragraphs and sentences are those of "
                f"{OUTLINE}."
            ),
            "licenses": [LICENCE],
            "sources": [{"title": citation, **({"path": source.url} if source.url else {})}],
            "phrases": list(phrases),
        },
        [Table(name, model, KEYS[name], tables[table_name(name)]) for name, model in TABLES.items()],
        citation=citation,
        descriptions=DESCRIPTIONS,
    )


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
"""What each column holds."""


def _summarise(outline: Outline, figures: _Figures, tables: Mapping[str, str]) -> list[str]:
    sizes = figures.tokens.values()
    return [
        f"{pluralize(len(outline.sections), 'section')}, {pluralize(len(sizes), 'paragraph')}, "
        f"{pluralize(sum(map(len, sizes)))}, {pluralize(sum(map(sum, sizes)), 'token')}",
        *(f"{name}: {table.count(chr(10)) - 1} rows" for name, table in tables.items()),
    ]
