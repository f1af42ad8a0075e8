"""The scripts that count a reader's own text, compared with `reading derive`, and the page in a browser."""

import csv
import io
import re
from collections import Counter
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reading.data.derive import derive
from reading.data.document import FOLDER, OUTLINE, load
from reading.evidence.own_text import collect_rules
from reading.measures.dispersion import dispersion
from reading.new.outline import UNTITLED, UNTITLED_START, propose_outline
from reading.site.frame import assets
from reading.text.sentences import split_blocks, split_sentences
from reading.text.words import split_words
from tests.browser.visits import AXE, COLOUR_RULES, LAYOUT_RULES, NARROW, WIDE, axe, listened
from tests.conftest import ROOT, examples
from tests.new import documents

HARD = """\
The Harbour of St. John

Mr. A. B. Lee met Dr. Mills at 9 a.m. in the U.S. The talks, cf. Art. 5 and no. 7, lasted 3.5 hours... "Why?"
she asked. "Don't say it's over!" They'd come vis-à-vis the owners' lawyers (e.g. Smith & Co.), who won't
pay $1,000.

What follows

In spite of \u2018everything\u2019, a great deal of work -- on the 20
th of May \u2013 was done: ships' hulls, re-opened docks, half-finished walls, lives, axes and data.
1. Meetings, buildings and the US's media.
2. NATO's well-being; Globalisation vs. globalization; O'Brien's co-operatives; the_file_names.

AT LARGE

Worse, US forces told us: \u201cPolish ships may march in March.\u201d 'Tis \u201cwell known\u201d, isn't
it? At the same time nothing changed. Thinking travelled\u2026 Cafés, naïve naïveté and Émigrés' soirées; 3rd,
21st, XVI, 100% and 5G.
"""

NESTED = """\
The Sea

I. WATER

The sea is wide.

II. COAST

1. OLD PORTS

A. Old ports of the North

The ports are old. Their walls are low.

B. New ports

Some ports are new.

2. SHIPS

Ships wait for grain.

III. SKY

Gulls fly over the ports.
"""

