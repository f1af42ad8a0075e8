"""The book's numbers, computed anew from the files in `data/`. Tests compare them with what is shown.

Nothing here imports `reading`: formulas are written out, or are NLTK's.
Rows are frames [section, paragraph, sentence, name, count]; names are terms, actors or themes.
"""

import csv
import functools
import math
from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path

import pandas as pd
import yaml
from nltk.metrics import BigramAssocMeasures

DATA = Path(__file__).parents[1] / "data"
SENTENCE = ["paragraph", "sentence"]


# Reading ----------------------------------------------------------------------------------------------------


def _yaml(name):
    return yaml.load((DATA / name).read_text(encoding="utf-8"), yaml.CSafeLoader)


@functools.cache
def _lines(name):
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@functools.cache
def sentences():
    """section, paragraph, sentence, tokens, section_title, title: every sentence, in the document's order."""
    rows = [
        (section["id"], paragraph["id"], number, tokens, section["title"], paragraph["title"])
        for section in _yaml("document/outline.yml")["sections"]
        for paragraph in section["paragraphs"]
        for number, tokens in enumerate(paragraph["tokens"], 1)
    ]
    return pd.DataFrame(rows, columns=["section", *SENTENCE, "tokens", "section_title", "title"])


def headings():
    """The headings of the sections."""
    return [section["heading"] for section in _yaml("document/outline.yml")["sections"]]


def _with_section(rows):
    return sentences()[["section", *SENTENCE]].merge(rows, on=SENTENCE)


@functools.cache
def terms():
    """Every content word and phrase; a column `kind` tells them apart."""
    incidence = pd.read_csv(DATA / "document/incidence.csv", keep_default_na=False)
    return _with_section(incidence.rename(columns={"lemma": "name"}))


@functools.cache
def words():
    """The words that are ranked: neither phrases nor stop words."""
    rows = terms()
    left_out = rows["name"].isin(_lines("lexicon/stopwords.txt"))
    return rows[(rows["kind"] == "word") & ~left_out].drop(columns="kind")


def _names():
    """actor, label, name, kind of name: every name of every actor, and the compounds for each of theirs."""
    file = _yaml("lexicon/actors.yml")
    compounds = [
        (actor, file["actors"][actor]["name"], name.lower(), "compound")
        for name, actors in file["compounds"].items()
        for actor in actors
    ]
    return compounds + [
        (actor, entry["name"], name.lower(), kind)
        for actor, entry in file["actors"].items()
        for kind, names in [
            ("name", [entry["name"]]),
            ("alias", entry.get("aliases", [])),
            ("metonym", entry.get("metonyms", [])),
        ]
        for name in names
    ]


@functools.cache
def actor_names():
    """Mentions of actors by each of their names. A name of several words takes its words with it."""
    names = pd.DataFrame(_names(), columns=["actor", "label", "name", "how"])
    held = terms()[terms()["name"].isin(names["name"])]
    phrases = held[held["kind"] == "phrase"]
    inside = phrases.assign(name=phrases["name"].str.split(), count=-phrases["count"]).explode("name")
    rows = pd.concat([held, inside]).groupby(["section", *SENTENCE, "name"], as_index=False)["count"].sum()
    return rows[rows["count"] > 0].merge(names, on="name").rename(columns={"name": "called"})


@functools.cache
def actors():
    """Mentions of actors by any name, as rows."""
    rows = actor_names().rename(columns={"actor": "name"})
    return rows.groupby(["section", *SENTENCE, "name"], as_index=False)["count"].sum()


def actor_labels():
    """How each actor is called, by its id."""
    return {actor: entry["name"] for actor, entry in _yaml("lexicon/actors.yml")["actors"].items()}


def actor_kinds():
    """Whether each actor is a state, a person or something else, by its id."""
    return {actor: entry["kind"] for actor, entry in _yaml("lexicon/actors.yml")["actors"].items()}


