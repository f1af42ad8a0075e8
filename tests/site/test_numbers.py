"""Every number that the site publishes or shows, compared with the same number computed anew.

First the published tables: each has a function of its name that computes its rows from the files in `data/`.
Then where the numbers are shown: in prose, in the tables of charts, which can also be saved as CSV and JSON,
and in those of notebooks. `CHARTS` and `NOTEBOOKS` say for each of these what stands in its columns, by head.
Every column that holds numbers is compared: a new one has to be added here.
"""

import csv
import functools
import itertools
import json
import math
import re
import unicodedata
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest
from scipy import stats

from reading.tables import PUBLISHED
from tests import independent

SENTENCES = independent.sentences()
PARAGRAPH = dict(SENTENCES[["title", "paragraph"]].itertuples(index=False))
SECTION = dict(SENTENCES[["section_title", "section"]].itertuples(index=False))
THEME = {label: theme for theme, label in independent.theme_labels().items()}
ACTOR = {label: actor for actor, label in independent.actor_labels().items()}
PLACE = {label: place for place, label in independent.place_labels().items()}
CALLED, FOLLOWED = independent.speaker_names()
SPEAKER = {name: code for code, name in CALLED.items()}
FIRST, SECOND = SECTION
PARTS = {"Whole document": "document", "the document": "document", **SECTION}
LEVEL = independent.LEVEL
LEXICONS = ("refined", "frozen", "general")
SAMPLES = {"held-out": "held out", "development": "development"}


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


def intervals(what, part, name):
    """Both ends of the interval of a rate per thousand tokens, in a section or, with None, the document."""
    found = independent.intervals(rows_of(what), *[1] * (what == "themes"))[part]
    return tuple(found.loc[name]) if name in found.index else (math.nan, math.nan)


def share_with_interval(theme, part, share):
    return share, *(end / 1000 for end in intervals("themes", part, theme))


def inside(column, value):
    """Which sentences stand in a section or a paragraph."""
    return pd.Series((SENTENCES[column] == value).to_numpy(), held("terms").index)


def in_part(what, name, part):
    """How many sentences of a part, a mask, hold something, and their share."""
    number = int((held(what)[name] & part).sum())
    return {"sentences": number, "share": number / part.sum()}


def comparison(what, name, section):
    """The p-values of a comparison of the sections, where it was tested, and the verdict."""
    tested = independent.between_sections(rows_of(what))
    row = tested.loc[name] if name in tested.index else {}
    return {
        **{column: row.get(column) for column in ("p", "p_adjusted", "p_paragraphs")},
        "verdict": independent.verdict(tested, name, section),
    }


def told_apart(what):
    """How many names are tested between the sections, and how many can be told apart."""
    tested = independent.between_sections(rows_of(what))
    return {"tested": len(tested), "told_apart": (tested["p_adjusted"] <= LEVEL).sum()}


def pairs_of(what):
    """sentences, expected, p and p_adjusted of each two names, in both orders."""
    found = independent.shared_sentences(rows_of(what)).rename(columns={"together": "sentences"})
    found = found.to_dict("index")
    return found | {(other, one): row for (one, other), row in found.items()}


def pairs_told_apart(what):
    pairs = independent.shared_sentences(rows_of(what))
    told = (pairs["p_adjusted"] <= LEVEL).sum()
    return {"pairs_tested": pairs["p"].notna().sum(), "pairs_told_apart": told}


def longer_or_equal(values):
    """For each value, how many are at least as large; 1 for a largest one that is alone."""
    return values.rank(method="max", ascending=False).astype(int)


# The published tables ---------------------------------------------------------------------------------------


def document(table):
    tokens = independent.vocabulary().groupby("token")["count"].sum()
    weights = independent.tf_idf(independent.words()).round(12)
    heaviest = Counter(name for _, row in weights.iterrows() for name in row[row == row.max()].index)
    table[()] = {
        "sections": len(SECTION),
        "paragraphs": len(PARAGRAPH),
        "sentences": len(SENTENCES),
        "tokens": SENTENCES["tokens"].sum(),
        "types": len(tokens),
        "hapaxes": (tokens == 1).sum(),
        "hapax_share": (tokens == 1).mean(),
        "most_paragraphs": (counts("words", "paragraph") > 0).sum().max(),
        "heaviest_shared": sum(often > 1 for often in heaviest.values()),
    }


