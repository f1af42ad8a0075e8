"""PDF files, Word documents and web pages are read, and whatever is wrong with them is one message."""

import io
import sys

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reading.documents import any_format
from reading.files import convert
from reading.files.errors import ReadingErrors
from reading.files.kinds import recognise
from reading.files.pdf import DRAWN_RULE, Bookmark, PageLine, join_pieces, read_pdf
from reading.files.web_page import read_html
from reading.files.word import read_docx
from tests.files.pdf import write_pdf


def saved(document):
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


@pytest.fixture
def word():
    document = docx.Document()
    document.core_properties.title = "On Ships"
    document.add_heading("Ships", 1)
    document.add_paragraph("A ship carries two lights. ").add_run("Both are white.").bold = True
    document.add_heading("At night", 2)
    document.add_paragraph("It stays in the harbour.", style="List Number")
    document.add_table(1, 1).cell(0, 0).text = "A cell."
    return document


def read(path, data):
    path.write_bytes(data)
    return any_format.read(path)


def refusal(read, path, data):
    with pytest.raises(ReadingErrors) as caught:
        read(path, data)
    [error] = caught.value.exceptions
    return error


def test_a_paragraph_right_below_a_table_whose_mark_it_has_is_left_out_with_it(word, tmp_path):
    word.tables[0].cell(0, 0).text = "Sailors*"
    word.add_paragraph("* They sleep late.")
    word.add_paragraph("* They wake early.")
    text = read(tmp_path / "a.docx", saved(word))
    assert text.text.strip().endswith("harbour.\n\n* They wake early.")
    assert text.describe() == ["left out: 1 table: 5 words"]
    word.tables[0].cell(0, 0).text = "Sailors"
    assert "sleep" in read(tmp_path / "a.docx", saved(word)).text


def test_a_section_of_a_word_document_with_only_a_table_is_named(word, tmp_path):
    word.add_heading("Crews", 2)
    word.add_table(1, 1).cell(0, 0).text = "Ann"
    assert "the section 'Crews', which has no text" in read(tmp_path / "a.docx", saved(word)).stripped
    word.add_paragraph("They sleep late.")
    assert "Crews" in read(tmp_path / "a.docx", saved(word)).headings


def test_a_word_document_has_its_headings_and_no_tables(tmp_path, word):
    text = read(tmp_path / "a.docx", saved(word))
    assert text.text.strip().split("\n\n") == [
        "Ships",
        "A ship carries two lights. Both are white.",
        "At night",
        "It stays in the harbour.",
    ]
    assert "cell" not in text.text
    assert text.headings == {"Ships": 1, "At night": 2}
    assert text.stated == "On Ships"
    assert text.describe() == ["left out: 1 table: 2 words"]


def test_where_a_word_document_has_no_heading_styles_larger_type_makes_headings(tmp_path):
    document = docx.Document()
    for heading, words in (("Ships", "A ship is white."), ("Boats", "A boat is red.")):
        document.add_paragraph().add_run(heading).font.size = docx.shared.Pt(16)
        document.add_paragraph(words).style.font.size = docx.shared.Pt(11)
    assert read(tmp_path / "a.docx", saved(document)).headings == {"Ships": 1, "Boats": 1}


def test_where_a_word_document_has_no_heading_styles_bold_type_makes_headings(tmp_path):
    document = docx.Document()
    for heading, words in (("Ships", "A ship is "), ("Boats", "A boat is ")):
        document.add_paragraph().add_run(heading).bold = True
        document.add_paragraph(words).add_run("small").bold = True
    assert read(tmp_path / "a.docx", saved(document)).headings == {"Ships": 1, "Boats": 1}


CONTENTS = """\
<w:sdt {}><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>
</w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Ships 1</w:t></w:r></w:p></w:sdtContent></w:sdt>"""
FORM = "<w:sdt {}><w:sdtContent><w:p><w:r><w:t>A form frames this.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
FORMULA = """\
<m:oMath {}><m:r><m:t>x</m:t></m:r>
<m:sSup><m:e><m:r><m:t>=y</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>
<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f></m:oMath>"""


def parse_word(xml):
    return docx.oxml.parse_xml(xml.format(docx.oxml.ns.nsdecls("w", "m")))


