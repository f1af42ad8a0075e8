"""What is left out around the text of a web page, and what only looks like it."""

import pytest

from reading.documents import any_format
from reading.files.convert import describe_empty_sections, describe_tables
from reading.files.web_surroundings import clean_author, strip_site_name

SHIP = "A ship that leaves the harbour at night carries two lights, and both of them are white."
BOAT = "A boat carries none, because it stays in the harbour until the morning comes."


def read(tmp_path, body, title="Ships"):
    path = tmp_path / "a.html"
    path.write_text(f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>")
    text = any_format.read(path)
    return [line.text for line in text.lines if line.text], list(text.stripped)


def main(before="", after="", ship=SHIP):
    return f"<main>{before}<h1>Ships</h1><p>{ship}</p><h2>Boats</h2><p>{BOAT}</p>{after}</main>"


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("<p>Harbour Handbook, Version 2.4</p>", "Harbour Handbook, Version 2.4"),
        (
            "<p>English | Français | Deutsch | Español and many others, as far as they could be found</p>",
            None,
        ),
    ],
)
def test_lines_above_the_title_are_left_out_and_named(tmp_path, before, line):
    lines, stripped = read(tmp_path, main(before))
    assert lines == ["Ships", SHIP, "Boats", BOAT]
    assert len(stripped) == 1
    assert stripped[0].startswith("1 line around the text: '")
    assert line is None or line in stripped[0]


def test_a_sentence_above_the_title_stays(tmp_path):
    sentence = "All of these rules were written by the Harbour Office."
    lines, stripped = read(tmp_path, main(f"<p>{sentence}</p>"))
    assert (lines[0], stripped) == (sentence, [])


@pytest.mark.parametrize(
    "after",
    [
        "<p>Copyright © 2020 the Harbour Office. All rights reserved.</p>",
        "<p>Last modified 24 January 2023</p>",
        "<p>Last modified on 24 January 2023</p><p>© 2020 Ann Lee</p><p>Harbour License, version 2</p>",
        "<p>Tuesday, 3 March 2020</p>",
    ],
)
def test_dates_and_copyright_lines_at_the_end_are_left_out_and_named(tmp_path, after):
    lines, stripped = read(tmp_path, main(after=after))
    assert lines == ["Ships", SHIP, "Boats", BOAT]
    assert "around the text" in stripped[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "The licence for a boat is given by the Harbour Office on the first Monday of a month.",
        "Boats need a licence",
        "On 3 March 2020, the rule was changed.",
    ],
)
def test_what_only_speaks_of_dates_and_licences_stays(tmp_path, sentence):
    assert read(tmp_path, main(after=f"<p>{sentence}</p>"))[0][-1] == sentence


MARKS = {
    '<a class="footnote-reference brackets" href="#n1" role="doc-noteref">[1]</a>': "Sphinx",
    '<sup class="footnote">[<a href="#n1">1</a>]</sup>': "Asciidoc",
    '<a href="#n1" class="footnote-ref"><sup>1</sup></a>': "Pandoc",
    '<sup><a href="#n1">1</a></sup>': "a link raised",
    '<a href="#n1">[1]</a>': "a link in brackets",
}
NOTES = {
    '<aside class="footnote-list brackets"><aside class="footnote"><p>Or red, at sea.</p></aside></aside>': 1,
    '<div id="footnotes"><div class="footnote" id="n1">1. Or red, at sea.</div></div>': 1,
    '<section class="footnotes" role="doc-endnotes"><ol><li>Or red,</li><li>at sea.</li></ol></section>': 2,
}


@pytest.mark.parametrize("mark", MARKS, ids=MARKS.get)
def test_marks_of_footnotes_are_left_out(tmp_path, mark):
    assert read(tmp_path, main(ship=SHIP.replace("white.", f"white {mark}.")))[0][1] == SHIP


@pytest.mark.parametrize("notes", NOTES)
def test_footnotes_are_left_out_and_named_with_their_words(tmp_path, notes):
    lines, stripped = read(tmp_path, main(after=notes))
    assert lines == ["Ships", SHIP, "Boats", BOAT]
    assert stripped == [f"{NOTES[notes]} footnote{'s' * (NOTES[notes] > 1)}: 4 words"]


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ('See <a href="#boats">3</a> of them.', "See 3 of them."),
        ("It has 10 m<sup>2</sup> of sail.", "It has 10 m2 of sail."),
        ('See <a href="https://elm.example/1">[draft]</a> too.', "See [draft] too."),
    ],
)
def test_numbers_and_links_that_are_no_marks_stay(tmp_path, marked, text):
    assert read(tmp_path, main(ship=f"{SHIP} {marked}"))[0][1] == f"{SHIP} {text}"


def test_the_title_of_a_page_is_no_section_without_text(tmp_path):
    body = f"<header></header><h1>Ships</h1><div><h2>Boats</h2><p>{BOAT}</p><p>{SHIP}</p></div>"
    assert read(tmp_path, body)[1] == []


def test_words_of_tables_are_counted_once(tmp_path):
    table = "<table><tr><td>One <table><tr><td>light</td></tr></table></td></tr></table>"
    assert read(tmp_path, main(after=table))[1] == ["1 table: 2 words"]


