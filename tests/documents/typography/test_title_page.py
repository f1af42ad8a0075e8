"""The title of a PDF is found on its first page, apart from what stands around it."""

import time

import pytest

from reading.documents.typography.title_page import Block, read_title_page

TEXT = Block("The ships of the harbour carry two lights at night.", 10.0, False, 0, False)


def block(text, size=10.0, *, bold=False, page=0, centred=False):
    return Block(text, size, bold, page, bold or size > 11, centred)


def read(*blocks, stated="", running=()):
    found = read_title_page([*blocks, TEXT, TEXT], 10.0, stated, running)
    return found.title, [blocks[place].text for place in sorted(found.left_out)]


def test_the_largest_type_is_the_title_and_authors_and_dates_are_left_out():
    found = read(
        block("Working Papers", 12.0),
        block("Ships of the North", 20.0),
        block("and their Lights", 20.0),
        block("Ada Berg1, Ole Dahl2", 10.0),
        block("1 University of the Coast"),
        block("12 May 2020"),
        block("Abstract", bold=True),
    )
    aside = ["Working Papers", "Ada Berg1, Ole Dahl2", "1 University of the Coast", "12 May 2020"]
    assert found == ("Ships of the North and their Lights", aside)


def test_the_number_of_an_act_is_no_part_of_its_title():
    title = block("Ships and Lights Act 2020", 20.0)
    assert read(title, block("No. 99, 2020", 20.0)) == ("Ships and Lights Act 2020", ["No. 99, 2020"])
    assert read(title, block("No. 1 in the North", 20.0))[0].endswith("North")


def test_a_letterhead_with_a_date_below_is_no_title():
    found = read(
        block("Council of the Coast", 16.0),
        block("Distr. General"),
        block("3 May 2020"),
        block("AGREEMENT ON SHIPS AND THEIR LIGHTS"),
    )
    assert found[0] == "AGREEMENT ON SHIPS AND THEIR LIGHTS"
    assert found[1] == ["Council of the Coast", "Distr. General", "3 May 2020"]


def test_an_organisation_above_the_text_is_the_title():
    assert read(block("Council of the Coast", 16.0), block("3 May 2020")) == (
        "Council of the Coast",
        ["3 May 2020"],
    )


def test_the_subject_of_a_memorandum_is_its_title():
    found = read(
        block("Memorandum", 18.0),
        block("To: Harbour masters"),
        block("From: The Coast Council"),
        block("Subject: Lights on ships"),
    )
    assert found[0] == "Lights on ships"
    assert len(found[1]) == 4


def test_a_subject_without_a_sender_is_no_memorandum():
    assert read(block("Lights on Ships", 18.0), block("Subject: Ships"))[0] == "Lights on Ships"


def test_the_title_that_the_file_states_counts_if_the_first_page_has_it():
    blocks = block("THE HARBOUR", 20.0), block("Ships and Lights", centred=True)
    assert read(*blocks, stated="Ships and lights")[0] == "Ships and lights"
    assert read(*blocks, stated="Draft of a paper")[0] == "THE HARBOUR"


def test_a_badly_recognised_title_is_read_as_the_file_states_it():
    stated = "Lights on the Ships of the Coast"
    assert read(block("Li hts on t e Sh1ps of the Coast", 20.0), stated=stated)[0] == stated
    assert read(block("Lights and Buoys", 20.0), stated=stated)[0] == "Lights and Buoys"


def test_the_title_comes_again_on_the_second_page_or_as_a_running_head():
    agreement = "Agreement on the Ships of the Coast and their Lights"
    blocks = block("Coast Council", 16.0), block(agreement, page=0)
    assert read(*blocks, block(agreement, page=1)) == (agreement, ["Coast Council", agreement])
    assert (
        read(*blocks, running=["Agreement on the Ships of the", "Coast and their Lights 2"])[0] == agreement
    )


def test_centred_lines_in_bold_above_the_first_part_are_one_title():
    lines = [block(text, bold=True, centred=True) for text in ("Ships", "A Book of the North", "Summary")]
    assert read(*lines, TEXT, block("Boats", bold=True))[0] == "Ships A Book of the North"
    assert read(lines[0], TEXT, block("Boats", bold=True, centred=True))[0] == ""


def test_a_subtitle_and_its_date_are_left_out():
    subtitle = block("A draft of ours")._replace(is_subtitle=True)
    found = read(block("Ships", 20.0), subtitle, block("2020-05-12"), block("Boats", 14.0))
    assert found == ("Ships", ["A draft of ours", "2020-05-12"])


@pytest.mark.parametrize("text", ["Introduction", "Article 1", "1 Ships", "in larger type", "They say:"])
def test_what_opens_a_part_or_a_sentence_is_no_title(text):
    assert read(block(text, 14.0)) == ("", [])


def test_a_heading_that_is_set_like_later_ones_is_no_title():
    blocks = [block("Ships", 14.0), TEXT, block("Boats", 14.0), TEXT]
    assert read(*blocks)[0] == ""
    assert read(block("The Port", bold=True), block("Article 1 Ships", bold=True), TEXT)[0] == "The Port"


def test_words_of_the_text_stay_below_a_title():
    assert read(block("Lights", 20.0), block("The General Assembly,"), block("we ask you"))[1] == []


def read_below_title(*texts):
    """What is left out of these blocks, which stand between a title and the first of two headings."""
    headings = [block("Boats", 14.0), TEXT, TEXT, TEXT, TEXT, TEXT, block("Ports", 14.0), TEXT]
    found = read_title_page([block("Lights", 20.0), *map(block, texts), *headings], 10.0)
    return [texts[place - 1] for place in found.left_out]