def test_formulas_and_framed_paragraphs_of_a_word_document_are_read_and_its_contents_are_not(tmp_path, word):
    paragraph = word.add_paragraph("For ships ")._p
    paragraph.append(parse_word(FORMULA))
    paragraph.addnext(parse_word(FORM))
    paragraph.addprevious(parse_word(CONTENTS))
    word.add_paragraph()._p.append(parse_word(FORMULA))
    text = read(tmp_path / "a.docx", saved(word))
    assert text.text.strip().split("\n\n")[-2:] == ["For ships x=y^21/3", "A form frames this."]
    assert text.describe() == ["left out: a contents list", "left out: 1 table: 2 words"]


def test_text_that_was_deleted_in_word_is_not_read(tmp_path, word):
    paragraph = word.add_paragraph("It sails")
    inserted, deleted = (docx.oxml.OxmlElement(f"w:{tag}") for tag in ("ins", "del"))
    for change, tag, words in ((inserted, "w:t", " late."), (deleted, "w:delText", " soon.")):
        run, text = docx.oxml.OxmlElement("w:r"), docx.oxml.OxmlElement(tag)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    assert "It sails late." in read(tmp_path / "a.docx", saved(word)).text


PAGE = """\
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>On Ships</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/about">About this site</a></li></ul></nav>
<h1>Ships</h1>
<p>A ship that leaves the harbour at night carries two lights, and <b>both</b> of them are white.</p>
<h2>Boats<a href="#boats">\uf0c1\u00b6</a></h2>
<p>A boat carries <code>none</code>. It stays in the harbour at night, because nobody could see it there.</p>
<pre><code>boat = 1\nship = 2\n</code></pre><ul><li>One boat is red.</li><li>Another boat is green.</li></ul>
<footer>Copyright 2020. All rights reserved.</footer></body></html>
"""


def test_a_web_page_has_its_headings_and_no_menus(tmp_path):
    text = read(tmp_path / "a.html", PAGE.encode())
    assert [line.text for line in text.lines if line.text] == [
        "Ships",
        "A ship that leaves the harbour at night carries two lights, and both of them are white.",
        "Boats",
        "A boat carries none. It stays in the harbour at night, because nobody could see it there.",
        "One boat is red.",
        "Another boat is green.",
    ]
    assert text.headings == {"Ships": 1, "Boats": 2}


CODE = PAGE.replace("Ships</h1>", 'Ships <a class="headerlink" href="#ships">\u00b6</a></h1>').replace(
    "<pre><code>boat = 1",
    "<table><tr><td>One</td></tr></table><pre><b>\n#include boat\n</b></pre><pre><code>",
)
LINKS = '<h2>See also</h2><ul><li><a href="/a">Ports</a></li><li><a href="/b">Lights</a></li></ul>'


def test_a_web_page_names_what_is_left_out_of_it(tmp_path):
    text = read(tmp_path / "a.html", CODE.replace("<footer>", f"{LINKS}<footer>").encode())
    assert text.headings == {"Ships": 1, "Boats": 2}
    assert "include" not in text.text
    assert "One boat is red." in text.text
    assert text.describe() == [
        "left out: 2 code blocks",
        "left out: 1 table: 1 word",
        "left out: the section 'See also', which has no text",
    ]


def test_code_between_two_texts_of_a_web_page_parts_them(tmp_path):
    page = PAGE.replace("<footer>", "Ships <b>sail</b>.<pre>x = 1</pre>Boats <i>wait</i>, too.<footer>")
    lines = [line.text for line in read(tmp_path / "a.html", page.encode()).lines if line.text]
    assert lines[-2:] == ["Ships sail.", "Boats wait, too."]


def test_a_web_page_that_is_set_as_it_was_typed_is_no_code(tmp_path):
    lines = ["A ship that leaves the harbour at night carries two lights,", "and both of them are white."] * 9
    page = f"<html><body><h1>Ships</h1><pre>{chr(10).join(lines)}</pre></body></html>"
    assert "both of them are white" in read(tmp_path / "a.html", page.encode()).text


def test_a_pdf_has_its_headings_and_no_running_heads(tmp_path):
    pages = [
        [("Ships", 20), ("A \ufb01ne ship carries two associ-", 10), ("ated lights.", 10), ("Harbours 1", 8)],
        [("Boats", 20), ("A boat carries none, and stays there.", 10), ("Harbours 2", 8)],
    ]
    text = read(tmp_path / "a.pdf", write_pdf(pages))
    assert [line.text for line in text.lines if line.text] == [
        "Ships",
        "A fine ship carries two associated lights.",
        "Boats",
        "A boat carries none, and stays there.",
    ]
    assert text.headings == {"Ships": 1, "Boats": 1}
    assert text.describe() == ["left out: running line 'Harbours 1' and the like on 2 pages"]


