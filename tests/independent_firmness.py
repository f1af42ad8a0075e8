"""Computes anew how firm the inferential claims are, by trying all changes, without importing `reading`."""

import functools
import itertools
import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from tests import independent, independent_agency

SENTENCE, LEVEL = independent.SENTENCE, independent.LEVEL
LABELS = {doubt["id"]: doubt["says"] for doubt in independent_agency.rule()["doubts"]} | {
    "will-left-out": "“Will” is not counted as a modal verb",
    "formulas-left-out": "Modal verbs of formulas are not counted",
    "all-at-once": "all other rules at once",
}


class Case(NamedTuple):
    """A claim: its codes under each choice, how sentences are grouped, and whether it holds for counts.

    held: by choice, a frame with a row for each sentence and a column for each code
    group: from the rows of sentences, the name of the group of each
    holds: from the counts of each code, in order, by group, and the sizes of groups
    rates: how often passes differ over each code, and at most; None where nobody coded
    codes: the number of codes; by default the columns of a frame
    """

    held: dict
    group: Callable
    holds: Callable
    rates: tuple | None = None
    codes: int = 0


def by_section(rows):
    return rows["section"].tolist()


@functools.cache
def _p(n, size, a, b):
    found = independent.p_values(((n, size, a + b),))
    return found[a], min(found.values())


@functools.cache
def told_apart(counts, sizes):
    """The places of the codes by which two sections can be told apart."""
    both = list(zip(*counts, strict=True))
    tests = [_p(sum(sizes), sizes[0], a, b) for a, b in both]
    # At most k tests can have a p-value of LEVEL / k: they are the family.
    k = next(
        k for k in itertools.count(1) if sum(least <= LEVEL / k * (1 + 1e-12) for _, least in tests) <= k
    )
    family = sorted((p, place) for place, (p, least) in enumerate(tests) if least <= LEVEL / k * (1 + 1e-12))
    last = max((rank for rank, (p, _) in enumerate(family, 1) if p * len(family) / rank <= LEVEL), default=0)
    return frozenset(place for _, place in family[:last])


def tell_apart(*places, only=False):
    """The claim that codes tell the sections apart, and with `only` that no other does."""

    def holds(counts, sizes):
        found = told_apart(tuple(counts.values()), tuple(sizes.values()))
        return set(places) <= found and (not only or len(found) == len(places))

    return holds


def most_partnership(counts, sizes):
    first, second = counts
    place = list(independent.theme_labels()).index("partnership")
    return 2 * counts[second][place] > sizes[second] and all(2 * hit < sizes[first] for hit in counts[first])


def actors_of(rows):
    """Which of two actors a sentence names."""
    actors = independent.actors()
    named = {
        name: set(map(tuple, actors.loc[actors["name"] == name, SENTENCE].to_numpy()))
        for name in ("united-states", "russia")
    }
    return [
        tuple(place in found for found in named.values())
        for place in rows[SENTENCE].itertuples(index=False, name=None)
    ]


def rivals_and_partners(counts, sizes):
    places = [list(independent.theme_labels()).index(name) for name in ("great-power-rivalry", "partnership")]
    return all(
        2 * sum(hits[code] for names, hits in counts.items() if names[actor])
        > sum(size for names, size in sizes.items() if names[actor])
        for actor, code in enumerate(places)
    )


def names_china(rows):
    """The section of a sentence, and whether it names the asked state."""
    actors, asked = independent.actors(), independent_agency.rule()["contrasts"]["named"]
    named = set(map(tuple, actors.loc[actors["name"].isin(asked), SENTENCE].to_numpy()))
    return [
        (section, place in named)
        for section, *place in rows[["section", *SENTENCE]].itertuples(index=False, name=None)
        for place in [tuple(place)]
    ]


@functools.cache
def _interval(hits, of):
    effect = independent.effect([1] * hits + [0] * (of - hits), [1] * of)
    return independent.exact(hits, of, effect)


@functools.cache
def _speeches():
    rows = independent_agency.agency_elsewhere()
    return {name: {key: rows[name][key] for key in ("share", "modal_low", "modal_high")} for name in rows}


