"""The sections side by side."""

from reading.analysis.sections import described
from reading.measures import readability


def test_every_section_has_its_size_variety_and_difficulty(book):
    frame = described(book.document)
    assert list(frame["section"]) == list(book.document.sections["section"])
    assert frame[["tokens", "types", "mattr", "mtld", "ari", "coleman_liau", "lix"]].notna().all(axis=None)


def test_difficulty_is_computed_from_a_sections_own_words_and_sentences(book):
    document = book.document
    for row in described(document).itertuples():
        words = document.vocabulary[document.vocabulary["section"] == row.section]
        sentences = (document.sentences["section"] == row.section).sum()
        assert row.lix == readability.lix(words, int(sentences))
