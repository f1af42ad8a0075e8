"""How the frame of Project Gutenberg is taken out of a web page."""

import pytest

from reading.files.gutenberg_page import Header, take_out_frame

START = "*** START OF THE PROJECT GUTENBERG EBOOK SHIPS ***"
END = "*** END OF THE PROJECT GUTENBERG EBOOK SHIPS ***"
FIELDS = "This eBook is free.\n\nTitle: Ships\n\nAuthor: A. Lee\n"

OLD = f"<pre>{FIELDS}\n{START}\nProduced by B.</pre>{{}}<pre>End of the eBook\n{END}\nThe licence.</pre>"
NEW = (
    "<section><h2>The eBook of Ships</h2><p><b>Title</b>: Ships</p><p><b>Author</b>: A. Lee</p>"
    f"<div><span>{START}</span></div></section>{{}}<section><div>{END}</div><div>The licence.</div></section>"
)


@pytest.mark.parametrize("frame", [OLD, NEW])
def test_header_and_licence_are_taken_out_and_the_author_below_the_title(frame):
    from lxml.html import document_fromstring

    text = "<h1>Ships<br>\n By A. Lee</h1> <p>They wait.</p>"
    page = document_fromstring(f"<html><head><title>A book</title></head><body>{frame.format(text)}</body>")
    assert take_out_frame(page) == (Header("Ships", "A. Lee"), "Project Gutenberg's header and licence")
    assert page.find("body").text_content().split() == ["Ships", "They", "wait."]


def test_verse_that_is_set_as_it_was_typed_is_text():
    from lxml.html import document_fromstring

    text = "<p>Ships wait.</p><pre>Old longings of\nthe sea</pre>"
    page = document_fromstring(f"<html><body>{NEW.format(text)}</body>")
    take_out_frame(page)
    assert [block.text for block in page.iter("p")] == ["Ships wait.", "Old longings of\nthe sea"]
    other = document_fromstring(f"<html><body>{text}</body>")
    take_out_frame(other)
    assert [block.tag for block in other.find("body")] == ["p", "pre"]


def test_a_page_about_the_frame_and_one_that_is_a_single_block_are_left_as_they_are():
    from lxml.html import document_fromstring

    for body in (
        f"<p>Look for {START}.</p><p>Ships wait.</p>",
        f"<pre>{FIELDS}{START}\nThey wait.\n{END}</pre>",
    ):
        page = document_fromstring(f"<html><body>{body}</body></html>")
        whole = page.text_content()
        assert take_out_frame(page) == (Header(), "")
        assert page.text_content() == whole
