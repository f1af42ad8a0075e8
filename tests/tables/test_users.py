"""The nouns on whose words are compared, on books that have none of it, and on this book."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import yaml

from reading import tables
from reading.data.book import Book
from reading.data.derive_reference import derive
from reading.tables import user_shares, user_tables
from reading.tables.not_yet import NotYet
from tests import independent

NOUNS = ["users", "presences", "pair_words", "sampled_sentences"]


@pytest.mark.parametrize("name", NOUNS)
def test_a_book_that_compares_no_speakers_has_no_rows(small_root, name, monkeypatch):
    for path in (small_root / "data/reference/speeches").iterdir():
        path.unlink()
    (small_root / "data/reference/speeches").rmdir()
    book = Book.load(small_root)
    monkeypatch.setattr(Book, "here", lambda: book)
    assert getattr(tables, name)(book).empty
    with pytest.raises(NotYet, match="settings `users`"):
        getattr(tables, name)()


def test_without_a_list_of_names_everything_is_a_word(small_root):
    (small_root / "data/lexicon/names.yml").unlink()
    kinds = tables.word_kinds(Book.load(small_root))
    assert set(kinds["kind"]) == {"word"}
    assert (kinds["name"] == kinds["lemma"]).all()


def test_each_lemma_of_the_document_has_one_kind(book):
    kinds = tables.word_kinds(book)
    words = set(tables.words(book)["lemma"])
    assert not kinds["lemma"].duplicated().any()
    assert words == set(kinds["lemma"]) - {"united states"}
    names = yaml.safe_load((independent.DATA / "lexicon/names.yml").read_text(encoding="utf-8"))
    of = {kind: set(rows["lemma"]) for kind, rows in kinds.groupby("kind")}
    assert of["own"] == set(names["own"])
    assert of["part"] == set(names["parts"])
    assert of["name"] == (set(names["others"]) | set(names["forms"])) - {"nato"}
    assert of["number"] == {word for word in words if any(map(str.isdigit, word))}
    called = kinds.set_index("lemma")["name"]
    assert called[["nato-isation", "us", "asia"]].tolist() == ["nato", "united states", "asia"]


def test_every_lemma_of_the_document_and_of_the_speeches_has_a_row(book):
    listed = set(tables.presences(book)["lemma"])
    assert set(tables.word_kinds(book)["name"]) <= listed
    assert set(tables.words(book)["lemma"]) <= listed
    rows = tables.compared_words(book)
    assert set(rows[rows["kind"] == "word"]["lemma"]) <= listed


def test_ranks_are_numbers_of_speakers_with_as_high_a_presence(book):
    users = tables.users(book)
    settings = book.references["un-general-debate"].settings.users
    assert users["rank"].between(1, 2 * settings.most + 1).all()
    # Those who share a rank are the last ones up to it.
    groups = users.groupby(["lemma", "rank"]).size()
    assert (groups.groupby("lemma").cumsum() == groups.index.get_level_values("rank")).all()
    above = users[users["rank"] <= settings.most].groupby("lemma").size()
    presences = tables.presences(book).set_index("lemma")
    assert (presences["presence_last"] >= presences["presence_next"]).all()
    assert (presences.loc[above[above == settings.most].index, "presence_last"] > 0).all()


def test_sentences_are_drawn_from_each_speaker_in_each_year(book):
    sentences = tables.sampled_sentences(book).drop_duplicates(["text", "sentence"])
    reference = book.references["un-general-debate"]
    sizes = reference.texts.set_index("text")["sentences"]
    counts = sentences.groupby(["text", "speaker", "year"]).size().reset_index(name="drawn")
    pair = counts["speaker"].isin(["china", "russia"])
    assert (counts["drawn"] == counts["text"].map(sizes))[pair].all()
    compared = counts["year"] == 2022
    assert (counts["drawn"] == counts["text"].map(sizes).clip(upper=42))[~pair & compared].all()
    assert set(counts[~pair & ~compared]["drawn"]) == {2}


def test_words_of_the_pair_are_those_of_its_texts(book):
    rows = tables.pair_words(book)
    words = rows[(rows["year"] == 2022) & ~rows["lemma"].str.contains(" ")]
    compared = tables.compared_words(book)
    for text, part in words.groupby("text"):
        expected = compared[(compared["text"] == text) & (compared["kind"] == "word")]
        assert part["count"].sum() == expected["count"].sum()
    assert rows["year"].min() == 1991
    early = rows[rows["year"] < 2013]
    document = set(tables.words(book)["lemma"]) | set(tables.phrases(book)["lemma"])
    assert set(early["lemma"]) <= document


def test_only_content_words_of_other_texts_count_as_words(book):
    rows = tables.compared_words(book)
    counted = user_shares.count_others(book, user_shares.WORD)
    # These stand among the function words, too, and much more often.
    for lemma in ("have", "the", "well"):
        content = rows[(rows["lemma"] == lemma) & (rows["kind"] == "word") & (rows["text"] != "document")]
        assert counted[counted["lemma"] == lemma]["count"].sum() == content["count"].sum()


def test_several_texts_of_a_speaker_in_a_year_count_as_one(small_root):
    whole = user_shares.compare_pair(Book.load(small_root), recent=True)
    settings = small_root / "data/reference/speeches/reference.yml"
    settings.write_text(settings.read_text("utf-8").replace("{year}", "{year}_{session}"), encoding="utf-8")
    parts = {"captain_2022_1": "The fishers like", "captain_2022_2": "the old harbour."}
    for path in (small_root / "speeches").glob("*.txt"):
        path.rename(path.with_stem(f"{path.stem}_1"))
    for name, text in parts.items():
        (small_root / f"speeches/{name}.txt").write_text(f"{text}\n", encoding="utf-8")
    with ThreadPoolExecutor(1) as executor:
        derive(small_root / "speeches", "speeches", small_root, executor)
    book = Book.load(small_root)
    assert user_shares.compare_pair(book, recent=True).equals(whole)
    # A row of the tables is a speaker, whose texts of the year are taken together.
    assert user_tables.whose_words(book)["texts"].tolist() == [1, 1]


def test_a_speaker_without_a_text_to_compare_keeps_its_code(small_root):
    settings = small_root / "data/reference/speeches/reference.yml"
    settings.write_text(settings.read_text("utf-8") + "speakers: {captain: The Captain}\n", encoding="utf-8")
    (small_root / "speeches/pilot_2021.txt").write_text("Ships come. They go.\n", encoding="utf-8")
    with ThreadPoolExecutor(1) as executor:
        derive(small_root / "speeches", "speeches", small_root, executor)
    frame = user_tables.whose_words(Book.load(small_root))
    assert dict(zip(frame["speaker"], frame["label"], strict=True)) == {
        "mayor": "mayor",
        "pilot": "pilot",
        "the-captain": "The Captain",
    }
