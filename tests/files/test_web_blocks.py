"""How the tree of a web page is set in paragraphs and headings, so that no text is lost."""

import pytest
from lxml import html

from reading.documents import any_format
from reading.files.convert import Paragraph
from reading.files.web_blocks import insert_other_paragraphs

SHIP = "A ship that leaves the harbour at night carries two lights, and both of them are white."
BOAT = "A boat carries none, because it stays in the harbour until the morning comes."
BOAT += " At noon it goes out for an hour, and the fishermen look for the place where the nets were left."
SHIP += " They are lit before the anchor is raised, and nobody may put them out before the next harbour."
FERRY = "A ferry carries one light at each end, and turns off the one at its back."


def read(tmp_path, body):
    path = tmp_path / "a.html"
    path.write_text(f"<!DOCTYPE html><html><head><title>Ships</title></head><body>{body}</body></html>")
    text = any_format.read(path)
    return [line.text for line in text.lines if line.text], text


def test_divisions_that_hold_sentences_are_paragraphs_and_headings_stand_outside_their_frames(tmp_path):
    frame = "<div class='titlepage'><div><h2>{}</h2></div></div>"
    body = f"{frame.format('Ships')}<div class='para'>{SHIP}</div>{frame.format('Boats')}<div>{BOAT}</div>"
    lines, text = read(tmp_path, f"<div class='section'>{body}</div>")
    assert lines == ["Ships", SHIP, "Boats", BOAT]
    assert text.headings == {"Ships": 2, "Boats": 2}
    assert list(text.stripped) == []


def test_a_box_among_paragraphs_is_text_and_a_menu_beside_the_text_is_none(tmp_path):
    box = f"<div class='sidebar'><p>{FERRY}</p></div>"
    page = f"<main><h1>Ships</h1><p>{SHIP}</p>{{}}<p>{BOAT}</p></main>"
    assert read(tmp_path, page.format(box))[0] == ["Ships", SHIP, FERRY, BOAT]
    menu = "<div class='sidebar'><p><a href='a'>All ships</a>, <a href='b'>All boats</a>.</p></div>"
    assert read(tmp_path, page.format(menu))[0] == ["Ships", SHIP, BOAT]
    columns = f"<div><h1>Ships</h1><p>{SHIP}</p><p>{BOAT}</p></div>{box}"
    assert FERRY not in read(tmp_path, columns)[0]


def test_text_outside_of_paragraphs_is_read_and_its_marks_of_markdown_are_none(tmp_path):
    loose = f"\n\n## Boats {{#boats}}\n\nSee [the boats](b.html). {BOAT}\n\n<p>{FERRY}</p>"
    loose += f"\n\n### Ferries\n\n<p>{FERRY}</p>"
    lines, text = read(tmp_path, f"<section>{SHIP}</section>{loose}")
    assert lines == [SHIP, "Boats", f"See the boats. {BOAT}", FERRY, "Ferries", FERRY]
    assert text.headings == {"Boats": 2, "Ferries": 3}


def test_lines_that_are_no_sentences_stay_outside_of_the_text(tmp_path):
    page = (
        f"Harbour Office <a href='a'>Home</a> | <a href='b'>Ships</a><main><h1>Ships</h1><p>{SHIP}</p></main>"
    )
    assert read(tmp_path, page)[0] == ["Ships", SHIP]


@pytest.mark.parametrize(("name", "is_read"), [("share-tags", True), ("share-box", False)])
def test_a_section_is_not_judged_by_an_id_that_is_made_of_its_heading(tmp_path, name, is_read):
    section = f"<section id='{name}'><h2>Share tags</h2><p>{FERRY}</p></section>"
    lines, text = read(tmp_path, f"<main><h1>Ships</h1><p>{SHIP}</p><p>{BOAT}</p>{section}</main>")
    assert (FERRY in lines) == is_read
    assert bool(text.stripped) != is_read


def test_a_list_with_targets_of_links_is_no_menu(tmp_path):
    items = "".join(f"<li><a id='{name}'></a>the {name} of a ship;</li>" for name in ("bow", "stern", "keel"))
    lines, _ = read(tmp_path, f"<main><h1>Ships</h1><p>{SHIP}</p><ul>{items}</ul><p>{BOAT}</p></main>")
    assert "the keel of a ship;" in lines


def test_sentences_that_are_not_read_are_counted(tmp_path):
    advice = f"<div class='newsletter'><p>{FERRY}</p></div><aside><p>Short.</p></aside>"
    lines, text = read(tmp_path, f"<main><h1>Ships</h1><p>{SHIP}</p><p>{BOAT}</p></main>{advice}")
    assert lines == ["Ships", SHIP, BOAT]
    assert text.stripped == ["1 other paragraph: 16 words ('A ferry carries one light at…')"]