def pieces(*places):
    return [PageLine(text, left, bottom, 10.0, False) for text, left, bottom in places]


@pytest.mark.parametrize(
    ("found", "lines"),
    [
        ([("Two", 60, 90), ("lights", 80, 90), ("burn.", 108, 90)], ["Two lights burn."]),
        ([("Two", 60, 90), ("lights", 60, 78)], ["Two", "lights"]),
        ([("Lights", 60, 90), ("4", 500, 90)], ["Lights", "4"]),
        ([("A ship of the north", 60, 90), ("has them.", 158, 90)], ["A ship of the north has them."]),
        ([("A ship of the north", 60, 90), ("A boat.", 200, 90)], ["A ship of the north", "A boat."]),
    ],
)
def test_only_near_pieces_of_a_row_are_one_line(found, lines):
    assert [line.text for line in join_pieces(pieces(*found))] == lines


def test_a_pdf_states_its_title_and_bookmarks(tmp_path):
    pages = [[("Ships", 20), ("They sail.", 10)], [("Boats", 20), ("They stay.", 10)]]
    data = write_pdf(pages, title="On Ships", bookmarks=[("Ships", 0), ("Boats", 1)])
    found = read_pdf(tmp_path / "a.pdf", data)
    assert found.title == "On Ships"
    assert found.bookmarks == [Bookmark("Ships", 1, 0), Bookmark("Boats", 1, 1)]


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("On Ships", "On Ships"),
        ("Constitution", "Constitution"),
        ("Word Document", ""),
        ("Microsoft Word - ships v2", ""),
        ("Untitled document", ""),
        ("report_final.docx", ""),
        ("ships-2", ""),
        ("Harbour Rules rev12May2020", ""),
        ("Harbour Rules - FINAL", ""),
        ("HARBOUR RULES: FINAL REPORT", "HARBOUR RULES: FINAL REPORT"),
        ("Harbour Rules COAST-XXX", ""),
        *(
            (title, title)
            for title in (
                "Super Bowl XXX",
                "Proceedings of the XXX Conference",
                "Guide to QuickBooksOnline Users",
                "LibreOfficeWriter Guide",
                "Harbour Controls, rev. 5",
                "Ports - a FINAL word",
                "How to Make a COPY",
            )
        ),
    ],
)
def test_a_title_that_a_program_wrote_is_none(stated, title):
    assert convert.clean_title(stated) == title


def test_what_cannot_be_read_is_refused_in_one_message(tmp_path):
    assert "no text" in refusal(read_pdf, tmp_path / "a.pdf", write_pdf([[]])).problem
    assert "as PDF" in refusal(read_pdf, tmp_path / "a.pdf", b"%PDF-1.4 broken").problem
    assert "as Word" in refusal(read_docx, tmp_path / "a.docx", b"PK broken").problem
    assert "no text" in refusal(read_html, tmp_path / "a.html", b"<html></html>").problem


@pytest.mark.parametrize(
    ("read", "library"),
    [(read_pdf, "pypdf"), (read_docx, "docx"), (read_html, "trafilatura")],
)
def test_where_the_library_is_missing_the_message_names_the_command(tmp_path, monkeypatch, read, library):
    monkeypatch.setitem(sys.modules, library, None)
    error = refusal(read, tmp_path / "a", b"")
    assert error.hint == f"install them: {convert.INSTALL}"


def test_a_pdf_is_recognised_whatever_its_name_is(tmp_path):
    assert recognise(tmp_path / "a.txt", write_pdf([[]])) == "pdf"


def test_a_pdf_is_recognised_below_other_lines_by_its_suffix(tmp_path):
    data = b"%%EOF\n" + write_pdf([[]])
    assert recognise(tmp_path / "a.pdf", data) == "pdf"
    assert recognise(tmp_path / "a.txt", b"A PDF begins with %PDF-1.4.") == "text"


