"""What the explorer shows of other texts beside each term, on the real book and on made-up references."""

from reading import tables
from reading.site.pages.other_texts import list_other_texts
from reading.text.tokens import slug


def test_numbers_of_the_book_are_those_of_its_reference(book):
    reference = book.reference
    *_, uses = list_other_texts(book)
    names, counts = uses["names"], reference.counts
    shared = tables.kind_terms(book).set_index("term")
    for lemma in ("cooperation", "cold war", "emphasise", "important"):
        found = uses["terms"][slug(lemma)]
        spelled = [lemma, "emphasize"] if lemma == "emphasise" else [lemma]
        rows = counts[counts["lemma"].isin(spelled)].groupby("text", as_index=False)["count"].sum()
        speakers = [reference.settings.name_of(text[:3].strip("_")) for text in rows["text"]]
        assert {names[place]: count for place, count in found} == dict(
            zip(speakers, rows["count"], strict=True)
        )
        assert shared.loc[slug(lemma), "texts"] == len(rows)
