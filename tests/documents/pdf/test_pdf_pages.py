import pytest

from reading.documents.pdf.page_matter import strip_page_matter
from reading.documents.pdf.pdf_pages import join_pdf_pages
from reading.files.pdf import DRAWN_RULE, PageLine


def page(*lines, size=10.0):
    """Lines of a page, each a text with its distance from the one above in lines, its size and its weight."""
    bottom, found = 800.0, []
    for text, gap, *style in lines:
        bottom -= gap * 12
        own, bold, indent = [*style, *(size, False, 0)[len(style) :]]
        found.append(PageLine(text, 50.0 + indent, bottom, own, bold))
    return found


PAGES = [
    page(
        ("Ships and Boats", 0, 20.0),
        ("1 Ships", 3, 14.0),
        ("A ship carries", 2),
        ("two lights.", 1),
        ("It is white.", 2),
        ("Another one follows:", 1, 10.0, False, 20),
        ("In bold", 2, 10.0, True),
        ("The text of a line that goes on after the page", 2),
        ("12 A note in small type.", 3, 7.0),
        ("Harbours 1", 2, 8.0),
    ),
    page(("ends here.", 0), ("2 Boats", 3, 14.0), ("A boat carries none.", 2), ("Harbours 2", 9, 8.0)),
]


def test_paragraphs_and_headings_of_a_pdf_are_found_by_places_sizes_and_weights():
    found = join_pdf_pages(PAGES, turned=1)
    assert [(" ".join(block.lines), block.level) for block in found.blocks] == [
        ("Ships and Boats", 1),
        ("1 Ships", 2),
        ("A ship carries two lights.", 0),
        ("It is white.", 0),
        ("Another one follows:", 0),
        ("In bold", 3),
        ("The text of a line that goes on after the page ends here.", 0),
        ("2 Boats", 2),
        ("A boat carries none.", 0),
    ]
    assert found.stripped == [
        "running line 'Harbours 1' and the like on 2 pages",
        "notes at the foot of pages: 6 words",
        "text that is turned on its page: 1 piece",
    ]


def test_a_paragraph_goes_on_in_the_next_column():
    left = [
        PageLine(f"words of the left column, line {n}", 50.0, 800.0 - 12 * n, 10.0, False) for n in range(5)
    ]
    right = [
        PageLine(f"words of the right column, line {n}", 300.0, 800.0 - 12 * n, 10.0, False) for n in range(5)
    ]
    assert len(join_pdf_pages([[*left, *right]]).blocks) == 1


def test_what_a_browser_prints_around_a_single_page_is_left_out():
    lines = page(
        ("11/27/26, 12:17 AM Ships", 0, 8.0), ("A ship.", 3), ("https://example.org/a.html 1/1", 9, 8.0)
    )
    assert [block.lines for block in join_pdf_pages([lines]).blocks] == [["A ship."]]


def texts_of(*pages):
    return [(" ".join(block.lines), block.level) for block in join_pdf_pages(pages).blocks]


def test_a_column_of_line_numbers_is_left_out():
    pages = []
    for first in (1, 9):
        lines = page(*((f"Words of a line, and others of line {number}", 1) for number in range(8)))
        numbers = [
            PageLine(str(first + number), 20.0, line.bottom, 6.0, False) for number, line in enumerate(lines)
        ]
        pages.append([line for both in zip(numbers, lines, strict=True) for line in both])
    found = join_pdf_pages(pages)
    assert found.stripped == ["line numbers 1 to 16"]
    assert not any(line.isdecimal() for block in found.blocks for line in block.lines)


def test_a_running_head_of_rows_with_two_lines_is_left_out_in_either_order():
    left = [("Harbour report", 0, 8.0), ("Ships and", 1, 8.0), ("H/27", 1, 8.0), ("boats at night", 0, 8.0)]
    right = [("Harbour report", 0, 8.0), ("Ships and", 1, 8.0), ("boats at night H/27", 1, 8.0)]
    pages = [
        page(*head, (f"Ship {word} sails.", 3)) for head, word in ((left, "a"), (right, "b"), (left, "c"))
    ]
    assert [text for text, _ in texts_of(*pages)] == ["Ship a sails.", "Ship b sails.", "Ship c sails."]


def test_a_line_that_recurs_right_below_the_text_is_no_running_line():
    pages = [page((f"Ship {word} carries its", 0), ("two white lights.", 1)) for word in "abc"]
    assert texts_of(*pages)[0] == ("Ship a carries its two white lights.", 0)


def test_a_running_line_in_larger_type_stays_on_its_first_page():
    pages = [
        page((f"Page {number} of 3", 0, 12.0), ("Ships", 2, 12.0), (f"A ship carries {word}.", 3))
        for number, word in enumerate(("one", "two", "six"), 1)
    ]
    assert texts_of(*pages) == [
        ("Ships", 1),
        *((f"A ship carries {word}.", 0) for word in ("one", "two", "six")),
    ]


def test_small_type_to_the_left_of_the_text_is_left_out():
    lines = page(*((f"Words of a line, and others of line {number}.", 1) for number in range(30)))
    lines[3:3] = [PageLine("Licence: none", -20.0, 700.0, 8.0, False)]
    found = join_pdf_pages([lines])
    assert found.stripped == ["text in small type to the left of the others: 2 words"]
    assert "Licence" not in str(found.blocks)


def test_notes_are_left_out_also_above_the_codes_of_a_printer():
    found = texts_of(
        page(("A ship carries two lights.", 0), ("1 A note.", 3, 8.0), ("*2407*", 2, 12.0)),
        page(("It sails.", 0)),
    )
    assert found == [("A ship carries two lights.", 0), ("It sails.", 0)]


