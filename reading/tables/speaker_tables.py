"""Publishes how much of the document is of words and names that speakers use most, beside other texts."""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.data.names import NAME, WORD
from reading.measures.arrays import Floats
from reading.measures.heaviest_users import EQUAL
from reading.measures.incidence import SENTENCE, matrix
from reading.measures.intervals import effective_interval
from reading.tables import nouns
from reading.tables import speaker_counts as counts
from reading.tables.followed_terms import key_speakers
from reading.tables.labels import LABELS
from reading.tables.table import published

RARE = 1 / 40
"""The share of other speakers' texts that may reach a share which is told apart."""


@published("speaker", needs=("reference",))
def speaker_words(book: Book) -> pd.DataFrame:
    """The share of the document's words, and the mentions of others, that each speaker uses most.

    - share, share_low, share_high: share of the document's words that {speaker} uses most [share;
      measures/intervals.py]
    - names: mentions in the document that use a name which {speaker} uses most [mentions]

    >>> speaker_words()[["speaker", "share", "names"]].head(2)
       speaker     share  names
    0  captain  0.000000      0
    1    mayor  0.208333      0
    """
    hits, tokens, speakers = _count_sentences(book, WORD)
    low, high = effective_interval(hits, tokens)
    shares = {"share": hits.sum(axis=0) / tokens.sum(), "share_low": low, "share_high": high}
    names = _count_sentences(book, NAME)[0].sum(axis=0)
    return pd.DataFrame({"speaker": speakers, **shares, "names": names})


def _count_sentences(book: Book, kind: str) -> tuple[Floats, Floats, pd.Index]:
    """The tokens of a kind that each speaker, a column, uses most in each sentence; all; and the speakers."""
    own = _count_own(book, kind)
    held, lemmas = matrix(own, nouns.sentences(book), SENTENCE)
    ranks = counts.rank_users(book)
    used = ranks.reindex(lemmas) <= counts.get_settings(book).most
    return held @ used.to_numpy(float), held.sum(axis=1, keepdims=True), ranks.columns


def _count_own(book: Book, kind: str) -> pd.DataFrame:
    """The document's lemmas of a kind: section, paragraph, sentence, lemma, count.

    `lemma` is the form that other texts have.
    """
    kinds = nouns.word_kinds(book)
    rows = pd.concat([nouns.words(book), nouns.phrases(book)]).merge(kinds[kinds["kind"] == kind], on="lemma")
    return rows.assign(lemma=rows["name"])[["section", "paragraph", "sentence", "lemma", "count"]]


@published("words", "number", needs=("reference",))
def speaker_shares(book: Book) -> pd.DataFrame:
    """The share of the document beside those of all texts of the years, by the number of heaviest users.

    - share: share of the document, for {words} and the number {number} of heaviest users
      [share; tables/speaker_counts.py]
    - own_low: lowest share of a text of the same speaker [share]
    - own_high: highest share of a text of the same speaker [share]
    - median: median of the shares of the texts of other speakers [share]
    - upper: share that 39 in 40 of these texts do not exceed [share]
    - highest: highest share of a text of another speaker [share]
    - highest_text: the speaker and the year of this text [word]
    - texts: texts of other speakers that have such tokens [texts]
    - reached: texts of other speakers that reach the document's share [texts]
    - states: speakers of these texts [speakers]
    - vocabulary_low: lowest share of a text of the same speaker, cut to the document's vocabulary [share]
    - vocabulary_reached: texts of other speakers, cut to it, that reach the share [texts]
    - passage_texts: passages most like the document of other speakers that have such tokens [texts]
    - passage_reached: such passages of other speakers that reach the share [texts]

    >>> speaker_shares()[["words", "number", "share"]].head(1)
             words number     share
    0  mayor-words      1  0.208333
    """
    every, ranks = counts.share_texts(book), counts.rank_users(book)
    every["text"] = every["speaker"].map(LABELS["speaker"](book)) + ", " + every["year"].astype(str)
    frames = []
    for kind, speaker in counts.list_shown(book):
        own = _count_own(book, kind)
        used = own.groupby(own["lemma"].map(ranks[speaker]))["count"].sum()
        share = used.reindex(counts.NUMBERS, fill_value=0).cumsum() / own["count"].sum()
        rows = every[(every["kind"] == kind) & (every["user"] == speaker)].dropna(subset=[1])
        is_own = rows["speaker"] == speaker
        mine, others = (
            {part: rows.loc[(rows["part"] == part) & chosen, counts.NUMBERS] for part in counts.PARTS}
            for chosen in (is_own, ~is_own)
        )
        reached = {part: shares >= share.round(EQUAL) for part, shares in others.items()}
        whole = others[counts.WHOLE]
        columns = {
            "share": share,
            "own_low": mine[counts.WHOLE].min(),
            "own_high": mine[counts.WHOLE].max(),
            "median": whole.median(),
            "upper": whole.quantile(1 - RARE),
            "highest": whole.max(),
            "highest_text": whole.idxmax().map(rows["text"]) if len(whole) else "",
            "texts": len(whole),
            "reached": reached[counts.WHOLE].sum(),
            "states": reached[counts.WHOLE].groupby(rows["speaker"]).any().sum(),
            "vocabulary_low": mine[counts.VOCABULARY].min(),
            "vocabulary_reached": reached[counts.VOCABULARY].sum(),
            "passage_texts": len(others[counts.PASSAGE]),
            "passage_reached": reached[counts.PASSAGE].sum(),
        }
        frames.append(pd.DataFrame(columns).assign(words=f"{speaker}-{counts.KINDS[kind]}"))
    frame = pd.concat(frames).rename_axis("number").reset_index()
    return frame.assign(number=frame["number"].astype(str))