def test_short_lines_between_the_title_and_the_first_heading_stand_around_the_title():
    lines = ["Working Papers", "Ada Berg", "Office of the Coast", "AUTHORIZED BY:", "Original: a report"]
    assert read_below_title(*lines) == lines
    assert read_below_title(*lines, "The ports agree:") == [*lines, "The ports agree:"]
    assert read_below_title(*lines, "The ports agree:", "Two ships sail.") == []


def test_small_type_on_the_page_of_the_title_stands_around_it():
    blocks = [block("Lights", 20.0), block("This draft is for the port only.", 8.0)]
    later = [block("Ships", 14.0, page=1), *[TEXT] * 6, block("Boats", 14.0, page=2), TEXT]
    assert read_title_page([*blocks, *later], 10.0).left_out == [1]
    blocks[1] = blocks[1]._replace(page=1)
    assert read_title_page([*blocks, *later], 10.0).left_out == []


def test_an_opening_that_is_set_like_no_later_heading_ends_what_stands_below_the_title():
    blocks = [block("Lights", 20.0), block("Ada Berg"), block("Summary", 16.0), block("Ships", 14.0), TEXT]
    later = [*[TEXT] * 6, block("Boats", 14.0), TEXT]
    assert read_title_page([*blocks, *later], 10.0).left_out == [1]
    # A date may be set like a heading.
    date = [*blocks[:2], block("3 May 2020", 14.0), *blocks[2:]]
    assert read_title_page([*date, *later], 10.0).left_out == [1, 2]


@pytest.mark.parametrize(
    "text", ["The ships carry two lights.", "The States,", "\u2022 Two ships", TEXT.text]
)
def test_a_sentence_or_an_item_of_a_list_between_the_title_and_a_heading_is_text(text):
    assert read_below_title("Working Papers", text) == []


def test_a_title_that_is_set_like_the_headings_is_named_by_the_first_paragraph():
    headings = [block(name, bold=True) for name in ("Ships", "Lights", "Ports")]
    rules = block("COAST HARBOUR RULES", bold=True)
    for text, title in (
        ("These Harbour Rules hold for all ships at night.", "COAST HARBOUR RULES"),
        ("The harbour rules of others hold for all ships.", ""),
    ):
        assert read(rules, block(text), *headings)[0] == title


def test_versions_and_symbols_that_are_not_filled_in_are_no_title():
    found = read(
        block("AB-XXX", 20.0),
        block("4th Draft", 20.0),
        block("Version 1.2, May 2020", 20.0),
        block("Lights of Ships", 20.0),
    )
    assert found == ("Lights of Ships", ["AB-XXX", "4th Draft", "Version 1.2, May 2020"])
    for title in ("Draft Rules for Ships", "Version Control of Maps", "XX Rules"):
        assert read(block(title, 20.0))[0] == title


@pytest.mark.parametrize(
    "text",
    [
        "+41 (0)22 917 1234 / +41 (0)22 917 0123 fax",
        "2010 2011 2012 2013 2014 2015 total",
        "Draft " + "jan." * 24 + "x",
    ],
)
def test_a_line_that_is_nearly_a_symbol_or_a_version_takes_no_time(text):
    start = time.perf_counter()
    assert read(block("Lights of Ships", 20.0), block(text, 20.0)) == (f"Lights of Ships {text}", [])
    assert time.perf_counter() - start < 1
    for aside in ("A/RES/70/1 (2015)", "No. 12, 2020", "Draft of Jan. 2020", "Revised draft, jan.jan. 2"):
        found = read(block("Lights of Ships", 20.0), block(aside, 20.0))
        assert found == ("Lights of Ships", [aside])


def test_a_title_that_comes_again_above_the_text_is_left_out():
    title, small = block("Lights of the Ships", 20.0), block("Lights of the Ships")
    blocks = [title, TEXT, block("1 Ships", bold=True), title._replace(is_marked=False), small, TEXT, TEXT]
    found = read_title_page(blocks, 10.0)
    assert (found.title, found.left_out) == (title.text, [3])


def test_the_matter_of_a_paper_of_a_court_is_its_title():
    court = block("COURT OF THE COAST", bold=True)
    matter = block("In re HARBOUR LIGHTS Misc. No. 12 (AB)")
    assert read(court, matter, block("OPINION", bold=True))[0] == "In re HARBOUR LIGHTS"
    assert read(block("In the port of Oslo", 20.0))[0] == "In the port of Oslo"


def test_a_line_of_which_a_running_head_says_much_more_is_no_title():
    addressee = block("Council of the Northern Coast and Isles")
    running = ["Letter to the Council of the Northern Coast and Isles from Ada Berg and Ole Dahl"]
    assert read(block("Dear members"), addressee, running=running)[0] == ""
    assert read(addressee, running=["Council of the Northern Coast and Isles 3"])[0] == addressee.text


def test_a_title_that_ends_with_a_small_word_goes_on_in_the_next_line():
    assert read(block("Bylaws of", 20.0), block("the Harbour Club", 14.0))[0] == "Bylaws of the Harbour Club"
    assert read(block("Bylaws", 20.0), block("the Harbour Club", 14.0))[0] == "Bylaws"
    assert read_title_page([block("Bylaws of", 20.0), TEXT, TEXT], 10.0).title == "Bylaws of"
