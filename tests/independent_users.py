"""Whose words and whose names the document has, computed anew.

`plan.txt` of the reference says what is counted. As in `independent`, nothing here imports `reading`.
"""

import functools
import itertools
from collections import Counter, defaultdict

import numpy as np
import pandas as pd
import yaml
from scipy import optimize, stats

from tests import independent
from tests.independent import DATA, REFERENCE, SEED, adjust, could_pass, sentences, speakers, speeches

FIRST, LAST, LEAST, SAMPLE, DRAWS = 2013, 2024, 9, 1000, 9_999
PAIR, OTHER = ("CHN", "RUS"), "other"
WORD, NAME = "words", "names"


@functools.cache
def lists():
    """The lists of names: of names.yml, and of names.txt under `states`."""
    listed = yaml.safe_load((DATA / "lexicon/names.yml").read_text(encoding="utf-8"))
    return {**listed, "states": independent._lines("reference/un-general-debate/names.txt")}


@functools.cache
def is_word(lemma):
    """Whether a content lemma is a word: neither a phrase nor a name, and without digits."""
    return not (
        " " in lemma or any(map(str.isdigit, lemma)) or any(lemma in each for each in lists().values())
    )


@functools.cache
def texts():
    """Every text: its speaker, year and tokens, by its name."""
    return pd.read_csv(REFERENCE / "texts.csv", keep_default_na=False).set_index("text")


@functools.cache
def states():
    """The speakers with enough texts in these years."""
    often = texts()[texts()["year"].between(FIRST, LAST)]["speaker"].value_counts()
    return sorted(often.index[often >= LEAST])


@functools.cache
def users():
    """users, presence_last, presence_next and half of each lemma: the users as a list of sets."""
    rows = {row["lemma"]: row for row in independent._rows(REFERENCE / "users.csv")}
    return {
        lemma: {
            **{column: float(row[column]) for column in ("presence_last", "presence_next", "half")},
            "users": [set(group.split("=")) for group in row["users"].split()],
        }
        for lemma, row in rows.items()
    }


@functools.cache
def most(lemma, size=10, without=None):
    """Who uses a lemma most: at most `size` speakers have as high a presence. Who ties stands in one set."""
    found, groups = set(), users()[lemma]["users"]
    if without and not any(without in group for group in groups):
        return most(lemma, size)
    for group in groups:
        if len(found | group - {without}) > size:
            break
        found |= group - {without}
    return frozenset(found)


@functools.cache
def own(kind):
    """The words or names of each sentence of the document, as counters."""
    places = list(sentences()[independent.SENTENCE].itertuples(index=False, name=None))
    found = {place: Counter() for place in places}
    for row in independent.terms().itertuples():
        lemma = lists()["forms"].get(row.name, row.name)
        fits = row.kind == "word" and is_word(row.name) if kind == WORD else lemma in lists()["others"]
        if fits:
            found[row.paragraph, row.sentence][lemma] += row.count
    return list(found.values())


@functools.cache
def whole(kind):
    """The words or names of the document."""
    return sum(own(kind), Counter())


@functools.cache
def is_name(lemma):
    """Whether a lemma is a name in other texts."""
    left = {"united", "states", "nations"}
    listed = {*lists()["states"], *lists()["everywhere"]} - left | {*lists()["others"]}
    return lemma in listed


@functools.cache
def elsewhere(speaker, kind):
    """The words of a speaker's text of 2022, or its names but those that nobody uses more."""
    words = speeches("words")[speaker]
    if kind == WORD:
        return Counter({lemma: count for lemma, count in words.items() if is_word(lemma)})
    words = words + Counter({"united states": speeches("phrases")[speaker]["united states"]})
    named = {lemma: count for lemma, count in words.items() if is_name(lemma)}
    return Counter({lemma: count for lemma, count in named.items() if speaker not in most(lemma, 1)})