def test_letters_that_are_printed_twice_are_read_once():
    found = texts_of(page(("HARBOURHARBOUR", 0), ("Safe harboursSafe harbours of the beriberi", 5)))
    assert [text for text, _ in found] == ["HARBOUR", "Safe harbours of the beriberi"]
    classes = "They hold a Class I or Class II or Class III License."
    assert [text for text, _ in texts_of(page(("HARBOUR", 0), (classes, 5)))] == ["HARBOUR", classes]


def test_larger_type_within_a_numbered_series_is_no_heading():
    lines = [("1 Ships", 3, 14.0), ("A ship is white.", 2), ("2 Boats", 3, 14.0), ("Speed in knots", 3, 18.0)]
    lines += [("A boat is red.", 3), ("3 Ports", 3, 14.0), ("A port is large.", 2)]
    assert [text for text, level in texts_of(page(*lines)) if level] == ["1 Ships", "2 Boats", "3 Ports"]
    bold = [(text, gap, 10.0, True) if size == [14.0] else (text, gap, *size) for text, gap, *size in lines]
    assert "Speed in knots" in [text for text, level in texts_of(page(*bold)) if level]


def test_a_series_is_above_the_other_headings_of_its_style_where_there_are_many():
    lines = []
    for number in (1, 2, 3):
        lines += [(f"Annex {number}", 3, 14.0), ("A ship carries two lights.", 2)]
        for name in "abcdefgh":
            lines += [(f"Ships of kind {name}{name}", 3, 14.0), ("A ship carries one light.", 2)]
    levels = dict(texts_of(page(*lines)))
    assert levels["Annex 1"] == levels["Annex 3"] == 1
    assert levels["Ships of kind aa"] == 2
    few = dict(texts_of(page(*lines[:12])))
    assert few["Annex 1"] == few["Ships of kind aa"] == 1


def test_where_larger_type_is_on_the_first_page_only_headings_are_found_by_their_words():
    articles = [
        line for number in (1, 2, 3) for line in ((f"Article {number}", 3), ("A ship carries two lights.", 3))
    ]
    letter = page(("Harbour Office", 0, 20.0), ("A ship.", 4))
    levels = dict(texts_of(letter, page(*articles)))
    assert [text for text, level in levels.items() if level] == ["Harbour Office"]
    assert 1 in {level for _, level in texts_of(letter, page(*articles[1::2]))}


def test_numbers_at_the_start_of_lines_are_left_out_and_turns_begin_paragraphs():
    said = ["We sail", "tomorrow.", "MR. BERG: Do you", "sail far?", "ON BEHALF OF THE PORT", *["We do"] * 7]
    pages = [
        page(
            *((f"{number} {text}".strip(), 1) for number, text in enumerate([*said, ""], 1)), (str(count), 1)
        )
        for count in (1, 2)
    ]
    found = join_pdf_pages(pages)
    assert [" ".join(block.lines) for block in found.blocks][:3] == [
        "We sail tomorrow.",
        "MR. BERG: Do you sail far?",
        "ON BEHALF OF THE PORT",
    ]
    assert "numbers at the start of lines" in found.stripped


def test_a_list_that_is_numbered_by_hand_keeps_its_numbers():
    items = page(*((f"{number} ships sail.", 1) for number in range(1, 13)), ("The port is", 1), ("full.", 1))
    assert "1 ships" in " ".join(
        text for text, _ in texts_of(items, page(("Nobody sails.", 1)), page(("No.", 1)))
    )


def test_a_running_head_with_a_number_in_larger_type_stays_where_it_never_changes():
    pages = [page(("Ports 2.0", 0, 20.0), (f"Ship {name} sails.", 4), ("They sail on.", 1)) for name in "abc"]
    assert [text for text, _ in texts_of(*pages)].count("Ports 2.0") == 1


def test_small_type_at_the_foot_of_a_page_without_a_mark_is_text():
    found = texts_of(page(("Two ships sail.", 0), ("Note: They sail at night.", 3, 8.0)))
    assert [text for text, _ in found] == ["Two ships sail.", "Note: They sail at night."]


def test_numbered_notes_below_a_rule_are_left_out_in_any_type():
    lines = page(("Two ships sail, 1/", 0), ("________", 3), ("1/ See the list of ships.", 1))
    assert [text for text, _ in texts_of(lines, page(("and come home.", 0)))] == [
        "Two ships sail, 1/ and come home."
    ]
    found = texts_of(page(("Two ships sail.", 0), ("________", 3), ("They sail on.", 2)))
    assert "They sail on." in " ".join(text for text, _ in found)


def test_the_name_of_a_part_stands_below_its_label():
    name = "RULES FOR SHIPS OF THE NORTH THAT CARRY MORE THAN TWO LIGHTS AND SAIL AT NIGHT"
    lines = page(("PART I", 0), (name, 3), ("Two ships sail.", 3), ("PART II", 3), ("They sail on.", 3))
    assert join_pdf_pages([lines]).names == [name]


def test_signs_of_a_bad_recognition_and_rules_are_no_headings():
    rows = [("~7 ~r~Zcly", 20.0), ("==== END OF SHIPS", 20.0), ("Ships", 20.0), ("Boats", 20.0)]
    lines = [line for text, size in rows for line in ((text, 4, size), ("Two ships sail at night.", 3))]
    levels = dict(texts_of(page(*lines)))
    assert [text for text, level in levels.items() if level] == ["Ships", "Boats"]


