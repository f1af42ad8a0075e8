"""Charts, figures and the explorer of documents of any size: full, finite, and no larger than can be read."""

import json
import math
import shutil

import pytest

from reading import charts
from reading.analysis.counting import count_words
from reading.analysis.divisions import MAX_DIVISIONS
from reading.charts.common import SECTIONS
from reading.charts.plain_titles import TITLES
from reading.data.book import Book
from reading.evidence.explorer import explorer_data
from reading.figures import cached_registry
from reading.measures import frequency
from reading.new import notebooks
from tests.new import documents
from tests.new.conftest import create, list_no_outputs
from tests.new.themes import name_themes

ROWS = 50
"""Bars, dots or rows that one view may have."""


@pytest.fixture(scope="module", params=["report", "speech", "note"])
def sized(request, tmp_path_factory):
    """A book on a document of many sections, of one section, or of two sentences, with twelve themes."""
    folder = tmp_path_factory.mktemp("sized")
    if request.param == "note":
        # Its first theme stands in the note, the others nowhere.
        return name_frequent(shutil.copytree(request.getfixturevalue("note"), folder / "book"))
    with pytest.MonkeyPatch.context() as patch:
        # The tests draw the charts of the notebooks themselves.
        patch.setattr(notebooks, "collect_outputs", list_no_outputs)
        if request.param == "speech":
            return name_frequent(create(folder, "speech.txt", documents.SPEECH))
        # Short, but with more parts and sentences than a chart has colours, rows and marks for.
        book = name_frequent(create(folder, "report.md", documents.report(600, sentences=(1, 4))))
    assert len(book.document.sections) > len(SECTIONS)
    assert len(book.document.paragraphs) > MAX_DIVISIONS
    assert len(book.document.sentences) > ROWS
    return book


def name_frequent(root):
    """The book in a folder, with twelve themes: each has a frequent word, or one that stands nowhere."""
    lemmas = frequency.counts(count_words(Book.load(root)), ["lemma"])
    words = [
        *lemmas[lemmas["lemma"].str.isalpha()]["lemma"],
        *(f"Nowhere{letter}" for letter in "abcdefghijkl"),
    ]
    theme = "  theme-{0}:\n    label: On {1}\n    definition: It is about {1}.\n    terms: [{1}]\n"
    name_themes(root, "".join(theme.format(number, word) for number, word in enumerate(words[:12])))
    book = Book.load(root)
    assert len(book.lexicon.themes) == 12
    return book


OF_CODES = ("lexicon_validity",)
"""The charts that need a coding, which a new book does not have."""

OF_REFERENCES = (
    "first_uses",
    "likeness_choices",
    "nearest_at_a_glance",
    "nearest_texts",
    "own_terms",
    "places_map",
    "timeline",
    "word_histories",
)
"""The charts that need a reference, places or dates, which a new book does not have."""


def drawn(book, name):
    """A chart, or None where it says that it has nothing to show."""
    own = name.startswith("paragraph_") and name != "paragraph_sizes"
    page = {"paragraph": book.document.paragraphs["paragraph"].iloc[0]} if own else {}
    try:
        return getattr(charts, name)(book, title=TITLES[name], **page).to_dict()
    except ValueError:
        return None


def views(spec):
    """The parts of a chart that have axes of their own."""
    parts = [part for key in ("hconcat", "vconcat") for part in spec.get(key, [])]
    return [view for part in parts for view in views(part)] or [spec]


@pytest.mark.parametrize("name", TITLES)
def test_a_chart_is_readable_or_reports_that_it_has_nothing_to_show(sized, name):
    spec = drawn(sized, name)
    if spec is None:
        assert len(sized.document.sections) == 1 or name in (*OF_CODES, *OF_REFERENCES)
        assert name not in ("document_at_a_glance", "theme_shares")
        return
    json.dumps(spec, allow_nan=False)
    assert spec["usermeta"]["table"]["rows"]
    for view in views(spec):
        for layer in view.get("layer", [view]):
            for channel in layer.get("encoding", {}).values():
                scale = channel.get("scale") or {}
                # A colour for each name of the legend.
                if isinstance(scale.get("range"), list) and isinstance(scale.get("domain"), list):
                    assert len(scale["range"]) >= len(scale["domain"])
            axis = layer.get("encoding", {}).get("y", {})
            if axis.get("type") == "nominal" and "field" in axis:
                values = {row.get(axis["field"]) for rows in spec["datasets"].values() for row in rows}
                lines = layer["encoding"].get("yOffset", {}).get("sort") or [""]
                assert len(values - {None}) * len(lines) <= ROWS


def test_bars_are_split_by_section_only_if_sections_have_colours(sized):
    spec = drawn(sized, "top_terms")
    split = "Section" in spec["usermeta"]["table"]["columns"]
    assert split == (len(sized.document.sections) <= len(SECTIONS))


def test_panels_fill_the_width(sized):
    spec = drawn(sized, "distinctive_terms")
    if spec is not None:
        (rows,) = (rows for rows in spec["datasets"].values() if rows and "title" in rows[0])
        assert spec["columns"] == min(3, len({row["title"] for row in rows}))


def test_of_many_sections_the_comparison_names_the_one_of_each_term(sized):
    spec = drawn(sized, "section_log_ratios")
    if len(sized.document.sections) == 1:
        assert spec is None
        return
    rows = spec["usermeta"]["table"]["rows"]
    assert {row[1] for row in rows} <= set(sized.document.titles.values())
    assert len({row[1] for row in rows}) > 1
    shown = {row["term"] for dataset in spec["datasets"].values() for row in dataset if "side" in row}
    assert shown == {f"{row[0]} in {row[1]}" for row in rows}


def test_every_figure_is_a_finite_number_or_text(sized):
    for figure in cached_registry(sized).values():
        assert not isinstance(figure.value, float) or math.isfinite(figure.value), figure.name


def test_the_data_of_the_explorer_has_every_term_and_is_valid_json(sized):
    data = explorer_data(sized)
    assert len(data["terms"]) == sized.document.incidence["lemma"].nunique()
    json.dumps(data, allow_nan=False)