def used_most(counted, size=10, without=None):
    """How many tokens each speaker uses most."""
    found = Counter()
    for lemma, count in counted.items():
        found.update(dict.fromkeys(most(lemma, size, without), count))
    return found


def under(counted, kind, choice):
    """Counts as a choice changes them."""
    if choice == "own-words":
        return Counter({lemma: count for lemma, count in counted.items() if lemma in whole(kind)})
    if choice == "types":
        return Counter(dict.fromkeys(+counted, 1))
    left = set()
    if choice == "uncommon":
        left = {lemma for lemma, _ in sorted(whole(kind).items(), key=lambda item: (-item[1], item[0]))[:10]}
    return Counter({lemma: count for lemma, count in counted.items() if lemma not in left})


SIZES = {"five": 5, "twenty": 20}
CHOICES = ("ten", "five", "twenty", "uncommon", "types", "own-words", "itself")
"""The choices that the book publishes."""


@functools.cache
def shares_elsewhere(kind, choice="ten"):
    """Of each other speaker's text: the share that each state uses most."""
    shares = {}
    for speaker in speakers():
        counted = under(elsewhere(speaker, kind), kind, choice)
        used = used_most(counted, SIZES.get(choice, 10), None if choice == "itself" else speaker)
        if total := sum(counted.values()):
            shares[speaker] = {state: used[state] / total for state in states() if state != speaker}
    return shares


@functools.cache
def compared(kind, choice="ten"):
    """Of each speaker: the document's share, those of the other texts, and how they compare."""
    size, document = SIZES.get(choice, 10), under(whole(kind), kind, choice)
    shares, found = shares_elsewhere(kind, choice), {}
    used, total, called = used_most(document, size), sum(document.values()), independent.speaker_names()[0]
    for state in states():
        others = {speaker: share[state] for speaker, share in shares.items() if speaker != state}
        highest = min(others, key=lambda speaker: (-others[speaker], called[speaker]))
        reached = sum(value >= used[state] / total for value in others.values())
        found[state] = {
            "count": used[state],
            "share": used[state] / total,
            "texts": len(others),
            "highest": others[highest],
            "highest_speaker": highest,
            "reached": reached,
            "p": (1 + reached) / (1 + len(others)),
        }
    return found


def hits(kind, state):
    """Of each sentence of the document: the tokens that a state uses most, and all, of a kind."""
    return np.array(
        [
            [sum(n for lemma, n in each.items() if state in most(lemma)), sum(each.values())]
            for each in own(kind)
        ]
    )


@functools.cache
def drawn():
    """How often each sentence is drawn, of draws within sections."""
    random, section = np.random.default_rng(SEED), sentences()["section"]
    sizes = section.value_counts(sort=False)
    return np.hstack([random.multinomial(n, [1 / n] * n, size=DRAWS) for n in sizes])


def interval(kind, state):
    """The ends of the interval of a share."""
    sums = drawn() @ hits(kind, state)
    return np.nanquantile(sums[:, 0] / sums[:, 1], [0.025, 0.975])


def of_paragraphs(kind, state):
    """How often shuffled paragraphs set the shares of the sections as far apart as they are."""
    found = pd.DataFrame(hits(kind, state)).groupby(sentences()["paragraph"], sort=False).sum().to_numpy()
    section = sentences().drop_duplicates("paragraph")["section"].to_numpy()
    first = np.flatnonzero(section == section[0])
    every = np.array(list(itertools.combinations(range(len(section)), len(first))))
    inside = found[every].sum(axis=1)
    shares = [part[:, 0] / part[:, 1] for part in (inside, found.sum(axis=0) - inside)]
    apart = abs(shares[0] - shares[1])
    return (apart >= apart[(every == first).all(axis=1)] - 1e-12).mean()


def by_section(kind, state):
    """The share of each section."""
    found = pd.DataFrame(hits(kind, state)).groupby(sentences()["section"], sort=False).sum()
    return (found[0] / found[1]).to_dict()


# The texts of the pair --------------------------------------------------------------------------------------


