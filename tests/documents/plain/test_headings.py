"""The headings, levels and titles of plain text, on small samples of kinds of documents that people have."""

import pytest

from reading.documents.plain.headings import LABEL, find_headings, is_wrapped
from reading.new.outline import propose_outline
from reading.text.sentences import normalize
from tests.files.pdf import write_pdf

PROSE = "The ships load grain at the quay each winter, and they\nsail when the ice has gone. They come back."


def found(text):
    return find_headings(text, "blank" if is_wrapped(text) else "line")


def join(*headings, prose=PROSE):
    """A text in which prose stands below each group of headings."""
    return "\n\n".join(f"{heading}\n\n{prose}" for heading in headings) + "\n"


def propose(tmp_path, text, *, name="text.txt", keep=False):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return propose_outline(path, keep=keep).outline


def list_titles(outline):
    return [section.title for section in outline.sections]


LICENCE = join(
    f"{'HARBOUR LICENCE':^60}\n{'Version 3, 29 June 2007':^60}\n\n Copyright (C) 2007 The Coast Council",
    f"{'Preamble':^60}",
    f"{'TERMS AND CONDITIONS':^60}\n\n  0. Definitions.",
    "  1. Protecting the Rights of Ships From Harm.",
    "  2. Who pays?",
    "  3. Interpretation of Sections 1 and 2.",
    "  4. Walls.",
    "  5. Ice.",
    "  6. Fees.",
    "  7. Fines.",
    f"{'END OF TERMS AND CONDITIONS':^60}\n\n{'How to Use These Terms':^60}",
)


def test_numbered_clauses_of_a_licence_are_its_sections(tmp_path):
    outline = propose(tmp_path, LICENCE)
    assert outline.source.title == "HARBOUR LICENCE"
    assert list_titles(outline) == [
        *["HARBOUR LICENCE", "Preamble", "0. Definitions", "1. Protecting the Rights of Ships…"],
        *[
            "2. Who pays?",
            "3. Interpretation of Sections 1…",
            "4. Walls",
            "5. Ice",
            "6. Fees",
            "7. Fines",
            "How to Use These Terms",
        ],
    ]
    assert (
        list_titles(propose(tmp_path, LICENCE, keep=True))[3] == "1. Protecting the Rights of Ships From Harm"
    )


def test_the_first_line_of_a_paragraph_is_no_heading():
    clause = (
        "  4. Repairs of the walls and of the quays of all ports\nOf the coast are paid for by the Council."
    )
    loud = "THERE IS NO WARRANTY FOR THE WALLS, TO THE EXTENT THAT\nTHE LAW PERMITS IT."
    short = "THE WALLS ARE OLD\nAND SO ARE THE PORTS."
    sentence = "  5. Repairs. You may repair the wall of a port of the\ncoast."
    headings = found(
        join("1. Walls.", "2. Ports.", prose=f"{clause}\n\n{loud}\n\n{short}\n\n{sentence}\n\n{PROSE}")
    )
    assert list(headings.levels) == ["1. Walls.", "2. Ports."]


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("AN ADDRESS BEFORE THE COUNCIL OF THE NORTHERN COAST ON THE STATE OF ITS PORTS AND SHIPS", None),
        (
            "Ports and the Ships of\nthe Northern Coast\nVersion 2",
            "Ports and the Ships of the Northern Coast",
        ),
        (
            "Network Group      A. Lee\nRequest: 12      May 1993\n\n\n                          Ports",
            "Ports",
        ),
        ("What are ports for?", None),
        ("Preamble", ""),
        ("Chapter 1", ""),
        ("1. Ports", ""),
        ("Ports are good.", ""),
        ("Ports:", ""),
    ],
)
def test_a_text_begins_with_its_title_unless_that_opens_a_part(first, title):
    assert found(join(first, "Ships")).title == (first if title is None else title)


def test_a_line_on_copyright_is_no_heading():
    prose = f"{PROSE}\n\nCopyright 2007 The Coast Council\n\n{PROSE}"
    assert list(found(join("Walls", "Ports", prose=prose)).levels) == ["Walls", "Ports"]


def test_what_the_list_of_contents_names_is_a_heading(tmp_path):
    lines = [
        "1. Ships .......... 1",
        "1.1 Kinds of ships .......... 2",
        "2. Appendix: Lee's gauge .......... 4",
    ]
    text = "\n".join(
        [
            "The Ports of the North\n",
            *lines,
            f"\n1. Ships\n\n{PROSE}\n\n  1.1 Kinds of ships\n\nboat: a small one.\n\n{PROSE}\n",
            f"2. Appendix: Lee's gauge, as it was in use.\n\n{PROSE}\n",
        ]
    )
    outline = propose(tmp_path, text, keep=True)
    assert list_titles(outline) == ["1. Ships", "2. Appendix: Lee's gauge, as it was in use"]
    assert "1.1 Kinds of ships" in [part.title for part in outline.sections[0].paragraphs]
    assert "1.1 Kinds of ships" not in found(text.replace("........", "")).levels


