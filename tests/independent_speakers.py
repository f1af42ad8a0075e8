"""Whose words and whose names the document has, computed anew.

`plan.txt` of the reference says what is counted. As in `independent`, nothing here imports `reading`.
"""

import functools
import json
import re
from collections import Counter

import numpy as np
import pandas as pd
import yaml
from scipy import stats

from tests import independent
from tests.independent import DATA, REFERENCE, sentences

SAMPLE, LAST, TEN = 1000, 40, 10
NUMBERS = list(range(1, LAST + 1))
KINDS = {"words": "word", "names": "name"}
SHOWN = [("CHN", "words"), ("TKM", "words"), ("RUS", "names")]


@functools.cache
def lists():
    """The lists of names of names.yml."""
    return yaml.safe_load((DATA / "lexicon/names.yml").read_text(encoding="utf-8"))


@functools.cache
def own(kind):
    """The words, or the names of others, of each sentence of the document, as counters."""
    places = list(sentences()[independent.SENTENCE].itertuples(index=False, name=None))
    found, listed = {place: Counter() for place in places}, lists()
    apart = {each for names in listed.values() for each in names}
    for row in independent.terms().itertuples():
        lemma = listed["forms"].get(row.name, row.name)
        is_word = row.kind == "word" and row.name not in apart and not re.search(r"\d", row.name)
        if is_word if kind == "words" else lemma in listed["others"]:
            found[row.paragraph, row.sentence][lemma] += row.count
    return list(found.values())


@functools.cache
def read(table):
    """A table of the reference, with the speaker, the year and the length of each text."""
    texts = pd.read_csv(REFERENCE / "texts.csv", keep_default_na=False).set_index("text")
    rows = pd.read_csv(REFERENCE / f"{table}.csv", keep_default_na=False)
    return rows.join(texts[["speaker", "year", "tokens"]], on="text")


@functools.cache
def spoken():
    """text, speaker, year, lemma, count and the chance that a sample of the text has the lemma."""
    lemmas = json.loads((REFERENCE / "datapackage.json").read_text(encoding="utf-8"))["lemmas"]
    found = []
    for row in read("document-words").itertuples():
        for each in row.words.split():
            number, _, count = each.partition(":")
            lemma = lemmas[int(number) - 1]
            found.append((row.text, row.speaker, row.year, row.tokens, lemma, int(count or 1)))
    rows = pd.DataFrame(found, columns=["text", "speaker", "year", "tokens", "lemma", "count"])
    without = stats.hypergeom.pmf(0, rows["tokens"], rows["count"], np.minimum(rows["tokens"], SAMPLE))
    return rows.assign(presence=1 - without)


@functools.cache
def states():
    return sorted(read("document-words")["speaker"].unique())


@functools.cache
def sums():
    """The sum of the presences of each lemma, a row, for each state; and how many texts each has."""
    found = spoken().groupby(["lemma", "speaker"])["presence"].sum().unstack(fill_value=0)
    return found[states()], read("document-words").groupby("speaker").size()[states()]


@functools.cache
def places():
    """The place of each state among the users of each lemma: how many have as high a presence."""
    found, texts = sums()
    means = (found / texts).round(9)
    ranks = np.array([[sum(row >= value) for value in row] for row in means.to_numpy()])
    return pd.DataFrame(ranks, means.index, means.columns).where(means > 0, len(states()) + 1)


@functools.cache
def counted(kind):
    """How many tokens of the document each state uses most, by the number of heaviest users."""
    whole = pd.Series(sum(own(kind), Counter()))
    ranks = places().reindex(whole.index).fillna(len(states()) + 1)
    return pd.DataFrame({number: whole @ (ranks <= number) for number in NUMBERS}).reindex(states())


def total(kind):
    return sum(map(Counter.total, own(kind)))


@functools.cache
def shares(part, kind, user):
    """The shares of a part of texts by the number of heaviest users."""
    if part == "vocabulary":
        return shares_of_vocabulary(kind, user)
    prefix = "passage_" if part == "passage" else ""
    rows = read("ranks")
    rows = rows[(rows["kind"] == KINDS[kind]) & (rows[f"{prefix}total"] > 0) & (rows["user"] == user)]
    hits = [np.pad(np.array(each.split(), int), (0, LAST))[:LAST] for each in rows[f"{prefix}ranks"]]
    found = pd.DataFrame(np.cumsum(hits, axis=1), rows["text"], NUMBERS)
    found = found.div(rows.set_index("text")[f"{prefix}total"], axis=0)
    return found.join(rows.set_index("text")[["speaker", "year"]])