def test_an_abstract_that_stands_alone_is_beside_the_other_headings():
    rows = [("On Ships", 0, 20.0), ("Abstract", 3, 8.0, True), ("We saw two ships sail at night.", 2, 8.0)]
    for name in ("1 Ships", "2 Boats"):
        rows += [(name, 3, 14.0), ("A ship carries two lights when it sails.", 2)]
    levels = dict(texts_of(page(*rows)))
    assert levels["Abstract"] == levels["1 Ships"] == 2
    assert texts_of(page(("Abstract", 0), ("works of art are few.", 1))) == [
        ("Abstract works of art are few.", 0)
    ]


def test_an_overview_before_a_long_series_is_beside_it():
    lines = [("Overview of Ships", 3, 14.0), ("A ship carries two lights.", 2)]
    for number in (1, 2, 3):
        lines += [(f"Annex {number}", 3, 14.0), ("A ship carries two lights.", 2)]
        for name in "abcdefgh":
            lines += [(f"Ships of kind {name}{name}", 3, 14.0), ("A ship carries one light.", 2)]
    levels = dict(texts_of(page(*lines)))
    assert levels["Overview of Ships"] == levels["Annex 1"] == 1


def test_the_width_of_a_page_tells_its_middle():
    rows = [("1 Ships", 0, 14.0), ("A ship carries two lights when it sails at night on the open sea.", 3)]
    rows += [
        ("Author Note", 3, 10.0, False, 230),
        ("We sail at night.", 3),
        ("2 Boats", 3, 14.0),
        ("A boat.", 3),
    ]
    levels = {block.lines[0]: block.level for block in join_pdf_pages([page(*rows)], width=612).blocks}
    assert levels["Author Note"] == levels["1 Ships"]
    levels = {block.lines[0]: block.level for block in join_pdf_pages([page(*rows)], width=900).blocks}
    assert levels["Author Note"] == 0


def test_where_most_pages_have_a_running_line_others_are_running_lines_too():
    heads = ["Ships", "Ships", "Ships", "Boats"]
    pages = [
        page((head, 0, 8.0), (f"Number {name} sails.", 3)) for head, name in zip(heads, "abcd", strict=True)
    ]
    assert [text for text, _ in texts_of(*pages)] == [f"Number {name} sails." for name in "abcd"]
    for style in ((10.0, False), (8.0, True)):
        pages[3] = page(("Boats", 0, *style), ("Number d sails.", 3))
        assert "Boats" in [text for text, _ in texts_of(*pages)]


def test_a_running_head_whose_number_changes_is_no_heading_in_larger_type_either():
    heads = ["Rule 1", "Rule 1", "Rule 2", "Rule 2", "Rule 2"]
    pages = [
        page((head, 0, 12.0), (f"Ship {name} sails.", 3)) for head, name in zip(heads, "abcde", strict=True)
    ]
    assert not any(text.startswith("Rule") for text, _ in texts_of(*pages))
    names = [
        page((head, 0, 12.0), (f"Ship {name} sails.", 3))
        for head, name in zip(["Sails", "Sails", "Oars", "Oars", "Oars"], "abcde", strict=True)
    ]
    assert [text for text, level in texts_of(*names) if level] == ["Sails", "Oars"]


def test_entries_of_a_list_of_contents_are_no_notes_at_the_foot_of_a_page():
    entries = [(f"{number} Ships of kind {number} ..... {number}", 2, 7.0) for number in range(1, 6)]
    found = join_pdf_pages([page(("Two ships sail at night.", 0), *entries), page(("They come home.", 0))])
    assert found.stripped == ["a contents list (5 lines)"]


def test_a_line_that_goes_on_with_lettered_items_is_no_heading():
    rows = [("Ships", 3, 10.0, True), ("A ship sails.", 2), ("A harbour means:", 3, 10.0, True)]
    rows += [("(a) a port;", 2), ("Boats:", 3, 10.0, True), ("A boat stays.", 2)]
    assert [text for text, level in texts_of(page(*rows)) if level] == ["Ships", "Boats:"]


def test_a_row_of_a_table_is_no_heading():
    rows = [("Ships", 3, 14.0), ("A ship sails.", 2), ("Name Lights", 3, 14.0), ("Ada 2", 2)]
    lines = page(*rows, ("Boats", 3, 14.0), ("A boat stays.", 2))
    lines[2] = lines[2]._replace(has_columns=True)
    assert [text for text, level in texts_of(lines) if level] == ["Ships", "Boats"]


def test_the_legend_of_a_chart_whose_axis_has_numbers_in_its_type_is_no_heading():
    rows = [("Ships", 3, 14.0), ("A ship sails.", 2), *[(number, 3, 18.0) for number in "048"]]
    rows += [("Knots", 2, 18.0), ("Miles", 2, 18.0)]
    assert [text for text, level in texts_of(page(*rows, ("They are fast.", 3))) if level] == ["Ships"]
    text = ("Two ships sail at night with lights.", 2)
    years = [line for year in ("2001", "2002", "2003") for line in ((year, 3, 18.0), text)]
    assert dict(texts_of(page(text, ("Ships", 3, 18.0), text, *years)))["Ships"] == 1
    names = [line for name in ("Ships", "Boats", "Ports") for line in ((name, 3, 18.0), text)]
    levels = dict(texts_of(page(text, *names, *[(number, 3, 18.0) for number in "048"])))
    assert levels["Ships"] == levels["Boats"] == levels["Ports"] == 1


def test_very_large_type_that_is_the_same_on_most_pages_is_a_watermark():
    pages = [page((f"Ship {name} sails.", 3), ("DRAFT", 9, 60.0), (f"No {name} stays.", 9)) for name in "abc"]
    found = join_pdf_pages(pages)
    assert found.stripped == ["watermark 'DRAFT' on 3 pages"]
    assert "DRAFT" not in str(found.blocks)
    assert ("Ships", 1) in texts_of(page(("Ships", 9, 60.0), ("Two ships sail.", 9)), pages[0], pages[1])


