"""Lists what readers may type to find a term in the explorer."""

from __future__ import annotations

from reading.data.book import Book
from reading.text import tokens
from reading.text.tokens import lower_case

ABBREVIATIONS = {
    "dprk": ("north korea",),
    "eu": ("european union",),
    "rok": ("south korea",),
    "uk": ("united kingdom", "britain"),
    "un": ("united nations",),
    "us": ("united states", "america"),
    "usa": ("united states", "us", "america"),
}
"""What readers type for names that a document may spell out."""


def list_forms(book: Book) -> dict[str, list[str]]:
    """What readers may type for each lemma beside itself: forms of a word, abbreviations, names of an actor.

    A name that the document does not use stands for the most frequent name that it does use.
    """
    incidence, vocabulary = book.document.incidence, book.document.vocabulary
    counts = incidence.groupby("lemma")["count"].sum()
    forms = tokens.list_forms(counts.index)
    for token, lemma in vocabulary[["token", "lemma"]].itertuples(index=False):
        if lemma in forms and token != lemma:
            forms[lemma].add(token)
    for actor in book.lexicon.actors:
        names = [lower_case(name) for name in actor.names]
        used = [name for name in names if name in counts]
        if used:
            forms[max(used, key=lambda name: counts[name])].update(set(names) - set(used))
    for abbreviation, full_names in ABBREVIATIONS.items():
        used = [name for name in full_names if name in counts]
        if used and abbreviation not in counts:
            forms[used[0]].add(abbreviation)
    return {lemma: sorted(found) for lemma, found in forms.items()}