def test_code_within_a_sentence_may_be_broken_at_the_end_of_a_line(tmp_path):
    page = f"<main><h1>Ships</h1><p>{SHIP}</p><p>{BOAT}</p>"
    page += "<p>A list of them is made by <code>\nlist-ships</code> at once.</p></main>"
    assert "A list of them is made by list-ships at once." in read(tmp_path, page)[0]
    block = page.replace("A list of them is made by ", "").replace(" at once.", "")
    assert read(tmp_path, block)[0] == ["Ships", SHIP, BOAT]


def test_a_table_that_only_sets_text_in_columns_is_not_counted_as_left_out(tmp_path):
    table = "<table><tr><td>{}</td></tr></table>"
    assert read(tmp_path, f"<main><h1>Ships</h1><p>{SHIP}</p><p>{BOAT}</p>{table.format(FERRY)}</main>")[
        1
    ].stripped == ["1 table: 16 words"]


def test_an_author_who_is_mixed_with_an_address_is_not_taken(tmp_path):
    path = tmp_path / "a.html"
    for author, known in (("Ann Lee", "Ann Lee"), ("Ann Lee lee harbour org", "")):
        head = f"<title>Ships</title><meta name='author' content='{author}'>"
        path.write_text(
            f"<html><head>{head}</head><body><main><h1>Ships</h1><p>{SHIP}</p><p>{BOAT}</p></main></body></html>"
        )
        assert any_format.read(path).author == known


def test_a_section_whose_text_is_not_read_is_named_with_its_words(tmp_path):
    head = "<div id='header'><h2>Name</h2><p>ships - what they carry</p><h2>Use</h2></div>"
    lines, text = read(tmp_path, f"{head}<main><h2>Ships</h2><p>{SHIP}</p><p>{BOAT}</p></main>")
    assert lines == ["Ships", SHIP, BOAT]
    assert list(text.stripped) == ["the section 'Name': 4 words", "the section 'Use', which has no text"]


def test_lines_in_bold_are_headings_and_an_item_with_the_same_words_is_none(tmp_path):
    question = "<p><b>({}) {}</b></p><blockquote>{}</blockquote>"
    body = question.format(1, "Do ships wait?", SHIP) + question.format(2, "Do boats?", BOAT)
    page = f"<main><h1>Ships</h1>{body}<ul><li>(2) Do boats?</li><li><b>Do ferries?</b></li></ul>{{}}</main>"
    lines, text = read(tmp_path, page.format(f"<p>{FERRY}</p>"))
    assert text.headings == {"Ships": 1, "(1) Do ships wait?": 12, "(2) Do boats?": 12}
    assert lines[1:5] == ["(1) Do ships wait?", SHIP, "(2) Do boats?", BOAT]
    assert lines[5:] == ["- (2) Do boats?", "Do ferries?", FERRY]


def test_a_paragraph_that_the_library_leaves_out_between_two_that_it_reads_stays(tmp_path):
    lost = [Paragraph("Ships", 1), Paragraph(SHIP), Paragraph(FERRY)]
    page = f"<h1>Ships</h1><p>{SHIP}</p>{{}}<p>{FERRY}</p>"

    def insert(box):
        return insert_other_paragraphs(html.fromstring(f"<body>{page.format(box)}</body>"), lost)

    added = [Paragraph("Boats", 3), Paragraph(BOAT)]
    assert insert(f"<section id='b'><h3>Boats</h3><p>{BOAT}</p></section>") == [*lost[:2], *added, lost[2]]
    # A box with a class may be an advertisement, and a heading alone is not read.
    for box in (f"<div class='a'><p>{BOAT}</p></div>", f"<aside><p>{BOAT}</p></aside>", "<h3>Boats</h3>"):
        assert insert(box) == lost
    menu = f"<p><a href='a'>{BOAT}</a></p>"
    assert insert(menu) == lost
    # What stands below all that is read surrounds it.
    assert insert_other_paragraphs(html.fromstring(f"<body>{page}<p>{BOAT}</p></body>"), lost) == lost


def test_the_paragraph_of_a_section_that_is_not_read_is_named_once(tmp_path):
    hidden = f"<div class='comments'><h2>Boats</h2><p>{BOAT}</p></div>"
    _, text = read(tmp_path, f"<main><h1>Ships</h1><p>{SHIP}</p><p>{FERRY}</p></main>{hidden}")
    assert [line for line in text.stripped if "words" in line] == ["the section 'Boats': 34 words"]
