"""Tables: a frame's columns under headings, as JSON, with links where cells lead somewhere."""

import math
from types import SimpleNamespace

import IPython
import pandas as pd
from bs4 import BeautifulSoup

from reading.show.frames import details_table
from reading.show.output_types import TABLE
from reading.site.charts.templates import get_template

FRAME = pd.DataFrame({"Term": ["quay", "trade"], "Value": [0.5, math.nan]})
LINKED = FRAME.assign(href=["a.html#s1", "b.html#s2"])


def shown(frame=FRAME):
    return details_table(frame, "Terms")._repr_mimebundle_()[TABLE]


def test_a_kernel_of_jupyter_gets_html_whose_text_is_escaped_and_formatted(monkeypatch):
    monkeypatch.setattr(IPython, "get_ipython", lambda: SimpleNamespace(kernel=object()))
    frame = pd.DataFrame({"Term": ["<b>", "quay"], "Log Ratio": [0.00123, 0.25], "href": ["a", "b"]})
    html = details_table(frame, "Terms & p")._repr_mimebundle_()["text/html"]
    html = BeautifulSoup(html, "html.parser")
    assert html.caption.get_text() == "Terms & p"
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in html.find_all("tr")]
    assert rows == [["Term", "Log Ratio"], ["<b>", "0.00123"], ["quay", "0.25"]]


def test_a_cell_leads_from_the_page_to_where_its_link_says():
    html = get_template("table.html").render(table=shown(LINKED), root="../")
    assert '<a href="../a.html#s1">quay</a>' in html
    assert "0.5" in html


def test_a_folded_table_has_its_caption_as_summary_and_keeps_its_name():
    html = BeautifulSoup(get_template("table.html").render(table=shown(), root=""), "html.parser")
    details = html.select_one("details:not([open])")
    assert details.summary.get_text() == details.caption.get_text() == "Terms"
    assert len(details.select("tbody tr")) == len(FRAME)
    open_table = get_template("table.html").render(table=shown() | {"folded": False}, root="")
    assert not BeautifulSoup(open_table, "html.parser").select("details")
