"""Tables: a frame's columns under headings, as JSON, with links where cells lead somewhere."""

import json
import math
from types import SimpleNamespace

import IPython
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from reading.show.frames import table
from reading.show.spec import TABLE
from reading.site.drawings.templates import render

FRAME = pd.DataFrame(
    {"term": ["quay", "trade"], "value": [0.5, math.nan], "page": ["a.html#s1", "b.html#s2"]}
)


def shown(**options):
    bundle = table(FRAME, caption="Terms", columns={"term": "Term", "value": "Value"}, **options)
    return bundle._repr_mimebundle_()[TABLE]


def test_missing_numbers_are_empty_cells_and_all_values_are_json():
    content = shown()
    assert content["rows"] == [["quay", 0.5], ["trade", ""]]
    json.dumps(content, allow_nan=False)


@pytest.mark.parametrize("folded", [False, True])
def test_a_kernel_of_jupyter_gets_html_whose_text_is_escaped_and_formatted(monkeypatch, folded):
    monkeypatch.setattr(IPython, "get_ipython", lambda: SimpleNamespace(kernel=object()))
    frame = pd.DataFrame({"term": ["<b>", "quay"], "p": [0.00001, 0.25], "page": ["a.html", "b.html"]})
    columns = {"term": "Term", "p": "p, adjusted"}
    made = table(frame, caption="Terms & p", columns=columns, links={"term": "page"}, folded=folded)
    html = BeautifulSoup(made._repr_mimebundle_()["text/html"], "html.parser")
    assert html.caption.get_text() == "Terms & p"
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in html.find_all("tr")]
    assert rows == [["Term", "p, adjusted"], ["<b>", "< 0.001"], ["quay", "0.250"]]


def test_a_cell_leads_from_the_page_to_where_its_link_says():
    html = render("table.html", table=shown(links={"term": "page"}), root="../")
    assert '<a href="../a.html#s1">quay</a>' in html
    assert "0.5" in html


def test_a_long_text_keeps_room_on_a_narrow_screen():
    long = pd.DataFrame({"why": ["word " * 20, "short"]})
    html = render("table.html", table=table(long, caption="Why", columns={"why": "Why"}).content)
    assert html.count('class="long"') == 1


def test_the_text_of_a_link_keeps_as_much_room_as_any_other():
    frame = pd.DataFrame({"where": ["The neighbourhood 6", "word " * 20, "short"], "page": ["a", "b", "c"]})
    linked = table(frame, caption="Where", columns={"where": "Where"}, links={"where": "page"})
    html = render("table.html", table=linked.content)
    assert html.count('class="phrase"') == html.count('class="long"') == 1


def test_a_folded_table_has_its_caption_as_summary_and_keeps_its_name():
    html = BeautifulSoup(render("table.html", table=shown(folded=True), root=""), "html.parser")
    details = html.select_one("details:not([open])")
    assert details.summary.get_text() == details.caption.get_text() == "Terms"
    assert len(details.select("tbody tr")) == len(FRAME)
    assert not BeautifulSoup(render("table.html", table=shown(), root=""), "html.parser").select("details")