@published("words", needs=("reference",))
def speaker_robustness(book: Book) -> pd.DataFrame:
    """How the shares of the document compare with those of all texts, for 40 numbers of heaviest users.

    - alone: numbers of heaviest users, of 40, at which no text of another speaker reaches the share
      [combinations]
    - inside: numbers of heaviest users, of 40, at which the share is in the range of own texts [combinations]
    - passage_alone: numbers at which no passage of another speaker that is most like the document reaches it
      [combinations]

    >>> speaker_robustness()[["words", "inside"]].head(1)
             words  inside
    0  mayor-words       0
    """
    shares = speaker_shares(book)
    found = shares[["words"]].assign(
        alone=shares["reached"] == 0,
        inside=shares["share"].between(shares["own_low"], shares["own_high"]),
        passage_alone=shares["passage_reached"] == 0,
    )
    return found.groupby("words", sort=False, as_index=False).sum()


@published(needs=("reference",))
def speaker_tests(book: Book) -> pd.DataFrame:
    """Whose words and names the document uses: what is compared.

    - words: words of the document that are no names [tokens]
    - names: mentions of other states, places and alliances in the document [mentions]
    - speakers: speakers who are compared [speakers]
    - own_inside: speakers whose share of the document's words is in the range of their own texts [speakers]
    - told_apart: speakers whose share of the document's words is told apart from that of texts of one year
      [speakers]
    - as_apart: other texts of this year that would have as many speakers told apart [texts]

    >>> speaker_tests()[["words", "names"]]
       words  names
    0     24      3
    """
    share = speaker_words(book).set_index("speaker")["share"]
    texts = book.reference.document_words.merge(book.reference.texts[["text", "speaker"]], on="text")
    of_texts = (texts["own"] / texts["total"]).groupby(key_speakers(book.reference, texts["speaker"]))
    own = of_texts.agg(["min", "max"]).reindex(share.index)
    elsewhere = nouns.shares_elsewhere(book)
    elsewhere = elsewhere[elsewhere["kind"] == WORD]
    shares, user = elsewhere["share"].round(EQUAL), elsewhere["user"]
    reached = (shares >= user.map(share.round(EQUAL))).groupby(user)
    p = (1 + reached.sum()) / (1 + reached.size())
    # The same with each text in the place of the document.
    place = shares.groupby(user).rank(ascending=False, method="max") / user.map(reached.size())
    apart, each = (p <= RARE).sum(), (place <= RARE).groupby(elsewhere["text"]).sum()
    row = {
        "words": _count_own(book, WORD)["count"].sum(),
        "names": _count_own(book, NAME)["count"].sum(),
        "speakers": len(share),
        "own_inside": share.between(own["min"], own["max"]).sum(),
        "told_apart": apart,
        "as_apart": (each >= apart).sum(),
    }
    return pd.DataFrame([row])
