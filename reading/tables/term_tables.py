"""Publishes how often words and phrases occur, how they spread, and which sentences they share."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from reading.data.book import Book
from reading.data.cached import THEMES, TIMELINE
from reading.measures import association, clusters, dispersion, frequency, keyness
from reading.measures.incidence import SENTENCE
from reading.measures.intervals import rates_with_intervals
from reading.tables.counting import count_words
from reading.tables.document_tables import INCIDENCE
from reading.tables.table import WORDS, Column, published
from reading.text.phrases import pattern
from reading.text.words import fold, slug

RATE = "per thousand tokens"

WITHOUT = ("data/coding/", "data/reference/", THEMES, TIMELINE)
"""The data on which counts of terms do not depend."""

MAX_SECTIONS_FOR_ABSENT = 4
"""Sections of a document up to which there is a row for each section and each term that it lacks."""

MAX_PAIRS = 5_000
"""Pairs of terms up to which each has a row. In a long document only those that pass have one."""

POWER_SENTENCES, POWER_RATIO = 10, 3.0
"""The term for which the chance to find a difference is published: its sentences, and the ratio of shares."""

SPREAD = {
    "dp": Column("ratio", "deviation of proportions (DP) of {term} over {0}", "Gries 2008"),
    "dp_norm": Column("ratio", "normalised DP of {term} over {0}", "Lijffijt & Gries 2012"),
    "juilland_d": Column("ratio", "Juilland's D of {term} over {0}", "Juilland & Chang-Rodriguez 1964"),
}


def _spread(prefix: str, parts: str) -> dict[str, Column]:
    return {
        f"{prefix}{name}": column._replace(says=column.says.replace("{0}", parts))
        for name, column in SPREAD.items()
    }


@published(
    ["term"],
    {
        "lemma": Column(WORDS, "the lemma or the phrase, as `words` has it"),
        "kind": Column(WORDS, "word or phrase"),
        "count": Column("occurrences", "occurrences of {term} in the document"),
        **Column(RATE, f"occurrences of {{term}} in the document, {RATE}").interval("rate"),
        "sentences": Column("sentences", "sentences that hold {term}"),
        "paragraphs": Column("paragraphs", "paragraphs that hold {term}"),
        "rank": Column("rank", "rank of {term} among the content words, stop words left out"),
        **_spread("", "the paragraphs"),
        **_spread("sentence_", "the sentences"),
    },
    file=INCIDENCE,
    without=WITHOUT,
)
def terms(book: Book) -> pd.DataFrame:
    """The words and phrases of the document.

    >>> terms()[["term", "label", "count", "rate"]].head(3)  # doctest: +SKIP
            term     label  count      rate
    0   absolute  absolute      1  1.197605
    1     access    access      1  1.197605
    2    achieve   achieve      2  2.395210
    """
    document = book.document
    frame = document.incidence.groupby(["lemma", "kind"], as_index=False).agg(
        count=("count", "sum"), sentences=("count", "size"), paragraphs=("paragraph", "nunique")
    )
    rates = rates_with_intervals(document.incidence, document.sentences).drop(columns="count")
    frame = frame.merge(rates.rename(columns={"low": "rate_low", "high": "rate_high"}), on="lemma")
    measures = ["lemma", *SPREAD]
    for prefix, parts, unit in (
        ("", document.paragraphs, SENTENCE[:1]),
        ("sentence_", document.sentences, SENTENCE),
    ):
        spread = dispersion.dispersion(document.incidence, parts, unit=unit)[measures]
        frame = frame.merge(spread.rename(columns={name: f"{prefix}{name}" for name in SPREAD}), on="lemma")
    return frame.assign(term=_slugs(frame["lemma"]), rank=frame["lemma"].map(_rank_words(count_words(book))))


def _slugs(lemmas: pd.Series[str]) -> pd.Series[str]:
    return lemmas.map(slug)


def _rank_words(words: pd.DataFrame) -> pd.Series[int]:
    return frequency.rank(words.groupby("lemma")["count"].sum())


def describe_test(where: str, family: str) -> dict[str, Column]:
    """The columns of a comparison of a section with the rest of the document: see `keyness.keyness`.

    `where` says which sentences are compared, `family` what is tested together.
    """
    p = f"p-value, by Fisher's exact test, of {where} against the rest of the document"
    adjusted = f"{p}, adjusted by Benjamini and Hochberg for the {family} that could pass"
    shuffled = f"p-value, by shuffling whole paragraphs between the sections, of {where}, for itself alone"
    return {
        "p": Column("probability", p, "measures/exact.py"),
        "p_adjusted": Column("probability", adjusted, "Benjamini & Hochberg 1995"),
        "p_paragraphs": Column("probability", shuffled, "measures/clusters.py"),
        "verdict": Column(WORDS, f"what can be said of {where} against the rest of the document"),
    }


@published(
    ["section", "term"],
    {
        "count": Column("occurrences", "occurrences of {term} in the section {section}"),
        "share": Column("share", "occurrences of {term} in the section {section}, as a share of all"),
        **Column(RATE, f"occurrences of {{term}} in the section {{section}}, {RATE}").interval("rate"),
        "rank": Column("rank", "rank of {term} among the content words of the section {section}"),
        **Column(
            "doublings",
            "Log Ratio of {term} in the section {section} against the rest",
            "measures/keyness.py",
        ).interval("log_ratio"),
        "g2": Column(
            "ratio",
            "log-likelihood ratio (G2) of {term} in the section {section} against the rest",
            "measures/keyness.py",
        ),
        **describe_test("the sentences of the section {section} that hold {term}", "content words"),
    },
    file=INCIDENCE,
    without=WITHOUT,
)
def terms_by_section(book: Book) -> pd.DataFrame:
    """The terms of each section, compared with the rest of the document.

    >>> terms_by_section()[["section", "term", "count", "p_adjusted"]].head(3)  # doctest: +SKIP
                      section      term  count  p_adjusted
    0  diplomacy-and-politics  absolute      1         NaN
    1  diplomacy-and-politics    access      0         NaN
    2  diplomacy-and-politics   achieve      2         NaN
    """
    document, words = book.document, count_words(book)
    frame = rates_with_intervals(document.incidence, document.sentences, by="section")
    frame = frame.rename(columns={"low": "rate_low", "high": "rate_high"})
    outcome = ["p", "p_adjusted", "p_paragraphs", "verdict"]
    compared = keyness.keyness(document.incidence, document.sentences, shuffle=False)
    compared = compared[["section", "lemma", "log_ratio", "low", "high", "g2"]]
    compared = compared.rename(columns={"low": "log_ratio_low", "high": "log_ratio_high"})
    tested = keyness.keyness(words, document.sentences)[["section", "lemma", *outcome]]
    for part in (compared, tested):
        frame = frame.merge(part, on=["section", "lemma"], how="left")
    if len(document.sections) > MAX_SECTIONS_FOR_ABSENT:
        frame = frame[frame["count"] > 0]
    ranks = words.groupby(["section", "lemma"])["count"].sum().groupby("section").rank("min", ascending=False)
    keys = pd.MultiIndex.from_frame(frame[["section", "lemma"]])
    return frame.assign(
        term=_slugs(frame["lemma"]),
        share=frame["count"] / frame["lemma"].map(frame.groupby("lemma")["count"].sum()),
        rank=ranks.reindex(keys).to_numpy(),
    )


@published(
    ["paragraph", "term"],
    {
        "count": Column("occurrences", "occurrences of {term} in the paragraph {paragraph}"),
        "share": Column("share", "occurrences of {term} in the paragraph {paragraph}, as a share of all"),
        "weight": Column(
            "ratio", "TF-IDF weight of {term} in the paragraph {paragraph}", "Sparck Jones 1972"
        ),
    },
    file=INCIDENCE,
    without=WITHOUT,
)
def terms_by_paragraph(book: Book) -> pd.DataFrame:
    """The terms of each paragraph.

    >>> terms_by_paragraph().head(3)  # doctest: +SKIP
            paragraph         term  count  share    weight
    0  common-destiny        built      1    1.0  0.123456
    1  common-destiny        china      1   0.06  0.123456
    2  common-destiny       common      4    1.0  0.123456
    """
    frame = frequency.counts(book.document.incidence, ["paragraph", "lemma"])
    weights = frequency.tf_idf(count_words(book), unit="paragraph")
    frame = frame.merge(weights, on=["paragraph", "lemma"], how="left")
    return frame.assign(
        paragraph=frame["paragraph"].map(book.document.short),
        term=_slugs(frame["lemma"]),
        share=frame["count"] / frame.groupby("lemma")["count"].transform("sum"),
    )


def describe_pair(both: str, family: str) -> dict[str, Column]:
    """The columns of the sentences that two of a kind share: see `association.pairs`."""
    p = f"p-value, by the exact test within sections, of {both}"
    adjusted = f"{p}, adjusted by Benjamini and Hochberg for the pairs of {family} that could pass"
    return {
        "sentences": Column("sentences", both),
        "expected": Column(
            "expected", f"{both}, expected by chance within each section", "measures/exact.py"
        ),
        "p": Column("probability", p, "measures/exact.py"),
        "p_adjusted": Column("probability", adjusted, "Benjamini & Hochberg 1995"),
    }


@published(
    ["term", "other_term"],
    {
        **describe_pair("sentences that hold both {term} and {other_term}", "content words"),
        "alone": Column("sentences", "sentences that hold {other_term}"),
        **{
            name: Column(
                "ratio", f"{called} of {{term}} and {{other_term}}, over sentences", "measures/association.py"
            )
            for name, called in association.NAMES.items()
        },
    },
    file=INCIDENCE,
    without=WITHOUT,
)
def pairs(book: Book) -> pd.DataFrame:
    """Terms that share two sentences or more, each pair in both directions.

    >>> pairs()[["term", "other_term", "sentences", "log_dice"]].head(3)  # doctest: +SKIP
         term   other_term  sentences   log_dice
    0  beijing      moscow          5  13.414973
    1  beijing  washington          2  12.415037
    2  beijing       china          3  12.000000
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
        term=_slugs(found["of"]), other_term=_slugs(found["lemma"]), sentences=found["together"]
    )


