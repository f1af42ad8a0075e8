"""The deals of paragraphs, counted anew in whole numbers: from the files in `data/`, and from a copy.

Nothing here imports `reading`.
"""

import functools
import math
import re
from fractions import Fraction

import pandas as pd

from tests import independent, independent_agency, independent_ranks
from tests.independent import SENTENCE

LEAST = 3


@functools.cache
def paragraphs():
    """The sentences of each paragraph, in order, and the number of paragraphs of the first section."""
    rows = independent.sentences()
    sizes = rows.groupby("paragraph", sort=False).size()
    first = rows.loc[rows["section"] == rows["section"].iloc[0], "paragraph"].nunique()
    return sizes, first


def count(rows):
    """Of each name the number of its sentences in each paragraph, in order."""
    sizes, _ = paragraphs()
    rows = rows.drop_duplicates([*SENTENCE, "name"])
    found = {name: own["paragraph"].value_counts() for name, own in rows.groupby("name")}
    return {name: [int(own.get(paragraph, 0)) for paragraph in sizes.index] for name, own in found.items()}


def gaps(held):
    """Of each deal the difference of the two shares, its square in whole numbers over their common divisor.

    A deal is a number whose bits are the paragraphs of the first part.
    """
    sizes, first = paragraphs()
    total, every = sum(held), sum(sizes)
    for bits in range(2 ** len(sizes)):
        if bits.bit_count() == first:
            chosen = [place for place in range(len(sizes)) if bits >> place & 1]
            hits, of = sum(held[place] for place in chosen), sum(sizes.iloc[chosen])
            yield bits, Fraction((hits * every - total * of) ** 2, (of * (every - of)) ** 2)


def deals_reaching(features):
    """Of each feature of a list in how many deals any feature differs as much, each by its own mean."""
    _, first = paragraphs()
    real, scaled = 2**first - 1, {}
    for name, held in features.items():
        squares = dict(gaps(held))
        if any(squares.values()):
            mean = sum(squares.values()) / len(squares)
            scaled[name] = {bits: square / mean for bits, square in squares.items()}
    largest = [max(own[bits] for own in scaled.values()) for bits in next(iter(scaled.values()))]
    return {name: sum(value >= own[real] for value in largest) for name, own in scaled.items()}


def often(rows):
    """Rows of names in at least so many sentences."""
    return rows[rows.groupby("name")["name"].transform("size") >= LEAST]


def answers(rows, heard=None):
    """A row for each question that a sentence answers with yes."""
    asked = pd.concat([rows[SENTENCE], independent_agency.ask(rows, heard)], axis=1)
    long = asked.melt(SENTENCE, var_name="name", value_name="yes")
    return long[long["yes"]]


def codings():
    """For each list its features as the book has them, and then by each pass or rule."""
    # A pass gives no sentence to some themes, and does not code others.
    coded, nothing = independent.coded(), [0] * len(paragraphs()[0])
    by_pass = [
        dict.fromkeys((theme for theme in coded if name in coded[theme]), nothing)
        | count(independent.themes(name))
        for name in sorted(set().union(*coded.values()))
    ]
    rules = [independent_agency.clauses(), *independent_agency.recoded().values()]
    closed, wider = map(independent_ranks.sentences, independent_ranks.LISTS)
    voices = [answers(rules[0], heard) for heard in independent_agency.heard_otherwise()]
    asked = [(rows, closed) for rows in (*map(answers, rules), *voices)] + [(answers(rules[0]), wider)]
    return {
        "themes": [count(independent.themes()), *by_pass],
        "words": [count(often(independent.words()))],
        "actors": [count(often(independent.actors()))],
        "asked": [count(pd.concat(both)) for both in asked],
    }


def deals():
    """The row of each list and feature."""
    sizes, first = paragraphs()
    found, nothing = {}, [0] * len(sizes)
    for name, (own, *others) in codings().items():
        lists = [{feature: held} for feature, held in own.items()] if name == "asked" else [own]
        k = {feature: number for each in lists for feature, number in deals_reaching(each).items()}
        for feature, held in own.items():
            row = {"k": k[feature], "deals": math.comb(len(sizes), first)}
            parts = {"first": slice(first), "second": slice(first, None)}
            row["by_paragraph"] = " | ".join(" ".join(map(str, held[part])) for part in parts.values())
            for part, places in parts.items():
                row |= {part: sum(held[places]), f"{part}_of": sum(sizes[places])}
                if others:
                    counts = [each for each in (own, *others) if name == "asked" or feature in each]
                    sums = [sum(each.get(feature, nothing)[places]) for each in counts]
                    row |= {f"{part}_least": min(sums), f"{part}_most": max(sums)}
            found[name, feature] = row
    return found


# Text -------------------------------------------------------------------------------------------------------


def split_text(text):
    """The sentences of each paragraph of a copy, without headings, by full stops and capital letters."""
    lines = re.sub(r"\n(?=[a-z])", " ", text).splitlines()
    parts = [re.split(r"(?<=[.])\s+(?=[A-Z])", line) for line in lines]
    return [part for part in parts if part[-1].endswith((".", ":"))]


def count_in_text(text, pattern):
    """In how many sentences of each paragraph of a copy a pattern is found."""
    return [sum(bool(re.search(pattern, sentence)) for sentence in part) for part in split_text(text)]