def test_a_line_below_a_comma_is_no_heading():
    text = f"{join('Preamble', 'Articles')}\nNow, therefore,\n\nThe General Assembly\n\nProclaims this.\n"
    assert list(found(text).levels) == ["Preamble", "Articles"]


def test_a_name_below_by_is_no_heading():
    text = join("The Sea\n\nBY\n\nANN LEE", "THE COAST", "Drawn by\n\nBEN MILLS", "BY THE SEA")
    assert [*found(text).levels][-2:] == ["THE COAST", "BY THE SEA"]


def test_a_number_without_neighbours_is_that_of_an_item():
    items = "\n\n".join(
        ["4. They load grain\nat the quay.", "5. Names of the ports.", "6, 7. They wait\nthere."]
    )
    assert list(found(join("THE PORTS", "THE SHIPS", prose=f"{items}\n\n{PROSE}")).levels) == [
        "THE PORTS",
        "THE SHIPS",
    ]
    # One of several headings may have lost its number.
    levels = found(join("1. Ports", "2. Ships", "Safety", "4. Names")).levels
    assert list(levels) == ["1. Ports", "2. Ships", "Safety", "4. Names"]


def test_a_stop_of_an_abbreviation_does_not_end_a_numbered_heading():
    levels = found(join("1. Ports.", "2. U.S. PORTS OF THE NORTH.", "3. Ships.")).levels
    assert list(levels) == ["1. Ports.", "2. U.S. PORTS OF THE NORTH.", "3. Ships."]
    assert "3. Ports. They rest." not in found(join("1. Ports.", "2. Ships.", "3. Ports. They rest.")).levels


def test_a_definition_in_quotation_marks_is_no_heading():
    assert '2. "Port" means a port.' not in found(join("1. Ports.", '2. "Port" means a port.')).levels


def test_rows_with_numbers_are_no_headings():
    assert list(found(join("1. Ports", "2. Ships", "A: 0", "00: C,1", "B: 12")).levels) == [
        "1. Ports",
        "2. Ships",
    ]


def test_a_place_to_sign_is_no_heading():
    assert list(found(join("1. Ports", "2. Ships", "CLIENT: ________", "Name ____")).levels) == [
        "1. Ports",
        "2. Ships",
    ]


def test_items_with_letters_may_stand_below_a_heading():
    items = f"a. no port is old, and\n   it is warm.\n\n{PROSE}"
    assert list(found(join("1. Ports.", "2. Ships.", prose=items)).levels) == ["1. Ports.", "2. Ships."]
    assert list(found(join("Ports", "Ships", prose="of the coast are old, and\nthey are new.")).levels) == []


def test_what_is_centred_as_capitals_are_is_on_their_level():
    text = join(*(f"{name:^60}" for name in ("The Ports", "THE SHIPS", "How to Use Them")))
    assert [*found(text).levels.values()] == [0, 1, 1]
    assert [*found(join("The Ports", "THE SHIPS", "How to Use Them")).levels.values()] == [0, 1, 2]


def test_clauses_with_run_in_headings_are_sections(tmp_path):
    names = ("Grant of Ports", "Duties of Ships", "Trademarks")
    clauses = [f"{number}. {name}. {PROSE}" for number, name in enumerate(names, 1)]
    text = "\n\n".join(["The Harbour Licence", *clauses])
    assert list_titles(propose(tmp_path, text)) == [
        f"{number}. {name}" for number, name in enumerate(names, 1)
    ]


ACTS = ["ACT I.", "ACT II.", "ACT III."]


def test_a_synopsis_before_a_play_is_no_series_of_sections(tmp_path):
    synopsis = "\n\n".join(f"{act}\n\nThey sail to the north." for act in ACTS)
    text = f"{join('The Ports')}\n{synopsis}\n\n{join(*ACTS)}"
    outline = propose(tmp_path, text)
    assert list_titles(outline) == ["The Ports", "ACT I", "ACT II", "ACT III"]
    assert [part.heading for part in outline.sections[0].paragraphs[1:]] == [(act,) for act in ACTS]


def test_parts_of_equal_length_with_equal_names_are_all_sections(tmp_path):
    assert len(propose(tmp_path, join("The Ports", *ACTS, *ACTS)).sections) == 7


def test_lines_that_say_that_a_part_ends_are_left_out(tmp_path):
    path = tmp_path / "text.txt"
    text = join("FIRST ACT", "ACT DROP\n\nSECOND ACT", "END OF TERMS\n\nAPPENDIX: Ships")
    path.write_text(f"{text}\nTHE END\n\nof it all.\n\nF I  N I S.", encoding="utf-8")
    proposal = propose_outline(path)
    assert list_titles(proposal.outline) == ["FIRST ACT", "SECOND ACT", "APPENDIX: Ships"]
    assert proposal.source.stripped == [
        "4 lines at the end of a part: 'ACT DROP', 'END OF TERMS', 'THE END', 'F I  N I S.'"
    ]
    # Not within a paragraph.
    path.write_text(f"{text}\nTHE END\nof it all.\n", encoding="utf-8")
    assert "THE END of it all." in [*propose_outline(path).sentences.values()][-1]


