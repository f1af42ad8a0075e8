"""Derives the figures in `data/document` from a copy of the text.

The figures keep nothing of the order of words except repeated pairs, the listed phrases and, where the
outline asks for them, the locators. The text must fit the outline that people wrote. A text that does not fit
is refused with the place where it stops fitting, and nothing is written. The same text gives the same bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from reading.data.document import FOLDER, OUTLINE, Outline, Publication, read_outline
from reading.data.lexicon import FOLDER as LEXICON
from reading.data.lexicon import PHRASES, read_phrases
from reading.derive.copies import DIFFERS, fit, read_copy
from reading.derive.locators import find_locators
from reading.derive.package import Row, TableSchema, count_field, text_field, write_tables
from reading.files.errors import attempt, single_error
from reading.files.read import read_text
from reading.files.yaml import line_of
from reading.formatting import pluralize
from reading.text.modals import find_modals
from reading.text.phrases import PhraseMatcher
from reading.text.tokens import Word

MIN_PAIR_COUNT = 2
"""Occurrences of a pair of words that is published. Pairs that occur once would reveal the order of words."""

LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}


def derive(text: Path, root: Path) -> list[str]:
    """Write the figures of the text into the book at `root`. Returns a summary in a few lines.

    Raises `ReadingErrors`, and writes nothing, where the text, the outline or the phrases are not right.
    """
    folder = root / FOLDER
    phrases = read_phrases(root / LEXICON / PHRASES)
    path = folder / OUTLINE
    tree, outline = read_outline(path)
    copy = read_copy(text, outline)
    sentences = fit(text, copy.blocks, outline)
    figures = _count(sentences, outline, PhraseMatcher(phrases))
    if outline.sha256 not in ("", copy.sha256):
        hint = "to use a new text on purpose, remove this line, derive again, and correct data/coding"
        problem = f"the text fits the outline, but {DIFFERS}"
        raise single_error(path, line_of(tree, ("sha256",)), problem, hint)
    if outline.publication.locators:
        whole = "\n".join(block.text for block in copy.blocks)
        found = find_locators(path, sentences, whole)
        figures.locators.extend((*place, words) for place, words in found.items())
    written = write_tables(
        folder,
        SCHEMAS,
        FIELDS,
        figures._asdict(),
        _describe(outline.publication, phrases),
        citation=str(outline.publication),
        files={OUTLINE: set_derived_values(path, copy.sha256, figures.tokens)},
    )
    sizes = figures.tokens.values()
    return [
        f"{pluralize(len(outline.sections), 'section')}, {pluralize(len(sizes), 'paragraph')}, "
        f"{pluralize(sum(map(len, sizes)))}, {pluralize(sum(map(sum, sizes)), 'token')}",
        *written,
    ]


# Counting ---------------------------------------------------------------------------------------------------


class _Figures(NamedTuple):
    """The rows of each table, and the number of tokens of each sentence by paragraph."""

    vocabulary: list[Row]
    incidence: list[Row]
    bigrams: list[Row]
    modals: list[Row]
    locators: list[Row]
    tokens: dict[str, list[int]]


def _count(sentences: Mapping[str, Sequence[str]], outline: Outline, phrases: PhraseMatcher) -> _Figures:
    figures, bigrams = _Figures([], [], [], [], [], {}), Counter[tuple[str, str]]()
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
                bigrams.update([pair for pair in pairwise(content) if all(pair)])
                for kind, lemmas in (("phrase", match.phrases), ("word", filter(None, content))):
                    # Sorted, so that the table keeps nothing of the order of words.
                    counts = Counter(sorted(lemmas)).items()
                    figures.incidence.extend((paragraph.id, number, kind, *each) for each in counts)
                modals = Counter(sorted(find_modals(sentence)))
                figures.modals.extend((paragraph.id, number, *each) for each in modals.items())
        vocabulary = Counter((word.token, word.lemma) for word in words)
        figures.vocabulary.extend((section.id, *form, vocabulary[form]) for form in sorted(vocabulary))
    repeated = sorted((*pair, count) for pair, count in bigrams.items() if count >= MIN_PAIR_COUNT)
    figures.bigrams.extend(repeated)
    return figures


# Writing the figures ----------------------------------------------------------------------------------------


def set_derived_values(path: Path, sha256: str, tokens: Mapping[str, Sequence[int]]) -> str:
    """The text of an outline's file with the checksum and the tokens of sentences set. All else stays.

    `tokens` has the number of tokens of each sentence, by paragraph, in the order of the file.

    Raises `ReadingErrors` where the values cannot be set in the way that the file is written.
    """
    values = iter(tokens.values())
    text = re.sub(r"^ +tokens:.*\n", "", read_text(path), flags=re.MULTILINE)
    text = re.sub(
        r"^( +)sentences:.*$",
        lambda line: f"{line[0]}\n{line[1]}tokens: {next(values, [])}",
        text,
        flags=re.MULTILINE,
    )
    text, is_set = re.subn(r"^sha256:.*$", f"sha256: {sha256}", text, flags=re.MULTILINE)
    if not is_set:
        text = re.sub(r"^sections:", f"sha256: {sha256}\n\nsections:", text, flags=re.MULTILINE)
    read = attempt([], lambda: read_outline(path, text)[1], None)
    set_tokens = {paragraph.id: paragraph.tokens for _, paragraph in read.paragraphs()} if read else {}
    if read is None or read.sha256 != sha256 or set_tokens != tokens:
        hint = "write `sha256`, `sentences` and `tokens` on lines of their own: `tokens: [1, 2]`"
        raise single_error(path, 0, "the derived values cannot be set in what is there", hint)
    return text


def _describe(publication: Publication, phrases: Sequence[str]) -> dict[str, Any]:
    """The properties of the data package."""
    rights = f"({publication.licence})" if publication.licence else "and stays under its own copyright"
    return {
        "name": "figures-of-the-document",
        "title": f"Figures of the document: {publication.title}",
        "description": (
            "Counts of words, lemmas and phrases, derived from a text that is not part of this package "
            f"{rights}. Sections, paragraphs and sentences are those of {OUTLINE}."
        ),
        "licenses": [LICENCE],
        "sources": [{"title": str(publication), **({"path": publication.url} if publication.url else {})}],
        "phrases": list(phrases),
    }


SCHEMAS = {
    "vocabulary": TableSchema(
        "How often a token stands in a section, function words too; sorted by token within a section.",
        "section token lemma count",
        3,
    ),
    "incidence": TableSchema(
        "How often a content lemma or a phrase stands in a sentence; sorted by name within it.",
        "paragraph sentence kind lemma count",
        4,
    ),
    "bigrams": TableSchema(
        "How often two content lemmas stand side by side in the document; twice or more.",
        "first second count",
        2,
        {"count": count_field("Number of occurrences", MIN_PAIR_COUNT)},
    ),
    "modals": TableSchema(
        "How often a modal verb stands in a sentence; sorted by verb within it.",
        "paragraph sentence verb count",
        3,
    ),
    "locators": TableSchema(
        "Two or three words by which a browser finds a sentence in the published text. They stand together "
        "once in the part that was read. Without rows where the outline asks for none.",
        "paragraph sentence locator",
        2,
    ),
}
"""The tables, which `reading.data.document.Document` reads."""

FIELDS = {
    "section": text_field("Id of a section"),
    "paragraph": text_field("Full id of a paragraph: section/paragraph"),
    "sentence": count_field("Number of a sentence in its paragraph, from 1"),
    "token": text_field("A word's form in lower case"),
    "lemma": text_field("Dictionary form in lower case; a name's own form; a phrase as it is called"),
    "kind": text_field(
        "What the lemma is of: a word, or a phrase, whose words are counted on their own as well",
        *("word", "phrase"),
    ),
    "verb": text_field("Modal verb in its basic form"),
    "locator": text_field("Words of letters as they stand in the sentence, with single spaces"),
    "first": text_field("Lemma of the first word"),
    "second": text_field("Lemma of the word that follows it"),
    "count": count_field("Number of occurrences"),
}
"""What each column holds."""
