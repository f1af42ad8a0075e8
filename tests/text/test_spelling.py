from reading.text.spelling import match_spellings


def test_a_lemma_is_matched_with_the_known_one_in_the_other_spelling():
    known = {"globalisation", "organize", "prize"}
    found = match_spellings(["globalization", "organise", "prise", "size"], known)
    assert found == {
        "globalization": "globalisation",
        "organise": "organize",
        "prise": "prize",
    }


def test_a_known_lemma_keeps_its_spelling():
    assert match_spellings(["stabilize", "stabilise"], {"stabilize", "stabilise"}) == {}
