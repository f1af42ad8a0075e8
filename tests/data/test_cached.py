"""What is cached depends on nothing but the inputs by which it is found again."""

import json

import pytest

from reading.data.book import Book
from reading.data.cached import get_cached
from reading.show.titles import PLAIN_TITLES
from reading.site.pages.charts import cached_spec, make_spec
from reading.site.pages.explorer_forms import list_forms
from reading.site.pages.own_copy import own_copy_data
from reading.tables.figures import Figures
from tests.data.tables import with_parts


@pytest.fixture(scope="module")
def without_chapters(derived_small_book):
    """The small book, without the right to look at its chapters."""

    class Unread(dict):
        def _refuse(self, *_):
            raise AssertionError("a cached result must not depend on chapters")

        __getitem__ = __iter__ = __len__ = __contains__ = get = items = keys = values = _refuse

    return with_parts(Book(derived_small_book), chapters=Unread())


def test_tables_and_data_of_scripts_do_not_depend_on_chapters(without_chapters):
    for published in Figures(None).tables.values():
        assert published.rows(without_chapters)
    for compute in (list_forms, own_copy_data):
        assert compute(without_chapters)


@pytest.mark.parametrize("name", PLAIN_TITLES)
def test_a_chart_is_the_same_from_the_cache_and_does_not_depend_on_chapters(without_chapters, name):
    spec = make_spec(without_chapters, name, "harbour/quay", PLAIN_TITLES[name], "")
    assert json.loads(json.dumps(spec)) == spec
    assert list(json.loads(json.dumps(spec))) == list(spec)


def test_charts_of_two_paragraphs_with_the_same_title_differ(book):
    pages = ("chapters/diplomacy-and-politics/security", "chapters/sino-russian-cooperation/new-areas")
    first, second = (cached_spec(book, "paragraph_terms", page, "Words", "")["usermeta"] for page in pages)
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


def test_a_result_is_computed_again_when_its_own_module_has_changed(small_root):
    path = small_root / "module.py"

    def result(value):
        path.write_text(f"def compute(_):\n    return {value}\n", encoding="utf-8")
        made = {"__name__": "reading.site.pages.made"}
        exec(compile(path.read_text("utf-8"), str(path), "exec"), made)
        return get_cached(Book.load(small_root), "made", made["compute"])

    assert [result(1), result(2)] == [1, 2]