@functools.cache
def theme_labels():
    """How each theme is called, by its id, in the codebook's order."""
    return {theme: entry["label"] for theme, entry in _yaml("coding/codebook.yml")["themes"].items()}


def _rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _place(row):
    """The paragraph and the number of the sentence there."""
    return row["paragraph"], int(row["sentence"])


@functools.cache
def places():
    """The sentences, in order."""
    return list(sentences()[SENTENCE].itertuples(index=False, name=None))


@functools.cache
def coded():
    """Of each theme the places of its sentences, by each pass that leads on it.

    A finished pass leads whose version of the codebook has the theme: models before people. A theme on which
    none leads is left out.
    """
    passes = {path.stem: list(_rows(path)) for path in sorted((DATA / "coding").glob("pass-*.csv"))}
    found = {}
    for theme, entry in _yaml("coding/codebook.yml")["themes"].items():
        able = {
            name: rows
            for name, rows in passes.items()
            if len(rows) == len(places()) and int(rows[0]["codebook"]) >= entry.get("since", 1)
        }
        models = {name: rows for name, rows in able.items() if rows[0]["kind"] == "model"}
        for name, rows in (models or able).items():
            carried = {_place(row) for row in rows if theme in row["themes"].split()}
            found.setdefault(theme, {})[name] = carried
    return found


def codes():
    """What the leading passes say of each sentence and theme: place, theme, and yes or no by each pass."""
    return [
        (place, theme, [place in carried for carried in passes.values()])
        for place in places()
        for theme, passes in coded().items()
    ]


@functools.cache
def themes(by="consensus"):
    """The themes that sentences carry, as rows: by the consensus, by a leading pass, or by the lexicon."""
    if by == "lexicon":
        return _with_section(_found())
    if by == "consensus":
        carried = {(place, theme): 2 * sum(given) > len(given) for place, theme, given in codes()}
        for decision in _yaml("coding/consensus.yml")["decisions"]:
            carried[_place(decision), decision["theme"]] = decision["carried"]
        rows = [(*place, theme) for (place, theme), is_carried in carried.items() if is_carried]
    else:
        rows = [(*place, theme) for theme, passes in coded().items() for place in passes.get(by, ())]
    return _with_section(pd.DataFrame(sorted(rows), columns=[*SENTENCE, "name"]).assign(count=1))


LEXICON = "lexicon/themes.yml"


def _found():
    """The themes of which a term stands in the sentence, not counting the words of exceptions."""
    carried, rows = set(), terms()
    counts = rows.set_index([*SENTENCE, "name"])["count"].to_dict()
    phrases = rows[rows["kind"] == "phrase"].groupby(SENTENCE)["name"].agg(list).to_dict()
    for theme, entry in _yaml(LEXICON)["themes"].items():
        exceptions = {phrase.lower() for phrase in entry.get("exceptions", [])}
        for row in rows.itertuples():
            place = row.paragraph, row.sentence
            hidden = sum(
                counts[*place, phrase] * phrase.split().count(row.name)
                for phrase in phrases.get(place, [])
                if phrase in exceptions
            )
            for term in map(str.lower, entry["terms"]) if row.count > hidden else ():
                if fnmatchcase(row.name, term) if "*" in term and " " not in row.name else row.name == term:
                    carried.add((*place, theme))
    return pd.DataFrame(sorted(carried), columns=[*SENTENCE, "name"]).assign(count=1)


def _cached(function):
    """Cache results by the identity of the frame: the functions above return the same frame each time."""
    results = {}

    @functools.wraps(function)
    def cached(rows, *arguments):
        key = id(rows), *arguments
        if key not in results:
            # The frame is kept, so that no other one gets its identity.
            results[key] = rows, function(rows, *arguments)
        return results[key][1]

    return cached


# Counting ---------------------------------------------------------------------------------------------------


@_cached
def table(rows):
    """The count of each name, a column, in each sentence, a row."""
    wide = rows.pivot_table(index=SENTENCE, columns="name", values="count", aggfunc="sum", fill_value=0)
    return wide.reindex(pd.MultiIndex.from_frame(sentences()[SENTENCE]), fill_value=0)


