"""Every published figure: on the pages, in the two files of figures, and computed anew."""

import csv
import functools
import json
import math
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest

from tests import independent

DIGITS = {"share": 0, "ratio": 2, "agreement": 3, "doublings": 2, "probability": 3, "times": 0, "rank": 0}
"""Digits after the point, by unit; others have one, and whole numbers none."""


@pytest.fixture(scope="module")
def published(site):
    return json.loads((site / "figures.json").read_text(encoding="utf-8"))


def written(value, unit):
    """A value as a reader is to see it."""
    if isinstance(value, bool):
        return str(value).lower()
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
            assert tag["title"] == figure["definition"], (name, tag)
            shown += 1
    assert shown > 150


def test_the_table_of_figures_holds_each_value_under_its_column(site, published):
    with (site / "figures.csv").open(encoding="utf-8", newline="") as file:
        rows = {row.pop("name"): row for row in csv.DictReader(file)}
    expected = {name: {key: str(value) for key, value in row.items()} for name, row in published.items()}
    # pytest would take minutes to compare all rows in its message.
    assert rows.keys() == expected.keys()
    assert [name for name in rows if rows[name] != expected[name]][:5] == []


# Computed anew ----------------------------------------------------------------------------------------------


def slug(name):
    return name.replace(" ", "-")


@functools.cache
def paragraphs():
    """The name of each paragraph in figures, by its id."""
    ids = independent.sizes("paragraph").index
    return {
        name: name.replace("/", "-") if name.endswith("/opening") else name.partition("/")[2] for name in ids
    }


def shares(prefix, carried, part):
    """How many sentences of a part, a mask, carry something, and the share."""
    number, of = int((carried & part).sum()), int(part.sum())
    yield f"{prefix}.sentences", number
    yield f"{prefix}.share", number / of


def ends(prefix, low, high):
    """Both ends of an interval, those that there are."""
    for end, value in (("low", low), ("high", high)):
        if math.isfinite(value):
            yield f"{prefix}.{end}", value


def sizes():
    sentences, tokens = independent.sentences(), independent.vocabulary().groupby("token")["count"].sum()
    whole = sentences["tokens"].sum()
    yield "document.tokens", whole
    yield "document.sentences", len(sentences)
    yield "document.paragraphs", sentences["paragraph"].nunique()
    yield "document.sections", sentences["section"].nunique()
    yield "document.types", len(tokens)
    yield "document.hapaxes", (tokens == 1).sum()
    yield "document.hapax-share", (tokens == 1).mean()
    yield "words.most", independent.vocabulary().groupby("lemma")["count"].sum().max()
    for part, names in (("section", {}), ("paragraph", paragraphs())):
        for name, rows in sentences.groupby(part):
            yield f"{part}.{names.get(name, name)}.tokens", rows["tokens"].sum()
            yield f"{part}.{names.get(name, name)}.sentences", len(rows)
            yield f"{part}.{names.get(name, name)}.share", rows["tokens"].sum() / whole
    measures = pd.read_csv(independent.DATA / "document/diversity.csv")
    for section, measure, value in measures.itertuples(index=False):
        yield f"section.{section}.{measure}", value
    for section, rows in independent.vocabulary().groupby("section"):
        yield f"section.{section}.types", rows["token"].nunique()
        for name, value in independent.readability(section).items():
            yield f"section.{section}.{name.lower()}", value
    pairs = pd.read_csv(independent.DATA / "document/bigrams.csv", keep_default_na=False)
    for first, second, count in pairs.itertuples(index=False):
        yield f"bigram.{first}.{second}.count", count
    yield "bigrams.repeated", len(pairs)
    yield "bigrams.most", pairs["count"].max()
    yield "bigrams.leaders", (pairs["count"] == pairs["count"].max()).sum()


