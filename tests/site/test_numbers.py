"""Every number that the site publishes or shows, compared with the same number computed anew.

First the published tables: each has a function of its name that computes its rows from the files in `data/`.
Then where the numbers are shown: in prose, in the tables of charts, in the evidence and the codebook.
`CHARTS` says for each chart which row of which table one of its rows shows; the heads of its columns say the
rest. Every column that holds numbers is compared. What notebooks count, `agrees` compares when they run.
"""

import csv
import functools
import itertools
import json
import math
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

import pandas as pd
import pytest

from reading.execution.cells import read_cells
from reading.tables import PUBLISHED
from tests import independent, independent_deals, independent_voices

SENTENCES = independent.sentences()
PARAGRAPH = dict(SENTENCES[["title", "paragraph"]].itertuples(index=False))
SECTION = dict(SENTENCES[["section_title", "section"]].itertuples(index=False))
THEME = {label: theme for theme, label in independent.theme_labels().items()}
ACTOR = {label: actor for actor, label in independent.actor_labels().items()}
CALLED, FOLLOWED = independent.speaker_names()
SPEAKER = {name: code for code, name in CALLED.items()}


# What is computed anew --------------------------------------------------------------------------------------


def rows_of(what):
    return getattr(independent, what)()


@functools.cache
def held(what):
    """Whether each name, a column, stands in each sentence, a row; every actor has a column."""
    found = independent.table(rows_of(what)) > 0
    return found.reindex(columns=ACTOR.values(), fill_value=False) if what == "actors" else found


def counts(what, by):
    return independent.counts(rows_of(what), by)


def inside(column, value):
    """Which sentences stand in a section or a paragraph."""
    return pd.Series((SENTENCES[column] == value).to_numpy(), held("terms").index)


def in_part(what, name, part):
    """How many sentences of a part, a mask, hold something, and their share."""
    number = int((held(what)[name] & part).sum())
    return {"sentences": number, "share": number / part.sum()}


def longer_or_equal(values):
    """For each value, how many are at least as large; 1 for a largest one that is alone."""
    return values.rank(method="max", ascending=False).astype(int)


# The published tables ---------------------------------------------------------------------------------------


def document(table):
    table[()] = {
        "paragraphs": len(PARAGRAPH),
        "sentences": len(SENTENCES),
        "tokens": SENTENCES["tokens"].sum(),
        "most_paragraphs": (counts("words", "paragraph") > 0).sum().max(),
    }


def paragraphs(table):
    sizes = independent.sizes("paragraph")
    for paragraph, rows in SENTENCES.groupby("paragraph"):
        table[paragraph] = {
            "section": rows["section"].iloc[0],
            "tokens": sizes[paragraph],
            "share": sizes[paragraph] / sizes.sum(),
            "sentences": len(rows),
            "rank": longer_or_equal(sizes)[paragraph],
        }


def terms(table):
    ranks = independent.rank(independent.words().groupby("name")["count"].sum())
    for name, rows in independent.terms().groupby("name"):
        number = rows["count"].sum()
        table[name] = {
            "lemma": name,
            "kind": rows["kind"].iloc[0],
            "count": number,
            "rate": 1000 * number / SENTENCES["tokens"].sum(),
            "sentences": len(rows),
            "paragraphs": rows["paragraph"].nunique(),
            "rank": ranks.get(name),
        }


def terms_by_section(table):
    sizes = independent.sizes("section")
    for section, size in sizes.items():
        for name, of_section in counts("terms", "section").items():
            here, elsewhere = of_section[section], of_section.sum() - of_section[section]
            ratio = independent.log_ratio(here, elsewhere, size, sizes.sum() - size)
            table[section, name] = {"count": here, "rate": 1000 * here / size, "log_ratio": ratio}


def terms_by_paragraph(table):
    for name, by_paragraph in counts("terms", "paragraph").items():
        for paragraph, number in by_paragraph[by_paragraph > 0].items():
            table[paragraph, name] = {"count": number, "share": number / by_paragraph.sum()}


def pairs(table):
    for name in held("terms"):
        table |= {(name, other): found for other, found in independent.near(name).items()}


def deals(table):
    table |= independent_deals.deals()


def actors(table):
    mentions = independent.actor_names().groupby("actor")["count"].sum().reindex(ACTOR.values(), fill_value=0)
    compounds = independent.actor_names().query("how == 'compound'").groupby("actor")["count"].sum()
    for actor, kind in independent.actor_kinds().items():
        table[actor] = {
            "kind": kind,
            "rank": independent.rank(mentions)[actor],
            "compounds": compounds.get(actor, 0),
            "sentences": held("actors")[actor].sum(),
        }


