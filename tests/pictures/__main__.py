"""Puts all charts of the built site on one page, or approves them as they are now.

python -m tests.pictures            writes _build/charts.html
python -m tests.pictures approve    writes the pictures that differ
"""

import sys

from tests.conftest import ROOT, Pages, names_of_pages
from tests.pictures import APPROVED, find_difference, name_drawings, paint, read_approved, save

SITE = ROOT / "_build" / "html"
PAGE = """<!doctype html><meta charset="utf-8"><title>All charts</title>
<link rel="stylesheet" href="html/_static/site.css">
<style>
  body {{ display: grid; grid-template-columns: 1fr 1fr; max-width: none; }}
  section {{ padding: 1rem; background: var(--page); color: var(--ink); }}
</style>
{charts}
"""
CHART = '<section style="color-scheme: {mode}"><h2>{name}</h2>{svg}</section>\n'


def main():
    """Do what the command line says."""
    drawings = dict(name_drawings(Pages(SITE, names_of_pages(SITE))))
    if sys.argv[1:] == ["approve"]:
        approve(drawings)
        return
    charts = [
        CHART.format(mode=mode, name=name, svg=svg)
        for name, svg in drawings.items()
        for mode in ("light", "dark")
    ]
    page = ROOT / "_build" / "charts.html"
    page.write_text(PAGE.format(charts="".join(charts)), encoding="utf-8")
    print(f"open {page.relative_to(ROOT)}")


def approve(drawings):
    """Write the pictures of drawings that differ from the approved ones, and remove those of no drawing."""
    for path in APPROVED.glob("*.png"):
        if path.name not in drawings:
            path.unlink()
            print(f"removed {path.name}")
    for name, svg in drawings.items():
        old, new = read_approved(name), paint(svg)
        if old is None or find_difference(old, new):
            save(new, APPROVED / name)
            print(f"approved {name}")


main()
