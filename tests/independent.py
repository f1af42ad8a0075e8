"""The book's numbers, computed anew from the files in `data/`. Tests compare them with what is shown.

Nothing here imports `reading`: formulas are written out, or are NLTK's and SciPy's. P-values are counted in
whole numbers of ways.
Rows are frames [section, paragraph, sentence, name, count]; names are terms, actors or themes.
"""

import csv
import functools
import hashlib
import itertools
import json
import math
import re
import statistics
from collections import Counter, defaultdict
from fnmatch import fnmatchcase, translate
from pathlib import Path

import numpy as np
import pandas as pd
import simplemma
import yaml
from nltk.metrics import BigramAssocMeasures
from nltk.metrics.agreement import AnnotationTask
from scipy import stats

DATA = Path(__file__).parents[1] / "data"
SENTENCE = ["paragraph", "sentence"]
DOCUMENT = "coding"
DRAWS, SEED = 10_000, 1


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
    """The paragraph, or in a sample the text, and the number of the sentence there."""
    return row.get("paragraph") or row["text"], int(row["sentence"])


@functools.cache
def places(folder=DOCUMENT):
    """The sentences of the document, or of the sample in a folder of `data/`, in order."""
    if folder == DOCUMENT:
        return list(sentences()[SENTENCE].itertuples(index=False, name=None))
    return list(map(_place, _rows(DATA / folder / "sentences.csv")))


@functools.cache
def coded(folder=DOCUMENT):
    """Of each theme the places of its sentences, by each pass that leads on it.

    A finished pass leads whose version of the codebook has the theme: models before people. A theme on which
    none leads is left out.
    """
    passes = {path.stem: list(_rows(path)) for path in sorted((DATA / folder).glob("pass-*.csv"))}
    found = {}
    for theme, entry in _yaml("coding/codebook.yml")["themes"].items():
        able = {
            name: rows
            for name, rows in passes.items()
            if len(rows) == len(places(folder)) and int(rows[0]["codebook"]) >= entry.get("since", 1)
        }
        models = {name: rows for name, rows in able.items() if rows[0]["kind"] == "model"}
        for name, rows in (models or able).items():
            carried = {_place(row) for row in rows if theme in row["themes"].split()}
            found.setdefault(theme, {})[name] = carried
    return found


