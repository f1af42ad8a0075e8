"""The colours of charts outside the site are those of its style sheet."""

import re

from reading.show import theme
from tests.conftest import ROOT


def test_charts_outside_the_site_have_the_light_colours_of_the_style_sheet():
    sheet = (ROOT / "reading/site/static/book.css").read_text(encoding="utf-8")
    single = [theme.INK, theme.QUIET, theme.FAINT, theme.REST, theme.PAGE, theme.ON_STRONG]
    for colour in (*single, *theme.SECTIONS, *theme.HEAT):
        name, light = re.fullmatch(r"var\((--.+), (#\w+)\)", colour).groups()
        assert f"{name}: light-dark({light}, " in sheet.partition("}")[0]
        assert theme.resolve_colours(f"fill: {colour}") == f"fill: {light}"
