"""The bookmarks of a PDF name its headings."""

from reading.documents.pdf.bookmarks import find_bookmarks
from reading.documents.pdf.pdf_pages import join_pdf_pages
from reading.files.pdf import Bookmark, PageLine

TEXTS = [
    ["On Ships", "Section 1 Ships of", "the North", "They sail.", "II. Boats", "They stay."],
    ["Boats", "They stay on.", "Note", "We saw them."],
]
LINES = [
    PageLine(text, 50.0, 800.0 - 30 * row, 10.0, False, page)
    for page, texts in enumerate(TEXTS)
    for row, text in enumerate(texts)
]


def find(*bookmarks):
    found = find_bookmarks(LINES, bookmarks)
    return [
        (" ".join(line.text for line in LINES[place:end]), level) for place, (end, level) in found.items()
    ]


def test_a_bookmark_is_found_on_its_page_over_several_lines_and_without_its_number():
    found = find(Bookmark("Ships of the North", 1, 0), Bookmark("boats", 2, 0), Bookmark("Boats", 1, 1))
    assert found == [("Section 1 Ships of the North", 1), ("II. Boats", 2), ("Boats", 1)]


def test_bookmarks_that_are_mostly_no_lines_of_the_text_are_not_trusted():
    assert find(Bookmark("Boats", 1, 0), Bookmark("New Page", 1, 0), Bookmark("They", 1, 0)) == []


def test_nothing_stands_before_a_heading_whose_bookmark_has_its_number():
    lines = [
        PageLine(text, 50.0, 800.0, 10.0, False)
        for text in ("12", "Part 1 Ships", "They sail.", "Part 2 Boats")
    ]
    found = find_bookmarks(lines, [Bookmark("Part 1 Ships", 1, 0), Bookmark("Part 2 Boats", 1, 0)])
    assert list(found) == [1, 3]


def test_a_label_may_stand_above_a_heading_and_a_number_of_a_page_does_not():
    texts = ["Part I", "Ships", "They sail.", "p36).", "4 Boats", "They stay."]
    lines = [PageLine(text, 50.0, 800.0, 10.0, False) for text in texts]
    found = find_bookmarks(lines, [Bookmark("Ships", 1, 0), Bookmark("Boats", 1, 0)])
    assert [(place, end) for place, (end, _) in found.items()] == [(0, 2), (4, 5)]


def test_a_line_within_a_longer_one_is_no_heading():
    assert find(Bookmark("North", 1, 0), Bookmark("saw them", 1, 1)) == []


def test_headings_that_are_set_like_bookmarked_ones_are_beside_them_and_others_below():
    rows = [
        ("Ports", 20.0, False),
        ("Ships", 14.0, False),
        ("Two ships sail.", 10.0, False),
        ("In bold", 10.0, True),
        ("One ship stays.", 10.0, False),
        ("Wells", 14.0, False),
        ("They are deep.", 10.0, False),
        ("Boats", 14.0, False),
        ("They stay here.", 10.0, False),
        ("Bold as well", 10.0, True),
        ("They stay there.", 10.0, False),
    ]

    def find_levels(*rows):
        lines = [
            PageLine(text, 50.0, 800.0 - 40 * row, size, bold) for row, (text, size, bold) in enumerate(rows)
        ]
        found = join_pdf_pages([lines], bookmarks=[Bookmark("Ships", 1, 0), Bookmark("Boats", 1, 0)])
        return {block.lines[0]: block.level for block in found.blocks if block.level}

    beside = {"Ports": 1, "Ships": 2, "Wells": 2, "Boats": 2}
    assert find_levels(*rows) == {**beside, "In bold": 3, "Bold as well": 3}
    # One alone divides nothing.
    assert find_levels(*rows[:-2]) == beside


def test_a_title_may_come_again_as_a_heading():
    rows = ["Ships of the North", "They sail.", "Ships of the North", "They come.", "Boats", "No."]
    lines = [PageLine(text, 50.0, 800.0 - 40 * row, 10.0, False, row // 2) for row, text in enumerate(rows)]
    found = join_pdf_pages([lines], bookmarks=[Bookmark(rows[0], 1, 1), Bookmark("Boats", 1, 2)])
    assert [block.lines[0] for block in found.blocks] == rows


def test_a_paragraph_that_repeats_a_bookmarked_heading_is_a_running_line():
    rows = [
        "Part 1 Ships of the North",
        "They sail.",
        "Part 1: Ships of the North",
        "They come.",
        "Boats",
        "No.",
    ]
    lines = [PageLine(text, 50.0, 800.0 - 40 * row, 10.0, False) for row, text in enumerate(rows)]
    found = join_pdf_pages([lines], bookmarks=[Bookmark(rows[0], 1, 0), Bookmark("Boats", 1, 0)])
    assert [block.lines[0] for block in found.blocks] == [rows[0], "They sail.", "They come.", "Boats", "No."]
    assert found.stripped == ["at the edge of a page: 'Part 1: Ships of the North'"]


def test_the_larger_of_two_lines_of_a_page_is_the_heading_and_a_running_head_is_none():
    rows = [("Division 1 Ships", 8.0), ("Section 7", 12.0), ("Division 1: Ships", 14.0), ("They sail.", 10.0)]
    rows += [("Boats", 14.0), ("They stay.", 10.0), ("Boats", 10.0)]
    lines = [PageLine(text, 50.0, 800.0 - 30 * row, size, False) for row, (text, size) in enumerate(rows)]
    found = find_bookmarks(lines, [Bookmark("Division 1—Ships", 1), Bookmark("Boats", 1)])
    assert [(place, end) for place, (end, _) in found.items()] == [(2, 3), (4, 5)]


def test_a_bookmarked_heading_right_above_the_next_of_its_series_is_left_out_and_named():
    rows = [
        "Part 1 Ships",
        "1.1 Masts",
        "They are high.",
        "1.2 Oars",
        "1.3 Sails",
        "They are white.",
        "2 Nets",
        "2.1 Ropes",
        "They are thin.",
    ]
    rows += ["Boats", "Oars", "They are short.", "Annex A Nets", "Annex B Ropes", "They are long."]
    lines = [PageLine(text, 50.0, 800.0 - 40 * row, 10.0, False) for row, text in enumerate(rows)]
    marks = [Bookmark(text, 1, 0) for text in rows if not text.endswith(".")]
    found = join_pdf_pages([lines], bookmarks=marks)
    left = [row for row in rows if row not in ("1.2 Oars", "Annex A Nets")]
    assert [block.lines[0] for block in found.blocks] == left
    assert found.stripped == [
        f"the section {name!r}, which has no text" for name in ("1.2 Oars", "Annex A Nets")
    ]