def terms():
    rows, words = independent.terms(), independent.words()
    held = independent.table(rows) > 0
    by_section, by_paragraph = (independent.counts(rows, part) for part in ("section", "paragraph"))
    of_section, of_paragraph = (independent.sizes(part) for part in ("section", "paragraph"))
    ranks = independent.rank(words.groupby("name")["count"].sum())
    ranks_by_section = {
        section: independent.rank(own.groupby("name")["count"].sum())
        for section, own in words.groupby("section")
    }
    intervals = independent.intervals(rows)[None]
    for name in held.columns:
        term, total = f"term.{slug(name)}", by_section[name].sum()
        yield f"{term}.count", total
        yield f"{term}.sentences", held[name].sum()
        yield f"{term}.paragraphs", (by_paragraph[name] > 0).sum()
        yield f"{term}.rate", 1000 * total / of_section.sum()
        yield from ends(f"{term}.rate", *intervals.loc[name])
        if name in ranks:
            yield f"{term}.rank", ranks[name]
        if total >= 2:
            spread = independent.spread(by_paragraph[name], of_paragraph)
            yield from (
                (f"{term}.{slug(key.replace('_', ' '))}", spread[key])
                for key in ("dp", "dp_norm", "juilland_d")
            )
        for section, count in by_section[name].items():
            yield f"section.{section}.{term}.count", count
            yield f"section.{section}.{term}.rate", 1000 * count / of_section[section]
            yield f"section.{section}.{term}.share", count / total
            if name in ranks_by_section[section]:
                yield f"section.{section}.{term}.rank", ranks_by_section[section][name]
        for paragraph, count in by_paragraph[name].items():
            if count:
                yield f"paragraph.{paragraphs()[paragraph]}.{term}.count", count
                yield f"paragraph.{paragraphs()[paragraph]}.{term}.share", count / total


def comparisons():
    words, sizes = independent.words(), independent.sizes("section")
    counts, tested = independent.counts(words, "section"), independent.between_sections(words)
    for name in counts.columns[counts.sum() >= 2]:
        for section in sizes.index:
            a, c = counts.loc[section, name], sizes[section]
            b, d = counts[name].sum() - a, sizes.sum() - c
            term, found = f"section.{section}.term.{slug(name)}", independent.log_ratio(a, b, c, d)
            yield f"{term}.log-ratio", found["log_ratio"]
            yield from ends(f"{term}.log-ratio", found["low"], found["high"])
            yield f"{term}.g2", found["g2"]
            if b:
                yield f"{term}.difference", 100 * (a / c / (b / d) - 1)
            yield from of_sections(term, tested, name, section)
    yield "keyness.tested", len(tested)
    yield "keyness.least", (independent.table(words) > 0).sum()[tested.index].min()
    yield "keyness.power", independent.power(10, 3, len(tested))
    yield "paragraphs.arrangements", 126
    yield "paragraphs.floor", 1 / 126
    yield "keyness.told-apart", (tested["p_adjusted"] <= independent.LEVEL).sum()
    yield "keyness.lowest-p-adjusted", tested["p_adjusted"].min()
    pairs = independent.shared_sentences(words)
    pairs = pairs[pairs["p"].notna()]
    nodes = sorted({name for pair in pairs.index for name in pair})
    yield "collocates.nodes", len(nodes)
    yield "collocates.tested", len(pairs)
    yield "collocates.lowest-p-adjusted", pairs["p_adjusted"].min()
    more = pairs["together"] > pairs["expected"]
    yield "collocates.told", (more & (pairs["p_adjusted"] <= independent.LEVEL)).sum()
    for node in nodes:
        for name, found in independent.collocates(words, node).items():
            pair = f"term.{slug(node)}.with.{slug(name)}"
            yield f"{pair}.sentences", found["together"]
            yield f"{pair}.log-dice", found["log_dice"]
            yield from of_pair(pair, independent.pair_of_words(node, name))


def of_sections(prefix, tested, name, section):
    """The p-values of a comparison of sections, where there are any, and the verdict."""
    if name in tested.index:
        yield f"{prefix}.p", tested.loc[name, "p"]
        yield f"{prefix}.p-adjusted", tested.loc[name, "p_adjusted"]
        yield f"{prefix}.p-paragraphs", tested.loc[name, "p_paragraphs"]
    yield f"{prefix}.verdict", independent.verdict(tested, name, section)


def of_pair(prefix, row):
    """What chance expects of a pair, and the p-values, where there are any."""
    yield f"{prefix}.expected", row["expected"]
    if math.isfinite(row["p"]):
        yield f"{prefix}.p", row["p"]
        yield f"{prefix}.p-adjusted", row["p_adjusted"]


