"""The scripts that count a reader's own text, compared with `reading derive`, and the page in a browser."""

import csv
import io
import itertools
import re
from collections import Counter
from importlib import metadata
from pathlib import Path

import pytest
import rjsmin
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reading.data.derive import derive
from reading.data.document import FOLDER, OUTLINE, load
from reading.evidence.own_text import collect_rules
from reading.measures.dispersion import dispersion
from reading.new.outline import propose_outline
from reading.site.frame import assets
from reading.text.sentences import normalize, split_blocks, split_sentences
from reading.text.words import split_words
from tests.browser.visits import AXE, COLOUR_RULES, LAYOUT_RULES, NARROW, WIDE, axe, listened
from tests.conftest import ROOT, examples
from tests.new import documents

HARD = """\
The Harbour of St. John

Mr. A. B. Lee met Dr. Mills at 9 a.m. in the U.S. The talks, cf. Art. 5 and no. 7, lasted 3.5 hours... "Why?" she
asked. "Don't say it's over!" They'd come vis-\u00e0-vis the owners' lawyers (e.g. Smith & Co.), who won't pay $1,000.

What follows

In spite of \u2018everything\u2019, a great deal of work -- on the 20
th of May \u2013 was done: ships' hulls, re-opened docks, half-finished walls, lives, axes and data.
1. Meetings, buildings and the US's media.
2. NATO's well-being; Globalisation vs. globalization; O'Brien's co-operatives; the_file_names.

AT LARGE

Worse, US forces told us: \u201cPolish ships may march in March.\u201d 'Tis \u201cwell known\u201d, isn't it? At the same time
nothing changed. Thinking travelled\u2026 Caf\u00e9s, na\u00efve na\u00efvet\u00e9 and \u00c9migr\u00e9s' soir\u00e9es; 3rd, 21st, XVI, 100% and 5G.
"""

PACKAGES = ("nltk", "sphinx", "pandas", "pybtex")
"""Packages whose licences are among the texts: they have numbered points, capitals and broken lines."""


def read_licence(package):
    """The text of the licence that a package brings."""
    names = [file for file in metadata.files(package) if re.match("LICEN[CS]E|COPYING", file.name)]
    return Path(names[0].locate()).read_text(encoding="utf-8")


TEXTS = {
    "brief.txt": lambda: documents.BRIEF,
    "speech.txt": lambda: documents.SPEECH,
    "note.txt": lambda: documents.NOTE,
    "report.md": lambda: documents.report(2500),
    "hard.txt": lambda: HARD,
    "small.txt": lambda: (ROOT / "tests/mistakes/book/text.txt").read_text(encoding="utf-8"),
    **{f"{package}.txt": lambda package=package: read_licence(package) for package in PACKAGES},
}

COUNT = """([text, isMarkdown]) => {
  const read = window.textCounts.readText(text, isMarkdown);
  const content = read.terms.filter(({ closed }) => !closed);
  return {
    paragraphs: read.paragraphs.map(({ section, tokens }) => [section, tokens]),
    incidence: read.sentences.flatMap(({ words, paragraph }, sentence) => words.filter(({ closed }) => !closed)
      .map(({ lemma }) => [paragraph, sentence - read.paragraphs[paragraph].first + 1, lemma])),
    vocabulary: window.textCounts.makeVocabulary(read).slice(1),
    dispersion: content.map((term) => [term.lemma, term.count, window.textCounts.measureOverParagraphs(read, term)]),
    sentences: read.sentences.map(({ text, paragraph }) => [paragraph, text]),
  };
}"""

SPLIT = """(texts) => texts.map((text) => window.textWords.splitSentences(text).map((sentence) => [sentence,
  window.textWords.splitWords(sentence).map((word) => word && [word.token, word.lemma, word.closed,
    sentence.slice(word.start, word.end).toLowerCase()])]))"""

@pytest.fixture(scope="module")
def counter(browser):
    """A page with the script as it is published, and with the rules."""
    with browser.new_context() as context:
        page = context.new_page()
        page.add_script_tag(content=rjsmin.jsmin(assets.read_script(ROOT, "_static/text_counts.js")))
        page.evaluate("(rules) => window.textCounts.prepare(rules)", collect_rules())
        yield page