def test_a_heading_that_is_continued_repeats_the_one_before():
    rows = [
        ("Annex 1 Ships", 3, 14.0),
        ("A ship sails at night with two lights.", 2),
        ("Annex 1 continued Ships", 3, 14.0),
    ]
    rows += [("It stays.", 2), ("Lights (cont'd)", 3, 14.0), ("They are two and white.", 2)]
    rows += [("Annex 2 continued use", 3, 14.0), ("It ends.", 2)]
    assert [text for text, level in texts_of(page(*rows)) if level] == [
        "Annex 1 Ships",
        "Lights (cont'd)",
        "Annex 2 continued use",
    ]


def test_an_opening_above_a_short_line_is_a_field_and_no_heading():
    rows = [("On Ships", 0, 20.0), ("INTRODUCTION", 3), ("Purpose: ships", 3)]
    for name in ("1 Ships", "2 Boats"):
        rows += [(name, 3, 14.0), ("A ship carries two lights when it sails.", 2)]
    assert "INTRODUCTION" not in dict(texts_of(page(*rows)))
    rows[2] = ("We saw two ships that sail at night.", 3)
    assert dict(texts_of(page(*rows)))["INTRODUCTION"] == 2


def test_the_name_of_a_case_is_the_title_and_its_caption_stands_around_it():
    rows = [("COURT OF THE COAST", 0), ("ADA BERG, ) No. 12", 3), ("Appellant, )", 1), ("v. )", 1)]
    rows += [("THE PORT, )", 1), ("Respondent. )", 1), ("Ole Dahl, J.", 3), ("P R O C E E D I N G S", 3)]
    found = join_pdf_pages([page(*rows, ("Two ships sail at night.", 1))])
    assert found.title == "ADA BERG v. THE PORT"
    assert [block.lines for block in found.blocks] == [["PROCEEDINGS"], ["Two ships sail at night."]]


@pytest.mark.parametrize(("text", "read"), [("L I G H T S", "LIGHTS"), ("A B C D E", "A B C D E")])
def test_a_word_that_is_set_wide_is_read_as_one(text, read):
    assert texts_of(page((text, 0), ("Two ships sail.", 3)))[0][0] == read


def test_a_heading_in_the_middle_is_apart_from_one_at_the_left():
    first, second = ("Ships", 3, 10.0, True, 220), ("I. The lights of ships and boats", 1, 10.0, True)
    found = dict(texts_of(page(first, second, ("Two ships sail at night with their lights on.", 1))))
    assert found["Ships"]
    assert found["I. The lights of ships and boats"]
    wide = [("The Lights of Ships and of", 3, 10.0, True, 160), ("Boats", 1, 10.0, True, 215)]
    assert texts_of(page(*wide, ("They sail.", 1)))[0][0] == "The Lights of Ships and of Boats"


def test_a_numbered_sentence_in_bold_type_is_the_heading_of_a_point():
    rows = [("Ships", 3, 10.0, True), ("A ship carries two lights when it sails.", 2)]
    rows += [("1. The ship sailed.", 3, 10.0, True), ("It did so at night, and nobody saw it.", 2)]
    levels = dict(texts_of(page(*rows, ("The ship sailed.", 3, 10.0, True), ("Who saw it at sea?", 2))))
    assert (levels["Ships"], levels["1. The ship sailed."], levels["The ship sailed."]) == (1, 2, 0)


def test_the_foot_of_a_page_comes_last_whatever_the_order_of_the_file():
    lines = page(("Ships", 0, 14.0), ("Two ships sail.", 2), ("The port is closed.", 9), ("Call us.", 2))
    assert texts_of([*lines[2:], *lines[:2]]) == texts_of(lines)
    columns = [line._replace(left=300.0) for line in page(("Nets", 2), ("They are wide.", 2))]
    joined = " ".join(text for text, _ in texts_of([*lines[:2], *columns]))
    assert joined == "Ships Two ships sail. Nets They are wide."


def make_opinion(*, case="BERG v. PORT"):
    """Four pages of a court's paper, whose running heads name its two parts."""
    pages = []
    for number, part in enumerate(("Summary", "Summary", "Opinion of the Court", "Opinion of the Court")):
        rows = [(f"{number + 1} {case}", 0), (part, 2)]
        if not number % 2:
            rows += [("COURT OF THE COAST", 3, 15.0), ("ADA BERG, OWNER v.", 3), ("THE PORT OF OSLO", 1)]
        rows += [(f"The ship{'s' * number} of the north carried two lights at night.", 3)] * 4
        pages.append([line._replace(page=number) for line in page(*rows)])
    return pages


def test_running_heads_name_the_parties_and_the_parts_of_an_opinion():
    found = join_pdf_pages(make_opinion())
    assert found.title == "ADA BERG, OWNER v. THE PORT OF OSLO"
    assert [block.lines for block in found.blocks if block.level] == [["Summary"], ["Opinion of the Court"]]
    around = [line for line in found.stripped if line.startswith(("around", "at the start"))]
    assert around == [
        "at the start of parts: 'ADA BERG, OWNER v.', 'THE PORT OF OSLO'",
        "around the title: 'COURT OF THE COAST'",
    ]
    # Without parties, two names above the pages are no parts.
    other = join_pdf_pages(make_opinion(case="Lights and Ports"))
    assert not any(block.level for block in other.blocks if block.lines == ["Opinion of the Court"])


def test_a_label_above_a_heading_is_of_it_and_one_within_the_text_is_none():
    rows = [("Clause 1", 3), ("Ships", 3, 10.0, True), ("A ship carries two lights.", 3), ("Clause 2", 3)]
    rows += [("A boat carries none at night.", 3), ("Boats", 3, 10.0, True), ("They sail on.", 3)]
    levels = dict(texts_of(page(*rows)))
    assert [text for text, level in levels.items() if level] == ["Clause 1", "Ships", "Boats"]


