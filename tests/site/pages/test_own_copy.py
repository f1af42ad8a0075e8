"""The data for a reader's own copy: all that is published of each sentence, and nothing more."""

from collections import Counter

from reading.site.pages.own_copy import own_copy_data


def test_the_data_holds_the_tables_of_the_document_and_no_order_of_words(book):
    data, document = own_copy_data(book), book.document
    lemmas, forms = data["lemmas"], data["forms"]
    assert lemmas == sorted(lemmas)
    assert data["words"] == [sorted(words) for words in data["words"]]
    pairs = list(zip(forms["token"], (lemmas[lemma] for lemma in forms["lemma"]), strict=True))
    assert pairs == sorted(pairs)
    published = {(row.section, row.token, row.lemma): row.count for row in document.vocabulary.itertuples()}
    sections = list(document.titles)
    assert published == {
        (section, *pair): count
        for pair, counts in zip(pairs, forms["counts"], strict=True)
        for section, count in zip(sections, counts, strict=True)
        if count
    }
    words = document.incidence[document.incidence["kind"] == "word"].groupby(["paragraph", "sentence"])
    expected = [
        dict(zip(rows["lemma"], rows["count"], strict=True))
        for _, rows in (
            (key, words.get_group(key))
            for key in document.sentences[["paragraph", "sentence"]].itertuples(index=False, name=None)
        )
    ]
    assert [Counter(lemmas[number] for number in row) for row in data["words"]] == expected
