"""A book goes in; what becomes of its findings about terms when the analyst chooses otherwise comes out."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

import pandas as pd

from reading.analysis import themes
from reading.analysis.counting import EVERY, OWN, Choices, counted
from reading.analysis.divisions import units
from reading.data.book import Book
from reading.measures import frequency, keyness
from reading.text.closed_class import CLOSED_CLASS


class Level(StrEnum):
    """Under how many of the choices a finding holds: most are half of them or more."""

    ALL = "all"
    MOST = "most"
    FEW = "few"


TOP = 10
"""Terms of this rank and above are looked at, equals included."""


def rankings(book: Book) -> pd.DataFrame:
    """The terms of rank `TOP` and above under each of the choices.

    A frame [choices, stop_list, counting, lemma, count, rank, told], where `counting` says how phrases and
    metonyms are counted, and `told` whether the verdict finds more of the term in some section.
    """
    parts = []
    for choices in EVERY:
        words = counted(book, choices)
        compared = _compared(book, choices)
        told = set(compared[compared["verdict"] == keyness.Verdict.MORE]["lemma"])
        ranked = _ranked(words)
        parts.append(
            ranked.assign(
                choices=str(choices),
                stop_list=str(choices.stop_list),
                counting=choices.counting,
                told=ranked["lemma"].isin(told),
            )
        )
    columns = ["choices", "stop_list", "counting", "lemma", "count", "rank", "told"]
    return pd.concat(parts, ignore_index=True)[columns]


def stability(book: Book) -> pd.DataFrame:
    """How far each of the choices keeps the ranking of the book's own: [choices, tau, overlap, of].

    `tau` is Kendall's tau-b over the terms that stand at the top under either, from -1 to 1 (Kendall 1945,
    doi:10.1093/biomet/33.3.239); `overlap` counts the book's top terms that are at the top here, too, and
    `of` says of how many.
    """
    # Half a second to import.
    from scipy.stats import kendalltau

    own = _totals(book, OWN)
    top = set(_ranked(counted(book, OWN))["lemma"])
    rows = []
    for choices in EVERY:
        here = set(_ranked(counted(book, choices))["lemma"])
        both = sorted(top | here)
        counts = [totals.reindex(both, fill_value=0) for totals in (own, _totals(book, choices))]
        tau = float(kendalltau(*counts).statistic) if len(both) > 1 else math.nan
        rows.append((str(choices), tau, len(top & here), len(top)))
    return pd.DataFrame(rows, columns=["choices", "tau", "overlap", "of"])


def findings(book: Book) -> pd.DataFrame:
    """What is found under any of the choices.

    A frame [kind, lemma, place, finding, held, of, level, hinges, own]. The kinds: "first", a term of rank 1;
    "frequent", a term of rank `TOP` or above; "more", a term that the verdict finds more often in the section
    `place` than elsewhere; "weight", a term of the highest TF-IDF weight in the paragraph, or longer unit,
    `place`. `finding` says it in words. It holds under `held` choices `of` so many, `own` says whether under
    the book's. `hinges` names what it hangs on: the choices of which another answer, all others kept, makes
    or breaks it.
    """
    found = pd.concat(
        [_found(book, choices).assign(choices=str(choices)) for choices in EVERY], ignore_index=True
    )
    held = found.groupby(["kind", "lemma", "place"], as_index=False).agg(under=("choices", frozenset))
    held = held.assign(
        finding=list(_said(book, held)),
        held=held["under"].map(len),
        of=len(EVERY),
        level=held["under"].map(_level),
        hinges=held["under"].map(_hinges),
        own=held["under"].map(lambda under: str(OWN) in under),
    )
    order = held.sort_values(["held", "kind", "place", "lemma"], ascending=[False, True, True, True])
    return order.drop(columns="under").reset_index(drop=True)


def forms(book: Book) -> pd.DataFrame:
    """The forms of rank `TOP` and above, counted as they stand: [token, lemma, count, rank, rank_of_lemma].

    Forms are known by section and not by sentence, so that nothing is tested for them.
    """
    vocabulary = book.document.vocabulary
    content = ~vocabulary["token"].isin(CLOSED_CLASS) & ~vocabulary["lemma"].isin(book.lexicon.stopwords)
    content &= vocabulary["lemma"].isin(book.document.incidence["lemma"])
    tokens = frequency.counts(vocabulary[content], ["token", "lemma"])
    tokens["rank"] = frequency.rank(tokens["count"])
    lemmas = frequency.rank(_totals(book, OWN))
    tokens["rank_of_lemma"] = tokens["lemma"].map(lemmas)
    top = tokens[tokens["rank"] <= TOP]
    return top.sort_values(["rank", "token"], ignore_index=True)[
        ["token", "lemma", "count", "rank", "rank_of_lemma"]
    ]


def _hinges(under: frozenset[str]) -> str:
    """The choices that make or break what holds under some combinations."""
    names = {"stop_list": "stop list", "joined": "phrases", "folded": "metonyms"}
    made = {choices: str(choices) in under for choices in EVERY}
    broken = (
        said
        for field, said in names.items()
        if any(
            made[one] != made[other]
            for one in EVERY
            for other in EVERY
            if one == replace(other, **{field: getattr(one, field)})
        )
    )
    return ", ".join(broken)


def _said(book: Book, found: pd.DataFrame) -> Iterator[str]:
    """Findings in words."""
    document = book.document
    titles = dict(zip(document.sections["section"], document.sections["title"], strict=True))
    parts = units(document).frame
    titles |= dict(zip(parts["unit"], parts["title"], strict=True))
    for kind, lemma, place in zip(found["kind"], found["lemma"], found["place"], strict=True):
        term, title = book.lexicon.label(lemma), titles.get(place)
        yield {
            "first": f"no term is more frequent than {term}",
            "frequent": f"{term} is among the {TOP} most frequent terms",
            "more": f"{term} is more frequent in “{title}” than elsewhere",
            "weight": f"{term} has the highest TF-IDF weight in “{title}”",
        }[kind]


def _level(under: frozenset[str]) -> Level:
    if len(under) == len(EVERY):
        return Level.ALL
    return Level.MOST if 2 * len(under) >= len(EVERY) else Level.FEW


def _totals(book: Book, choices: Choices) -> pd.Series[int]:
    return counted(book, choices).groupby("lemma")["count"].sum()


def _ranked(words: pd.DataFrame) -> pd.DataFrame:
    terms = frequency.counts(words, ["lemma"])
    terms["rank"] = frequency.rank(terms["count"])
    return terms[terms["rank"] <= TOP]


@functools.lru_cache(maxsize=len(EVERY))
def _compared(book: Book, choices: Choices) -> pd.DataFrame:
    """The verdicts between sections under some choices: rankings and findings both ask for them."""
    return keyness.keyness(counted(book, choices), book.document.sentences)


def _found(book: Book, choices: Choices) -> pd.DataFrame:
    """What is found under some choices: [kind, lemma, place]."""
    words = counted(book, choices)
    ranked = _ranked(words)
    compared = _compared(book, choices)
    weights = frequency.tf_idf(units(book.document).within(words), unit="unit")
    weights = weights[weights["weight"] > 0]
    heaviest = weights[weights["weight"] == weights.groupby("unit")["weight"].transform("max")]
    found = [
        ranked[ranked["rank"] == 1][["lemma"]].assign(kind="first", place=""),
        ranked[["lemma"]].assign(kind="frequent", place=""),
        compared[compared["verdict"] == keyness.Verdict.MORE].assign(
            kind="more", place=lambda rows: rows["section"]
        ),
        heaviest.assign(kind="weight", place=lambda rows: rows["unit"]),
    ]
    return pd.concat([part[["kind", "lemma", "place"]] for part in found], ignore_index=True)


def theme_rankings(book: Book) -> pd.DataFrame:
    """The shares of each section under each source: [source, section, theme, label, share, rank, told, more].

    `source` is as readers call it; `told` says whether the verdict tells the section from the rest, and
    `more` whether by a higher share.
    """
    parts = [
        themes.verdicts(book, source).assign(source=name) for source, name in themes.sources(book).items()
    ]
    frame = pd.concat(parts, ignore_index=True)
    frame["more"] = frame["verdict"] == keyness.Verdict.MORE
    frame["told"] = frame["more"] | (frame["verdict"] == keyness.Verdict.LESS)
    return frame[["source", "section", "theme", "label", "share", "rank", "told", "more"]]


def theme_findings(book: Book) -> pd.DataFrame:
    """What is found under any source: [kind, theme, section, finding, held, of, without, own, frozen].

    The kinds: "leads", a theme of rank `themes.LEADING` or above in a section, equals included; "more", one
    that the verdict finds in more sentences of the section than of the rest. `finding` says it in words. It
    holds under `held` sources `of` so many, `without` names the others, `own` says whether under the
    consensus, and `frozen` whether under the lexicon that owes the codes nothing. Rows go by `held`, most
    first, then by kind, section and theme in their order.
    """
    every = list(themes.sources(book).values())
    ranked = theme_rankings(book)
    leads = ranked[(ranked["rank"] <= themes.LEADING) & (ranked["share"] > 0)].assign(kind="leads")
    found = pd.concat([leads, ranked[ranked["more"]].assign(kind="more")], ignore_index=True)
    grouped = found.groupby(["kind", "section", "theme"], as_index=False).agg(under=("source", frozenset))
    titles = book.document.titles
    names = themes.labels(book)
    said = {
        "leads": "“{theme}” is among the {most} leading themes of “{section}”",
        "more": "more sentences carry “{theme}” in “{section}” than elsewhere",
    }
    grouped = grouped.assign(
        finding=[
            said[kind].format(theme=names[theme], section=titles[section], most=themes.LEADING)
            for kind, theme, section in zip(
                grouped["kind"], grouped["theme"], grouped["section"], strict=True
            )
        ],
        held=grouped["under"].map(len),
        of=len(every),
        without=[", ".join(name for name in every if name not in under) for under in grouped["under"]],
        own=[themes.CONSENSUS in under for under in grouped["under"]],
        frozen=[themes.LEXICONS[themes.FROZEN] in under for under in grouped["under"]],
    )
    places = {name: place for place, name in enumerate([*said, *titles, *names])}

    def placed(column: pd.Series) -> pd.Series:
        return -column if column.name == "held" else column.map(places)

    ordered = grouped.sort_values(["held", "kind", "section", "theme"], key=placed, ignore_index=True)
    return ordered[["kind", "theme", "section", "finding", "held", "of", "without", "own", "frozen"]]