def test_the_kind_of_an_annex_in_brackets_stands_between_its_label_and_its_name():
    big = (3, 14.0, True)
    text = [("Two ships sail at night and carry two lights.", 3)] * 4
    rows = [*text, ("Annex A", *big), ("(normative)", 3, 14.0), ("Lights", *big), *text]
    assert ("Annex A (normative) Lights", 1) in texts_of(page(*rows))
    apart = [*text, ("Annex A", *big), ("(normative)", 3, 14.0), *text, ("Ships", *big), *text]
    assert ("Annex A", 1) in texts_of(page(*apart))


def test_captions_words_of_lists_and_sentences_in_larger_type_are_no_headings():
    text = ("A ship carries two lights at night.", 3)
    names = ["1 Ships", "Figure 2: Lights", "2 Figure skating", "lamp", "a. Oil", "Ships sail by night."]
    rows = [row for name in names for row in ((name, 3, 10.0, True), text)]
    larger = [
        ("Lights of the ships that sail", 3, 14.0),
        text,
        ("Lights are what ships carry.", 3, 14.0),
        text,
    ]
    rows += [*larger, ("Oil", 3, 14.0), text]
    levels = dict(texts_of(page(*rows)))
    assert [name for name, level in levels.items() if level] == [
        *["1 Ships", "2 Figure skating", "a. Oil"],
        *["Lights of the ships that sail", "Oil"],
    ]


def test_a_heading_at_the_top_of_a_page_is_none_of_the_list_on_the_page_before():
    rows = [("The ships and the boats of the harbour carry two lights", 1)] * 6
    first = page(*rows, ("List: lights, lamps, oil and the ports of the north", 1))
    other = page(("MAPS", 0, 10.0, True), ("They sail on and carry lights.", 3))
    assert dict(texts_of(first, other))["MAPS"]


def test_a_column_of_numbers_beside_the_text_numbers_its_lines():
    prose = [f"The ships of {name} carry two lights at night" for name in "abcdefghijkl"]
    pages = []
    for _ in range(2):
        lines = page(*((text, 1) for text in prose))
        numbers = [line._replace(text=str(n), left=30.0) for n, line in enumerate(lines, 1)]
        pages.append([*numbers, *lines])
    found = join_pdf_pages(pages)
    assert "line numbers 1 to 12 on 2 pages" in found.stripped
    assert not any(line.isdecimal() for block in found.blocks for line in block.lines)
    # To the right, they are a column of a table.
    moved = [
        [line._replace(left=400.0) if line.text.isdecimal() else line for line in each] for each in pages
    ]
    assert not any("line numbers" in line for line in join_pdf_pages(moved).stripped)


def test_numbers_at_the_end_of_lines_number_them():
    prose = [f"The ships of {name} carry two lights that bur-" for name in "abcdefghijkl"]
    bill = [page(*((f"{text}{number}", 2) for number, text in enumerate(prose, 1))) for _ in range(2)]
    found = join_pdf_pages(bill)
    assert "numbers at the end of lines" in found.stripped
    assert found.blocks[0].lines[0].endswith("bur-")
    years = [page(*((f"{text} in {1990 + number}", 2) for number, text in enumerate(prose, 1)))]
    assert not any("numbers at" in line for line in join_pdf_pages(years).stripped)


def test_numbers_at_the_end_of_the_items_of_one_page_are_their_own():
    items = page(*((f"Port number {number}", 2) for number in range(1, 21)))
    other = page(*((f"The ships of {name} carry two lights at night.", 2) for name in "abcd"))
    for pages in ([items], [items, other]):
        found = join_pdf_pages(pages)
        assert not any("numbers at" in line for line in found.stripped)
        assert any("Port number 20" in " ".join(block.lines) for block in found.blocks)


def test_lines_far_apart_on_a_page_of_their_own_are_one_paragraph_and_items_are_not():
    narrow = [("The ships of the harbour carry two lights when they sail by night", 1)] * 12
    wide = [("The boats of the harbour carry no lights when they sail by day and", 2)] * 12
    items = [(name, 2) for name in ("Ships", "Boats", "Ferries", "Barges", "Tugs", "Sloops") * 2]

    def count_blocks(*rows):
        pages = [[line._replace(page=n) for line in page(*own)] for n, own in enumerate(rows)]
        return len(join_pdf_pages(pages).blocks)

    assert count_blocks(narrow, wide) <= 2
    assert count_blocks(narrow, items) == 12


def test_items_with_bullets_and_lines_that_go_on_are_no_headings_in_large_type_either():
    text = ("A ship carries two lights at night.", 3)
    names = ["Ships of the North", "\u2022 lamps", "oil and lamps;", "Boats of the South"]
    rows = [row for name in names for row in ((name, 3, 14.0), text, text)]
    levels = dict(texts_of(page(*rows)))
    assert [name for name, level in levels.items() if level] == ["Ships of the North", "Boats of the South"]


def test_forms_of_numbers_in_one_type_are_below_one_another():
    text = ("A ship carries two lights at night.", 3)

    def rank(*names):
        rows = [row for name in names for row in ((name, 3, 10.0, True), text, text)]
        return [level for _, level in texts_of(page(*rows)) if level]

    names = ["I. Ships", "A. Lights", "1. Oil", "2. Wicks", "B. Flags", "C. Bells", "II. Boats", "A. Oars"]
    assert rank(*names, "Conclusion") == [1, 2, 3, 3, 2, 2, 1, 2, 1]
    # The letters do not begin below a number that goes on.
    assert rank("I. Ships", "II. Boats", "A. Maps", "B. Lists") == [1, 1, 1, 1]


