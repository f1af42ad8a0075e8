"""Publishes who speaks in the document: whose view its sentences give, and what its modal verbs say."""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.measures.incidence import SENTENCE
from reading.tables import voice_counts as counts
from reading.tables.labels import Labels, labels_of
from reading.tables.locations import WHO_SPEAKS, find_description
from reading.tables.table import published
from reading.tables.theme_counts import measure_agreement, share_sentences


@labels_of("voice")
def _label_voices(book: Book) -> Labels:
    rule = book.voices.rule
    return {id_: code.label for id_, code in rule.voice.codes.items()} if rule else {}


@published("section", "voice", needs=("voices",), leads=WHO_SPEAKS)
def voices(book: Book) -> pd.DataFrame:
    """Whose view the sentences of each section give.

    - sentences: sentences of the section {section} that give the view of {voice}, as coded [sentences]
    - named: of these sentences, those that name the state asked about, its leaders or its party [sentences]

    >>> voices().head(2)
       section      voice  sentences  named
    0  harbour  northport          2      2
    1  harbour   eastland          0      0
    """
    rows, codes = counts.voices(book), counts.require_rule(book).voice.codes
    frame = share_sentences(rows, rows, codes, of="voice", by="section")
    naming = rows.merge(counts.find_naming(book), on=SENTENCE)
    return frame.assign(named=share_sentences(naming, rows, codes, of="voice", by="section")["sentences"])


@published("paragraph", "voice", needs=("voices",), leads=WHO_SPEAKS)
def voices_by_paragraph(book: Book) -> pd.DataFrame:
    """Whose view the sentences of each paragraph give.

    - sentences: sentences of the paragraph {paragraph} that give the view of {voice}, as coded [sentences]

    >>> voices_by_paragraph().head(2)
             paragraph      voice  sentences
    0  harbour-opening  northport          0
    1  harbour-opening   eastland          0
    """
    rows = counts.voices(book).replace({"paragraph": book.document.short})
    return share_sentences(rows, rows, counts.require_rule(book).voice.codes, of="voice", by="paragraph")


@published(needs=("voices",), leads=find_description)
def voice_coding(book: Book) -> pd.DataFrame:
    """How far the passes agree whose view a sentence gives.

    - items: sentences that were coded [sentences]
    - differing: of these sentences, those on which the passes differ [sentences]
    - alpha: Krippendorff's alpha of the passes [agreement; Krippendorff 2022]

    >>> voice_coding()[["items", "differing"]]
       items  differing
    0      7          1
    """
    measured = measure_agreement(book.voices.codes, SENTENCE)
    return pd.DataFrame([measured]).rename(columns={"of": "items"})


@published("paragraph", needs=("voices",), leads=WHO_SPEAKS)
def modals_by_paragraph(book: Book) -> pd.DataFrame:
    """The modal verbs of each paragraph.

    - sentences: sentences of the paragraph {paragraph} with a modal verb [sentences]
    - modals: modal verbs of the paragraph {paragraph} [occurrences]

    >>> modals_by_paragraph()[["paragraph", "sentences", "modals"]].head(2)
             paragraph  sentences  modals
    0  harbour-opening          0       0
    1             quay          0       0
    """
    paragraphs, found = book.document.paragraphs["paragraph"], counts.modals(book)
    sentences = found.drop_duplicates(SENTENCE)["paragraph"].value_counts()
    counted = pd.DataFrame({"sentences": sentences, "modals": found.groupby("paragraph")["count"].sum()})
    counted = counted.reindex(paragraphs).fillna(0).astype(int).rename_axis("paragraph").reset_index()
    return counted.assign(paragraph=counted["paragraph"].map(book.document.short))


@published("type", needs=("voices",), leads=WHO_SPEAKS)
def modal_verbs(book: Book) -> pd.DataFrame:
    """The modal verbs by their type, and whether anybody is named who is to do what they say.

    - modals: modal verbs of the type {type} [occurrences]
    - named: of these, those with somebody named who is to act [occurrences]
    - nobody: of these, those that say what happens by itself [occurrences]

    >>> modal_verbs()[["type", "modals", "named", "nobody"]].head(2)
              type  modals  named  nobody
    0  possibility       1      1       0
    1   obligation       0      0       0
    """
    codes = book.voices.modals.consensus
    of_verb = codes.pivot(index=[*SENTENCE, "modal"], columns="feature", values="code")
    of_verb = of_verb.reindex(columns=["type", "agent"])
    nobody = of_verb["agent"] == "nobody"
    is_named = ~nobody & (of_verb["agent"] != "unnamed")
    found = of_verb.assign(modals=1, named=is_named, nobody=nobody).drop(columns="agent")
    types = list(counts.require_rule(book).modals.types)
    counted = found.groupby("type").sum().reindex(types, fill_value=0)
    return counted.astype(int).reset_index()
