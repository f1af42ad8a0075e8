"""The paragraphs of a web page in its own order, where the library leaves out headings."""

import pytest
from lxml import html

from reading.documents import any_format
from reading.files import web_page
from reading.files.convert import Paragraph
from reading.files.web_order import MAX_CHARACTERS, list_in_order, loses_headings, read_name

SHIP = "A ship that leaves the harbour at night carries two lights, and both of them are white."
BOAT = "A boat carries none, because it stays in the harbour until the morning comes."


def read(body):
    page = html.fromstring(f"<html><body>{body}</body></html>")
    return [(part.text, part.level, part.role) for part in list_in_order(page)]


def test_headings_paragraphs_and_items_are_read_in_their_order():
    items = f"<ul><li>{SHIP}<ul><li>white</li></ul></li><li><p>{BOAT}</p></li></ul>"
    assert read(f"<main><h1>Ships</h1><div>{SHIP}</div><h2>Boats</h2>{items}{BOAT}</main>") == [
        ("Ships", 1, ""),
        (SHIP, 0, ""),
        ("Boats", 2, ""),
        (SHIP, 0, "item"),
        ("white", 0, "item"),
        (BOAT, 0, "item"),
        (BOAT, 0, ""),
    ]


@pytest.mark.parametrize(
    "aside",
    [
        "<nav><p>Ports, ships, boats and crews of all coasts.</p></nav>",
        "<ul><li><a href='a.html'>All ships</a></li><li><a href='b.html'>All boats</a></li></ul>",
        "<h2><a href='c.html'>Ten boats that you must see</a></h2>",
        "<p hidden>This page needs a newer browser.</p>",
        "<div>Menu</div>",
        "<script>let ships = 2;</script><!-- A comment. -->",
    ],
)
def test_menus_adverts_and_hidden_text_are_left_out(aside):
    assert read(f"<div><p>{SHIP}</p>{aside}<p>{BOAT}</p></div>") == [(SHIP, 0, ""), (BOAT, 0, "")]


def test_the_text_is_in_the_smallest_element_that_holds_nearly_all_sentences():
    text = "".join(f"<p>{SHIP} {BOAT}</p>" for _ in range(12))
    beside = f"<div><p>{SHIP}</p></div>"
    assert len(read(f"<div>{beside}<div id='text'>{text}</div></div>")) == 12
    assert len(read(f"<div>{beside}{beside}<div id='text'>{text[: len(text) // 4]}</div></div>")) == 5


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Ships <div class='badge'>new</div>", "Ships"),
        ("Ships<a href='#ships'>\u00b6</a>", "Ships"),
        ("Ships<a href='#ships'>#</a>", "Ships"),
        ("<span>1.</span> <em>Ships</em>", "1. Ships"),
    ],
)
def test_the_name_of_a_heading_has_no_badge_and_no_sign_of_a_link(heading, name):
    assert read_name(html.fromstring(f"<h2>{heading}</h2>")) == name


def test_a_heading_is_lost_if_the_text_below_it_is_read():
    ordered = [Paragraph("Ships", 2), Paragraph(SHIP), Paragraph("Boats", 2), Paragraph(BOAT)]
    assert loses_headings([*ordered[:2], ordered[3]], ordered)
    assert not loses_headings(ordered, ordered)
    # What the library leaves out with its text may be an advert.
    assert not loses_headings([*ordered[:2], Paragraph(f"{SHIP} {SHIP}")], ordered[:4])
    # The page itself is read worse.
    assert not loses_headings([Paragraph(SHIP), Paragraph(BOAT), Paragraph(BOAT)], ordered[:2])
    assert loses_headings([Paragraph("a" * (MAX_CHARACTERS + 1))], ordered)


def test_a_page_is_read_in_its_order_where_the_library_loses_a_heading(tmp_path, monkeypatch):
    path = tmp_path / "a.html"
    body = f"<main><h1>Ships</h1><p>{SHIP}</p><h2>Boats</h2><p>{BOAT}</p></main>"
    path.write_text(f"<!DOCTYPE html><html><body>{body}</body></html>")
    expected = any_format.read(path)
    assert expected.headings == {"Ships": 1, "Boats": 2}

    def lose(page, paragraphs):
        return [part for part in paragraphs if part.level < 2]

    monkeypatch.setattr(web_page, "insert_other_paragraphs", lose)
    assert any_format.read(path).headings == expected.headings
    monkeypatch.setattr(web_page, "loses_headings", lambda *_: False)
    assert any_format.read(path).headings == {"Ships": 1}
