"""Themes in a new book: named by its author, coded by readers, and kept when the outline changes."""

import re
import shutil
from pathlib import Path

import pytest

from reading.analysis import themes as analysis
from reading.checks.run import check, check_and_read
from reading.data import coding
from reading.data.book import Book
from reading.data.lexicon import find_wrong_lemmas
from reading.evidence.coding import list_passes, list_tasks
from reading.figures import registry
from reading.files.errors import ReadingErrors
from reading.site.pages.coding import list_readable_texts
from tests.new.themes import THEMES, name_themes, write_pass


@pytest.fixture
def made(brief, tmp_path):
    """A copy of the new book on the brief, beside its text."""
    shutil.copy(brief.parent / "text.txt", tmp_path)
    return shutil.copytree(brief, tmp_path / "book", ignore=shutil.ignore_patterns("_build"))


@pytest.fixture
def begun(made):
    """The same, with three themes."""
    name_themes(made)
    return made


def figures_of(root):
    return {name: figure.value for name, figure in registry(Book.load(root)).items()}


def places_of(root, theme):
    """The sentences of a theme as the book shows them."""
    rows = analysis.sentence_themes(Book.load(root))
    rows = rows[rows["theme"] == theme]
    return [
        f"{paragraph}#{number}" for paragraph, number in zip(rows["paragraph"], rows["sentence"], strict=True)
    ]


def test_a_new_book_has_no_theme_no_task_and_no_number_of_themes(brief):
    book = Book.load(brief)
    assert (book.coding.codebook.version, book.coding.codebook.themes, book.lexicon.themes) == (1, {}, ())
    assert list_tasks(book) == []
    assert [name for name in registry(book) if "theme" in name] == []


def test_a_codebook_suggests_frequent_words_that_name_no_actor(brief, note):
    text = (brief / coding.FOLDER / coding.CODEBOOK).read_text(encoding="utf-8")
    words = re.findall(r"^#   (\w+)$", text, re.MULTILINE)
    assert {"harbour", "winter", "fund", "survey"} <= set(words)
    assert len(words) <= 12
    # Each is a term that the check takes.
    assert [word for word in words if list(find_wrong_lemmas(Path(), None, [((), word)]))] == []
    # The note repeats no word three times.
    assert "frequent" not in (note / coding.FOLDER / coding.CODEBOOK).read_text(encoding="utf-8")


def test_named_themes_are_found_by_their_terms_and_nothing_is_called_coded(begun):
    # Words in other forms count, such as "paid" and "costs".
    assert places_of(begun, "kosten") == [
        "summary/opening#3",
        "why-the-council-should-act/opening#3",
        "four-points-for-a-plan/opening#3",
        "four-points-for-a-plan/paragraph-5#1",
        "four-points-for-a-plan/paragraph-5#2",
        "what-it-costs/opening#1",
        "what-it-costs/opening#2",
        "what-it-costs/opening#3",
    ]
    figures = registry(Book.load(begun))
    assert figures["theme.kosten.lexicon.sentences"].value == 8
    assert figures["section.what-it-costs.theme.kosten.lexicon.share"].value == 1
    assert figures["paragraph.paragraph-5.theme.kosten.lexicon.sentences"].value == 2
    assert figures["theme.climate.lexicon.share"].value == 0
    assert figures["themes.number"].value == 3
    about_themes = [figure for name, figure in figures.items() if "theme" in name]
    assert not [figure.name for figure in about_themes if "coded" in figure.definition]
    assert {figure.table for figure in about_themes} == {"data/coding/codebook.yml"}


def test_themes_that_stand_nowhere_are_noted_and_no_mistake(begun):
    checked = check_and_read(begun)
    assert checked.errors == []
    assert [(note.path.name, note.problem) for note in checked.notes] == [
        ("codebook.yml", "no sentence of the document has 'climate'")
    ]
    line = (begun / coding.FOLDER / coding.CODEBOOK).read_text(encoding="utf-8").splitlines()
    assert "climate" in line[checked.notes[0].line - 1]


def test_readers_can_code_named_themes_and_do_not_see_the_terms(begun):
    (task,) = list_tasks(Book.load(begun))
    assert [theme["label"] for theme in task["codes"]] == [
        "Safety and damage",
        "Geld und Bef\u00f6rderung",
        "Climate",
    ]
    assert task["codes"][0].keys() == {"id", "guid", "label", "definition", "include", "exclude"}
    assert list_passes(Book.load(begun)) == {"themes": []}


def test_what_nobody_has_retold_is_no_text_to_code(begun):
    page = begun / "chapters/summary/index.md"
    text = page.read_text(encoding="utf-8").replace("*Not yet retold.*{s}`2`", "It has four points.{s}`2`")
    page.write_text(text, encoding="utf-8")
    texts = list_readable_texts(Book.load(begun))
    assert texts == ["", "It has four points.", *[""] * 18]