def test_numbers_alone_in_the_middle_of_an_opinion_are_headings_of_its_parts():
    text = ("The ships of the harbour carry two lights when they sail by night.", 2)

    def find(*numbers, indent):
        rows = [row for number in numbers for row in ((number, 2, 10.0, False, indent), text, text)]
        found = join_pdf_pages([page(text, *rows)], width=420.0)
        return [(" ".join(block.lines), block.level) for block in found.blocks if block.level]

    assert find("I", "A", "1", "B", "II", indent=157) == [("I", 1), ("A", 2), ("1", 3), ("B", 2), ("II", 1)]
    # Another opinion begins again.
    again = find("I", "II", "I", "A", "II", "III", indent=157)
    assert again == [("I", 1), ("II", 1), ("I", 1), ("A", 2), ("II", 1), ("III", 1)]
    # At the left they are cells or marks, and one alone is no series.
    assert find("I", "A", "II", indent=0) == find("I", "A", indent=157) == find("A", "B", indent=157) == []


def test_a_foot_of_many_rows_is_left_out_and_recurring_lines_of_the_text_are_not():
    foot = ["Ships, page", "Free to use", "Learn more", "No advice is given", "by the harbour"]

    def make(number, *, bottom):
        words = ["Salt comes.", "Iron goes with the tide.", "Wood waits in the old harbour.", "Tar is last."]
        lines = page(*((word, 1) for word in words[number - 1 :] + words[: number - 1]))
        return lines + [
            PageLine(f"{text} {number}" if row == 0 else text, 50.0, bottom - 8 * row, 6.0, False)
            for row, text in enumerate(foot)
        ]

    pages = [make(number, bottom=100.0) for number in range(1, 5)]
    left = join_pdf_pages(pages).stripped
    assert [line.split("'")[1] for line in left] == ["Ships, page 1", *foot[1:]]
    # Where they stand is the same on no two pages.
    pages = [make(number, bottom=100.0 + 20 * number) for number in range(1, 5)]
    assert join_pdf_pages(pages).stripped == []


def test_a_label_that_stands_at_the_top_of_some_pages_is_no_running_head():
    def make(*, within):
        def list_lines(number):
            return [(f"{'abcdefg'[number]} harbour has rules {letter}", 1) for letter in "tuvwxyz"]

        return [
            page(*list_lines(number)[number:], ("Questions", 2), *list_lines(number))
            if number in within
            else page(("Questions", 1), ("Who waits there?", 3), *list_lines(number))
            for number in range(7)
        ]

    assert not any(line.startswith("running line") for line in join_pdf_pages(make(within=range(4))).stripped)
    assert "running line 'Questions' on 7 pages" in join_pdf_pages(make(within=())).stripped


def test_a_small_number_beside_words_is_no_page_number():
    entries = [
        (f"Ships of the {name} harbour", 667 - 20 * row) for row, name in enumerate(["old", "new", "far"])
    ]
    names = [PageLine(text, 50.0, bottom, 9.0, False) for text, bottom in entries]
    numbers = [PageLine(str(3 * row), 500.0, 667.0 - 20 * row, 9.0, False) for row in range(1, 3)]
    heading = PageLine("Words", 50.0, 700.0, 20.0, True)
    text = page(*[("They wait for the ships of the harbour.", 1)] * 9)
    assert [line.text for line in strip_page_matter([[heading, *names, *numbers], text]).pages[0]][-2:] == [
        "3",
        "6",
    ]
    alone = [line._replace(bottom=line.bottom - 100) for line in numbers]
    kept = strip_page_matter([[heading, *names, *alone], text]).pages[0]
    assert [line.text for line in kept] == ["Words", *(text for text, _ in entries)]


def test_each_bullet_begins_a_paragraph_and_belongs_to_the_text_beside_it():
    lines = page(
        ("They bring the goods of all coasts to us:", 0),
        ("\u2022 salt and", 1),
        ("iron", 1),
        ("\u25cf", 1),
        ("wood - and tar", 0),
    )
    assert [text for text, _ in texts_of(lines)][1:] == ["\u2022 salt and iron", "\u25cf wood - and tar"]


def test_underlined_headings_are_found_below_lines_in_capitals_in_the_middle():
    def make(*, underlined):
        lines = page(
            ("The ships wait for the salt of the old harbour, and load it.", 1),
            ("OPINION", 2, 10.0, False, 130),
            ("The harbour is old, and the ships wait for the salt in it.", 2),
            ("I. Old ships", 2),
            ("The ships of the harbour are old, and they wait for salt.", 2),
            ("II. New ships, Inc.", 2),
            ("The ships of the coast are new, and they wait for iron.", 2),
            ("RULING", 2, 10.0, False, 130),
            ("The ships have to sail, whatever the harbour may have said.", 2),
        )
        lines = [
            line._replace(bold=True, underlined=True) if underlined and line.text[0] == "I" else line
            for line in lines
        ]
        first = page(("The ships sailed in the spring of the year, and then they came.", 1))
        return [first, [line._replace(page=1) for line in lines]]

    def find(**options):
        found = join_pdf_pages(make(**options), width=400)
        return [(block.lines[0], block.level) for block in found.blocks if block.level]

    assert find(underlined=True) == [
        ("OPINION", 1),
        ("I. Old ships", 2),
        ("II. New ships, Inc.", 2),
        ("RULING", 1),
    ]
    # Without others, headings are found by their words.
    assert find(underlined=False) == []


