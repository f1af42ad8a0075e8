"""The script that finds the document's sentences in a copy, on copies that are clean, noisy or wrong."""

import os
import random
from pathlib import Path

import pytest
import yaml

from reading.data.book import Book
from reading.data.document import FOLDER, OUTLINE
from reading.derive.copies import fit, read_copy
from reading.derive.document import derive
from reading.new.outline import propose_outline
from reading.site.layout import assets
from reading.site.pages.own_copy import own_copy_data
from reading.site.pages.sentences_data import list_retellings
from reading.text.sentences import normalize
from reading.text.tokens import split_tokens
from reading.text.word_patterns import PATTERNS
from tests.browser.running import run_script
from tests.conftest import ROOT
from tests.new import documents

PHRASES = ["Harbour Office", "Coast Council", "harbour wall", "winter damage"]

PAGE = (ROOT / "README.md").read_text(encoding="utf-8")

CHAPTER = "chapters/diplomacy-and-politics/great-powers.md"

COPY = os.environ.get("DOCUMENT")


class Document:
    """A document: the data that its book publishes, its text and its sentences."""

    def __init__(self, root, copy):
        book = Book(root)
        blocks = read_copy(copy, book.document.outline).blocks
        self.data, self.blocks = own_copy_data(book), blocks
        self.text = copy.read_text(encoding="utf-8")
        self.sentences = [line for part in fit(copy, blocks, book.document.outline).values() for line in part]


def derived(folder, text):
    """The document of a made-up text, derived with the outline that a new book gets."""
    copy = folder / "text.md"
    copy.write_text(text, encoding="utf-8")
    outline = propose_outline(copy).outline.model_dump(exclude_defaults=True)
    outline = yaml.safe_dump({**outline, "publication": {"title": "A text"}}, sort_keys=False)
    for path, content in ((FOLDER / OUTLINE, outline), ("data/lexicon/phrases.txt", "\n".join(PHRASES))):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    derive(copy, folder)
    return Document(folder, copy)


@pytest.fixture(scope="module")
def aligner(browser):
    """A page with the script, which reaches nothing."""
    with browser.new_context() as context:
        page = context.new_page()
        page.add_script_tag(content=assets.read_asset("alignment.js"))
        yield page


@pytest.fixture(scope="module")
def run(aligner):
    """Align a text with the data of a document in the browser."""
    return lambda data, text: run_script(aligner, "align", [data, text])


@pytest.fixture(scope="module", params=["brief", "speech", *(["document"] if COPY else [])])
def aligned(request, tmp_path_factory):
    """A made-up document; where `DOCUMENT` names a copy of the book's own, also that one."""
    if request.param == "document":
        return Document(ROOT, Path(COPY).resolve())
    return derived(tmp_path_factory.mktemp("made"), getattr(documents, request.param.upper()))


def surroundings():
    """Text around a copy, as menus, comments and other articles are."""
    return f"Home\nAbout us\nSubscribe\n\n{documents.NOTE}{PAGE}\n\nShare\n"


def wrap(text, chance, width=60):
    """Text in lines as a PDF has them, many with a hyphen at the end."""
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) < width:
            line += f"{word} "
        elif len(word) > 6 and word.isalpha() and word.islower() and chance.random() < 0.7:
            cut = chance.randint(3, len(word) - 3)
            lines.append(f"{line}{word[:cut]}-")
            line = f"{word[cut:]} "
        else:
            lines.append(line.rstrip())
            line = f"{word} "
    return "\n".join([*lines, line])


def test_every_sentence_of_a_clean_copy_is_found_exactly(run, aligned):
    for around in ("", surroundings()):
        found = run(aligned.data, f"{around}\n{aligned.text}\n{around}")
        assert found["sentences"] == aligned.sentences


def test_the_sentences_of_a_web_page_in_long_lines_and_of_a_pdf_are_found_exactly(run, aligned):
    text = "\n\n".join(wrap(block.text, random.Random(1)) for block in aligned.blocks)
    assert run(aligned.data, text)["sentences"] == aligned.sentences
    assert run(aligned.data, text.replace("\n\n", "\r\n\r\n"))["sentences"] == aligned.sentences


def test_counts_of_a_clean_copy_agree_with_all_that_is_published(run, aligned):
    found = run(aligned.data, aligned.text)
    assert [row["name"] for row in found["rows"] if not row["agrees"]] == []
    assert found["terms"] == []
    names = {row["name"] for row in found["rows"]}
    assert {"Words", "Sentences with the same content words", "Content words with the same count"} <= names


def test_sentences_of_a_damaged_copy_are_found(run, aligned):
    words = " ".join(aligned.sentences).split()
    text = " ".join(word[1:] if place % 15 == 7 else word for place, word in enumerate(words))
    found = run(aligned.data, wrap(text, random.Random(1)))
    assert None not in found["sentences"]


def other_texts(book):
    """Texts that are not the document: its retelling, pages about it, a made-up text, its words."""
    yield "the whole retelling", "\n".join(" ".join(texts) for texts in list_retellings(book))
    for path in (CHAPTER, "about/glossary.md"):
        yield path, (ROOT / path).read_text(encoding="utf-8")
    yield "a speech", documents.SPEECH
    yield "vocabulary", " ".join(book.document.vocabulary["token"])


def test_other_texts_are_refused_even_retellings_of_the_document(run, book):
    data = own_copy_data(book)
    assert [name for name, text in other_texts(book) if run(data, text)] == []


def test_the_script_splits_sentences_into_the_words_of_the_package(aligner, book):
    sentences = [text for texts in list_retellings(book) for text in texts]
    expected = [split_tokens(normalize(sentence)) for sentence in sentences]
    vocabulary = sorted({token for tokens in expected for token in tokens})
    found = run_script(aligner, "split_words", [vocabulary, sentences, PATTERNS])
    assert [pair for pair in zip(expected, found, strict=True) if pair[0] != pair[1]] == []