MISTAKES = {
    "no terms": (
        "    terms: [climate]\n",
        "",
        [
            (
                "the theme climate has no terms",
                "add the words that find it: terms: [word, another]",
                "climate:",
            )
        ],
    ),
    "no definition": (
        "    definition: A changing climate.\n",
        "",
        [("'themes.climate.definition' is missing", "add 'definition'", "climate:")],
    ),
    "a word of two themes": (
        "terms: [climate]",
        "terms: [climate, Pay]",
        [("'Pay' is a term of two themes: kosten and climate", "leave it with one of them", "climate, Pay")],
    ),
    "an inflected word": (
        "terms: [climate]",
        "terms: [changes]",
        [("'changes' is not in its dictionary form", "write 'change'", "changes")],
    ),
    "an unlisted phrase": (
        "terms: [climate]",
        "terms: [Sea Rescue]",
        [("'Sea Rescue' has several words, but is not a phrase", "add it to phrases.txt", "Sea Rescue")],
    ),
    "an id with a capital": (
        "  climate:\n",
        "  Climate:\n",
        [("themes.Climate: 'Climate' is not valid", "an id is made of lower-case words", "Climate:")],
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_the_codebook_is_one_message_with_its_line(made, name):
    old, new, expected = MISTAKES[name]
    assert old in THEMES
    path = name_themes(made, THEMES.replace(old, new))
    lines = path.read_text(encoding="utf-8").splitlines()
    with pytest.raises(ReadingErrors) as raised:
        Book.load(made)
    found = sorted(set(raised.value.exceptions))
    assert [error.path for error in found] == [path]
    for error, (problem, hint, place) in zip(found, expected, strict=True):
        assert error.problem == problem
        assert error.hint.startswith(hint)
        assert place in lines[error.line - 1]


def test_a_pass_of_another_text_is_one_message(begun):
    path = write_pass(begun, "ada", "safety")
    path.write_text(re.sub(r"(?m)^[\w-]+/[\w-]+,(?=\d)", "else/where,", path.read_text()))
    (error,) = check(begun)
    assert (error.path, error.line) == (path, 2)
    assert error.problem == "the pass is of another text: this one has no paragraph 'else/where'"


def test_a_pass_with_an_unknown_paragraph_or_theme_is_named_by_its_line(begun):
    path = write_pass(begun, "ada", "safety", first="danger")
    path.write_text(path.read_text().replace("what-it-costs/opening,3", "what-it-cost/opening,3"))
    first, second = check(begun)
    assert (first.line, first.problem) == (2, "the codebook has no theme 'danger'")
    assert (second.line, second.problem) == (21, "there is no paragraph 'what-it-cost/opening'")


def test_terms_in_two_places_are_refused(begun):
    (begun / "data/lexicon/themes.yml").write_text(f"themes:\n{THEMES}", encoding="utf-8")
    problems = {error.problem for error in check(begun)}
    assert "the terms of themes are here and in data/lexicon/themes.yml" in problems


def test_a_finished_pass_moves_the_numbers_and_judges_the_terms(begun):
    write_pass(begun, "ada", "kosten", first="safety kosten")
    figures = figures_of(begun)
    assert check(begun) == []
    assert places_of(begun, "safety") == ["summary/opening#1"]
    assert (figures["theme.kosten.sentences"], figures["theme.kosten.share"]) == (20, 1)
    # What the terms find keeps its name and its value.
    assert figures["theme.kosten.lexicon.sentences"] == 8
    assert figures["theme.kosten.lexicon.precision"] == 1
    assert figures["theme.kosten.lexicon.recall"] == 8 / 20
    assert figures["themes.passes"] == 1
    assert "themes.alpha" not in figures


def test_an_unfinished_pass_judges_the_terms_where_it_has_codes_and_moves_no_other_number(begun):
    before = figures_of(begun)
    write_pass(begun, "ada", "kosten", sentences=3)
    after = figures_of(begun)
    assert before.items() <= after.items()
    # Of the first three sentences, the second and the third are coded so. The terms find the third.
    assert after["theme.kosten.lexicon.recall"] == 1 / 2
    assert after["theme.safety.lexicon.false-alarms"] == 2
    assert "theme.kosten.share" not in after
    assert check(begun) == []


def test_two_passes_agree_or_differ_and_a_tie_is_not_carried_until_it_is_decided(begun):
    write_pass(begun, "ada", "kosten", first="kosten")
    write_pass(begun, "ben", "kosten", first="kosten climate")
    figures, checked = figures_of(begun), check_and_read(begun)
    assert checked.errors == []
    assert (figures["themes.passes"], figures["themes.differing"]) == (2, 1)
    assert 0 < figures["themes.alpha"] < 1
    assert figures["theme.climate.sentences"] == 0
    (note,) = [note for note in checked.notes if note.path.name == coding.CONSENSUS]
    assert note.problem.startswith("the passes disagree on 1 code, first on 'climate' at summary/")
    decided = "decisions:\n  - paragraph: summary/opening\n    sentence: 1\n    theme: climate\n"
    path = begun / coding.FOLDER / coding.CONSENSUS
    path.write_text(f"{decided}    carried: true\n    reason: It is about the winter.\n", encoding="utf-8")
    assert figures_of(begun)["theme.climate.sentences"] == 1
    assert coding.CONSENSUS not in {note.path.name for note in check_and_read(begun).notes}
