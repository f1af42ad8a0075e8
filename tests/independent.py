"""The book's numbers, computed anew from the files in `data/`. Tests compare them with what is shown.

Nothing here imports `reading`: formulas are written out, or are NLTK's and SciPy's. P-values are counted in
whole numbers of ways.
Rows are frames [section, paragraph, sentence, name, count]; names are terms, actors or themes.
"""

import csv
import functools
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


@functools.cache
def themes(by="consensus"):
    """The themes that sentences carry, as rows: by the consensus, by a pass, or by the lexicon."""
    if by == "lexicon":
        return _with_section(_found())
    passes = {}
    for coder in "ab":
        rows = pd.read_csv(DATA / f"coding/pass-{coder}.csv", keep_default_na=False)
        rows = rows.assign(name=rows["themes"].str.split()).explode("name").dropna(subset="name")
        passes[f"pass {coder}"] = {tuple(row) for row in rows[[*SENTENCE, "name"]].itertuples(index=False)}
    passes["consensus"] = passes["pass a"] & passes["pass b"] | {
        (decision["paragraph"], decision["sentence"], decision["theme"])
        for decision in _yaml("coding/consensus.yml")["decisions"]
        if decision["carried"]
    }
    return _with_section(pd.DataFrame(sorted(passes[by]), columns=[*SENTENCE, "name"]).assign(count=1))


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


def validity(found, coded):
    """Errors of each theme, precision, recall, and F1 with its interval.

    What is found and what is coded are sets of codes: the place of a sentence, and at last the theme.
    """
    measures = {}
    for theme in theme_labels():
        f, c = ({code for code in codes if code[-1] == theme} for codes in (found, coded))
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
    """How far the passes of coding agree on each theme: alpha with its interval, sentences differing."""
    carried = codes_of_passes().values()
    n = len(sentences())
    found = {}
    for theme in theme_labels():
        a, b = (part[theme].to_numpy() for part in carried)
        codes = [
            (coder, at, str(code)) for coder, part in (("a", a), ("b", b)) for at, code in enumerate(part)
        ]
        task, differing, ends = AnnotationTask(codes), int((a != b).sum()), (math.nan, math.nan)
        if differing:
            _, *ends = _alpha((a != b).astype(int).tolist(), [1] * n, int((a + b).sum()))
        found[theme] = {
            "alpha": (task.alpha(), *ends),
            "differing": differing,
            "differing_share_high": stats.binomtest(differing, n).proportion_ci(0.95, "exact").high,
        }
    return found


def _alpha(apart, sizes, yes):
    """Alpha of yes and no by two coders, and the ends of its interval.

    Of each sentence, `apart` has the codes that differ, and `sizes` how many each coder gives it.
    """
    n = sum(sizes)
    # Two codes drawn from all differ by chance so often.
    chance = yes * (2 * n - yes) / (n * (2 * n - 1))
    ends = exact(sum(apart), n, effect(apart, sizes))
    return tuple(1 - share / chance for share in (sum(apart) / n, *ends[::-1]))


def codes_of_passes():
    """For each pass a row for each sentence and a column for each theme: 1 where the sentence carries it."""
    return {
        coder: table(themes(f"pass {coder}")).reindex(columns=list(theme_labels()), fill_value=0)
        for coder in "ab"
    }


def agreement_overall():
    """Alpha of the passes over all themes of all sentences, and its interval, by sentence."""
    a, b = (codes.to_numpy() for codes in codes_of_passes().values())
    return _alpha((a != b).sum(axis=1).tolist(), [a.shape[1]] * len(a), int((a + b).sum()))


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


def _rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


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
    """The sentences of a use, and the passes of each sample: sets of (text, sentence, theme)."""
    drawn, passes = {}, []
    for folder in sorted((DATA / "coding/samples").iterdir()):
        if _yaml(folder.relative_to(DATA) / "sample.yml")["use"] != use:
            continue
        for row in _rows(folder / "sentences.csv"):
            drawn[row["text"], int(row["sentence"])] = row["words"]
        passes.append(
            [
                {
                    (row["text"], int(row["sentence"]), theme)
                    for row in _rows(path)
                    for theme in row["themes"].split()
                }
                for path in sorted(folder.glob("pass-*.csv"))
            ]
        )
    return drawn, passes


def agreed(use):
    """The codes that both passes of a sample give: (text, sentence, theme)."""
    return set().union(*(one & other for one, other in samples(use)[1]))


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
    read = {place: _spans(sentence) for place, sentence in samples(use)[0].items()}
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


def macro_f1_interval(use):
    """The ends of the interval of the mean F1, over resamples of whole texts."""
    found, coded, texts = found_elsewhere(use), agreed(use), {}
    for text, _ in samples(use)[0]:
        texts.setdefault(text, len(texts))
    themes = list(theme_labels())
    hits, either = np.zeros((2, len(texts), len(themes)))
    for codes, counted in ((found & coded, hits), (found, either), (coded, either)):
        for text, _, theme in codes:
            counted[texts[text], themes.index(theme)] += 1
    random, n = np.random.default_rng(SEED), len(texts)
    drawn = random.multinomial(n, [1 / n] * n, size=DRAWS)
    with np.errstate(invalid="ignore"):
        means = np.nanmean(2 * (drawn @ hits) / (drawn @ either), axis=1)
    return np.quantile(means, [0.025, 0.975])


def agreement_elsewhere(use):
    """Alpha of the passes over all themes of all sentences of samples, and its interval, by text."""
    drawn, passes = samples(use)
    one, other = (set().union(*(pair[coder] for pair in passes)) for coder in (0, 1))
    apart = Counter(text for text, *_ in one ^ other)
    sizes = Counter(text for text, _ in drawn)
    every = [number * len(theme_labels()) for number in sizes.values()]
    return _alpha([apart[text] for text in sizes], every, len(one) + len(other))


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
