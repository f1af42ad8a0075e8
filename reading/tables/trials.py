"""Tests findings under other choices of the analyst, and findings about themes under other sources."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

import pandas as pd

from reading.data.book import Book
from reading.measures import frequency, keyness
from reading.tables import theme_counts as themes
from reading.tables.counting import ALL_CHOICES, BOOK_CHOICES, Choices, count_words


class Level(StrEnum):
    """Under how many of the choices a finding holds: all, most (at least half of them), or few."""

    ALL = "all"
    MOST = "most"
    FEW = "few"


TOP = 10
"""The last rank of the top terms. Terms of equal rank are included."""


def rankings(book: Book) -> pd.DataFrame:
    """Return the top terms under each of the choices.

    A frame [choices, stop_list, counting, lemma, count, rank, told]: `counting` says how phrases and metonyms
    are counted, and `told` whether the verdict finds the term more often in one section than in the others.
    """
    parts = []
    for choices in ALL_CHOICES:
        ranked = _rank_lemmas(book, choices)
        more = _list_more(book, choices)["lemma"]
        parts.append(
            ranked.assign(
                choices=str(choices),
                stop_list=str(choices.stop_list),
                counting=choices.counting,
                told=ranked["lemma"].isin(more),
            )
        )
    columns = ["choices", "stop_list", "counting", "lemma", "count", "rank", "told"]
    return pd.concat(parts, ignore_index=True)[columns]


def stability(book: Book) -> pd.DataFrame:
    """Compare the ranking under each of the choices with that of the book: [choices, tau, overlap, of].

    `tau` is Kendall's tau-b over the terms that are top terms under either, from -1 to 1 (Kendall 1945,
    doi:10.1093/biomet/33.3.239). `overlap` is the number of the book's top terms that are top terms here,
    too, `of` the number of the book's top terms.
    """
    # SciPy's statistics take half a second to import.
    from scipy.stats import kendalltau

    book_counts = _count_lemmas(book, BOOK_CHOICES)
    book_top = set(_rank_lemmas(book, BOOK_CHOICES)["lemma"])
    rows = []
    for choices in ALL_CHOICES:
        top = set(_rank_lemmas(book, choices)["lemma"])
        either = sorted(book_top | top)
        counts = [each.reindex(either, fill_value=0) for each in (book_counts, _count_lemmas(book, choices))]
        tau = float(kendalltau(*counts).statistic) if len(either) > 1 else math.nan
        rows.append((str(choices), tau, len(book_top & top), len(book_top)))
    return pd.DataFrame(rows, columns=["choices", "tau", "overlap", "of"])


def findings(book: Book) -> pd.DataFrame:
    """Return the findings that hold under any of the choices.

    A frame [kind, lemma, place, finding, held, of, level, depends_on, holds_in_book]:

    - kind: `first`, a term of rank 1; `frequent`, a top term; `more`, a term that the verdict finds more
      often in the section `place` than elsewhere; `weight`, a term with the highest TF-IDF weight in `place`,
      a paragraph, equals included
    - finding: the finding as a sentence
    - held, of: the number of choices under which it holds, and of all choices
    - level: a `Level`
    - depends_on: the choices that make or break the finding while all others stay the same
    - holds_in_book: whether it holds under the choices of the book
    """
    found = pd.concat(
        [_find_under(book, choices).assign(choices=str(choices)) for choices in ALL_CHOICES],
        ignore_index=True,
    )
    grouped = found.groupby(["kind", "lemma", "place"], as_index=False).agg(under=("choices", frozenset))
    grouped = grouped.assign(
        finding=list(_describe_findings(book, grouped)),
        held=grouped["under"].map(len),
        of=len(ALL_CHOICES),
        level=grouped["under"].map(_find_level),
        depends_on=grouped["under"].map(_find_decisive_choices),
        holds_in_book=grouped["under"].map(lambda under: str(BOOK_CHOICES) in under),
    )
    order = grouped.sort_values(["held", "kind", "place", "lemma"], ascending=[False, True, True, True])
    return order.drop(columns="under").reset_index(drop=True)


def _find_decisive_choices(under: frozenset[str]) -> str:
    """Return the choices that make or break a finding, which holds under some combinations of them."""
    decisive = (
        name
        for name, neighbours in _NEIGHBOURS.items()
        if any((one in under) != (other in under) for one, other in neighbours)
    )
    return ", ".join(decisive)


_NEIGHBOURS = {
    name: [
        (str(one), str(other))
        for one, other in itertools.combinations(ALL_CHOICES, 2)
        if one == replace(other, **{field: getattr(one, field)})
    ]
    for field, name in {
        "stop_list": "stop list",
        "join_phrases": "phrases",
        "fold_metonyms": "metonyms",
    }.items()
}
"""For each choice the pairs of combinations that differ in this choice alone."""


def _describe_findings(book: Book, findings: pd.DataFrame) -> Iterator[str]:
    """Yield each finding as a sentence."""
    document = book.document
    titles = document.titles | dict(document.paragraphs[["paragraph", "title"]].itertuples(index=False))
    for kind, lemma, place in zip(findings["kind"], findings["lemma"], findings["place"], strict=True):
        term, title = book.lexicon.label(lemma), titles.get(place)
        yield {
            "first": f"no term is more frequent than {term}",
            "frequent": f"{term} is among the {TOP} most frequent terms",
            "more": f"{term} is more frequent in “{title}” than elsewhere",
            "weight": f"no term has a higher TF-IDF weight than {term} in “{title}”",
        }[kind]


def _find_level(under: frozenset[str]) -> Level:
    if len(under) == len(ALL_CHOICES):
        return Level.ALL
    return Level.MOST if 2 * len(under) >= len(ALL_CHOICES) else Level.FEW


def _count_lemmas(book: Book, choices: Choices) -> pd.Series[int]:
    return count_words(book, choices).groupby("lemma")["count"].sum()


@functools.lru_cache(maxsize=len(ALL_CHOICES))
def _rank_lemmas(book: Book, choices: Choices) -> pd.DataFrame:
    """Return the top terms under the given choices: [lemma, count, rank]."""
    terms = frequency.counts(count_words(book, choices), ["lemma"])
    terms["rank"] = frequency.rank(terms["count"])
    return terms[terms["rank"] <= TOP]


@functools.lru_cache(maxsize=len(ALL_CHOICES))
def _list_more(book: Book, choices: Choices) -> pd.DataFrame:
    """Return what a section has more often than the rest under the given choices: [section, lemma]."""
    compared = keyness.keyness(count_words(book, choices), book.document.sentences, shuffle=False)
    return compared[compared["verdict"] == keyness.Verdict.MORE][["section", "lemma"]]


def _find_under(book: Book, choices: Choices) -> pd.DataFrame:
    """Return the findings under the given choices: [kind, lemma, place]."""
    ranked, more = _rank_lemmas(book, choices), _list_more(book, choices)
    weights = frequency.tf_idf(count_words(book, choices), unit="paragraph")
    heaviest = weights[weights["weight"] == weights.groupby("paragraph")["weight"].transform("max")]
    found = [
        ranked[ranked["rank"] == 1].assign(kind="first", place=""),
        ranked.assign(kind="frequent", place=""),
        more.assign(kind="more").rename(columns={"section": "place"}),
        heaviest.assign(kind="weight").rename(columns={"paragraph": "place"}),
    ]
    return pd.concat(found, ignore_index=True)[["kind", "lemma", "place"]]


def theme_rankings(book: Book) -> pd.DataFrame:
    """Return the shares of themes in each section under each source.

    A frame [source, section, theme, label, share, rank, told, more]: `source` is the name for readers, `told`
    says whether the verdict finds a difference from the rest, and `more` whether the share is higher here.
    """
    parts = [
        themes.compare_sections(
            themes.sentence_themes(book, source), book.document.sentences, themes.labels(book)
        ).assign(source=name)
        for source, name in themes.sources(book).items()
    ]
    frame = pd.concat(parts, ignore_index=True)
    frame["more"] = frame["verdict"] == keyness.Verdict.MORE
    frame["told"] = frame["more"] | (frame["verdict"] == keyness.Verdict.LESS)
    return frame[["source", "section", "theme", "label", "share", "rank", "told", "more"]]


def theme_findings(book: Book) -> pd.DataFrame:
    """Return the findings about themes that hold under any source.

    A frame [kind, theme, section, finding, held, of, fails_under, holds_in_book, holds_in_frozen], sorted by
    `held` (highest first), kind, section and theme:

    - kind: `leads`, a theme of rank `themes.LEADING` or above in a section; `more`, a theme that the verdict
      finds in more sentences of the section than of the rest
    - finding: the finding as a sentence
    - held, of: the number of sources under which it holds, and of all sources
    - fails_under: the sources under which it does not hold
    - holds_in_book: whether it holds under the consensus
    - holds_in_frozen: whether it holds under the frozen lexicon, which was made before any coding
    """
    every = list(themes.sources(book).values())
    ranked = theme_rankings(book)
    leads = ranked[(ranked["rank"] <= themes.LEADING) & (ranked["share"] > 0)].assign(kind="leads")
    found = pd.concat([leads, ranked[ranked["more"]].assign(kind="more")], ignore_index=True)
    grouped = found.groupby(["kind", "section", "theme"], as_index=False).agg(under=("source", frozenset))
    titles = book.document.titles
    names = themes.labels(book)
    sentences = {
        "leads": "“{theme}” is among the {most} leading themes of “{section}”",
        "more": "more sentences carry “{theme}” in “{section}” than elsewhere",
    }
    grouped = grouped.assign(
        finding=[
            sentences[kind].format(theme=names[theme], section=titles[section], most=themes.LEADING)
            for kind, theme, section in zip(
                grouped["kind"], grouped["theme"], grouped["section"], strict=True
            )
        ],
        held=grouped["under"].map(len),
        of=len(every),
        fails_under=[", ".join(name for name in every if name not in under) for under in grouped["under"]],
        holds_in_book=[themes.CONSENSUS in under for under in grouped["under"]],
        holds_in_frozen=[themes.LEXICONS[themes.FROZEN] in under for under in grouped["under"]],
    )
    order = {name: place for place, name in enumerate([*sentences, *titles, *names])}

    def sort_key(column: pd.Series) -> pd.Series:
        return -column if column.name == "held" else column.map(order)

    ordered = grouped.sort_values(["held", "kind", "section", "theme"], key=sort_key, ignore_index=True)
    columns = ["kind", "theme", "section", "finding", "held", "of"]
    return ordered[[*columns, "fails_under", "holds_in_book", "holds_in_frozen"]]