def sizes(by):
    """Tokens of each section, paragraph or sentence, in the document's order."""
    return sentences().groupby(by, sort=False)["tokens"].sum()


@_cached
def counts(rows, by):
    """The count of each name, a column, in each section or paragraph, a row."""
    wide = rows.pivot_table(index=by, columns="name", values="count", aggfunc="sum", fill_value=0)
    return wide.reindex(sizes(by).index, fill_value=0)


# Measures ---------------------------------------------------------------------------------------------------


def near(name):
    """The ranked words that share at least two sentences with a term: how many, and logDice.

    A phrase has no company in its own words.
    """
    held, inside = table(terms()) > 0, name.split() if " " in name else []
    ranked = sorted({*words()["name"]} - {name, *inside})
    together = held.loc[held[name], ranked].sum()
    n, own, often = len(held), int(held[name].sum()), held.sum()
    return {
        other: {
            "sentences": number,
            "log_dice": 14 + math.log2(BigramAssocMeasures.dice(number, (own, int(often[other])), n)),
        }
        for other, number in together[together >= 2].items()
    }


def log_ratio(a, b, c, d):
    """The Log Ratio of counts a and b in c and d tokens."""
    return math.log2((a or 0.5) / c / ((b or 0.5) / d))


def rank(counted):
    """The rank of each count, 1 for the largest; equal counts have equal ranks."""
    return counted.rank(method="min", ascending=False).astype(int)


def validity(found, given, judged):
    """Errors of each theme, precision, recall and F1.

    What is found and what is given are sets of codes: the place of a sentence, and at last the theme.
    """
    measures = {}
    for theme in judged:
        f, c = ({code for code in codes if code[-1] == theme} for codes in (found, given))
        measures[theme] = {
            "misses": len(c - f),
            "false_alarms": len(f - c),
            "precision": len(f & c) / len(f) if f else math.nan,
            "recall": len(f & c) / len(c) if c else math.nan,
            "f1": 2 * len(f & c) / (len(f) + len(c)) if f or c else math.nan,
        }
    return measures


def agreement():
    """How far passes agree on each theme that two of them code: alpha, and sentences on which they differ."""
    found = {}
    for theme, passes in coded().items():
        given = [given for _, name, given in codes() if name == theme]
        if len(passes) > 1:
            found[theme] = {"alpha": _alpha(given), "differing": sum(len(set(each)) > 1 for each in given)}
    return found


def agreement_overall():
    """Alpha of the passes over all themes of all sentences."""
    return _alpha([given for *_, given in codes()])


def _alpha(items):
    """Alpha of what two coders say of each item."""
    every = Counter(code for given in items for code in given)
    n, apart = every.total(), sum(len(set(given)) > 1 for given in items)
    by_chance = 1 - sum(number * (number - 1) for number in every.values()) / (n * (n - 1))
    return 1 - apart / len(items) / by_chance


# Beside other texts -----------------------------------------------------------------------------------------

REFERENCE = DATA / "reference" / "un-general-debate"


def speaker_names():
    """How the speakers are called, and the codes of those that are followed."""
    settings = _yaml("reference/un-general-debate/reference.yml")
    return settings["speakers"], settings["followed"]


def followed():
    """The followed terms, in the order of the settings."""
    terms = _yaml("reference/un-general-debate/reference.yml")["terms"]
    return [term if isinstance(term, str) else term.get("label", term["alternatives"][0]) for term in terms]


# Writing ----------------------------------------------------------------------------------------------------


def number(text):
    """The number that a text shows, whatever it is written with."""
    return float(text.replace("\u2212", "-").replace("\u221e", "inf").replace(",", ""))


def shows(text, value, digits):
    """Whether a text shows a value, rounded to this many digits after the point."""
    if math.isinf(value):
        return number(text) == value
    decimals = len(text.partition(".")[2])
    return decimals == digits and abs(number(text) - value) <= 0.5 * 10**-digits + 2e-6