def actors():
    rows, names, labels = independent.actors(), independent.actor_names(), independent.actor_labels()
    held = independent.table(rows).reindex(columns=list(labels), fill_value=0) > 0
    carried = independent.table(independent.themes()) > 0
    by_section, sizes = independent.counts(rows, "section"), independent.sizes("section")
    intervals, tested = independent.intervals(rows), independent.between_sections(rows)
    every = rows["count"].sum()
    yield "actors.mentions", every
    yield "actors.metonyms", names[names["how"] == "Metonym"]["count"].sum()
    yield "actors.metonym-share", names[names["how"] == "Metonym"]["count"].sum() / every
    yield "actors.named", rows["name"].nunique()
    yield "actors.repeated", (held.sum() >= 2).sum()
    yield "actors.tested", len(tested)
    yield "actors.told-apart", (tested["p_adjusted"] <= independent.LEVEL).sum()
    for actor in labels:
        own, prefix = names[names["actor"] == actor], f"actor.{actor}"
        total, metonyms = own["count"].sum(), own[own["how"] == "Metonym"]["count"].sum()
        yield f"{prefix}.mentions", total
        yield f"{prefix}.sentences", held[actor].sum()
        yield f"{prefix}.metonyms", metonyms
        by_compound = own["how"] == "Compound of two names"
        yield f"{prefix}.compounds", own[by_compound]["count"].sum()
        yield f"{prefix}.names", own[~by_compound]["called"].nunique()
        if not total:
            continue
        yield f"{prefix}.share", total / every
        yield f"{prefix}.metonym-share", metonyms / total
        yield f"{prefix}.rate", 1000 * total / sizes.sum()
        yield from ends(f"{prefix}.rate", *intervals[None].loc[actor])
        for section, count in by_section[actor].items():
            name = f"section.{section}.{prefix}"
            yield f"{name}.mentions", count
            yield f"{name}.rate", 1000 * count / sizes[section]
            yield from ends(f"{name}.rate", *intervals[section].loc[actor])
            if actor in tested.index:
                yield from of_sections(name, tested, actor, section)
        for paragraph, short in paragraphs().items():
            yield from shares(f"paragraph.{short}.{prefix}", held[actor], inside("paragraph", paragraph))
        for theme in carried:
            yield from shares(f"{prefix}.theme.{theme}", carried[theme], held[actor])
    for place, count in independent.places().groupby("name")["count"].sum().items():
        yield f"place.{place}.mentions", count
    yield from actor_pairs()


def actor_pairs():
    pairs = independent.shared_sentences(independent.actors())
    tested = pairs["p"].notna()
    yield "actors.pairs.shared", (pairs["together"] > 0).sum()
    yield "actors.pairs.tested", tested.sum()
    yield "actors.pairs.told", (pairs["p_adjusted"] <= independent.LEVEL).sum()
    for (one, other), row in pairs[(pairs["together"] > 0) | tested].iterrows():
        for name in (f"actor.{one}.with.{other}", f"actor.{other}.with.{one}"):
            yield f"{name}.sentences", row["together"]
            yield from of_pair(name, row)


def inside(column, value):
    """Which sentences stand in a section or a paragraph."""
    sentences = independent.sentences()
    index = pd.MultiIndex.from_frame(sentences[independent.SENTENCE])
    return pd.Series((sentences[column] == value).to_numpy(), index)


def themes():
    rows = independent.themes()
    held = independent.table(rows) > 0
    everywhere = pd.Series(data=True, index=held.index)
    intervals, tested = independent.intervals(rows, 1), independent.between_sections(rows)
    ranks = {None: independent.rank(held.sum())}
    yield "themes.number", len(independent.theme_labels())
    yield "themes.codes", len(rows)
    yield "themes.uncoded", (~held.any(axis=1)).sum()
    yield "themes.tested", len(tested)
    yield "themes.told-apart", (tested["p_adjusted"] <= independent.LEVEL).sum()
    for theme in held:
        prefix = f"theme.{theme}"
        yield from shares(prefix, held[theme], everywhere)
        yield f"{prefix}.rank", ranks[None][theme]
        yield from ends(f"{prefix}.share", *intervals[None].loc[theme] / 1000)
        for section in independent.sizes("section").index:
            part, name = inside("section", section), f"section.{section}.{prefix}"
            yield from shares(name, held[theme], part)
            yield f"{name}.rank", independent.rank(held[part].sum())[theme]
            yield from ends(f"{name}.share", *intervals[section].loc[theme] / 1000)
            yield from of_sections(name, tested, theme, section)
        for paragraph, short in paragraphs().items():
            yield from shares(f"paragraph.{short}.{prefix}", held[theme], inside("paragraph", paragraph))
    for paragraph, short in paragraphs().items():
        yield f"paragraph.{short}.themes", held[inside("paragraph", paragraph)].any().sum()
    pairs = independent.shared_sentences(rows)
    order = list(independent.theme_labels())
    for (one, other), row in pairs.iterrows():
        first, second = sorted((one, other), key=order.index)
        yield f"theme.{first}.with.{second}.sentences", row["together"]
        yield from of_pair(f"theme.{first}.with.{second}", row)
    yield "themes.pairs.tested", pairs["p"].notna().sum()
    yield "themes.pairs.most", pairs["together"].max()
    yield "themes.pairs.lowest-p", pairs["p"].min()
    yield "themes.pairs.told", (pairs["p_adjusted"] <= independent.LEVEL).sum()
    likeness = {theme: independent.likeness_in_paragraphs(held[theme]) for theme in held}
    yield from ((f"theme.{theme}.icc", value) for theme, value in likeness.items())
    yield "themes.icc-highest", max(likeness.values())


