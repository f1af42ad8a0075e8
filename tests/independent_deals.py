"""The deals of paragraphs, counted anew in whole numbers: from the files in `data/`, and from a copy.

Nothing here imports `reading`.
"""

import functools
import math
import re
from fractions import Fraction

from tests import independent, independent_voices
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


def lists():
    """For each list its features, with the sentences of each in each paragraph."""
    return {
        "themes": count(independent.themes()),
        "words": count(often(independent.words())),
        "actors": count(often(independent.actors())),
        "asked": count(independent_voices.answers()),
    }


def deals():
    """The row of each list and feature."""
    sizes, first = paragraphs()
    found = {}
    for name, own in lists().items():
        searched = [{feature: held} for feature, held in own.items()] if name == "asked" else [own]
        k = {feature: number for each in searched for feature, number in deals_reaching(each).items()}
        for feature, held in own.items():
            row = {"k": k[feature], "deals": math.comb(len(sizes), first)}
            for part, places in {"first": slice(first), "second": slice(first, None)}.items():
                row |= {part: sum(held[places]), f"{part}_of": sum(sizes[places])}
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
