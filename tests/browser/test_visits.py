"""A page of each kind in a real browser; `make test-all` visits every page.

With assistive technology, enlarged text, without movement, on paper, without script, and from a folder.
"""

import pytest
from coloraide import Color

from tests.browser.visits import NARROW, WIDE


def faulty(records, *kinds):
    """What visits found of these kinds, by page, where they found anything."""
    return {(name, kind): record[kind] for name, record in records.items() for kind in kinds if record[kind]}


def test_axe_finds_no_fault(visits):
    """It is the first to ask for the visits: a page of each kind, at twelve widths, takes seconds."""
    assert faulty(visits.with_script, "light", "dark", "narrow") == {}


def test_pages_load_without_an_error_or_a_foreign_request(visits):
    for records in (visits.with_script, visits.without_script, visits.from_folder):
        assert faulty(records, "problems") == {}


def test_text_of_twice_the_size_is_neither_cut_nor_wider_than_the_screen(visits):
    for name, record in visits.with_script.items():
        large = record["large text"]
        assert large["size"] >= 32, name
        assert (large["width"] <= WIDE, large["cut"]) == (True, []), name


def test_pages_fit_every_width_and_the_article_begins_at_the_top_beside_the_sidebar(visits):
    for name, record in visits.with_script.items():
        for width, places in record["places"].items():
            assert places["width"] <= width, (name, width)
            assert places["heading"]["y"] <= 140, (name, width)
            if sidebar := places["sidebar"]:
                assert places["article"]["x"] >= sidebar["right"], (name, width)
        assert record["places"][WIDE]["sidebar"], name
        assert not record["places"][NARROW]["sidebar"], name


def test_buttons_and_links_are_large_enough_to_be_hit(visits):
    assert faulty(visits.with_script, "small") == {}


def test_nothing_moves_for_readers_who_prefer_reduced_motion(visits):
    assert faulty(visits.with_script, "moving") == {}


@pytest.mark.parametrize("way", ["with_script", "without_script", "from_folder"])
def test_every_chart_is_drawn_once(visits, way):
    drawn = {name: record["charts"] for name, record in getattr(visits, way).items()}
    assert sum(map(len, drawn.values())) >= 3
    assert {name: shown for name, shown in drawn.items() if not all(shown)} == {}


def test_charts_have_marks_for_the_keyboard(visits):
    assert faulty(visits.with_script, "faulty charts") == {}


def test_the_text_of_charts_has_twelve_pixels_within_its_drawing_at_every_width(visits):
    assert faulty(visits.with_script, "unreadable") == {}


def test_paper_is_white_with_black_text_and_every_chart(visits):
    for name, record in visits.with_script.items():
        drawn, paper, inks = record["paper"]
        assert all(drawn), name
        assert paper == "rgb(255, 255, 255)", name
        assert [ink for ink in inks if Color(ink).contrast("white") < 7] == [], name


def test_pages_are_readable_without_script(visits):
    assert all(record["heading"] for record in visits.without_script.values())
    assert sum(record["links"] for record in visits.without_script.values()), "no chart is a link"


def test_pages_have_their_style_when_they_are_opened_from_a_folder(visits):
    assert all(record["ink"] for record in visits.from_folder.values())
