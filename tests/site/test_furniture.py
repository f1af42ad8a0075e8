"""What stands around the content: light, explained, and found by the search."""

import gzip
import re

from tests.site.weight import heavy, loaded, search_index


def test_a_first_visit_is_light(site, pages):
    assert heavy(site, pages) == {}
    assert all(len(loaded(page)) < 10 for page in pages.values())


def test_every_published_style_sheet_and_script_is_loaded_by_a_page(site, pages):
    asked = {((site / name).parent / path).resolve() for name in pages for path in loaded(pages[name])}
    published = {path for pattern in ("*.css", "*.js", "*.map") for path in (site / "_static").rglob(pattern)}
    loading = {site / "your-copy.html", *(path for path in published if path.suffix == ".js")}
    texts = "".join(path.read_text(encoding="utf-8") for path in loading)
    left = {path.name for path in published if path.resolve() not in asked and path.name not in texts}
    # MyST-NB and the theme write these after all others.
    assert {name.partition(".")[0] for name in left} == {"mystnb", "pygments"}


def test_pages_lead_to_the_next_and_to_the_previous_one(pages):
    ways = [link["rel"][0] for page in pages.values() for link in page.select("nav.way a[rel]")]
    assert ways.count("next") == ways.count("prev") > 20


def test_the_landing_page_and_each_other_notebook_lead_to_the_lesson(pages):
    lesson = "notebooks/corpus.html"
    assert pages["index.html"].select_one(f"a[href='{lesson}']")
    for name, page in pages.items():
        lines = page.select("article > .first-step")
        assert len(lines) == name.startswith("notebooks/"), name
        for line in lines:
            target = "../notebooks.zip" if name == lesson else "corpus.html"
            assert line.a["href"] == target


def test_links_to_terms_contain_their_definitions(pages):
    glossary = pages["about/glossary.html"]
    links = [(name, link) for name, page in pages.items() for link in page.select("a:has(> .std-term)")]
    assert links
    for name, link in links:
        meaning = glossary.find(id=link["href"].partition("#")[2]).find_next("dd").get_text()
        first = re.split(r"\W+", link["title"])[:3]
        assert re.split(r"\W+", meaning.strip())[:3] == first, name


def test_the_search_index_contains_words_of_chapters_notebooks_glossary_and_charts(site):
    index = search_index(site)
    for page, title, words in (
        ("chapters/diplomacy-and-politics/surrounding-countries", "Sentence 3", "neighbourhood"),
        ("notebooks/corpus", "From text to tokens", "possessive"),
        ("about/glossary", "hapax", "once"),
        ("evidence", "hegemonism", "once"),
        ("about/references", "", "Valdai"),
        (
            "notebooks/actors",
            "Only the first section gives China\u2019s own view; only the second has can, should or will",
            "Heat map",
        ),
    ):
        assert any(place[2] == title and words in place[3] for place in index[page]), page
    assert not [place for places in index.values() for place in places if re.search("<svg|URL:", place[3])]


def test_every_place_of_the_search_exists(site, pages):
    for page, places in search_index(site).items():
        anchors = {anchor for _, anchor, *_ in places if anchor}
        assert anchors <= {tag["id"] for tag in pages[f"{page}.html"].select("[id]")}, page


def test_a_first_search_is_light(site, pages):
    files = [site / name for name in ("search.html", "searchindex.js", *loaded(pages["search.html"]))]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < 130_000
