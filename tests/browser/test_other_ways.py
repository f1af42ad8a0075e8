"""Every page with scripts off, on paper, and from a folder without a server."""

from coloraide import Color


def test_pages_are_readable_without_script(visits):
    for name, record in visits.without_script.items():
        assert all(record["charts"]), f"{name}: a chart is not drawn"
        assert record["heading"], f"{name}: the heading is not visible"
    assert sum(record["links"] for record in visits.without_script.values()), "no chart is a link"


def test_paper_is_white_with_black_text_and_every_chart(visits):
    faults = {}
    for name, record in visits.wide.items():
        drawn, paper, inks = record["paper"]
        pale = [ink for ink in inks if Color(ink).contrast("white") < 7]
        if not all(drawn) or paper != "rgb(255, 255, 255)" or pale:
            faults[name] = drawn, paper, pale
    assert faults == {}


def test_the_site_opens_from_a_folder(visits):
    for name, record in visits.from_folder.items():
        assert all(record["charts"]), f"{name}: a chart is not drawn"
        assert record["ink"], f"{name}: the style sheet is not loaded"
        assert record["problems"] == [], name
