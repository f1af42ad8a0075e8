"""The data for a reader's own copy hold no order of words. `test_alignment.py` compares their counts."""

from reading.site.pages.own_copy import own_copy_data


def test_the_data_hold_no_order_of_words(book):
    data = own_copy_data(book)
    lemmas, forms = data["lemmas"], data["forms"]
    assert lemmas == sorted(lemmas)
    assert data["words"] == [sorted(words) for words in data["words"]]
    pairs = list(zip(forms["token"], (lemmas[lemma] for lemma in forms["lemma"]), strict=True))
    assert pairs == sorted(pairs)
