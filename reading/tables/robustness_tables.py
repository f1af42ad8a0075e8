"""Publishes which findings hang on the analyst's choices, and on who says which sentence has which theme."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from reading.data.book import Book
from reading.measures import frequency, keyness
from reading.tables import theme_counts as themes
from reading.tables.counting import ALL_CHOICES, BOOK_CHOICES, Choices, count_words
from reading.tables.table import published
from reading.text.tokens import slug

TOP = 10
"""The last rank of the top terms. Terms of equal rank are included."""

SAID = {
    "first": "no term is more frequent than {term}",
    "frequent": f"{{term}} is among the {TOP} most frequent terms",
    "more": "{term} is more frequent in “{place}” than elsewhere",
    "weight": "no term has a higher TF-IDF weight than {term} in “{place}”",
    "leads": f"“{{term}}” is among the {themes.LEADING} leading themes of “{{place}}”",
    "carried": "more sentences carry “{term}” in “{place}” than elsewhere",
}
"""Each kind of finding as a sentence."""

CHOICES = {"stop_list": "stop list", "join_phrases": "phrases", "fold_metonyms": "metonyms"}
"""What readers call each choice."""

NEIGHBOURS = {
    name: [
        (number, other)
        for (number, one), (other, changed) in itertools.combinations(enumerate(ALL_CHOICES), 2)
        if one == replace(changed, **{field: getattr(one, field)})
    ]
    for field, name in CHOICES.items()
}
"""For each choice the pairs of combinations, by their places, that differ in this choice alone."""


@published("finding")
def findings(book: Book) -> pd.DataFrame:
    """The findings about terms that hold under any combination of choices.

    - kind: first (a term of rank 1), frequent (a top term), more (a term that the test finds more often
      in a section) or weight (a term of the highest TF-IDF weight in a paragraph) [word]
    - choices: combinations of choices under which {finding} [combinations]
    - level: whether it holds under all of the combinations, most (at least half of them) or few [word]
    - depends_on: the choices that make or break it while all others stay the same [word]
    - in_book: whether it holds under the choices of the book [true or false]

    >>> findings()[["finding", "choices", "level"]].head(2)
               finding  choices level
    0  first-northport       12   all
    1   frequent-build       12   all
    """
    every = enumerate(ALL_CHOICES)
    found = pd.concat([_find_under(book, choices).assign(choices=number) for number, choices in every])
    frame = found.groupby(["kind", "lemma", "place"], as_index=False).agg(under=("choices", frozenset))
    frame["choices"] = frame["under"].map(len)
    order = ["choices", "kind", "place", "lemma"]
    frame = frame.sort_values(order, ascending=[False, True, True, True], ignore_index=True)
    titles = book.document.titles | dict(book.document.paragraphs[["paragraph", "title"]].to_numpy())
    keys = frame[["kind", "place", "lemma"]].itertuples(index=False, name=None)
    return frame.assign(
        finding=["-".join(slug(part.replace("/", "-")) for part in key if part) for key in keys],
        label=_describe(frame["kind"], frame["lemma"].map(book.lexicon.label), frame["place"].map(titles)),
        level=(frame["choices"] / len(ALL_CHOICES)).map(_name_level),
        depends_on=frame["under"].map(_find_decisive_choices),
        in_book=frame["under"].map(lambda under: ALL_CHOICES.index(BOOK_CHOICES) in under),
    )


def _describe(kinds: Iterable[str], terms: Iterable[str], places: Iterable[str]) -> list[str]:
    """Findings as sentences."""
    parts = zip(kinds, terms, places, strict=True)
    return [SAID[kind].format(term=term, place=place) for kind, term, place in parts]


def _name_level(share: float) -> str:
    """Under how many of the combinations a finding holds, in a word."""
    return "all" if share == 1 else "most" if share >= 0.5 else "few"


def _find_decisive_choices(under: frozenset[int]) -> str:
    """The choices that make or break a finding, which holds under some combinations of them."""
    decisive = (
        name
        for name, neighbours in NEIGHBOURS.items()
        if any((one in under) != (other in under) for one, other in neighbours)
    )
    return ", ".join(decisive)


def _find_under(book: Book, choices: Choices) -> pd.DataFrame:
    """The findings under the given choices: [kind, lemma, place]."""
    ranked, words = _rank_lemmas(book, choices), count_words(book, choices)
    compared = keyness.keyness(words, book.document.sentences, shuffle=False)
    more = compared[compared["verdict"] == keyness.Verdict.MORE]
    weights = frequency.tf_idf(words, unit="paragraph")
    heaviest = weights[weights["weight"] == weights.groupby("paragraph")["weight"].transform("max")]
    found = [
        ranked[ranked["rank"] == 1].assign(kind="first", place=""),
        ranked.assign(kind="frequent", place=""),
        more.assign(kind="more").rename(columns={"section": "place"}),
        heaviest.assign(kind="weight").rename(columns={"paragraph": "place"}),
    ]
    return pd.concat(found)[["kind", "lemma", "place"]]


@functools.lru_cache(maxsize=len(ALL_CHOICES))
def _rank_lemmas(book: Book, choices: Choices) -> pd.DataFrame:
    """The top terms under the given choices: [lemma, count, rank]."""
    terms = frequency.counts(count_words(book, choices), ["lemma"])
    terms["rank"] = frequency.rank(terms["count"])
    return terms[terms["rank"] <= TOP]


def _correlate_rankings(book: Book, choices: Choices, terms: Iterable[str]) -> float:
    """Kendall's tau-b of the counts of terms with those under the choices of the book, from -1 to 1.

    Kendall (1945), doi:10.1093/biomet/33.3.239.
    """
    # SciPy's statistics take half a second to import.
    from scipy.stats import kendalltau

    counts = (count_words(book, each).groupby("lemma")["count"].sum() for each in (BOOK_CHOICES, choices))
    return float(kendalltau(*(each.reindex(sorted(terms), fill_value=0) for each in counts)).statistic)


@published("term")
def top_terms(book: Book) -> pd.DataFrame:
    """The terms that are at the top under any combination of choices.

    - choices: combinations of choices under which {term} is of the ranks 1 to 10 [combinations]

    >>> top_terms().head(2)
          term    label  choices
    0    build    build       12
    1  country  country       12
    """
    tops = pd.concat([_rank_lemmas(book, choices) for choices in ALL_CHOICES])
    frame = tops.groupby("lemma", as_index=False).agg(choices=("rank", "size"))
    frame = frame.sort_values(["choices", "lemma"], ascending=[False, True])
    # Under some choices a name counts that is no term of the document: that of an actor for its metonyms.
    return frame.assign(term=frame["lemma"].map(slug), label=frame["lemma"].map(book.lexicon.label))


def theme_rankings(book: Book) -> pd.DataFrame:
    """Return the shares of themes in each section under each source.

    The columns of `theme_counts.compare_sections` and `source`, the name for readers; and `more`, whether the
    verdict finds the theme in more sentences than in the rest.
    """
    every = book.document.sentences, themes.labels(book)
    parts = [
        themes.compare_sections(themes.sentence_themes(book, source), *every).assign(source=name)
        for source, name in themes.sources(book).items()
    ]
    frame = pd.concat(parts, ignore_index=True)
    return frame.assign(more=frame["verdict"] == keyness.Verdict.MORE)


@published("finding", needs=("coding", "codes"))
def theme_findings(book: Book) -> pd.DataFrame:
    """The findings about themes that hold by any coder or lexicon.

    A theme leads a section if it is of the ranks 1 to 3 there, and it is carried more if the test finds it in
    more sentences of the section than of the rest.

    - sources: ways to say which sentence carries which theme under which {finding} [sources]
    - fails_under: the ways under which it does not hold [word]
    - in_book: whether it holds under the consensus [true or false]

    >>> theme_findings()[["finding", "sources"]].head(1)
                      finding  sources
    0  leads-harbour-commerce        5
    """
    every, ranked = list(themes.sources(book).values()), theme_rankings(book)
    leads = ranked[(ranked["rank"] <= themes.LEADING) & (ranked["share"] > 0)].assign(kind="leads")
    found = pd.concat([leads, ranked[ranked["more"]].assign(kind="carried")])
    keys = ["kind", "section", "theme"]
    frame = found.groupby(keys, as_index=False).agg(under=("source", frozenset), label=("label", "first"))
    frame["sources"] = frame["under"].map(len)
    titles = book.document.titles
    order = {name: place for place, name in enumerate(["leads", "carried", *titles, *themes.labels(book)])}
    frame = frame.sort_values(
        ["sources", *keys],
        key=lambda column: -column if column.name == "sources" else column.map(order),
        ignore_index=True,
    )
    return frame.assign(
        finding=frame[keys].agg("-".join, axis=1),
        label=_describe(frame["kind"], frame["label"], frame["section"].map(titles)),
        fails_under=[", ".join(name for name in every if name not in under) for under in frame["under"]],
        in_book=[themes.CONSENSUS in under for under in frame["under"]],
    )


@published()
def robustness(book: Book) -> pd.DataFrame:
    """How many findings hold whatever the analyst chooses.

    - choices: combinations of choices: stop list, phrases, metonyms [combinations]
    - findings_all: findings about terms that hold under all of the combinations [findings]
    - findings_most: findings about terms that hold under most of the combinations [findings]
    - findings_few: findings about terms that hold under few of the combinations [findings]
    - tau_lowest: the lowest Kendall's tau of a ranking of terms with that under the book's choices
      [ratio; Kendall 1945]
    - overlap_lowest: of the top terms, the fewest that are at the top under other choices [terms]
    - overlap_of: terms of the ranks 1 to 10 under the book's choices [terms]
    - always_top: terms of the ranks 1 to 10 under every combination [terms]

    >>> robustness()[["choices", "findings_all", "always_top"]]
       choices  findings_all  always_top
    0       12            23          15
    """
    found = findings(book)
    tops = {choices: set(_rank_lemmas(book, choices)["lemma"]) for choices in ALL_CHOICES}
    own = tops[BOOK_CHOICES]
    taus = [_correlate_rankings(book, choices, own | top) for choices, top in tops.items()]
    row = {
        "choices": len(ALL_CHOICES),
        **{f"findings_{level}": (found["level"] == level).sum() for level in ("all", "most", "few")},
        "tau_lowest": pd.Series(taus).min(),
        "overlap_lowest": min(len(own & top) for top in tops.values()),
        "overlap_of": len(own),
        "always_top": len(own.intersection(*tops.values())),
    }
    return pd.DataFrame([row])


@published(needs=("coding", "codes"))
def theme_robustness(book: Book) -> pd.DataFrame:
    """How many findings about themes hold whoever or whatever says which sentence carries which.

    - sources: ways to say which sentence carries which theme: coders and lexicons [sources]
    - findings: findings about themes that hold under some of these ways [findings]
    - findings_all: findings about themes that hold under all of these ways [findings]

    >>> theme_robustness()
       sources  findings  findings_all
    0        5         4             4
    """
    about = theme_findings(book)
    every = len(themes.sources(book))
    held = (about["sources"] == every).sum()
    return pd.DataFrame([{"sources": every, "findings": len(about), "findings_all": held}])