TITLES = """\
Ports and Ships

A Report

To the Council of Norwick

PART ONE

Chapter I

The Sea

The sea is wide. The ships are small.

The Coast

The coast is long. Its ports are old.

PART TWO

Chapter II

The Ships

The ships are new. They carry timber.

Timber

Grain

Fish

The ports trade in these three.
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
    "titles.txt": lambda: TITLES,
    "nested.txt": lambda: NESTED,
    "opening.md": lambda: "The ports wait.\n\n# Ships\n\nThey sail.\n\n# Boats\n\nMen row them.\n",
    "small.txt": lambda: (ROOT / "tests/mistakes/book/text.txt").read_text(encoding="utf-8"),
    **{f"{package}.txt": lambda package=package: read_licence(package) for package in PACKAGES},
}

COUNT = """([text, isMarkdown]) => {
  const read = window.textCounts.readText(text, isMarkdown);
  const content = read.terms.filter(({ closed }) => !closed);
  return {
    paragraphs: read.paragraphs.map(({ section, tokens }) => [section, tokens]),
    incidence: read.sentences.flatMap(({ words, paragraph }, sentence) =>
      words.filter(({ closed }) => !closed)
        .map(({ lemma }) => [paragraph, sentence - read.paragraphs[paragraph].first + 1, lemma])),
    vocabulary: window.textCounts.makeVocabulary(read).slice(1),
    dispersion: content.map((term) =>
      [term.lemma, term.count, window.textCounts.measureOverParagraphs(read, term)]),
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
        page.add_script_tag(content=assets.read_script(ROOT, "_static/text_counts.js"))
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
    untitled = {UNTITLED, UNTITLED_START}
    assert titles[0] == document.titles[sections[0]] or not untitled & {
        titles[0],
        document.titles[sections[0]],
    }
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
the of a in and to is was it's don't they'd can't o'clock owners' ships' U.S. e.g. Mr. Dr. St. Art. no. vol.
a.m. p.m. A. B. J.R.R. NATO's US us IT Worse worse Lives axes meetings buildings strengthening thinking
travelled analyses data media Polish polish March march Smith smiths co-operation re-opened vis-a-vis
half-finished well-being X-rays e-mails 20th 3rd 1,000 3.5 100% $5 5G XVI 2030-2035 -5 .5 'tis 'em n't 's '
'' " `` `a' _b_ c_d x/y a|b ~z ... .. -- - \u2013 \u2014 \u2026 \u2018quoted\u2019 \u201cquoted\u201d
«quoted» (round) [square] {curly} <angle> in spite of at the same time a great deal as Whole whole spite
face terms thanks Thanks organizes organised ministries democracies nationalists preserves unionized cafés
naïve Émigrés İzmir straße Δέλτα Москва 中国 x² Ⅳ ½ No. why? Why! yes: no; end. End
. (2009) (2009a). [3] "[12] v. 1. 2. 20. 21. !! !). <a> note[4].
""".split()  # noqa: SIM905

MARKS = [
    " ",
    " ",
    " ",
    " ",
    " ",
    ". ",
    ".",
    "? ",
    "! ",
    ", ",
    "; ",
    ": ",
    '." ',
    "'",
    '" ',
    ") ",
    " (",
    ".) ",
    "\n",
]

LETTERS = st.characters(
    max_codepoint=0x52F, exclude_categories=("Cc", "Cn", "Cs"), exclude_characters="\u0295"
)

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


LINES = """\
Summary|Article 1|Article 1.|CHAPTER I|Part One|1. Scope|2.1 Aims|(a) first point|- a dash|\u2022 a bullet
The harbour is old.|It was built in the winter of 1950 and|for lighter ships than those of today.|and more||||
II. Names|Title 3: Ports|the end:|One two three four five six seven eight nine ten eleven twelve thirteen|20
th of May|WHO PAYS|3) ships|4) ports|"A line in quotation marks."|A|Appendix B|What next?
It \ufb01nds the har\u00adbour|Who pays. He pays|FIRST ACT|SCENE|A. Ports|B. Ships|L. Peter Lee
1. The Rights of Those Who Use the Ports.|2. Who pays?|   3. Ships|      CENTRED|Copyright 1950 A. Lee
========|--------|Ports      Ships|By A. Lee|Abstract|THE PORTS ARE OLD|THE PORTS ARE OLD.|Article 2
Article 2: What the ports do for us|      a deep line|IV. In spite of everything|3. Ports ..... 9
1. Old Ports. They wait.|2. New Ports. They|load there.|3. Ships of the|North. They sail.|THE END|by
PORTS AND|OLD SHIPS|a. they wait|10. U.S. PORTS.|      Centred Ports|9. An item|Drawn by|A. B. Lee
ACT FIRST.|BOOK THE THIRD|BOOK THE THIRD OF ALL|They load.(5)|Old Ports.[12]
PART ELEVEN|SCENE.|PREFACE.|Persons|ANN B. LEE.|3.2    Old ports|4     Old ports|o a round bullet|LAST ACT
2.0 Ports|NAME: ______|Copyright [year] A. Lee|CURTAIN|Section 1. Ports. They wait.|Sec. 2. Ships.
SEC. 3. OLD PORTS. (a) They load.|Art. 4 Ships of all ports of the coast and of the islands that lie before it
The ships of the port wait for the winter, since they cannot sail \
when the ice is on the sea, and those who own them know it well, too.
1.1 Docks (Ann, 5 min)|list-of-the-ports-03|\t\t   By tabs
Version 2|Notes: they say|A title that has many more words than any heading has|Appendix: More ships
""".replace("\n", "|").split("|")


def test_characters_that_nobody_can_read_are_left_out(counter):
    text = "T\x08Th\x08he _\x08ports\uf0c1 of\x07 the coast are old.\u206f"
    read = "(text) => window.textOutline.readText(text, false)[0].paragraphs[0].text"
    assert counter.evaluate(read, text) == "The ports of the coast are old."


OUTLINE_OF = """(texts) => texts.map((text) => window.textOutline.readText(text, false)
  .map(({ paragraphs }) => paragraphs.map(({ text }) => window.textWords.splitSentences(text))))"""


MANY = [
    line for number in range(1, 51) for line in (f"Chapter {number}", "", "It is new.", "", "It is old.", "")
]


PREVIEW = [
    line
    for words in (1, 9)
    for name in ("ACT I", "ACT II")
    for line in (name, "", "They sail on. " * words, "")
]
MINUTES = [
    *["Minutes of the Harbour Office", "", "1. Ports", "1.1. Ports of the North (Ann, 5 min) [5/20]"],
    *["list-of-the-ports-03", "", "All of them wait for the ships that sail to the north", "in winter.", ""],
    *[
        "1.2. Docks (Ben, 5 min)",
        "list-of-docks-00",
        "",
        "None of them waits for the ships of the south",
        "at all.",
        "",
    ],
]
LOUD = [
    line
    for name in ("THE OLD PORTS.", "SHIPS OF ICE.", "THE SALT ROAD.", "HOW ALL OF " * 4 + "THEM CAME TO BE.")
    for line in (name, "", "All of them wait for the ships that sail to the north.", "")
]
INDENTED = [
    "The ships wait at",
    "the quay of the port.",
    *["   They sail to the north", "when it is warm."] * 6,
]
POEMS = [
    line
    for book in ("OLD SONGS", "NEW SONGS")
    for line in (
        book,
        "",
        *(part for number in "ABCDEFGHIJKLMN" for part in (f"{number * 3} SONG", "", "It sails.", "")),
    )
]
RUN_IN = [line for number in range(1, 5) for line in (f"{number}. Old Ports. They wait there.", "")]
LABELLED = [
    "Section 1. Ports. They wait.",
    "",
    "Sec. 2. Ships. (a) They load.",
    "",
    "SEC. 3. OLD DOCKS. They rust.",
    "",
]


NUMBERED = [
    line
    for number, name in (("I", "Old Ports"), ("II", "Ships of Ice"), ("III", "What Waits?"))
    for line in (number, "", "", name, "", "All of them wait for the ships that sail to the north.", "")
]
ITEMS = [
    line
    for number, name in enumerate(("Old ports", "Ships of ice", "What waits"), 1)
    for line in (f" {number}. {name}", "    All of them wait for the ships that", "    sail to the north.")
]
BROKEN = [
    *["The Harbours of the Northern Coast and Their", "Old Ships", "", "All of them wait for the ships that"],
    *["sail to the north.", "", "2.1. Who waits for the ships, and for whom", "", "They do.", ""],
    *[
        "2.2. Who waits, and for whom do they do so?",
        "",
        "ANN BELL LEE.",
        "",
        "Elm Bay,",
        "",
        "SCENE II. Ports.",
    ],
    *["", "in the winter.", "", "ANN LEE", "", "May 1921."],
]


WAITING = ["All of them wait for the ships that", "sail to the north."]
CLOSED = [
    *[
        "OLD PORTS",
        "",
        *WAITING,
        "",
        "ANN LEE",
        "",
        "",
        "OLD SHIPS",
        "",
        *WAITING,
        "",
        "They are the",
        "",
        "ICE BOATS",
    ],
    *[
        "",
        *WAITING,
        "",
        '"They wait."',
        "",
        "Ann Lee",
        "",
        '"They load."',
        "",
        "Ben Mills",
        "",
        "OLD ICE",
        "",
        *WAITING,
        "",
    ],
    *[f"    {line}" for line in WAITING],
    *["", "  CARL BELL.", "", "", *WAITING, ""],
]
DIARY = [
    line
    for day in (1, 2, 3)
    for line in (f"Elm Bay, May {day}, 1921", "", *WAITING, "", "Act First, Think Later", "", *WAITING, "")
]
CLOSED_TWICE = [
    line
    for chapter in ("CHAPTER 1", "CHAPTER 2", "CHAPTER 3")
    for line in (chapter, "", *WAITING, "", "OLD SALT", "", "", "EVENING", "", *WAITING, "")
]
VERSE = [*WAITING[:1], "and all of them wait for their", "", "ANN LEE", "", *WAITING[:1], "and they sail", ""]
HEADED = [
    *["PORTS", "", *WAITING, "", "THE SALT", "", "", "EVENING", "", *WAITING, "", "who they are", ""],
    *["BEN LEE", "", *WAITING, "", *['"Why do ships wait?"', "", "Old Ice", ""] * 2, *WAITING, ""],
    *["Ports of Ice", "", *['"Ships wait."', "", "Old Ice", "", '"They do."', "", "Jan van Lee", ""] * 2],
]
LONG = [
    *["CHAPTER I -- OF THE PORTS ON THE COAST, AND OF ALL", "THEIR SHIPS", "", *WAITING, ""],
    *[
        "OF THE ICE ON THE COAST,",
        "WITH A NOTE ON SHIPS AND ON SALT.",
        "",
        *WAITING,
        "",
        "Elm Bay, May 3, 1921",
        "",
        *WAITING,
        "",
    ],
    *["CHAPTER II -- OF ICE", "", *WAITING, ""],
]


@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([CLOSED, CLOSED[9:], CLOSED[:20], LONG, [*LONG, *CLOSED], LONG[5:]])
@example(
    [
        CLOSED_TWICE,
        CLOSED_TWICE[:15],
        VERSE * 2,
        HEADED,
        HEADED[13:],
        HEADED[24:],
        DIARY,
        DIARY[:18],
        ["The Sea", "", *DIARY],
    ]
)
@example([MINUTES, LOUD, LOUD[4:], *[["1. Ports", "1.1. Old docks", "They wait."]] * 3])
@example([NUMBERED, ITEMS, BROKEN, NUMBERED[:14], ITEMS[:6], [*BROKEN[2:], *ITEMS]])
@example(
    [MANY, PREVIEW, RUN_IN, LABELLED, ["THE PORTS", "OF OLD", "", "They wait.", "", "THE END", ""], MANY]
)
@given(st.lists(st.lists(st.sampled_from(LINES), min_size=4, max_size=30), min_size=6, max_size=6))
def test_random_lines_have_the_outline_of_a_new_book(counter, tmp_path, texts):
    path, expected = tmp_path / "text.txt", []
    # Each text ends with sentences, since a new book needs some, and in English.
    texts = ["\n".join([*lines, "This is what they all had to say about it.", "The end."]) for lines in texts]
    compared = []
    for text in texts:
        path.write_text(text, encoding="utf-8")
        outline, sentences, source, *_ = propose_outline(path, keep=True)
        # The browser counts what the command leaves out around a text, except its ends.
        if any("end of a part" not in line for line in source.stripped):
            continue
        compared.append(text)
        expected.append([[sentences[part.id] for part in section.paragraphs] for section in outline.sections])
    assert counter.evaluate(OUTLINE_OF, compared) == expected


# The page ---------------------------------------------------------------------------------------------------

MARKDOWN = """# Ports

