"""The script that finds the document's sentences in a copy, on copies that are clean, noisy or wrong."""

import csv
import os
import random
import re
from pathlib import Path

import pytest
import yaml

from reading.data.book import Book
from reading.data.derive import derive, fit, read_copy
from reading.data.document import FOLDER, OUTLINE
from reading.new.outline import propose_outline
from reading.site.frame import assets
from reading.site.pages.own_copy import list_retellings, own_copy_data
from tests.conftest import ROOT
from tests.new import documents

PHRASES = ["Harbour Office", "Coast Council", "harbour wall", "winter damage"]

COPY = os.environ.get("DOCUMENT")

RUN = """([data, text]) => {
  const { prepare, align, readSentences, compare, repairText, normalize } = window.alignment;
  const made = prepare(data);
  const { accepted, share, sentences, placed, words } = align(text, made);
  if (!accepted) return { accepted, share };
  const { rows, terms } = compare(readSentences(sentences, made), made);
  const starts = words.map(({ start }) => start);
  const lines = sentences.map((sentence) => sentence && normalize(sentence));
  return { accepted, sentences: lines, placed, starts, rows, terms, repaired: repairText(sentences, made) };
}"""


class Document:
    """A document: the data that its book publishes, its text and its sentences."""

    def __init__(self, root, copy):
        book = Book.on_demand(root)
        blocks = read_copy(copy, book.document.outline).blocks
        self.data, self.blocks = own_copy_data(book), blocks
        self.text = copy.read_text(encoding="utf-8")
        self.sentences = [line for part in fit(copy, blocks, book.document.outline).values() for line in part]


def derived(folder, text):
    """The document of a made-up text, derived with the outline that a new book gets."""
    copy = folder / "text.md"
    copy.write_text(text, encoding="utf-8")
    outline = propose_outline(copy, keep=True).outline.model_dump(exclude_defaults=True)
    outline = yaml.safe_dump({**outline, "source": {"title": "A text"}}, sort_keys=False)
    for path, content in ((FOLDER / OUTLINE, outline), ("data/lexicon/phrases.txt", "\n".join(PHRASES))):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    derive(copy, folder)
    return Document(folder, copy)


@pytest.fixture(scope="module")
def run(browser):
    """Align a text with the data of a document in the browser, on a page that reaches nothing."""
    with browser.new_context() as context:
        page = context.new_page()
        page.add_script_tag(content=assets.read_script(ROOT, "_static/alignment.js"))
        yield lambda data, text: page.evaluate(RUN, [data, text])


@pytest.fixture(scope="module", params=["brief", "speech", "note", *(["document"] if COPY else [])])
def aligned(request, tmp_path_factory):
    """A made-up document; where `DOCUMENT` names a copy of the book's own, also that one."""
    if request.param == "document":
        return Document(ROOT, Path(COPY).resolve())
    return derived(tmp_path_factory.mktemp("made"), getattr(documents, request.param.upper()))


def surroundings(words):
    """Text around a copy, as menus, comments and other articles are."""
    text = re.sub(r"[#*]", "", documents.report(words, seed=3))
    return f"Home\nAbout us\nSubscribe\n\n{text}\n\nShare\n"


def garble(word, chance):
    """A word with a wrong letter, without a letter, or in two parts."""
    place = chance.randrange(len(word))
    return chance.choice(
        [
            word[:place] + chance.choice("etaoinshr") + word[place + 1 :],
            word[:place] + word[place + 1 :],
            f"{word[:place]} {word[place:]}",
        ]
    )


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


def noisy(sentences, chance):
    """A wrapped copy with one word in twenty damaged, and where each sentence starts and ends."""
    text, spans = "", []
    for sentence in sentences:
        words = [garble(word, chance) if chance.random() < 0.05 else word for word in sentence.split()]
        part = wrap(" ".join(words), chance) + "\n"
        spans.append((len(text), len(text) + len(part)))
        text += part
    return text, spans


@pytest.mark.parametrize("around", ["", "menus"])
def test_every_sentence_of_a_clean_copy_is_found_exactly(run, aligned, around):
    before, after = (surroundings(2500), surroundings(2500)) if around else ("", "")
    found = run(aligned.data, f"{before}\n{aligned.text}\n{after}")
    assert found["accepted"]
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
    assert found["repaired"] == "\n".join(block.text for block in aligned.blocks)


def test_at_least_98_percent_of_the_words_of_a_noisy_copy_are_given_to_their_sentence(run, aligned):
    right = total = 0
    for seed in range(6):
        chance = random.Random(seed)
        text, spans = noisy(aligned.sentences, chance)
        found = run(aligned.data, text)
        if len(aligned.sentences) < 5:
            continue
        assert found["accepted"]
        owner = [None] * len(found["starts"])
        for number, place in enumerate(found["placed"]):
            if place:
                owner[place[0] : place[1]] = [number] * (place[1] - place[0])
        true = [
            next(number for number, (start, end) in enumerate(spans) if start <= place < end)
            for place in found["starts"]
        ]
        right += sum(one == other for one, other in zip(owner, true, strict=True))
        total += len(owner)
    assert right >= 0.98 * total


def test_of_a_truncated_copy_the_sentences_that_are_there_are_found(run, aligned):
    if len(aligned.sentences) < 5:
        return
    half = len(aligned.sentences) // 2
    first, second = (" ".join(part) for part in (aligned.sentences[:half], aligned.sentences[half:]))
    nothing = [None] * (len(aligned.sentences) - half)
    assert run(aligned.data, first)["sentences"] == aligned.sentences[:half] + nothing
    found = run(aligned.data, f"{surroundings(1000)}\n{second}")
    assert found["sentences"] == [None] * half + aligned.sentences[half:]
    assert {row["name"] for row in found["rows"] if not row["agrees"]} >= {"Words", "Sentences found"}


def test_a_changed_word_makes_exactly_the_counts_differ_that_have_it(run, tmp_path):
    made = derived(tmp_path, documents.BRIEF)
    found = run(made.data, made.text.replace("public", "secret"))
    assert [(term["name"], term["published"], term["own"]) for term in found["terms"]] == [
        ("public", 1, 0),
        ("secret", 0, 1),
    ]
    row = next(row for row in found["rows"] if row["name"] == "Sentences with the same content words")
    assert row["own"] == row["published"] - 1


def other_texts(book):
    """Texts that are not the document: retellings, pages about it, sentences of speeches, made-up texts."""
    retold = [" ".join(texts) for texts in list_retellings(book)]
    yield "the whole retelling", "\n".join(retold)
    for folder in ("chapters", "about", "contributing"):
        for path in sorted((ROOT / folder).rglob("*.md")):
            yield path.name, path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "data/coding/samples").glob("*/sentences.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield path.parent.name, " ".join(" ".join(row) for row in csv.reader(file))
    for name in ("BRIEF", "SPEECH", "NOTE"):
        yield name, getattr(documents, name)
    yield "report", documents.report(4000)
    yield "vocabulary", " ".join(book.document.vocabulary["token"])


def test_other_texts_are_refused_even_retellings_of_the_document(run, book):
    data = own_copy_data(book)
    texts = dict(other_texts(book))
    assert len(texts) >= 20
    assert [name for name, text in texts.items() if run(data, text)["accepted"]] == []


def test_a_text_with_some_words_of_a_tiny_document_is_refused(run, tmp_path):
    made = derived(tmp_path, documents.NOTE)
    assert not run(made.data, f"The ferry is late. {documents.SPEECH}")["accepted"]
