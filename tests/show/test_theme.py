"""The colours of charts outside the site are those of its style sheet."""

from reading.show import theme
from tests.conftest import ROOT


def test_charts_outside_the_site_have_the_light_colours_of_the_style_sheet():
    sheet = (ROOT / "reading/site/static/book.css").read_text(encoding="utf-8")
    assert len(theme.NAMES) == 6 + len([*theme.SECTIONS, *theme.HEAT, *theme.CATEGORIES])
    for colour, name in theme.NAMES.items():
        assert f"--{name}: light-dark({colour}, " in sheet.partition("}")[0]
        assert theme.resolve_colours(theme.name_colour(colour)) == colour