def test_where_labels_make_the_outline_underlines_below_them_do_not():
    text = [("The ships of the harbour wait for the salt of the old coast and", 1), ("for iron.", 1)]
    names = ["Ships", "Salt", "Iron"]
    lines = page(
        *(row for name in names for row in ((f"Article {names.index(name) + 1}", 2), (name, 2), *text))
    )
    lines = [line._replace(bold=True, underlined=True) if line.text in names else line for line in lines]
    assert {level for _, level in texts_of(lines)} == {0}
    others = [line._replace(text=line.text.replace("Article", "The port of")) for line in lines]
    assert ("Salt", 1) in texts_of(others)


def test_pages_of_another_edition_are_left_out():
    pages = [
        page((f"[*{number}] The ship of {name} waits.", 1))
        for number, name in enumerate(["Ada", "Ole", "Per"])
    ]
    found = join_pdf_pages(pages)
    assert found.stripped == ["pages of another edition, [*0] to [*2]"]
    assert found.blocks[0].lines[0] == "The ship of Ada waits."
    assert join_pdf_pages(pages[:2]).stripped == []


def test_notes_below_a_drawn_rule_are_left_out_and_items_below_one_are_not():
    def find(*below):
        lines = page(("They wait for the ships of the old harbour in the north.", 1), (DRAWN_RULE, 2), *below)
        return join_pdf_pages([lines])

    # A code of the printer stands below in the usual type.
    code = ("AB-3 north harbour", 2)
    notes = find(("3Salt comes late in the year.", 1, 8.0), code)
    assert notes.stripped == ["notes at the foot of pages: 9 words"]
    assert find(("3. Salt comes late in the year.", 1, 8.0), code).stripped == []
    table = find((DRAWN_RULE, 1), ("3 Salt comes late in the year.", 1, 8.0), code)
    assert table.stripped == []
    assert not any(DRAWN_RULE in block.lines for block in table.blocks)


@pytest.mark.parametrize("below", ["2 Ships and salt", "12 Quay Street", "2Ships and salt"])
def test_type_of_the_usual_size_below_a_drawn_rule_is_text(below):
    text = ("They wait for the ships of the old harbour in the north.", 2)
    found = join_pdf_pages([page(text, (DRAWN_RULE, 2), (below, 1), text)])
    assert found.stripped == []
    assert " ".join(line for block in found.blocks for line in block.lines) == f"{text[0]} {below} {text[0]}"


def test_a_small_number_begins_a_note_of_the_usual_size_below_a_drawn_rule():
    text = ("They wait for the ships of the old harbour in the north.", 2)
    lines = page(text, (DRAWN_RULE, 2), ("2Ships and salt", 1), text)
    lines[2] = lines[2]._replace(number="2")
    found = join_pdf_pages([lines])
    assert found.stripped == ["notes at the foot of pages: 15 words"]
    assert [block.lines for block in found.blocks] == [[text[0]]]


def test_a_heading_in_bold_ends_where_the_next_word_had_room():
    long = "The ship of the harbour waits for the salt of the coast and more."
    bold = ("What the ships of the harbour wait for", 1, 10.0, True)
    assert texts_of(page((long, 1), bold, ("Salt is what they wait for in the harbour of the north.", 1)))[
        1
    ] == (
        bold[0],
        1,
    )
    within = ("of what the ships of the harbour wait for in the year 1812", 1, 10.0, True)
    assert len(texts_of(page((long.rstrip("."), 1), within, ("Salt is what they wait for there.", 1)))) == 1


def test_two_headings_one_above_the_other_are_two_and_the_lines_of_one_are_not():
    text = [("The ships of the harbour wait for the salt of the old coast, and", 2), ("for more.", 1)]
    two = page(*text, ("Ships", 2, 10.0, True), ("Old ships of iron", 1.2, 10.0, True), *text)
    assert [found for found, level in texts_of(two) if level] == ["Ships", "Old ships of iron"]
    long = "What the old ships of the harbour in the north wait for in the long"
    one = page(*text, (long, 2, 10.0, True), ("night", 1.2, 10.0, True), *text)
    assert [found for found, level in texts_of(one) if level] == [f"{long} night"]
    label = page(*text, ("Annex 2", 2, 10.0, True), ("Old ships of iron", 1.2, 10.0, True), *text)
    assert ("Annex 2 Old ships of iron", 1) in texts_of(label)


def test_clauses_have_the_level_of_those_that_are_headings_by_their_type():
    text = [("The ships of the harbour wait for the salt of the old coast and", 1), ("for iron.", 1)]
    lines = page(
        ("The Harbour Agreement", 0, 16.0),
        ("1) Ships", 3, 10.0, True),
        *text,
        ("2) Salt. It comes late in the year.", 2),
        ("2.1 Sea salt. It is white and coarse.", 2),
        ("2.2 Rock salt. It is grey and fine.", 2),
        ("2.3 Lake salt. It is grey and coarse.", 2),
        ("3) Iron", 2, 10.0, True),
        *text,
    )
    lines = [line._replace(lead=line.text.split(".")[0]) if line.text[:2] == "2)" else line for line in lines]
    assert [(found, level) for found, level in texts_of(lines) if level] == [
        ("The Harbour Agreement", 1),
        ("1) Ships", 2),
        ("2) Salt.", 2),
        ("2.1 Sea salt.", 3),
        ("2.2 Rock salt.", 3),
        ("2.3 Lake salt.", 3),
        ("3) Iron", 2),
    ]