def lexicons():
    coded = independent.table(independent.themes()) > 0
    for source, short, prefix in (
        ("refined lexicon", "lexicon", "themes"),
        ("frozen lexicon", "frozen", "themes.frozen"),
        ("general lexicon", "general", "themes.general"),
    ):
        rows = independent.themes(source)
        found = independent.table(rows).reindex(columns=coded.columns, fill_value=0) > 0
        measures = independent.validity(rows, independent.themes())
        for theme, row in measures.items():
            name = f"theme.{theme}.{short}"
            yield f"{name}.share", found[theme].mean()
            yield f"{name}.misses", (coded[theme] & ~found[theme]).sum()
            yield f"{name}.false-alarms", (found[theme] & ~coded[theme]).sum()
            for measure, (value, low, high) in row.items():
                yield f"{name}.{measure.lower()}", value
                yield from ends(f"{name}.{measure.lower()}", low, high)
        for measure in ("Precision", "Recall", "F1"):
            mean = sum(row[measure][0] for row in measures.values()) / len(measures)
            yield f"{prefix}.macro-{measure.lower()}", mean
        yield f"{prefix}.misses", (coded & ~found).sum().sum()
        yield f"{prefix}.false-alarms", (found & ~coded).sum().sum()
        yield f"{prefix}.missed-share", (coded & ~found).sum().sum() / coded.sum().sum()
    for theme, row in independent.agreement().items():
        for measure in ("alpha", "kappa", "differing"):
            yield f"theme.{theme}.{measure}", row[measure]
        yield from ends(f"theme.{theme}.alpha", row["low"], row["high"])
        yield f"theme.{theme}.differing.high", row["most"]
    alpha, *interval = independent.agreement_overall()
    yield "themes.alpha", alpha
    yield from ends("themes.alpha", *interval)
    yield "themes.differing", sum(row["differing"] for row in independent.agreement().values())
    yield "themes.passes", 2


LEXICONS = {"refined lexicon": "lexicon", "frozen lexicon": "frozen", "general lexicon": "general"}


def elsewhere():
    for use, kind in (("held out", "held-out"), ("development", "development")):
        drawn, _ = independent.samples(use)
        yield f"{kind}.sentences", len(drawn)
        yield f"{kind}.texts", len({text for text, _ in drawn})
        yield f"{kind}.codes", len(independent.agreed(use))
        alpha, *interval = independent.agreement_elsewhere(use)
        yield f"{kind}.alpha", alpha
        yield from ends(f"{kind}.alpha", *interval)
        for source, short in LEXICONS.items():
            measures = independent.validity_elsewhere(source, use)
            for measure in ("precision", "recall", "f1"):
                each = [row[measure][0] for row in measures.values() if not math.isnan(row[measure][0])]
                yield f"{kind}.{short}.macro-{measure}", sum(each) / len(each)
            yield from ends(f"{kind}.{short}.macro-f1", *independent.macro_f1_interval(source, use))
            for number in ("misses", "false-alarms"):
                yield f"{kind}.{short}.{number}", sum(row[number] for row in measures.values())
            for theme, row in measures.items() if use == "held out" else ():
                for statistic, value in row.items():
                    name = f"{kind}.{theme}.{short}.{statistic}"
                    if not isinstance(value, tuple):
                        yield name, value
                    elif not math.isnan(value[0]):
                        yield name, value[0]
                        yield from ends(name, *value[1:])


