"""A text that was badly recognised in pictures is told by its words."""

from reading.documents import any_format
from reading.documents.recognition import count_words, describe_recognition, join_cut_words
from tests.files.pdf import write_pdf

TEXT = "The ships of the north carry two lights when they sail at night and stay in the harbour. " * 20


def test_words_that_no_dictionary_has_tell_a_bad_recognition():
    slips = "the harbowr oflice asks ar the liqhts of the shlps that saii wbem lt rainz in the harhour"
    line = describe_recognition(TEXT + slips)
    assert "words that are not English, such as" in line
    assert "harbowr" in line


def test_terms_that_come_again_and_names_are_no_slips():
    assert (
        describe_recognition(TEXT + "The frobnicator of Qwerzum. We frobnicate the frobnicator. " * 9) == ""
    )


def test_a_few_slips_of_an_author_and_words_formed_of_others_are_no_bad_recognition():
    slips = "a perturbbation of the harbour was facilitatted, and the familiriarity with it confirmmed"
    assert describe_recognition(TEXT + slips) == ""
    formed = "the harbourmaster relighted a shipcompany, a lampmaker, a shipcaptain, an unsailed harbourship"
    assert describe_recognition(TEXT + formed) == ""
    damaged = "the harbowr oflice asks ar the liqhts of the shlps that saii wbem"
    assert describe_recognition(TEXT + damaged)


def test_few_words_tell_nothing():
    assert describe_recognition("the harbowr oflice asks") == ""


def test_cut_words_are_joined_and_words_side_by_side_stay():
    cut = "Th ey dism issed the puni shment of an yone may be on going of the in a port."
    assert join_cut_words(cut, is_damaged=True).startswith(
        "They dismissed the punishment of anyone may be on going of"
    )


def test_in_a_text_that_is_well_spelt_only_parts_that_are_hardly_words_are_joined():
    assert join_cut_words("allocates water ri ghts, heav ily used") == "allocates water rights, heavily used"
    left = "An ad hoc group, et al., may be on going to co operate with van Dam in th e port."
    assert join_cut_words(left) == left


def test_a_part_that_a_text_has_only_once_is_one_of_a_word_that_it_has_elsewhere():
    counts = count_words(
        ["The his tory of the port.", "History and history, avail able and available, available."]
    )
    line = "the his tory of avail able ships"
    assert join_cut_words(line, counts=counts) == "the history of available ships"
    assert join_cut_words(line) == line
    # The part is a word of the text as well.
    again = count_words(["his tory", "history, history", "a tory", "avail able, avail, available, available"])
    assert join_cut_words(line, counts=again) == line


def test_a_pdf_that_cuts_words_is_read_with_whole_ones(tmp_path):
    text = "They dism issed the puni shment, and conclusi on of the recommen dation were in effect here."
    lines = [(text, 12), ("The speci fic descrip tion of coer cion was gu ilty, he expl ained.", 12)]
    path = tmp_path / "cut.pdf"
    path.write_bytes(write_pdf([[*lines, *[(TEXT[:88], 12)] * 20]]))
    read = any_format.read(path)
    assert "They dismissed the punishment, and conclusion of the recommendation" in read.text
    assert read.doubts == []