def actors_by_section(table):
    for section, size in independent.sizes("section").items():
        for actor, number in counts("actors", "section").loc[section].items():
            table[section, actor] = {"mentions": number, "rate": 1000 * number / size}


def actors_by_paragraph(table):
    for paragraph, actor in itertools.product(PARAGRAPH.values(), counts("actors", "section")):
        number = in_part("actors", actor, inside("paragraph", paragraph))["sentences"]
        table[paragraph, actor] = {"sentences": number}


def themes(table):
    for theme, row in independent.agreement().items():
        table[theme] = {column: row[column] for column in ("alpha", "differing")}


def coding(table):
    carried = held("themes")
    table[()] = {
        "themes": len(THEME),
        "without_theme": (~carried.any(axis=1)).sum(),
        "alpha": independent.agreement_overall(),
        "differing": sum(row["differing"] for row in independent.agreement().values()),
    }


@functools.cache
def validity():
    """The measures of the lexicon for each theme."""
    frames = (independent.themes("lexicon"), independent.themes())
    columns = [*independent.SENTENCE, "name"]
    codes = [set(rows[columns].itertuples(index=False, name=None)) for rows in frames]
    return independent.validity(*codes, independent.coded())


def lexicon(table):
    table[()] = {"f1": pd.Series([row["f1"] for row in validity().values()]).mean()}


def lexicon_themes(table):
    table |= validity()


@functools.cache
def debate(name):
    return pd.read_csv(independent.REFERENCE / f"{name}.csv", keep_default_na=False)


@functools.cache
def uses():
    """The speeches with each followed term: a row for each, with its term, speaker and year."""
    names = dict(enumerate(dict.fromkeys(independent.followed()), 1))
    rows = debate("texts")
    rows = rows.assign(term=rows["terms"].str.split()).explode("term").dropna(subset="term")
    return rows.assign(term=rows["term"].astype(int).map(names))


def first_uses():
    """Of each followed term, a row, the year of the first use by each speaker, a column."""
    return debate("first").pivot_table(index="term", columns="speaker", values="year")


def histories(table):
    table |= {term.lower(): {"first": first_uses().loc[term].min()} for term in uses()["term"].unique()}


def histories_by_speaker(table):
    rows_of = uses()[uses()["speaker"].isin(FOLLOWED)].groupby(["term", "speaker"])
    for (term, speaker), rows in rows_of:
        table[term.lower(), speaker] = {"texts": len(rows), "first": rows["year"].min()}


def history(table):
    years = debate("texts")["year"]
    table[()] = {"texts": len(years), "first_year": years.min()}


IN_NOTEBOOKS = {
    "actors": ["mentions", "metonyms"],
    "histories": ["texts", "peak", "peak_year", "start", "end", "change"],
    "terms_by_paragraph": ["weight"],
    "themes": ["sentences", "share", "kappa"],
    "themes_by_paragraph": ["sentences", "share"],
    "themes_by_section": ["sentences", "share"],
}
"""The columns that notebooks compute and compare by `agrees`: they are not computed here as well."""


@functools.cache
def computed(table):
    """The rows of a table by their keys, as the function of its name adds them to an empty table."""
    rows = {}
    if table in globals():
        globals()[table](rows)
    elif hasattr(independent_voices, table):
        rows = getattr(independent_voices, table)()
    return {keys if isinstance(keys, tuple) else (keys,): row for keys, row in rows.items()}


@functools.cache
def shown(table):
    """The rows of a published table by their keys; of what only charts show, those that are computed here."""
    if table not in PUBLISHED:
        return computed(table)
    keys, rows = list(PUBLISHED[table].keys), PUBLISHED[table]().to_dict("records")
    return {tuple(row[key] for key in keys): row for row in rows}


def is_missing(value):
    return value is None or value == "" or (not isinstance(value, str) and not math.isfinite(value))


def name_key(key):
    """A key as it stands in the names of figures."""
    if key in CALLED:
        letters = unicodedata.normalize("NFKD", CALLED[key]).encode("ascii", "ignore").decode().lower()
        return "-".join(re.findall("[a-z0-9]+", letters))
    if key in PARAGRAPH.values():
        return key.replace("/", "-") if key.endswith("/opening") else key.rpartition("/")[2]
    return re.sub("[ .]", "-", key)