def stances():
    rows = pd.read_csv(independent.DATA / "coding/stances.csv", keep_default_na=False)
    kinds = ["favourable", "adverse", "neutral"]
    # What was decided to be no stance stands in the file, too.
    rows = rows[rows["stance"].isin(kinds)]
    for (actor, target), own in rows.groupby(["actor", "target"]):
        for stance in kinds:
            yield f"stance.{actor}.{target}.{stance}", (own["stance"] == stance).sum()
    for stance in kinds:
        yield f"stances.{stance}", (rows["stance"] == stance).sum()
    held = rows["actor"].value_counts()
    yield "stances.holders", len(held)
    for actor, count in held.items():
        yield f"stances.{actor}.held", count
    yield "stances.coded", len(rows)
    yield "stances.sentences", len(rows[independent.SENTENCE].drop_duplicates())


def choices():
    every = [(one, other) for one in independent.STOP_LISTS for other in independent.COUNTINGS]
    found = pd.Series([one for chosen in every for one in independent.findings(*chosen)]).value_counts()
    yield "robustness.choices", len(every)
    yield "robustness.findings.all", (found == len(every)).sum()
    yield "robustness.findings.most", ((found < len(every)) & (2 * found >= len(every))).sum()
    yield "robustness.findings.few", (2 * found < len(every)).sum()
    sources = independent.SOURCES
    about = pd.Series(
        [one for source in sources for one in independent.theme_findings(source)]
    ).value_counts()
    yield "robustness.themes.sources", len(sources)
    yield "robustness.themes.findings", len(about)
    yield "robustness.themes.findings.all", (about == len(sources)).sum()


def histories():
    folder = independent.DATA / "reference/un-general-debate"
    years = pd.read_csv(folder / "years.csv")
    texts = pd.read_csv(folder / "texts.csv")
    yield "history.texts", len(texts)
    yield "history.terms", years["term"].nunique()
    yield "history.first-year", texts["year"].min()
    yield "history.last-year", texts["year"].max()
    first = pd.read_csv(folder / "first.csv").merge(texts[["text", "session"]], on="text")
    new = first[first.groupby("term")["year"].transform("min") > texts["year"].min()]
    yield "history.new", new["term"].nunique()
    named = {"CHN": "china", "RUS": "russia", "USA": "united-states", "IND": "india", "JPN": "japan"}
    table = new[new["speaker"].isin(named)].pivot_table(index="term", columns="speaker", values="year")
    for speaker, name in named.items():
        yield f"speaker.{name}.new", table[speaker].notna().sum()
        others = table.drop(columns=speaker).min(axis=1).fillna(math.inf)
        yield f"speaker.{name}.leads", (table[speaker] < others).sum()
    for (term, group), rows in years[years["texts"] > 0].groupby(["term", "group"]):
        if group in named:
            prefix = f"history.{slug(term.lower())}.by.{named[group]}"
            yield f"{prefix}.texts", rows["texts"].sum()
            yield f"{prefix}.first", rows["year"].min()
    for term, rows in years.groupby("term"):
        prefix = f"history.{slug(term.lower())}"
        counts = rows.groupby("year")[["texts", "all_texts"]].sum()
        share = counts["texts"] / counts["all_texts"]
        yield f"{prefix}.texts", counts["texts"].sum()
        yield f"{prefix}.first", first[first["term"] == term]["year"].min()
        yield f"{prefix}.last", share.iloc[-1]
        yield f"{prefix}.peak", share.max()
        yield f"{prefix}.peak-year", share.idxmax()
        for name, (value, low, high) in independent.five_years(term).items():
            yield f"{prefix}.{name}", value
            yield from ends(f"{prefix}.{name}", low, high)


def plain(speaker):
    """A speaker's name as it stands in names of figures."""
    letters = unicodedata.normalize("NFKD", speaker).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", letters))


