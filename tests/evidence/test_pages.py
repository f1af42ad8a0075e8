"""Where the entries of the evidence are: on one page, or each in one volume."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reading.evidence import pages, sentences


@given(st.lists(st.integers(0, 50)), st.integers(1, 60))
def test_volumes_are_filled_in_order_as_far_as_they_go(sizes, most):
    numbers = list(pages.group_numbers(sizes, most))
    held = {}
    for number, size in zip(numbers, sizes, strict=True):
        held.setdefault(number, []).append(size)
    assert numbers == sorted(numbers)
    assert list(held) == list(range(1, len(held) + 1))
    assert all(sum(volume) <= most or sum(map(bool, volume)) == 1 for volume in held.values())
    assert all(sum(volume) + after[0] > most for volume, after in pairwise(held.values()))


def test_the_evidence_of_a_short_document_is_on_one_page(book):
    places = pages.evidence_pages(book)
    assert places.volumes == []
    assert places.term("china", paragraph="security").address == "evidence.html#china.security"
    assert {places.pages(part)[0] for part in sentences.PARTS} == {sentences.PAGE}


def test_every_entry_of_a_long_document_is_in_one_volume(book, monkeypatch):
    monkeypatch.setattr(pages, "MAX_ON_ONE_PAGE", 0)
    monkeypatch.setattr(pages, "MAX_IN_VOLUME", 60)
    places = pages.EvidencePages(book)
    held = {part: [one for one in places.volumes if one.part == part] for part in sentences.PARTS}
    every = {
        "terms": list(sentences.terms(book)["lemma"]),
        "actors": list(sentences.actors_by_kind(book)["actor"]),
        "sentences": list(dict.fromkeys(sentences.sentences(book)["short"])),
    }
    for part, own in held.items():
        assert [entry for volume in own for entry in volume.entries] == every[part]
        assert places.pages(part) == [volume.page for volume in own]
        assert len(own) > 1
    for volume in held["terms"]:
        assert {places.term(lemma).page for lemma in volume.entries} == {volume.page}
        assert list(volume.labels) == [book.lexicon.label(lemma) for lemma in volume.entries]
    assert places.actor("china", paragraph="security").anchor == "actor.china.security"
    assert places.stance("china", "russia").page == places.actor("china").page
    assert places.sentence("security", 2).anchor == "security-2"
    assert places.sentence("security", 2).page.startswith("evidence/sentences-")
