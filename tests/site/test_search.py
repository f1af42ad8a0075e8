"""The search takes the names of parts of JavaScript for words like any other. Node runs its scripts."""

import json
import shutil
import subprocess
from html import escape
from pathlib import Path

import pytest
import sphinx

from reading.site.search import SearchWords
from tests.conftest import ROOT

SPHINX = Path(sphinx.__file__).parent / "themes" / "basic" / "static" / "searchtools.js"

FRAME = """
const [scripts, query, index] = JSON.parse(require("fs").readFileSync(0, "utf8"));
const found = [];
global.document = {
  addEventListener: (_, start) => start(),
  querySelectorAll: () => [],
  getElementById: () => null,
};
global.window = { location: { search: "" } };
global.location = { search: "", protocol: "https:" };
const show = `
  const { _performSearch } = Search;
  Search._performSearch = (...words) => { found.push(..._performSearch(...words)); return []; };
  Search.stopPulse = () => {};
  Search.title = Search.status = {};
  Search.setIndex(index);
  Search.query(query);
`;
new Function("found", "query", "index", scripts.join("\\n") + show)(found, query, index);
console.log(JSON.stringify(found.map(([page, title]) => [page, title])));
"""

WORDS = ["__proto__", "constructor", "hasOwnProperty", "toString", "valueOf"]


def search(query, texts):
    """The page and the title of each result of a search in pages, by their titles."""
    language = SearchWords({})
    terms = {}
    for number, text in enumerate(texts.values()):
        for word in language.split(text):
            terms.setdefault(language.stem(word.lower()), []).append(number)
    titles = list(texts)
    index = {
        "docnames": [f"page{number}" for number in range(len(titles))],
        "filenames": titles,
        "titles": list(map(escape, titles)),
        "alltitles": {title: [[number, "part"]] for number, title in enumerate(titles)},
        "terms": terms,
        "titleterms": {},
        "indexentries": {},
        "objects": {},
        "objnames": {},
    }
    files = [ROOT / "_static/search.js", SPHINX]
    scripts = ["var stopwords = [];", language.js_stemmer_code]
    scripts += [path.read_text(encoding="utf-8").replace('"use strict";', "") for path in files]
    given = json.dumps([scripts, query, index])
    done = subprocess.run(["node", "-e", FRAME], input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="Node is not needed everywhere")


@needs_node
@pytest.mark.parametrize("word", WORDS)
def test_a_name_of_javascript_is_found_where_it_is_and_only_there(word):
    assert search(word, {"One": "A quay.", "Two": "A harbour."}) == []
    assert search(word, {"One": "A quay.", "Two": f"The {word} of a harbour."}) == [["page1", "Two"]]


@needs_node
def test_a_title_in_the_results_is_text():
    title = "<img src=x> & quay"
    found = search("img src=x> & quay", {title: "A harbour."})
    assert found[0] == ["page0", f"{escape(title)} > &lt;img src=x> & quay"]


def test_words_of_the_index_have_no_underscores_around_them():
    words = SearchWords({}).split("The __proto__ of snake_case, and _")
    assert words == ["The", "proto", "of", "snake_case", "and", "_"]