def beside_other_texts():
    called, followed = independent.speaker_names()
    yield "likeness.speeches", len(independent.speakers())
    for part in independent.parts():
        prefix = "" if part == "document" else f"section.{part}."
        for measure, names in independent.VARIANTS:
            kind = ".".join(
                word
                for word, said in (
                    ("likeness", True),
                    (measure, measure == "divergence"),
                    ("names-in", names == "in"),
                    ("bodies-out", names == "bodies-out"),
                    ("capitals-out", names == "capitals-out"),
                )
                if said
            )
            ranks = independent.likeness(measure, names, part).sort_values("rank", kind="stable")
            usual = (measure, names, part) == ("tf-idf", "out", "document")
            yield f"{prefix}{kind}.nearest", called[ranks.index[0]]
            for speaker in {*followed, *ranks.index[: 10 * usual]}:
                name, row = f"{prefix}{kind}.{plain(called[speaker])}.rank", ranks.loc[speaker]
                ends = row[["rank", "low", "high"]]
                yield from zip((name, f"{name}.low", f"{name}.high"), ends, strict=True)
            if part == "document":
                name = f"{kind}.halves.rank"
                found = independent.own_rank(measure, names, "halves")
                yield from zip((name, f"{name}.low", f"{name}.high"), found, strict=True)
            else:
                yield f"{prefix}{kind}.rest.rank", independent.own_rank(measure, names, part)[0]
        places, rest = independent.deltas(part)
        for speaker in [*followed, "TKM", "UZB"]:
            ways = [independent.likeness(*way, part).loc[speaker]["rank"] for way in independent.VARIANTS]
            ways.append(places[speaker])
            yield f"{prefix}likeness.{plain(called[speaker])}.ways-first", sum(rank == 1 for rank in ways)
            yield f"{prefix}likeness.{plain(called[speaker])}.ways-near", sum(rank <= 10 for rank in ways)
        yield "likeness.ways", len(ways)
        yield f"{prefix}likeness.delta.nearest", called[min(places, key=places.get)]
        for speaker in followed:
            yield f"{prefix}likeness.delta.{plain(called[speaker])}.rank", places[speaker]
        if rest is not None:
            yield f"{prefix}likeness.delta.rest.rank", rest


def key_terms():
    found = independent.key_terms()
    for term, values in found.items():
        for statistic, value in values.items():
            if statistic not in ("upper", "most"):
                yield f"kind.{slug(term)}.{statistic}", value
        more = values["p-adjusted"] <= independent.LEVEL
        yield f"kind.{slug(term)}.verdict", "more here" if more else "cannot be told apart"
    adjusted = [values["p-adjusted"] for values in found.values()]
    near = max((values for values in found.values() if values["p"] <= 0.01), key=lambda values: values["p"])
    yield "kind.near", near["reached"]
    yield "kind.near-expected", near["expected"]
    yield "kind.tested", len(found)
    yield "kind.least", independent.TESTED
    yield "kind.more", sum(p <= independent.LEVEL for p in adjusted)
    yield "kind.floor", 1 / (1 + len(independent.speakers()))
    yield "kind.lowest-p-adjusted", min(adjusted)


def test_few_cuts_of_other_texts_have_as_many_terms_far_out(published):
    own, drawn = independent.far_out()
    assert published["kind.near"]["value"] == own
    assert published["kind.near-share"]["value"] == pytest.approx((drawn >= own).mean(), abs=0.003)


FAMILIES = [
    *[sizes, terms, comparisons, actors, themes, lexicons, elsewhere, stances, choices],
    *[histories, beside_other_texts, key_terms],
]


@functools.cache
def computed(family):
    return dict(family())


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_every_figure_has_the_value_that_is_computed_anew(published, family):
    pairs = {name: (published[name]["value"], value) for name, value in computed(family).items()}
    assert {name: pair for name, pair in pairs.items() if not same(*pair)} == {}


def same(published, value):
    if isinstance(value, str):
        return published == value
    return math.isclose(published, value, rel_tol=1e-6, abs_tol=1e-9)


def test_every_finding_holds_under_as_many_choices_as_its_figure_says(published):
    every = [(one, other) for one in independent.STOP_LISTS for other in independent.COUNTINGS]
    choices = [independent.findings(*chosen) for chosen in every]
    sources = [independent.theme_findings(source) for source in independent.SOURCES]
    compared = 0
    for name, figure in published.items():
        of_themes = name.startswith("robustness.themes.")
        opening = "under which " if of_themes else "under which it is found that "
        finding = figure["definition"].partition(opening)[2]
        if finding and name.startswith("robustness.") and figure["unit"] in ("combinations", "sources"):
            found = sources if of_themes else choices
            said = finding if of_themes else finding.lower()
            if any(said in under for under in found):
                assert figure["value"] == sum(said in under for under in found), name
                compared += 1
    assert compared == published["robustness.themes.findings"]["value"] + sum(
        published[f"robustness.findings.{level}"]["value"] for level in ("all", "most", "few")
    )


def test_nearly_all_figures_are_computed_anew(published):
    known = set().union(*(computed(family) for family in FAMILIES))
    left = [name for name in published if name not in known and not name.startswith("claims.")]
    assert len(left) < 0.02 * len(published), left
