"""Frames of pandas on a page: readable without styles, by screen readers too, and named by their code."""

import nbformat
import pandas as pd
from bs4 import BeautifulSoup

from reading.site.pages.outputs import clean_frame, name_frames

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


def test_frames_are_named_by_the_code_that_shows_them():
    cells = [
        nbformat.v4.new_code_cell(
            "a = 1\nb.head()",
            outputs=[nbformat.v4.new_output("display_data", {"text/html": FRAME._repr_html_()})],
        )
        for _ in range(2)
    ]
    name_frames({"cells": cells})
    assert 'aria-label="Frame 2: b.head()"' in cells[1]["outputs"][0]["data"]["text/html"]
