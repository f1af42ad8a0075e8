"""What is cached depends on nothing but the inputs by which it is found again."""

import json
from dataclasses import replace

import pytest

from reading.cache.dependencies import find_imported_modules
from reading.charts import all_charts
from reading.charts.plain_titles import TITLES
from reading.data.book import Book
from reading.data.cached import COMPUTING, PACKAGE, get_cached
from reading.data.coding import NO_CODING
from reading.data.stances import NO_STANCES
from reading.evidence.explorer import explorer_data
from reading.figures import NOT_BESIDE_TEXTS, _list_beside_texts, _measure, registry
from reading.site.pages.charts import cached_spec, make_spec

CACHED = [
    "from reading.figures import cached_registry",
    "from reading.evidence.explorer import explorer_data",
    "from reading.charts import all_charts",
]
"""What computes the results that are cached."""


@pytest.fixture(scope="module")
def without_chapters(book):
    """This book, without the right to look at its chapters."""

    class Unread(dict):
        def _refuse(self, *_):
            raise AssertionError("a cached result must not depend on chapters")

        __getitem__ = __iter__ = __len__ = __contains__ = get = items = keys = values = _refuse

    return Book.on_demand(book.root, chapters=Unread())


def test_cached_code_lies_in_the_rooms_that_are_hashed():
    modules = find_imported_modules(CACHED, PACKAGE)
    assert {name.split("/")[0].removesuffix(".py") for name in modules} == {*COMPUTING, "cache", "__init__"}


def test_figures_and_the_explorer_do_not_depend_on_chapters(without_chapters, figures):
    assert registry(without_chapters) == figures
    assert explorer_data(without_chapters)["terms"]


def test_figures_beside_other_texts_depend_on_none_of_the_data_that_their_cache_leaves_out(book, figures):
    # Each file whose name begins so belongs to one of these parts.
    assert NOT_BESIDE_TEXTS == ("data/coding/", "data/lexicon/stopwords", "data/lexicon/themes")
    themes = dict.fromkeys(("themes", "frozen", "reasons", "general", "general_phrases"), ())
    lexicon = replace(book.lexicon, stopwords=frozenset(), **themes)
    parts = {"coding": NO_CODING, "stances": NO_STANCES, "samples": {}}
    found = _measure(replace(book, lexicon=lexicon, **parts), _list_beside_texts)
    assert len(found) > 1000
    assert found == {name: figures[name] for name in found}


@pytest.mark.parametrize("name", all_charts.names())
def test_a_chart_is_the_same_from_the_cache_and_does_not_depend_on_chapters(without_chapters, name):
    page = "chapters/diplomacy-and-politics/security"
    spec = make_spec(without_chapters, name, page, {"title": TITLES.get(name, "A title")})
    assert json.loads(json.dumps(spec)) == spec
    assert list(json.loads(json.dumps(spec))) == list(spec)


def test_charts_of_two_paragraphs_with_the_same_title_differ(book):
    options = {"title": TITLES["paragraph_terms"]}
    pages = ("chapters/diplomacy-and-politics/security", "chapters/sino-russian-cooperation/new-areas")
    first, second = (cached_spec(book, "paragraph_terms", page, options)["usermeta"] for page in pages)
    assert first["table"] != second["table"]


def test_a_result_is_computed_again_when_data_or_code_have_changed(small_root, monkeypatch):
    def result(value):
        return get_cached(Book.load(small_root), "any", lambda _: value)

    assert result(1) == 1
    assert result(2) == 1
    stopwords = small_root / "data/lexicon/stopwords.txt"
    stopwords.write_text(stopwords.read_text("utf-8") + "# a line more\n", encoding="utf-8")
    assert result(3) == 3
    monkeypatch.setattr("reading.data.cached.hash_environment", lambda: "another library")
    assert result(4) == 4
