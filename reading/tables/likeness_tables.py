"""Publishes how like the document is to other texts, and which of its words they have."""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.measures import kind as measures
from reading.measures.frequency import PER
from reading.measures.keyness import Verdict
from reading.tables import nearness
from reading.tables.followed_terms import key_speakers
from reading.tables.table import published
from reading.text.tokens import slug

WAYS = {
    nearness.TF_IDF: "the cosine of their content lemmas, weighted by TF-IDF",
    nearness.DIVERGENCE: "the Jensen-Shannon divergence of their content lemmas, at equal length",
    nearness.DELTA: f"Burrows's Delta of the {nearness.FUNCTION_WORDS} most frequent function words",
}
"""What each measure is, in words."""

NAMES = {
    nearness.OUT: ", without names of states and persons",
    nearness.IN: ", with names",
    nearness.BODIES: ", without names of states, persons and other actors of the document",
    nearness.CAPITALS: ", without words that are mostly capitalised",
    nearness.NEITHER: "",
}
"""Each use of names, in words."""

USUAL = {nearness.OUT, nearness.NEITHER}
"""The uses of names that the key of a way does not name."""


def _rank_speakers(book: Book) -> pd.DataFrame:
    """The likeness of the nearest text of each speaker, by each way: see `nearness.compare_with_texts`."""
    reference = book.reference
    frame = nearness.compare_with_texts(book, reference)
    frame = frame.drop_duplicates(["measure", "names", "speaker"])
    use = frame["names"].map(lambda names: "" if names in USUAL else f"-{names}")
    return frame.assign(
        way=frame["measure"] + use,
        name=frame["speaker"].map(reference.settings.name_of),
        speaker=key_speakers(reference, frame["speaker"]),
    )


@published("way", "speaker", needs=("references",))
def likeness(book: Book) -> pd.DataFrame:
    """How like the document is to the nearest text of each speaker, by each way of measuring.

    - value: cosine of a text of {speaker} and the document; for divergence and delta a distance; by {way}
      [ratio; measures/likeness.py]
    - rank: rank of {speaker} by the likeness of a text to the document, by {way}; 1 is the most like [rank]

    >>> likeness()[["way", "speaker", "rank"]].head(2)
          way  speaker  rank
    0  tf-idf    mayor     1
    1  tf-idf  captain     2
    """
    return _rank_speakers(book)


@published("way", needs=("references",))
def ways(book: Book) -> pd.DataFrame:
    """The ways of measuring likeness: a measure, with a use of names.

    - nearest: the speaker of the text that the document is most like, by {way} [word]

    >>> ways()[["way", "nearest"]].head(2)
                   way nearest
    0           tf-idf   mayor
    1  tf-idf-names-in   mayor
    """
    reference, ranked = book.reference, _rank_speakers(book)
    # Where texts tie, none is the nearest.
    first = ranked[ranked["rank"] == 1].drop_duplicates("way", keep=False).set_index("way")["name"]
    frame = ranked.drop_duplicates("way")[["way", "measure", "names"]]
    # Without a list of names, those of states and persons are left out with all words that are capitalised.
    names = frame["names"] if reference.names else frame["names"].replace({nearness.OUT: nearness.CAPITALS})
    said = frame["measure"].map(WAYS) + names.map(NAMES)
    return frame.assign(label=said, nearest=frame["way"].map(first))


@published("term", needs=("references",))
def kind_terms(book: Book) -> pd.DataFrame:
    """The terms of the document beside texts of its kind. Only the frequent ones are tested.

    - count: occurrences of {term} in the document [occurrences]
    - rate: occurrences of {term} in the document per thousand tokens [per thousand tokens]
    - median: median of the rates of {term} in the other texts, per thousand tokens [per thousand tokens;
      measures/kind.py]
    - upper: rate of {term} that 95 % of the other texts do not exceed, per thousand tokens [per thousand
      tokens]
    - texts: other texts that have {term} [texts]
    - share: share of the other texts that have {term} [share]
    - log_ratio: Log Ratio of {term} against the other texts [doublings; measures/keyness.py]
    - p: share of the document and the texts, cut to its length, that have {term} at least as often
      [probability; measures/kind.py]
    - p_adjusted: p-value of {term}, adjusted for all terms [probability; measures/kind.py]
    - expected: terms that a text is expected to have with at most the p-value of {term} [expected]
    - reached: terms that the document has with at most the p-value of {term} [terms]
    - verdict: what can be said of {term} against the other texts [word]

    >>> kind_terms().nsmallest(3, "p")[["term", "count", "texts", "p_adjusted"]]
             term  count  texts  p_adjusted
    14  northport      4      0         0.5
    0       build      1      0         NaN
    1    consider      1      0         NaN
    """
    reference = book.reference
    counts, sizes = nearness.count_terms(book, reference), reference.comparison["tokens"].to_numpy()
    frame = measures.describe_rates(counts.to_numpy(), sizes)[["median", "upper", "share"]]
    own = book.document.incidence.groupby("lemma")["count"].sum()
    frame = frame.assign(lemma=counts.columns, texts=(counts > 0).sum(axis=0).to_numpy())
    frame = frame.assign(count=frame["lemma"].map(own))
    frame["rate"] = frame["count"] / book.document.sentences["tokens"].sum() * PER
    tests = ["log_ratio", "p", "p_adjusted", "expected", "reached", "verdict"]
    tested = nearness.compare_terms(book, reference).rename(columns={"term": "lemma"})
    frame = frame.merge(tested[["lemma", *tests]], on="lemma", how="left")
    return frame.assign(term=frame["lemma"].map(slug))


@published(needs=("references",))
def kind(book: Book) -> pd.DataFrame:
    """The document beside texts of its kind, all terms together.

    - words: terms whose rate is compared with that of single texts, names left out [terms]
    - floor: the least p-value that a term can have [probability]
    - more: terms that the document can be told to have more of than its kind [terms]
    - outside: terms, names left out, whose rate is above that of 95 % of the texts [terms]
    - far_out: terms of the document that are far out: their p-value is 0.01 at most [terms]
    - far_out_expected: terms that a text has on average that are as far out as these [expected;
      measures/kind.py]
    - far_out_share: share of random samples of the texts, as long as the document, that have at least as
      many terms far out [share; measures/kind.py]
    - lowest_p_adjusted: the lowest adjusted p-value of all terms that are tested [probability]

    >>> kind()[["words", "outside", "more"]]
       words  outside  more
    0      0        0     0
    """
    reference = book.reference
    compared = nearness.compare_terms(book, reference)
    words, far = compared[~compared["name"]], compared[compared["p"] <= nearness.FAR_OUT]
    own, drawn = nearness.count_far_out(book, reference)
    row = {
        "words": len(words),
        "floor": 1 / (1 + len(reference.comparison)),
        "more": (compared["verdict"] == Verdict.MORE).sum(),
        "outside": (words["rate"] > words["upper"]).sum(),
        "far_out": own,
        "far_out_expected": far["expected"].max(),
        "far_out_share": (drawn >= own).mean() if len(drawn) else None,
        "lowest_p_adjusted": compared["p_adjusted"].min(),
    }
    return pd.DataFrame([row])