def unusual(counts, sizes):
    speeches = _speeches()
    first, second = dict.fromkeys(section for section, _ in counts)
    share, modal = {}, {}
    for section in (first, second):
        subject = sum(counts.get((section, named), (0, 0))[0] for named in (True, False))
        of = sizes.get((section, True), 0) + counts.get((section, False), (0, 0))[0]
        hits = sum(counts.get((section, named), (0, 0))[2] for named in (True, False))
        whole = sum(sizes.get((section, named), 0) for named in (True, False))
        share[section], modal[section] = _interval(int(subject), int(of)), _interval(int(hits), int(whole))
    low, high = speeches["speeches"]["share"][1:]
    return (
        share[second][1] < min(low, speeches["third-person"]["share"][1])
        and share[first][0] < high
        and share[first][1] > low
        and modal[first][1] < speeches["speeches"]["modal_low"]
        and modal[second][0] < speeches["speeches"]["modal_high"]
        and modal[second][1] > speeches["speeches"]["modal_low"]
    )


@functools.cache
def short():
    """The key of each inferential claim, by what it says in short."""
    claims = independent.claims().items()
    return {
        claim["short"]: name.partition(".")[2].replace(".", "-") for name, claim in claims if "short" in claim
    }


# The codes --------------------------------------------------------------------------------------------------


def _hold(rows, codes):
    return (independent.table(rows) > 0).reindex(columns=list(codes), fill_value=False).reset_index(drop=True)


@functools.cache
def themes():
    labels, size = independent.theme_labels(), len(independent.sentences())
    held = {source: _hold(independent.themes(source), labels) for source in independent.SOURCES}
    differing = (held["pass a"] != held["pass b"]).sum()
    return held, (differing / size, [independent.exact(number, size)[1] for number in differing])


@functools.cache
def agency():
    clauses, passes = independent_agency.clauses(), independent_agency.passes()
    every = {"the rule": clauses}
    every |= {LABELS[name]: rows for name, rows in independent_agency.recoded().items()}
    for coder, rows in passes.items():
        every[f"pass {coder}"] = clauses.drop(columns=["subject", "process"]).merge(rows, on=SENTENCE)
    high = independent.exact(0, len(clauses))[1]
    asked = {name: independent_agency.ask(rows.reset_index(drop=True)) for name, rows in every.items()}
    return asked, (np.zeros(3), [high, high, 0])


@functools.cache
def names():
    actors = independent.actor_names().rename(columns={"name": "called", "actor": "name"})
    left_out = {
        "all names": [],
        "metonyms left out": ["metonym"],
        "compounds left out": ["compound"],
        "metonyms and compounds left out": ["metonym", "compound"],
    }
    codes = sorted(actors["name"].unique())
    return {way: _hold(actors[~actors["how"].isin(kinds)], codes) for way, kinds in left_out.items()}, None


@functools.cache
def words():
    """The words in several sentences. One in fewer is in no family, even with two sentences more."""
    named = {"none": "no stop list", "a long one": "a long stop list"}
    ways = {"metonyms folded": ["metonyms folded"], "phrases joined": ["phrases joined"]}
    ways["joined and folded"] = [*ways["phrases joined"], *ways["metonyms folded"]]
    held = {}
    for stop_list, way in itertools.product(independent.STOP_LISTS, independent.COUNTINGS):
        parts = [*filter(None, [named.get(stop_list)]), *ways.get(way, [])]
        rows = independent.chosen(stop_list, way)
        often = rows["name"].value_counts()
        held[" and ".join(parts) or "the book's"] = _hold(rows, often.index[often > 2])
    return held, None


def repeated_words():
    """The number of words in two sentences or more."""
    rows = independent.chosen(independent.STOP_LISTS[0], independent.COUNTINGS[0])
    return (rows.drop_duplicates(["name", *SENTENCE])["name"].value_counts() >= 2).sum().item()


def no_word(counts, sizes):
    return not told_apart(tuple(counts.values()), tuple(sizes.values()))