def test_a_word_document_has_the_title_of_its_style_and_levels_of_its_outline(tmp_path):
    document = docx.Document()
    document.add_paragraph("On Ships", style="Title")
    document.add_paragraph("and their Lights", style="Title")
    document.add_paragraph("A Study", style="Subtitle")
    document.add_paragraph("Table of Contents", style="Heading 1")
    document.add_paragraph("This page intentionally left blank")
    style = document.styles.add_style("Clause", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.element.get_or_add_pPr().append(OxmlElement("w:outlineLvl"))
    style.element.pPr[-1].set(qn("w:val"), "0")
    for name in ("Ships", "Boats"):
        document.add_paragraph(name, style="Clause")
        document.add_paragraph("They sail at night.")
    text = read(tmp_path / "a.docx", saved(document))
    assert text.title == "On Ships and their Lights"
    assert text.headings == {"On Ships and their Lights": 1, "Ships": 2, "Boats": 2}
    assert "A Study" in " ".join(text.stripped)
    assert "Contents" not in text.text
    assert "blank" not in text.text


def test_a_clause_in_the_style_of_a_heading_and_a_level_of_the_default_style_are_text(tmp_path):
    document = docx.Document()
    normal = document.styles["Normal"].element.get_or_add_pPr()
    normal.append(OxmlElement("w:outlineLvl"))
    normal[-1].set(qn("w:val"), "0")
    clauses = (
        "A ship shall carry two lights when it sails at night.",
        "It was known to the owner before it sailed; or",
        "A boat need not carry any light where it can prove:",
        f"A ship carries lights {'and a bell or a horn ' * 4}at night",
    )
    names = ["Lights at Night", "The Duties of Those Who Own a Ship or a Boat:"]
    for name in names:
        document.add_paragraph(name, style="Heading 1")
        for clause in clauses:
            document.add_paragraph(clause, style="Heading 2")
        document.add_paragraph("Boats")
        document.add_paragraph("They carry one.")
    text = read(tmp_path / "a.docx", saved(document))
    assert list(text.headings) == names
    assert all(text.text.count(part) == 2 for part in (*clauses, "Boats", "They carry one."))


def test_larger_type_in_a_word_document_is_above_bold_type_and_rows_are_no_headings(tmp_path):
    document = docx.Document()
    for text, size in (
        ("Ships", 16),
        ("At night", None),
        ("Number\tName\tLights", None),
        ("They carry:", None),
    ):
        run = document.add_paragraph().add_run(text)
        run.bold, run.font.size = True, size and docx.shared.Pt(size)
        document.add_paragraph("A ship carries two lights when it sails at night.")
    document.add_paragraph().add_run("Boats").font.size = docx.shared.Pt(16)
    document.add_paragraph("They carry one.")
    text = read(tmp_path / "a.docx", saved(document))
    assert text.headings == {"Ships": 1, "At night": 2, "Boats": 1}


def test_a_colon_that_is_not_bold_leaves_a_heading_bold(tmp_path):
    document = docx.Document()
    heading = document.add_paragraph()
    for text, bold in (("Oslo", True), (": ", False), ("Ships", True)):
        heading.add_run(text).bold = bold
    document.add_paragraph("A ship carries two lights when it sails at night.")
    assert "Oslo: Ships" in (read(tmp_path / "a.docx", saved(document)).headings or {})


def test_formulas_of_a_pdf_are_no_sentences(tmp_path):
    lines = [("Ships", 20), ("A ship carries two lights.", 10), ("x = 2 + y", 9), ("It sails at night.", 10)]
    text = read(tmp_path / "a.pdf", write_pdf([lines]))
    assert "x = 2" not in text.text
    assert "1 formula or code" in text.stripped


def test_a_pdf_that_is_too_long_is_refused_before_its_last_page(tmp_path):
    data = write_pdf([[("Two ships sail.", 10)]] * 9)
    error = refusal(lambda path, data: read_pdf(path, data, most=10), tmp_path / "a.pdf", data)
    assert error.problem == "the first 4 of 9 pages have 12 words already"
    assert len(read_pdf(tmp_path / "a.pdf", data, most=27).pages) == 9


def test_a_web_address_that_is_broken_in_a_pdf_is_one_word(tmp_path):
    lines = [("Ships", 20), ("We saw ships and list them all at https:", 10), ("//a.org/ships today.", 10)]
    assert "at https://a.org/ships today." in read(tmp_path / "a.pdf", write_pdf([lines])).text


@pytest.mark.parametrize(
    ("text", "has_columns"),
    [
        ("Ships\tLights", True),
        ("Ships      Lights", True),
        ("Part 2\tLights", False),
        ("1.    Lights", False),
        ("Ships with  Lights", False),
    ],
)
def test_a_wide_gap_that_is_not_behind_a_number_parts_columns(tmp_path, text, has_columns):
    pdf = read_pdf(tmp_path / "a.pdf", write_pdf([[(text, 10)]]))
    assert [(line.text, line.has_columns) for line in pdf.pages[0]] == [(" ".join(text.split()), has_columns)]


def read_lines(tmp_path, lines, **options):
    return read_pdf(tmp_path / "a.pdf", write_pdf([lines], **options)).pages[0]


def read_underlined(tmp_path, drawn, *, count=3, **options):
    """The first line of as many pages as `count`, below which something is drawn."""
    pages = [[("1. Old harbours", 12), ("They wait.", 11)]] * count
    [line, _] = read_pdf(tmp_path / "a.pdf", write_pdf(pages, drawn=drawn, **options)).pages[0]
    return line


def test_an_underlined_line_is_set_apart_unless_it_is_a_link_or_a_row_of_a_table(tmp_path):
    # The first line stands at 757 points, and is about 80 points wide.
    def find(rule, **options):
        return read_underlined(tmp_path, [f"{rule} re f"], **options)

    assert find("74 755 66 0.5").underlined
    assert find("74 755 66 0.5").bold
    for other in ("74 733 66 0.5", "74 755 400 0.5", "74 755 20 0.5", "74 755 66 9"):
        assert not find(other).bold
    assert not find("74 755 66 0.5", links=[(70, 753, 140, 768)]).bold
    assert find("74 755 66 0.5", links=[(70, 700, 140, 715)]).bold
    # Corners may come in any order, and a broken link hides no other.
    assert not find("74 755 66 0.5", links=[(790, 768, 70, 753)]).bold
    assert not find("74 755 66 0.5", links=[(70, 753, 790, 768)]).bold
    for broken in ((1, 2), (70, 753, 140, "/Top"), (70, 753, 140, 768, 9)):
        assert find("74 755 66 0.5", links=[broken]).bold
        assert not find("74 755 66 0.5", links=[broken, (70, 753, 140, 768)]).bold


def test_lines_are_underlined_by_strokes_too_in_the_matrix_of_the_page(tmp_path):
    drawn = ["q 1 0 0 -1 0 850 cm 60 95 m 140 95 l S Q"]
    assert read_underlined(tmp_path, drawn).underlined


def test_a_note_of_a_page_that_is_null_hides_no_link(tmp_path):
    pages = [[("1. Old harbours", 12), ("They wait.", 11)]] * 3
    data = write_pdf(pages, drawn=["74 755 66 0.5 re f"], links=[(70, 753, 140, 768)])
    data = data.replace(b"/Annots [", b"/Annots [null ")
    assert not read_pdf(tmp_path / "a.pdf", data).pages[0][0].bold


def test_few_underlined_lines_and_those_of_forms_are_no_headings(tmp_path):
    drawn = ["74 755 66 0.5 re f"]
    assert read_underlined(tmp_path, drawn, count=3).bold
    few = read_underlined(tmp_path, drawn, count=2)
    assert (few.bold, few.underlined) == (False, False)

    def find_form(*below):
        # The first lines stand at 757, 742 and 728 points.
        drawn = [f"60 {bottom} 90 0.5 re f" for bottom in below]
        names = [("Ann Lee of Ports", 12), ("Elm Bay of Salt", 12), ("They wait.", 12)]
        pages = read_pdf(tmp_path / "a.pdf", write_pdf([names] * 3, drawn=drawn)).pages
        return [line.text for line in pages[2] if line.bold]

    assert find_form(755) == ["Ann Lee of Ports"]
    assert find_form(741) == ["Elm Bay of Salt"]
    assert find_form(755, 741) == []


def test_an_underlined_line_without_a_heading_keeps_what_it_begins_with_in_bold(tmp_path):
    [line, _] = read_lines(
        tmp_path, [("**Old** harbours", 12), ("They wait.", 11)], drawn=["60 755 66 0.5 re f"]
    )
    assert (line.lead, line.bold) == ("Old", False)


def test_a_short_rule_above_the_last_lines_is_a_line_of_its_own(tmp_path):
    lines = [("They wait for the ships.", 12)] * 3 + [("1Salt and iron.", 10)]
    # The lines stand at 757 to 728 points, and the last at 692.
    kept = [line.text for line in read_lines(tmp_path, lines, drawn=["60 715 140 0.5 re f"])]
    assert kept[3:] == [DRAWN_RULE, "1Salt and iron."]
    for other in ("60 715 400 0.5", "200 715 140 0.5", "60 500 140 0.5"):
        assert DRAWN_RULE not in [line.text for line in read_lines(tmp_path, lines, drawn=[f"{other} re f"])]


def test_a_line_tells_what_it_begins_with_in_bold(tmp_path):
    texts = ["**1. Ships.** They wait.", "1. **Ships** wait.", "Ships **wait.**", "**All ships wait.**"]
    lines = read_lines(tmp_path, [(text, 12) for text in texts])
    assert [(line.lead, line.bold) for line in lines] == [
        ("1. Ships.", False),
        ("1. Ships", False),
        ("", False),
        ("", True),
    ]


def test_a_space_without_width_is_none(tmp_path):
    path = tmp_path / "a.pdf"
    data = write_pdf([[("old ~ ships ~ , and (~ salt) ha~r", 12)]])
    data = data.replace(b"/Differences [174 /fi]", b"/Differences [126 /uni200B]")
    assert read_pdf(path, data).pages[0][0].text == "old ships, and (salt) har"


def test_pieces_in_bold_at_the_start_of_a_line_make_its_lead():
    def join(*pieces):
        lines, left = [], 50.0
        for text, bold in pieces:
            lines.append(PageLine(text, left, 700.0, 10.0, bold))
            left += 5.0 * len(text) + 3
        [line] = join_pieces(lines)
        return line.lead, line.bold

    assert join(("1.", False), ("Old", True), ("ships:", True), ("They", False), ("wait", True)) == (
        "1. Old ships:",
        False,
    )
    assert join(("Old", True), ("ships", False)) == ("Old", False)
    assert join(("1.", False), ("Old", True), ("ships", True)) == ("", True)
    assert join(("They", False), ("wait", True)) == ("", False)


@pytest.mark.parametrize("sizes", [(12, 12), (12, 14)])
def test_type_of_size_0_is_read(tmp_path, sizes):
    names = ["Old north", "New south", "Low coast"]
    pages = [[(f"{name} wait{row}", sizes[row // 3]) for row in range(4)] for name in names]
    data = write_pdf(pages).replace(b"/F1 12 Tf", b"/F1 0  Tf")
    found = read(tmp_path / "a.pdf", data)
    assert all(f"{name} wait{row}" in found.text for name in names for row in range(4))


def test_small_capitals_have_the_size_of_their_first_letters(tmp_path):
    def find_size(first, rest):
        text = f"BT /F1 14 Tf 1 0 0 1 60 500 Tm ({first}) Tj /F1 11 Tf 10 0 Td ({rest}) Tj ET"
        [line] = read_lines(tmp_path, [], drawn=[text])
        return line.size

    assert find_size("T", "HE HARBOUR") == 14
    assert find_size("T", "he harbour") == 11
    assert find_size("1", "THE HARBOUR") == 11


def test_a_line_tells_the_small_number_of_a_note_with_which_it_ends(tmp_path):
    def find_mark(text, number, size):
        drawn = f"BT /F1 12 Tf 1 0 0 1 60 500 Tm ({text}) Tj /F1 {size} Tf 40 4 Td ({number}) Tj ET"
        [line] = read_lines(tmp_path, [], drawn=[drawn])
        return line.mark

    assert find_mark("Harbour", "15", 7) == "15"
    assert find_mark("Harbour", "15", 12) == ""
    assert find_mark("Harbour", "th", 7) == ""


def test_a_line_tells_the_small_number_of_a_note_with_which_it_begins(tmp_path):
    def find_number(number, size):
        drawn = f"BT /F1 {size} Tf 1 0 0 1 60 504 Tm ({number}) Tj /F1 12 Tf 8 -4 Td (Harbour) Tj ET"
        [line] = read_lines(tmp_path, [], drawn=[drawn])
        return line.text, line.number

    assert find_number("15", 7) == ("15Harbour", "15")
    assert find_number("15", 12) == ("15Harbour", "")
    assert find_number("Th", 7) == ("ThHarbour", "")
