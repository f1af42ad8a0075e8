"""Publishes how often words and phrases occur, how they spread, and which sentences they share."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from reading.data.book import Book
from reading.measures import association, clusters, dispersion, frequency, keyness
from reading.measures.incidence import SENTENCE
from reading.measures.intervals import rates_with_intervals
from reading.tables.counting import count_words
from reading.tables.table import published
from reading.text.phrases import pattern
from reading.text.tokens import fold, slug

MAX_SECTIONS_FOR_ABSENT = 4
"""Sections of a document up to which there is a row for each section and each term that it lacks.

Where there are more, only for those that are tested.
"""

MAX_PAIRS = 5_000
"""Pairs of terms up to which each has a row. In a long document only those that pass have one."""

POWER_SENTENCES, POWER_RATIO = 10, 3.0
"""The term for which the chance to find a difference is published: its sentences, and the ratio of shares."""


@published("term")
def terms(book: Book) -> pd.DataFrame:
    """The words and phrases of the document.

    - lemma: the lemma of the word, or the phrase, in lower case [word]
    - kind: word or phrase [word]
    - count: occurrences of {term} in the document [occurrences]
    - rate, rate_low, rate_high: occurrences of {term} in the document, per thousand tokens [per thousand
      tokens; measures/intervals.py]
    - sentences: sentences that hold {term} [sentences]
    - paragraphs: paragraphs that hold {term} [paragraphs]
    - rank: rank of {term} among the content words, stop words left out [rank]
    - dp: deviation of proportions (DP) of {term} over the paragraphs [ratio; Gries 2008]
    - dp_norm: normalised DP of {term} over the paragraphs [ratio; Lijffijt & Gries 2012]
    - juilland_d: Juilland's D of {term} over the paragraphs [ratio; Juilland & Chang-Rodriguez 1964]
    - sentence_dp: deviation of proportions (DP) of {term} over the sentences [ratio; Gries 2008]
    - sentence_dp_norm: normalised DP of {term} over the sentences [ratio; Lijffijt & Gries 2012]
    - sentence_juilland_d: Juilland's D of {term} over the sentences [ratio; Juilland & Chang-Rodriguez
      1964]

    >>> terms().nlargest(3, "count")[["term", "label", "count", "rate"]]
             term      label  count  rate
    14  northport  Northport      4  80.0
    4    eastland   Eastland      3  60.0
    23      trade      trade      3  60.0
    """
    document = book.document
    frame = document.incidence.groupby(["lemma", "kind"], as_index=False).agg(
        count=("count", "sum"), sentences=("count", "size"), paragraphs=("paragraph", "nunique")
    )
    rates = rates_with_intervals(document.incidence, document.sentences).drop(columns="count")
    frame = frame.merge(rates.rename(columns={"low": "rate_low", "high": "rate_high"}), on="lemma")
    parts = {"": (document.paragraphs, SENTENCE[:1]), "sentence_": (document.sentences, SENTENCE)}
    for prefix, (units, unit) in parts.items():
        spread = dispersion.dispersion(document.incidence, units, unit=unit)
        frame = frame.join(spread.add_prefix(prefix), on="lemma")
    ranks = frequency.rank(count_words(book).groupby("lemma")["count"].sum())
    return frame.assign(term=frame["lemma"].map(slug), rank=frame["lemma"].map(ranks))


@published("section", "term")
def terms_by_section(book: Book) -> pd.DataFrame:
    """The terms of each section, compared with the rest of the document.

    - count: occurrences of {term} in the section {section} [occurrences]
    - rate, rate_low, rate_high: occurrences of {term} in the section {section}, per thousand tokens [per
      thousand tokens]
    - log_ratio, log_ratio_low, log_ratio_high: Log Ratio of {term} in the section {section} against the
      rest [doublings; measures/keyness.py]
    - g2: log-likelihood ratio (G2) of {term} in the section {section} against the rest [ratio;
      measures/keyness.py]
    - p: p-value, by Fisher's exact test, of the sentences of the section {section} that hold {term}
      against the rest of the document [probability; measures/exact.py]
    - p_adjusted: p-value, by Fisher's exact test, of the sentences of the section {section} that hold
      {term} against the rest of the document, adjusted by Benjamini and Hochberg for the content words
      that could pass [probability; Benjamini & Hochberg 1995]
    - p_paragraphs: p-value, by shuffling whole paragraphs between the sections, of the sentences of the
      section {section} that hold {term}, for itself alone [probability; measures/clusters.py]
    - verdict: what can be said of the sentences of the section {section} that hold {term} against the
      rest of the document [word]

    >>> terms_by_section().query("term == 'quay'")[["section", "count", "p_adjusted"]]
        section  count  p_adjusted
    17  harbour      2         NaN
    41     ties      0         NaN
    """
    document, words = book.document, count_words(book)
    frame = rates_with_intervals(document.incidence, document.sentences, by="section")
    frame = frame.rename(columns={"low": "rate_low", "high": "rate_high"})
    compared = keyness.keyness(document.incidence, document.sentences, shuffle=False)
    compared = compared[["section", "lemma", "log_ratio", "low", "high", "g2"]]
    compared = compared.rename(columns={"low": "log_ratio_low", "high": "log_ratio_high"})
    tested = keyness.keyness(words, document.sentences)[["section", "lemma", *keyness.OUTCOME]]
    for part in (compared, tested):
        frame = frame.merge(part, on=["section", "lemma"], how="left")
    if len(document.sections) > MAX_SECTIONS_FOR_ABSENT:
        frame = frame[(frame["count"] > 0) | frame["p"].notna()]
    return frame.assign(term=frame["lemma"].map(slug))


@published("paragraph", "term")
def terms_by_paragraph(book: Book) -> pd.DataFrame:
    """The terms of each paragraph.

    - count: occurrences of {term} in the paragraph {paragraph} [occurrences]
    - share: occurrences of {term} in the paragraph {paragraph}, as a share of all [share]
    - weight: TF-IDF weight of {term} in the paragraph {paragraph} [ratio; Sparck Jones 1972]

    >>> terms_by_paragraph().nlargest(3, "weight")
           paragraph    term  count  share    weight
    13          quay    quay      2    1.0  0.641872
    18  ties-opening    fish      1    1.0  0.569144
    20  ties-opening  timber      1    1.0  0.569144
    """
    frame = frequency.counts(book.document.incidence, ["paragraph", "lemma"])
    weights = frequency.tf_idf(count_words(book), unit="paragraph")
    frame = frame.merge(weights, on=["paragraph", "lemma"], how="left")
    return frame.assign(
        paragraph=frame["paragraph"].map(book.document.short),
        term=frame["lemma"].map(slug),
        share=frame["count"] / frame.groupby("lemma")["count"].transform("sum"),
    )


@published("term", "other_term")
def pairs(book: Book) -> pd.DataFrame:
    """Terms, and the content words that share two sentences or more with each.

    Two content words have a row for each direction. A phrase or a stop word is only the first of a pair, and
    the words of a phrase are not paired with it. Of a long document there are only the pairs that pass.

    - sentences: sentences that hold both {term} and {other_term} [sentences]
    - expected: sentences that hold both {term} and {other_term}, expected by chance within each section
      [expected; measures/exact.py]
    - p: p-value, by the exact test within sections, of sentences that hold both {term} and {other_term}
      [probability; measures/exact.py]
    - p_adjusted: p-value, by the exact test within sections, of sentences that hold both {term} and
      {other_term}, adjusted by Benjamini and Hochberg for the pairs of content words that could pass
      [probability; Benjamini & Hochberg 1995]
    - log_dice: logDice of {term} and {other_term}, over sentences [ratio; measures/association.py]
    - pmi: PMI of {term} and {other_term}, over sentences [ratio; measures/association.py]
    - npmi: NPMI of {term} and {other_term}, over sentences [ratio; measures/association.py]
    - t_score: t-score of {term} and {other_term}, over sentences [ratio; measures/association.py]
    - g2: G2 of {term} and {other_term}, over sentences [ratio; measures/association.py]

    >>> pairs().nsmallest(3, "p_adjusted")[["term", "other_term", "sentences", "expected"]]
            term other_term  sentences  expected
    0   eastland  northport          3  1.833333
    1   eastland      trade          2  1.583333
    2  northport   eastland          3  1.833333
    """
    words, sentences = count_words(book), book.document.sentences
    others = book.document.incidence
    others = others[~others["lemma"].isin(words["lemma"])]
    found = association.collocates(words, pd.concat([words, others]), sentences=sentences)
    found = found[
        ~pd.MultiIndex.from_frame(found[["of", "lemma"]]).isin(_words_of_phrases(book.lexicon.phrases))
    ]
    found = association.add_p_values(found, association.pairs(words, sentences=sentences, min_together=2))
    if len(found) > MAX_PAIRS:
        found = found[(found["p_adjusted"] <= keyness.Q) & (found["together"] > found["expected"])]
    return found.assign(
        term=found["of"].map(slug), other_term=found["lemma"].map(slug), sentences=found["together"]
    )


def _words_of_phrases(phrases: Iterable[str]) -> list[tuple[str, str]]:
    """Each phrase with each of its words, which are no collocates of it."""
    return [(fold(phrase), word) for phrase in phrases for word in pattern(phrase)]


@published(needs=("sections",))
def keyness_tests(book: Book) -> pd.DataFrame:
    """The tests of terms between the sections.

    - tested: content words that could pass, and so are tested between the sections [terms]
    - told_apart: terms that a section can be told to have in more or fewer sentences than the rest
      [terms]
    - power: the chance that a term in 10 sentences, whose share in one section is 3 times that in the
      rest, passes Fisher's exact test at 0.05 divided by the number of tests; the larger of both
      directions
       [share; Fisher's noncentral hypergeometric distribution]
    - power_sentences: sentences of the term for which the chance to pass is computed [sentences]
    - arrangements: ways to give the first section as many paragraphs as it has; of more than 9,999, so
      many and the observed one [arrangements]
    - floor: the lowest p-value that shuffled paragraphs can give: one of the arrangements [probability]

    >>> keyness_tests()[["tested", "told_apart", "arrangements"]]
       tested  told_apart  arrangements
    0       0           0             6
    """
    row: dict[str, float] = count_tests(terms_by_section(book), "term")
    parts = book.document.sentences, book.document.paragraphs
    sentences, paragraphs = (part.groupby("section", sort=False).size().tolist() for part in parts)
    arrangements = clusters.count_arrangements(sum(paragraphs), paragraphs[0])
    row |= {"arrangements": arrangements, "floor": 1 / arrangements}
    if row["tested"] and sum(sentences) >= POWER_SENTENCES:
        sizes, level = (sentences[0], sum(sentences[1:])), keyness.Q / row["tested"]
        power = keyness.power(sizes, sentences=POWER_SENTENCES, ratio=POWER_RATIO, level=level)
        row |= {"power": power, "power_sentences": POWER_SENTENCES}
    return pd.DataFrame([row])


def count_tests(compared: pd.DataFrame, name: str) -> dict[str, float]:
    """How many of the names in a column are tested between the sections, and how many can be told apart."""
    tested = compared.dropna(subset="p")
    apart = tested[tested["verdict"] != keyness.Verdict.NEITHER]
    return {"tested": tested[name].nunique(), "told_apart": apart[name].nunique()}


@published()
def collocation_tests(book: Book) -> pd.DataFrame:
    """The tests of pairs of words in sentences.

    - tested: pairs of content words that could pass, and so are tested, as one family [pairs]
    - told_apart: of these pairs, those that share more sentences than chance would have it [pairs]

    >>> collocation_tests()
       tested  told_apart
    0       0           0
    """
    found = association.pairs(count_words(book), sentences=book.document.sentences, min_together=2)
    more = (found["p_adjusted"] <= keyness.Q) & (found["together"] > found["expected"])
    return pd.DataFrame({"tested": [found["p"].notna().sum()], "told_apart": [more.sum()]})
