"""Which speakers use the words of the document most: on books without such data, and on this book."""

import yaml

from reading import tables
from reading.data.book import Book
from tests import independent


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
