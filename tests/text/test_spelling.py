from reading.text.spelling import match_spellings


def test_a_lemma_is_matched_with_the_known_one_in_the_other_spelling():
    known = {"christianisation", "globalisation", "organize"}
    found = match_spellings(["christianization", "globalization", "organise"], known)
    assert found == {
        "christianization": "christianisation",
        "globalization": "globalisation",
        "organise": "organize",
    }


def test_words_that_only_look_alike_are_not_matched():
    assert match_spellings(["prise", "size", "raise", "crisis"], {"prize", "raize", "crizis"}) == {}
