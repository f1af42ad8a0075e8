"""Publishes which speakers of other texts use the document's words and names most."""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.measures import keyness
from reading.tables import nouns, sentence_classes, user_shares
from reading.tables.table import published
from reading.text.tokens import slug


@published("speaker", needs=("references", "users"))
def whose_words(book: Book) -> pd.DataFrame:
    """The speakers who use the document's words most, and how far other texts use the same speaker's words.

    - count: words of the document that {speaker} uses most [tokens]
    - share, share_low, share_high: share of the document's words that {speaker} uses most [share;
      tables/user_shares.py]
    - texts: texts of other speakers that are compared [texts]
    - highest: highest share of a text of another speaker that {speaker} uses most [share]
    - highest_speaker: the speaker of this text [word]
    - reached: texts of other speakers that reach the document's share, for {speaker} [texts]
    - p: share of texts, the document included, that reach it [probability]
    - p_sections: share of the arrangements of whole paragraphs in which sections differ as much [probability;
      measures/clusters.py]
    - own_low: lowest share of a text of {speaker} that {speaker} uses most in its other texts [share]
    - own_high: highest share of a text of {speaker} that {speaker} uses most in its other texts [share]

    >>> whose_words()[["speaker", "count", "texts", "reached"]].head(2)
       speaker  count  texts  reached
    0  captain      0      1        1
    1    mayor      5      1        1
    """
    return _compare(book, user_shares.WORD)


@published("speaker", needs=("references", "users"))
def whose_names(book: Book) -> pd.DataFrame:
    """The speakers who use the names of others that the document has most: as `whose_words`.

    - count: names in the document that {speaker} uses most [mentions]
    - share, share_low, share_high: share of the names in the document that {speaker} uses most [share;
      tables/user_shares.py]
    - texts: texts of other speakers that are compared [texts]
    - highest: highest share of the names in a text of another speaker that {speaker} uses most [share]
    - highest_speaker: the speaker of this text [word]
    - reached: texts of other speakers that reach the document's share of names, for {speaker} [texts]
    - p: share of texts, the document included, that reach it [probability]
    - p_sections: share of the arrangements of whole paragraphs in which sections differ as much [probability;
      measures/clusters.py]
    - own_low: lowest share of names in a text of {speaker} that {speaker} uses most in its other texts
      [share]
    - own_high: highest share of names in a text of {speaker} that {speaker} uses most in its other texts
      [share]

    >>> whose_names()[["speaker", "count"]].head(1)
       speaker  count
    0  captain      0
    """
    return _compare(book, user_shares.NAME)


def _compare(book: Book, kind: str) -> pd.DataFrame:
    ends = user_shares.estimate_shares(book, kind).rename(columns={"low": "share_low", "high": "share_high"})
    frame = user_shares.compare_speakers(book, kind).merge(ends, on="speaker")
    own = user_shares.share_own_texts(book, kind).groupby("speaker")["share"]
    frame["own_low"], frame["own_high"] = (frame["speaker"].map(end) for end in (own.min(), own.max()))
    called = nouns.speeches(book).set_index("speaker")["name"].to_dict()
    # Who has no text to compare keeps the code.
    labels = frame["speaker"].map(called).fillna(frame["speaker"])
    return frame.assign(label=labels, highest_speaker=frame["highest_speaker"].map(called))


@published("section", "speaker", needs=("references", "users"))
def whose_by_section(book: Book) -> pd.DataFrame:
    """The share of the words and names of each section that each speaker uses most.

    - words: share of the words of {section} that {speaker} uses most [share]
    - names: share of the names in {section} that {speaker} uses most [share]

    >>> list(whose_by_section())
    ['section', 'speaker', 'words', 'names']
    """
    words, names = (user_shares.share_sections(book, kind) for kind in (user_shares.WORD, user_shares.NAME))
    return pd.DataFrame({"words": words, "names": names}).reset_index()


@published("choice", "speaker", needs=("references", "users"))
def whose_choices(book: Book) -> pd.DataFrame:
    """The shares of words and names that each speaker uses most, under other choices than the plan's.

    - words: share of the document's words that {speaker} uses most, by {choice} [share]
    - words_highest: highest such share of a text of another speaker, by {choice} [share]
    - words_p: share of texts, the document included, that reach the document's share, by {choice}
      [probability]
    - names: share of the names in the document that {speaker} uses most, by {choice} [share]
    - names_highest: highest such share of a text of another speaker, by {choice} [share]
    - names_p: share of texts, the document included, that reach that share of names, by {choice}
      [probability]

    >>> whose_choices()["choice"].unique().tolist()
    ['ten', 'five', 'twenty', 'uncommon', 'types', 'own-words', 'itself']
    """
    frames = []
    for choice in user_shares.CHOICES:
        words, names = (
            user_shares.compare_speakers(book, kind, choice).set_index("speaker")[["share", "highest", "p"]]
            for kind in (user_shares.WORD, user_shares.NAME)
        )
        both = words.set_axis(["words", "words_highest", "words_p"], axis=1)
        both = both.join(names.set_axis(["names", "names_highest", "names_p"], axis=1))
        frames.append(both.reset_index().assign(choice=choice))
    frame: pd.DataFrame = pd.concat(frames, ignore_index=True)
    return frame


