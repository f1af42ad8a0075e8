"""Frames of pandas on a page: readable without styles, by screen readers too, and named by their code."""

import pandas as pd
from bs4 import BeautifulSoup

from reading.site.pages.outputs import clean_frame, fold_code

FRAME = pd.DataFrame({"word": ["quay", "sea-port"], "p": [float("nan"), -1e-9], "count": [1, 20]})


def cleaned(frame):
    return BeautifulSoup(clean_frame(frame._repr_html_(), "Frame 1: f"), "html.parser")


def test_a_frame_keeps_no_style_and_has_scopes_and_a_caption():
    html = cleaned(FRAME)
    assert html.find("style") is None
    assert not html.select("[style], [border], .dataframe")
    assert html.caption.get_text() == html.div["aria-label"] == "Frame 1: f"
    scopes = [(cell.get_text(), cell["scope"]) for cell in html.find_all("th")]
    assert scopes == [("word", "col"), ("p", "col"), ("count", "col"), ("0", "row"), ("1", "row")]


def test_code_is_folded_unless_it_is_to_be_read_and_frames_are_named_by_it():
    output = {"data": {"text/html": FRAME._repr_html_()}}
    cells = [
        {
            "cell_type": "code",
            "metadata": {"tags": tags},
            "source": source,
            "outputs": [{"data": {**output["data"]}}],
        }
        for tags, source in ((["open"], "a = 1\nb.head()"), ([], "c[\n  'd'\n]"))
    ]
    fold_code({"cells": cells})
    assert [cell["metadata"]["tags"] for cell in cells] == [["open"], ["hide-input"]]
    names = [BeautifulSoup(cell["outputs"][0]["data"]["text/html"], "html.parser").div for cell in cells]
    assert [name["aria-label"] for name in names] == ["Frame 1: b.head()", "Frame 2: c['d']"]