def codes(folder=DOCUMENT):
    """What the leading passes say of each sentence and theme: place, theme, and yes or no by each pass."""
    return [
        (place, theme, [place in carried for carried in passes.values()])
        for place in places(folder)
        for theme, passes in coded(folder).items()
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


def effect(found, sizes):
    """The design effect of clusters: the variance of a ratio over that of independent trials, at least 1."""
    pairs = [(hits, size) for hits, size in zip(found, sizes, strict=True) if size]
    rate, n = sum(found) / sum(sizes), len(pairs)
    if rate in (0, 1):
        return 1
    variance = statistics.variance([hits - rate * size for hits, size in pairs]) * n / sum(sizes) ** 2
    return max(1, variance / (rate * (1 - rate) / sum(sizes)))


def exact(hits, of, divided=1):
    """The interval by Clopper and Pearson, of numbers divided by a design effect."""
    hits, misses = hits / divided, (of - hits) / divided
    low = stats.beta.ppf(0.025, hits, misses + 1) if hits else 0
    return low, stats.beta.ppf(0.975, hits + 1, misses) if misses else 1


def fisher(a, b, c, d):
    """The two-sided p-value of a table of hits and sizes: all tables with at most as many ways."""
    found = {k: math.comb(c, k) * math.comb(d, a + b - k) for k in range(a + b + 1)}
    return sum(ways for ways in found.values() if ways <= found[a]) / sum(found.values())


def rank(counted):
    """The rank of each count, 1 for the largest; equal counts have equal ranks."""
    return counted.rank(method="min", ascending=False).astype(int)


def validity(found, given, judged):
    """Errors of each theme, precision, recall, and F1 with its interval.

    What is found and what is given are sets of codes: the place of a sentence, and at last the theme.
    """
    measures = {}
    for theme in judged:
        f, c = ({code for code in codes if code[-1] == theme} for codes in (found, given))
        # F1 of what has so large a share of hits in all that is found or coded.
        _, *ends = _share(len(f & c), len(f | c))
        measures[theme] = {
            "misses": len(c - f),
            "false_alarms": len(f - c),
            "precision": _share(len(f & c), len(f))[0],
            "recall": _share(len(f & c), len(c))[0],
            "f1": (_share(2 * len(f & c), len(f) + len(c))[0], *(2 * end / (1 + end) for end in ends)),
        }
    return measures


def _share(hits, of):
    """A share and the ends of its exact interval."""
    return (hits / of, *stats.binomtest(hits, of).proportion_ci(0.95, "exact")) if of else (math.nan,) * 3


def agreement():
    """How far passes agree on each theme that two of them code: alpha, its interval, sentences differing."""
    found = {}
    for theme, passes in coded().items():
        items = [(place, given) for place, name, given in codes() if name == theme]
        if len(passes) > 1:
            task = AnnotationTask(
                [(coder, place, yes) for place, given in items for coder, yes in enumerate(given)]
            )
            differing, ends = sum(len(set(given)) > 1 for _, given in items), (math.nan, math.nan)
            if differing:
                _, *ends = _alpha(items)
            found[theme] = {
                "alpha": (task.alpha(), *ends),
                "differing": differing,
                "differing_share_high": _share(differing, len(items))[2],
            }
    return found


def _alpha(items):
    """Alpha of yes and no, and the ends of its interval. Items are pairs of a cluster and the codes given."""
    items = [(cluster, given) for cluster, given in items if len(given) > 1]
    every = [yes for _, given in items for yes in given]
    yes, n, most = sum(every), len(every), max(len(given) for _, given in items)
    apart, sizes = Counter(), Counter()
    for cluster, given in items:
        # The share of the pairs of codes that differ, weighted by the number of codes.
        apart[cluster] += 2 * sum(given) * (len(given) - sum(given)) / (len(given) - 1) / most
        sizes[cluster] += len(given) / most
    # Two codes drawn from all differ by chance so often.
    chance = 2 * yes * (n - yes) / (n * (n - 1))
    differing, of = apart.total(), sizes.total()
    divided = effect([apart[cluster] for cluster in sizes], list(sizes.values()))
    return tuple(1 - share / chance for share in (differing / of, *exact(differing, of, divided)[::-1]))


def agreement_overall():
    """Alpha of the passes over all themes of all sentences, and its interval, by sentence."""
    return _alpha([(place, given) for place, _, given in codes()])


def agreement_on_stances():
    """On how many pairs of actors in a sentence the passes differ, of those that any of them codes; alpha."""
    item, coded = [*SENTENCE, "actor", "target"], {}
    for coder in "cd":
        rows = pd.read_csv(DATA / f"coding/stances-{coder}.csv", keep_default_na=False)
        coded[coder] = rows.set_index(item)["stance"].to_dict()
    items = sorted(set().union(*coded.values()))
    codes = [
        (coder, place, given.get(place, "no stance")) for coder, given in coded.items() for place in items
    ]
    # The pairs of one sentence are a cluster.
    sizes = Counter(place[:2] for place in items)
    differing = Counter(
        place[:2] for place in items if len({given.get(place) for given in coded.values()}) > 1
    )
    often, n = Counter(code for *_, code in codes), len(codes)
    chance = 1 - sum(number * (number - 1) for number in often.values()) / (n * (n - 1))
    clusters = effect([differing[sentence] for sentence in sizes], list(sizes.values()))
    ends = exact(differing.total(), len(items), clusters)
    return {
        "items": len(items),
        "differences": differing.total(),
        "alpha": (AnnotationTask(codes).alpha(), *(1 - end / chance for end in ends[::-1])),
    }


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


# In sentences of other texts --------------------------------------------------------------------------------

LEMMAS = {"surroundings": "surround", "environment-related": "environment-related"}
"""Where the book has other lemmas than simplemma: a plural of a word in -ing, and a compound."""

MULTIWORD = ("in", "order", "to")
"""Words that are one word of a closed class to the book: `order` in it is no term of a theme."""

WORD = re.compile(r"\d[\d,.]*\d|\w+(?:[-.&]\w+)*|[^\w\s]")


@functools.cache
def samples(use):
    """The folders of the samples of a use, in `data/`."""
    folders = [f"coding/samples/{path.name}" for path in sorted((DATA / "coding/samples").iterdir())]
    return [folder for folder in folders if _yaml(f"{folder}/sample.yml")["use"] == use]


def drawn(use):
    """The words of the sentences of a use, by their places."""
    rows = itertools.chain(*(_rows(DATA / folder / "sentences.csv") for folder in samples(use)))
    return {_place(row): row["words"] for row in rows}


def agreed(use):
    """The codes that all leading passes of a sample give: (text, sentence, theme)."""
    return {(*place, theme) for folder in samples(use) for place, theme, given in codes(folder) if all(given)}


def themes_elsewhere(use):
    """The themes that are coded in all samples of a use."""
    return [theme for theme in theme_labels() if all(theme in coded(folder) for folder in samples(use))]


@functools.cache
def _lemma(word):
    return LEMMAS.get(word) or simplemma.lemmatize(word, lang="en").lower()


@functools.cache
def _words(text):
    """The words of a sentence: of each the form in lower case and the lemma; None for a mark."""
    text = re.sub(r"[\u2018\u2019]", "'", text).replace("\u2010", "-")
    text = re.sub(r"'s\b|(?<=s)'(?=\s)", "", text)
    found, opens = [], True
    for form in WORD.findall(text):
        lower = form.lower()
        if not any(map(str.isalnum, form)):
            found.append(None)
            continue
        acronym = form.isupper() and sum(map(str.isalpha, form)) > 1
        name = form[0].isupper() and (not opens or simplemma.lemmatize(form, lang="en")[0].isupper())
        found.append((lower, lower if acronym or name else _lemma(lower)))
        opens = False
    for start in range(len(found) - 2):
        if all(found[start : start + 3]) and tuple(word[0] for word in found[start : start + 3]) == MULTIWORD:
            found[start + 1] = ("order", "")
    return found


@functools.cache
def _in_term(word):
    """What a word is matched by in a set term: its lemma, or the form of a comparative."""
    form, lemma = word
    plain = _lemma(form) if lemma == form else lemma
    return form if re.search("(?:er|est)$", form) and not re.search("(?:er|est)$", plain) else plain


@functools.cache
def _phrases():
    """The phrases of the book, and those of the lexicon of themes: (words, phrase), the longest first.

    They are in lists by whether they are names and by their first words.
    """
    listed = {phrase.lower(): phrase for phrase in _lines("lexicon/phrases.txt")}
    for entry in _yaml(LEXICON)["themes"].values():
        for phrase in (*entry["terms"], *entry.get("exceptions", [])):
            if " " in phrase:
                listed.setdefault(phrase.lower(), phrase)
    patterns = defaultdict(list)
    for phrase in sorted(listed.values(), key=lambda phrase: -len(phrase.split())):
        is_name = any(map(str.isupper, phrase))
        pattern = tuple(word[0] if is_name else _in_term(word) for word in _words(phrase.lower()) if word)
        patterns[is_name, pattern[0]].append((pattern, phrase.lower()))
    return patterns


@functools.cache
def _spans(text):
    """The phrases of a sentence, each with the places of its words; and the lemma of each word by its place.

    Names are found by the forms of words, and before other phrases. A word is part of one phrase at most.
    """
    words, taken, found = _words(text), set(), []
    lemmas = {place: word[1] for place, word in enumerate(words) if word}
    for names in (True, False):
        for start, first in enumerate(words):
            opening = first and (first[0] if names else _in_term(first))
            for pattern, phrase in _phrases()[names, opening] if first else ():
                places = range(start, start + len(pattern))
                if not taken & {*places} and places.stop <= len(words):
                    here = [words[place] for place in places]
                    if all(here) and tuple(w[0] if names else _in_term(w) for w in here) == pattern:
                        taken |= {*places}
                        found.append((phrase, places))
                        lemmas |= {p: words[p][0] if names else _in_term(words[p]) for p in places}
                        break
    return found, lemmas


@functools.cache
def found_elsewhere(use):
    """The themes of which the lexicon finds a term: (text, sentence, theme)."""
    read = {place: _spans(sentence) for place, sentence in drawn(use).items()}
    carried = set()
    for theme, entry in _yaml(LEXICON)["themes"].items():
        terms = {term.lower() for term in entry["terms"]}
        binding = {*terms, *(phrase.lower() for phrase in entry.get("exceptions", []))}
        # A term of one word may have wildcards.
        patterns = [translate(term) for term in terms if " " not in term]
        fits = re.compile("|".join(patterns) or "(?!)").match
        for place, (spans, lemmas) in read.items():
            bound = {at for phrase, places in spans if phrase in binding for at in places}
            free = (lemma for at, lemma in lemmas.items() if at not in bound)
            if any(phrase in terms for phrase, _ in spans) or any(map(fits, free)):
                carried.add((*place, theme))
    return frozenset(carried)


def was_judged():
    """Whether the held-out sentences judged the lexicon as it is."""
    themes = [
        [theme, sorted(entry["terms"]), sorted(entry.get("exceptions", []))]
        for theme, entry in _yaml(LEXICON)["themes"].items()
    ]
    own = hashlib.sha256(json.dumps(sorted(themes)).encode()).hexdigest()
    return {_yaml(f"{folder}/sample.yml").get("judged") for folder in samples("held out")} == {own}


def macro_f1_interval(use):
    """The ends of the interval of the mean F1, over resamples of whole texts."""
    judged, texts = themes_elsewhere(use), list(dict.fromkeys(text for text, _ in drawn(use)))
    hits, either = np.zeros((2, len(texts), len(judged)))
    found, given = found_elsewhere(use), agreed(use)
    for codes, counted in ((found & given, hits), (found, either), (given, either)):
        for text, _, theme in codes:
            if theme in judged:
                counted[texts.index(text), judged.index(theme)] += 1
    n = len(texts)
    weights = np.random.default_rng(SEED).multinomial(n, [1 / n] * n, size=DRAWS)
    with np.errstate(invalid="ignore"):
        means = np.nanmean(2 * (weights @ hits) / (weights @ either), axis=1)
    return np.quantile(means, [0.025, 0.975])


def agreement_elsewhere(use):
    """Alpha of the passes over all themes of all sentences of samples, and its interval, by text."""
    return _alpha([(text, given) for folder in samples(use) for (text, _), _, given in codes(folder)])


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