@functools.cache
def pair_words():
    """The counts of each text of the pair, by its name."""
    found = defaultdict(Counter)
    for row in independent._rows(REFERENCE / "pair-words.csv"):
        found[row["text"]][row["lemma"]] = int(row["count"])
    return found


def none_of(count, length, size):
    """The chance that so many words, drawn of a text, have none of the occurrences."""
    return float(stats.hypergeom.pmf(0, length, count, size)) if length > size else float(count == 0)


@functools.cache
def presences(state):
    """Of each text of a state in these years, by lemma, the chance that a sample holds it."""
    chosen = texts()[(texts()["speaker"] == state) & texts()["year"].between(FIRST, LAST)]
    return {
        text: {lemma: 1 - none_of(n, length, SAMPLE) for lemma, n in pair_words()[text].items()}
        for text, length in chosen["tokens"].items()
    }


def own_texts(kind, state):
    """The share of each text of a state that it uses most in its other texts."""
    found = []
    for text, held in presences(state).items():
        others = [each for name, each in presences(state).items() if name != text]
        used = total = 0
        for lemma in held:
            if not (is_word(lemma) if kind == WORD else is_name(lemma) and state not in most(lemma, 1)):
                continue
            row, count = users()[lemma], pair_words()[text][lemma]
            mine = round(sum(each.get(lemma, 0) for each in others) / len(others), 4)
            used += count * (mine > row["presence_next" if state in most(lemma) else "presence_last"])
            total += count
        found += [used / total] if total else []
    return found


@functools.cache
def in_years(first):
    """first, second and the p-value of each word of the document in the texts of the pair since a year.

    Of names, the years are counted, but not tested.
    """
    chosen = texts()[(texts()["year"] >= first) & texts()["speaker"].isin(PAIR)].reset_index()
    length = chosen.pivot(index="year", columns="speaker", values="tokens")[[*PAIR]].to_numpy()
    name = chosen.pivot(index="year", columns="speaker", values="text")[[*PAIR]].to_numpy()
    found, least = {}, {}
    for lemma in sorted(set().union(*own(WORD), *own(NAME))):
        held = np.vectorize(lambda text, lemma=lemma: pair_words()[text][lemma] > 0)(name)
        one = held[:, 0] != held[:, 1]
        first_only, second_only = (int((held[:, at] & one).sum()) for at in (0, 1))
        found[lemma] = {"first": first_only, "second": second_only}
        if is_word(lemma):
            possible = paired(length, held, one)
            found[lemma]["p"], least[lemma] = possible[second_only], min(possible)
    family = could_pass(least)
    rows = pd.DataFrame(found).T.astype({"first": int, "second": int})
    return rows.assign(p_adjusted=adjust(rows["p"].where(rows.index.isin(family))))


def paired(length, held, one):
    """The two-sided p-value of each number of years in which only the second has a word."""
    if not one.any():
        return [1.0]
    rate = optimize.brentq(lambda each: (1 - np.exp(-each * length)).sum() - held.sum(), 0, 1, xtol=1e-15)
    odds = np.expm1(rate * length[one])
    chances = functools.reduce(np.convolve, [[1 - p, p] for p in odds[:, 1] / odds.sum(axis=1)], [1.0])
    return [min(1, chances[chances <= each * (1 + 1e-9)].sum()) for each in chances]


def lacking(state):
    """expected, chance and p_adjusted of each word that a state uses most and the document lacks."""
    chosen = texts()[(texts()["speaker"] == state) & texts()["year"].between(FIRST, LAST)]["tokens"]
    size, document = int(sentences()["tokens"].sum()), {*sum(own(WORD), Counter())}
    found = {}
    for lemma, row in users().items():
        if state in most(lemma) and is_word(lemma) and lemma not in document:
            counts = [pair_words()[text][lemma] for text in chosen.index]
            # Of two spellings, the texts of the pair have one.
            if 2 * row["half"] < len(states()) and any(counts):
                each = list(zip(counts, chosen, strict=True))
                chance = np.mean([none_of(n, length, size) for n, length in each])
                found[lemma] = {
                    "expected": np.mean([n / length * size for n, length in each]),
                    "chance": chance,
                }
    rows = pd.DataFrame(found).T
    return rows.assign(p_adjusted=adjust(rows["chance"]))