def test_it_is_said_where_tables_hold_more_than_the_text():
    assert describe_tables(2, 30, 30) == "2 tables: 30 words"
    assert describe_tables(2, 31, 30) == "2 tables: 31 words, more than the text, which has 30"


def test_many_sections_without_text_are_named_in_one_line():
    assert describe_empty_sections(["A", "B", "C"])[-1] == "the section 'C', which has no text"
    assert describe_empty_sections(["A", "B", "C", "D"]) == ["4 sections without text: 'A', 'B', 'C', ..."]


@pytest.mark.parametrize(
    ("items", "is_contents"),
    [
        (
            "<li><a href='#a'>Ships</a></li><li><a href='#b'>Boats</a></li><li><a href='#c'>Oars</a></li>",
            True,
        ),
        (
            "<li><a href='x#a'>Ships</a></li><li><a href='x#b'>Boats</a></li><li><a href='#c'>Oars</a></li>",
            True,
        ),
        (
            "<li><a href='x#a'>Ships</a></li><li><a href='y#b'>Boats</a></li><li><a href='#c'>Oars</a></li>",
            False,
        ),
        (
            "<li><a href='//x#a'>Sea</a></li><li><a href='//x#b'>Bay</a></li><li><a href='//x#c'>It</a></li>",
            False,
        ),
        (
            "<li><a href='#a'>Ships</a></li><li><a href='#b'>Boats</a></li><li><a href='#z'>Oars</a></li>",
            False,
        ),
        (
            "<li><a href='#a'>Ships</a></li><li><a href='#b'>Boats</a></li><li>Oars <a href='#c'>4</a></li>",
            False,
        ),
        ("<li><a href='#a'>Ships</a></li><li><a href='#b'>Boats</a></li>", False),
    ],
)
def test_a_list_of_links_within_the_page_is_a_contents_list(tmp_path, items, is_contents):
    places = "".join(f"<a name='{name}'></a>" for name in "abc")
    page = (
        f"<main><h1>Ships</h1>{places}<p><b>Contents</b></p><ol>{items}</ol><p>{SHIP}</p><p>{BOAT}</p></main>"
    )
    lines, stripped = read(tmp_path, page)
    assert stripped == (["a contents list (3 lines)"] if is_contents else [])
    assert ("Contents" not in lines) == is_contents


@pytest.mark.parametrize(
    "line", ["This page last modified on 2023-05-01 UTC", "This document was updated in May."]
)
def test_the_line_that_says_when_a_page_was_changed_is_left_out(tmp_path, line):
    assert read(tmp_path, main(after=f"<p>{line}</p>"))[0] == ["Ships", SHIP, "Boats", BOAT]
    other = "This page was modified by the harbour office because of the many ships that came in the autumn."
    assert read(tmp_path, main(after=f"<p>{other}</p>"))[0][-1] == other


def test_the_name_of_a_site_is_no_part_of_a_title(tmp_path):
    body = f"<main><p>{SHIP}</p><p>{SHIP}</p><p>{BOAT}</p></main>"
    head = "<title>Old ships. | D.C. Harbour</title>"
    site = "<meta property='og:site_name' content='D.C. harbour'>"
    for meta, title in ((site, "Old ships."), ("", "Old ships. | D.C. Harbour")):
        path = tmp_path / "a.html"
        path.write_text(f"<!DOCTYPE html><html><head>{head}{meta}</head><body>{body}</body></html>")
        assert any_format.read(path).stated == title
    assert strip_site_name("Ships - Boats | Office", ["Boats", "Ships - Boats"]) == "Ships - Boats"
    assert strip_site_name("Ships-Boats", ["Ships"]) == "Ships-Boats"


def test_the_title_is_what_the_head_of_the_page_states_where_several_headings_are_highest(tmp_path):
    stated = "Ships | Ports"
    site = "<meta property='og:site_name' content='ice'>"
    for headings, title in (
        ("<h1>Old ships</h1>", "Old ships"),
        ("<h1>Ice</h1><h1>Salt</h1>", stated),
        (f"{site}<h1>Ice</h1>", stated),
    ):
        body = f"{headings}<p>{SHIP}</p><p>{SHIP}</p><h2>Boats</h2><p>{BOAT}</p>"
        path = tmp_path / "a.html"
        path.write_text(
            f"<!DOCTYPE html><html><head><title>{stated}</title></head><body>{body}</body></html>"
        )
        assert any_format.read(path).stated == title


def test_an_author_is_one_whom_the_page_marks(tmp_path):
    path = tmp_path / "a.html"
    for head, place, author in (
        ("", "authority-control", ""),
        ("", "author", "Ann Lee"),
        ("<meta name='author' content='Ann Lee'>", "", "Ann Lee"),
    ):
        body = f"<main><h1>Ships</h1><p>{SHIP}</p><p>{BOAT}</p></main><div class='{place}'>Ann Lee</div>"
        path.write_text(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>")
        assert any_format.read(path).author == author


def test_initials_stand_before_the_names_of_authors():
    assert clean_author("Lee; A. B.; Berg; C") == "A. B. Lee; C. Berg"
    assert clean_author("Lee; A. B.; Berg; Carl") == "Lee; A. B.; Berg; Carl"
