"""The reference of the book itself."""

from reading.data import reference
from reading.data.lexicon import lower_case
from reading.data.reference import SETTINGS, read_settings
from reading.files.yaml import line_of
from reading.text.phrases import PhraseMatcher
from reading.text.wildcards import match_terms
from tests.conftest import ROOT


def test_tables_of_the_book_take_at_most_a_megabyte():
    sizes = [path.stat().st_size for path in (ROOT / reference.FOLDER).rglob("*") if path.is_file()]
    assert sum(sizes) <= 1_000_000


def test_quotations_of_the_general_debate_have_their_terms(book):
    debate = book.reference
    quoted = debate.first[debate.first["quotation"].notna()]
    assert len(quoted) > 50
    phrases = [one for term in debate.settings.terms for one in term.alternatives if " " in one]
    matcher = PhraseMatcher(phrases)
    terms = {term.name: [lower_case(one) for one in term.alternatives] for term in debate.settings.terms}
    for term, sentence in quoted[["term", "quotation"]].itertuples(index=False):
        match = matcher.match(sentence)
        lemmas = [word.lemma for word in match.words if word]
        assert match_terms(terms[term], [*lemmas, *match.phrases]), (term, sentence)


def test_terms_are_of_the_document_unless_a_comment_says_that_they_are_not(book):
    path = reference.find_folder(ROOT) / SETTINGS
    lines = path.read_text(encoding="utf-8").splitlines()
    tree, settings = read_settings(path)
    lemmas = set(book.document.incidence["lemma"])
    for number, term in enumerate(settings.terms):
        here = range(line_of(tree, ("terms", number)), line_of(tree, ("terms", number, "terms", 99)) + 1)
        noted = any("# not in the document" in lines[line - 1] for line in here)
        assert noted or match_terms([lower_case(one) for one in term.alternatives], lemmas), term.name