def name_of(table, keys, column):
    return ".".join([table.replace("_", "-"), *keys, column.replace("_", "-")])


def figures(table):
    """The values of a table that are not missing, by the names of figures."""
    return {
        name_of(table, map(name_key, keys), column): value
        for keys, row in computed(table).items()
        for column, value in row.items()
        if not is_missing(value)
    }


@pytest.fixture(scope="module")
def published(site):
    """Value, unit and definition of each figure by its name, as the tables of the site have them."""
    found = {}
    package = json.loads((site / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource["path"].startswith("tables/") and resource["name"] != "claims":
            keys, fields = resource["schema"].get("primaryKey", []), resource["schema"]["fields"]
            with (site / resource["path"]).open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            for row, field in itertools.product(rows, fields):
                column, text = field["name"], row[field["name"]]
                if text and column not in (*keys, "label"):
                    read = {"integer": int, "number": float, "boolean": "true".__eq__}.get(field["type"], str)
                    name = name_of(resource["name"], [row[key] for key in keys], column)
                    found[name] = {**field, "value": read(text), "table": resource["name"]}
    return found


def same(published, value):
    if isinstance(value, str) or isinstance(published, str):
        return published == value
    return published is not None and math.isclose(published, value, rel_tol=1e-6, abs_tol=1e-9)


@pytest.mark.parametrize("table", PUBLISHED)
def test_every_cell_has_the_value_that_is_computed_anew(published, table):
    pairs = {name: (published.get(name, {}).get("value"), value) for name, value in figures(table).items()}
    wrong = {name: pair for name, pair in pairs.items() if not same(*pair)}
    assert dict(itertools.islice(wrong.items(), 20)) == {}, f"{len(wrong)} cells: published, computed anew"


def test_no_cell_is_left_out(published):
    known = set().union(*map(figures, PUBLISHED))
    columns = {(table.replace("_", "-"), name) for table, names in IN_NOTEBOOKS.items() for name in names}
    left = {
        (figure["table"], figure["name"]): name
        for name, figure in published.items()
        if name not in known and (figure["table"], figure["name"]) not in columns
    }
    assert left == {}, "add a function of the table's name here, or the columns to IN_NOTEBOOKS"


def test_the_names_of_figures_are_words_joined_by_hyphens(published):
    assert [name for name in published if not re.fullmatch(r"[a-z0-9]+([-.][a-z0-9]+)*", name)] == []


def test_every_column_that_a_docstring_declares_has_a_value(published):
    declared = {(table.name, column) for table in PUBLISHED.values() for column in table.columns}
    assert declared - {(figure["table"], figure["name"]) for figure in published.values()} == set()


@pytest.mark.extended
def test_notebooks_compare_the_columns_that_are_not_computed_here(monkeypatch):
    compared = set()

    def record(found, name, *, columns=None):
        own = [columns] if isinstance(columns, str) else columns
        if isinstance(found, pd.DataFrame):
            compared.update((name.replace("-", "_"), column) for column in own or found)
        else:
            table, *_, column = name.split(".")
            compared.add((table.replace("-", "_"), column.replace("-", "_")))
        return found

    monkeypatch.setattr("reading.show.agrees", record)
    monkeypatch.chdir(independent.DATA.parent)
    for path in sorted((independent.DATA.parent / "notebooks").glob("*.ipynb")):
        source = "\n".join(cell.source for cell in read_cells(path) if cell.cell_type == "code")
        exec(compile(source, path.name, "exec"), {})
    assert {(table, name) for table, names in IN_NOTEBOOKS.items() for name in names} <= compared


# Figures in prose -------------------------------------------------------------------------------------------

DIGITS = {"share": 0, "ratio": 2, "agreement": 3, "doublings": 2, "times": 0, "rank": 0}
"""Digits after the point, by unit; others have one, and whole numbers none."""


def written(value, unit):
    """A value as a reader is to see it."""
    if isinstance(value, str):
        return value
    if unit == "year":
        return str(value)
    if isinstance(value, int) and unit != "share":
        return f"{value:,}"
    exact = Decimal(repr(value)) * (100 if unit == "share" else 1)
    rounded = exact.quantize(Decimal(1).scaleb(-DIGITS.get(unit, 1)), ROUND_HALF_UP)
    return f"{rounded:,}{'%' * (unit == 'share')}"


def test_every_figure_on_a_page_shows_the_published_value_by_its_unit(pages, published):
    shown = 0
    for name, page in pages.items():
        for tag in page.select("data[data-figure]"):
            figure = published[tag["data-figure"]]
            assert tag.get_text() == written(figure["value"], figure["unit"]), (name, tag)
            assert tag["value"] == str(figure["value"]), (name, tag)
            shown += 1
    assert shown > 120


# What only charts and notebooks show ------------------------------------------------------------------------


SPOKEN = {"China": (101, [1, 7, 1, 3, 1, 1, 1]), "Russia": (139, [2, 2, 1, 1, 1, 1, 1])}
"""The tokens of the paragraphs of the tutorial, and how often each has these words, counted by hand."""


def spoken(table):
    words = ("charter", "country", "cooperation", "international", "nations", "principle", "united")
    for speaker, (tokens, counts) in SPOKEN.items():
        for word, count in zip(words, counts, strict=True):
            table[SPEAKER[speaker], word] = {"count": count, "rate": 1000 * count / tokens}


def lengths(table):
    """The tokens of each sentence, by its number in its paragraph."""
    for row in SENTENCES.to_dict("records"):
        table[row["paragraph"], str(row["sentence"])] = {"tokens": row["tokens"], "sentence": row["sentence"]}


def lengths_in_order(table):
    """The tokens of each sentence, by its number in its section."""
    for section, rows in SENTENCES.groupby("section"):
        for place, tokens in enumerate(rows["tokens"], 1):
            table[section, str(place)] = {"tokens": tokens, "sentence": place}


def spans(table):
    for paragraph, tokens in SENTENCES.groupby("paragraph")["tokens"]:
        table[paragraph,] = {"shortest": min(tokens), "longest": max(tokens), "mean": tokens.mean()}


def glance(table):
    """The themes of sections and paragraphs, whose numbers of sentences stand beside their names."""
    sections = dict(SENTENCES[["paragraph", "section"]].itertuples(index=False))
    titles = {paragraph: title for title, paragraph in PARAGRAPH.items()}
    for unit in ("section", "paragraph"):
        for part, theme in itertools.product(SENTENCES[unit].unique(), held("themes")):
            of = inside(unit, part).sum()
            column = f"{titles.get(part, 'All of it')} ({of})"
            found = in_part("themes", theme, inside(unit, part))
            table[sections.get(part, part), theme, column] = {**found, "of": of}


def profile(table):
    for paragraph, what in itertools.product(PARAGRAPH.values(), ("themes", "actors")):
        here = inside("paragraph", paragraph)
        for where, part in {"This paragraph": here, "The rest": ~here}.items():
            for name in held(what):
                found = in_part(what, name, part)
                found |= {"of": part.sum(), "per_cent": 100 * found["share"]}
                table[paragraph, name, where] = found


def repeated(table):
    for (paragraph, term), row in computed("terms_by_paragraph").items():
        table[paragraph, term] = {**row, "of": computed("terms")[term,]["count"]}


def collocates(table):
    for pair, row in computed("pairs").items():
        table[pair] = {**row, "of": held("terms")[pair[1]].sum()}


def squares(table):
    for row in SENTENCES.to_dict("records"):
        table[row["paragraph"], str(row["sentence"])] = {"sentence": row["sentence"]}


# Charts -----------------------------------------------------------------------------------------------------


def page_paragraph(page):
    section, name = page.split("/")[1:]
    return f"{section}/{'opening' if name == 'index' else name}"


KEYS = {
    **{"Section": SECTION.get, "Paragraph": PARAGRAPH.get, "Theme": THEME.get},
    **dict.fromkeys(("Actor", "Other actor"), ACTOR.get),
    **dict.fromkeys(("Term", "Lemma"), str.lower),
    **{"Name": (THEME | ACTOR).get, "Speaker": lambda said: SPEAKER.get(said, said)},
    "Page": page_paragraph,
}
"""What a cell says under each head, as a key of tables; under another head, it is the key itself."""

HEADS = """
Per thousand tokens = rate
"""
"""The column of tables under each head; other heads are called as their columns."""

COLUMNS = dict(pair.split(" = ") for pair in re.split("; |\n", HEADS.strip()))


def of_table(table, *heads, also=MappingProxyType({})):
    """Says what a row shows: the row of a table whose keys stand under the heads, or are given themselves.

    `also` has for other heads the number, or the column, or another table, its column, and its heads.
    """

    def of_row(row):
        found, expected = look_up(row, table, *heads), {}
        for head in row:
            column = COLUMNS.get(head, re.sub("[ -]", "_", head.lower().replace(",", "")))
            if head not in KEYS and column in found:
                expected[head] = found[column]
        for head in row.keys() & {*also}:
            match also[head]:
                case other, column, *others:
                    expected[head] = look_up(row, other, *others)[column]
                case str(column):
                    expected[head] = found[column]
                case number:
                    expected[head] = number
        return expected

    return of_row


def look_up(row, table, *heads):
    keys = (KEYS.get(head, str)(row[head]) if head in row else head for head in heads)
    return shown(table)[tuple(map(name_key, keys) if table in PUBLISHED else keys)]


OWN_TEXT = {"nation": 4, "dedicate": 3, "conceive": 2, "great": 2, "war": 2, "live": 2}
"""The words of the text in the notebook on a text of the reader's own, counted by hand."""

OWN_PARAGRAPHS = dict.fromkeys(("great", "war", "live"), (0, 2))
OWN_PARAGRAPHS |= {"nation": (1, 3), "dedicate": (1, 2), "conceive": (1, 1)}
"""The same words in its two paragraphs."""


def of_deal(row):
    """The nearest difference of a deal by partnership, in steps of two per cent."""
    held = independent_deals.count(independent.themes())["partnership"]
    every = [round(50 * math.sqrt(square)) / 50 for _, square in independent_deals.gaps(held)]
    return {"Difference": min(every, key=lambda value: abs(value - float(row["Difference"])))}


CHARTS = {
    "bars-alone": of_table("paragraphs", "Paragraph"),
    "type-guessed": of_table("lengths", PARAGRAPH["Great powers"], "Sentence"),
    "type-given": of_table("lengths", PARAGRAPH["Great powers"], "Sentence"),
    "share-bars": of_table("paragraphs", "Paragraph", also={"Share of the text": "share"}),
    "two-tones": of_table("paragraphs", "Paragraph"),
    "spans": of_table("spans", "Paragraph"),
    "sentence-lengths": of_table("lengths", "Paragraph", "Sentence"),
    "sentence-lines": of_table("lengths_in_order", "Section", "Sentence"),
    "bars-by-speaker": of_table("spoken", "Speaker", "Word"),
    "document-at-a-glance": of_table("glance", "Section", "Theme", "Column"),
    "paragraph-profile": of_table("profile", "Page", "Name", "Where"),
    "paragraph-terms": of_table("repeated", "Page", "Term"),
    "who-speaks": of_table("squares", "Paragraph", "Sentence"),
    "paragraph-sizes": of_table("paragraphs", "Paragraph"),
    "collocates": of_table("collocates", "beijing", "Term"),
    "term-map": of_table("terms_by_paragraph", "Paragraph", "Term"),
    "top-terms": of_table("terms", "Term", also={"Occurrences": "count"}),
    "word-histories": of_table("histories", "Term"),
    "lexicon-validity": of_table("lexicon_themes", "Theme"),
    "deals": of_deal,
    "own-text": lambda row: {"Occurrences": OWN_TEXT[row["Word"]]},
    "own-text-map": lambda row: {"Count": OWN_PARAGRAPHS[row["Word"]][int(row["Paragraph"]) - 1]},
}
"""For each chart what a row of its table shows."""


def is_number(text):
    return re.fullmatch(r"[\u2212-]?(\d[\d,.]*|\u221e)(e[+-]?\d+)?( of \d+)?", text) is not None


def assert_rows(name, rows, compute):
    """Whether each row shows what is computed anew, in each column of numbers."""
    for row in rows:
        expected = compute(row)
        wrong = {head: (row[head], value) for head, value in expected.items() if not holds(row[head], value)}
        assert not wrong, (name, row, wrong)
        left = {head for head, cell in row.items() if is_number(cell)} - {*expected, *KEYS}
        assert not left, f"{name}: {left} is not compared"


def holds(text, value):
    """Whether a cell of a saved table, which is not rounded, holds a value."""
    if is_missing(value):
        return text == ""
    return text == value if isinstance(value, str) else same(independent.number(text), value)


@pytest.fixture(scope="module")
def saved(site):
    """The tables of the charts that can be saved: by page and anchor, as rows of texts."""
    found = {}
    for path in sorted((site / "_charts").rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            page = str(path.parent.relative_to(site / "_charts"))
            found[page, path.stem] = list(csv.reader(file))
    return found


def test_every_saved_number_of_a_chart_is_that_of_its_column(saved):
    assert {anchor.removeprefix("chart-") for _, anchor in saved} == CHARTS.keys(), "each chart needs a line"
    for (page, anchor), (heads, *cells) in saved.items():
        assert len(set(heads)) == len(heads)
        rows = [dict(zip(heads, row, strict=True), Page=page) for row in cells]
        assert rows
        assert_rows(f"{page} {anchor}", rows, CHARTS[anchor.removeprefix("chart-")])


MUTE = {"chart-who-speaks"}
"""The charts whose marks say what their tables have under other heads."""

SAID = re.compile(r"(?<![\w.])[-\u2212]?\d[\d,]*(?:\.\d+)?%?")
"""A number in a sentence, perhaps a share in per cent."""


def test_every_mark_says_what_stands_in_a_row_of_the_table(saved, pages):
    for (page, anchor), (_, *rows) in saved.items():
        compared = 0
        for mark in pages.places(f"{page}.html")[anchor].select("svg title"):
            sentence = re.sub(r"\. Opens [\w ]+\.$", "", mark.get_text())
            assert not re.search(r"null|undefined|NaN|_|[a-z]: [A-Z][\w ]*:", sentence), (anchor, sentence)
            named, _, numbers = sentence.rpartition(": ")
            said = SAID.findall(numbers)
            known = [row for row in rows if any(cell and cell in named for cell in row)]
            agreeing = [row for row in known if all(any(says(each, cell) for cell in row) for each in said)]
            assert agreeing or anchor in MUTE, (anchor, sentence)
            compared += len(said)
        assert compared >= len(rows) or anchor in MUTE, (page, anchor, compared)


def says(text, cell):
    """Whether a mark says what a cell holds: as it is, with three digits, or as a share in per cent."""
    try:
        value, number = float(cell), independent.number(text.removesuffix("%"))
    except ValueError:
        return False
    if text.endswith("%"):
        return min(abs(number - 100 * value), abs(number - value)) <= 0.5 + 1e-9
    return abs(number - value) <= max(0.0005, abs(value) / 200) + 1e-9


# Evidence and codebook --------------------------------------------------------------------------------------


def test_every_entry_of_the_evidence_shows_its_counts(pages):
    terms, actors = independent.terms(), independent.actor_names()
    expected = {name.replace(" ", "-"): rows for name, rows in terms.groupby("name")}
    expected |= {f"actor.{actor}": rows for actor, rows in actors.groupby("actor")}
    entries = {key: place for key, place in pages.places("evidence.html").items() if not place.get("class")}
    shown = {key: said for key, place in entries.items() if (said := place.select_one(":scope > .often"))}
    assert expected.keys() <= shown.keys()
    for name, rows in expected.items():
        text = shown[name].get_text()
        assert often(rows) in text, (name, text)
        if name.startswith("actor."):
            by_name = rows.groupby("called")["count"].sum()
            named = re.findall(r"([^,:]+) (\d+)(?:,|$)", text.partition(":")[2])
            assert {called.strip().lower(): int(count) for called, count in named} == by_name.to_dict(), name
    left = {name: entry.get_text() for name, entry in shown.items() if name not in expected}
    assert set(left.values()) <= {"named nowhere"}, left


def often(rows):
    """How often, and in how many sentences, in the words of the evidence."""
    count, sentences = rows["count"].sum(), len(rows[independent.SENTENCE].drop_duplicates())
    if count == 1:
        return "once"
    times = "twice" if count == 2 else f"{count} times"
    return f"{times} in {'one sentence' if sentences == 1 else f'{sentences} sentences'}"


def test_every_theme_of_the_codebook_shows_its_number_of_sentences(pages):
    page = pages["codebook.html"]
    for theme in THEME.values():
        number = (independent.themes()["name"] == theme).sum()
        counted = f"{number} of {len(SENTENCES)}" if theme in independent.coded() else "not coded"
        assert f"Sentences: {counted}" in page.find(id=theme).get_text(), theme


def test_the_readme_says_what_was_found():
    asked = {
        name: row for (_, name), row in independent_deals.deals().items() if name in ("voice", "modality")
    }
    voice, modal = asked["voice"], asked["modality"]
    text = (independent.DATA.parent / "README.md").read_text(encoding="utf-8")
    assert f"{voice['first']} of {voice['first_of']} sentences. Only the section on ties" in text
    assert f"*can*, *should* or *will*, in {modal['second']} of {modal['second_of']}." in text
    assert voice["second"] == modal["first"] == 0
