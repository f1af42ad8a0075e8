"""Charts, figures and the explorer of documents of any size: full, finite, and no larger than can be read."""

import json
import math

import pytest

from reading import charts, new
from reading.charts.common import SECTIONS
from reading.charts.places import SIDE_BY_SIDE
from reading.charts.plain_titles import TITLES
from reading.data.book import Book
from reading.evidence.explorer import explorer_data
from reading.figures import registry
from tests.conftest import ROOT
from tests.new import documents

ROWS = 50
"""Bars, dots or rows that one view may have."""


def begun(folder, name, text):
    copy = folder / name
    copy.write_text(text, encoding="utf-8")
    return Book.load(new.create_book(copy, folder / "book", ROOT).folder)


@pytest.fixture(scope="module", params=["report.md", "speech.txt", "note.txt"])
def sized(request, tmp_path_factory):
    """A book on a document of many sections, of one section, or of two sentences."""
    texts = {"report.md": documents.report(2500), "speech.txt": documents.SPEECH, "note.txt": documents.NOTE}
    return begun(tmp_path_factory.mktemp("sized"), request.param, texts[request.param])


def drawn(book, name):
    """A chart, or None where it says that it has nothing to show."""
    page = {"paragraph": book.document.paragraphs["paragraph"].iloc[0]} if name == "paragraph_terms" else {}
    try:
        return getattr(charts, name)(book, title=TITLES[name], **page).to_dict()
    except ValueError:
        return None


def views(spec):
    """The parts of a chart that have axes of their own."""
    parts = [part for key in ("hconcat", "vconcat") for part in spec.get(key, [])]
    return [view for part in parts for view in views(part)] or [spec]


@pytest.mark.parametrize("name", TITLES)
def test_a_chart_has_something_to_show_that_can_be_read_or_says_that_it_has_not(sized, name):
    spec = drawn(sized, name)
    if spec is None:
        assert len(sized.document.sections) == 1
        return
    json.dumps(spec, allow_nan=False)
    assert spec["usermeta"]["table"]["rows"]
    for view in views(spec):
        for layer in view.get("layer", [view]):
            axis = layer.get("encoding", {}).get("y", {})
            if axis.get("type") == "nominal" and "field" in axis:
                values = {row.get(axis["field"]) for rows in spec["datasets"].values() for row in rows}
                assert len(values - {None}) <= ROWS


def test_where_sections_have_no_colour_no_bar_is_split_by_them(sized):
    spec = drawn(sized, "top_terms")
    split = "Section" in spec["usermeta"]["table"]["columns"]
    assert split == (len(sized.document.sections) <= len(SECTIONS))


def test_marks_of_many_sentences_are_the_darker_the_more_of_them_hold_the_word(sized):
    spec = drawn(sized, "term_places")
    marks = next(rows for rows in spec["datasets"].values() if rows and "held" in rows[0])
    held = sum(row["held"] for row in marks)
    every = sum(row[2] for row in spec["usermeta"]["table"]["rows"])
    assert held == every
    shaded = "opacity" in json.dumps(spec["layer"])
    assert shaded == (len(sized.document.sentences) > SIDE_BY_SIDE)


def test_every_figure_is_a_finite_number_or_words(sized):
    for figure in registry(sized).values():
        assert not isinstance(figure.value, float) or math.isfinite(figure.value), figure.name


def test_the_explorer_tells_every_term_in_json(sized):
    told = explorer_data(sized)
    assert len(told["terms"]) == sized.document.incidence["lemma"].nunique()
    json.dumps(told, allow_nan=False)