def test_bold_type_that_is_somewhat_larger_is_above_bold_type_of_the_usual_size():
    text = [("The ships of the harbour wait for the salt of the old coast and", 2), ("for iron.", 1)]
    lines = page(
        ("Harbours", 0, 20.0),
        ("Ships", 3, 10.8, True),
        *text,
        ("Old ships", 2, 10.0, True),
        *text,
        ("Salt", 2, 10.8, True),
        *text,
    )
    assert [found for found in texts_of(lines) if found[1]] == [
        ("Harbours", 1),
        ("Ships", 2),
        ("Old ships", 3),
        ("Salt", 2),
    ]


def test_a_title_in_the_type_of_a_long_series_is_above_it():
    text = [("The ships of the harbour wait for the salt of the old coast and", 2), ("for iron.", 1)]

    rows = [("The Harbour Rules", 0, 10.0, True), *text]
    for number in range(1, 9):
        rows += [(f"{number}. Ships", 2, 10.0, True), *text]
        for letter in "ab":
            rows += [(f"{letter}. Old ships of kind {number}", 2, 10.0, True), *text]
    found = dict(texts_of(page(*rows)))
    assert found["The Harbour Rules"] <= found["1. Ships"] < found["a. Old ships of kind 1"]


def test_small_type_below_a_heading_is_text_where_a_page_has_no_other():
    first = page(*[(f"The {name} wait for the salt of the old coast.", 1) for name in ("ships", "boats")])
    works = [
        (f"[{number}] A. Berg, Ships of the harbour, {1990 + number}.", 1, 8.0) for number in range(1, 4)
    ]

    def find(*lines):
        last = page(("References", 1, 14.0), *lines)
        return join_pdf_pages([first, [line._replace(page=1) for line in last]])

    assert find(*works).stripped == []
    text = ("They wait for the salt of the old coast and more.", 2)
    assert find(text, *works).stripped == ["notes at the foot of pages: 24 words"]


LONG = [("The ships of the harbour wait for the salt of the old coast and", 2), ("for iron.", 1)]


def find_spelled(*numbers, size=14.0, first=()):
    """What is read of chapters with spelled numbers, and what is left out."""
    rows = [*first, *LONG]
    for number, name in zip(numbers, ["SHIPS", "SALT", "IRON"], strict=False):
        rows += [("CHAPTER", 3), (number, 2, size), (name, 3, 14.0), *LONG]
    found = join_pdf_pages([page(*rows)])
    headings = [" ".join(block.lines) for block in found.blocks if block.level]
    return headings, found.stripped


def test_spelled_numbers_above_the_names_of_chapters_are_left_out():
    assert find_spelled("One", "TWO") == (["SHIPS", "SALT"], ["the spelled numbers of 2 chapters"])
    # Chapters may be numbered from one on in each part.
    assert find_spelled("One", "Two", "One")[1] == ["the spelled numbers of 2 chapters"]
    assert find_spelled("One", "Two", "Three")[1] == ["the spelled numbers of 3 chapters"]
    assert find_spelled("One", "Two", size=10.0)[1] == []


@pytest.mark.parametrize("numbers", [["One"], ["Two", "Three"], ["Seven", "Ten"], ["One", "Three"]])
def test_spelled_numbers_that_are_no_series_from_one_on_are_text(numbers):
    headings, stripped = find_spelled(*numbers)
    assert stripped == []
    assert all(number in " ".join(headings) for number in numbers)


def test_headings_that_are_spelled_numbers_one_above_the_other_stay():
    rows = [*LONG, ("One", 3, 14.0), ("Two", 3, 14.0), ("Three", 3, 14.0), ("Ships", 3, 14.0), *LONG]
    assert join_pdf_pages([page(*rows)]).stripped == []


@pytest.mark.parametrize(
    ("numbers", "count"), [(("One", "Two"), 2), (("Two", "Three"), 0), (("Four", "Five"), 0)]
)
def test_a_title_that_is_a_spelled_number_stays(numbers, count):
    title = page(("One", 0, 24.0), ("Ships of the harbour", 4, 14.0))
    chapters = page(
        *LONG, *(row for number in numbers for row in ((number, 3, 14.0), ("Salt", 3, 14.0), *LONG))
    )
    found = join_pdf_pages([title, [line._replace(page=1) for line in chapters]])
    assert found.blocks[0].lines == ["One"]
    spelled = [line for line in found.stripped if "spelled" in line]
    assert spelled == [f"the spelled numbers of {count} chapters"] * bool(count)


def test_a_raised_mark_on_a_line_of_its_own_begins_a_note():
    text = [("The ships of the harbour wait for the salt of the old coast.", 1)] * 4
    note = ("Salt comes late in the year.", 0.3, 8.0)

    def find(mark, size):
        return join_pdf_pages([page(*text, (mark, 3, size), note)]).stripped

    assert find("1", 6.0) == ["notes at the foot of pages: 6 words"]
    assert find("Salt", 6.0) == []
    assert find("1", 8.0) == []


def test_the_number_of_a_page_may_stand_within_a_running_line():
    names = ["Ada", "Ole", "Per", "Eva"]

    def find(step):
        pages = [
            page(
                (f"{name} waits for the salt.", 1),
                (f"{name} sails.", 2),
                (f"Set 3 of Frm {step * n} on 2 May", 9),
            )
            for n, name in enumerate(names, 1)
        ]
        return join_pdf_pages(pages).stripped

    assert find(1) == ["running line 'Set 3 of Frm 1 on 2 May' and the like on 4 pages"]
    assert find(5) == []


def test_the_number_of_a_note_is_no_part_of_a_heading():
    def find(text):
        lines = page(
            (text, 0, 14.0), ("They wait for the salt of the coast.", 3), ("Salt", 3, 14.0), ("It comes.", 3)
        )
        lines[0] = lines[0]._replace(mark="15")
        return texts_of(lines)[0][0]

    assert find("Old ships15") == "Old ships"
    assert find("Article 15") == "Article 15"