@functools.cache
def cases():
    """Every inferential claim, by its key."""
    subject, process, modality = range(3)
    order = list(independent.theme_labels())
    partnership = order.index("partnership")
    found = names()[0]["all names"].columns.get_loc("russia")
    return {
        "agency-subjects-tell-apart": Case(agency()[0], by_section, tell_apart(subject), agency()[1]),
        "agency-processes-tell-apart": Case(agency()[0], by_section, tell_apart(process), agency()[1]),
        "agency-china-in-one-section-modals-in-the-other": Case(
            agency()[0], by_section, tell_apart(subject, modality), agency()[1]
        ),
        "agency-unusual-beside-speeches": Case(agency()[0], names_china, unusual, agency()[1]),
        "themes-partnership-alone-tells-apart": Case(
            themes()[0], by_section, tell_apart(partnership, only=True), themes()[1]
        ),
        "themes-partnership-carries-one-section": Case(
            themes()[0], by_section, most_partnership, themes()[1]
        ),
        "actors-rivalry-and-partnership": Case(themes()[0], actors_of, rivals_and_partners, themes()[1]),
        "terms-none-tells-apart": Case(words()[0], by_section, no_word, codes=repeated_words()),
        "actors-russia-alone-tells-apart": Case(names()[0], by_section, tell_apart(found, only=True)),
    }


# What is computed -------------------------------------------------------------------------------------------


def count(held, groups):
    """The counts of each code, and the sizes, by group in the order of the document."""
    values, names = held.to_numpy(), np.array([str(group) for group in groups])
    order = dict(zip(map(str, groups), groups, strict=True))
    counts = {group: tuple(map(int, values[names == name].sum(axis=0))) for name, group in order.items()}
    return counts, {group: int((names == name).sum()) for name, group in order.items()}


def fewest(counts, sizes, holds, most=7):
    """The smallest number of changed codes for which a claim falls, and in how many ways, by trying all."""
    level = {tuple(counts.values())}
    seen = set(level)
    own = tuple(counts.values())
    for number in range(1, most + 1):
        grown = set()
        for state in level:
            for group, size in enumerate(sizes.values()):
                for code, hit in enumerate(state[group]):
                    for other in {hit - 1, hit + 1} & set(range(size + 1)):
                        if abs(other - own[group][code]) > abs(hit - own[group][code]):
                            changed = (*state[group][:code], other, *state[group][code + 1 :])
                            grown.add((*state[:group], changed, *state[group + 1 :]))
        level = grown - seen
        seen |= level
        fallen = [state for state in level if not holds(dict(zip(counts, state, strict=True)), sizes)]
        if fallen:
            return number, sum(_ways(state, own, list(sizes.values())) for state in fallen)
    return None


def _ways(state, own, sizes):
    return math.prod(
        math.comb(size - hit if other > hit else hit, abs(other - hit))
        for hits, others, size in zip(own, state, sizes, strict=True)
        for hit, other in zip(hits, others, strict=True)
    )


def row(name):
    """The row of a claim."""
    case, rows = cases()[name], independent.sentences()
    groups = case.group(rows)
    own = next(iter(case.held.values()))
    counts, sizes = count(own, groups)
    flips, ways = fewest(counts, sizes, case.holds)

    def stands(held, kept=slice(None)):
        part = [group for group, keep in zip(groups, np.r_[kept], strict=True) if keep]
        return case.holds(*count(held[np.r_[kept]], part))

    every = np.ones(len(rows), bool)
    under = [choice for choice, held in case.held.items() if not stands(held, every)]
    paragraphs = rows["paragraph"].unique()
    without = [name for name in paragraphs if not stands(own, (rows["paragraph"] != name).to_numpy())]
    found = {
        "flips": flips,
        "ways": ways,
        "sets": math.comb(len(rows) * (case.codes or own.shape[1]), flips),
        "choices": len(case.held),
        "choices_held": len(case.held) - len(under),
        "falls_under": "; ".join(under),
        "paragraphs_held": len(paragraphs) - len(without),
        "falls_without": without,
    }
    if case.rates:
        observed, high = (np.array(rates, float) for rates in case.rates)
        every = {"survival": observed, "survival_twice": 2 * observed, "survival_high": high}
        found["errors_high"] = high.max()
        found |= {column: survival(case, own.to_numpy(), groups, rates) for column, rates in every.items()}
    return found


def survival(case, own, groups, rates):
    """In which share of simulated codings a claim holds."""
    codes = own ^ (np.random.default_rng(1).random((2000, *own.shape)) < rates)
    places = {group: [place for place, other in enumerate(groups) if other == group] for group in groups}
    sizes = {group: len(inside) for group, inside in places.items()}
    sums = [codes[:, inside].sum(axis=1).tolist() for inside in places.values()]
    every = [dict(zip(places, map(tuple, each), strict=True)) for each in zip(*sums, strict=True)]
    return sum(case.holds(counts, sizes) for counts in every) / len(every)