@published(needs=("references", "users"))
def whose(book: Book) -> pd.DataFrame:
    """Whose words and names the document uses: what is compared.

    - words: words of the document that are no names [tokens]
    - names: names of other states, places and alliances in the document [mentions]
    - speakers: speakers who are compared [speakers]
    - apart: speakers whose share of the document's words is told apart from that of other texts [speakers]
    - apart_names: speakers whose share of its names is told apart from that of other texts [speakers]
    - tested: words whose use by two speakers is compared year by year, in the shorter window [terms]
    - told_apart: of these, words that one of the two is told to use more [terms]
    - told_apart_all: words that one of the two is told to use more, in all years [terms]
    - lowest_absence: the lowest adjusted chance that the document lacks a word of one of the two
      [probability]

    >>> whose()[["words", "names"]]
       words  names
    0     24      3
    """
    kinds = user_shares.WORD, user_shares.NAME
    words, names = (user_shares.count_own(book, kind)["count"].sum() for kind in kinds)
    by_words, by_names = (user_shares.compare_speakers(book, kind)["p"] for kind in kinds)
    pairs, every = pair_terms(book), user_shares.compare_pair(book, recent=False)
    row = {
        "words": words,
        "names": names,
        "speakers": len(by_words),
        "apart": (by_words <= user_shares.RARE).sum(),
        "apart_names": (by_names <= user_shares.RARE).sum(),
        "tested": pairs["p_adjusted"].notna().sum(),
        "told_apart": (pairs["p_adjusted"] <= keyness.Q).sum(),
        "told_apart_all": (every["p_adjusted"] <= keyness.Q).sum(),
        "lowest_absence": user_shares.find_absences(book)["p_adjusted"].min(),
    }
    return pd.DataFrame([row])


@published("term", needs=("references", "users"))
def pair_terms(book: Book) -> pd.DataFrame:
    """The document's words in the texts of two speakers, year by year.

    - first: years in which only the first speaker has {term}, in the shorter window [years]
    - second: years in which only the second speaker has {term}, in the shorter window [years]
    - p: probability of years that are as unequal, by the lengths of the texts [probability;
      measures/users.py]
    - p_adjusted: the same, adjusted for all terms that could pass [probability; measures/inference.py]

    >>> pair_terms()[["term", "first", "second"]].head(1)
        term  first  second
    0  build      0       0
    """
    frame = user_shares.compare_pair(book, recent=True)
    return frame.assign(term=frame["lemma"].map(slug))


@published("speaker", "term", needs=("references", "users"), omits_rows=True)
def absences(book: Book) -> pd.DataFrame:
    """Words that a speaker uses most, of which the document would have some, and that it lacks.

    - expected: occurrences of {term} in a passage of {speaker} as long as the document [expected]
    - chance: chance that such a passage has none [probability; measures/presence.py]
    - p_adjusted: the same, adjusted for all terms of {speaker} [probability; measures/inference.py]

    >>> list(absences())
    ['speaker', 'term', 'expected', 'chance', 'p_adjusted']
    """
    frame = user_shares.find_absences(book)
    frame = frame[frame["expected"] >= user_shares.EXPECTED]
    return frame.assign(term=frame["lemma"].map(slug))


@published("group", needs=("references", "users"))
def sentence_groups(book: Book) -> pd.DataFrame:
    """Whose sentences a classifier takes the document's sentences for.

    - sentences: sentences of the document that it takes for those of {group} [sentences]
    - expected: sentences that it would take for those of {group} if they were other speakers', with as many
      words that count [expected]
    - share: share of the document's sentences that it takes for those of {group} [share;
      tables/sentence_classes.py]
    - rank: rank of this share among the other texts' shares for {group}; 1 is the highest [rank]
    - texts: texts of other speakers that are compared [texts]
    - recognised: share of the sentences of {group} that it recognises, in years that it has not seen [share]
    - area: chance that it rates a sentence of {group} higher for {group} than another one [ratio]

    >>> sentence_groups()[["group", "sentences", "share"]].head(1)
         group  sentences  share
    0  captain          0    0.0
    """
    frame = sentence_classes.describe(book)
    called = nouns.speeches(book).set_index("speaker")["name"].to_dict()
    return frame.assign(label=frame["group"].map(called | {sentence_classes.OTHER: "all others"}))