def test_numbers_keep_their_level_where_only_some_headings_are_in_capitals():
    levels = found(join("The Sea", "1. INTRODUCTION", "NOTES", "2. Ports", "2.1 Old ports")).levels
    assert [*levels.values()] == [0, 1, 1, 1, 2]


def test_a_title_page_is_above_the_sections(tmp_path):
    text = join("Ports and Ships\n\nA. Sailor\n\nFebruary 2, 2005\n\n9:10 P.M. EST", "What follows")
    assert list_titles(propose(tmp_path, text)) == ["Ports and Ships", "What follows"]
    text = join("Ports and Ships\n\nThe Sea", "The Coast")
    assert list_titles(propose(tmp_path, text)) == ["The Sea", "The Coast"]


def test_the_section_below_a_long_title_is_called_by_five_of_its_words(tmp_path):
    text = join("The Licence of the Ports of the North v. 1.2 for Ships\n\nVersion 2", "Ports")
    for keep in (False, True):
        outline = propose(tmp_path, text, keep=keep)
        assert list_titles(outline) == ["The Licence of the Ports…", "Ports"]
        assert outline.source.title == "The Licence of the Ports of the North v. 1.2 for Ships"


def test_a_short_title_does_not_end_with_a_letter(tmp_path):
    text = join("Licence of the Ports v. 1.2\n\nVersion 2", "Ports")
    assert list_titles(propose(tmp_path, text)) == ["Licence of the Ports\u2026", "Ports"]


def test_the_rarer_label_is_the_higher(tmp_path):
    sections = [f"Section {number}" for number in (1, 2)]
    text = join(
        *(f"ARTICLE {name}\n\n{sections[0]}" for name in "I"), *sections[1:], "ARTICLE II\n\nSection 1"
    )
    levels = found(text).levels
    assert (levels["ARTICLE I"], levels["Section 1"], levels["ARTICLE II"]) == (1, 2, 1)
    assert list_titles(propose(tmp_path, text)) == ["ARTICLE I", "ARTICLE II"]
    levels = found(join("Section 1", "Section 2", "ARTICLE I\n\nSection 3")).levels
    assert levels == {"Section 1": 2, "Section 2": 2, "ARTICLE I": 1, "Section 3": 2}


def test_a_short_label_is_of_the_kind_that_it_stands_for_and_its_name_may_be_long():
    long = "Sec. 2. Use of the New Port of the North by the Ships of Other Ports."
    levels = found(join("Section 1. Purpose.", long, "Sec. 3. Ships.")).levels
    assert levels == {"Section 1. Purpose.": 1, long: 1, "Sec. 3. Ships.": 1}
    assert long.replace("Sec. 2. ", "") not in found(join("Ports", long.replace("Sec. 2. ", ""))).levels
    assert (
        "Sec. 2 says that the ships have to wait for the ice."
        not in found(join("Ports", "Sec. 2 says that the ships have to wait for the ice.")).levels
    )


def test_an_annex_stands_beside_the_parts_of_the_text(tmp_path):
    text = join(
        "Chapter 1", "Chapter 2", "Chapter 3", "Annex A", "APPENDIX: How to use the ports of the coast."
    )
    titles = ["Chapter 1", "Chapter 2", "Chapter 3", "Annex A", "APPENDIX: How to use the ports…"]
    assert list_titles(propose(tmp_path, text)) == titles


def test_a_long_title_is_in_capitals():
    title = (
        "Agreement on the use of the ports of the north coast and of the south coast by the ships of all the"
    )
    title += " states that lie on the sea or near it"
    assert found(join(title.upper(), "Ports", "Ships")).title == title.upper()
    assert found(join(title, "Ports", "Ships")).title == ""


