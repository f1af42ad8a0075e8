"""The book's numbers, computed anew from the files in `data/`. Tests compare them with what is shown.

Nothing here imports `reading`: formulas are written out, or are NLTK's and SciPy's. Chance is drawn as the
method page says, with the same seed, so that intervals and p-values can be compared to the last digit shown.
Rows are frames [section, paragraph, sentence, name, count]; names are terms, actors or themes.
"""

import functools
import math
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np
import pandas as pd
import stopwordsiso
import yaml
from nltk.metrics import BigramAssocMeasures
from nltk.metrics.agreement import AnnotationTask
from scipy import stats

DATA = Path(__file__).parents[1] / "data"
SENTENCE = ["paragraph", "sentence"]
LEAST, LEVEL, DRAWS, SEED = 6, 0.05, 10_000, 1


# Reading ----------------------------------------------------------------------------------------------------


def _yaml(name):
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


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


def _with_section(rows):
    return sentences()[["section", *SENTENCE]].merge(rows, on=SENTENCE)


@functools.cache
def terms():
    """Every content word and phrase; a column `kind` tells them apart."""
    incidence = pd.read_csv(DATA / "document/incidence.csv", keep_default_na=False)
    return _with_section(incidence.rename(columns={"lemma": "name"}))


@functools.cache
def vocabulary():
    """section, token, lemma, count: every token of the document."""
    return pd.read_csv(DATA / "document/vocabulary.csv", keep_default_na=False)


@functools.cache
def words():
    """The words that are ranked: neither phrases nor stop words."""
    rows = terms()
    left_out = rows["name"].isin(_lines("lexicon/stopwords.txt"))
    return rows[(rows["kind"] == "word") & ~left_out].drop(columns="kind")