## Old ports

The *old* port has [two](https://example.org) quays. Ships load there.

## New ports

The new ports have no quay, and no ships load there. The ports wait.
"""


@pytest.fixture
def watched(page, address, site):
    """The page whose requests are watched: none may leave the site, and none may carry a text."""
    sent = []
    page.on("request", lambda request: sent.append((request.method, request.post_data)))
    with listened(page, address, site.as_uri()) as problems:
        page.goto(f"{address}about/own-text.html")
        yield page
    assert problems == []
    assert {(method, body) for method, body in sent} == {("GET", None)}
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def give(page, text):
    """Give the page a text by keyboard. Returns what it announces."""
    page.get_by_label("Paste a text").fill(text)
    page.get_by_role("button", name="Count its words").press("Enter")
    return announced(page)


def announced(page):
    status = page.locator("[data-part=status]")
    status.filter(has_text=re.compile(r"^(?!Counting).")).wait_for()
    return status.inner_text()


def read_rows(page, part):
    return [row.split("\t") for row in page.locator(f"[data-part={part}] tr").all_inner_texts()]


def test_a_text_is_counted_and_its_words_lead_to_their_contexts(watched):
    assert watched.locator("script[src*=text_]").count() == 0
    assert give(watched, documents.BRIEF).startswith("225 words in 20 sentences, 7 paragraphs and 4 sections")
    rows = read_rows(watched, "term-rows")
    assert [row[:2] for row in rows[:3]] == [["harbour", "9"], ["winter", "5"], ["coast", "4"]]
    # Of nine harbours, four are the Harbour Office.
    assert read_rows(watched, "collocate-rows")[0] == ["office", "4", "0", "4", "4"]
    watched.get_by_role("button", name="fund", exact=True).first.press("Enter")
    assert watched.locator(":focus").inner_text() == "\u2018fund\u2019"
    assert "in 3 sentences and 2 of 7 paragraphs" in watched.locator("[data-part=headline]").inner_text()
    lines = watched.locator("[data-part=concordance] .lines strong").all_inner_texts()
    assert lines == re.findall(r"\bfund\b", documents.BRIEF)
    assert watched.locator("[data-part=places] .mark.holds").count() == 3
    watched.get_by_label("Another word").fill("walls")
    watched.keyboard.press("Enter")
    assert watched.locator("[data-part=name]").inner_text() == "\u2018wall\u2019"
    watched.get_by_label("Another word").fill("submarine")
    watched.keyboard.press("Enter")
    assert (
        watched.locator("[data-part=not-found]").inner_text()
        == "The text does not have \u2018submarine\u2019."
    )


def test_a_markdown_file_has_a_column_for_each_section_and_tables_to_download(watched):
    file = {"name": "ports.md", "mimeType": "", "buffer": MARKDOWN.encode()}
    watched.get_by_label("Or choose a file").set_input_files(file)
    assert announced(watched).startswith("23 words in 4 sentences, 2 paragraphs and 2 sections")
    assert watched.get_by_label("The text is Markdown").is_checked()
    header = watched.locator("[data-part=term-columns] th").all_inner_texts()
    assert header == ["Word", "Count", "Old ports", "New ports", "Of 2 paragraphs", "DP", "Forms"]
    assert read_rows(watched, "term-rows")[0][:5] == ["port", "3", "1", "2", "2"]
    with watched.expect_download() as download:
        watched.get_by_role("link", name="All words as they are written").click()
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))
    assert rows[0] == ["section", "token", "lemma", "count"]
    assert ["New ports", "ports", "port", "2"] in rows
    assert sum(int(row[3]) for row in rows[1:]) == 23


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no text yet."),
        ("... 1", "1 word in 1 sentence, 1 paragraph: 1 different content word "),
        ("the and of", "There are no words to count"),
        ("\u2014 ?!", "There are no words to count"),
        ("word " * 120_001, "This text is too long for this page"),
        ("Der Hafen liegt im Norden und die Schiffe warten dort. " * 6, "may not be in English"),
    ],
)
def test_a_text_that_cannot_be_counted_well_gets_one_line(watched, text, said):
    assert said in give(watched, text)


def test_the_page_works_from_a_folder(watched, site):
    watched.goto(f"{site.as_uri()}/about/own-text.html")
    watched.get_by_role("button", name="Try the Gettysburg Address").click()
    assert announced(watched).startswith("271 words in 10 sentences, 3 paragraphs:")
    assert read_rows(watched, "term-rows")[0] == ["dedicate", "6", "3", "0.12", "dedicated 4, dedicate 2"]


def test_the_results_are_accessible_in_both_modes_and_fit_narrow_screens(watched):
    watched.set_viewport_size({"width": WIDE, "height": 800})
    give(watched, documents.BRIEF)
    watched.evaluate(AXE)
    assert axe(watched) == []
    for scheme in ("light", "dark"):
        watched.emulate_media(color_scheme=scheme)
        assert axe(watched, COLOUR_RULES) == []
    for width in (360, NARROW):
        watched.set_viewport_size({"width": width, "height": 800})
        assert watched.evaluate("document.documentElement.scrollWidth") == width
    assert axe(watched, LAYOUT_RULES) == []
