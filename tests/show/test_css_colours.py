"""The colours of the style sheet, for files without a style sheet."""

import re

import pytest

from reading.show import theme
from reading.show.css_colours import palette, resolve_colours
from tests.conftest import ROOT

SHEET = """
:root body {
  color-scheme: light dark;
  --ground: light-dark(#fff, #000);
  --page: var(--ground);
  --stack: Charter, serif;
}

@media print { :root body { --ground: red; } }
"""


def test_a_variable_without_a_colour_is_an_error():
    with pytest.raises(KeyError, match="--ink"):
        resolve_colours("var(--ink)", palette(SHEET))


def test_the_books_own_colours_are_all_resolved_in_both_modes():
    sheet = (ROOT / "_static" / "book.css").read_text(encoding="utf-8")
    for mode in ("light", "dark"):
        colours = palette(sheet, mode)
        assert {"--page", "--ink", "--section-1", "--heat-4"} <= colours.keys()
        assert not [value for value in colours.values() if "var(" in value or "light-dark(" in value]


def test_charts_outside_the_site_have_the_light_colours_of_the_style_sheet():
    colours = palette((ROOT / "_static" / "book.css").read_text(encoding="utf-8"))
    single = [theme.INK, theme.QUIET, theme.FAINT, theme.REST, theme.PAGE, theme.ON_HEAT]
    for colour in (*single, *theme.SECTIONS, *theme.HEAT, *theme.STANCES):
        name, light = re.fullmatch(r"var\((--.+), (#\w+)\)", colour).groups()
        assert light == colours[name]