# Sentences --------------------------------------------------------------------------------------------------


@functools.cache
def coded():
    """text, speaker, year, group and lemmas of each sentence of other texts, and if the classifier learns it.

    Of the lemmas, only words of the document are left. Of each text of others, it learns two sentences.
    """
    rows = pd.read_csv(REFERENCE / "sentences.csv", keep_default_na=False)
    rows = rows.join(texts()[["speaker", "year"]], on="text")
    group, words = rows["speaker"].where(rows["speaker"].isin(PAIR), OTHER), {*sum(own(WORD), Counter())}
    rows = rows.assign(group=group, lemmas=rows["lemmas"].map(lambda lemmas: words & {*lemmas.split()}))
    drawn = rows[group == OTHER].groupby("text").sample(2, random_state=SEED)
    return rows.assign(learned=(group != OTHER) | rows.index.isin(drawn.index))


def classifier(rows):
    """A naive Bayes classifier, by expected likelihood estimates: the probability of each group."""
    groups, lemmas = [*PAIR, OTHER], sorted(set().union(*rows["lemmas"]))
    column = {lemma: at for at, lemma in enumerate(lemmas)}
    sizes = np.array([(rows["group"] == group).sum() for group in groups])
    counted = np.zeros((len(groups), len(lemmas)))
    for row in rows.itertuples():
        counted[groups.index(row.group), [column[lemma] for lemma in row.lemmas]] += 1
    prior = np.log((sizes + 0.5) / (sizes.sum() + 0.5 * len(groups)))
    chances = np.log((counted + 0.5) / (sizes[:, np.newaxis] + 1))

    def rate(sentence):
        score = prior + chances[:, [column[lemma] for lemma in sentence if lemma in column]].sum(axis=1)
        return np.exp(score - np.logaddexp.reduce(score))

    return lambda sentences: pd.DataFrame([rate(each) for each in sentences], columns=groups)


@functools.cache
def classified():
    """The sentences of other texts in years that were not seen, those of the document, and shares of 2022."""
    rows, tested = coded(), []
    for year, part in rows.groupby("year"):
        rate = classifier(rows[rows["learned"] & (rows["year"] != year)])
        known = part["lemmas"].map(len).clip(upper=8).to_numpy()
        tested.append(rate(part["lemmas"]).assign(true=part["group"].to_numpy(), known=known))
        if year == 2022:
            document = rate(map(set, own(WORD))).idxmax(axis=1)
            taken = rate(part["lemmas"]).idxmax(axis=1)
            shares = pd.crosstab(part["speaker"].to_numpy(), taken, normalize="index").drop(index=[*PAIR])
    return pd.concat(tested, ignore_index=True), document, shares


def groups():
    """What the classifier makes of the document's sentences, and of others in years that it has not seen."""
    (every, document, shares), found = classified(), {}
    taken = every[[*PAIR, OTHER]].idxmax(axis=1)
    others = taken[every["true"] == OTHER].groupby(every["known"])
    known = [min(8, len(held)) for held in own(WORD)]
    for group in (*PAIR, OTHER):
        mine, share = every["true"] == group, (document == group).mean()
        rated = every[group].round(9)
        area = stats.mannwhitneyu(rated[mine], rated[~mine]).statistic
        found[group] = {
            "sentences": (document == group).sum(),
            "expected": sum((others.get_group(n) == group).mean() for n in known),
            "share": share,
            "rank": 1 + (shares[group] > share).sum(),
            "texts": len(shares),
            "recognised": (taken[mine] == group).mean(),
            "area": area / mine.sum() / (~mine).sum(),
        }
    return found
