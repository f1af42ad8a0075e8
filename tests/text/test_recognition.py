"""A text that was badly recognised in pictures is told by its words."""

from reading.text.recognition import describe_recognition

TEXT = "The ships of the north carry two lights when they sail at night and stay in the harbour. " * 20


def test_words_that_no_dictionary_has_tell_a_bad_recognition():
    slips = "the harbowr oflice asks ar the liqhts of the shlps that saii wbem lt rainz in the harhour"
    line = describe_recognition(TEXT + slips)
    assert line.startswith("badly recognised")
    assert "harbowr" in line


def test_terms_that_come_again_and_names_are_no_slips():
    assert (
        describe_recognition(TEXT + "The frobnicator of Qwerzum. We frobnicate the frobnicator. " * 9) == ""
    )


def test_few_words_tell_nothing():
    assert describe_recognition("the harbowr oflice asks") == ""
