"""What is cached depends on nothing but the inputs by which it is found again."""

import json
import multiprocessing
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor

import pytest

from reading.data.book import Book
from reading.data.cached import (
    ABOVE_TABLES,
    COMPUTING,
    PACKAGE,
    STOP_WORDS,
    TIMELINE,
    _list_rooms_above,
    get_cached,
)
from reading.show.plain_titles import PLAIN_TITLES
from reading.site.pages import explorer_data as explorer
from reading.site.pages import explorer_forms, other_texts
from reading.site.pages import texts_data as texts
from reading.site.pages.charts import cached_spec, make_spec
from reading.tables import table
from reading.tables.figures import Figures
from tests.recorder import FileRecorder
from tests.test_rooms import read_map

CACHED = [
    "from reading.tables.figures import Figures; from reading.tables import document_tables, term_tables, "
    "actor_tables, theme_tables, trial_tables, likeness_tables, history_tables",
    "from reading.show.paragraphs import CHARTS",
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
    code = "import sys; {}; print(*(name for name in sys.modules if name.startswith('reading.')))"
    command = [sys.executable, "-c", code.format("; ".join(CACHED))]
    done = subprocess.run(command, cwd=PACKAGE.parent, capture_output=True, text=True, check=True)
    assert {name.split(".")[1] for name in done.stdout.split()} == {*COMPUTING, "cache"}


def test_tables_and_the_explorer_do_not_depend_on_chapters(book, without_chapters):
    for published in PUBLISHED.values():
        assert published.rows(without_chapters) == published.rows(book)
    assert explorer.explorer_data(without_chapters)["terms"]


PUBLISHED = Figures(None).tables


def list_read(root, compute):
    """The files that a result reads in a process that has read none."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as pool:
        return pool.submit(_record, root, compute).result()


def _record(root, compute):
    recorder = FileRecorder(root)
    # Where tables that a result is made of are looked up in the cache, all data are read, for their hashes.
    table.get_cached = lambda book, name, compute, *, without: compute(book)
    if compute in PUBLISHED:
        PUBLISHED[compute].rows(Book.on_demand(root))
    elif isinstance(compute, str):
        make_spec(Book.on_demand(root), compute, "harbour/quay", PLAIN_TITLES[compute], "")
    else:
        json.dumps(list(compute(Book.on_demand(root))))
    return recorder.names


CASES = [
    *((name, one.unread) for name, one in PUBLISHED.items()),
    (explorer_forms.list_forms, explorer_forms.BESIDE),
    (other_texts.list_other_texts, other_texts.BESIDE),
    (texts.list_texts, texts.BESIDE),
    *((name, (STOP_WORDS,)) for name in PLAIN_TITLES),
]


@pytest.mark.parametrize(("compute", "without"), CASES)
def test_a_result_reads_none_of_the_data_that_its_cache_leaves_out(small_root, compute, without):
    read = list_read(small_root, compute)
    assert any(name.startswith("data/") for name in read)
    assert {name for name in read if name.startswith(without)} == set()


def test_a_result_depends_on_no_code_of_a_room_above_its_own(small_root):
    order = [room.split("/")[1].removesuffix(".py") for room in read_map() if room.startswith("reading/")]
    assert sorted(COMPUTING, key=order.index) == list(COMPUTING)
    assert _list_rooms_above("reading.tables.term_tables") == ("show",)
    assert (
        _list_rooms_above("reading.show.paragraphs") == _list_rooms_above("reading.site.pages.charts") == ()
    )


@pytest.mark.parametrize("name", PLAIN_TITLES)
def test_a_chart_is_the_same_from_the_cache_and_does_not_depend_on_chapters(without_chapters, name):
    spec = make_spec(without_chapters, name, "diplomacy-and-politics/security", PLAIN_TITLES[name], "")
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
    (small_root / "data/timeline.yml").write_text("", encoding="utf-8")
    assert get_cached(Book.load(small_root), "any", lambda _: 4, without=(TIMELINE,)) == 3
    monkeypatch.setattr("reading.data.cached.hash_environment", lambda: "another library")
    assert result(4) == 4


def test_a_result_is_computed_again_when_its_own_module_has_changed(small_root):
    path = small_root / "module.py"

    def result(value):
        path.write_text(f"def compute(_):\n    return {value}\n", encoding="utf-8")
        made = {"__name__": "reading.site.pages.made"}
        exec(compile(path.read_text("utf-8"), str(path), "exec"), made)
        return get_cached(Book.load(small_root), "made", made["compute"], without=ABOVE_TABLES)

    assert [result(1), result(2)] == [1, 2]


def test_a_result_of_a_book_without_codings_is_found_again_by_a_book_read_on_demand(small_root):
    shutil.rmtree(small_root / "data/coding")
    (small_root / "data/coding").mkdir()
    (small_root / "data/coding/README.md").write_text("How to code.\n")
    get_cached(Book.load(small_root), "words", lambda _: ["computed"])
    assert get_cached(Book.on_demand(small_root), "words", lambda _: ["again"]) == ["computed"]
