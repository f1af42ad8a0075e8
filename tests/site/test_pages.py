"""The built pages: whole, linked, numbered, and the same each time they are built."""

import functools
import os
import posixpath
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

from tests.conftest import ROOT
from tests.site.builds import KNOWN, differing, site_of, without_build


def test_no_link_stands_within_another(site, page_names):
    # A parser would end the outer link where the inner one begins, as browsers do.
    within = re.compile(r"<a[\s>](?:(?!</a>).)*?<a[\s>]", re.DOTALL)
    assert [name for name in page_names if within.search((site / name).read_text(encoding="utf-8"))] == []


def test_every_link_and_anchor_within_the_site_resolves(site, pages):
    @functools.cache
    def leads(name, target):
        address, anchor = urldefrag(target)
        if urlsplit(address).scheme or target.startswith("#svg-"):
            return True
        found = posixpath.normpath(f"{name}/../{unquote(urlsplit(address).path)}") if address else name
        lost_anchor = anchor and found in pages and unquote(anchor) not in pages.places(found)
        return (site / found).exists() and not lost_anchor

    lost = []
    for name, page in pages.items():
        links = [link[kind] for kind in ("href", "src") for link in page.find_all(attrs={kind: True})]
        lost += [f"{name}: {link}" for link in links if not leads(name, link)]
    assert lost == []


def test_no_text_of_a_chart_is_cut_off_or_shows_a_value_that_its_rows_lack(pages):
    """Vega writes `undefined` where a panel or a label has no value."""
    drawings = [
        (name, svg.get_text(" ")) for name, page in pages.items() for svg in page.select(".drawing svg")
    ]
    assert len(drawings) > 20
    assert [name for name, text in drawings if re.search("\u2026|undefined|NaN", text)] == []


def test_no_id_stands_twice_on_a_page(pages):
    for name, page in pages.items():
        ids = [element["id"] for element in page.select("[id]")]
        assert len(ids) == len(set(ids)), name


def test_every_table_has_a_name_and_no_paragraph_mark_is_a_stop_of_the_tab_key(pages):
    for name, page in pages.items():
        tables = page.select("article table")
        assert all(table.caption or table.get("aria-label") for table in tables), name
        assert all(mark.get("tabindex") == "-1" for mark in page.select(".headerlink")), name


def test_every_number_of_the_landing_page_leads_to_its_cell(pages):
    numbers = pages["index.html"].select("article data")
    assert numbers
    assert [number["data-figure"] for number in numbers if number.parent.name != "a"] == []


def test_no_page_shows_a_warning_or_raw_markup(pages):
    for name, page in pages.items():
        assert not page.select(".admonition.warning, .system-message, .problematic, .cell_output.stderr"), (
            name
        )
        shown = page.select_one("article").get_text()
        assert "{{" not in shown, name
        assert "{fig}" not in page.get_text(), name
        assert "{s}" not in page.select_one("article").get_text(), name


def test_charts_carry_a_title_a_description_and_their_numbers(pages):
    charts = [chart for page in pages.values() for chart in page.select("figure.chart")]
    assert charts
    for chart in charts:
        assert chart.select_one("figcaption").get_text(strip=True)
        drawings = chart.select("svg.marks")
        assert drawings
        assert all(drawing["aria-label"] for drawing in drawings)
        assert len(chart.select("details table tbody tr")) > 1


@pytest.mark.extended
@pytest.mark.parametrize("which", ["small", "whole"])
def test_a_clean_build_by_jupyter_book_gives_the_bytes_of_the_site(which, request, tmp_path):
    built = request.getfixturevalue("built_small_book") if which == "small" else ROOT
    folder = without_build(built, tmp_path / "book")
    command = [str(Path(sys.executable).with_name("jupyter-book")), "build", ".", "-W", "-n", "--keep-going"]
    known = os.environ | (KNOWN if which == "small" else {})
    done = subprocess.run(command, cwd=folder, env=known, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    hint = "either a build is not deterministic, or `make site` has to be run after the last edit"
    assert differing(site_of(folder), site_of(built)) == [], hint