def _names():
    """actor, label, name, kind of name: every name of every actor."""
    return [
        (actor, entry["name"], name.lower(), kind)
        for actor, entry in _yaml("lexicon/actors.yml")["actors"].items()
        for kind, names in [
            ("Own name", [entry["name"]]),
            ("Other name or adjective", entry.get("aliases", [])),
            ("Metonym", entry.get("metonyms", [])),
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


def theme_labels():
    """How each theme is called, by its id, in the codebook's order."""
    return {theme: entry["label"] for theme, entry in _yaml("coding/codebook.yml")["themes"].items()}


@functools.cache
def themes(source="consensus"):
    """The themes that sentences carry, as rows: by the consensus, by a pass, or by a lexicon of themes."""
    if source.endswith("lexicon"):
        return _with_section(_found(source.startswith("frozen")))
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
    return _with_section(pd.DataFrame(sorted(passes[source]), columns=[*SENTENCE, "name"]).assign(count=1))


def _found(frozen):
    """The themes of which a term stands in the sentence."""
    file = "lexicon/themes-frozen.yml" if frozen else "lexicon/themes.yml"
    carried = set()
    for theme, entry in _yaml(file)["themes"].items():
        for row in terms().itertuples():
            for term in map(str.lower, entry["terms"]):
                if fnmatchcase(row.name, term) if "*" in term and " " not in row.name else row.name == term:
                    carried.add((row.paragraph, row.sentence, theme))
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


def spread(counts, tokens):
    """How one term spreads over parts: the number that hold it, DP, DPnorm and Juilland's D."""
    counts, tokens = np.asarray(counts, float), np.asarray(tokens, float)
    dp = sum(abs(counts / counts.sum() - tokens / tokens.sum())) / 2
    rates = counts / tokens
    return {
        "range": int((counts > 0).sum()),
        "dp": dp,
        "dp_norm": dp / (1 - min(tokens) / sum(tokens)),
        "juilland_d": 1 - stats.variation(rates) / math.sqrt(len(counts) - 1),
    }


@functools.cache
def association(o, f1, f2, n):
    """How strongly two words attract each other: o sentences of n hold both, f1 the first, f2 the second."""
    measures, margins = BigramAssocMeasures, (o, (f1, f2), n)
    pmi = measures.pmi(*margins)
    cells = [[o, f1 - o], [f2 - o, n - f1 - f2 + o]]
    return {
        "pmi": pmi,
        "npmi": pmi / -math.log2(o / n) if o < n else math.nan,
        "log_dice": 14 + math.log2(measures.dice(*margins)),
        "t_score": measures.student_t(*margins),
        "g2": stats.chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic
        if min(n - f1, n - f2) > 0
        else 0.0,
        "p": fisher(o, f1, f2, n),
    }


@functools.cache
def fisher(o, f1, f2, n):
    """The p-value of Fisher's exact test, two-sided, of the same numbers."""
    return stats.fisher_exact([[o, f1 - o], [f2 - o, n - f1 - f2 + o]]).pvalue


def collocates(rows, node, least=2):
    """The names that share at least two sentences with one, each with its measures, by name."""
    held = table(rows) > 0
    n, own, often = len(held), int(held[node].sum()), held.sum()
    others = often[(often >= least) & (often.index != node)].to_dict()
    together = held.loc[held[node], list(others)].sum().to_dict()
    # All have been tested, those that share no sentence, too.
    p = pd.Series(
        {name: fisher(together[name], own, count, n) for name, count in others.items()}, dtype=float
    )
    adjusted = adjust(p).to_dict()
    return {
        name: {
            "together": together[name],
            "alone": count,
            "p_adjusted": adjusted[name],
            **association(together[name], own, count, n),
        }
        for name, count in others.items()
        if together[name] >= least
    }


def adjust(p):
    """P-values adjusted by Benjamini and Hochberg; what was not tested stays without one."""
    tested = p.dropna()
    return pd.Series(stats.false_discovery_control(tested), tested.index).reindex(p.index)


def log_ratio(a, b, c, d):
    """The Log Ratio of counts a and b in c and d tokens, with its exact interval, LRC and G2 of two terms."""
    low, high = stats.binomtest(a, a + b).proportion_ci(0.95, "exact")
    ends = [
        math.copysign(math.inf, p - 0.5) if p in (0, 1) else math.log2(p / (1 - p) * d / c)
        for p in (low, high)
    ]
    expected = [c * (a + b) / (c + d), d * (a + b) / (c + d)]
    return {
        "log_ratio": math.log2((a or 0.5) / c / ((b or 0.5) / d)),
        "low": ends[0],
        "high": ends[1],
        "lrc": ends[0] if ends[0] > 0 else min(ends[1], 0.0),
        "g2": stats.power_divergence([a, b], expected, lambda_="log-likelihood").statistic,
    }


@_cached
def intervals(rows, tokens=None):
    """The 95 % interval of each name's rate per thousand tokens, by sentences drawn anew in their sections.

    Frames [low, high] by name: of the whole document under `None`, of each section under its id.
    """
    wide, every = table(rows), sentences()
    tokens = every["tokens"].to_numpy() if tokens is None else np.full(len(every), tokens)
    random, drawn = np.random.default_rng(SEED), {}
    for section in every["section"].unique():
        inside = (every["section"] == section).to_numpy()
        n = int(inside.sum())
        draws = random.multinomial(n, [1 / n] * n, size=DRAWS)
        drawn[section] = draws @ wide[inside].to_numpy(), draws @ tokens[inside]
    drawn[None] = tuple(sum(parts) for parts in zip(*drawn.values(), strict=True))
    return {part: _percentiles(*found, wide.columns) for part, found in drawn.items()}


def _percentiles(found, size, names):
    rates = 1000 * found / size[:, np.newaxis]
    ends = np.percentile(rates, [2.5, 97.5], axis=0)
    ends[:, np.ptp(rates, axis=0) == 0] = np.nan
    return pd.DataFrame(ends.T, index=names, columns=["low", "high"])


@_cached
def between_sections(rows, tokens=None):
    """The permutation test of two sections: [p, p_adjusted, more] by name, where `more` is the larger one."""
    wide, every = table(rows), sentences()
    wide = wide.loc[:, wide.sum() >= LEAST]
    tokens = every["tokens"].to_numpy(float) if tokens is None else np.full(len(every), float(tokens))
    places, (first, second) = pd.factorize(every["section"])
    orders = np.random.default_rng(SEED).permuted(np.broadcast_to(places, (DRAWS, len(places))), axis=1)

    def difference(places):
        inside = (places == 0).astype(float)
        a, c = inside @ wide.to_numpy(), (inside @ tokens)[:, np.newaxis]
        return a / c - (wide.sum().to_numpy() - a) / (tokens.sum() - c)

    here = difference(places[np.newaxis])[0]
    p = (1 + (abs(difference(orders)) >= abs(here) * (1 - 1e-9)).sum(axis=0)) / (1 + DRAWS)
    tested = pd.DataFrame({"p": p, "more": np.where(here > 0, first, second)}, index=wide.columns)
    return tested.assign(p_adjusted=adjust(tested["p"]))


def verdict(tested, name, section):
    """What can be said of a name in a section."""
    if name not in tested.index:
        return "too rare to tell"
    row = tested.loc[name]
    if row["p_adjusted"] > LEVEL:
        return "cannot be told apart"
    return "more here" if row["more"] == section else "less here"


def shared_sentences(rows):
    """together, expected, p of each two names, by shuffling their sentences within each section, exactly."""
    held, section = table(rows) > 0, sentences()["section"].to_numpy()
    found = {}
    for at, one in enumerate(held.columns):
        for other in held.columns[at + 1 :]:
            chances = np.ones(1)
            for part in pd.unique(section):
                inside = held[section == part]
                a, b = int(inside[one].sum()), int(inside[other].sum())
                chances = np.convolve(chances, _hypergeometric(len(inside), a, b))
            together = int((held[one] & held[other]).sum())
            shared = np.arange(len(chances))
            expected = float(shared @ chances)
            far = abs(shared - expected) >= abs(together - expected) - 1e-9
            found[one, other] = (together, expected, min(float(chances[far].sum()), 1.0))
    return pd.DataFrame.from_dict(found, orient="index", columns=["together", "expected", "p"])


@functools.cache
def _hypergeometric(n, a, b):
    return stats.hypergeom.pmf(range(min(a, b) + 1), n, a, b)


def tf_idf(rows):
    """The TF-IDF weight of each name, a column, in each paragraph, a row."""
    counted = counts(rows, "paragraph")
    weights = counted * (np.log((1 + len(counted)) / (1 + (counted > 0).sum())) + 1)
    return weights.div(np.sqrt((weights**2).sum(axis=1)), axis=0)


def rank(counted):
    """The rank of each count, 1 for the largest; equal counts have equal ranks."""
    return counted.rank(method="min", ascending=False).astype(int)


def validity(found, coded):
    """Precision, recall and F1 of each theme as found against as coded, each with its interval."""
    predicted, truth = (
        table(rows).reindex(columns=list(theme_labels()), fill_value=0) > 0 for rows in (found, coded)
    )
    n = len(truth)
    draws = np.random.default_rng(SEED).multinomial(n, [1 / n] * n, size=DRAWS)
    drawn = [draws @ part.to_numpy(int) for part in (predicted & truth, predicted, truth)]
    with np.errstate(invalid="ignore"):
        f1s = 2 * drawn[0] / (drawn[1] + drawn[2])
    measures = {}
    for at, theme in enumerate(truth.columns):
        hits, f, c = (int(part[theme].sum()) for part in (predicted & truth, predicted, truth))
        ends = np.nanpercentile(f1s[:, at], [2.5, 97.5]) if np.nanstd(f1s[:, at]) else (math.nan, math.nan)
        measures[theme] = {
            "Precision": (hits / f, *stats.binomtest(hits, f).proportion_ci(0.95, "exact")),
            "Recall": (hits / c, *stats.binomtest(hits, c).proportion_ci(0.95, "exact")),
            "F1": (2 * hits / (f + c), *ends),
        }
    return measures


def agreement():
    """How far the passes of coding agree on each theme: alpha, its interval, kappa, sentences differing."""
    carried = [
        table(themes(f"pass {coder}")).reindex(columns=list(theme_labels()), fill_value=0) for coder in "ab"
    ]
    n = len(carried[0])
    draws = np.random.default_rng(SEED).multinomial(n, [1 / n] * n, size=DRAWS)
    found = {}
    for theme in theme_labels():
        a, b = (part[theme].to_numpy() for part in carried)
        codes = [
            (coder, at, str(code)) for coder, part in (("a", a), ("b", b)) for at, code in enumerate(part)
        ]
        task, differing = AnnotationTask(codes), int((a != b).sum())
        yes, apart = draws @ (a + b), draws @ (a != b)
        with np.errstate(invalid="ignore"):
            alphas = 1 - (2 * n - 1) * 2 * apart / (2 * yes * (2 * n - yes))
        low, high = np.nanpercentile(alphas, [2.5, 97.5]) if differing else (math.nan, math.nan)
        found[theme] = {
            "alpha": task.alpha(),
            "low": low,
            "high": high,
            "kappa": task.kappa(),
            "differing": differing,
            "most": stats.binomtest(differing, n).proportion_ci(0.95, "exact").high,
        }
    return found


def readability(section):
    """The formulas of readability on the tokens of a section."""
    rows = vocabulary().query("section == @section")
    letters = rows["token"].map(lambda token: sum(letter.isalnum() for letter in token))
    tokens, parts = rows["count"].sum(), (sentences()["section"] == section).sum()
    per_word, long = (letters * rows["count"]).sum() / tokens, rows.loc[letters > 6, "count"].sum()
    return {
        "ARI": 4.71 * per_word + 0.5 * tokens / parts - 21.43,
        "Coleman-Liau": 5.88 * per_word - 29.6 * parts / tokens - 15.8,
        "Lix": tokens / parts + 100 * long / tokens,
    }


# Other choices ----------------------------------------------------------------------------------------------

STOP_LISTS = ["the book's", "none", "a long one"]
COUNTINGS = ["words as they stand", "metonyms folded", "phrases joined", "joined and folded"]


@functools.cache
def chosen(stop_list, counting):
    """The words that count where an analyst chooses this stop list and this way of counting."""
    joined, folded = "joined" in counting, "folded" in counting
    actor_of = {name: actor for actor, _, name, _ in _names()}
    metonyms = {name: label.lower() for _, label, name, kind in _names() if kind == "Metonym"}
    rows = terms()
    phrases = rows[(rows["kind"] == "phrase") & (joined | (folded & rows["name"].isin(actor_of)))]
    inside = phrases.assign(name=phrases["name"].str.split(), count=-phrases["count"]).explode("name")
    rows = pd.concat([rows[rows["kind"] == "word"], phrases, inside])
    if folded:
        rows = rows.assign(name=rows["name"].replace(metonyms))
    left_out = {
        "the book's": _lines("lexicon/stopwords.txt"),
        "none": [],
        "a long one": stopwordsiso.stopwords("en"),
    }[stop_list]
    rows = rows[~rows["name"].isin(left_out)]
    rows = rows.groupby(["section", *SENTENCE, "name"], as_index=False)["count"].sum()
    return rows[rows["count"] > 0]


@functools.cache
def findings(stop_list, counting):
    """What is found under these choices, in the words of the book, in lower case."""
    rows, every = chosen(stop_list, counting), sentences()
    ranks, weights = rank(rows.groupby("name")["count"].sum()), tf_idf(rows).round(12)
    tested = between_sections(rows)
    apart = tested[tested["p_adjusted"] <= LEVEL]["more"]
    section = every.drop_duplicates("section").set_index("section")["section_title"]
    title = every.drop_duplicates("paragraph").set_index("paragraph")["title"]
    found = [
        *(f"no term is more frequent than {name}" for name in ranks[ranks == 1].index),
        *(f"{name} is among the 10 most frequent terms" for name in ranks[ranks <= 10].index),
        *(f"{name} is more frequent in “{section[part]}” than elsewhere" for name, part in apart.items()),
        *(
            f"{name} has the highest TF-IDF weight in “{title[paragraph]}”"
            for paragraph, row in weights.iterrows()
            for name in row[row == row.max()].index
        ),
    ]
    return {finding.lower() for finding in found}


SOURCES = ["consensus", "pass a", "pass b", "refined lexicon", "frozen lexicon"]


@functools.cache
def theme_findings(source):
    """What is found about themes where this source says which sentences carry them."""
    rows, every = themes(source), sentences()
    labels, titles = theme_labels(), every.drop_duplicates("section").set_index("section")["section_title"]
    shares = counts(rows, "section").reindex(columns=list(labels), fill_value=0)
    tested = between_sections(rows, 1)
    apart = tested[tested["p_adjusted"] <= LEVEL]["more"]
    return {
        *(
            f"“{labels[theme]}” is among the 3 leading themes of “{titles[section]}”"
            for section, row in shares.iterrows()
            for theme in row[(rank(row) <= 3) & (row > 0)].index
        ),
        *(
            f"more sentences carry “{labels[theme]}” in “{titles[section]}” than elsewhere"
            for theme, section in apart.items()
        ),
    }


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
