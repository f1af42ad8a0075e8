import functools
import shutil

import pytest

from reading.data import reference
from reading.data.lexicon import fold
from reading.data.reference import check_reference, find_mistakes, load_references, read_settings
from reading.files.yaml import line_of
from reading.text.phrases import PhraseMatcher
from reading.text.wildcards import match_terms
from tests.conftest import ROOT
from tests.data import tables
from tests.data.references import NAME, derive_here, write_book
from tests.data.tables import edit


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    root = write_book(tmp_path_factory.mktemp("references"))
    derive_here(root)
    return root


@pytest.fixture
def root(once, tmp_path):
    """A book with a derived reference."""
    return shutil.copytree(once, tmp_path / "book")


@pytest.fixture
def folder(root):
    return root / "data/reference" / NAME


mistakes = functools.partial(tables.mistakes, check_reference)


# Reading


def test_reference_is_read_as_frames(root):
    one = load_references(root)[NAME]
    assert (one.name, one.settings.title) == (NAME, "Speeches on two towns")
    assert one.phrases == ("clean water", "Upper Valley", "stable water")
    assert list(one.texts) == ["text", "speaker", "session", "year", "tokens", "sentences", "sha256", "terms"]
    assert one.texts["tokens"].sum() == 43
    assert list(one.comparison["text"]) == ["ANN_3_2003", "BOB_3_2003"]
    assert list(one.counts) == ["text", "kind", "lemma", "count"]
    assert one.counts.groupby(["text", "kind"])["count"].sum().to_dict() == {
        ("ANN_3_2003", "closed"): 8,
        ("ANN_3_2003", "phrase"): 1,
        ("ANN_3_2003", "word"): 6,
        ("BOB_3_2003", "closed"): 1,
        ("BOB_3_2003", "phrase"): 1,
        ("BOB_3_2003", "word"): 3,
    }
    assert list(one.years) == ["term", "year", "texts", "all_texts"]
    assert one.years[one.years["term"] == "calm"].to_numpy().tolist() == [
        ["calm", 2001, 0, 2],
        ["calm", 2002, 1, 2],
        ["calm", 2003, 1, 2],
    ]
    assert list(one.first) == ["term", "year", "text", "speaker", "sentence", "quotation"]
    assert one.capitals.to_dict("records") == [{"lemma": "us", "count": 1, "capitalised": 1}]


def test_names_are_read_where_somebody_listed_them(root, folder):
    assert load_references(root)[NAME].names == frozenset()
    (folder / "names.txt").write_text("# states\nzanzibar\n\nlaos\n", encoding="utf-8")
    assert load_references(root)[NAME].names == {"laos", "zanzibar"}
    assert find_mistakes(root) == []


# The check


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("words.csv", "harbour,2", "harbour,3", "words.csv:0: the table differs from its description"),
        ("reference.yml", "- harbour", "- water", "reference.yml:15: `terms` has changed since the tables"),
        ("datapackage.json", '"resources"', '"resource"', "the descriptor lacks its resources"),
        ("datapackage.json", '"settings"', '"setting"', "reference.yml:9: `pattern` has changed since"),
    ],
)
def test_tables_that_do_not_fit_are_reported(folder, name, old, new, problem):
    edit(folder, name, old, new)
    found = mistakes(folder)
    assert any(problem in mistake for mistake in found), found


# The book's own references


@pytest.fixture(scope="module")
def debate():
    return load_references(ROOT)["un-general-debate"]


def test_tables_of_the_book_take_at_most_six_megabytes():
    sizes = [path.stat().st_size for path in (ROOT / reference.FOLDER).rglob("*") if path.is_file()]
    assert sum(sizes) <= 6_000_000


def test_references_of_the_book_have_no_mistakes():
    assert find_mistakes(ROOT) == []


def test_quotations_of_the_general_debate_have_their_terms(debate):
    quoted = debate.first[debate.first["quotation"].notna()]
    assert len(quoted) > 50
    matcher = PhraseMatcher(debate.phrases)
    terms = {term.name: [fold(one) for one in term.terms] for term in debate.settings.terms}
    for term, sentence in quoted[["term", "quotation"]].itertuples(index=False):
        match = matcher.match(sentence)
        lemmas = [word.lemma for word in match.words if word]
        assert match_terms(terms[term], [*lemmas, *match.phrases]), (term, sentence)


def test_terms_are_of_the_document_unless_a_comment_says_that_they_are_not(book):
    path = ROOT / "data/reference/un-general-debate/reference.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    tree, settings = read_settings(path)
    lemmas = set(book.document.incidence["lemma"])
    for number, term in enumerate(settings.terms):
        here = range(line_of(tree, ("terms", number)), line_of(tree, ("terms", number, "terms", 99)) + 1)
        noted = any("# not in the document" in lines[line - 1] for line in here)
        assert noted or match_terms([fold(one) for one in term.terms], lemmas), term.name