def shares_of_vocabulary(kind, user):
    """The same of texts that are cut to the document's words, or to its names."""
    (total_of, texts), found = sums(), {}
    wanted = set().union(*own(kind))
    for text, rows in spoken()[spoken()["lemma"].isin(wanted)].groupby("text"):
        speaker, often = rows["speaker"].iloc[0], rows.set_index("lemma")["count"]
        others = (total_of.loc[often.index] / texts).round(9)
        mine = others[user]
        if user == speaker:
            left = total_of.loc[often.index, user] - rows.set_index("lemma")["presence"]
            mine = (left / (texts[user] - 1)).round(9)
        itself = others.pop(speaker)
        if kind == "names":
            often = often[itself <= others.max(axis=1)]
        place = others.ge(mine, axis=0).sum(axis=1) + (user == speaker)
        place = place.where(mine > 0, len(states()) + 1)[often.index]
        if often.sum():
            found[text] = [often[place <= number].sum() / often.sum() for number in NUMBERS]
    table = pd.DataFrame(found, NUMBERS).T
    return table.join(read("document-words").set_index("text")[["speaker", "year"]])


@functools.cache
def in_year(kind):
    """The share of each text of the year of comparison that each state uses most; none for its own."""
    rows = read("uses")
    rows = rows[(rows["kind"] == KINDS[kind]) & (rows["total"] > 0)].set_index("speaker")
    found = pd.DataFrame([each.split() for each in rows["used"]], rows.index, states()).astype(float)
    found = found.div(rows["total"], axis=0)
    return found.mask(found.index.to_numpy()[:, np.newaxis] == found.columns.to_numpy())


def compared(kind):
    """Of each speaker: the document's share, and the share of texts that reach it, the document included."""
    used, elsewhere, found = counted(kind)[TEN], in_year(kind), {}
    for state in states():
        others, share = elsewhere[state].dropna(), used[state] / total(kind)
        reached = sum(others >= share - 1e-9)
        found[state] = {"share": share, "p": (1 + reached) / (1 + len(others))}
    return found


def own_shares():
    """The lowest and the highest share of words of its own texts that each state uses most."""
    rows = read("document-words")
    return (rows["own"] / rows["total"]).groupby(rows["speaker"]).agg(["min", "max"])


def as_apart(kind, number):
    """How many other texts have as many states told apart if they are in the document's place."""
    texts = in_year(kind)
    reached = [(texts.drop(index=text) >= texts.loc[text] - 1e-9).sum() for text in texts.index]
    others = [texts.drop(index=text).notna().sum() for text in texts.index]
    return sum(
        (((1 + some) / (1 + of) <= 1 / 40) & texts.loc[text].notna()).sum() >= number
        for text, some, of in zip(texts.index, reached, others, strict=True)
    )


def described(state, kind, number):
    """The shares of all texts beside the document's, for a state that is shown."""
    share, found = counted(kind)[number][state] / total(kind), {}
    for part, prefix in {"whole": "", "vocabulary": "vocabulary_", "passage": "passage_"}.items():
        rows = shares(part, kind, state)
        mine, others = (rows[(rows["speaker"] == state) == is_own] for is_own in (True, False))
        reached = others[others[number] >= share - 1e-9]
        first = others[number].idxmax()
        own_of = "own_" if part == "whole" else prefix
        found |= {
            f"{own_of}low": mine[number].min(),
            f"{own_of}high": mine[number].max(),
            f"{prefix}median": others[number].median(),
            f"{prefix}upper": others[number].quantile(39 / 40),
            f"{prefix}highest": others[number].max(),
            f"{prefix}texts": len(others),
            f"{prefix}reached": len(reached),
            f"{prefix}states": reached["speaker"].nunique(),
        }
        if part == "whole":
            found["first"] = others["speaker"][first], others["year"][first]
    left = ("vocabulary_low", "vocabulary_reached", "passage_texts", "passage_reached")
    return {"share": share} | {
        column: value
        for column, value in found.items()
        if "_" not in column or column in left or "own" in column
    }


def interval(state):
    """The ends of the interval of the share of words that a state uses most, with sentences as clusters."""
    ranks = places()[state]
    used = [
        sum(count for lemma, count in each.items() if ranks.get(lemma, LAST) <= TEN) for each in own("words")
    ]
    every = list(map(Counter.total, own("words")))
    return independent.exact(sum(used), sum(every), independent.effect(used, every))