def test_marks_of_headings_that_no_reader_knows_are_named(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(join("= Ports =", "== Old ports ==", "== New ports =="), encoding="utf-8")
    [line] = propose_outline(path).source.doubts
    assert line.startswith("warning: marks such as '= Ports =' are read as words")
    path.write_text(join("Ports\n=====", "= 2 and no heading", "Ships\n====="), encoding="utf-8")
    assert not propose_outline(path).source.doubts


@pytest.mark.parametrize(("mark", "titles"), [("h2", ["Ports"]), ("p", ["Ports", "OLD SHIPS"])])
def test_the_headings_of_a_web_page_are_its_elements_for_headings_where_it_has_some(tmp_path, mark, titles):
    body = f"<{mark}>Ports</{mark}><p>{PROSE} {PROSE}</p><p>OLD SHIPS</p><p>{PROSE} {PROSE}</p>"
    outline = propose(tmp_path, f"<html><body><main>{body}</main></body></html>", name="text.html")
    assert list_titles(outline) == titles


def test_a_heading_right_above_another_is_named(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(
        join("Ports of the Coast\n\nOld Ports", "All Ships\n\nOld Ships", "New Ships"), encoding="utf-8"
    )
    [line] = propose_outline(path).source.doubts
    assert line == "1 heading without text, right above another heading: 'All Ships'"
    path.write_text(
        join("Ports of the Coast", "Article 1\n\nOld Ships", "Article 2\n\nNew Ships"), encoding="utf-8"
    )
    assert not propose_outline(path).source.doubts


def test_the_name_of_an_article_may_stand_below_its_number(tmp_path):
    text = "\n\n".join(
        f"Article {number}\nThe {name}\n\n{PROSE}" for number, name in ((1, "Sea"), (2, "Coast"))
    )
    assert list_titles(propose(tmp_path, text)) == ["Article 1: The Sea", "Article 2: The Coast"]


@pytest.mark.parametrize(
    "acts", [("FIRST ACT", "SECOND ACT"), ("ACT FIRST.", "ACT SECOND."), ("ACT THE FIRST", "ACT THE LAST")]
)
def test_acts_of_a_play_are_its_sections_and_speakers_are_not(tmp_path, acts):
    turns = "\n\n".join(
        f"{name}.\nDid you hear what the sailors of the North\nwere singing?" for name in ("ANN", "BEN") * 4
    )
    text = join("The Quay\n\nA Play", *(f"{act}\n\nSCENE" for act in acts), prose=turns)
    assert is_wrapped(text)
    assert list_titles(propose(tmp_path, text)) == ["The Quay", *(act.rstrip(".") for act in acts)]


def test_headings_with_numbers_of_several_forms_are_below_one_another(tmp_path):
    text = join(
        "The Sea", "I. Water", "II. Coast\n\n1. Ports\n\nA. Old ports", "B. New ports", "2. Ships", "III. Sky"
    )
    assert found(text).levels == {
        "The Sea": 0,
        **{"I. Water": 1, "II. Coast": 1, "1. Ports": 2, "A. Old ports": 3, "B. New ports": 3},
        **{"2. Ships": 2, "III. Sky": 1},
    }
    # Numbers of one form in a row are a list, and a form that begins after another has ended is beside it.
    assert "1. Ports" not in found(join("The Sea", "1. Ports\n\n2. Ships\n\n3. Crews")).levels
    beside = found(join("The Sea", "1. Ports", "2. Ships", "A. Tables", "B. Lists")).levels
    assert [level for text, level in beside.items() if text != "The Sea"] == [1, 1, 1, 1]


def test_a_sentence_before_the_mark_of_a_note_is_no_heading():
    assert found(join("The Sea", "My Ship is Thea.(5)")).levels == found(join("The Sea", "")).levels
    assert "My Ship is Thea(5)" in found(join("The Sea", "My Ship is Thea(5)")).levels


def test_where_headings_stand_to_the_left_nothing_else_is_one():
    prose = f"   {PROSE}".replace("\n", "\n   ")
    inside = f"{prose}\n\n   L. Peter\n\n      CODE\n\n{prose}"
    text = join("1. Ports", "2. Ships", "Editor's Note:", "3. Quays", "Thanks", prose=inside)
    assert list(found(text).levels) == ["1. Ports", "2. Ships", "Editor's Note:", "3. Quays", "Thanks"]


def test_where_headings_are_underlined_nothing_else_is_one():
    text = join("Ports\n=====", "What are they for?\n------------------", "Ann Lee")
    assert found(text).levels == {"Ports": 1, "What are they for?": 2}


def test_headings_in_capitals_may_end_with_a_full_stop():
    text = join("THE SNAKE DANCE.", "A SONG.", "He says:--")
    assert list(found(text).levels) == ["THE SNAKE DANCE.", "A SONG."]


def test_a_contents_list_is_no_run_of_headings_but_its_first_entry_comes_again():
    chapters = [f"CHAPTER {name}. Ports" for name in ("I", "II", "III")]
    headings = found(join("\n\n".join(["Ports", *chapters, chapters[0]]), *chapters[1:]))
    assert headings.levels == {"Ports": 0, **dict.fromkeys(chapters, 1)}


def test_below_a_whole_paragraph_a_heading_needs_no_blank_line():
    whole = "The ships load grain at the quay each winter, and they sail when the ice has gone. " * 2
    text = f"The Sea\n\n{whole}\nTHE OLD PORTS\n\n{whole}\n\n{PROSE}\nTHE NEW PORTS\n\n{PROSE}\n"
    assert list(find_headings(text, "blank").levels) == ["The Sea", "THE OLD PORTS"]


def test_number_words_and_gaps_after_numbers_open_parts(tmp_path):
    titles = ["PART TEN", "PART ELEVEN", "PART TWELVE", "TWELFTH BOOK"]
    assert list(found(join("The Sea", *titles)).levels) == ["The Sea", *titles]
    assert list(found(join("3.1  Ships", "3.2    Old ports", "4.    Ports    Ships")).levels) == [
        "3.1 Ships",
        "3.2 Old ports",
    ]


def test_a_point_and_zero_number_the_highest_level():
    levels = found(join("1.0 Ports", "2.0 Ships", "2.1 Old ships", "2.1.1 Small ships", "3.0 Ice")).levels
    assert [*levels.values()] == [1, 1, 2, 3, 1]
    assert [*found(join("A. Ports", "A.0. Ice", "A.1. Ships", "B. Thanks")).levels.values()] == [1, 2, 2, 1]


def test_each_part_may_have_an_introduction_of_its_own(tmp_path):
    parts = ["PREFACE.", "PART I.--PORTS.\n\nINTRODUCTION.", "SUMMARY.", "PART II.--SHIPS.\n\nINTRODUCTION."]
    outline = propose(tmp_path, join("The Sea", *parts, "Conclusion"))
    assert list_titles(outline) == ["The Sea", "PREFACE.", "PART I.--PORTS", "PART II.--SHIPS", "Conclusion"]


def test_names_of_parts_may_end_with_a_full_stop():
    text = join("The Quay", "PREFACE.", "Publishers' Note", "Persons", "SCENE.", "Ports.")
    assert list(found(text).levels) == ["The Quay", "PREFACE.", "Publishers' Note", "Persons", "SCENE."]


@pytest.mark.parametrize("name", ["A. B. LEE", "J. Sterling-Lee.", "ANN B. LEE.", "B. Lee, Jr."])
def test_a_signature_with_initials_is_no_heading(name):
    assert name not in found(join("Ports", "Ships", prose=f"{PROSE}\n\n{name}\n\n{PROSE}")).levels


def test_a_title_may_stand_above_items_with_round_bullets():
    assert found(
        f"Ports and Ships\n\n   o Chairs: A. Lee\n   o Notes: none\n\n{join('1. Old', '2. New')}"
    ).title == ("Ports and Ships")


def test_only_letters_in_order_number_headings():
    levels = found(join("A. Ports", "B. Ships", "K. Quays\nof old")).levels
    assert list(levels) == ["A. Ports", "B. Ships"]


@pytest.mark.parametrize(("number", "title"), [(4, ["Ports", "Ships"]), (1, ["Inner 1", "Inner 2", "Ships"])])
def test_where_one_of_few_sections_holds_most_its_parts_are_sections(tmp_path, number, title):
    inner = "".join(f"## Inner {place}\n\nThey load. They sail.\n\n" for place in (1, 2))
    text = f"# Ports\n\n{inner}" + "# Ships\n\n" + "They sail on.\n\n" * number
    assert list_titles(propose(tmp_path, text, name="text.md")) == title


def test_the_parts_of_one_of_several_sections_stay_below_it(tmp_path):
    parts = "".join(f"## Part {place}\n\n" + "They load. They sail.\n\n" * 4 for place in (1, 2))
    text = f"# Ports\n\nThey wait.\n\n# Ways\n\n{parts}# Ships\n\nThey sail on.\n"
    outline = propose(tmp_path, text, name="text.md")
    assert list_titles(outline) == ["Ports", "Ways", "Ships"]
    assert [part.title for part in outline.sections[1].paragraphs if part.heading] == ["Part 1", "Part 2"]


def test_of_many_sections_those_with_a_label_take_the_others(tmp_path):
    pieces = [f"Piece {number}" for number in range(24)]
    names = ["Ports", *pieces[:10], "Attachment 1: Ships", *pieces[10:], "Attachment 2", "Thanks"]
    text = "".join(f"## {name}\n\nWe thank them all.\n\n" for name in names)
    outline = propose(tmp_path, text, name="text.md")
    assert list_titles(outline) == ["Ports", "Attachment 1: Ships", "Attachment 2"]
    assert [len(section.paragraphs) for section in outline.sections] == [11, 15, 2]


def test_of_many_sections_those_with_a_heading_above_take_the_others(tmp_path):
    poems = [f"{name} SONG" for name in ("AN OLD", "A NEW", *map(str, range(14)))]
    books = ["\n\n".join(f"{poem}\n\n{PROSE}" for poem in poems) for _ in range(2)]
    outline = propose(tmp_path, f"SEA SONGS\n\n{books[0]}\n\nLAND SONGS\n\n{books[1]}\n")
    assert list_titles(outline) == ["SEA SONGS", "LAND SONGS"]
    assert [len(section.paragraphs) for section in outline.sections] == [16, 16]
    assert outline.sections[1].paragraphs[0].heading == ("LAND SONGS", "AN OLD SONG")


def test_larger_type_on_a_later_page_of_a_pdf_is_not_above_the_title(tmp_path):
    text = [("The ships of the ports load grain and sail.", 10)] * 2
    names = [f"{name} ports" for name in ("Old", "New", "Deep", "Small", "Closed")]
    lines = [("Ports and ships", 20), *text]
    for name, size in [*((name, 14) for name in names), ("Sums", 30), ("Sizes", 30)]:
        lines += [(name, size), *text]
    path = tmp_path / "text.pdf"
    path.write_bytes(write_pdf([lines]))
    outline = propose_outline(path).outline
    assert outline.source.title == "Ports and ships"
    assert list_titles(outline)[1:] == names


def test_a_pdf_that_marks_only_its_letterhead_has_the_headings_of_its_text(tmp_path):
    text = [("The ships of the ports load grain and", 10), ("sail to the north when it is cold.", 10)]
    gap = [(" ", 9)]
    lines = [("The Coast Council", 20), *text]
    for name in ("PART I", "PART II"):
        lines += [*gap, (name, 10), *gap, *text, *text, *gap, *text]
    path = tmp_path / "text.pdf"
    path.write_bytes(write_pdf([lines]))
    assert list_titles(propose_outline(path).outline)[1:] == ["PART I", "PART II"]


def test_a_long_name_below_the_label_of_a_part_of_a_pdf_is_a_heading(tmp_path):
    text = [("The ships of the ports load grain and", 10), ("sail to the north when it is cold.", 10)]
    name = "RULES FOR SHIPS OF THE NORTH THAT CARRY MORE THAN TWO LIGHTS AND SAIL AT NIGHT"
    lines = [("Ports", 20), *text]
    for label in ("PART I", "PART II"):
        lines += [(" ", 9), (label, 10), (" ", 9), (name, 10), (" ", 9), *text, (" ", 9), *text]
    path = tmp_path / "text.pdf"
    path.write_bytes(write_pdf([lines]))
    outline = propose_outline(path, keep=True).outline
    assert outline.sections[2].heading == ("PART II", name)


def test_where_sections_are_several_their_parts_stay_below_them(tmp_path):
    inner = "".join(f"## Inner {place}\n\nThey load. They sail.\n\n" for place in range(9))
    others = "".join(f"# {name}\n\nThey sail on.\n\n" for name in ("Ships", "Quays", "Walls", "Thanks"))
    outline = propose(tmp_path, f"# Ports\n\n{inner}{others}", name="text.md")
    assert list_titles(outline) == ["Ports", "Ships", "Quays", "Walls", "Thanks"]


MARKDOWN = "# Ports\n\n## Old *ports*\n\nThe ports are old.\n\n## New ports\n\nThe [ports](x) are new.\n"


@pytest.mark.parametrize("text", [MARKDOWN, f"We have read it.\n\n{MARKDOWN}"])
def test_a_text_file_with_headings_of_markdown_is_read_as_markdown(tmp_path, text):
    path = tmp_path / "text.txt"
    path.write_text(text, encoding="utf-8")
    proposal = propose_outline(path)
    assert list_titles(proposal.outline)[-2:] == ["Old ports", "New ports"]
    assert [*proposal.sentences.values()][-1] == ["The ports are new."]
    assert "read as Markdown: its headings begin with #" in proposal.source.describe()


def test_one_line_with_a_hash_is_no_markdown(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("We have 3 *ships*.\n# 1 is old.\n", encoding="utf-8")
    assert propose_outline(path).source.describe() == []


def test_front_matter_of_markdown_states_title_and_author(tmp_path):
    matter = '---\ntitle: "On\\_Ports:\\\n  \\ a view"\nauthor: A. Lee\n---\n'
    outline = propose(tmp_path, f"{matter}\n## Old\n\nIt is old.\n\n## New\n\nIt is new.\n", name="text.md")
    assert (outline.source.title, outline.source.author) == ("On Ports: a view", "A. Lee")
    broken = propose(tmp_path, "---\ntitle: [\n---\n\nThe ports are old.\n", name="my-ports.md")
    assert broken.source.title == "My ports"


def test_links_to_places_of_the_page_are_no_text(tmp_path):
    contents = "# Contents\n\n- [Old](#old)\n- [New](#new)\n\n"
    outline = propose(
        tmp_path, f"{contents}# Old\n\nIt is [old](#age).\n\n# New\n\nIt is new.\n", name="a.md"
    )
    assert list_titles(outline) == ["Old", "New"]


def test_a_heading_of_markdown_without_text_is_left_out_and_named(tmp_path):
    path = tmp_path / "text.md"
    table = "## Sizes\n\n| a |\n|---|\n| b |"
    text = f"# Title\n\n# Ports\n\nThey wait.\n\n{table}\n\n## Ships\n\n### Old\n\nThey sail.\n"
    path.write_text(text, encoding="utf-8")
    proposal = propose_outline(path)
    assert proposal.source.stripped == ["1 table: 2 words", "the section 'Sizes', which has no text"]
    headings = [heading for section in proposal.outline.sections for heading in section.heading]
    headings += [
        name for section in proposal.outline.sections for part in section.paragraphs for name in part.heading
    ]
    assert headings == ["Title", "Ports", "Ships", "Old"]
    parts = "".join(f"## Part {number}\n\n" for number in range(5))
    path.write_text(f"# Title\n\n{parts}They wait.\n", encoding="utf-8")
    stripped = propose_outline(path).source.stripped
    assert stripped == ["4 sections without text: 'Part 0', 'Part 1', 'Part 2', ..."]
    path.write_text("# Title\n\n## Contents\n\n- [A](#a)\n\n## A\n\nThey wait.\n", encoding="utf-8")
    assert propose_outline(path).source.stripped == ["a contents list (1 line)"]


def test_titles_have_no_slips_that_the_check_of_a_book_would_refuse(tmp_path):
    outline = propose(tmp_path, join("1.Ports", "2.Ships ?", "3.Quays") + "\nThe end of it.\n")
    assert list_titles(outline) == ["1. Ports", "2. Ships?", "3. Quays"]


def test_numbers_and_letters_of_items_that_are_left_out_are_named(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(
        "They load:\n\n(a) grain, and\n(b) ice.\n\n- It is old.\n\n1950 was cold.\n", encoding="utf-8"
    )
    proposal = propose_outline(path)
    assert proposal.source.stripped == ["the numbers or letters of 2 items, such as (a)"]
    assert [part[0] for part in proposal.sentences.values()][1:3] == ["grain, and", "ice."]


NOTE = (
    "Please note that this text is kept for those who study\nthe ports. Some details have changed since then."
)
UNDERLINED = f"What is old?\n============\n\n{PROSE}\n\nWhat is new?\n============\n\n{PROSE}\n"


@pytest.mark.parametrize("indent", [" " * 20, "\t\t    "])
def test_the_only_lines_in_the_middle_are_the_title_also_below_a_note(indent):
    text = f"{NOTE}\n\n{indent}The Old Ports\n{indent}Written by Ann Lee\n\n{UNDERLINED}"
    assert found(text).title == "The Old Ports"


def test_a_line_below_the_title_is_no_section_where_headings_are_underlined():
    assert found(f"The Old Ports\n\nA Report\n\n{UNDERLINED}").levels == {
        **{"The Old Ports": 0, "A Report": 0},
        **{"What is old?": 1, "What is new?": 1},
    }


def test_a_line_in_the_middle_below_a_note_is_no_title_if_others_are_set_like_it():
    part = f"{'The Old Ports':^55}\n\n{PROSE}\n\n"
    assert found(f"{NOTE}\n\n{part}{UNDERLINED}").title == "The Old Ports"
    assert found(f"{NOTE}\n\n{part}{UNDERLINED}\n{part}They wait.\n").title == ""
    late = "\n\n".join([PROSE] * 5)
    assert found(f"{late}\n\n{part}{UNDERLINED}").title == ""


MINUTES = """\
Minutes of the Harbour Office

1. Introduction
1.1. Agenda (chairs, 5 min)

{prose}

1.2. Status (chairs, 20 min) [25/120]
Ann says that all is well.

2. Ports
2.1. Ports of the North and the Coasts (Ben, 15 min)
list-of-the-ports-03

{prose}

2.2. Docks (Ann, 15 min)
list-of-the-docks-00

{prose}
"""


def test_the_first_subsection_may_stand_right_below_its_section_and_an_address_below_a_heading():
    levels = found(MINUTES.format(prose=PROSE)).levels
    assert list(levels)[1:] == [
        *["1. Introduction", "1.1. Agenda (chairs, 5 min)", "1.2. Status (chairs, 20 min) [25/120]"],
        *["2. Ports", "2.1. Ports of the North and the Coasts (Ben, 15 min)", "2.2. Docks (Ann, 15 min)"],
    ]


def test_a_clause_right_below_its_section_is_no_heading():
    clause = "1.1. The owner of a ship pays for the walls, for docks\nOslo has built, and for lamps."
    later = "1.2. Docks\nare free."
    levels = found(
        f"1. Payment\n{clause}\n\n{later}\n\n2. Ports\n1.1. Docks and lamps of\nOslo.\n\n{PROSE}\n"
    ).levels
    assert list(levels) == ["1. Payment", "2. Ports"]


LONG = "HOW THE OLD PORTS OF THE NORTH WERE BUILT, AND HOW THE SHIPS CAME TO THEM."


def test_a_long_line_in_capitals_is_a_heading_among_several_that_are_set_like_it():
    shorter = ["THE OLD PORTS.", "SHIPS OF ICE.", "THE SALT ROAD."]
    assert LONG in found(join("The Coast", *shorter, LONG)).levels
    assert LONG not in found(join("The Coast", *shorter[:2], LONG)).levels
    assert LONG not in found(join("The Coast", *[name.rstrip(".") for name in shorter], LONG)).levels
    longer = LONG.replace("AND", "AND A B C D E F G")
    assert longer not in found(join("The Coast", *shorter, longer)).levels


@pytest.mark.parametrize(
    ("line", "after", "is_heading"),
    [
        ("2.1. Who waits for all of the ships, and why?", PROSE, True),
        ("2.1. They wait for all of the ships. Do they?", PROSE, False),
        ("Who waits for all of the ships, and why?", PROSE, False),
        ("SCENE II. Old Ports.", "in the winter, when it is\ncold.\n", True),
        ("In the Ports", "in the winter, when it is\ncold.\n", False),
        ("ANN BELL LEE.", "Elm Bay,\n\nMay 1921.\n", False),
        ("ANN BELL LEE", f"5 May 1921\n\n{PROSE}", False),
        ("OLD PORTS.", PROSE, True),
        ("Figure 2. The Old Ports", PROSE, False),
        ("Table 2: The Old Ports", PROSE, False),
        ("Tables of Ports", PROSE, True),
        ("LETTERS HOME.", f"Dear Ann,\n\n{PROSE}", True),
    ],
)
def test_questions_with_numbers_and_labels_are_headings_and_signatures_are_none(line, after, is_heading):
    text = f"{PROSE}\n\n{line}\n\n{after}\n\n{PROSE}"
    assert (normalize(line) in find_headings(text, "blank").levels) == is_heading


def test_a_preface_to_something_below_a_title_is_a_part_of_its_own(tmp_path):
    parts = ["THE QUAY\n\nPREFACE TO THE QUAY.", "ACT I", "ACT II"]
    assert list_titles(propose(tmp_path, join(*parts))) == ["PREFACE TO THE QUAY.", "ACT I", "ACT II"]
    # A document may be called so.
    assert found(join("Introduction to Ports", "1. Ice", "2. Salt")).title == "Introduction to Ports"


@pytest.mark.parametrize("line", ["Old Quay, April 3, 1912.", "OLD QUAY, AUG. 3RD, 1912"])
def test_a_place_with_a_date_below_text_is_no_heading(line):
    assert line not in found(join("The Sea", "Ports") + f"\n{line}\n\n{PROSE}\n").levels
    # On a title page, it stands below the title, and a date alone may be the heading of a diary.
    line = line.rstrip(".")
    assert found(f"The Sea\n\n{line}\n\n{PROSE}\n").levels == {"The Sea": 0, line: 0}
    assert "April 3, 1912" in found(join("The Sea", "Ports", "April 3, 1912")).levels


def test_a_row_of_marks_that_is_far_shorter_than_the_line_above_is_no_underline():
    text = "Ports\n-----\n\nThey wait.\n\n{}\n-----\n\nThey load.\n\nIce\n---\n\nThey go.\n"
    assert list(found(text.format("Old ships (3, 0.66, 5)")).levels) == ["Ports", "Ice"]
    assert list(found(text.format("Old ships")).levels) == ["Ports", "Old ships", "Ice"]


def test_numbers_of_another_form_are_below_those_between_which_they_stand():
    parts = [
        "I. PORTS",
        "II. SHIPS",
        "III. ICE\n\n1. OLD ICE\n\nA. Salt",
        "B. Grain",
        "2. NEW ICE",
        "IV. COAL",
    ]
    assert [*found(join(*parts)).levels.values()] == [1, 1, 1, 2, 3, 3, 2, 1]
    # Where the first form does not go on, the other is that of annexes. After H, the letter I is no number.
    assert {*found(join("1. Ports", "2. Ships", "A. Maps", "B. Laws")).levels.values()} == {1}
    letters = [f"{letter}. Ports of {letter}" for letter in "ABCDEFGHIJ"]
    assert {*found(join(*letters)).levels.values()} == {1}
    # Lines in a row with numbers of one form are a list.
    assert not found(f"The Sea\n\n{PROSE}\n\n1. Ports\n\n2. Ships\n\n3. Ice\n\n{PROSE}\n").levels.keys() - {
        "The Sea"
    }


def test_the_datelines_of_a_diary_are_its_headings():
    days = [f"Elm Bay, May {day}, 1921" for day in (1, 2, 4)]
    entries = [f"{day}\n\n{PROSE}\n\n{PROSE}" for day in days]
    assert list(found("\n\n".join(["The Sea", PROSE, *entries])).levels) == ["The Sea", *days]
    # The first one may stand right below the title.
    levels = found("\n\n".join(["The Sea", *entries])).levels
    assert [levels[day] for day in days] == [1, 1, 1]
    # A letter may have one above and one below it.
    assert list(found("\n\n".join(["The Sea", PROSE, *entries[:2]])).levels) == ["The Sea"]


@pytest.mark.parametrize("rest", [", Think Later", " Principles of Trade", " and then wait"])
@pytest.mark.parametrize("start", ["Act First", "Book the Second", "Rule Last"])
def test_an_ordinal_behind_its_kind_ends_the_label_of_a_part(start, rest):
    assert not LABEL.match(start + rest)
    assert all(LABEL.match(start + end) for end in ("", ".", ": Ports", " -- Ports"))
