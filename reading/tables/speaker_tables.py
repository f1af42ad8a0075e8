"""Publishes how much of the document is of words and names that speakers use most, beside other texts."""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.data.reference import LAST
from reading.tables import speaker_counts
from reading.tables.labels import LABELS
from reading.tables.presences import PARTS, get_settings
from reading.tables.table import published


@published("speaker", needs=("reference",))
def speaker_words(book: Book) -> pd.DataFrame:
    """The share of the document's words that each speaker uses most.

    - share: share of the document's words that {speaker} uses most [share; tables/speaker_counts.py]

    >>> speaker_words().head(2)
       speaker    label     share
    0  captain  captain  0.000000
    1    mayor    mayor  0.208333
    """
    return speaker_counts.compare_speakers(book, speaker_counts.WORD)


@published("speaker", needs=("reference",))
def speaker_names(book: Book) -> pd.DataFrame:
    """The mentions of others in the document that use a name which each speaker uses most.

    - count: mentions in the document that use a name which {speaker} uses most [mentions]

    >>> speaker_names()[["speaker", "count"]].head(1)
       speaker  count
    0  captain      0
    """
    return speaker_counts.compare_speakers(book, speaker_counts.NAME)


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
    called, frames = LABELS["speaker"](book), []
    for kind, speaker in speaker_counts.list_shown(book):
        total = speaker_counts.count_own(book, kind)["count"].sum()
        own = speaker_counts.share_document(book, kind).T[speaker] / total
        shares = speaker_counts.share_texts(book)
        shares = shares[(shares["kind"] == kind) & (shares["user"] == speaker)]
        shares = shares.assign(name=shares["speaker"].map(called))
        parts = [_describe(shares[shares["part"] == part], speaker, own) for part in PARTS]
        cut = [one.add_prefix(f"{part}_") for part, one in zip(PARTS[1:], parts[1:], strict=True)]
        frame = pd.concat([parts[0], *cut], axis=1)
        frames.append(frame.assign(words=f"{speaker}-{speaker_counts.KINDS[kind]}", share=own))
    frame = pd.concat(frames).rename_axis("number").reset_index()
    return frame.assign(number=frame["number"].astype(str))


def _describe(shares: pd.DataFrame, speaker: str, own: pd.Series) -> pd.DataFrame:
    """The shares of texts of other speakers, and those of its own, by the number of heaviest users."""
    numbers, is_own = list(range(1, LAST + 1)), shares["speaker"] == speaker
    others, mine = shares[~is_own].dropna(subset=[1]), shares[is_own][numbers]
    values = others[numbers]
    reached = values >= own.round(speaker_counts.EQUAL)
    first = values.idxmax() if len(values) else [None] * LAST
    return pd.DataFrame(
        {
            "own_low": mine.min(),
            "low": mine.min(),
            "own_high": mine.max(),
            "median": values.median(),
            "upper": values.quantile(1 - speaker_counts.RARE),
            "highest": values.max(),
            "highest_text": [
                at if at is None else f"{others['name'][at]}, {others['year'][at]}" for at in first
            ],
            "texts": len(values),
            "reached": reached.sum(),
            "states": [others["speaker"][reached[number]].nunique() for number in numbers],
        },
        index=pd.Index(numbers),
    )


@published("words", needs=("reference",))
def speaker_robustness(book: Book) -> pd.DataFrame:
    """The shares of the document that are compared with all texts of the years.

    - share, share_low, share_high: share of the document, for {words}, with other sentences like these
      [share; measures/heaviest_users.py]
    - years_low: lower end of the interval of this share, with other sentences and years [share]
    - years_high: upper end of this interval [share]
    - alone: numbers of heaviest users, of 40, at which no text of another speaker reaches the share
      [combinations]
    - inside: numbers of heaviest users, of 40, at which the share is in the range of own texts [combinations]
    - passage_alone: numbers at which no passage of another speaker that is most like the document reaches it
      [combinations]

    >>> speaker_robustness()[["words", "share"]].head(1)
             words     share
    0  mayor-words  0.208333
    """
    shares, rows = speaker_shares(book), []
    called = LABELS["speaker"](book)
    for kind, speaker in speaker_counts.list_shown(book):
        words = f"{speaker}-{speaker_counts.KINDS[kind]}"
        mine = shares[shares["words"] == words].set_index("number")
        rows.append(
            {
                "words": words,
                "label": f"{called[speaker]}: {speaker_counts.KINDS[kind]}",
                "share": mine["share"][str(get_settings(book).most)],
                **speaker_counts.estimate_share(book, kind, speaker),
                "alone": (mine["reached"] == 0).sum(),
                "inside": mine["share"].between(mine["own_low"], mine["own_high"]).sum(),
                "passage_alone": (mine["passage_reached"] == 0).sum(),
            }
        )
    return pd.DataFrame(rows)


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
    words = speaker_counts.compare_speakers(book, speaker_counts.WORD).set_index("speaker")
    own = speaker_counts.share_own_texts(book).reindex(words.index)
    apart = (words["p"] <= speaker_counts.RARE).sum()
    row = {
        "words": speaker_counts.count_own(book, speaker_counts.WORD)["count"].sum(),
        "names": speaker_counts.count_own(book, speaker_counts.NAME)["count"].sum(),
        "speakers": len(words),
        "own_inside": words["share"].between(own["min"], own["max"]).sum(),
        "told_apart": apart,
        "as_apart": speaker_counts.count_as_apart(book, speaker_counts.WORD, apart),
    }
    return pd.DataFrame([row])
