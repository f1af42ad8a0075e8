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
import yaml
from nltk.metrics import BigramAssocMeasures
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


# Counting ---------------------------------------------------------------------------------------------------


def table(rows):
    """The count of each name, a column, in each sentence, a row."""
    wide = rows.pivot_table(index=SENTENCE, columns="name", values="count", aggfunc="sum", fill_value=0)
    return wide.reindex(pd.MultiIndex.from_frame(sentences()[SENTENCE]), fill_value=0)


def sizes(by):
    """Tokens of each section, paragraph or sentence, in the document's order."""
    return sentences().groupby(by, sort=False)["tokens"].sum()


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