def derive_text(path, folder):
    """The document that `reading derive` makes of a text, with the outline that a new book gets."""
    outline = propose_outline(path, keep=True).outline.model_dump(exclude_defaults=True)
    text = yaml.safe_dump({**outline, "source": {"title": "A text"}}, sort_keys=False)
    for name, content in ((FOLDER / OUTLINE, text), ("data/lexicon/phrases.txt", "# None\n")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    derive(path, folder)
    return load(folder / FOLDER)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_has_the_counts_of_reading_derive(counter, tmp_path, name):
    path = tmp_path / name
    path.write_text(TEXTS[name](), encoding="utf-8")
    document = derive_text(path, tmp_path)
    found = counter.evaluate(COUNT, [path.read_text(encoding="utf-8"), name.endswith(".md")])
    sections = list(document.titles)
    outline = [(section.id, paragraph) for section, paragraph in document.outline.paragraphs()]
    sizes = [[sections.index(section), sum(paragraph.tokens)] for section, paragraph in outline]
    assert found["paragraphs"] == sizes
    places = {paragraph.id: number for number, (_, paragraph) in enumerate(outline)}
    words = document.incidence
    counted = Counter()
    for row in words.itertuples():
        counted[places[row.paragraph], row.sentence, row.lemma] += row.count
    assert Counter(map(tuple, found["incidence"])) == counted
    # Titles stand for ids, in the order of the sections.
    titles = list(dict.fromkeys(row[0] for row in found["vocabulary"]))
    vocabulary = {(sections[titles.index(title)], *row): count for title, *row, count in found["vocabulary"]}
    expected = document.vocabulary.set_index(["section", "token", "lemma"])["count"].to_dict()
    assert vocabulary == expected
    paragraphs = document.sentences.groupby("paragraph", as_index=False)["tokens"].sum()
    spread = dispersion(words, paragraphs, unit="paragraph").set_index("lemma")
    assert {lemma: count for lemma, count, _ in found["dispersion"]} == spread["count"].to_dict()
    for lemma, _, measures in found["dispersion"]:
        for measure, value in measures.items():
            assert value == pytest.approx(spread.loc[lemma, measure], nan_ok=True), (lemma, measure)


FORMS = """
the of a in and to is was it's don't they'd can't o'clock owners' ships' U.S. e.g. Mr. Dr. St. Art. no. vol. a.m. p.m.
A. B. J.R.R. NATO's US us IT Worse worse Lives axes meetings buildings strengthening thinking travelled analyses data
media Polish polish March march Smith smiths co-operation re-opened vis-a-vis half-finished well-being X-rays e-mails
20th 3rd 1,000 3.5 100% $5 5G XVI 2030-2035 -5 .5 'tis 'em n't 's ' '' " `` `a' _b_ c_d x/y a|b ~z ... .. -- - \u2013 \u2014
\u2026 \u2018quoted\u2019 \u201cquoted\u201d \u00abquoted\u00bb (round) [square] {curly} <angle> in spite of at the same time
a great deal as Whole whole spite face terms thanks Thanks organizes organised ministries democracies nationalists
preserves unionized caf\u00e9s na\u00efve \u00c9migr\u00e9s \u0130zmir stra\u00dfe \u0394\u03ad\u03bb\u03c4\u03b1 \u041c\u043e\u0441\u043a\u0432\u0430 \u4e2d\u56fd x\u00b2 \u2163 \u00bd No. why? Why! yes: no; end. End
""".split()  # noqa: SIM905

MARKS = [" ", " ", " ", " ", " ", ". ", ".", "? ", "! ", ", ", "; ", ": ", '." ', "'", '" ', ") ", " (", ".) ", "\n"]

LETTERS = st.characters(max_codepoint=0x52F, exclude_categories=("Cc", "Cn", "Cs"), exclude_characters="\u0295")

RANDOM = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(FORMS), st.sampled_from(MARKS)).map("".join),
        st.sampled_from(FORMS).map(str.capitalize),
        st.sampled_from(FORMS).map(str.upper),
        st.text(LETTERS, max_size=6),
        st.text(st.sampled_from(".,:;?!'\"`-()[]*_ aAtsS1"), max_size=8),
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(RANDOM, min_size=12, max_size=12))
def test_random_texts_have_the_same_sentences_tokens_and_lemmas(counter, texts):
    blocks = [block.text for text in texts for block in split_blocks(text)]
    expected = [
        [
            [sentence, [word and [*word, word.token] for word in split_words(sentence)]]
            for sentence in split_sentences(block)
        ]
        for block in blocks
    ]
    assert counter.evaluate(SPLIT, blocks) == expected
