"""Each chart of the site is the picture that somebody has looked at and approved."""

import pytest

from tests.conftest import ROOT
from tests.pictures import APPROVED, find_difference, name_drawings, paint, read_approved

LEFT = ROOT / "_build" / "differing"
"""Where a chart that differs leaves its pictures: old, new, and where they differ."""


def test_each_chart_is_its_approved_picture(pages):
    LEFT.mkdir(exist_ok=True)
    for path in LEFT.glob("*.png"):
        path.unlink()
    drawings = dict(name_drawings(pages))
    differing = []
    for name, svg in drawings.items():
        old, new = read_approved(name), paint(svg)
        difference = find_difference(old, new) if old else new
        if difference:
            differing.append(name)
            for kind, picture in {"old": old, "new": new, "difference": difference}.items():
                if picture:
                    picture.save(LEFT / f"{name.removesuffix('.png')}.{kind}.png")
    hint = f"see {LEFT.relative_to(ROOT)}; where the new one is right: make approve"
    assert differing == [], hint
    assert {path.name for path in APPROVED.glob("*.png")} == {*drawings}, "make approve removes the others"


def test_every_line_of_a_chart_is_level_or_upright(pages):
    lines = [
        (name, str(line))
        for name, page in pages.items()
        for line in page.select(".drawing line")
        if float(line.get("x2", 0)) and float(line.get("y2", 0))
    ]
    assert lines == []


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40">{}</svg>'
TEXT = '<text x="{}" y="20" font-family="sans-serif" font-size="13">{}</text>'


@pytest.mark.parametrize(
    "changed",
    [TEXT.format(9, "16 of 27"), TEXT.format(11, "16 of 22"), ""],
    ids=["a digit", "a shift", "no text"],
)
def test_a_small_change_is_visible(changed):
    old = paint(SVG.format(TEXT.format(9, "16 of 22")))
    assert find_difference(old, old) is None
    assert find_difference(old, paint(SVG.format(changed)))