def _words_of_phrases(phrases: Iterable[str]) -> list[tuple[str, str]]:
    """Each phrase with each of its words, which are no collocates of it."""
    return [(fold(phrase), word) for phrase in phrases for word in pattern(phrase)]


@published(
    (),
    {
        "tested": Column("terms", "content words that could pass, and so are tested between the sections"),
        "told_apart": Column(
            "terms", "terms that one section can be told to have in more sentences than the rest"
        ),
        "power": Column(
            "share",
            f"the chance that a term in {POWER_SENTENCES} sentences, whose share in one section is "
            f"{POWER_RATIO:g} times that in the rest, passes Fisher's exact test at {keyness.Q:g} divided by "
            "the number of terms tested; the larger of both directions",
            "Fisher's noncentral hypergeometric distribution",
        ),
        "power_sentences": Column(
            "sentences", "sentences of the term for which the chance to pass is computed"
        ),
        "arrangements": Column(
            "arrangements",
            "ways to give the first section as many paragraphs as it has; of more than "
            f"{clusters.MAX_ARRANGEMENTS:,}, so many and the observed one",
        ),
        "floor": Column(
            "probability", "the lowest p-value that shuffled paragraphs can give: one of the arrangements"
        ),
    },
    file=INCIDENCE,
    without=WITHOUT,
)
def keyness_tests(book: Book) -> pd.DataFrame:
    """The tests of terms between the sections.

    >>> keyness_tests()[["tested", "told_apart", "arrangements"]]  # doctest: +SKIP
       tested  told_apart  arrangements
    0       6           0           126
    """
    compared = terms_by_section(book)
    tested = compared[compared["p"].notna()]
    number = tested["term"].nunique()
    row: dict[str, float] = {"tested": number, "told_apart": count_told_apart(tested, "term")}
    parts = [
        part.groupby("section", sort=False).size()
        for part in (book.document.sentences, book.document.paragraphs)
    ]
    if len(parts[0]) > 1:
        (first, *rest), paragraphs = (sizes.tolist() for sizes in parts)
        arrangements = clusters.count_arrangements(sum(paragraphs), paragraphs[0])
        row |= {"arrangements": arrangements, "floor": 1 / arrangements}
        if number and first + sum(rest) >= POWER_SENTENCES:
            level = keyness.Q / number
            power = keyness.power(
                (first, sum(rest)), sentences=POWER_SENTENCES, ratio=POWER_RATIO, level=level
            )
            row |= {"power": power, "power_sentences": POWER_SENTENCES}
    return pd.DataFrame([row]).reindex(columns=list(keyness_tests.columns))


def count_told_apart(tested: pd.DataFrame, name: str) -> int:
    """How many of what is tested between the sections, in a column, can be told apart."""
    return tested[tested["verdict"] != keyness.Verdict.NEITHER][name].nunique()


@published(
    (),
    {
        "tested": Column("pairs", "pairs of content words that could pass, and so are tested, as one family"),
        "told_apart": Column(
            "pairs", "of these pairs, those that share more sentences than chance would have it"
        ),
    },
    file=INCIDENCE,
    without=WITHOUT,
)
def collocation_tests(book: Book) -> pd.DataFrame:
    """The tests of pairs of words in sentences.

    >>> collocation_tests()  # doctest: +SKIP
       tested  told_apart
    0      95           3
    """
    found = association.pairs(count_words(book), sentences=book.document.sentences, min_together=2)
    more = (found["p_adjusted"] <= keyness.Q) & (found["together"] > found["expected"])
    return pd.DataFrame({"tested": [found["p"].notna().sum()], "told_apart": [more.sum()]})