def sections(table):
    measures = pd.read_csv(independent.DATA / "document/diversity.csv").set_index(["section", "measure"])
    for section, rows in SENTENCES.groupby("section"):
        table[section] = {
            "tokens": rows["tokens"].sum(),
            "share": rows["tokens"].sum() / SENTENCES["tokens"].sum(),
            "sentences": len(rows),
            "types": independent.vocabulary().query("section == @section")["token"].nunique(),
            **measures.loc[section]["value"],
            **independent.readability(section),
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
        number, by_paragraph = rows["count"].sum(), counts("terms", "paragraph")[name]
        spread = independent.spread(by_paragraph, independent.sizes("paragraph"))
        by_sentence = independent.table(independent.terms())[name]
        over_sentences = independent.spread(by_sentence, SENTENCES["tokens"])
        measures = ("dp", "dp_norm", "juilland_d")
        table[name] = {
            "lemma": name,
            "kind": rows["kind"].iloc[0],
            "count": number,
            "rate": (1000 * number / SENTENCES["tokens"].sum(), *intervals("terms", None, name)),
            "sentences": len(rows),
            "paragraphs": spread["range"],
            "rank": ranks.get(name),
            **{measure: spread[measure] for measure in measures},
            **{f"sentence_{measure}": over_sentences[measure] for measure in measures},
        }


def terms_by_section(table):
    sizes, ranked = independent.sizes("section"), set(independent.words()["name"])
    for section, size in sizes.items():
        own = independent.words().query("section == @section").groupby("name")["count"].sum()
        ranks = independent.rank(own)
        for name, of_section in counts("terms", "section").items():
            here, elsewhere = of_section[section], of_section.sum() - of_section[section]
            found = independent.log_ratio(here, elsewhere, size, sizes.sum() - size)
            table[section, name] = {
                "count": here,
                "share": here / of_section.sum(),
                "rate": (1000 * here / size, *intervals("terms", section, name)),
                "rank": ranks.get(name),
                "log_ratio": (found["log_ratio"], found["low"], found["high"]),
                "g2": found["g2"],
                **(comparison("words", name, section) if name in ranked else {}),
            }


def terms_by_paragraph(table):
    weights = independent.tf_idf(independent.words())
    for name, by_paragraph in counts("terms", "paragraph").items():
        for paragraph, number in by_paragraph[by_paragraph > 0].items():
            weight = weights.loc[paragraph, name] if name in weights else None
            table[paragraph, name] = {
                "count": number,
                "share": number / by_paragraph.sum(),
                "weight": weight,
            }


def pairs(table):
    for name in held("terms"):
        for other, found in independent.near(name).items():
            pair = independent.pair_of_words(name, other)
            measures = ("other_sentences", "log_dice", "pmi", "npmi", "t_score", "g2")
            table[name, other] = {
                "sentences": found["together"],
                **pair[["expected", "p", "p_adjusted"]],
                **{measure: found[measure] for measure in measures},
            }


def keyness_tests(table):
    tested = told_apart("words")
    power = {"power": independent.power(10, 3, tested["tested"]), "power_sentences": 10}
    # Five of nine paragraphs stand in the first section: 9! / (5! 4!).
    table[()] = {**tested, **power, "arrangements": 126, "floor": 1 / 126}


def collocation_tests(table):
    found = independent.shared_sentences(independent.words())
    more = found["together"] > found["expected"]
    told = (more & (found["p_adjusted"] <= LEVEL)).sum()
    table[()] = {"tested": found["p"].notna().sum(), "told_apart": told}


def actors(table):
    names = independent.actor_names()
    mentions = names.groupby("actor")["count"].sum().reindex(ACTOR.values(), fill_value=0)
    kinds, compound = independent.actor_kinds(), "Compound of two names"
    for actor, number in mentions.items():
        own = names[names["actor"] == actor]
        of_kind = own.groupby("how")["count"].sum()
        metonyms = of_kind.get("Metonym", 0)
        table[actor] = {
            "kind": kinds[actor],
            "mentions": number,
            "rank": independent.rank(mentions)[actor],
            "metonyms": metonyms,
            "compounds": of_kind.get(compound, 0),
            "sentences": held("actors")[actor].sum(),
            "names": own[own["how"] != compound]["called"].nunique(),
        }
        if number:
            rate = 1000 * number / SENTENCES["tokens"].sum(), *intervals("actors", None, actor)
            shares = {"share": number / mentions.sum(), "metonym_share": metonyms / number}
            table[actor] |= {"rate": rate, **shares}


def actors_by_section(table):
    for section, size in independent.sizes("section").items():
        for actor, number in counts("actors", "section").loc[section].items():
            table[section, actor] = {
                "mentions": number,
                "rate": (1000 * number / size, *intervals("actors", section, actor)),
                **comparison("actors", actor, section),
            }


def actors_by_paragraph(table):
    for paragraph, actor in itertools.product(PARAGRAPH.values(), counts("actors", "section")):
        table[paragraph, actor] = in_part("actors", actor, inside("paragraph", paragraph))


def actor_pairs(table):
    for pair, row in pairs_of("actors").items():
        if row["sentences"] or math.isfinite(row["p"]):
            table[pair] = row


def actor_themes(table):
    for actor, theme in itertools.product(counts("actors", "section"), THEME.values()):
        table[actor, theme] = in_part("themes", theme, held("actors")[actor])


def naming(table):
    number = independent.actors()["count"].sum()
    names = independent.actor_names()
    metonyms = names[names["how"] == "Metonym"]["count"].sum()
    table[()] = {
        "mentions": number,
        "metonyms": metonyms,
        "metonym_share": metonyms / number,
        "named": independent.actors()["name"].nunique(),
        **told_apart("actors"),
        **pairs_told_apart("actors"),
    }


def places(table):
    for place, number in independent.places().groupby("name")["count"].sum().items():
        table[place] = {"mentions": number}


KINDS = ("favourable", "adverse", "neutral")


@functools.cache
def coded_stances():
    rows = pd.read_csv(independent.DATA / "coding/stances.csv", keep_default_na=False)
    # What was decided to be no stance stands in the file, too.
    return rows[rows["stance"].isin(KINDS)]


def stances(table):
    for (actor, target), rows in coded_stances().groupby(["actor", "target"]):
        table[actor, target] = {kind: (rows["stance"] == kind).sum() for kind in KINDS}


def stance_holders(table):
    for actor, number in coded_stances()["actor"].value_counts().items():
        table[actor] = {"held": number}


def stance_coding(table):
    rows = coded_stances()
    table[()] = {
        "coded": len(rows),
        **{kind: (rows["stance"] == kind).sum() for kind in KINDS},
        "holders": rows["actor"].nunique(),
        "sentences": len(rows[independent.SENTENCE].drop_duplicates()),
        **independent.agreement_on_stances(),
    }


def themes(table):
    carried = held("themes")
    for theme in carried:
        share = carried[theme].mean()
        table[theme] = {
            "sentences": carried[theme].sum(),
            "share": share_with_interval(theme, None, share),
            "rank": independent.rank(carried.sum())[theme],
            "icc": independent.likeness_in_paragraphs(carried[theme]),
            **independent.agreement()[theme],
        }


def themes_by_section(table):
    for section, theme in itertools.product(SECTION.values(), THEME.values()):
        part = inside("section", section)
        found = in_part("themes", theme, part)
        table[section, theme] = {
            **found,
            "share": share_with_interval(theme, section, found["share"]),
            "rank": independent.rank(held("themes")[part].sum())[theme],
            **comparison("themes", theme, section),
        }


def themes_by_paragraph(table):
    for paragraph, theme in itertools.product(PARAGRAPH.values(), THEME.values()):
        table[paragraph, theme] = in_part("themes", theme, inside("paragraph", paragraph))


def theme_pairs(table):
    table |= pairs_of("themes")


def coding(table):
    carried = held("themes")
    table[()] = {
        "themes": len(THEME),
        "codes": carried.sum().sum(),
        "uncoded": (~carried.any(axis=1)).sum(),
        **told_apart("themes"),
        **pairs_told_apart("themes"),
        "icc_highest": max(independent.likeness_in_paragraphs(carried[theme]) for theme in carried),
        "alpha": independent.agreement_overall(),
        "differing": sum(row["differing"] for row in independent.agreement().values()),
    }


@functools.cache
def validity(sample, lexicon):
    """The measures of a lexicon for each theme, in the document or in a sample of other texts."""
    source = f"{lexicon} lexicon"
    if sample == "document":
        return independent.validity(independent.themes(source), independent.themes())
    return independent.validity_elsewhere(source, SAMPLES[sample])


def lexicons(table):
    for sample, lexicon in itertools.product(("document", *SAMPLES), LEXICONS):
        found = pd.DataFrame(validity(sample, lexicon)).T
        values = {
            measure: found[measure].map(lambda value: value[0]).mean()
            for measure in ("f1", "precision", "recall")
        }
        if sample != "document":
            ends = independent.macro_f1_interval(f"{lexicon} lexicon", SAMPLES[sample])
            values["f1"] = (values["f1"], *ends)
        values["highest_low"] = max(low for _, low, _ in found["f1"])
        values["lowest_high"] = min(high for *_, high in found["f1"])
        table[sample, lexicon] = {**values, **found[["misses", "false_alarms"]].sum()}


def lexicon_themes(table, sample="document"):
    for lexicon in LEXICONS:
        table |= {(lexicon, theme): row for theme, row in validity(sample, lexicon).items()}


def held_out_themes(table):
    lexicon_themes(table, "held-out")


def samples(table):
    for sample, use in SAMPLES.items():
        drawn, _ = independent.samples(use)
        table[sample] = {
            "sentences": len(drawn),
            "texts": len({text for text, _ in drawn}),
            "codes": len(independent.agreed(use)),
            "alpha": independent.agreement_elsewhere(use),
        }


CHOICES = list(itertools.product(independent.STOP_LISTS, independent.COUNTINGS))
ASPECTS = {
    "stop list": lambda stop_list, counting: counting,
    "phrases": lambda stop_list, counting: (stop_list, "folded" in counting),
    "metonyms": lambda stop_list, counting: (stop_list, "joined" in counting),
}
"""For each choice, what the other choices are under a combination of all."""


@functools.cache
def found_under():
    """Under which combinations of choices each finding holds, by its key."""
    every = [(choices, finding) for choices in CHOICES for finding in independent.findings(*choices)]
    return pd.DataFrame(every, columns=["choices", "finding"]).groupby("finding")["choices"].agg(set)


def finding_key(finding):
    return "-".join(filter(None, finding)).replace("/", "-")


@functools.cache
def findings_by_words():
    """The keys of findings about terms and themes by their sentences, in lower case."""
    every = [independent.findings(*choices) for choices in CHOICES]
    every += [independent.theme_findings(source) for source in independent.SOURCES]
    return {said.lower(): finding_key(key) for found in every for key, said in found.items()}


def findings(table):
    for finding, under in found_under().items():
        decisive = [
            aspect
            for aspect, others in ASPECTS.items()
            if {others(*one) for one in under} & {others(*one) for one in CHOICES if one not in under}
        ]
        few = "most" if 2 * len(under) >= len(CHOICES) else "few"
        table[finding_key(finding)] = {
            "kind": finding[0],
            "choices": len(under),
            "of": len(CHOICES),
            "level": "all" if len(under) == len(CHOICES) else few,
            "depends_on": ", ".join(decisive),
            "in_book": CHOICES[0] in under,
        }


def top_terms(table):
    for (kind, _, name), under in found_under().items():
        if kind == "frequent":
            table[name] = {"choices": len(under)}


def theme_findings(table):
    sources = {source: independent.theme_findings(source) for source in independent.SOURCES}
    for finding in set().union(*sources.values()):
        fails = [source for source, found in sources.items() if finding not in found]
        table[finding_key(finding)] = {
            "kind": finding[0],
            "sources": len(sources) - len(fails),
            "of": len(sources),
            "fails_under": ", ".join(fails),
            "in_book": "consensus" not in fails,
            "in_frozen": "frozen lexicon" not in fails,
        }


def top_ranked(stop_list, counting):
    """The counts of all terms under these choices, and the terms of the first ten ranks."""
    often = independent.chosen(stop_list, counting).groupby("name")["count"].sum()
    return often, set(often[independent.rank(often) <= 10].index)


def stability_under(*choices):
    """Kendall's tau of a ranking and the book's, how many top terms both have, and of how many."""
    (own, top), (here, found) = (top_ranked(*one) for one in (CHOICES[0], choices))
    both = sorted(top | found)
    tau = stats.kendalltau(*(often.reindex(both, fill_value=0) for often in (own, here))).statistic
    return tau, len(top & found), len(top)


def robustness(table):
    every, tops = (pd.DataFrame(computed(name).values()) for name in ("findings", "top_terms"))
    stable = [stability_under(*choices) for choices in CHOICES]
    hinges = [(aspect.replace(" ", "_"), aspect) for aspect in ASPECTS]
    table[()] = {
        "choices": len(CHOICES),
        **{f"findings_{level}": (every["level"] == level).sum() for level in ("all", "most", "few")},
        **{f"hinge_{aspect}": every["depends_on"].str.contains(said).sum() for aspect, said in hinges},
        "tau_lowest": min(tau for tau, *_ in stable),
        "overlap_lowest": min(overlap for _, overlap, _ in stable),
        "overlap_of": stable[0][2],
        "always_top": (tops["choices"] == len(CHOICES)).sum(),
    }


def theme_robustness(table):
    held = [row["sources"] for row in computed("theme_findings").values()]
    of = len(independent.SOURCES)
    table[()] = {"sources": of, "findings": len(held), "findings_all": held.count(of)}


WORDS = {"all words": "-names-in", "no actors": "-bodies-out", "no capitals": "-capitals-out"}
WAYS = {
    measure + words: (measure, names)
    for measure in ("tf-idf", "divergence")
    for names, words in zip(("out", "in", "bodies-out", "capitals-out"), ("", *WORDS.values()), strict=True)
} | {"delta": None}


def ranks(way, part):
    """rank, low, high and value of each speaker, by code; Burrows's Delta has no interval."""
    return independent.likeness(*WAYS[way], part) if WAYS[way] else independent.deltas(part)


def likeness(table):
    for way in WAYS:
        for speaker, row in ranks(way, "document").iterrows():
            ends = (row.get("low"), row.get("high"))
            table[way, speaker] = {"value": row["value"], "rank": (row["rank"], *ends)}


def likeness_by_section(table):
    for section, speaker in itertools.product(SECTION.values(), independent.speakers()):
        table[section, speaker] = {
            way.replace("-", "_"): ranks(way, section).loc[speaker, "rank"] for way in WAYS
        }


def ways(table):
    for way, words in WAYS.items():
        found = ranks(way, "document")["rank"]
        first = found[found == 1].index
        table[way] = {
            "nearest": CALLED[first[0]] if len(first) == 1 else None,
            **({"halves_rank": tuple(independent.rank_of_half(*words))} if words else {}),
        }


def near_speakers(table):
    by_part = {
        part: pd.DataFrame({way: ranks(way, part)["rank"] for way in WAYS}) for part in independent.parts()
    }
    near = (by_part["document"] <= 10).sum(axis=1)
    shown = {*FOLLOWED, *near[near >= near[FOLLOWED].max()].index}
    for part, speaker in itertools.product(by_part, shown):
        row = by_part[part].loc[speaker]
        first, near = (row == 1).sum(), (row <= 10).sum()
        table[part, speaker] = {"first": first, "near": near, "best": row.min(), "worst": row.max()}


def kind(table):
    tested = independent.key_terms()
    near = max((row for row in tested.values() if row["p"] <= 0.01), key=lambda row: row["p"])
    adjusted = [row["p_adjusted"] for row in tested.values()]
    words = tested.keys() - independent.left_out("bodies-out")
    table[()] = {
        "speeches": len(independent.speakers()),
        "ways": len(WAYS),
        "tested": len(tested),
        "words": len(words),
        "least": independent.TESTED,
        "floor": 1 / (1 + len(independent.speakers())),
        "more": sum(p <= LEVEL for p in adjusted),
        "outside": sum(
            cells("kind_terms", name)["rate"] > cells("kind_terms", name)["upper"] for name in words
        ),
        "far_out": near["reached"],
        "far_out_expected": near["expected"],
        "lowest_p_adjusted": min(adjusted),
    }


def rates_elsewhere(name):
    """The rate of a term in each of the other texts."""
    uses = independent.uses(name)
    return pd.Series({one: 1000 * uses.get(one, 0) / size for one, size in independent.speakers().items()})


def kind_terms(table):
    tested, sizes = independent.key_terms(), independent.speakers()
    for name, own in independent.terms().groupby("name")["count"].sum().items():
        rates, uses = rates_elsewhere(name), independent.uses(name)
        elsewhere = max(sum(uses.values()), 0.5) / sum(sizes.values())
        rate = own / SENTENCES["tokens"].sum()
        values = tested.get(name, {})
        if values:
            more = values["p_adjusted"] <= LEVEL
            verdict = "more here" if more else "cannot be told apart"
            values = {**values, "log_ratio": math.log2(rate / elsewhere), "verdict": verdict}
        table[name] = {
            "count": own,
            "rate": 1000 * rate,
            "median": rates.median(),
            "upper": rates.quantile(0.95, "higher"),
            "texts": len(uses),
            "share": len(uses) / len(sizes),
            **values,
        }


@functools.cache
def debate(name):
    return pd.read_csv(independent.REFERENCE / f"{name}.csv", keep_default_na=False)


def first_uses():
    """Of each followed term, a row, the year of the first use by each speaker, a column."""
    return debate("first").pivot_table(index="term", columns="speaker", values="year")


def new_terms():
    """The first uses of terms that no text of the first year has."""
    return first_uses()[first_uses().min(axis=1) > debate("texts")["year"].min()]


def histories(table):
    for term, rows in debate("years").groupby("term"):
        by_year = rows.groupby("year")[["texts", "all_texts"]].sum()
        share = by_year["texts"] / by_year["all_texts"]
        table[term.lower()] = {
            "texts": by_year["texts"].sum(),
            "first": first_uses().loc[term].min(),
            "last": share.iloc[-1],
            "peak": share.max(),
            "peak_year": share.idxmax(),
            **independent.five_years(term),
        }


def histories_by_speaker(table):
    years = debate("years")
    years = years[(years["texts"] > 0) & years["group"].isin(FOLLOWED)]
    for (term, speaker), rows in years.groupby(["term", "group"]):
        table[term.lower(), speaker] = {"texts": rows["texts"].sum(), "first": rows["year"].min()}


def history(table):
    years = debate("texts")["year"]
    table[()] = {
        "texts": len(years),
        "terms": debate("years")["term"].nunique(),
        "first_year": years.min(),
        "last_year": years.max(),
        "new": len(new_terms()),
    }


def followed_speakers(table):
    uses = new_terms()[FOLLOWED]
    leads = {
        speaker: (uses[speaker] < uses.drop(columns=speaker).min(axis=1).fillna(math.inf)).sum()
        for speaker in FOLLOWED
    }
    for speaker in FOLLOWED:
        table[speaker] = {
            "new": uses[speaker].notna().sum(),
            "leads": leads[speaker],
            "rank": longer_or_equal(pd.Series(leads))[speaker],
        }


@functools.cache
def computed(table):
    """The rows of a table by their keys, as the function of its name adds them to an empty table.

    A value with an interval stands in three columns.
    """
    rows, found = {}, {}
    globals()[table](rows)
    for keys, row in rows.items():
        found[keys if isinstance(keys, tuple) else (keys,)] = values = {}
        for column, value in row.items():
            ends = (f"{column}_low", f"{column}_high") if isinstance(value, tuple) else ()
            values |= zip((column, *ends), value if ends else (value,), strict=True)
    return found


def cells(table, *keys):
    """A row of a table; nothing where the table does not have it."""
    return computed(table).get(keys, {})


def is_missing(value):
    return value is None or value == "" or (not isinstance(value, str) and not math.isfinite(value))


def name_key(key):
    """A key as it stands in the names of figures."""
    if key in CALLED:
        letters = unicodedata.normalize("NFKD", CALLED[key]).encode("ascii", "ignore").decode().lower()
        return "-".join(re.findall("[a-z0-9]+", letters))
    if not key.endswith("/opening"):
        key = key.rpartition("/")[2]
    return re.sub("[ /]", "-", key)


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
    assert dict(itertools.islice(wrong.items(), 20)) == {}, len(wrong)


def test_nearly_all_cells_are_computed_anew(published):
    known = set().union(*map(figures, PUBLISHED))
    left = {name: figure["table"] for name, figure in published.items() if name not in known}
    assert len(left) < 0.01 * len(published), (Counter(left.values()), list(left)[:50])


def test_few_cuts_of_other_texts_have_as_many_terms_far_out(published):
    own, drawn = independent.far_out()
    assert published["kind.far-out"]["value"] == own
    assert published["kind.far-out-share"]["value"] == pytest.approx((drawn >= own).mean(), abs=0.003)


# Figures in prose -------------------------------------------------------------------------------------------

DIGITS = {"share": 0, "ratio": 2, "agreement": 3, "doublings": 2, "probability": 3, "times": 0, "rank": 0}
"""Digits after the point, by unit; others have one, and whole numbers none."""


def written(value, unit):
    """A value as a reader is to see it."""
    if isinstance(value, str):
        return value
    if unit == "year":
        return str(value)
    if isinstance(value, int) and unit != "share":
        return f"{value:,}"
    if unit == "probability" and value < 0.001:
        return "< 0.001"
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
    assert shown > 150


# Charts -----------------------------------------------------------------------------------------------------


def page_paragraph(page):
    section, name = page.split("/")[1:]
    return f"{section}/{'opening' if name == 'index' else name}"


KEYS = {
    **{"Section": SECTION.get, "Paragraph": PARAGRAPH.get, "Theme": THEME.get, "Place": PLACE.get},
    **dict.fromkeys(("Actor", "With", "Towards"), ACTOR.get),
    **dict.fromkeys(("Term", "Phrase"), str.lower),
    **{"Part": PARTS.get, "Speaker": SPEAKER.get, "Lexicon": str, "Sample": str},
    **{"Page": page_paragraph, "Finding": lambda said: findings_by_words()[said.lower()]},
}
"""What a cell says under each head, as a key of published tables."""

HEADS = """
Occurrences = count; In this paragraph = count; Sentences shared = sentences; Its sentences = other_sentences
Sentences that carry it = sentences; Sentences with the theme = sentences; Held-out sentences = coded
Sentences differing = differing; Codes differing = differing; At most = differing_share_high
Per thousand tokens = rate; Median of the texts = median; 95 % of them at most = upper
Per cent = share; Texts with it, in per cent = share; TF-IDF weight = weight; logDice = log_dice
p, adjusted = p_adjusted; p, paragraphs shuffled = p_paragraphs; Cosine = value; Missed = misses; Mean F1 = f1
Expected by chance = expected; Terms of a text so far out = expected; Texts that use it = texts
First year = first; Highest share = peak; Highest in = peak_year; By metonym = metonyms; Metonyms = no number
Nearest ten = near; Best rank = best; Worst rank = worst; Share, first 5 years = start
At the start, from = start_low; At the start, to = start_high; Share, last 5 years = end
At the end, from = end_low; At the end, to = end_high; Not under = fails_under; Ways = sources
Combinations = choices; Under the book's own = in_book; Hangs on = depends_on
"""
"""The column of published tables under each head; other heads are called as their columns."""

COLUMNS = dict(pair.split(" = ") for pair in re.split("; |\n", HEADS.strip()))
ONE_DIGIT = ("rate", "median", "upper", "expected", "log_ratio")


def as_shown(row, found, interval="rate"):
    """The cells of a row, by head, that show a published row. `interval` names the column that has ends."""
    columns = COLUMNS | {"Interval from": f"{interval}_low", "to": f"{interval}_high"}
    expected = {}
    for head in row:
        column = columns.get(head, re.sub("[ -]", "_", head.lower()))
        per_cent = "er cent" in head or (column.startswith("share_") and "Per cent" in row)
        digits = 0 if per_cent else 1 if column.startswith(ONE_DIGIT) else 2
        if column in found and head not in KEYS:
            expected[head] = scaled(found[column], digits, 100 if per_cent else 1)
    return expected


def scaled(value, digits, times):
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else (math.nan if value is None else value * times, digits)


def of_table(table, *heads, interval="rate", also=()):
    """Says what a row holds that shows the row of a published table whose keys stand under the heads.

    A head that the row does not have is a key itself. `also` has for other heads the number, or the table,
    the column, and the heads of the keys.
    """

    def of_row(row, page=""):
        row = {**row, "Page": page}
        expected = as_shown(row, look_up(row, table, *heads), interval)
        for head, of in dict(also).items():
            expected[head] = of if isinstance(of, int) else look_up(row, of[0], *of[2:])[of[1]]
        return expected

    return of_row


def look_up(row, table, *heads):
    return cells(table, *(KEYS[head](row[head]) if head in row else head for head in heads))


def where(sentences):
    """Where the sentences stand of which a Series says yes or no."""
    places = sentences[sentences].index.to_frame(index=False)
    titles = {paragraph: title for title, paragraph in PARAGRAPH.items()}
    return "; ".join(
        f"{titles[paragraph]} {', '.join(map(str, rows['sentence']))}"
        for paragraph, rows in places.groupby("paragraph", sort=False)
    )


def where_in(rows):
    """Where the sentences stand that rows name."""
    index = held("terms").index
    listed = set(rows[independent.SENTENCE].itertuples(index=False, name=None))
    return where(pd.Series(index.isin(listed), index))


def glance(row, _page):
    where = row["Column"].rpartition(" (")[0]
    unit = "Section" if where == "All of it" else "Paragraph"
    of = {"Of": (f"{unit.lower()}s", "sentences", unit)}
    return of_table(f"themes_by_{unit.lower()}", unit, "Theme", also=of)({**row, "Paragraph": where})


def profile(row, page):
    what, name = ("themes", THEME) if row["Kind"] == "Theme" else ("actors", ACTOR)
    here = inside("paragraph", page_paragraph(page))
    part = here if row["Where"] == "This paragraph" else ~here
    return {"Of": part.sum(), **as_shown(row, in_part(what, name[row["Name"]], part))}


def names_of_actor(row, _page):
    rows = independent.actor_names()
    rows = rows[(rows["called"] == row["Named as"].lower()) & (rows["label"] == row["Actor"])]
    assert set(rows["how"]) == {row["Kind of name"]}
    return {"Mentions": rows["count"].sum()}


def shared_by_actors(row, _page):
    found, one, other = look_up(row, "actor_pairs", "Actor", "With"), ACTOR[row["Actor"]], ACTOR[row["With"]]
    test = "Unlikely by chance" if found["p_adjusted"] <= LEVEL else "Could be chance"
    return {
        **as_shown(row, found),
        "Of the first": cells("actors", one)["sentences"],
        "Of the second": cells("actors", other)["sentences"],
        "Test": "Too rare to tell" if math.isnan(found["p"]) else test,
        "Where": where(held("actors")[one] & held("actors")[other]),
    }


def actors_of_section(row, _page):
    ends = re.findall(r"[\d.]+", row["95 % interval"]) or ("", "")
    ends = dict(zip(("Interval from", "to"), ends, strict=True))
    expected = of_table("actors_by_section", "Section", "Actor")({**row, **ends})
    assert all(matches(cell, expected.pop(head)) for head, cell in ends.items()), row
    return expected


def themes_of_actor(row, _page):
    carried, named = held("themes")[THEME[row["Theme"]]], held("actors")[ACTOR[row["Actor"]]]
    of = {"Sentences that name the actor": named.sum(), "Where": where(carried & named)}
    return of | of_table("actor_themes", "Actor", "Theme")(row)


def stances_shown(row, _page):
    rows = coded_stances()
    own = (rows["actor"] == ACTOR[row["Actor"]]) & (rows["target"] == ACTOR[row["Towards"]])
    number = look_up(row, "stances", "Actor", "Towards")[row["Stance"]]
    return {"Sentences": number, "Where": where_in(rows[own & (rows["stance"] == row["Stance"])])}


def places_map(row, _page):
    rows = independent.places()
    sentences = where_in(rows[rows["name"] == PLACE[row["Place"]]])
    return {"Mentions": look_up(row, "places", "Place")["mentions"], "Sentences": sentences}


def choice_ranks(row, _page):
    name, every = row["Term"].lower(), [top_ranked(*choices) for choices in CHOICES]
    ranks = [independent.rank(often).get(name, math.nan) for often, _ in every]
    return {
        "Best rank": pd.Series(ranks).min(),
        "Worst rank": pd.Series(ranks).max(),
        "Own rank": ranks[0],
        "Top ten": f"{sum(name in top for _, top in every)} of {len(CHOICES)}",
    }


def by_paragraph(row, _page):
    number = look_up(row, "terms_by_paragraph", "Paragraph", "Term").get("count", 0)
    tokens = look_up(row, "paragraphs", "Paragraph")["tokens"]
    return as_shown(row, {"count": number, "rate": 1000 * number / tokens})


def likeness_choices(row, _page):
    measure, words = row["Measure"].split(": ")
    way = {"TF-IDF": "tf-idf", "JSD": "divergence", "Delta": "delta"}[measure] + WORDS.get(words, "")
    found = ranks(way, PARTS[row.get("Part", "Whole document")]).loc[SPEAKER[row["Speaker"]]]
    found = {"rank": found["rank"], "rank_low": found.get("low"), "rank_high": found.get("high")}
    return as_shown(row, found, "rank")


def first_uses_shown(row, _page):
    years = first_uses().loc[row["Term"]].dropna()
    followed = years.reindex(FOLLOWED).dropna()
    if row["Speaker"] == "all others":
        return {"Year": years.drop(followed.index).min(), "Place": math.nan}
    year = years[SPEAKER[row["Speaker"]]]
    return {"Year": year, "Place": (followed <= year).sum()}


OF_SECTION = {"Of": ("sections", "sentences", "Section")}
BY_SECTION = {
    FIRST: ("terms_by_section", "count", SECTION[FIRST], "Term"),
    SECOND: ("terms_by_section", "count", SECTION[SECOND], "Term"),
    f"Verdict on “{FIRST}”": ("terms_by_section", "verdict", SECTION[FIRST], "Term"),
}

SPOKEN = {
    "China": (101, {"country": 7, "international": 3}),
    "Russia": (139, {"country": 2, "charter": 2}),
}
"""The words of each paragraph of the tutorial, and the words that it has more than once, counted by hand."""


def spoken(row, page):
    """The counts and the rates of the tutorial."""
    tokens, counts = SPOKEN[row.get("Speaker", "China")]
    count = counts.get(row["Word"], 1)
    rate = count / tokens * 1000
    return {head: rate for head in ("Rate", "Per thousand tokens") if head in row} | (
        {"Count": count} if "Count" in row else {}
    )


CHARTS = {
    "bars-alone": spoken,
    "bars-sorted": spoken,
    "bars-by-speaker": spoken,
    "document-at-a-glance": glance,
    "paragraph-profile": profile,
    "paragraph-terms": of_table(
        "terms_by_paragraph", "Page", "Term", also={"In the document": ("terms", "count", "Term")}
    ),
    "actor-names": names_of_actor,
    "actor-pairs": shared_by_actors,
    "actor-sections": actors_of_section,
    "actor-themes": themes_of_actor,
    "stances": stances_shown,
    "nearest-texts": of_table("likeness", "tf-idf", "Speaker", interval="rank"),
    "places-map": places_map,
    "own-terms": of_table("kind_terms", "Term"),
    "paragraph-sizes": of_table("paragraphs", "Paragraph"),
    "choice-ranks": choice_ranks,
    "collocates": of_table("pairs", "beijing", "Term"),
    "distinctive-terms": of_table("terms_by_paragraph", "Paragraph", "Term"),
    "first-uses": first_uses_shown,
    "likeness-choices": likeness_choices,
    "section-log-ratios": of_table(
        "terms_by_section", SECTION[FIRST], "Term", interval="log_ratio", also=BY_SECTION
    ),
    "term-map": by_paragraph,
    "term-rates": of_table("terms", "Term"),
    "top-terms": of_table("terms_by_section", "Section", "Term"),
    "word-histories": of_table("histories", "Term"),
    "lexicon-validity": of_table("lexicon_themes", "Lexicon", "Theme", interval="f1"),
    "theme-shares": of_table("themes_by_section", "Section", "Theme", interval="share", also=OF_SECTION),
    "lexicons-elsewhere": of_table("lexicons", "Sample", "Lexicon", interval="f1"),
    "themes-elsewhere": of_table("held_out_themes", "Lexicon", "Theme", interval="f1"),
}
"""For each chart the values of a row of its table, by column, with their digits if not 2."""


def matches(cell, value):
    """Whether a cell, as text, holds a value, which may come with the least digits after the point.

    A cell may show more digits, which are compared, too. It holds none of the zeros at the end.
    """
    if isinstance(value, str):
        return cell == value
    value, digits = value if isinstance(value, tuple) else (value, 2)
    if math.isnan(value):
        return cell == ""
    if cell.endswith("%"):
        return cell == f"{(100 * Decimal(repr(float(value)))).quantize(Decimal(1), ROUND_HALF_UP)}%"
    if math.isinf(value) or (float(value).is_integer() and "." not in cell):
        return independent.number(cell) == value
    digits = max(digits, len(cell.partition(".")[2].rstrip("0")))
    return abs(independent.number(cell) - value) <= 0.5 * 10**-digits + 1e-9


def is_number(text):
    return re.fullmatch(r"[\u2212-]?(\d[\d,.]*|\u221e)(e[+-]?\d+)?%?", text) is not None


def assert_rows(name, rows, compute, *page):
    """Whether each row holds what is computed anew, in every column that has numbers."""
    for row in rows:
        expected = compute(row, *page)
        wrong = {
            head: (row[head], value) for head, value in expected.items() if not matches(row[head], value)
        }
        assert not wrong, (name, row, wrong)
        left = {head for head, cell in row.items() if is_number(cell)} - expected.keys()
        assert not left, f"{name}: {left} is not compared"


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
    assert {anchor.removeprefix("chart-") for _, anchor in saved} == CHARTS.keys()
    for (page, anchor), (heads, *cells) in saved.items():
        assert len(set(heads)) == len(heads)
        rows = [dict(zip(heads, row, strict=True)) for row in cells]
        assert rows
        assert_rows(f"{page} {anchor}", rows, CHARTS[anchor.removeprefix("chart-")], page)


def test_the_table_on_the_page_the_csv_and_the_json_of_a_chart_agree(saved, site, pages):
    for (page, anchor), (heads, *cells) in saved.items():
        folder = site / "_charts" / page
        kept = json.loads((folder / f"{anchor}.table.json").read_text(encoding="utf-8"))
        assert [field["name"] for field in kept["schema"]["fields"]] == heads
        assert [[str(row[head]) for head in heads] for row in kept["data"]] == cells, (page, anchor)
        twin = pages.places(f"{page}.html")[anchor].select_one(".twin table")
        assert [head.get_text() for head in twin.select("thead th")] == heads
        for row, record in zip(twin.select("tbody tr"), kept["data"], strict=True):
            shown = [cell.get_text() for cell in row.select("td")]
            for text, head in zip(shown, heads, strict=True):
                assert shows(text, record[head], head), (page, anchor, head, text, record)


def shows(text, value, head):
    """Whether a cell on a page shows a value: a p-value by three decimals, others by three digits."""
    if isinstance(value, bool):
        return text == ("yes" if value else "no")
    if not isinstance(value, float):
        return text == str(value)
    if head == "p" or head.startswith("p, "):
        return text == "< 0.001" if value < 0.001 else independent.shows(text, value, 3)
    if re.search("e", text):
        return False
    digits = max(2 - math.floor(math.log10(abs(value))), 0) if value else 0
    return abs(float(text) - value) <= 0.5 * 10**-digits + 1e-9


DRAWN_APART = {"chart-first-uses", "chart-section-log-ratios", "chart-word-histories"}
"""The charts whose drawings have data of their own.

These are ends of intervals that are cut, and a mark for each year.
"""


def test_every_row_of_a_charts_table_is_in_the_data_of_its_drawing(saved, site):
    for (page, anchor), (_, *rows) in saved.items():
        if anchor in DRAWN_APART:
            continue
        text = (site / "_charts" / page / f"{anchor}.vl.json").read_text(encoding="utf-8")
        records = [
            set().union(*map(drawn_as, record.values()))
            for data in json.loads(text)["datasets"].values()
            for record in data
        ]
        drawn = set().union(*records)
        for row in rows:
            known = set().union(*(drawn_as(value, [6]) for value in row if value)) & drawn
            assert any(known <= record for record in records), (page, anchor, row)


def drawn_as(value, digits=range(7)):
    """A value as a table and the data of a drawing may hold it, rounded to these digits."""
    try:
        return {round(float(value), places) for places in digits}
    except (TypeError, ValueError):
        return {str(value)}


def test_the_marks_of_log_ratios_are_described_by_the_numbers_of_the_table(saved, site):
    page, anchor = "notebooks/term_frequency", "chart-section-log-ratios"
    heads, *cells = saved[page, anchor]
    datasets = json.loads((site / "_charts" / page / f"{anchor}.vl.json").read_text(encoding="utf-8"))[
        "datasets"
    ]
    described = {record.get("label") for data in datasets.values() for record in data} - {None}
    rows = [dict(zip(heads, row, strict=True)) for row in cells]
    assert described == {
        f"{row['Term']}: {row['Log Ratio']} ({row['Interval from']} to {row['to']}), {row[heads[-1]]}"
        for row in rows
    }


# Tables of notebooks ----------------------------------------------------------------------------------------


def names_by_section(row):
    rows = independent.actor_names().query(f"label == '{row['Actor']}'")
    rows = rows[rows["called"] == row["Named as"].lower()].groupby("section")["count"].sum()
    return {title: rows.get(section, 0) for title, section in SECTION.items()}


def stability(row):
    counting = {
        ("beside", "apart"): "words as they stand",
        ("joined", "apart"): "phrases joined",
        ("beside", "folded"): "metonyms folded",
        ("joined", "folded"): "joined and folded",
    }[row["Phrases"], row["Metonyms"]]
    tau, overlap, _ = stability_under(row["Stop list"], counting)
    return {"Tau": tau, "Overlap": overlap}


def quotations(row):
    uses = debate("first").merge(debate("texts")[["text", "session"]], on="text")
    [found] = uses[(uses["term"] == row["Term"]) & (uses["quotation"] == row["Quotation"])].itertuples()
    return {"Year": found.year, "Session": found.session}


def coders(row):
    return {"Sentences": len(independent.codes_of_passes()[row["Coder"]])}


ERROR = {(False, True): "miss", (True, False): "false alarm"}


def disputed(row):
    place, theme = (PARAGRAPH[row["Paragraph"]], int(row["Sentence"])), THEME[row["Theme"]]
    lexicon = independent.themes(f"{row['Lexicon']} lexicon")
    found, coded = (
        theme in table and bool(table.loc[place, theme])
        for table in map(independent.table, (lexicon, independent.themes()))
    )
    return {"Error": ERROR.get((found, coded), "none"), "Sentence": place[1]}


def disputed_elsewhere(row):
    speaker, year = re.fullmatch(r"(.+), (\d{4})", row["Speech"]).groups()
    drawn, _ = independent.samples("held out")
    (text,) = {
        text for text, _ in drawn if text.startswith(f"{SPEAKER[speaker]}_") and text.endswith(f"_{year}")
    }
    code = (text, int(row["Sentence"]), THEME[row["Theme"]])
    found = code in independent.found_elsewhere(f"{row.get('Lexicon', 'general')} lexicon", "held out")
    coded = code in independent.agreed("held out")
    expected = {"Error": ERROR.get((found, coded), "none"), "Words": drawn[code[:2]], "Sentence": code[1]}
    return {head: value for head, value in expected.items() if head in row}


NOTEBOOKS = {
    "Names by section, of the actors that have more than one": names_by_section,
    "Mentions by metonym": of_table("actors", "Actor", also={"Share": ("actors", "metonym_share", "Actor")}),
    "Phrases that occur more than once": of_table("terms", "Phrase"),
    "Agreement with the ranking under the book's own choices": stability,
    "The findings about terms, and what they hang on": of_table("findings", "Finding"),
    "The findings about themes, and what they hang on": of_table("theme_findings", "Finding"),
    "Ranks of speeches under every way of measuring likeness": of_table("near_speakers", "Part", "Speaker"),
    "First uses by speakers that are followed, and first of all, quoted": quotations,
    "Agreement of the passes, by theme": of_table(
        "themes", "Theme", interval="alpha", also={"Of": len(SENTENCES)}
    ),
    "Who coded, and what they read": coders,
    "Agreement of each two passes": of_table("coding", also={"Of": len(SENTENCES) * len(THEME)}),
    "Where the terms and the codes differ": disputed,
    "Where the general lexicon and the codes differ": disputed_elsewhere,
    "Where the refined and the frozen lexicon and the codes differ": disputed_elsewhere,
}
"""For each table of a notebook the values of a row, by column, as in `CHARTS`."""

WITHOUT_NUMBERS = {
    "The tokens of the first sentence with their lemmas",
    "The three stances, in the words of the rule",
    "Where the runs differ, and what was decided",
}


def test_every_number_in_a_notebooks_table_is_that_of_its_column(pages):
    seen = set()
    for page in (page for name, page in pages.items() if name.startswith("notebooks/")):
        for table in page.select("table"):
            if table.find_parent(class_="chart"):
                continue
            caption = table.caption.get_text()
            seen.add(caption)
            heads = [head.get_text() for head in table.select("thead th")]
            assert len(set(heads)) == len(heads), caption
            rows = [
                dict(zip(heads, (cell.get_text() for cell in row.select("td")), strict=True))
                for row in table.select("tbody tr")
            ]
            assert rows
            assert_rows(caption, rows, NOTEBOOKS.get(caption, lambda row: {}))
    assert seen == NOTEBOOKS.keys() | WITHOUT_NUMBERS


# Evidence and codebook --------------------------------------------------------------------------------------


def test_every_entry_of_the_evidence_shows_its_counts(pages):
    terms, actors = independent.terms(), independent.actor_names()
    expected = {name.replace(" ", "-"): rows for name, rows in terms.groupby("name")}
    expected |= {f"actor.{actor}": rows for actor, rows in actors.groupby("actor")}
    shown = {entry["id"]: entry.select_one(".often") for entry in pages["evidence.html"].select(".term")}
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
        rules = [rule.get_text() for rule in page.find(id=theme).select(".rule")]
        assert f"Sentences {held('themes')[theme].sum()} of {len(SENTENCES)}" in rules, theme
